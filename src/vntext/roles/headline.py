"""The headline of a page, and what stands above it and right below: sections, days, authors."""

from __future__ import annotations

import re
from functools import cache

from vntext.roles.bylines import looks_like_byline, signs
from vntext.roles.features import FINAL, Line
from vntext.roles.marked import HEADLINE_LONGEST, MARKED
from vntext.roles.tables import UPPER, anywhere, line_openings, sections
from vntext.text.name_rows import names_of
from vntext.text.syllables import is_vietnamese_syllable

__all__ = ["NAME", "TEXT", "below_headline", "is_author", "label_row", "mark_headline"]

TEXT = 12
"""Syllables of a line of running text that ends with a full stop."""

NAME = 6
"""Syllables of a name alone on its line."""

TOOLS = (
    "way-to-the-page", "tool-of-the-page", "tools-side-by-side", "arrow-links", "date",
    "name-of-the-state",
)  # fmt: skip
DAYS = ("date", "details", "posted")  # reasons of the lines that stand right below a headline
PASSED = (
    "tool-of-the-page", "tools-side-by-side", "price-alone",
    "rating",
)  # fmt: skip
SIGNED = (
    "sign-before-a-heading",
    "name-of-a-document",
    "line-of-capitals",
)  # reasons of lines that are headlines
MENU = 16  # lines of the menu of a page
SECTION = 5  # syllables of the name of a section
ABOVE = 8  # lines above a headline


@cache
def _stopped() -> re.Pattern[str]:
    """A full stop behind a whole word, not behind initials."""
    return re.compile(r"[^\W\d_][^\W\d_A-ZĐ]\.$")


@cache
def label_row() -> re.Pattern[str]:
    """A row of an infobox: a short label, a colon and what it is."""
    return re.compile(
        rf"[{UPPER}][^\W\d_]*(?: [^\W\d_]+){{0,4}} ?: [^\s.;:!?,…][^;:!?…]*[^.;:!?,…]$"
    )


def is_author(line: Line) -> bool:
    """Names of authors without a full stop behind them."""
    if not looks_like_byline(line.text) or _stopped().search(line.text):
        return False
    return not (line.capitals or line.text.isupper()) or _is_name(line.text)


def _is_name(text: str) -> bool:
    """Whether a line of capitals may be a name: "HỌC VẤN" is the heading of a page."""
    words = text.split()
    if len(words) == 1 or "." in text:
        return True  # "T.SỸ"
    return words[0].capitalize() in _surnames() or not all(
        is_vietnamese_syllable(word.lower()) for word in words if word.isalpha()
    )


@cache
def _surnames() -> frozenset[str]:
    return frozenset(names_of("surname"))


def _top(lines: list[Line]) -> int:
    """Place of the line that may be the headline: the first, or below what a page has above it.

    That is the name of a section, the way to the page, its tools and the day.
    """
    at = 0
    if len(lines) > 3 and lines[0].size <= SECTION and lines[2].reason == "date":
        short = not lines[0].role and lines[0].text[-1] not in FINAL
        if short and lines[1].size > SECTION and lines[1].text[-1] not in ".;:,":
            return 1  # a headline stands right above its day
    while at < min(ABOVE, len(lines) - 2):
        line = lines[at]
        if line.reason not in TOOLS and line.text not in sections():
            break
        at += 1
    return _above_day(lines, at)


def _above_day(lines: list[Line], at: int) -> int:
    """Place of the line right above the day of the page, if a menu stands above it; else ``at``."""
    if lines[at].size > SECTION and not lines[at].role:
        return at
    for i in range(at + 1, min(at + MENU, len(lines) - 2)):
        line, below = lines[i], lines[i + 1]
        if line.size <= SECTION or line.role:
            continue
        return i if below.reason in DAYS and line.text[-1] not in ".;:," else at
    return at


def _same_words(line: Line, other: Line) -> bool:
    """Two lines differ in marks and capitals at most."""
    first, second = line.text[0], other.text[0]
    if first.isalnum() and second.isalnum() and first.lower() != second.lower():
        return False  # so do their first words, and most lines need not be cut into words
    return line.key == other.key


def below_headline(lines: list[Line], at: int) -> int:
    """Place of the first line below a headline that is no repetition, day or author."""
    k = at + 1
    while k < len(lines):
        line = lines[k]
        passed = line.role == "byline" or line.reason in PASSED
        if not (passed or _same_words(line, lines[at]) or _is_author_above(lines, k)):
            break
        k += 1
    return k


def _is_author_above(lines: list[Line], at: int) -> bool:
    """Authors between a headline and a text that does not speak of them."""
    line = lines[at]
    if line.role or line.size > NAME or at + 1 == len(lines) or not looks_like_byline(line.text):
        return False
    below = lines[at + 1]
    if ":" in line.text or line.text.startswith(signs()):
        return True
    if line.size < 2 or line.size > 4 or _stopped().search(line.text):
        return False
    text = below if below.role != "byline" or at + 2 == len(lines) else lines[at + 2]
    return text.size >= TEXT and text.text[-1] in FINAL and line.text not in text.text


def _is_headline(lines: list[Line], at: int) -> bool:
    """A line that is short and has no full stop, with running text below.

    One that says who speaks at the event, above the list of those who came, is made a caption.
    """
    line, below = lines[at], below_headline(lines, at)
    signed = line.reason in SIGNED
    if signed and below < len(lines):
        return True
    if line.role or line.size > HEADLINE_LONGEST or below == len(lines):
        return False
    if line.text[-1] in ".;:,…" and not line.text.endswith("..."):
        return False
    follower = lines[below]
    if "onward" in line_openings().of(follower.text) and anywhere("event").search(line.text):
        if line.size >= 5:
            line.role, line.reason = "caption", "event-above-attendance"
        return False
    if label_row().match(follower.text):
        return not label_row().match(line.text)
    return follower.text[-1] in FINAL or follower.size > line.size


def _repeats(line: Line, headline: Line) -> bool:
    """The line is the headline again, perhaps with other marks or a cut end."""
    if _same_words(line, headline):
        return True
    if line.text[-1] in FINAL or line.size > 1.3 * headline.size or line.size < 5:
        return False
    a, b = line.key.split(), headline.key.split()
    shared = len(set(a) & set(b))
    return shared >= 0.85 * len(set(b)) and shared >= 0.85 * len(set(a))


def mark_headline(lines: list[Line], marked: int) -> int:
    """The headline and what stands above it or repeats it; -1 where there is none."""
    top = marked if marked >= 0 else _top(lines)
    if marked < 0 and not _is_headline(lines, top):
        return -1
    for line in lines[:top]:
        if not line.role:
            line.role, line.reason = "related", "section"
    for i in range(top + 1, below_headline(lines, top)):
        if _is_author_above(lines, i):
            lines[i].role, lines[i].reason = "byline", "names-below-the-headline"
    lines[top].role, lines[top].reason = "title", "headline"
    for line in lines[top + 1 :]:
        known = line.reason.startswith(MARKED)
        if line.size <= 40 and not known and _repeats(line, lines[top]):
            line.role, line.reason = "title", "repeated-headline"
    return top
