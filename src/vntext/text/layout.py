"""Lines that are wraps: found by how full they are, and joined by edits that can be explained.

A text may come with its lines broken where the page ended. Such a line is *full*: the first word
of the next line would not have fit on it. Where nearly all lines of a stretch are full for one
width, the stretch is wrapped, and its wraps become spaces. Verse, tables, lists, addresses and
files with a sentence a line have no such width, or their lines begin as wraps never do.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from vntext.alignment import Edit
from vntext.resources import load_toml
from vntext.text.cuts import find_cuts

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Region", "find_wraps"]

NARROWEST, WIDEST = 44, 220
"""Characters of a wrapped line: verse is narrower, paragraphs are wider."""

PARAGRAPHS = 260
"""Characters a line, on average, above which lines are paragraphs."""

LONGEST_HEAD = 100
"""Characters of a running head."""

AGAIN = 3
"""Times that a line must stand alone to be a running head."""

FEWEST = 3
"""Wraps that a stretch must have before one is believed."""

MARKS = ".!?…:;"
CLOSING = "”\"’')]»"


class Region(NamedTuple):
    """A stretch of a text and how its lines are meant.

    Attributes:
        start: First character.
        end: End (exclusive).
        layout: ``"wrapped"`` or ``"lines"``.
        reason: Why, for people.
    """

    start: int
    end: int
    layout: str
    reason: str


class _Line(NamedTuple):
    """A line that is not blank.

    Attributes:
        start: First character that is not white space.
        end: End of the last one.
        indent: Characters of white space before it.
        size: Its length with the indent.
        first: Length of its first word.
        after_blank: A blank line stands above it.
        after_page: The end of a page stands above it.
    """

    start: int
    end: int
    indent: int
    size: int
    first: int
    after_blank: bool
    after_page: bool = False


@cache
def furniture() -> re.Pattern[str]:
    """Lines that belong to the page and not to the text: numbers, running heads, gazette heads."""
    rows = load_toml("text/layout.toml")["furniture"]
    return re.compile("|".join(f"(?:{row['pattern']})" for row in rows))


@cache
def _beginnings() -> re.Pattern[str]:
    """The first letter of a line."""
    return re.compile(r"\n[ \t]*+([^\W\d_])")


@cache
def _ends() -> re.Pattern[str]:
    """What stands at the end of a line that ends a paragraph."""
    return re.compile(load_toml("text/layout.toml")["ends"]["pattern"] + r"\Z")


@cache
def _visible() -> re.Pattern[str]:
    return re.compile(r"[^\S\n]*+(\S++)[^\n]*+")


@cache
def _begins_anew() -> re.Pattern[str]:
    """What stands at the beginning of a line that no wrap begins: list marks and headings."""
    table = load_toml("text/layout.toml")["new_line"]
    marks = "|".join(re.escape(x) for x in table["marks"])
    heads = "|".join(sorted((re.escape(x) for x in table["heads"]), key=len, reverse=True))
    return re.compile(
        rf"(?:{marks})|\d{{1,2}}[.)](?:\d{{1,2}}[.)]?)* +[A-ZÀ-ỸĐ]|[a-zđ]{{1,2}}[.)] +\S"
        rf"|[IVX]{{1,5}}[.)] +\S|(?:{heads}) (?:\d+[a-zđ]?[.:]|[IVX]+\b)",
    )


def _lines(text: str) -> list[_Line]:
    out: list[_Line] = []
    last = 0
    for m in _visible().finditer(text):
        a, b = m.span(1)
        end = m.end()
        if text[end - 1].isspace():
            end = a + len(text[a:end].rstrip())
        blank = bool(out) and text.count("\n", last, a) > 1
        out.append(_Line(a, end, a - m.start(), end - m.start(), b - a, blank))
        last = m.end()
    return out


def _heads(text: str, lines: list[_Line]) -> set[str]:
    """Lines that stand alone and come again, but for their figures: running heads."""
    seen: dict[str, int] = {}
    for line, below in pairwise([*lines, lines[-1]._replace(after_blank=True)]):
        if line.after_blank and below.after_blank and line.size <= LONGEST_HEAD:
            head = _masked(text[line.start : line.end])
            seen[head] = seen.get(head, 0) + 1
    return {head for head, times in seen.items() if times >= AGAIN and len(head) > 1}


def _masked(line: str) -> str:
    return re.sub(r"\d+", "0", line)


def _without_furniture(text: str, lines: list[_Line]) -> list[_Line]:
    """The lines of the text itself; what a page put between two of them is passed over."""
    if not any(line.after_blank and line.size <= LONGEST_HEAD for line in lines):
        return lines
    heads = _heads(text, lines)
    out: list[_Line] = []
    passed = False
    for line, below in pairwise([*lines, lines[-1]._replace(after_blank=True)]):
        alone = line.after_blank and below.after_blank and line.size <= LONGEST_HEAD
        if alone and out:
            whole = text[line.start : line.end]
            if furniture().fullmatch(whole) or _masked(whole) in heads:
                passed = True
                continue
        out.append(line._replace(after_blank=False, after_page=True) if passed else line)
        passed = False
    return out


def _width(lines: list[_Line]) -> tuple[int, int, int]:
    """The width for which most lines are full; how many are, and how many are longer than it."""
    full = [0] * (WIDEST + 2)
    sizes = [0] * (WIDEST + 2)
    for line, below in pairwise(lines):
        sizes[min(line.size, WIDEST + 1)] += 1
        if not below.after_blank and line.size <= WIDEST:
            full[line.size] += 1
            full[min(line.size + below.first + 1, WIDEST + 1)] -= 1
    sizes[min(lines[-1].size, WIDEST + 1)] += 1
    best = (0, 0, 0, 0)
    longer = len(lines)
    running = 0
    for width in range(WIDEST + 1):
        running += full[width]
        longer -= sizes[width]
        if width >= NARROWEST and (running - 3 * longer, width) > best[:2]:
            best = (running - 3 * longer, width, running, longer)
    return best[1:]


def _open(text: str, line: _Line) -> bool:
    """The line ends inside a sentence."""
    at = line.end - 1
    while at > line.start and text[at] in CLOSING:
        at -= 1
    return text[at] not in MARKS


class _Frame(NamedTuple):
    """How a stretch is wrapped.

    Attributes:
        width: Characters of a line; 0 for no wraps.
        least: Characters that a line has which ends inside a sentence.
        exact: All lines have the same width.
        apart: Blank lines stand between paragraphs, so that no other line ends one.
        reason: Why, for people.
    """

    width: int
    least: int
    exact: bool
    reason: str
    apart: bool = False


def _wrapped(text: str, lines: list[_Line]) -> _Frame:
    """How a stretch is wrapped, if it is."""
    joints = [(a, b) for a, b in pairwise(lines) if not b.after_blank]
    if len(joints) < FEWEST:
        return _Frame(0, 0, False, "few lines")
    goes_on = [
        (a, b)
        for a, b in joints
        if text[b.start].islower() and _open(text, a) and not _begins_anew().match(text, b.start)
    ]
    if len(goes_on) < max(2, 0.25 * len(joints)):
        return _Frame(0, 0, False, "lines begin anew")
    width, full, longer = _width(lines)
    if full >= 0.5 * len(joints) and longer <= 0.02 * len(lines):
        return _Frame(width, width - 12, True, f"full lines of {width} characters")
    sizes = sorted(a.size for a, _ in goes_on)
    middle = sizes[len(sizes) // 2]
    usual = sum(0.6 * middle <= x <= 1.6 * middle for x in sizes)
    opened = sum(_open(text, a) for a, _ in joints)
    share = len(goes_on) / len(joints)
    most = share >= 0.5 or opened >= 0.6 * len(joints) or (share >= 0.3 and len(goes_on) > 7)
    if most and NARROWEST <= middle <= WIDEST / 1.6 and usual >= 0.85 * len(sizes):
        least = max(sizes[0], int(0.66 * middle))
        ends = [b for a, b in pairwise(lines) if a.size < least and not _open(text, a)]
        apart = len(ends) >= FEWEST and sum(b.after_blank for b in ends) >= 0.9 * len(ends)
        return _Frame(middle, least, False, f"open lines of about {middle} characters", apart)
    return _Frame(0, 0, False, "lines of any length")


def _joins(text: str, a: _Line, b: _Line, frame: _Frame) -> bool:
    """Whether the break between two lines of a wrapped stretch is a wrap."""
    if b.after_blank:
        return False
    opened = _open(text, a)
    if b.after_page and not opened:
        return False  # what ends with the page most often ends a paragraph
    full = a.size + 1 + b.first > frame.width if frame.exact else a.size >= frame.least
    if _begins_anew().match(text, b.start):
        # a dash may stand in the middle of a sentence, where the line above is full
        return frame.exact and full and opened and text[b.start] in "-–—"
    if text[b.start].islower() and opened:
        return full or a.size >= 0.4 * frame.width
    if not frame.exact and _ends().search(text, max(a.start, a.end - 60), a.end):
        return False
    if not (full or frame.apart) or (b.indent > a.indent + 1 and not opened):
        return False
    if text[a.start : a.end].isupper() and not text[b.start : b.end].isupper():
        return False
    # a sentence ends with the line: in a line that is full for sure the paragraph mostly goes on
    return opened or frame.exact or frame.apart or a.size >= frame.width


def _edit(text: str, a: _Line, b: _Line) -> Edit:
    """The break becomes a space, or nothing within a code that was broken at its sign."""
    before, after = text[a.end - 1], text[b.start]
    joined = before in "/-" and after.isalnum() and text[a.end - 2 : a.end - 1].isalnum()
    if before == "-" and after.isdigit() and not text[a.end - 2].isupper():
        joined = False  # a dash between two figures of a range
    name = "page-break" if b.after_page else "wrap"
    return Edit(a.end, b.start, "" if joined else " ", name)


def _blocks(lines: list[_Line]) -> Iterator[list[_Line]]:
    """The lines between blank lines, where there are enough of them to tell their width."""
    block: list[_Line] = []
    for line in lines:
        if line.after_blank:
            yield block
            block = []
        block.append(line)
    yield block


def _stretches(text: str, layout: str) -> Iterator[tuple[list[_Line], _Frame]]:
    """The stretches that are wrapped: the whole text, or blocks between blank lines."""
    lines = _lines(text)
    if not lines:
        return
    lines = _without_furniture(text, lines)
    if layout == "wrapped":
        yield lines, _Frame(NARROWEST, 0, False, "asked for")
        return
    frame = _wrapped(text, lines)
    if frame.width:
        yield lines, frame
        return
    for block in _blocks(lines):
        if len(block) > FEWEST + 1:
            frame = _wrapped(text, block)
            if frame.width:
                yield block, frame


def find_wraps(text: str, *, layout: str = "auto") -> tuple[list[Edit], list[Region]]:
    r"""Finds the line breaks that are wraps.

    Args:
        text: A text whose letters are normalised.
        layout: ``"auto"`` decides by the lines; ``"wrapped"`` takes every break inside a paragraph
            for a wrap, ``"lines"`` none.

    Returns:
        The edits, and how each region of the text was taken.
    """
    breaks = text.count("\n")
    if layout == "lines" or not breaks:
        return [], []
    edits: list[Edit] = []
    regions: list[Region] = []
    if layout == "wrapped" or _may_be_wrapped(text, breaks):
        edits, regions = _by_stretches(text, layout)
    return (edits, regions) if layout == "wrapped" else _with_cuts(text, edits, regions)


def _may_be_wrapped(text: str, breaks: int) -> bool:
    if breaks < FEWEST or len(text) > breaks * PARAGRAPHS:
        return False
    # wraps leave lines that begin with small letters; most texts have none
    return any(m[1].islower() for m in _beginnings().finditer(text))


def _with_cuts(
    text: str, edits: list[Edit], regions: list[Region]
) -> tuple[list[Edit], list[Region]]:
    """Adds the breaks that cut a name or a number in two, whatever the lines are."""
    known = {e.start for e in edits}
    cuts = [
        cut
        for cut in find_cuts(text)
        if cut.start not in known and not _begins_anew().match(text, cut.end)
    ]
    if not cuts:
        return edits, regions
    joined = []
    for start, end, rule in cuts:
        above = _Line(start, start, 0, 0, 0, after_blank=False)
        joined.append(_edit(text, above, above._replace(start=end, end=end)))
        first = text.rfind("\n", 0, start) + 1
        last = text.find("\n", end)
        if not any(r.start <= start < r.end for r in regions):
            last = len(text) if last < 0 else last
            regions = [*regions, Region(first, last, "wrapped", f"cut: {rule}")]
    return sorted([*edits, *joined], key=lambda e: e.start), sorted(regions)


def _by_stretches(text: str, layout: str) -> tuple[list[Edit], list[Region]]:
    edits: list[Edit] = []
    regions: list[Region] = []
    for lines, frame in _stretches(text, layout):
        found = [_edit(text, a, b) for a, b in pairwise(lines) if _joins(text, a, b, frame)]
        if found:
            edits += found
            regions.append(Region(lines[0].start, lines[-1].end, "wrapped", frame.reason))
    return edits, regions
