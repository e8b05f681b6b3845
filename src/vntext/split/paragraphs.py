"""Paragraphs: the lines of a text that are not blank."""

from __future__ import annotations

from vntext.spans import Spans
from vntext.split.scan import LINE_BREAKS, find_lines

__all__ = ["LINE_BREAKS", "find_lines", "find_paragraphs"]


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
