"""Days, months and quarters of a series that stand as bare figures: "tháng 3, 4 và 5"."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from vntext.values.edtf import Day, Written, read_quarter
from vntext.values.words import any_of, date_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["Item", "joined", "with_series"]

_REACH = 48  # characters before a day in which its series begins
_NEAR = 14  # characters before a day in which the figure before it stands: " và rạng sáng "
_GAP = 24  # characters between two dates of one series
_DECEMBER, _QUARTERS = 12, 32


class Item(NamedTuple):
    """A date and what it says.

    Attributes:
        start: First character, in characters of the text.
        end: End (exclusive).
        written: The days that it says.
    """

    start: int
    end: int
    written: Written


class _Patterns(NamedTuple):
    months: re.Pattern[str]
    quarters: re.Pattern[str]
    days: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    t = date_words()
    series, parts = t["series"], any_of(t["words"]["day"])
    joints, heads = any_of(series["joints"]), any_of([*t["words"]["day"], *t["written"]["day"]])
    year = rf"(?:/|,? {any_of(series['years'])} )(?P<year>(?:19|20)\d\d)(?!\d)"
    again = any_of([*t["written"]["month"], *t["written"]["quarter"]])
    # in front of anything else a figure may count: "tháng 6, 7 và 8 hộ dân"
    end = (
        rf"(?={year}|[,.;:)]|\s*\Z|\n| {any_of(series['behind'])}(?!\w)| {joints} {again} ?[\div])"
    )

    def behind(figure: str) -> re.Pattern[str]:
        apart = r"(?!\w|[.,-]\d|/(?!(?:19|20)\d\d(?!\d)))"
        return re.compile(rf"(?:(?:, ?|,? {joints} )(?:{figure}){apart}){{1,11}}{end}")

    return _Patterns(
        behind(r"1[0-2]|0?[1-9]"),
        behind(r"iv|i{1,3}|[1-4]"),
        re.compile(
            rf"(?<!\w){heads} (?P<all>\d\d?(?:(?:,|,? {joints}) (?:{parts} )?\d\d?){{0,9}})"
            rf"(?:, ?|,? {joints} )(?:{heads} )?\Z"
        ),
    )


_FIGURE = re.compile(r"(?<!\w)(?:\d\d?|[iv]+)(?!\w)")
_DIGIT = re.compile(r"\d")


def with_series(low: str, items: Sequence[Item]) -> list[Item]:
    """The dates of a text with those that a series leaves as bare figures.

    Args:
        low: The text in small letters.
        items: Its dates, sorted.

    Returns:
        All of them, sorted. Figures of a series rise, so that "tháng 3, 4 người" has one month and
        "tháng 3, 4 và 5" three.

    Example:
        >>> text = "mưa to tháng 3, 4 và 5."
        >>> [str(i.written) for i in with_series(text, [Item(7, 14, Written(Day(month=3)))])]
        ['XXXX-03', 'XXXX-04', 'XXXX-05']
    """
    out: list[Item] = []
    for k, item in enumerate(items):
        first = item.written.first
        before = items[k - 1].end if k else 0
        stop = items[k + 1].start if k + 1 < len(items) else len(low)
        if first.day and first.month and item.written.last is None:
            out += _days_before(low, item, before)
        out.append(item)
        if not first.day and first.month and item.written.last is None and not first.year:
            out += _months_behind(low, item, stop)
    return out


def _days_before(low: str, item: Item, free: int) -> Iterator[Item]:
    """The days right before one with its month, behind a part of the day: "sáng 12, 13 và 14/8"."""
    start, day = item.start, item.written.first
    if not low.endswith((" ", ","), free, start) or not _DIGIT.search(
        low, max(free, start - _NEAR), start
    ):
        return
    m = _patterns().days.search(low, max(free, start - _REACH), start)
    if m is None:
        return
    figures = list(_FIGURE.finditer(low, *m.span("all")))
    days = [int(f[0]) for f in figures]
    if _rising([*days, day.day]):
        for f, n in zip(figures, days, strict=True):
            yield Item(*f.span(), Written(day._replace(day=n)))


def _months_behind(low: str, item: Item, stop: int) -> Iterator[Item]:
    """The months or quarters behind one: "tháng 3, 4 và 5 năm 2024"."""
    if not low.startswith((",", " "), item.end):
        return
    month = item.written.first.month
    quarter = month > _DECEMBER
    m = (_patterns().quarters if quarter else _patterns().months).match(low, item.end)
    if m is None:
        return
    figures = [f for f in _FIGURE.finditer(low, *m.span()) if f.end() <= stop]
    months = [_QUARTERS + read_quarter(f[0]) if quarter else int(f[0]) for f in figures]
    if not _rising([month, *months]):
        return
    for f, n in zip(figures, months, strict=True):
        year = int(m["year"] or 0) if f.end() == m.end() else 0
        yield Item(*f.span(), Written(Day(year, n)))


def _rising(numbers: Sequence[int]) -> bool:
    return numbers[0] > 0 and all(a < b for a, b in pairwise(numbers))


@cache
def _joint() -> re.Pattern[str]:
    joints = any_of(date_words()["around"]["joints"])
    return re.compile(rf"[ ,;()–-]*(?:{joints}[ ,;()]*){{0,4}}")


def joined(low: str, items: list[Item]) -> list[Item]:
    """Dates of one series complete each other: "ngày 23 và sáng 24/5".

    Args:
        low: The text in small letters.
        items: Its dates, sorted; changed in place.

    Returns:
        The same list: days with the month and the year of those beside them.
    """
    joint = _joint()
    for k in range(len(items) - 2, -1, -1):
        here, after = items[k], items[k + 1]
        if after.start - here.end > _GAP or not joint.fullmatch(low, here.end, after.start):
            continue
        if _same_kind(here.written.first, after.written.first):
            items[k] = here._replace(written=here.written.filled(after.written.first))
    last = Day()
    for k, item in enumerate(items):
        first = item.written.first
        if k and item.start - items[k - 1].end <= _GAP:
            before = items[k - 1]
            if _same_kind(first, last) and joint.fullmatch(low, before.end, item.start):
                items[k] = item._replace(written=item.written.filled(last))
        item = items[k]  # noqa: PLW2901  what was filled in above counts
        if first.day and not item.written.first.month:
            near = last or _after(items, k)
            month = near.month if near.day else 0
            filled = item.written.filled(Day(0, month, 1))
            items[k] = item._replace(written=filled)
        last = items[k].written.last or items[k].written.first
    return items


def _same_kind(a: Day, b: Day) -> bool:
    """Whether one may complete the other: both days, or both months, or both quarters."""
    if bool(a.day) != bool(b.day):
        return False
    return bool(a.day) or bool(a.month and b.month and (a.month > 12) == (b.month > 12))


def _after(items: list[Item], k: int) -> Day:
    return items[k + 1].written.first if k + 1 < len(items) else Day()
