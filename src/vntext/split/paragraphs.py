"""Paragraphs: the lines of a text that are not blank."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from vntext.spans import Spans

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["LINE_BREAKS", "find_lines", "find_paragraphs"]

LINE_BREAKS = "\n\r\u2028\u2029\x85\v\f"
"""Characters that end a line."""


@cache
def _line() -> re.Pattern[str]:
    # \S passes over every white space, line breaks too: a match begins at the first visible
    # character of a line and runs to the line's end
    return re.compile(rf"\S[^{LINE_BREAKS}]*+")


def find_lines(text: str) -> Iterator[tuple[int, int]]:
    """The lines that are not blank, without the white space around them, as pairs."""
    for m in _line().finditer(text):
        start, end = m.span()
        if text[end - 1].isspace():
            end = start + len(m.group().rstrip())
        yield start, end


def find_paragraphs(text: str) -> Spans:
    r"""Finds the lines that are not blank.

    A line ends at ``\n``, ``\r``, ``\r\n``, ``\v``, ``\f``, ``\x85``, ``\u2028`` or ``\u2029``.

    Args:
        text: A normalised text, or several joined by ``"\n"``.

    Returns:
        The lines without the white space around them, in characters of ``text``.

    Example:
        >>> find_paragraphs("Tin mới\n\n  Sáng nay trời mưa. \r\nAn Bình").pairs()
        [(0, 7), (11, 29), (32, 39)]
    """
    return Spans.of(find_lines(text))
