"""Stretches in quotation marks: pairs of marks in a paragraph, and lines behind a dash."""

from __future__ import annotations

import re
from typing import NamedTuple

__all__ = ["Marked", "find_marked"]

_MARKS = re.compile("[\"“”«»„]")
_OPEN, _CLOSE = "“«„", "”»"


class Marked(NamedTuple):
    """A stretch in quotation marks.

    Attributes:
        start: First character of what stands in the marks, without white space.
        end: End of it (exclusive), without white space.
        outer: Place of the mark that opens.
        close: End of the mark that closes (exclusive).
    """

    start: int
    end: int
    outer: int
    close: int


def find_marked(text: str, start: int, end: int) -> list[Marked]:
    """Finds what stands in quotation marks in a paragraph.

    Args:
        text: A text.
        start: First character of the paragraph.
        end: End of the paragraph (exclusive).

    Returns:
        The stretches in the order of the text, without overlap. A mark without its fellow is none.

    Example:
        >>> text = 'Ông nói: "Cầu đã xong" rồi “về”.'
        >>> [text[q.start : q.end] for q in find_marked(text, 0, len(text))]
        ['Cầu đã xong', 'về']
    """
    out = []
    opened = -1
    for m in _MARKS.finditer(text, start, end):
        mark, at = m.group(), m.start()
        if opened < 0:
            if mark not in _CLOSE or mark == "”":
                opened = at
        elif mark in _OPEN:
            opened = at  # the one before was never closed
        else:
            a, b = opened + 1, at
            while a < b and text[a].isspace():
                a += 1
            while b > a and text[b - 1].isspace():
                b -= 1
            if a < b:
                out.append(Marked(a, b, opened, at + 1))
            opened = -1
    return out
