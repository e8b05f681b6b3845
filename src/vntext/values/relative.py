"""Dates that a text says from its own day: "hôm qua", "năm ngoái", "tối thứ Bảy"."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from vntext.resources import load_toml
from vntext.text.heads import Heads
from vntext.values.edtf import Day

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["Relative", "find_relative", "resolve"]


class Relative(NamedTuple):
    """A date said from the day of the text.

    Attributes:
        start: First character, in characters of the text.
        end: End (exclusive).
        unit: ``"day"``, ``"week"``, ``"month"``, ``"year"`` or ``"weekday"``.
        offset: How many units from the day of the text; for a weekday how many weeks.
        weekday: 0 for Monday to 6, for a weekday.
    """

    start: int
    end: int
    unit: str
    offset: int
    weekday: int = -1


def table() -> Mapping[str, Any]:
    """The words around dates."""
    return load_toml("values/dates.toml")


def _any(words: Any) -> str:
    return "(?:" + "|".join(sorted(map(re.escape, words), key=len, reverse=True)) + ")"


@cache
def _pattern() -> tuple[re.Pattern[str], list[tuple[str, int]]]:
    t = table()
    rows, kinds = [], []
    for i, row in enumerate(t["phrase"]):
        pattern = row["pattern"]
        for name, words in t["words"].items():
            pattern = pattern.replace("{" + name + "}", _any(words))
        rows.append(f"(?P<r{i}>{pattern})")
        kinds.append((row["unit"], row["offset"]))
    days = _any(t["weekday"]["names"])
    week = r"(?: tuần (?P<week>này|trước|qua|rồi|sau|tới))?"
    cue = rf"(?:(?P<cue>{_any(t['weekday']['cues'])}) )?"
    rows.append(f"(?P<weekday>{cue}(?P<name>{days}){week})")
    return re.compile(rf"(?<!\w)(?:{'|'.join(rows)})(?!\w)"), kinds


@cache
def _refused() -> tuple[re.Pattern[str], re.Pattern[str]]:
    t = table()
    before = re.compile(rf"(?<!\w)(?:{_any(t['not_after']['words'])}|(?<!tháng )(?<!quý )\d+) \Z")
    return before, re.compile(rf" {_any(t['not_before']['words'])}(?!\w)")


@cache
def _heads() -> Heads:
    """Where a phrase may begin."""
    t = table()
    before = [*t["words"]["day"], *t["words"]["part"], *t["weekday"]["cues"]]
    units = ["hôm", "ngày", "tuần", "tháng", "năm", "thứ", "chủ", "trong"]
    return Heads([f"{word} " for word in (*before, *units)])


_WEEKS = {"này": 0, "trước": -1, "qua": -1, "rồi": -1, "sau": 1, "tới": 1}


def find_relative(text: str) -> Iterator[Relative]:
    """Finds dates that are said from the day of the text.

    Args:
        text: A normalised text.

    Example:
        >>> text = "Sáng nay, tàu về ga; năm năm trước thì không."
        >>> [text[r.start : r.end] for r in find_relative(text)]
        ['Sáng nay']
    """
    low = text.lower()
    if len(low) != len(text):
        return
    pattern, kinds = _pattern()
    before, after = _refused()
    end = 0
    for place in _heads().places(text):
        m = pattern.match(low, place) if place >= end else None
        if m is None:
            continue
        start, end = m.span()
        if m["weekday"]:
            found = _weekday(text, m)
            if found is not None:
                yield found
            continue
        unit, offset = kinds[int((m.lastgroup or "r0")[1:])]
        if offset and after.match(low, end):
            continue
        if unit != "day" and before.search(low, max(0, start - 16), start):
            continue
        yield Relative(start, end, unit, offset)


def _weekday(text: str, m: re.Match[str]) -> Relative | None:
    names = table()["weekday"]["names"]
    number = names.index(m["name"])
    start, end = m.span("weekday")
    at = m.start("name")
    capital = number < 6 and text[at + 4 : at + 5].isupper() and text[at + 5].islower()
    sure = m["week"] or capital or (number == 6 and (m["cue"] or text[at].isupper()))
    # "ngày thứ hai" is the second day
    if not sure and (m["cue"] in (None, "ngày", "vào") or number == 6):
        return None
    return Relative(start, end, "weekday", _WEEKS[m["week"]] if m["week"] else 0, number)


def resolve(found: Relative, reference: Day) -> str:
    """The value of a date that is said from the day of the text.

    Args:
        found: The date.
        reference: The day of the text; what is not known of it is 0.

    Example:
        >>> resolve(Relative(0, 7, "day", -1), Day(2025, 3, 1))
        '2025-02-28'
    """
    unit, offset = found.unit, found.offset
    if unit == "year":
        return str(Day(reference.year and reference.year + offset))
    if unit == "month":
        if not reference.month or reference.month > 12:
            return f"{reference.year or 'XXXX'}-XX" if not offset else "XXXX-XX"
        months = reference.year * 12 + reference.month - 1 + offset
        if not reference.year:
            return str(Day(0, months % 12 + 1))
        return str(Day(months // 12, months % 12 + 1))
    if not (reference.year and reference.month and reference.day):
        # the day itself is known where only the year is not
        if unit == "day" and not offset and reference.day:
            return str(reference)
        return "XXXX-XX-XX"
    day = date(*reference)
    monday = day - timedelta(days=day.weekday())
    if unit == "week":
        monday += timedelta(weeks=offset)
        return f"{monday}/{monday + timedelta(days=6)}"
    if unit == "weekday":
        return str(monday + timedelta(weeks=offset, days=found.weekday))
    return str(day + timedelta(days=offset))
