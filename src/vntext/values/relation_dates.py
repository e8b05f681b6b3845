"""The sentence of a relation and the date that it gives: on which day, since when."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from operator import attrgetter, itemgetter
from typing import TYPE_CHECKING

from vntext.values.relation_patterns import relation_patterns

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vntext.meaning import DateValue

__all__ = ["date_of", "sentence_at", "since"]

_Place = tuple[int, int]
_FIRST = itemgetter(0)


def sentence_at(sentences: Sequence[tuple[int, int]], pos: int) -> _Place | None:
    """The sentence in which a place lies."""
    i = bisect_right(sentences, pos, key=_FIRST) - 1
    return sentences[i] if i >= 0 and pos < sentences[i][1] else None


def date_of(text: str, dates: Sequence[DateValue], where: _Place) -> str:
    """The one date of a sentence, or the one that "từ" stands before, or a term of office."""
    here = _within(dates, where)
    days = [d for d in here if "/" not in d.value]
    found = days if len(days) == 1 else [d for d in days if _before("behind", text, d.start)]
    if len(found) != 1:
        found = [d for d in here if "/" in d.value and _before("term", text, d.start)]
    return found[0].value if len(found) == 1 else ""


def _within(dates: Sequence[DateValue], where: _Place) -> Sequence[DateValue]:
    i, j = (bisect_left(dates, at, key=_START) for at in where)
    return dates[i:j]


_START = attrgetter("start")


def _before(name: str, text: str, pos: int) -> bool:
    return relation_patterns()[name].search(text[max(0, pos - 16) : pos].lower()) is not None


def since(text: str, dates: Sequence[DateValue], where: _Place) -> str:
    """Since when, or from when to when: "từ năm 2015 đến năm 2020"."""
    here = _within(dates, where)
    for i, first in enumerate(here):
        last = here[i + 1] if i + 1 < len(here) else None
        if _before("term", text, first.start) and "/" in first.value:
            return first.value
        if not _before("since", text, first.start):
            continue
        to = last is not None and relation_patterns()["to"].fullmatch(text, first.end, last.start)
        return f"{first.value}/{last.value}" if to and last is not None else first.value
    return ""
