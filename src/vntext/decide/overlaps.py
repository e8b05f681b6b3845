"""One policy for overlapping entities.

1. Entries of an own lexicon stand first, then LAW, DATE and the authors of a byline, which come
   from grammars; nothing else may overlap them.
2. Among the rest the longer span wins, then the higher score, then the label in the order PERSON,
   TITLE, ORG, LOC.
3. An ORG may lie inside a TITLE: ``Trưởng [Ban Tuyên giáo Tỉnh ủy]``. Nothing else nests, so a
   PERSON inside an ORG (``Trường THPT [Nguyễn Trãi]``) or a LOC inside it goes.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from itertools import accumulate, compress, count
from operator import lt
from typing import TYPE_CHECKING

from vntext.spans import columns_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from vntext.entities.types import Found

__all__ = ["AUTHOR", "LEXICON", "REST", "Ranked", "merge"]

LEXICON, LAW, DATE, AUTHOR, REST = range(5)
"""Ranks of proposals, first to last."""

_LABELS = {"LAW": LAW, "DATE": DATE}
_ORDER = {"PERSON": 0, "TITLE": 1, "ORG": 2, "LOC": 3}

Ranked = tuple[int, int, int, "Found"]
"""A proposal: its start, its end negated, its rank, the span. Sorted it is outer before inner."""


class _Taken:
    """Intervals without overlap, kept sorted."""

    def __init__(self) -> None:
        self._bounds: list[tuple[int, int]] = []

    def overlaps(self, start: int, end: int) -> bool:
        i = bisect_left(self._bounds, (end, 0))
        return i > 0 and self._bounds[i - 1][1] > start

    def add(self, start: int, end: int) -> None:
        insort(self._bounds, (start, end))

    def holder(self, start: int, end: int) -> bool:
        """Whether an interval holds ``[start, end)`` and is longer."""
        i = bisect_left(self._bounds, (start + 1, 0))
        if i > 0:
            a, b = self._bounds[i - 1]
            return a <= start and end <= b and (a, b) != (start, end)
        return False


def ranked(found: Iterable[Found], rank: int) -> list[Ranked]:
    """Proposals of one source; LAW and DATE have ranks of their own unless the lexicon says so."""
    if rank == LEXICON:
        return [(f.start, -f.end, rank, f) for f in found]
    return [(f.start, -f.end, _LABELS.get(f.label, rank), f) for f in found]


def merge(proposals: Iterable[Ranked], rest: Sequence[Found] = ()) -> list[Found]:
    """Keeps the spans that the policy of this module allows.

    Args:
        proposals: Ranked spans of finders, in any order, with overlaps.
        rest: Spans of the rank `REST`, likewise.

    Returns:
        The kept spans, sorted by start, outer before inner.

    Example:
        >>> from vntext.entities.types import Found
        >>> rows = [Found(0, 9, "TITLE"), Found(4, 9, "ORG"), Found(4, 6, "LOC")]
        >>> [(f.start, f.end, f.label) for f in merge(ranked(rows, REST))]
        [(0, 9, 'TITLE'), (4, 9, 'ORG')]
    """
    given = list(proposals)
    spans = [row[3] for row in given] + list(rest)
    # one number a span, and no tuple: outer before inner
    starts, ends = (column.tolist() for column in columns_of(spans))
    places = [(a << _BITS) - b for a, b in zip(starts, ends, strict=True)]
    order = sorted(range(len(spans)), key=places.__getitem__)
    # spans that overlap hang together in knots; nearly all are of one span, or of a title with its
    # body, where nothing is to decide
    furthest = accumulate(map(ends.__getitem__, order), max)
    starts_behind = map(starts.__getitem__, order[1:])
    tied = [*compress(count(1), map(lt, starts_behind, furthest))]
    kept: list[Found] = []
    done = 0
    for k, stop in _knots(tied):
        kept += map(spans.__getitem__, order[done:k])
        kept += _untied([_ranked(given, spans, n) for n in order[k:stop]])
        done = stop
    kept += map(spans.__getitem__, order[done:])
    return kept


def _knots(tied: list[int]) -> Iterator[tuple[int, int]]:
    """Bounds of knots, of the places of spans that overlap one before them."""
    begin = stop = -1
    for k in tied:
        if k != stop:
            if begin >= 0:
                yield begin, stop
            begin = k - 1
        stop = k + 1
    if begin >= 0:
        yield begin, stop


_BITS = 40
"""Of the end of a span in the number of its place."""


def _ranked(given: list[Ranked], spans: list[Found], number: int) -> Ranked:
    return given[number] if number < len(given) else ranked([spans[number]], REST)[0]


def _untied(knot: list[Ranked]) -> list[Found]:
    if len(knot) == 2:
        (a, minus_b, rank, outer), (c, minus_d, other, inner) = knot
        if (
            rank == other == REST
            and outer.label == "TITLE"
            and inner.label == "ORG"
            and (a, minus_b) != (c, minus_d)
            and minus_b <= minus_d
        ):
            return [outer, inner]
    return _by_policy(knot)


def _by_policy(knot: list[Ranked]) -> list[Found]:
    best: dict[tuple[int, int, str], Ranked] = {}
    for row in sorted(knot, key=lambda row: (-row[2], row[3].score)):
        f = row[3]
        best[f.start, f.end, f.label] = row
    outer, titles, inner = _Taken(), _Taken(), _Taken()
    kept = []
    for start, minus_end, _, f in sorted(
        best.values(),
        key=lambda row: (
            row[2],
            row[0] + row[1],
            -row[3].score,
            _ORDER.get(row[3].label, 9),
            row[0],
        ),
    ):
        end = -minus_end
        if f.label == "ORG" and titles.holder(start, end):
            if not inner.overlaps(start, end):
                inner.add(start, end)
                kept.append(f)
        elif not outer.overlaps(start, end):
            outer.add(start, end)
            if f.label == "TITLE":
                titles.add(start, end)
            kept.append(f)
    return sorted(kept, key=lambda f: (f.start, -f.end))
