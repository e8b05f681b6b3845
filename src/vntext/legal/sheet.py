"""A legal document as paragraphs: lines that a converter or a printer broke are joined.

The form of a law tells more than lines do: a paragraph begins with a heading, a number, a letter,
"Căn cứ" or a dash, and what else follows a broken line goes on with it. Nothing moves: a break
inside a paragraph becomes a blank, so that all offsets stay.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from vntext.legal.patterns import pattern
from vntext.text.heads import lower

__all__ = ["Paragraph", "Sheet", "read_sheet"]

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
_QUOTES = "“\"'‘«"
_ENDS = '.;:!?”"…'
_WRAPPED = 130  # characters: where nearly no line is longer, lines were broken to a width


class Paragraph(NamedTuple):
    """A paragraph.

    Attributes:
        start: First visible character.
        end: End of the last one (exclusive).
        apart: Whether a blank line or the bar of a table stands before it.
    """

    start: int
    end: int
    apart: bool


class Sheet(NamedTuple):
    """A text in paragraphs.

    Attributes:
        text: The text, breaks inside paragraphs and marks of Markdown replaced by blanks.
        low: The same in lower case.
        paragraphs: Its paragraphs in order.
    """

    text: str
    low: str
    paragraphs: list[Paragraph]


@cache
def _marks() -> re.Pattern[str]:
    return re.compile(r"\*+|\\(?=[.\[\]()*_-])|<br ?/?>|^#{1,6} ", re.MULTILINE)


def _plain(text: str) -> str:
    """The text without marks of Markdown; between two bold lines that were run together a break."""
    if "*" not in text and "<br" not in text and "\n#" not in text and "\\" not in text:
        return text

    def fill(m: re.Match[str]) -> str:
        n = len(m.group())
        return "\n" + " " * (n - 1) if n >= 4 else " " * n

    return _marks().sub(fill, text)


def _without_pages(text: str) -> str:
    """The text without the numbers of its pages: alone in a line, each the next one."""
    page = 0
    out = text
    for m in _page().finditer(text):
        number = int(m.group(1))
        if number in (page + 1, page + 2):
            page = number
            if number > 1:
                out = out[: m.start()] + " " * (m.end() - m.start() - 1) + "\n" + out[m.end() :]
    return out


@cache
def _page() -> re.Pattern[str]:
    return re.compile(r"\n[ \t]{0,3}(\d{1,3})[ \t]{0,3}\n")


class _Line(NamedTuple):
    start: int
    end: int
    item: bool
    lone: bool


@cache
def _rule() -> re.Pattern[str]:
    """A line that only parts others: dashes, stars, bars."""
    return re.compile(r"[\W_]*\Z")


def _item(text: str, low: str, start: int, end: int) -> tuple[bool, bool]:
    """Whether a line opens a paragraph, and whether its mark stands alone in it."""
    c = text[start]
    if c.islower() and not (
        low[start + 1 : start + 2] in ")/." or low[start + 2 : start + 3] == ")"
    ):
        return False, False
    if c in _QUOTES:
        return True, False
    for name in _ITEMS:
        m = pattern(name).match(low, start, end)
        if m is not None:
            if name == "heading_roman" and not text[start].isupper():
                continue
            if name == "heading_point" and text[start].isupper() and text[m.end() - 1] != ")":
                continue
            if name in ("opening", "foot") and c.islower():
                continue
            return True, m.end() >= end and name in _LONE
    return False, False


_LONE = (
    "heading_roman",
    "heading_clause",
    "heading_point",
    "heading_article",
    "heading_bracket",
    "opening",
)


def _lines(text: str, low: str) -> list[_Line | None]:
    """The lines that hold text; ``None`` for a blank one."""
    out: list[_Line | None] = []
    pos = 0
    for raw in text.split("\n"):
        start, stop = pos, pos + len(raw)
        pos = stop + 1
        while start < stop and (text[start].isspace() or text[start] == "|"):
            start += 1
        while stop > start and (text[stop - 1].isspace() or text[stop - 1] == "|"):
            stop -= 1
        if start == stop or _rule().match(text, start, stop):
            out.append(None)
            continue
        out.append(_Line(start, stop, *_item(text, low, start, stop)))
    return out


def read_sheet(text: str) -> Sheet:
    r"""Reads a text in paragraphs.

    Args:
        text: The text.

    Returns:
        Its paragraphs; all offsets are those of the text.

    Example:
        >>> sheet = read_sheet("Điều 1. Phạm vi\n\n1.\nLuật này quy định về\nhồ điều hòa.")
        >>> [sheet.text[p.start : p.end] for p in sheet.paragraphs]
        ['Điều 1. Phạm vi', '1. Luật này quy định về hồ điều hòa.']
    """
    text = _plain(text)
    low = lower(text)
    if "|" not in text:
        text = _without_pages(text)
        low = lower(text)
    lines = _lines(text, low)
    lengths = sorted(line.end - line.start for line in lines if line is not None)
    width = lengths[len(lengths) * 19 // 20] if lengths else 0
    wrapped = width <= _WRAPPED
    blocks = _in_blocks(lines, low)
    out: list[Paragraph] = []
    joints: list[tuple[int, int]] = []
    last: _Line | None = None
    for line in lines:
        if line is None:
            last = None
            continue
        if last is not None and _joined(
            text, last, line, wrapped=wrapped, blocks=blocks, width=width
        ):
            joints.append((out[-1].end, line.start))
            out[-1] = out[-1]._replace(end=line.end)
        else:
            out.append(Paragraph(line.start, line.end, last is None))
        last = line
    if joints:
        pieces = []
        pos = 0
        for start, end in joints:
            pieces += [text[pos:start], text[start:end].replace("\n", " ").replace("|", " ")]
            pos = end
        text = "".join(pieces) + text[pos:]
        low = lower(text)
    return Sheet(text, low, out)


def _in_blocks(lines: list[_Line | None], low: str) -> bool:
    """Whether blank lines part the paragraphs."""
    article = pattern("heading_article").match
    apart = close = 0
    before: _Line | None = None
    for line in lines:
        if line is not None and line.item and article(low, line.start, line.end):
            apart += before is None
            close += before is not None
        before = line
    if apart + close:
        return apart > close
    breaks = sum(a is None and b is not None for a, b in pairwise(lines))
    return 3 * breaks > sum(line is not None for line in lines)


def _joined(
    text: str, last: _Line, line: _Line, *, wrapped: bool, blocks: bool, width: int
) -> bool:
    """Whether a line goes on with the one before it."""
    a, b = text[last.start : last.end], text[line.start : line.end]
    if pattern("before_number").search(lower(a[-12:])) and (b[0].isdigit() or b[0] in "IVX"):
        return True
    if b[0] in ".,:;)" or (b[0] in _QUOTES and a[-1] not in ':.”"'):
        return True
    if line.item:
        # "Điều 5," in the middle of a sentence is no item; a mark of its own line waits for text
        return False
    if last.lone:
        return True
    ended = a[-1] in _ENDS
    if b[0].islower() or (b[0].isdigit() and not ended):
        return wrapped or blocks or not ended
    capitals = a.isupper() and b.isupper()
    if a.isupper() != b.isupper() and (a.isupper() or b.isupper()) and len(min(a, b, key=len)) > 3:
        return False
    if not wrapped:
        return capitals and blocks
    if blocks:
        return True
    if ended:
        return False
    return capitals or last.end - last.start >= 0.6 * width
