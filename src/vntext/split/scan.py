"""Lines of a text: what many stages begin with."""

from __future__ import annotations

import re
from functools import cache

from vntext.kernel import kernel
from vntext.text.scan import places_of

__all__ = ["LINE_BREAKS", "find_lines", "places_of"]

LINE_BREAKS = "\n\r\u2028\u2029\x85\v\f"
"""Characters that end a line."""


@cache
def _line() -> re.Pattern[str]:
    # \S passes over every white space, line breaks too: a match begins at the first visible
    # character of a line and runs to the line's end
    return re.compile(rf"\S[^{LINE_BREAKS}]*+")


def find_lines(text: str) -> list[tuple[int, int]]:
    r"""The lines that are not blank, without the white space around them, as pairs.

    Example:
        >>> find_lines("Tin mới\n\n  Sáng nay trời mưa. \r\nAn Bình")
        [(0, 7), (11, 29), (32, 39)]
    """
    native = kernel()
    if native is not None:
        found: list[tuple[int, int]] = native.text_lines(text)
        return found
    out = []
    for m in _line().finditer(text):
        start, end = m.span()
        if text[end - 1].isspace():
            end = start + len(m.group().rstrip())
        out.append((start, end))
    return out
