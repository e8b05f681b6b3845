"""One policy for overlapping entities.

1. Entries of an own lexicon stand first, then LAW, DATE and the authors of a byline, which come
   from grammars; nothing else may overlap them.
2. Among the rest the longer span wins, then the higher score, then the label in the order PERSON,
   TITLE, ORG, LOC.
3. An ORG may lie inside a TITLE: ``Trưởng [Ban Tuyên giáo Tỉnh ủy]``. Nothing else nests, so a
   PERSON inside an ORG (``Trường THPT [Nguyễn Trãi]``) or a LOC inside it goes.
4. A TITLE counts only where its sentence names a person: "Thủ tướng yêu cầu ..." has none.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from vntext.entities.types import Found

__all__ = ["drop_lonely_titles", "merge"]

# what stands before everything else, first to last
_RULES = {"lexicon": -1, "byline": 2}
_LABELS = {"LAW": 0, "DATE": 1}
_ORDER = {"PERSON": 0, "TITLE": 1, "ORG": 2, "LOC": 3}


class _Taken:
    """Intervals without overlap, kept sorted."""

    def __init__(self) -> None:
        self._bounds: list[tuple[int, int]] = []

    def overlaps(self, start: int, end: int) -> bool:
        i = bisect_left(self._bounds, (end, 0))
        return i > 0 and self._bounds[i - 1][1] > start

    def add(self, start: int, end: int) -> None:
        insort(self._bounds, (start, end))

    def holder(self, start: int, end: int) -> tuple[int, int] | None:
        """The interval that holds ``[start, end)`` and is longer, if there is one."""
        i = bisect_left(self._bounds, (start + 1, 0))
        if i > 0:
            a, b = self._bounds[i - 1]
            if a <= start and end <= b and (a, b) != (start, end):
                return a, b
        return None


def merge(found: Iterable[Found]) -> list[Found]:
    """Keeps the spans that the policy of this module allows.

    Args:
        found: Spans of any finder, in any order, with overlaps.

    Returns:
        The kept spans, sorted by start, outer before inner.

    Example:
        >>> from vntext.entities.types import Found
        >>> kept = merge([Found(0, 9, "TITLE"), Found(4, 9, "ORG"), Found(4, 6, "LOC")])
        >>> [(f.start, f.end, f.label) for f in kept]
        [(0, 9, 'TITLE'), (4, 9, 'ORG')]
    """
    ranked = sorted(
        {(f.start, f.end, f.label): f for f in sorted(found, key=lambda f: f.score)}.values(),
        key=lambda f: (
            _RULES.get(f.rule, _LABELS.get(f.label, 3)),
            f.start - f.end,
            -f.score,
            _ORDER.get(f.label, 9),
            f.start,
        ),
    )
    outer, titles, inner = _Taken(), _Taken(), _Taken()
    kept = []
    for f in ranked:
        if f.label == "ORG" and titles.holder(f.start, f.end):
            if not inner.overlaps(f.start, f.end):
                inner.add(f.start, f.end)
                kept.append(f)
        elif not outer.overlaps(f.start, f.end):
            outer.add(f.start, f.end)
            if f.label == "TITLE":
                titles.add(f.start, f.end)
            kept.append(f)
    return sorted(kept, key=lambda f: (f.start, -f.end))


def drop_lonely_titles(found: Sequence[Found], sentences: Sequence[tuple[int, int]]) -> list[Found]:
    """Drops the titles in whose sentence no person is named; organisations in them stay.

    Args:
        found: Merged spans, sorted by start.
        sentences: Sentences, in order.

    Returns:
        The kept spans, in the same order.

    Example:
        >>> from vntext.entities.types import Found
        >>> rows = [Found(0, 9, "TITLE"), Found(10, 15, "PERSON"), Found(20, 29, "TITLE")]
        >>> [f.start for f in drop_lonely_titles(rows, [(0, 16), (20, 40)])]
        [0, 10]
    """
    out: list[Found] = []
    k = 0
    for start, end in sentences:
        inside: list[Found] = []
        while k < len(found) and found[k].start < end:
            inside.append(found[k])
            k += 1
        named = any(f.label == "PERSON" and f.end > start for f in inside)
        out += inside if named else [f for f in inside if f.label != "TITLE"]
    return out + list(found[k:])
