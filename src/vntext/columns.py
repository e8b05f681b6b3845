"""A layer of one text as columns: what a document keeps until its objects are looked at.

Offsets take two bytes where the text is short enough. Objects (`Word`, `Entity` ...) and their
texts are made of them when somebody asks.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from vntext.spans import Spans

__all__ = ["Column"]

Code = Literal["H", "i"]
SHORT: Literal["H"] = "H"
LONG: Literal["i"] = "i"
"""Codes of `array`: two bytes for offsets below 65,536, else four."""


def _code(size: int) -> Code:
    return SHORT if size < 1 << 16 else LONG


@dataclass(frozen=True, slots=True)
class Column:
    """Spans of one text, sorted by start, and what each of them carries.

    Attributes:
        code: Code of the offsets, as `array` knows it.
        starts: First characters, in characters of the text.
        ends: Ends (exclusive).
        fields: For each thing that a row carries one sequence, as long as there are rows.

    Example:
        >>> Column.of([(0, 6, "final-mark"), (7, 9, "newline")], size=9).rows()
        [(0, 6, 'final-mark'), (7, 9, 'newline')]
    """

    code: Code
    starts: bytes
    ends: bytes
    fields: tuple[Sequence[Any], ...] = ()

    @classmethod
    def of(cls, rows: Iterable[tuple[Any, ...]], size: int) -> Column:
        """Makes the column of rows ``(start, end, field, ...)``.

        Args:
            rows: The rows, all of one length.
            size: Characters of the text.
        """
        columns = list(zip(*rows, strict=True))
        code = _code(size)
        if not columns:
            return cls(code, b"", b"")
        starts, ends, *fields = columns
        return cls(
            code,
            array(code, starts).tobytes(),
            array(code, ends).tobytes(),
            tuple(_compact(f) for f in fields),
        )

    @classmethod
    def cut(
        cls, rows: Sequence[tuple[Any, ...]], bounds: Sequence[tuple[int, int]]
    ) -> list[Column]:
        """Makes a column for each of several texts.

        Args:
            rows: The rows of all texts, in order: their offsets are in the joined text.
            bounds: Start and end of each text in it.

        Example:
            >>> [x.rows() for x in Column.cut([(0, 2, "a"), (7, 9, "b")], [(0, 4), (5, 9)])]
            [[(0, 2, 'a')], [(2, 4, 'b')]]
        """
        if not rows:
            return [cls(_code(b - a), b"", b"") for a, b in bounds]
        starts, ends, *others = zip(*rows, strict=True)
        fields = [_compact(field) for field in others]
        cuts = [*(bisect_left(starts, a) for a, _ in bounds), len(starts)]
        out = []
        for (a, b), i, j in zip(bounds, cuts, cuts[1:], strict=False):
            code = _code(b - a)
            out.append(
                cls(
                    code,
                    array(code, [x - a for x in starts[i:j]]).tobytes(),
                    array(code, [x - a for x in ends[i:j]]).tobytes(),
                    tuple([field[i:j] for field in fields]) if i < j else (),
                )
            )
        return out

    @classmethod
    def of_spans(cls, spans: Spans, size: int, base: int = 0) -> Column:
        """Makes the column of spans without fields.

        Args:
            spans: The spans, perhaps of several texts.
            size: Characters of the text.
            base: Where it begins in the text that the spans lie in.
        """
        code = _code(size)
        return cls(code, *spans.cut(base, base + size + 1, code))

    @property
    def size(self) -> int:
        """Number of rows."""
        return len(self.starts) // (2 if self.code == SHORT else 4)

    def raw(self) -> tuple[memoryview, memoryview]:
        """First characters and ends as they are kept, two or four bytes each."""
        return memoryview(self.starts).cast(self.code), memoryview(self.ends).cast(self.code)

    def wide(self) -> tuple[memoryview, memoryview]:
        """First characters and ends as read-only columns of int32."""
        starts, ends = self.raw()
        if self.code == LONG:
            return starts, ends
        return (
            memoryview(array(LONG, starts)).toreadonly(),
            memoryview(array(LONG, ends)).toreadonly(),
        )

    def offsets(self) -> tuple[list[int], list[int]]:
        """First characters and ends as lists."""
        starts, ends = self.raw()
        return starts.tolist(), ends.tolist()

    def rows(self) -> list[tuple[Any, ...]]:
        """The rows, as `of` took them."""
        return list(zip(*self.offsets(), *self.fields, strict=True))

    def spans(self) -> Spans:
        """The offsets as `Spans`."""
        from vntext.spans import Spans

        return Spans(*self.wide())


def _compact(field: tuple[Any, ...]) -> Sequence[Any]:
    """Numbers as an array: a float object takes four times the space; equal ones as one."""
    if type(field[0]) is float and set(map(type, field)) == {float}:
        return array("d", field)
    return field
