"""Courtesy and teasing: sentences that greet, praise or promise, and tell nothing."""

from __future__ import annotations

import re
from functools import cache

from vntext.resources import load_toml
from vntext.roles.tables import one_of

__all__ = ["courteous"]


@cache
def _courtesy() -> re.Pattern[str]:
    words = one_of(tuple(load_toml("summary/cues.toml")["courtesy"]["words"]))
    return re.compile(rf"(?<!\w){words}(?!\w)")


def courteous(text: str) -> bool:
    """True for a sentence that welcomes, praises, delights or whets the reader's appetite.

    Args:
        text: A sentence.

    Example:
        >>> courteous("Ông Lộc nhiệt liệt chào mừng các đội."), courteous("Chợ mở lại hôm qua.")
        (True, False)
    """
    return _courtesy().search(text.lower()) is not None
