"""Spans as columns: what stages hand to each other."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    import numpy as np
    from numpy.typing import NDArray

__all__ = ["Spans"]


class Spans(NamedTuple):
    """Spans sorted by start, as two columns.

    Attributes:
        starts: First characters, int32, shape ``(n,)``.
        ends: Ends (exclusive), int32, shape ``(n,)``.

    Example:
        >>> Spans.of([(0, 6), (7, 10)]).pairs()
        [(0, 6), (7, 10)]
    """

    starts: NDArray[np.int32]
    ends: NDArray[np.int32]

    @classmethod
    def of(cls, pairs: Iterable[tuple[int, int]]) -> Spans:
        """Makes the columns from pairs of offsets."""
        pairs = list(pairs)
        if not pairs:
            return _no_spans()
        import numpy as np

        starts, ends = zip(*pairs, strict=True)
        return cls(np.array(starts, dtype=np.int32), np.array(ends, dtype=np.int32))

    def pairs(self) -> list[tuple[int, int]]:
        """The spans as pairs of offsets."""
        return list(zip(self.starts.tolist(), self.ends.tolist(), strict=True))

    def between(self, start: int, end: int) -> Spans:
        """The spans that start in ``[start, end)``, moved so that ``start`` is 0."""
        import numpy as np

        a, b = np.searchsorted(self.starts, [start, end])
        return Spans(self.starts[a:b] - np.int32(start), self.ends[a:b] - np.int32(start))


@cache
def _no_spans() -> Spans:
    import numpy as np

    empty = np.zeros(0, dtype=np.int32)
    empty.flags.writeable = False
    return Spans(empty, empty)
