"""Which breaks of a stretch that is wrapped are wraps, and which end a paragraph.

What tells it are the lengths of the lines, what stands at their ends and beginnings, and, before a
capital, the words: "... của Quỹ Tiền tệ⏎Quốc tế" goes on, "... dài mười hai cây số⏎Phát biểu tại
lễ thông xe" does not, since inside a sentence "phát" would be small. The model that gives capitals
to lines without them (`vntext.text.case_model`) says how likely a capital is behind a space.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from vntext.resources import load_toml
from vntext.text.letters import UPPER
from vntext.text.lines import begins_anew, is_open
from vntext.text.short_wraps import ends_open

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from vntext.text.lines import Line

__all__ = ["NO_FRAME", "Frame", "find_joints", "joint_odds"]

REACH = 48
"""Characters on either side of a break that the model reads."""

LEAST = 0.4
"""Share of the width that a line has which ends inside a sentence, whatever the lines are."""

ODDS_FULL, ODDS, ODDS_WITHIN = -3.0, -2.2, -8.0
"""Odds of a capital from which on it stands inside a sentence: below a line that is full for sure,
below one that is long, below lines that go on a paragraph, which hardly any headline does."""

ODDS_FULL_FIRST, ODDS_FIRST = -1.0, 1.3
"""The same below the first line of a text, which may be a headline."""

AGAIN, NAME, OPENER = 4.0, 1.0, -8.0
"""What it adds to the odds that the words above and below the break stand on one line elsewhere,
that two words below it have capitals, and that the first one usually opens sentences."""

CREDITS = ("Ảnh:", "Ảnh :")
DASHES = "-–—"
INSIDE = ")/,;%"
"""What no line begins with but inside a sentence."""

WORDS = 3
"""Words of a name."""


class Frame(NamedTuple):
    """How a stretch is wrapped.

    Attributes:
        width: Characters of a line; 0 for no wraps.
        least: Characters that a line has which ends inside a sentence.
        exact: All lines have the same width.
        apart: Blank lines stand between paragraphs, so that no other line ends one.
        dashes: Rows of lists begin with dashes.
        reason: Why, for people.
        full: Lines that are full for the width.
        ragged: The first lines of paragraphs are of any length.
    """

    width: int
    least: int
    exact: bool
    reason: str
    apart: bool = False
    dashes: bool = True
    full: int = 0
    ragged: bool = False


NO_FRAME = Frame(0, 0, exact=False, reason="")


@cache
def _ends() -> re.Pattern[str]:
    """What stands at the end of a line that ends a paragraph."""
    return re.compile(load_toml("text/layout.toml")["ends"]["pattern"] + r"\Z")


@cache
def _number() -> re.Pattern[str]:
    """A number that may be that of a row of a list."""
    return re.compile(r"(\d{1,2})([.)]) ")


def find_joints(text: str, lines: Sequence[Line], frame: Frame) -> list[tuple[Line, Line]]:
    """The breaks of a wrapped stretch that are wraps.

    Args:
        text: A text whose letters are normalised.
        lines: The lines of the stretch.
        frame: How it is wrapped.

    Returns:
        The lines above and below each wrap.
    """
    rows = frozenset(_row_numbers(text, lines))
    pairs = list(pairwise(lines))
    credits = [_is_credit(text, line) for line in lines] + [False]
    joined = [_joins(text, a, b, frame, rows) for a, b in pairs]
    doubts = [i for i, found in enumerate(joined) if found is None]
    odds = dict(zip(doubts, joint_odds(text, [pairs[i] for i in doubts]), strict=True))
    out: list[tuple[Line, Line]] = []
    within = False  # the line above goes on a paragraph
    for i, (a, b) in enumerate(pairs):
        goes_on = joined[i]
        if goes_on is None:
            goes_on = odds[i] >= _needed(frame, within=within, first=a.start == lines[0].start)
        elif goes_on and (credits[i + 1] or credits[i + 2]) and _ends_sentence(text, a):
            goes_on = False  # a caption with its credit
        if goes_on:
            out.append((a, b))
        within = goes_on
    return out


def _row_numbers(text: str, lines: Sequence[Line]) -> Iterator[tuple[int, str]]:
    for line in lines:
        if m := _number().match(text, line.start):
            yield int(m[1]), m[2]


def _is_credit(text: str, line: Line) -> bool:
    return _ends().search(text, max(line.start, line.end - 60), line.end) is not None


def _ends_sentence(text: str, a: Line) -> bool:
    return not is_open(text, a) and text[a.end - 1] not in ":;" and not _is_shortened(text, a)


def _needed(frame: Frame, *, within: bool, first: bool) -> float:
    """Odds that a capital needs to stand inside the sentence above."""
    if frame.apart or not frame.least:
        return -math.inf
    if within:
        return ODDS_WITHIN
    if first:
        return ODDS_FULL_FIRST if frame.exact else ODDS_FIRST
    return ODDS_FULL if frame.exact else ODDS


def _joins(
    text: str, a: Line, b: Line, frame: Frame, rows: Collection[tuple[int, str]]
) -> bool | None:
    """Whether the break between two lines is a wrap; None where its words must tell."""
    if b.after_blank:
        return False
    opened = is_open(text, a)
    room = a.size + 1 + b.first
    full = room > frame.width if frame.exact else room >= frame.least
    if b.after_page and not opened and not (frame.exact and full):
        return False
    if text[b.start] in INSIDE or (text[b.start] == ">" and text[a.end - 1] in "-="):
        return full
    if begins_anew().match(text, b.start):
        # a dash may stand in the middle of a sentence, where the line above is full
        sure = frame.exact or not frame.dashes or text[a.start] not in DASHES
        if not (full and opened):
            return False
        if text[b.start] in DASHES:
            return sure
        if not _is_no_row(text, a, b, rows):
            return False
    begins = b.start + (text[b.start] in "(“")
    if begins > b.start and text[b.start] == "“" and begins_anew().match(text, begins):
        return False  # a provision that is quoted: "“a) Chợ họp ..."
    likely = full or frame.ragged or a.size >= LEAST * frame.width
    if text[begins].islower() and (opened or full):
        return likely
    if _is_credit(text, a) and not _goes_on(text, a, b):
        return False
    if (opened and _is_inside(text, a)) or text.endswith(CREDITS, a.start, a.end):
        return likely
    if not opened and _is_shortened(text, a):
        return full if frame.exact or not text[begins].isupper() else None
    if opened and full and _is_name_alone(text, b):
        return True
    if opened and text[begins].isupper() and b.indent <= a.indent + 1:
        if text[a.start : a.end].isupper() and not text[b.start : b.end].isupper():
            return False
        return None if full or frame.apart else False
    if not (full or frame.apart) or (b.indent > a.indent + 1 and not opened):
        return False
    # a sentence ends with the line: in a line that is full for sure the paragraph mostly goes on
    return opened or frame.exact or frame.apart or text[a.end - 1] == ":"


def _is_no_row(text: str, a: Line, b: Line, rows: Collection[tuple[int, str]]) -> bool:
    """What looks like the number of a row of a list is none: "vào tháng⏎4. Sau đó"."""
    if text.rfind("(", a.start, a.end) > text.rfind(")", a.start, a.end):
        return True
    m = _number().match(text, b.start)
    return m is not None and all((int(m[1]) + step, m[2]) not in rows for step in (-1, 1))


def _is_inside(text: str, a: Line) -> bool:
    """A line ends as no sentence or headline does: behind a comma, an open word, in brackets."""
    if text[a.end - 1] in ",(" or ends_open(text, a.end):
        return True
    if text[a.end - 1] in DASHES and text[a.end - 2 : a.end - 1] == " ":
        return True
    if _before_name().search(text, max(a.start, a.end - 12), a.end):
        return True
    return text.rfind("(", a.start, a.end) > text.rfind(")", a.start, a.end)


@cache
def _before_name() -> re.Pattern[str]:
    """What stands before a name, at the end of a line."""
    words = load_toml("text/layout.toml")["before_name"]
    return re.compile(rf"(?<!\w)(?:{'|'.join([*words['unit'], *words['honorific']])})\Z")


@cache
def _short_forms() -> frozenset[str]:
    """Words that a full stop shortens before a name."""
    words = load_toml("split/protected.toml")["abbreviations"]["before-name"]
    return frozenset(word for word in words if len(word) > 1)


def _is_shortened(text: str, a: Line) -> bool:
    """The line ends with a word cut short: "tại TP.⏎HCM"."""
    if text[a.end - 1] != ".":
        return False
    return text[max(a.start, text.rfind(" ", a.start, a.end) + 1) : a.end - 1] in _short_forms()


def _goes_on(text: str, a: Line, b: Line) -> bool:
    """A name that ends a paragraph goes on: "Ảnh: Thu⏎Hà"."""
    if ends_open(text, a.end):
        return True
    return _is_name_alone(text, b) or _are_capitalised(text[b.start : b.end])


def _is_name_alone(text: str, b: Line) -> bool:
    """A name of one or two words and a full stop are no sentence."""
    end = text.find(".", b.start, b.end)
    return end > 0 and _are_capitalised(text[b.start : end])


def _are_capitalised(words: str) -> bool:
    name = words.split(" ")
    return len(name) < WORDS and all(word[:1].isupper() for word in name)


@cache
def _openers() -> frozenset[str]:
    """Words that open sentences and begin no names."""
    return frozenset(load_toml("text/layout.toml")["openers"]["words"])


def _word_at(text: str, at: int) -> str:
    end = at
    while end < len(text) and text[end].isalnum():
        end += 1
    return text[at:end]


@cache
def _pairs() -> re.Pattern[str]:
    """Two words of one line of which the second begins with a capital."""
    return re.compile(rf"(?=(?<![^\W_])([^\W_]+,? [{UPPER}]\w*))")


def joint_odds(text: str, joints: Sequence[tuple[Line, Line]]) -> list[float]:
    """How likely the first letter of a line is a capital inside the sentence above.

    Args:
        text: A text whose letters are normalised.
        joints: Lines above and below breaks.

    Returns:
        For each break the logarithm of the odds that its capital stands inside a sentence.
    """
    rows: list[str] = []
    marks: list[int] = []
    at = 0
    for a, b in joints:
        start = max(a.start, a.end - REACH)
        if start > a.start:
            start = text.find(" ", start, a.end) + 1 or start
        end = min(b.end, b.start + REACH)
        if end < b.end:
            end = max(text.rfind(" ", b.start, end), b.start + 1)
        row = f"{text[start : a.end]} {text[b.start : end]}"
        rows.append(row)
        marks.append(at + a.end - start + 1)
        at += len(row) + 1
    if not rows:
        return []
    from vntext.text.case_document import capital_odds
    from vntext.text.case_model import read_words

    joined = "\n".join(rows)
    words = read_words(joined)
    begins = [bisect_left(words.starts, mark) for mark in marks]
    known = set(_pairs().findall(text))
    own = []
    for mark, odds in zip(marks, capital_odds(joined, words, begins), strict=True):
        start = joined.rfind(" ", max(0, mark - REACH), mark - 1) + 1
        names = _pairs().match(joined, mark)
        pair = _pairs().match(joined, max(start, joined.rfind("\n", 0, mark) + 1))
        again = pair is not None and pair[1] in known
        opens = names is None and _word_at(joined, mark) in _openers()
        own.append(odds + AGAIN * again + NAME * (names is not None) + OPENER * opens)
    return own
