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

from vntext.alignment import Alignment, Edit
from vntext.legal.lines import HEAD, Line, first_word, read_lines, sure_wraps
from vntext.legal.patterns import pattern
from vntext.legal.units import unit_kinds
from vntext.text.heads import lower

__all__ = ["Paragraph", "Sheet", "compact", "read_sheet"]

_QUOTES = "“\"'‘«"
_ENDS = '.;:!?”"…'
_WRAPPED = 130  # characters: where nearly no line is longer, lines may be broken to a width
_BROKEN = 0.05  # share of lines that surely go on, from which all lines are broken to a width
_SENTENCE = 30  # characters of a line that may go on behind a blank line
_LARGE = ("heading_article", "heading_chapter", "heading_section", "heading_part")
_UNITS = ("heading_clause", "heading_point", "heading_decimal", "heading_bracket")


class Paragraph(NamedTuple):
    """A paragraph.

    Attributes:
        start: First visible character.
        end: End of the last one (exclusive).
        below: Whether its text begins on the line below its mark.
    """

    start: int
    end: int
    below: bool = False


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


class _Layout(NamedTuple):
    """How lines are broken.

    Attributes:
        narrow: Whether no line is long: inside a block lines may be broken anywhere.
        wrapped: Whether lines are broken to a width.
        blocks: Whether blank lines part the paragraphs.
        full: From which length on, the next word added, a line was broken because it was full.
    """

    narrow: bool
    wrapped: bool
    blocks: bool
    full: float


@cache
def _marks() -> re.Pattern[str]:
    return re.compile(r"\*+|\\(?=[.\[\]()*_-])|<br ?/?>|^#{1,6} ", re.MULTILINE)


@cache
def _breaks() -> re.Pattern[str]:
    return re.compile(r"\r\n|[\r\f\v\x85\u2028\u2029]")


def _plain(text: str) -> str:
    """The text without marks of Markdown; between two bold lines that were run together a break."""
    text = _breaks().sub(lambda m: " \n" if len(m.group()) > 1 else "\n", text)
    if "*" not in text and "<br" not in text and "# " not in text and "\\" not in text:
        return text

    def fill(m: re.Match[str]) -> str:
        n = len(m.group())
        return "\n" + " " * (n - 1) if n >= 4 and m.group()[0] != "#" else " " * n

    return _marks().sub(fill, text)


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
    lines = read_lines(text, low)
    layout = _layout(text, low, lines)
    out: list[Paragraph] = []
    joints: list[tuple[int, int, str]] = []
    last: Line | None = None
    before: Line | None = None
    for line in lines:
        if line is None:
            last = None
            continue
        if last is None and before is not None and _broken(text, before, line):
            last = before
        before = line
        if last is not None and _joined(text, last, line, layout):
            # the number of an article that stands alone ends with its line
            stop = last.lone and last.item == "heading_article" and text[last.end - 1].isalnum()
            joints.append((out[-1].end, line.start, "." if stop else ""))
            out[-1] = out[-1]._replace(end=line.end, below=out[-1].below or last.lone)
        else:
            out.append(Paragraph(line.start, line.end))
        last = line
    if joints:
        pieces = []
        pos = 0
        for start, end, mark in joints:
            blank = text[start + len(mark) : end].replace("\n", " ").replace("|", " ")
            pieces += [text[pos:start], mark, _without_page(blank)]
            pos = end
        text = "".join(pieces) + text[pos:]
        low = lower(text)
    return Sheet(text, low, out)


@cache
def _blanks() -> re.Pattern[str]:
    return re.compile(r"(?<=[ \t\u00a0])[ \t\u00a0]+(?=\S)")


def compact(sheet: Sheet) -> tuple[Sheet, Alignment]:
    r"""The sheet with single blanks, so that words are found that a broken line had parted.

    Args:
        sheet: A sheet.

    Returns:
        The sheet, and the alignment that leads to its text.

    Example:
        >>> sheet, alignment = compact(read_sheet("1. Theo Nghị\n    định này."))
        >>> sheet.text, alignment.span_to_original(8, 16)
        ('1. Theo Nghị định này.', (8, 20))
    """
    edits = [Edit(m.start(), m.end(), "") for m in _blanks().finditer(sheet.text)]
    if not edits:
        return sheet, Alignment()
    alignment = Alignment.from_edits(edits)
    text = alignment.apply(sheet.text)
    to = alignment.span_to_normalized
    paragraphs = [Paragraph(*to(p.start, p.end), p.below) for p in sheet.paragraphs]
    return Sheet(text, lower(text), paragraphs), alignment


