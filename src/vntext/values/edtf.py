"""One written date as an EDTF value: days, months, quarters, years and ranges of them."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from vntext.values.words import any_of, date_words

__all__ = ["Day", "Written", "read_date", "read_quarter"]

_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


class Day(NamedTuple):
    """A day, month, quarter or year; what is not said is 0.

    Attributes:
        year: Year.
        month: Month, 1 to 12; a quarter is 33 to 36, a half of a year 40 or 41, as in EDTF.
        day: Day of the month.

    Example:
        >>> str(Day(0, 5, 24)), str(Day(2019, 33)), str(Day(0, 0, 7))
        ('XXXX-05-24', '2019-33', 'XXXX-XX-07')
    """

    year: int = 0
    month: int = 0
    day: int = 0

    def __str__(self) -> str:
        year = f"{self.year:04d}" if self.year else "XXXX"
        if self.day:
            month = f"{self.month:02d}" if self.month else "XX"
            return f"{year}-{month}-{self.day:02d}"
        return f"{year}-{self.month:02d}" if self.month else year

    def filled(self, other: Day) -> Day:
        """This one with the year, and for a bare day the month, of another."""
        month = self.month or (other.month if self.day and other.month <= 12 else 0)
        return Day(self.year or other.year, month, self.day)


class Written(NamedTuple):
    """What a date says: one day (month, year ...) or the first and the last of a range."""

    first: Day
    last: Day | None = None

    def __str__(self) -> str:
        return str(self.first) if self.last is None else f"{self.first}/{self.last}"

    def filled(self, other: Day) -> Written:
        """This one with what is not said taken from another day."""
        return Written(self.first.filled(other), self.last and self.last.filled(other))


_D, _M, _Y, _Y2 = r"(?P<d>\d{1,2})", r"(?P<m>\d{1,2})", r"(?P<y>\d{4})", r"(?P<y>\d{4}|\d\d)"
_MARK = r"\s{0,2}([/.\-–])[^\w/.\-–]{0,3}"
_SAME = r"\s{0,2}\2[^\w/.\-–]{0,3}"


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """The ways to write a date, in the order in which they are tried."""
    words = date_words()["written"]
    day, month, quarter, year = (
        any_of(words[name]) for name in ("day", "month", "quarter", "year")
    )
    head = rf"(?:{day} ?)?"
    then = rf"(?:,? (?:{year} )?|\s?[/.\-–]\s?|,? {year} ?)"
    # the mark of a day between day and month is group 2 in all patterns that repeat it
    ways = (
        _Y + _MARK + _M + _SAME + _D,
        head + _D + _MARK + _M + _SAME + _Y2,
        rf"{head}{_D},? {month} ?{_M}{then}{_Y}",
        rf"{head}{_D},? {month} ?{_M}",
        rf"{month} ?{_M}{then}{_Y}",
        rf"{month} ?{_M} ?/ ?(?P<y>\d\d)",
        rf"{month} ?{_M}",
        rf"{quarter} ?(?P<q>iv|i{{1,3}}|[1-4])(?:{then}{_Y})?",
        rf"{_M} ?[/\-–.] ?{_Y}",
        head + _D + _MARK + _M,
        rf"(?:{year} ?)?{_Y}",
        head + _D,
    )
    return tuple(map(re.compile, ways))


@cache
def _range() -> re.Pattern[str]:
    return re.compile(rf"\s?(?:[-–—]|{any_of(date_words()['written']['to'])})\s?")


_LIMIT = 80  # characters of the longest date


def read_quarter(figure: str) -> int:
    """The number of a quarter, in small letters: "iii", "3"."""
    return _ROMAN.get(figure) or int(figure)


def _single(text: str) -> Day | None:
    for pattern in _patterns():
        m = pattern.fullmatch(text)
        if m is None:
            continue
        got = m.groupdict()
        quarter = got.get("q")
        if quarter:
            return Day(int(got["y"] or 0), 32 + read_quarter(quarter))
        year = int(got.get("y") or 0)
        if 0 < year < 100:
            year += 2000 if year < 50 else 1900
        day = Day(year, int(got.get("m") or 0), int(got.get("d") or 0))
        if day.month > 12 or day.day > 31:
            continue
        return day
    return None


def read_date(text: str) -> Written | None:
    """Reads a written date.

    Args:
        text: A date as it stands in a text, with or without "ngày".

    Returns:
        What it says; None where it is no date with figures.

    Example:
        >>> [str(read_date(t)) for t in ("ngày 24/5", "27-28/4/2021", "quý I/2019", "2020-2025")]
        ['XXXX-05-24', '2021-04-27/2021-04-28', '2019-33', '2020/2025']
        >>> str(read_date("31 tháng 3-ngày 6 tháng 4"))
        'XXXX-03-31/XXXX-04-06'
    """
    return _read(text) if len(text) <= _LIMIT else None


@lru_cache(maxsize=4096)
def _read(text: str) -> Written | None:
    """A text says the same days again and again."""
    low = " ".join(text.lower().split())
    one = _single(low)
    if one is not None:
        return Written(one)
    for m in _range().finditer(low):
        left, right = low[: m.start()], low[m.end() :]
        first = _single(left)
        if first is None:
            continue
        last = _last(right, left, first)
        if last is not None:
            return Written(first.filled(last), last)
    return None


def _last(right: str, left: str, first: Day) -> Day | None:
    """The end of a range, read by what its beginning is."""
    words = date_words()["written"]
    quarter, month = words["quarter"], words["month"]
    if left.startswith(quarter) and not right.startswith(quarter):
        right = f"{quarter[0]} {right}"
    elif left.startswith(month) and right[:1].isdigit():
        right = f"{month[0]} {right}"
    elif first.year and not first.month and re.fullmatch(r"\d\d", right):
        right = f"{first.year // 100}{right}"
    last = _single(right)
    if last is not None and not first.day and not first.month and not first.year:
        return None
    return last if last is None else last._replace(year=last.year or first.year)
