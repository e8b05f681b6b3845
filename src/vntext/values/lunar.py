"""Days of the Vietnamese lunar calendar: how texts write them, and their days of the other one."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from vntext.resources import load_lines
from vntext.text.heads import Heads
from vntext.values.edtf import Day
from vntext.values.scan import Scan
from vntext.values.words import any_of, date_words

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["LunarDay", "find_lunar", "gregorian", "resolve_lunar"]

_STEMS = 10
_CYCLE = 60  # years after which a name such as "Ất Tỵ" comes again
_NAMED = 4  # a year that the cycle begins with, less a multiple of it


class LunarDay(NamedTuple):
    """A day or month of the lunar calendar as a text writes it.

    Attributes:
        start: First character.
        end: End (exclusive).
        day: Day of the month, 0 for a whole month, 30 for the last one.
        month: Month, 1 to 12; 0 where it is not said.
        year: Lunar year, 0 where it is not said.
        leap: Whether the month is the leap one of its name.
        cycle: Place of the year in the cycle of sixty ("Ất Tỵ" is 41), -1 where it is not said.
    """

    start: int
    end: int
    day: int
    month: int
    year: int = 0
    leap: bool = False
    cycle: int = -1

    def __str__(self) -> str:
        return str(Day(self.year, self.month, self.day))


class _Year(NamedTuple):
    begins: date
    leap: int
    lengths: tuple[int, ...]


@cache
def _years() -> dict[int, _Year]:
    out = {}
    for line in load_lines("values/lunar.tsv")[1:]:
        year, begins, leap, lengths = line.split("\t")
        days = tuple(29 + int(n) for n in lengths)
        out[int(year)] = _Year(date.fromisoformat(begins), int(leap), days)
    return out


def gregorian(year: int, month: int, day: int, *, leap: bool = False) -> date | None:
    """The day of the Gregorian calendar that a day of the lunar one of Vietnam is.

    Args:
        year: Lunar year, 1900 to 2099.
        month: Month, 1 to 12.
        day: Day, 1 to 30.
        leap: Whether the leap month behind the month of this number is meant.

    Returns:
        The day; None where the calendar has none such.

    Example:
        >>> gregorian(2025, 3, 10), gregorian(2007, 1, 1)
        (datetime.date(2025, 4, 7), datetime.date(2007, 2, 17))
        >>> gregorian(2025, 3, 10, leap=True) is None
        True
    """
    found = _years().get(year)
    if found is None or (leap and found.leap != month) or not 1 <= month <= 12:
        return None
    k = month - 1 + (leap or 0 < found.leap < month)
    if not 1 <= day <= found.lengths[k]:
        return None
    return found.begins + timedelta(days=sum(found.lengths[:k]) + day - 1)


@cache
def _pattern() -> re.Pattern[str]:
    t = date_words()["lunar"]
    months = any_of(t["months"])
    called = any_of(t["called_months"])
    days = any_of([*t["days"], *map(str, range(1, 31))])
    marks = any_of(t["marks"])
    stems, branches = any_of(t["stems"]), any_of(t["branches"])
    moon, day_word, again = (any_of(t[name]) for name in ("month_words", "day_words", "leap"))
    feast, of = any_of(t["feast"]), any_of(t["year_words"])
    month = rf"{moon} (?P<{{0}}>{months}|1[0-2]|0?[1-9])(?!\d)(?P<{{1}}> {again})?"
    year = (
        rf"(?:,? (?:{of} )?(?P<stem>{stems}) (?P<branch>{branches})(?!\w))?"
        rf"(?:,? \(?(?:{of} )?(?P<year>\d{{4}})(?!\d)\)?)?"
    )
    first = any_of(t["first"])
    return re.compile(
        rf"(?<![\w/.,-])(?:"
        rf"{any_of(t['full'])} {month.format('m1', 'l1')}"
        rf"|(?:{day_word} )?{first} (?P<d2>{days})(?!\d)(?:[ ,]{{1,2}}{month.format('m2', 'l2')}"
        rf"|[/-](?P<m3>1[0-2]|0?[1-9])(?!\d)|(?P<tet2> {feast}))?"
        rf"|(?:{day_word} )?(?P<d4>{days}) {moon} (?P<m4>{called})(?!\w)"
        rf"|(?:{day_word} )?(?P<d5>{any_of(t['last_days'])}) {feast}"
        rf"|(?:{day_word} )?(?P<d6>\d{{1,2}})(?:[/.-]| {moon} )(?P<m6>\d{{1,2}})"
        rf"(?:(?P<l6> {again})|(?:(?:[/.-]| {of} )(?P<y6>\d{{4}}))?(?= {marks}(?!\w)))"
        rf"|{moon} (?P<m7>{called})(?!\w)"
        rf")(?P<tail>(?: (?:{marks}|{feast})(?!\w))?{year})",
    )


@cache
def _heads() -> Heads:
    t = date_words()["lunar"]
    words = [*t["full"], *t["first"], *t["day_words"], *t["month_words"]]
    numbers = [f"{n} " for n in (*t["days"], *t["last_days"]) if not n[0].isdigit()]
    figures = ["00 t", "0 th", "00/0", "0/0", "00-0", "0-0", "00.0", "0.0"]
    return Heads([*(f"{w} " for w in words), *numbers, *figures])


def find_lunar(text: str, low: str, scan: Scan | None = None) -> Iterator[LunarDay]:
    """Finds days and months of the lunar calendar.

    Args:
        text: A normalised text.
        low: The same in small letters, of the same length.
        scan: Its words, where they are known.

    Example:
        >>> text = "Hội mở rằm tháng Giêng, tan ngày 10/3 âm lịch."
        >>> [(text[d.start : d.end], str(d)) for d in find_lunar(text, text.lower())]
        [('rằm tháng Giêng', 'XXXX-01-15'), ('ngày 10/3', 'XXXX-03-10')]
    """
    if not (scan or Scan(text)).of("lunar"):
        return
    end = 0
    for place in _heads().places(text):
        m = _pattern().match(low, place) if place >= end else None
        if m is None:
            continue
        found = _read(m)
        if found is not None:
            end = m.end()
            yield found


def _number(word: str | None, names: list[str]) -> int:
    """A figure or one of some words; 0 for none."""
    if word is None:
        return 0
    return int(word) if word.isdigit() else names.index(word) + 1


def _read(m: re.Match[str]) -> LunarDay | None:
    t = date_words()["lunar"]
    months, days = list(t["months"]), list(t["days"])
    g = m.groupdict()
    end = m.start("tail")
    year = int(g["year"] or g["y6"] or 0)
    cycle = -1
    if g["stem"]:
        a, b = list(t["stems"]).index(g["stem"]), t["branch_order"][g["branch"]]
        fit = [n for n in range(_CYCLE) if n % _STEMS == a and n % 12 == b]
        cycle = fit[0] if fit else -1
    leap = bool(g["l1"] or g["l2"] or g["l6"])
    called = dict(zip(t["called_months"], t["called_numbers"], strict=True))

    def month(word: str | None) -> int:
        return called[word] if word in called else _number(word, months)

    if g["m1"]:
        day, number = 15, month(g["m1"])
    elif g["d2"]:
        figures = g["m3"] or (g["m2"] or "").isdigit()
        if figures and not any(word in m["tail"] for word in t["marks"]):
            return None  # "mùng 8/3" is a day of the common calendar
        # without a month it is the first one, of the new year
        number = month(g["m2"] or g["m3"]) or (1 if g["tet2"] else 0)
        day = _number(g["d2"], days)
    elif g["d4"]:
        day, number = _number(g["d4"], days), month(g["m4"])
    elif g["d5"]:
        day, number = _number(g["d5"], days), 12
    elif g["d6"]:
        day, number = int(g["d6"]), int(g["m6"])
    else:
        day, number = 0, month(g["m7"])
    if not (0 <= day <= 30 and 0 <= number <= 12):
        return None
    return LunarDay(m.start(), end, day, number, year, leap, cycle)


def resolve_lunar(found: LunarDay, reference: Day, *, future: bool = False) -> tuple[str, str]:
    """The day of the Gregorian calendar and that of the lunar one, as far as they are known.

    Args:
        found: The day as it is written.
        reference: The day of the text; what is not known of it is 0.
        future: Whether the text speaks of what is to come.

    Returns:
        Two values in EDTF. Without a year the first is ``"XXXX-XX-XX"``.

    Example:
        >>> day = LunarDay(0, 0, 10, 3)
        >>> resolve_lunar(day, Day(2025, 5, 26)), resolve_lunar(day, Day())
        (('2025-04-07', '2025-03-10'), ('XXXX-XX-XX', 'XXXX-03-10'))
    """
    year = found.year or _named(found.cycle, reference)
    unknown = "XXXX-XX-XX" if found.day else "XXXX-XX"
    if not found.month or not (year or reference.year):
        return unknown, str(found)
    if year or not (1 <= reference.month <= 12):
        years = [year or reference.year]
    else:
        years = [reference.year + k for k in (-1, 0, 1)]
    own = date(reference.year or 2000, min(reference.month, 12) or 1, reference.day or 15)
    spans = [(y, s) for y, s in ((y, _span(found, y)) for y in years) if s is not None]
    if not spans:
        return unknown, str(found)
    if future:
        ahead = [row for row in spans if row[1][1] >= own]
        spans = ahead or spans
    y, (first, last) = min(spans, key=lambda row: abs((row[1][0] - own).days))
    value = str(first) if found.day else f"{first}/{last}"
    return value, str(Day(y, found.month, found.day))


def _span(found: LunarDay, year: int) -> tuple[date, date] | None:
    """First and last day of what is written, in a lunar year."""
    first = gregorian(year, found.month, found.day or 1, leap=found.leap)
    last = gregorian(year, found.month, found.day or 30, leap=found.leap)
    if last is None:  # the last day of a short month is called the thirtieth, too
        last = gregorian(year, found.month, 29, leap=found.leap)
    if first is None and found.day == 30:
        first = last
    return None if first is None or last is None else (first, last)


def _named(cycle: int, reference: Day) -> int:
    """The year of a name of the cycle of sixty that lies nearest to the text's own."""
    if cycle < 0 or not reference.year:
        return 0
    apart = (cycle + _NAMED - reference.year) % _CYCLE
    return reference.year + (apart if apart <= _CYCLE // 2 else apart - _CYCLE)
