"""Stretches in quotation marks: pairs of marks in a paragraph, and lines behind a dash."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Marked", "find_marked", "has_single"]

_MARKS = re.compile('["“”«»„]')
_SINGLE = re.compile(r"(?<=: )(['‘])[^'‘’“”\"\n]{12,300}['’](?!\w)")
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


_LONGEST = 3_000  # characters of a quotation over several paragraphs


def find_marked(
    text: str, paragraphs: Sequence[tuple[int, int]], marks: Sequence[int] | None = None
) -> list[Marked]:
    """Finds what stands in quotation marks.

    Args:
        text: A text.
        paragraphs: Spans of its paragraphs, in order.
        marks: Where its quotation marks stand, where that is known.

    Returns:
        The stretches in the order of the text, without overlap. A mark that is not closed in its
        paragraph is closed in a later one that has an end without a beginning; else it is none.

    Example:
        >>> text = 'Ông nói: "Cầu đã xong" rồi “về”.'
        >>> [text[q.start : q.end] for q in find_marked(text, [(0, len(text))])]
        ['Cầu đã xong', 'về']
    """
    if marks is None:
        marks = [m.start() for m in _MARKS.finditer(text)]
    out: list[Marked] = []
    opened = -1
    before = i = 0
    count = len(marks)
    for start, end in paragraphs:
        i = bisect_left(marks, start, i)
        if opened < 0 and (i == count or marks[i] >= end):
            if i == count:
                break  # nothing is open, and nothing opens any more
            before = end
            continue
        j = bisect_left(marks, end, i)
        if opened >= 0 and _again(text, start, end):
            # every paragraph of a long quotation opens anew, the last one alone is closed
            _add(out, text, opened, before)
            opened = -1
        before = end
        if opened >= 0 and (
            end - opened > _LONGEST or not _goes_on(text, start, end, text[opened])
        ):
            opened = -1
        here = marks[i:j]
        last: tuple[int, int] | None = None
        for at in here:
            mark = text[at]
            if opened < 0:
                if mark not in _CLOSE:
                    opened = at
                continue
            if (mark == '"') != (text[opened] == '"'):
                last = last or (_last(text, here, '"'), _last(text, here, _CLOSE))
                if _nested(text, opened, at, last):
                    continue
            if mark in _OPEN:
                opened = at  # the one before was never closed
            else:
                _add(out, text, opened, at)
                opened = -1
        i = j
    if has_single(text):
        out = sorted([*out, *_single(out, text, paragraphs)])
    return out


def has_single(text: str) -> bool:
    """Whether single marks behind a colon may quote something, as in headlines.

    Example:
        >>> has_single("Tỉnh: 'Phải xong trước Tết'"), has_single("Huyện Cư M'gar")
        (True, False)
    """
    return ": '" in text or ": ‘" in text


def _last(text: str, places: Sequence[int], among: str) -> int:
    """The last place where one of some marks stands, -1 for none."""
    return next((at for at in reversed(places) if text[at] in among), -1)


def _nested(text: str, opened: int, at: int, last: tuple[int, int]) -> bool:
    """Whether a mark of the other kind belongs to a quotation inside the one that is open.

    The one that is open is closed by its own kind further on in the paragraph: ``last`` has the
    places of its last straight and its last closing mark.
    """
    return last[0 if text[opened] == '"' else 1] > at


def _single(marked: list[Marked], text: str, paragraphs: Sequence[tuple[int, int]]) -> list[Marked]:
    """What stands in single marks behind a colon, as headlines quote."""
    out: list[Marked] = []
    for start, end in paragraphs:
        for m in _SINGLE.finditer(text, start, end):
            i = bisect_left(marked, m.start(), key=lambda q: q.close)
            if i >= len(marked) or marked[i].outer >= m.end():
                _add(out, text, m.start(1), m.end() - 1)
    return out


def _again(text: str, start: int, end: int) -> bool:
    """Whether a paragraph behind an open one opens the same quotation again."""
    first = text[start : start + 1]
    marks = _MARKS.findall(text, start, end)
    if first == '"':
        return len(marks) == 2 and text[start:end].rstrip(" .,").endswith('"')
    return first in ("“", "«", "„")


def _goes_on(text: str, start: int, end: int, opener: str) -> bool:
    """Whether a quotation that is open before a paragraph may end in it or behind it."""
    if opener == '"':
        count = text.count('"', start, end)
        return not count or (count % 2 == 1 and text[start] != '"')
    marks = [mark for mark in _MARKS.findall(text, start, end) if mark != '"']
    return not marks or marks[0] in _CLOSE


def _add(out: list[Marked], text: str, opened: int, closed: int) -> None:
    a, b = opened + 1, closed
    while a < b and text[a].isspace():
        a += 1
    while b > a and text[b - 1].isspace():
        b -= 1
    if a < b:
        out.append(Marked(a, b, opened, closed + 1))
