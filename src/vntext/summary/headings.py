"""Lines that are no sentences: questions, announcements, headings, names of authors, fields."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from vntext.resources import load_toml
from vntext.roles.tables import LOWER, UPPER, one_of
from vntext.summary.terms import ENDS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

__all__ = ["headings", "says_nothing"]

LONGEST = 18
"""Syllables of the longest heading or field."""

UNFINISHED = 0.4
"""Where a larger share of the paragraphs has no mark at the end, its absence tells nothing."""


def says_nothing(line: str) -> bool:
    """True for a question, for what only announces what follows, and for headings and notes.

    Example:
        >>> says_nothing("Mức phạt được quy định như sau: 1."), says_nothing("Chợ mở lại hôm qua.")
        (True, False)
    """
    if line.rstrip(" \"”’')]*_")[-1:] in ("?", ":") or line[:1] in "#|^↑":
        return True
    if line[:1] == "(" and line.find(")") == len(line) - 1:
        return True
    if line[-1:] in ".)" and line[-2:-1].isdigit() and _row_cut().search(line):
        return True
    if line[-1:] in ENDS and not line[:1].isdigit():
        return line.isupper()
    return line.isupper() or (
        _marked().search(line) is not None and _note().match(line) is not None
    )


@cache
def _row_cut() -> re.Pattern[str]:
    """An announcement that was cut behind the number of the first row: "như sau: 1."."""
    return re.compile(r"[:“\"][ *_“\"]*\d{1,2}[.)]$")


@cache
def _marked() -> re.Pattern[str]:
    """What stands in each line of `_note`."""
    return re.compile(r"[\d*†]")


@cache
def _note() -> re.Pattern[str]:
    """A footnote behind its number; where authors are from; authors, with those numbers."""
    name = rf"[{UPPER}][{LOWER}]*+(?: [{UPPER}][{LOWER}]*+){{1,5}}[\d*†]{{0,4}}(?:,\d)?"
    return re.compile(
        rf"\d{{1,3}}\.? ?[\^↑]|\d{{1,2}}[{UPPER}][{LOWER}][^.!?]*$"
        rf"|(?=[^\d*†]*[\d*†]){name}(?:(?:,|;| và) ?{name})++[ .]*$"
    )


@cache
def _field() -> re.Pattern[str]:
    fields = one_of(load_toml("summary/cues.toml")["never"]["fields"])
    return re.compile(rf"[-–+*_ ]*{fields} ?:")


def headings(rows: Iterable[tuple[str, int]], alone: Collection[int]) -> set[int]:
    """Which of many lines are headings, or fields of a form, among lines of text.

    Args:
        rows: Each line and its length in syllables.
        alone: Places of those that are a paragraph each.

    Returns:
        Places of the lines.

    Example:
        >>> rows = [("Bảng giá", 2), ("Giá tăng.", 2), ("Nắng.", 1), ("Giá: 82", 2), ("Mưa.", 1)]
        >>> sorted(headings(rows, range(5)))
        [0, 3]
    """
    table = list(rows)
    short = {k for k in alone if table[k][1] <= LONGEST}
    ends = [k for k in alone if table[k][0][-1:] not in ENDS and table[k][0][-1:] not in ";,"]
    found = {
        k
        for k, (line, size) in enumerate(table)
        if size <= LONGEST and ":" in line and _field().match(line)
    }
    if len(ends) <= UNFINISHED * len(alone):
        found.update(short.intersection(ends))
    return found
