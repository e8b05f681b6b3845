"""Line breaks that cut a name or a number in two, in texts that are too short to show a width.

"theo Nghị⏎quyết số 12", "khoản 2 Điều⏎5", "Luật Bảo vệ môi⏎trường": whatever the lines of a text
are otherwise, such a break is a wrap. What tells it stands in the rows ``cut`` of
``data/text/layout.toml``: what ends the line above, and what begins the one below.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from vntext.resources import load_toml
from vntext.text.broken_names import broken_name

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Cut", "find_cuts", "subtitle_cuts"]

REACH = 100
"""Characters before a break that tell whether it cuts something."""

ENDS = frozenset('.!?…:;”"»|')
"""After one of these nothing is cut."""


class Cut(NamedTuple):
    """A break that cuts something in two.

    Attributes:
        start: End of the line above, without white space.
        end: First character of the line below.
        rule: Name of the row that tells it.
    """

    start: int
    end: int
    rule: str


class _Row(NamedTuple):
    name: str
    above: re.Pattern[str]
    below: re.Pattern[str]
    small: bool


@cache
def _break() -> re.Pattern[str]:
    return re.compile(r"\n[ \t]*+(?=[^\W_])")


@cache
def _rows() -> list[_Row]:
    return [
        _Row(
            row["name"],
            re.compile(rf"(?:{row['above']})\Z"),
            re.compile(row["below"]),
            row.get("small", False),
        )
        for row in load_toml("text/layout.toml")["cut"]
    ]


def find_cuts(text: str) -> Iterator[Cut]:
    r"""Finds line breaks that cut a name or a number of a document in two.

    Args:
        text: A text whose letters are normalised.

    Yields:
        The breaks in order.

    Example:
        >>> list(find_cuts("theo Nghị\nquyết số 12"))
        [Cut(start=9, end=10, rule='word')]
    """
    for m in _break().finditer(text):
        at = m.start()
        while at and text[at - 1] in " \t\r":
            at -= 1
        if not at or text[at - 1] == "\n" or text[at - 1] in ENDS:
            continue
        start = max(0, at - REACH, text.rfind("\n", 0, at) + 1)
        above = ""
        small = text[m.end()].islower()
        for row in _rows():
            if (small or not row.small) and row.below.match(text, m.end()):
                above = above or text[start:at]
                if row.above.search(above):
                    yield Cut(at, m.end(), row.name)
                    break
        else:
            if text[at - 1].isalpha() and (found := broken_name(text, start, at, m.end())):
                yield Cut(at, m.end(), f"{found}-name")


@cache
def _subtitle() -> re.Pattern[str]:
    """The time of a subtitle, and its lines up to a blank one."""
    time = r"(?:\d{1,2}:)?\d{1,2}:\d{2}[.,]\d{1,3}"
    line = r"(?![ \t]*\d+[ \t]*\n)[ \t]*[^\s][^\n]*(?:\n|\Z)"
    return re.compile(rf"(?m)^[ \t]*{time} --> {time}[ \t]*\n((?:{line})++)")


@cache
def _said_on() -> re.Pattern[str]:
    """A break inside what one speaker says, and no end of a sentence before it."""
    return re.compile(r"(?<![.?!…:\s])[ \t]*\n[ \t]*+(?=[^\W_])")


def subtitle_cuts(text: str) -> list[Cut]:
    r"""The breaks of subtitles inside a sentence.

    Example:
        >>> text = "1\n00:00:01,000 --> 00:00:04,200\nHôm nay ta đến\nthăm Huế."
        >>> [(text[c.start - 3 : c.start], text[c.end :]) for c in subtitle_cuts(text)]
        [('đến', 'thăm Huế.')]
    """
    if " --> " not in text:
        return []
    return [
        Cut(m.start(), m.end(), "subtitle")
        for cue in _subtitle().finditer(text)
        for m in _said_on().finditer(text, cue.start(1), cue.end(1))
    ]
