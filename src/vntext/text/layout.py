"""Lines that are wraps: found by how full they are, and joined by edits that can be explained.

A text may come with its lines broken where the page ended. Such a line is *full*: the first word
of the next line would not have fit on it. Where nearly all lines of a stretch are full for one
width, the stretch is wrapped, and its wraps become spaces. Verse, tables, lists, addresses and
files with a sentence a line have no such width, or their lines begin as wraps never do.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from vntext.alignment import Edit
from vntext.text.cuts import find_cuts, subtitle_cuts
from vntext.text.joints import NO_FRAME, Frame, find_joints
from vntext.text.letters import UPPER
from vntext.text.lines import Line, begins_anew, blocks, is_open, read_lines, without_furniture
from vntext.text.short_wraps import MOST_LINES, ends_open, short_wraps

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from vntext.text.cuts import Cut

    Measure = Callable[[int, int], tuple[int, int]]

__all__ = ["Region", "find_wraps"]

NARROWEST, WIDEST = 44, 220
"""Characters of a wrapped line: verse is narrower, paragraphs are wider."""

COLUMN, FEW = 26, 5
"""Characters of a line of a narrow column, which has sentences that end inside a line and more
wraps than others, since verse is as narrow."""

PARAGRAPHS = 260
"""Characters a line, on average, above which lines are paragraphs."""

FEWEST = 3
"""Wraps that a stretch must have before one is believed."""


EVEN = 0.9
"""Share of the lines ending inside a sentence that are full, where lines have one width."""

SLACK = 3
"""Characters that the shortest line of a stretch may be shorter than those seen to be wrapped."""


ROOM = 10
"""Characters by which full lines differ, with the word that did not fit on them."""

LONG, FULL, SURE = 60, 0.3, 12
"""Characters of the full lines of a page whose paragraphs begin with shorter ones; the least share
of its lines that are full, since cells of tables are wrapped, too; and how many are enough."""


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


@cache
def _beginnings() -> re.Pattern[str]:
    """The first letter of a line, with the break before it."""
    return re.compile(r"\n[ \t]*+([^\W\d_])")


@cache
def _sentence_inside() -> re.Pattern[str]:
    """A sentence that ends inside a line."""
    return re.compile(rf"[^\W_][.?!] [{UPPER}][^\n]")


def _width(lines: list[Line], least: int = NARROWEST) -> tuple[int, int, int]:
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
        if width >= least and (running - 3 * longer, width) > best[:2]:
            best = (running - 3 * longer, width, running, longer)
    return best[1:]


def _wrapped(text: str, lines: list[Line]) -> Frame:
    """How a stretch is wrapped, if it is."""
    joints = [(a, b) for a, b in pairwise(lines) if not b.after_blank]
    if len(joints) < FEWEST:
        return Frame(0, 0, False, "few lines")
    goes_on = [
        (a, b)
        for a, b in joints
        if text[b.start].islower() and is_open(text, a) and not begins_anew().match(text, b.start)
    ]
    if len(goes_on) < max(2, 0.25 * len(joints)):
        return _ragged(text, joints, goes_on, "lines begin anew")
    width, full, longer = _width(lines)
    # sentences go on below full lines alone, where all lines have one width
    even = sum(a.size + 1 + b.first > width for a, b in goes_on) >= EVEN * len(goes_on)
    if even and full >= 0.5 * len(joints) and longer <= 0.02 * len(lines):
        reason = f"full lines of {width} characters"
        return Frame(width, width - 12, True, reason, full=full)
    narrow = max(line.size for line in lines) < NARROWEST
    if narrow and len(joints) >= FEW and len(goes_on) >= 0.5 * len(joints):
        width, full, longer = _width(lines, COLUMN)
        prose = _sentence_inside().search(text, lines[0].start, lines[-1].end)
        if full >= 0.75 * len(joints) and not longer and prose:
            reason = f"full lines of {width} characters"
            return Frame(width, width - 12, True, reason, full=full)
    sizes = sorted(a.size for a, _ in goes_on)
    middle = sizes[len(sizes) // 2]
    rooms = sorted(a.size + 1 + b.first for a, b in goes_on)
    usual = sum(0.6 * middle <= x <= 1.6 * middle for x in sizes)
    opened = sum(is_open(text, a) for a, _ in joints)
    share = len(goes_on) / len(joints)
    most = share >= 0.5 or opened >= 0.6 * len(joints) or (share >= 0.3 and len(goes_on) > 7)
    if most and NARROWEST <= middle <= WIDEST / 1.6 and usual >= 0.85 * len(sizes):
        least = max(rooms[0] - SLACK, int(0.7 * middle))
        ends = [b for a, b in pairwise(lines) if a.size < least and not is_open(text, a)]
        apart = len(ends) >= FEWEST and sum(b.after_blank for b in ends) >= 0.9 * len(ends)
        dashes = any(
            text[b.start] in "-–—" and (b.after_blank or not is_open(text, a) or a.size < least)
            for a, b in pairwise(lines)
        )
        reason = f"open lines of about {middle} characters"
        return Frame(middle, least, False, reason, apart, dashes)
    return _ragged(text, joints, goes_on, "lines of any length")


def _ragged(
    text: str, joints: list[tuple[Line, Line]], goes_on: list[tuple[Line, Line]], otherwise: str
) -> Frame:
    """A page saved with its tags, whose paragraphs begin with lines that the tags made short.

    No sentence of it ends above a small letter, and many of its lines are full.

    Args:
        text: The text.
        joints: Lines with no blank line between them.
        goes_on: Those of them where a sentence goes on in small letters.
        otherwise: Why it is none.
    """
    rooms = sorted(a.size + 1 + b.first for a, b in goes_on)
    width = rooms[int(0.9 * (len(rooms) - 1))] if len(rooms) >= FEW else 0
    full = sum(width - ROOM <= x <= width + ROOM for x in rooms)
    longer = sum(x > width + ROOM for x in rooms)
    enough = full >= FULL * len(rooms) or (full >= SURE and longer <= 0.03 * len(rooms))
    if not LONG <= width <= WIDEST or not enough:
        return Frame(0, 0, False, otherwise)
    anew = begins_anew().match
    small = sum(text[b.start].islower() and not anew(text, b.start) for _, b in joints)
    if len(goes_on) < EVEN * small:
        return Frame(0, 0, False, otherwise)
    reason = f"full lines of about {width} characters below shorter ones"
    return Frame(width, width - ROOM, False, reason, ragged=True)


def _edit(text: str, a: Line, b: Line) -> Edit:
    """The break becomes a space, or nothing within a code that was broken at its sign."""
    before, after = text[a.end - 1], text[b.start]
    joined = before in "/-" and after.isalnum() and text[a.end - 2 : a.end - 1].isalnum()
    if before == "-" and after.isdigit() and not text[a.end - 2].isupper():
        joined = False  # a dash between two figures of a range
    name = "page-break" if b.after_page else "wrap"
    return Edit(a.end, b.start, "" if joined else " ", name)


def _measured(lines: list[Line], measure: Measure) -> list[Line]:
    """The lines as long as they were given, where letters of theirs were composed."""
    out = []
    for line in lines:
        start, end = measure(line.start, line.end)
        first = measure(line.start, line.start + line.first)
        size = line.indent + end - start
        out.append(line._replace(size=size, first=first[1] - first[0]))
    return out


def _stretches(
    text: str, layout: str, measure: Measure | None
) -> Iterator[tuple[list[Line], Frame]]:
    """The stretches that may be wrapped: the whole text, or blocks between blank lines."""
    lines = read_lines(text)
    if not lines:
        return
    lines = without_furniture(text, lines)
    if layout == "wrapped":
        yield lines, Frame(NARROWEST, 0, False, "asked for")
        return
    frame = _wrapped(text, lines)
    if measure is not None:
        given = _measured(lines, measure)
        found = _wrapped(text, given)
        if found.full > frame.full:
            lines, frame = given, found
    if frame.width:
        yield lines, frame
        return
    for block in blocks(lines):
        if len(block) > FEWEST + 1:
            frame = _wrapped(text, block)
        if frame.width or 1 < len(block) <= MOST_LINES:
            yield block, frame
        frame = NO_FRAME


def find_wraps(
    text: str, *, layout: str = "auto", measure: Measure | None = None
) -> tuple[list[Edit], list[Region]]:
    r"""Finds the line breaks that are wraps.

    Args:
        text: A text whose letters are normalised.
        layout: ``"auto"`` decides by the lines; ``"wrapped"`` takes every break inside a paragraph
            for a wrap, ``"lines"`` none.
        measure: Gives the start and end in the text as given, where letters were normalised: lines
            may have been broken by their length there.

    Returns:
        The edits, and how each region of the text was taken.
    """
    breaks = text.count("\n")
    if layout == "lines" or not breaks:
        return [], []
    edits: list[Edit] = []
    regions: list[Region] = []
    if layout == "wrapped":
        return _by_stretches(text, layout, (), None)
    found = sorted({*find_cuts(text), *subtitle_cuts(text)})
    cuts = [cut for cut in found if not begins_anew().match(text, cut.end)]
    if _may_be_wrapped(text, breaks):
        edits, regions = _by_stretches(text, layout, {cut.start for cut in cuts}, measure)
    return _with_cuts(text, cuts, edits, regions) if cuts else (edits, regions)


def _may_be_wrapped(text: str, breaks: int) -> bool:
    if len(text) > (breaks + 1) * PARAGRAPHS:
        return False
    # wraps leave lines that begin with small letters or end with small words; most texts have none
    for m in _beginnings().finditer(text):
        at = m.start()
        if m[1].islower() or ends_open(text, at - (text[at - 1 : at] == "\r")):
            return True
    return False


def _with_cuts(
    text: str, cuts: list[Cut], edits: list[Edit], regions: list[Region]
) -> tuple[list[Edit], list[Region]]:
    """Adds the breaks that cut a name or a number in two, whatever the lines are."""
    ends = [e.end for e in edits]
    joined: list[Edit] = []
    own: list[Region] = []
    k = until = 0
    for start, end, rule in cuts:
        at = bisect_right(ends, start)
        if at < len(edits) and edits[at].start < end:
            continue  # a wrap, maybe from the carriage return on
        above = Line(start, start, 0, 0, 0, after_blank=False)
        joined.append(_edit(text, above, above._replace(start=end, end=end)))
        while k < len(regions) and regions[k].end <= start:
            k += 1
        if start >= until and not (k < len(regions) and regions[k].start <= start):
            last = text.find("\n", end)
            until = len(text) if last < 0 else last
            first = text.rfind("\n", 0, start) + 1
            own.append(Region(first, until, "wrapped", f"cut: {rule}"))
    return sorted([*edits, *joined], key=lambda e: e.start), sorted([*regions, *own])


def _by_stretches(
    text: str, layout: str, cuts: Collection[int], measure: Measure | None
) -> tuple[list[Edit], list[Region]]:
    edits: list[Edit] = []
    regions: list[Region] = []
    for lines, frame in _stretches(text, layout, measure):
        if frame.width:
            joints = find_joints(text, lines, frame)
            reason = frame.reason
        else:
            joints, width = short_wraps(text, lines, cuts)
            reason = f"sentences over lines of up to {width} characters"
        if joints:
            edits += [_edit(text, a, b) for a, b in joints]
            regions.append(Region(lines[0].start, lines[-1].end, "wrapped", reason))
    return edits, regions
