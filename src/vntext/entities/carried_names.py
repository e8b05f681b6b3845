"""The names of entities as bytes: what `vntext.entities.carried` looks mentions up by."""

from __future__ import annotations

from array import array
from sys import maxsize
from typing import TYPE_CHECKING

from vntext.kernel import kernel
from vntext.spans import INT32

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from vntext.entities.types import Found

__all__ = ["DOCUMENT", "KEY", "LABELS", "LONGEST", "Name", "name_keys", "names_of_spans"]

Name = bytes
"""A name: the number of its document in `DOCUMENT` bytes, the keys of its tokens in `KEY` each."""

DOCUMENT, KEY = 4, 8

LONGEST = 8
"""Tokens of the longest name that is carried."""

LABELS = frozenset({"PERSON", "ORG", "LOC"})
"""Labels of what bears names that are carried."""


def name_keys(keys: Iterable[int]) -> bytes:
    """Keys of tokens one behind the other, as they stand in a name."""
    return array("Q", keys).tobytes()


def names_of_spans(
    found: list[Found],
    rows: tuple[memoryview, memoryview],
    keys: memoryview,
    documents: Sequence[int],
) -> tuple[bytearray, dict[Name, list[int]]]:
    """The names of entities.

    Args:
        found: The entities, sorted by start.
        rows: First token of each, and its end (exclusive).
        keys: Keys of all tokens.
        documents: Starts of the documents.

    Returns:
        Of each token whether it belongs to an entity; the names with the numbers of those that
        bear them, not of those too long, nor of LAW, DATE and TITLE.

    Example:
        >>> from vntext.entities.types import Found
        >>> from vntext.tokens.column import tokenize
        >>> keys = tokenize("Bà Lan và Lan").raw()[2]
        >>> first, stop = (memoryview(array("i", x)) for x in ([1, 3], [2, 4]))
        >>> found = [Found(3, 6, "PERSON"), Found(10, 13, "PERSON")]
        >>> covered, names = names_of_spans(found, (first, stop), keys, [0])
        >>> list(covered), list(names.values())
        ([0, 1, 0, 1], [[0, 1]])
    """
    native = kernel()
    if native is not None:
        made: tuple[bytearray, dict[Name, list[int]]] = native.names_of_spans(
            found, *rows, keys, LABELS, array(INT32, documents)
        )
        return made
    packed, covered = keys.tobytes(), bytearray(len(keys))
    names: dict[Name, list[int]] = {}
    document, begins = 0, [*documents, maxsize]
    for k, (f, i, j) in enumerate(zip(found, *rows, strict=True)):
        while begins[document] <= f.start:
            document += 1
        covered[i:j] = b"\1" * (j - i)
        if f.label in LABELS and 0 < j - i <= LONGEST:
            name = document.to_bytes(DOCUMENT, "little") + packed[KEY * i : KEY * j]
            names.setdefault(name, []).append(k)
    return covered, names
