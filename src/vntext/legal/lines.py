"""The lines of a legal document: what each opens, the cells of its head, what belongs to the page.

Two columns of a head that stand on one line ("CHÍNH PHỦ    CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM") are
two lines. Numbers of pages, heads of the gazette and blank lines that only spread broken lines are
left out.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from vntext.legal.patterns import pattern, source

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["HEAD", "Line", "first_word", "read_lines", "sure_wraps"]

HEAD = "head"
"""What a line of the head of a document opens: the state, the number, the day."""

_HEAD_LINES = 30
_ITEMS = (
    "heading_article",
    "heading_chapter",
    "heading_section",
    "heading_subsection",
    "heading_part",
    "heading_clause",
    "heading_decimal",
    "heading_point",
    "heading_bracket",
    "heading_roman",
    "opening",
    "foot",
)
_WHOLE = ("heading_appendix", "heading_attached", "judgment_section")
"""What opens a paragraph in capitals; the last two where they are a line of their own."""

_LONE = (
    "heading_roman",
    "heading_clause",
    "heading_point",
    "heading_article",
    "heading_bracket",
    "opening",
)
_QUOTES = "“\"'‘«"
_ENDS = '.;:!?”"…'
_SPREAD = 0.08
"""Share of lines that go on after a blank one, from which blank lines part no paragraphs."""


class Line(NamedTuple):
    """A line with text.

    Attributes:
        start: First visible character.
        end: End of the last one (exclusive).
        item: What it opens, a name of a pattern, `HEAD` or ``"quote"``; ``""`` for nothing.
        lone: Whether the mark that opens it stands alone.
    """

    start: int
    end: int
    item: str
    lone: bool


@cache
def _rule() -> re.Pattern[str]:
    """A line that only parts others: dashes, stars, bars."""
    return re.compile(r"[\W_]*\Z")


@cache
def _cells() -> re.Pattern[str]:
    return re.compile(source("head_cell"))


def _item(text: str, low: str, start: int, end: int) -> tuple[str, bool]:
    """What a line opens, and whether its mark stands alone in it."""
    c = text[start]
    if c.islower() and not (
        low[start + 1 : start + 2] in ")/." or low[start + 2 : start + 3] == ")"
    ):
        return "", False
    if c in _QUOTES:
        return "quote", False
    for name in _ITEMS:
        m = pattern(name).match(low, start, end)
        if m is not None:
            if name == "heading_roman" and not text[start].isupper():
                continue
            if name == "heading_point" and text[start].isupper() and text[m.end() - 1] != ")":
                continue
            if name in ("opening", "foot") and c.islower():
                continue
            return name, m.end() >= end and name in _LONE
    if c.isupper() and text[start:end].isupper():
        for name in _WHOLE:
            m = pattern(name).match(low, start, end)
            if m is not None and (name == "heading_appendix" or m.end() >= end):
                return name, False
    return "", False


def _pieces(text: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    """The cells of a line of the head."""
    for m in _cells().finditer(text, start, stop):
        yield start, m.start()
        start = m.end()
    yield start, stop


def _trimmed(text: str, start: int, stop: int) -> tuple[int, int]:
    while start < stop and (text[start].isspace() or text[start] == "|"):
        start += 1
    while stop > start and (text[stop - 1].isspace() or text[stop - 1] == "|"):
        stop -= 1
    return start, stop


def read_lines(text: str, low: str) -> list[Line | None]:
    """The lines that hold text, ``None`` for a blank one; no blank lines where they say nothing.

    Args:
        text: The text.
        low: The same in lower case.
    """
    out: list[Line | None] = []
    pos = 0
    head = _HEAD_LINES
    page = 0
    bars = "|" in text
    for raw in text.split("\n"):
        start, stop = _trimmed(text, pos, pos + len(raw))
        pos += len(raw) + 1
        if start == stop or _rule().match(text, start, stop):
            out.append(None)
            continue
        number = 0 if bars else _page_number(low, start, stop)
        if number in (page + 1, page + 2) or pattern("page_head").match(low, start, stop):
            page = max(page, number)
            if number != 1:
                _turn_page(out)
                continue
        if head <= 0:
            out.append(Line(start, stop, *_item(text, low, start, stop)))
            continue
        head -= 1
        for a, b in _pieces(text, start, stop):
            begin, end = _trimmed(text, a, b)
            if begin == end or _rule().match(text, begin, end):
                continue
            item, lone = _item(text, low, begin, end)
            if item == "heading_article":
                head = 0
            elif not item and text[begin].isupper() and pattern("head_line").match(low, begin, end):
                item = HEAD
            out.append(Line(begin, end, item, lone))
    return _close(text, _resumed(text, out))


def _page_number(low: str, start: int, end: int) -> int:
    m = pattern("page_number").match(low, start, end) if end - start <= 12 else None
    return int(m.group("number")) if m is not None else 0


_TURNED = Line(-1, -1, "", lone=False)
"""Stands in for what belongs to the page until the lines around it are known."""


def _turn_page(out: list[Line | None]) -> None:
    if not out or out[-1] is not _TURNED:
        out.append(_TURNED)


def _resumed(text: str, lines: list[Line | None]) -> list[Line | None]:
    """Without the turns of pages; blank lines around one stay where a paragraph ends there."""
    if _TURNED not in lines:
        return lines
    out: list[Line | None] = []
    i = 0
    while i < len(lines):
        line = lines[i]
        if line is not _TURNED:
            out.append(line)
            i += 1
            continue
        i += 1
        blanks = 0
        while out and out[-1] is None:
            out.pop()
            blanks += 1
        while i < len(lines) and (lines[i] is None or lines[i] is _TURNED):
            blanks += lines[i] is None
            i += 1
        following = lines[i] if i < len(lines) else None
        if blanks and not (out and following is not None and _goes_on(text, out[-1], following)):
            out.append(None)
    return out


def _goes_on(text: str, last: Line | None, line: Line) -> bool:
    return last is not None and not line.item and text[line.start].islower()


def _close(text: str, lines: list[Line | None]) -> list[Line | None]:
    """Without single blank lines where one stands after every broken line."""
    shown = sum(line is not None for line in lines)
    beside = sum(a is not None and b is not None for a, b in pairwise(lines))
    if shown < 8 or 10 * beside > shown:
        return lines
    around = zip(lines, lines[1:], lines[2:], strict=False)
    wraps = sum(
        a is not None and b is None and c is not None and _goes_on(text, a, c) for a, b, c in around
    )
    if wraps < max(4, _SPREAD * shown):
        return lines
    return [
        line
        for i, line in enumerate(lines)
        if line is not None or (i + 1 < len(lines) and lines[i + 1] is None)
    ]


def sure_wraps(text: str, lines: list[Line | None]) -> list[int]:
    """How long lines would be with the word that begins the next: where a sentence surely goes on.

    Args:
        text: The text.
        lines: Its lines.
    """
    out = []
    for a, b in pairwise(lines):
        if (
            a is not None
            and b is not None
            and _goes_on(text, a, b)
            and text[a.end - 1] not in _ENDS
        ):
            out.append(a.end - a.start + 1 + first_word(text, b))
    return out


def first_word(text: str, line: Line) -> int:
    """Length of the first word of a line."""
    return len(text[line.start : line.end].split(None, 1)[0])
