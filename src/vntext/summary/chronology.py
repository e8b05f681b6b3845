"""In which order a digest tells: the main event first, then as the articles do, by their dates."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from functools import cache
from heapq import heapify, heappop, heappush
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vntext.meaning import DateValue

__all__ = ["Told", "days_of", "in_order"]


class Told(NamedTuple):
    """A sentence of a digest before it has its place.

    Attributes:
        source: Its article.
        place: Its place among the sentences of its article that may stand in a summary.
        leans: It follows the sentence before it, which stands in the digest.
        day: Its date as a string that sorts, ``""`` where it has none.
    """

    source: int
    place: int
    leans: bool
    day: str


@cache
def _first_day() -> re.Pattern[str]:
    # a day or a month; what has a year alone orders nothing inside one event
    return re.compile(r"(\d{4}|X{4})-((?:0\d|1[0-2])(?:-\d\d)?)(?![\dX])")


def days_of(
    dates: Sequence[Sequence[DateValue]], sentences: Sequence[tuple[int, int, int]]
) -> list[str]:
    """The day of each sentence: that of its first date.

    A date without its year has the year that most dates of the articles have.

    Args:
        dates: The dates of each article, sorted.
        sentences: Article, start and end of each sentence, in characters of its article.

    Returns:
        One string a sentence that sorts by time, ``""`` where there is no day or month.

    Example:
        >>> from vntext.meaning import DateValue
        >>> dates = [[DateValue(4, 8, "24/5", "XXXX-05-24")], [DateValue(0, 9, "", "2025-05-23")]]
        >>> days_of(dates, [(0, 0, 20), (0, 20, 30), (1, 0, 12)])
        ['2025-05-24', '', '2025-05-23']
    """
    read = [[(d.start, _first_day().match(d.value)) for d in found] for found in dates]
    years = Counter(m[1] for found in read for _, m in found if m and m[1] != "XXXX")
    year = min(years, key=lambda y: (-years[y], y)) if years else "XXXX"
    starts = [[start for start, _ in found] for found in read]
    out = []
    for source, start, end in sentences:
        k, day = bisect_left(starts[source], start), ""
        while not day and k < len(read[source]) and starts[source][k] < end:
            m = read[source][k][1]
            if m:
                day = f"{year if m[1] == 'XXXX' else m[1]}-{m[2]}"
            k += 1
        out.append(day)
    return out


def in_order(told: Sequence[Told], main: int) -> list[int]:
    """The order of the sentences of a digest.

    A sentence stays behind the one that it leans on, and the main event comes first. Then come the
    others, each article in its own order, what one tells early before what another tells late; but
    before a sentence with a date, an article that will tell of an earlier date goes on.

    Args:
        told: The sentences, by article and then by place.
        main: Which of them tells the main event.

    Returns:
        Numbers of sentences.

    Example:
        >>> told = [Told(0, 0, False, ""), Told(0, 4, False, "2025-05-24"),
        ...         Told(1, 0, False, ""), Told(1, 2, False, "2025-05-25")]
        >>> in_order(told, main=2)
        [2, 0, 1, 3]
        >>> in_order([told[0], told[1]._replace(day="2025-05-26"), *told[2:]], main=2)
        [2, 0, 3, 1]
    """
    groups: list[list[int]] = []
    for i, t in enumerate(told):
        if t.leans and groups and told[groups[-1][-1]].source == t.source:
            groups[-1].append(i)
        else:
            groups.append([i])
    first = next(g for g in groups if main in g)
    # of each article the groups that are left, and their days, the next one last
    waiting: dict[int, list[list[int]]] = {}
    days: dict[int, list[str]] = {}
    for g in reversed(groups):
        if g is not first:
            source = told[g[0]].source
            waiting.setdefault(source, []).append(g)
            days.setdefault(source, []).append(next((told[i].day for i in g if told[i].day), ""))
    # which article goes on earliest, and which one has the earliest day to come
    early = [(told[found[-1][0]].place, source) for source, found in waiting.items()]
    coming = [entry for source, found in days.items() for entry in _next_day(found, source)]
    heapify(early)
    heapify(coming)
    out = list(first)
    while early:
        place, source = early[0]
        if not waiting[source] or told[waiting[source][-1][0]].place != place:
            heappop(early)  # it went on already
            continue
        if days[source][-1]:
            while coming[0][1] > len(waiting[coming[0][2]]):
                heappop(coming)
            source = coming[0][2]
        out += waiting[source].pop()
        if days[source].pop():
            for entry in _next_day(days[source], source):
                heappush(coming, entry)
        if waiting[source]:
            heappush(early, (told[waiting[source][-1][0]].place, source))
    return out


def _next_day(days: Sequence[str], source: int) -> list[tuple[str, int, int]]:
    """The next day of an article, how many of its groups are left when it comes up, the article."""
    return next(([(days[k], k + 1, source)] for k in range(len(days) - 1, -1, -1) if days[k]), [])
