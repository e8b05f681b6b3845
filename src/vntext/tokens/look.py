"""Looks through a whole column: tokens whose key is in a set, rows that spans hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from vntext.kernel import kernel
from vntext.spans import columns_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from vntext.tokens.column import Tokens

__all__ = [
    "FIRST",
    "PLACES",
    "SECOND",
    "SHIFT",
    "KeySet",
    "place_of_pair",
    "rows_covered",
    "rows_of_spans",
]

PLACES = 1 << 16
"""Places of a table that says at once whether a key, or a pair of them, may be one of a set."""

FIRST, SECOND = 0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9
SHIFT = 48

_ANY_SHAPE = b"\1" * 256


def place_of_pair(first: int, second: int) -> int:
    """The place of two keys in that table."""
    return ((first * FIRST ^ second * SECOND) & 0xFFFF_FFFF_FFFF_FFFF) >> SHIFT


def place_of_key(key: int) -> int:
    """The place of one key."""
    return (key * FIRST & 0xFFFF_FFFF_FFFF_FFFF) >> SHIFT


class KeySet:
    """Keys that are looked for in a column of tokens.

    Args:
        keys: The keys.

    Example:
        >>> from vntext.tokens.column import tokenize, word_keys
        >>> KeySet(word_keys(["và", "hoặc"])).at(tokenize("Lan và Hoa hoặc Mai"))
        [1, 3]
    """

    __slots__ = ("_table", "keys")

    def __init__(self, keys: Iterable[int]) -> None:
        self.keys = frozenset(keys)
        self._table = bytearray(PLACES)
        for key in self.keys:
            self._table[place_of_key(key)] = 1

    def at(self, tokens: Tokens, shapes: bytes = _ANY_SHAPE) -> list[int]:
        """Numbers of the tokens whose key is in the set.

        Args:
            tokens: The tokens.
            shapes: For each number of a shape whether it is wanted, 256 bytes.
        """
        if not self.keys:
            return []
        _, _, keys, own, *_ = tokens.raw()
        native = kernel()
        if native is not None:
            found = native.places_of_keys(keys, own, shapes, self._table)
        else:
            from vntext.tokens.by_arrays import places_of_keys

            found = places_of_keys(keys, own, shapes, self._table)
        known = self.keys
        return [i for i in found if keys[i] in known]


def rows_of_spans(
    columns: tuple[Any, Any], spans: Sequence[tuple[Any, ...]]
) -> tuple[memoryview, memoryview]:
    """The rows of a column that spans touch.

    Args:
        columns: Starts and ends of the rows (int32), both in order, as they lie in memory.
        spans: The spans: tuples that begin with start and end.

    Returns:
        Of each span the first row that ends behind its start, and the first row that starts at its
        end or behind it.

    Example:
        >>> from vntext.spans import Spans
        >>> first, stop = rows_of_spans(Spans.of([(0, 3), (4, 9), (9, 10)]).raw(), [(4, 10)])
        >>> first.tolist(), stop.tolist()
        ([1], [3])
    """
    bounds = columns_of(spans)
    native = kernel()
    if native is not None:
        found = native.rows_of_spans(*columns, *bounds)
    else:
        from vntext.tokens.by_arrays import rows_of_spans as by_arrays

        found = by_arrays(*columns, *bounds)
    first, stop = (memoryview(column).cast("i") for column in found)
    return first, stop


def rows_covered(size: int, rows: tuple[memoryview, memoryview]) -> bytearray:
    """Which rows of a column spans touch.

    Args:
        size: Number of the rows.
        rows: First row of each span and its end (exclusive): `rows_of_spans`.

    Returns:
        A byte for each row, 1 where a span touches it.

    Example:
        >>> from array import array
        >>> list(rows_covered(4, (memoryview(array("i", [1])), memoryview(array("i", [3])))))
        [0, 1, 1, 0]
    """
    native = kernel()
    if native is not None:
        found: bytearray = native.rows_covered(size, *rows)
        return found
    covered = bytearray(size)
    for i, j in zip(*rows, strict=True):
        covered[i:j] = b"\1" * (j - i)
    return covered
