"""``doc.dates``: every date with its value, completed by its neighbours and the text's own day."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from datetime import date
from functools import cache, lru_cache
from operator import itemgetter
from typing import TYPE_CHECKING

from vntext.errors import InvalidOptionError
from vntext.meaning import DateValue
from vntext.navigation import made
from vntext.values.edtf import Day, Written, read_date
from vntext.values.ending import Ending
from vntext.values.lunar import find_lunar, resolve_lunar
from vntext.values.periods import find_periods
from vntext.values.relative import Relative, find_relative, resolve
from vntext.values.scan import Scan
from vntext.values.series import Item, joined, with_series
from vntext.values.words import any_of, date_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["find_dates", "read_reference"]

_LEAD = 800  # characters in which an article tells when it was


def read_reference(reference: str | None) -> Day:
    """The day that a text is read from.

    Args:
        reference: ``"2025-05-24"``, ``"2025-05"`` or ``"2025"``; None where it is not known.

    Raises:
        InvalidOptionError: If it is none of these, or no day of the calendar.

    Example:
        >>> read_reference("2025-05-24")
        Day(year=2025, month=5, day=24)
    """
    if reference is None or reference == "":
        return Day()
    m = (
        re.fullmatch(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", reference)
        if isinstance(reference, str)
        else None
    )
    if m is not None:
        day = Day(*(int(g or 0) for g in m.groups()))
        try:
            date(day.year, day.month or 1, day.day or 1)
        except ValueError:
            m = None
        else:
            return day
    raise InvalidOptionError(f"reference must be a date such as '2025-05-24', not {reference!r}")


@cache
def _endings() -> dict[str, Ending]:
    """What is looked for right before a year, by name."""
    around = date_words()["around"]
    of = any_of(around["of"])
    return {
        name: Ending(rf"(?<!\w){any_of(around[name])}(?: {of})? \Z", [*around[name], *around["of"]])
        for name in ("decade", "first_half", "second_half")
    }


def find_dates(
    text: str,
    spans: Iterable[tuple[int, int]],
    sentences: Sequence[tuple[int, int]] = (),
    *,
    reference: str | None = None,
    dateline: tuple[int, int] | None = None,
    scan: Scan | None = None,
) -> list[DateValue]:
    """Gives every date its value.

    Args:
        text: The normalised text.
        spans: The dates with figures: the DATE entities, sorted.
        sentences: Spans of its sentences, sorted; they tell what is to come from what has been.
        reference: The day of the text (see `read_reference`); with it missing years are filled in
            and "hôm qua" gets its day.
        dateline: Where the text tells its own day, if it does; used without ``reference``.
        scan: The words of the text, where they are known.

    Returns:
        The dates in the order of the text, without overlap.

    Example:
        >>> text = "Ngày 23 và sáng 24/5, mưa to. Hôm qua trời tạnh."
        >>> for d in find_dates(text, [(0, 7), (16, 20)], reference="2025-05-25"):
        ...     print(d.text, d.value, d.relative)
        Ngày 23 2025-05-23 False
        24/5 2025-05-24 False
        Hôm qua 2025-05-24 True
    """
    scan = scan or Scan(text)
    low = scan.low
    own = read_reference(reference)
    if not any(own) and dateline is not None:
        told = read_date(text[slice(*dateline)])
        own = told.first if told else own
    given = list(spans)
    moons = list(find_lunar(text, low, scan))
    dated = given
    if moons:
        dated = [(a, b) for a, b in given if not any(m.start < b and a < m.end for m in moons)]
    items = joined(low, with_series(low, [i for i in [_item(text, a, b) for a, b in dated] if i]))
    own = _month_told(own, items)
    relative = list(find_relative(text, scan))
    years = {r.start: r for r in relative if r.unit == "year"}

    def coming(start: int) -> bool:
        return _coming(scan, start, sentences)

    out: list[_Row] = []
    for start, end, written in items:
        said = years.get(end + 1)
        if said is not None and not written.first.year and own.year:  # "tháng 2 năm ngoái"
            written = written.filled(Day(own.year + said.offset))  # noqa: PLW2901  filled in
        if own.year and not written.first.year:
            written = _filled(written, own, future=coming(start))  # noqa: PLW2901
        value = _shown(written)
        if value and not written.first.month and written.last is None:
            value = _changed(low, start, written.first, value)
        out.append((start, end, value, False, "gregorian", "", ""))
    given = sorted(given)
    for m in moons:
        inside = [(a, b) for a, b in given if m.start < b and a < m.end]
        # a date that the caller knows keeps its span; "rằm tháng 7" is more than "tháng 7"
        a, b = inside[0] if len(inside) == 1 and inside[0][0] == m.start else (m.start, m.end)
        value, lunar = resolve_lunar(m, own, future=coming(m.start))
        out.append((a, b, value, False, "lunar", lunar, ""))
    out.sort(key=_FIRST)
    taken = [(d[0], d[1]) for d in out]
    extra: list[_Row] = []
    for r in relative:
        beside = _beside(low, r, out) if r.near else None
        value = resolve(r, own, future=coming(r.start)) if beside is None else beside
        extra.append((r.start, r.end, value, beside is None, "gregorian", "", r.duration))
    extra += [(*row, False, "gregorian", "", "") for row in find_periods(scan)]
    out += [d for d in extra if _free(taken, d[0], d[1])]
    out.sort(key=_FIRST)
    starts, ends, *fields = zip(*out, strict=True) if out else ((), ())
    texts = [text[a:b] for a, b in zip(starts, ends, strict=True)]
    return made(DateValue, len(out), starts, ends, texts, *fields)


_Row = tuple[int, int, str, bool, str, str, str]
"""The fields of a date, without its text."""
_FIRST = itemgetter(0)


@lru_cache(maxsize=4096)
def _shown(written: Written) -> str:
    """The value of a date; ``""`` for one that the calendar has not."""
    return str(written) if _exists(written) else ""


@cache
def _beside_words() -> re.Pattern[str]:
    return re.compile(rf"[ ,(]{{1,3}}(?:{any_of(date_words()['around']['beside'])} )?")


def _beside(low: str, weekday: Relative, dates: Sequence[_Row]) -> str | None:
    """The value of the date right behind a weekday: "thứ Hai, 12/5/2025"; None where none is."""
    i = bisect_right(dates, weekday.end, key=_FIRST)
    if i < len(dates) and _beside_words().fullmatch(low, weekday.end, dates[i][0]):
        return dates[i][2]
    return None


def _month_told(own: Day, items: list[Item]) -> Day:
    """The day of the text with the month of its first date, where only the year is known."""
    if own.year and not own.month:
        for item in items:
            if item.start > _LEAD:
                break
            first = item.written.first
            if first.day and first.month and first.year in (0, own.year):
                return own._replace(month=first.month)
    return own


def _free(taken: list[tuple[int, int]], start: int, end: int) -> bool:
    i = bisect_right(taken, (end, 0)) - 1
    return i < 0 or taken[i][1] <= start or taken[i][0] >= end


def _item(text: str, start: int, end: int) -> Item | None:
    written = read_date(text[start:end])
    return None if written is None else Item(start, end, written)


def _coming(scan: Scan, start: int, sentences: Sequence[tuple[int, int]]) -> bool:
    """Whether the sentence speaks of what is to come."""
    words = scan.of("future")
    i = bisect_right(sentences, (start, len(scan.low))) - 1 if words else -1
    if i < 0 or start >= sentences[i][1]:
        return False
    a, b = sentences[i]
    first, last = max(a, start - 120), min(b, start + 120)
    k = bisect_left(words, first, key=_FIRST)
    while k < len(words) and words[k][0] < last:
        if words[k][1] <= last:
            return True
        k += 1
    return False


def _filled(written: Written, own: Day, *, future: bool) -> Written:
    """With year (and for a bare day the month) of the day of the text."""
    first = written.first
    if first.year or not own.year:
        return written
    if first.day and not first.month:
        written = written.filled(Day(0, own.month if own.month <= 12 else 0, 1))
        first = written.first
    year = own.year
    month = first.month if first.month <= 12 else (first.month - 32) * 3
    if own.month and own.month <= 12 and month:
        apart = month - own.month  # months from the day of the text
        # what has been lies up to nine months back, what is to come up to nine ahead
        if apart > (9 if future else 4):
            year -= 1
        elif apart < (-4 if future else -9):
            year += 1
    last = written.last
    filled = Written(first._replace(year=year), last)
    if last is not None and not last.year:
        over = (last.month, last.day) < (first.month, first.day)
        filled = filled._replace(last=last._replace(year=year + over))
    return filled


def _changed(low: str, start: int, first: Day, value: str) -> str:
    """The value of a year with what the words before make of it: "những năm 1990"."""
    if not first.year:
        return value
    before = max(0, start - 16)
    around = _endings()
    if around["first_half"].search(low, before, start):
        return f"{value}-40"
    if around["second_half"].search(low, before, start):
        return f"{value}-41"
    if first.year % 10:
        return value
    if around["decade"].search(low, before, start) or low.endswith(_several(), before, start):
        return value[:3] + "X"
    return value


@cache
def _several() -> tuple[str, ...]:
    return tuple(f"{word} " for word in date_words()["around"]["several"])


def _exists(written: Written) -> bool:
    """Whether the calendar has these days: "ngày 31/2/2024" is a slip and has no value."""
    for day in (written.first, written.last):
        if day is None or not day.day or not 1 <= day.month <= 12:
            continue
        try:
            date(day.year or 2000, day.month, day.day)
        except ValueError:
            return False
    return True