def _without_page(joint: str) -> str:
    """What stands between two joined lines: nothing but blanks, where a page was turned."""
    return joint if joint.isspace() else " " * len(joint)


def _layout(text: str, low: str, lines: list[Line | None]) -> _Layout:
    lengths = sorted(line.end - line.start for line in lines if line is not None)
    width = lengths[len(lengths) * 19 // 20] if lengths else 0
    wraps = sorted(sure_wraps(text, lines))
    narrow = width <= _WRAPPED
    wrapped = narrow and len(wraps) >= _BROKEN * len(lengths)
    full = wraps[len(wraps) // 10] if len(wraps) >= 5 else 0.9 * width
    full = max(full, 0.6 * width)
    return _Layout(narrow, wrapped, _in_blocks(text, lines), full)


def _in_blocks(text: str, lines: list[Line | None]) -> bool:
    """Whether blank lines part the paragraphs: those of one article too."""
    apart = close = 0
    before: Line | None = None
    title = False
    for line in lines:
        if line is not None:
            if line.item in _UNITS or (
                title and (before is None or not text[line.start].islower())
            ):
                apart += before is None
                close += before is not None
            title = line.item == "heading_article" and not line.lone
        before = line
    if apart + close:
        return apart > close
    breaks = sum(a is None and b is not None for a, b in pairwise(lines))
    return 3 * breaks > sum(line is not None for line in lines)


def _broken(text: str, last: Line, line: Line) -> bool:
    """Whether a blank line stands in the middle of a sentence."""
    a = text[last.start : last.end]
    return (
        text[line.start].islower()
        and not line.item
        and a[-1] not in _ENDS
        and len(a) >= _SENTENCE
        and not (last.lone or last.item == HEAD or a.isupper())
    )


def _waits(a: str, line: Line, b: str, layout: _Layout) -> bool:
    """Whether a line ends with "Điều", "số" and the next one begins with the number."""
    if not (b[0].isdigit() or b[0] in "IVX"):
        return False
    before = pattern("before_number").search(lower(a[-12:]))
    if before is None:
        return False
    if line.item and " " in a:  # "... hằng tháng", and a clause
        unit = before.group().strip(":") in unit_kinds()
        written = a[before.start() - len(a[-12:])].isupper()  # "Điều", and no "danh mục"
        return unit and (written or (layout.wrapped and len(a) >= 0.8 * layout.full))
    return True


def _joined(text: str, last: Line, line: Line, layout: _Layout) -> bool:
    """Whether a line goes on with the one before it."""
    a, b = text[last.start : last.end], text[line.start : line.end]
    if line.item == HEAD:
        return False
    if _waits(a, line, b, layout):
        return True
    if b[0] in ".,:;)" or (b[0] in _QUOTES and a[-1] not in ':.”"'):
        return True
    if line.item in _LARGE and pattern("before_unit").search(lower(a[-14:])):
        return True  # "... quy định tại", and "Điều 5."
    if line.item and not (line.item == "heading_attached" and layout.blocks):
        # "Điều 5," in the middle of a sentence is no item; a mark of its own line waits for text
        return False
    if last.lone:
        return True
    if last.item == HEAD and not (b[0].islower() or b[0].isdigit() or a[-1] in "-/–"):
        # the state and the number are whole; the subject of a letter goes on
        return pattern("subject").match(lower(a)) is not None and not b.isupper()
    ended = a[-1] in _ENDS
    if b[0].islower() or (b[0].isdigit() and not ended):
        return layout.narrow or layout.blocks or not ended
    capitals = a.isupper() and b.isupper()
    full = layout.wrapped and last.end - last.start + 1 + first_word(text, line) >= layout.full
    if a.isupper() != b.isupper() and len(min(a, b, key=len)) > 3:
        # an abbreviation may be all that is left for the last line
        return full and b.isupper() and " " not in b and not ended
    if layout.blocks:
        return layout.narrow or capitals
    return not ended and ((capitals and layout.narrow) or full)
