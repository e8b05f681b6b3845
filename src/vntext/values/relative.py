"""Dates that a text says from its own day: "hôm qua", "năm ngoái", "tối thứ Bảy"."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from vntext.values.edtf import Day
from vntext.values.scan import Scan
from vntext.values.words import any_of, date_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from vntext.values.scan import Hit

__all__ = ["Relative", "find_relative", "resolve"]


class Relative(NamedTuple):
    """A date said from the day of the text.

    Attributes:
        start: First character, in characters of the text.
        end: End (exclusive).
        unit: ``"day"``, ``"week"``, ``"month"``, ``"quarter"``, ``"year"`` or ``"weekday"``.
        offset: How many units from the day of the text; for a weekday how many weeks.
        weekday: 0 for Monday to 6, for a weekday.
        half: 40 for the first half of a year, 41 for the second, as in EDTF; else 0.
        near: Whether a weekday stands without its week: the nearest one is meant.
    """

    start: int
    end: int
    unit: str
    offset: int
    weekday: int = -1
    half: int = 0
    near: bool = False

    @property
    def duration(self) -> str:
        """How far from the day of the text, as a duration of ISO 8601; ``""`` for a weekday."""
        if self.unit == "weekday":
            return ""
        many, letter = _UNITS[self.unit]
        return f"{'-' if self.offset < 0 else ''}P{abs(self.offset) * many}{letter}"


_UNITS = {
    "day": (1, "D"),
    "week": (1, "W"),
    "month": (1, "M"),
    "quarter": (3, "M"),
    "year": (1, "Y"),
}


@cache
def _pattern() -> tuple[re.Pattern[str], list[tuple[str, int]]]:
    t = date_words()
    rows, kinds = [], []
    for i, row in enumerate(t["phrase"]):
        pattern = row["pattern"]
        for name, words in t["words"].items():
            pattern = pattern.replace("{" + name + "}", any_of(words))
        rows.append(f"(?P<r{i}>{pattern})")
        kinds.append((row["unit"], row["offset"]))
    days = any_of(t["weekday"]["names"])
    week = rf"(?: {any_of(t['weekday']['week'])} (?P<week>{any_of(t['weekday']['weeks'])}))?"
    cue = rf"(?:(?P<cue>{any_of(t['weekday']['cues'])}) )?"
    day = rf"{days}|{any_of(t['weekday']['numbered'])} [2-7](?![/-])"
    rows.append(f"(?P<weekday>{cue}(?P<name>{day}){week})")
    return re.compile(rf"(?<!\w)(?:{'|'.join(rows)})(?!\w)"), kinds


@cache
def _refused() -> tuple[re.Pattern[str], re.Pattern[str]]:
    t = date_words()
    figures = "".join(f"(?<!{word} )" for word in t["not_after"]["figures_behind"])
    before = re.compile(rf"(?<!\w)(?:{any_of(t['not_after']['words'])}|{figures}\d+) \Z")
    return before, re.compile(rf" {any_of(t['not_before']['words'])}(?!\w)")


@cache
def _halves() -> re.Pattern[str]:
    around = date_words()["around"]
    return re.compile(rf"(?P<first>{any_of(around['first_half'])})|{any_of(around['second_half'])}")


def find_relative(text: str, scan: Scan | None = None) -> Iterator[Relative]:
    """Finds dates that are said from the day of the text.

    Args:
        text: A normalised text.
        scan: Its words, where they are known.

    Example:
        >>> text = "Sáng nay, tàu về ga; năm năm trước thì không."
        >>> [text[r.start : r.end] for r in find_relative(text)]
        ['Sáng nay']
    """
    scan = scan or Scan(text)
    low = scan.low
    cores = scan.of("relative")
    if not cores or not scan.folds:
        return
    pattern, kinds = _pattern()
    before, after = _refused()
    end = 0
    for place in _places(low, cores):
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
        halves = _halves().match(low, start, end) if unit == "year" else None
        half = 0 if halves is None else 40 if halves["first"] else 41
        yield Relative(start, end, unit, offset, half=half)


def _places(low: str, cores: Iterable[Hit]) -> list[int]:
    """Where a date may begin: at its core, or some words before."""
    words = _before_core()
    out = set()
    for start, _, _ in cores:
        out.add(start)
        while start and low[start - 1] == " ":
            end = start - 1
            start = end  # noqa: PLW2901  a word back
            while start and low[start - 1].isalnum():
                start -= 1  # noqa: PLW2901
            if low[start:end] not in words:
                break
            out.add(start)
    return sorted(out)


@cache
def _before_core() -> frozenset[str]:
    """The words that may stand before the core of a date: "trong sáu tháng đầu năm nay"."""
    t = date_words()
    phrases = [*t["words"]["day"], *t["words"]["part"], *t["weekday"]["cues"]]
    optional = [m for row in t["phrase"] for m in _OPTIONAL.findall(row["pattern"])]
    return frozenset(w for phrase in (*phrases, *optional) for w in phrase.split())


_OPTIONAL = re.compile(r"\(\?:([^(){}]*) \)")


def _weekday(text: str, m: re.Match[str]) -> Relative | None:
    t = date_words()["weekday"]
    names, unsure = t["names"], (None, *t["unsure"])
    start, end = m.span("weekday")
    at = m.start("name")
    if m["name"][-1].isdigit():  # "thứ 2" alone counts
        number = int(m["name"][-1]) - 2
        sure = m["week"] or m["cue"] not in unsure
    else:
        number = names.index(m["name"])
        capital = number < 6 and text[at + 4 : at + 5].isupper() and text[at + 5].islower()
        sure = m["week"] or capital or (number == 6 and (m["cue"] or text[at].isupper()))
    # "ngày thứ hai" is the second day
    if not sure and (m["cue"] in unsure or number == 6):
        return None
    week = t["weeks"][m["week"]] if m["week"] else 0
    return Relative(start, end, "weekday", week, number, near=not m["week"])


def resolve(found: Relative, reference: Day, *, future: bool = False) -> str:
    """The value of a date that is said from the day of the text.

    Args:
        found: The date.
        reference: The day of the text; what is not known of it is 0.
        future: Whether the sentence speaks of what is to come: a weekday then is the next one, else
            the last one.

    Example:
        >>> resolve(Relative(0, 7, "day", -1), Day(2025, 3, 1))
        '2025-02-28'
    """
    unit, offset = found.unit, found.offset
    if unit == "year":
        return str(Day(reference.year and reference.year + offset, found.half))
    if unit == "quarter":
        quarter = (reference.month - 1) // 3 if 1 <= reference.month <= 12 else reference.month - 33
        if not 0 <= quarter <= 3 or not reference.year:
            return "XXXX-XX"
        quarters = reference.year * 4 + quarter + offset
        return str(Day(quarters // 4, 33 + quarters % 4))
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
    if unit == "weekday" and found.near:
        apart = (found.weekday - day.weekday()) % 7
        return str(day + timedelta(days=apart if future or not apart else apart - 7))
    if unit == "weekday":
        return str(monday + timedelta(weeks=offset, days=found.weekday))
    return str(day + timedelta(days=offset))
