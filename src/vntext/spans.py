"""Spans as columns: what stages hand to each other."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from itertools import pairwise
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final

from vntext.kernel import kernel

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

__all__ = ["INT32", "Spans", "columns_of"]

INT32: Final = "i"
"""Code of `array` for the numbers of the columns."""

_FIRST, _SECOND = itemgetter(0), itemgetter(1)


class Spans:
    """Spans sorted by start, as two columns.

    Args:
        starts: First characters: an array of int32, or a buffer of such numbers.
        ends: Ends (exclusive), likewise.

    Example:
        >>> Spans.of([(0, 6), (7, 10)]).pairs()
        [(0, 6), (7, 10)]
    """

    __slots__ = ("_ends", "_starts")

    def __init__(self, starts: Any, ends: Any) -> None:
        self._starts = starts
        self._ends = ends

    @classmethod
    def of(cls, pairs: Iterable[tuple[Any, ...]]) -> Spans:
        """Makes the columns from pairs of offsets, or from rows that begin with them."""
        return cls(*columns_of(pairs))

    @classmethod
    def of_columns(cls, starts: array[int] | bytes, ends: array[int] | bytes) -> Spans:
        """Makes them of columns in memory, numbers of four bytes each."""
        return cls(_column(starts), _column(ends))

    @property
    def starts(self) -> NDArray[np.int32]:
        """First characters, int32, shape ``(n,)``."""
        # arrays are made when somebody asks: a first call need not wait for numpy
        if type(self._starts) is memoryview:
            import numpy as np

            self._starts = np.frombuffer(self._starts, np.int32)
        column: NDArray[np.int32] = self._starts
        return column

    @property
    def ends(self) -> NDArray[np.int32]:
        """Ends (exclusive), int32, shape ``(n,)``."""
        if type(self._ends) is memoryview:
            import numpy as np

            self._ends = np.frombuffer(self._ends, np.int32)
        column: NDArray[np.int32] = self._ends
        return column

    def __iter__(self) -> Iterator[NDArray[np.int32]]:
        """Both columns: ``starts, ends = spans``."""
        yield self.starts
        yield self.ends

    def __repr__(self) -> str:
        return f"Spans.of({self.pairs()})"

    def __reduce__(self) -> Any:
        return Spans.of, (self.pairs(),)

    @property
    def size(self) -> int:
        """Number of spans."""
        return len(self._starts)

    def raw(self) -> tuple[memoryview, memoryview]:
        """Both columns as they lie in memory: what the kernel reads, and what needs no array."""
        return _raw(self._starts), _raw(self._ends)

    def pairs(self) -> list[tuple[int, int]]:
        """The spans as pairs of offsets."""
        return list(zip(self._starts.tolist(), self._ends.tolist(), strict=True))

    def between(self, start: int, end: int) -> Spans:
        """The spans that start in ``[start, end)``, moved so that ``start`` is 0."""
        return Spans.of_columns(*self.cut(start, end, INT32))

    def cut(self, start: int, end: int, code: str) -> tuple[bytes, bytes]:
        """The columns of `between`.

        Args:
            start: First character.
            end: End (exclusive).
            code: Code of `array` for the numbers that are wanted: ``"i"``, or ``"H"`` where all
                are below 65,536.
        """
        columns = self.raw()
        a, b = bisect_left(columns[0], start), bisect_left(columns[0], end)
        native = kernel()
        if native is not None:
            width = 4 if code == INT32 else 2
            starts, ends = (native.moved(c, a, b, start, width) for c in columns)
        else:
            starts, ends = (array(code, [x - start for x in c[a:b]]).tobytes() for c in columns)
        return starts, ends

    def replaced(self, rows: Mapping[int, Sequence[tuple[int, int]]]) -> Spans:
        """The spans with others in the place of some.

        Args:
            rows: By number of a span what stands in its place, in order: nothing, or one or more.

        Example:
            >>> Spans.of([(0, 3), (4, 9), (9, 10)]).replaced({1: [(4, 6), (7, 9)], 2: []}).pairs()
            [(0, 3), (4, 6), (7, 9)]
        """
        if not rows:
            return self
        numbers = sorted(rows)
        stays = [(a + 1, b) for a, b in pairwise([-1, *numbers, self.size])]
        out = []
        for which, column in enumerate(self.raw()):
            parts: list[memoryview | array[int]] = []
            for (a, b), number in zip(stays, numbers, strict=False):
                parts += (column[a:b], array(INT32, [row[which] for row in rows[number]]))
            parts.append(column[slice(*stays[-1])])
            out.append(b"".join(parts))
        return Spans.of_columns(*out)


def columns_of(pairs: Iterable[tuple[Any, ...]]) -> tuple[memoryview, memoryview]:
    """Starts and ends of pairs of offsets, or of rows that begin with them, int32."""
    rows = pairs if isinstance(pairs, list) else list(pairs)
    native = kernel()
    if native is not None:
        first, stop = native.columns_of_spans(rows)
        return _column(first), _column(stop)
    return _column(array(INT32, map(_FIRST, rows))), _column(array(INT32, map(_SECOND, rows)))


def _column(numbers: array[int] | bytes) -> memoryview:
    view = memoryview(numbers).toreadonly()
    return view if view.format == INT32 else view.cast(INT32)


def _raw(column: Any) -> memoryview:
    if type(column) is memoryview:
        return column
    import numpy as np

    whole: Any = np.ascontiguousarray(column, np.int32)
    return memoryview(whole)
