"""Spans as columns: what stages hand to each other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

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
        import numpy as np

        columns: NDArray[Any] = np.array(list(pairs), dtype=np.int32).reshape(-1, 2)
        return cls(
            np.ascontiguousarray(columns[:, 0]),
            np.ascontiguousarray(columns[:, 1]),
        )

    def pairs(self) -> list[tuple[int, int]]:
        """The spans as pairs of offsets."""
        return list(zip(self.starts.tolist(), self.ends.tolist(), strict=True))

    def between(self, start: int, end: int) -> Spans:
        """The spans that start in ``[start, end)``, moved so that ``start`` is 0."""
        import numpy as np

        a, b = np.searchsorted(self.starts, [start, end])
        return Spans(self.starts[a:b] - np.int32(start), self.ends[a:b] - np.int32(start))
