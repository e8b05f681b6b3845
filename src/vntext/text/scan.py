"""Places of some characters of a text: what many searches begin with.

To look for few characters and then at what stands around each takes a fraction of the time of a
pattern that is tried all over a text.
"""

from __future__ import annotations

import re
from functools import cache

from vntext.kernel import kernel

__all__ = ["places_of"]


def places_of(text: str, among: str) -> list[int]:
    """Where one of some characters stands in a text.

    Args:
        text: Any text.
        among: The characters, few.

    Example:
        >>> places_of("Trời mưa. Gió to!", ".!")
        [8, 16]
    """
    native = kernel()
    if native is not None:
        found: list[int] = native.places_of(text, among)
        return found
    return [m.start() for m in _one_of(among).finditer(text)]


@cache
def _one_of(among: str) -> re.Pattern[str]:
    return re.compile(f"[{re.escape(among)}]")
