"""Hash tables in arrays: the shared machinery of the models.

A model of the package is a set of small integer weights, looked up by n-grams of token ids. A
lookup must be one pass over arrays (no Python object per token) and must lose no entry: a table
with one probe drops two entries in five where they collide. `HashIndex` is a *displacement
table* (a perfect hash): entries are grouped into buckets, and each bucket stores a number that
moves its entries to slots which no other entry holds. A lookup is then exactly two steps, bucket
and slot, for any number of keys at a time.

A slot keeps 16 bits of the key (its print), not the key. A key that is in the table is always
found; a key that is not is taken for another with a chance of 1 in 65,535.

Example:
    >>> import numpy as np
    >>> ids = np.array([7, 3, 9, 7, 3], dtype=np.uint16)    # tokens of a text
    >>> pairs = ngram_keys(ids, 2)                          # one key for each window of two
    >>> index, slots = HashIndex.build(pairs[:2])           # the entries (7, 3) and (3, 9)
    >>> weights = np.zeros(index.size, dtype=np.int8)
    >>> weights[slots] = [50, -20]
    >>> found, hit = index.find(pairs)
    >>> (weights[found] * hit).tolist()
    [50, -20, 0, 50]
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from vntext.errors import ResourceError
from vntext.resources import load_model

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    Array = NDArray[Any]
    Keys = NDArray[np.uint64]

__all__ = ["HashIndex", "load_model", "ngram_keys"]

# Odd numbers with well mixed bits. They are part of the format of every stored table.
_PLACES = tuple(
    np.uint64(x)
    for x in (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0xD6E8FEB86659FD93, 0xA0761D6478BD642F)
)
_MIX = np.uint64(0xFF51AFD7ED558CCD)
_SHIFT = np.uint64(32)
_PRINT_SHIFT = np.uint64(24)  # the print is made of bits 24 to 39 of the mixed key
_STEP_SHIFT = np.uint64(21)
_BUCKET = 4  # entries a bucket, on average
_MAX_DISPLACEMENT = 1 << 16


def ngram_keys(ids: Array, n: int) -> Keys:
    """Keys of all windows of ``n`` tokens.

    Args:
        ids: Token ids, non-negative integers.
        n: Tokens in a window, 1 to 4.

    Returns:
        ``len(ids) - n + 1`` keys (none when there are fewer ids than ``n``); key ``i`` stands for
        ``ids[i], ..., ids[i + n - 1]``.
    """
    wide = ids.astype(np.uint64)
    m = max(len(wide) - n + 1, 0)
    keys: Keys = wide[:m] * _PLACES[0]
    for k in range(1, n):
        keys += wide[k : k + m] * _PLACES[k]
    return keys


def _mixed(keys: Keys) -> Keys:
    h = keys ^ (keys >> _SHIFT)
    h *= _MIX
    h ^= h >> _SHIFT
    return h


class HashIndex:
    """A perfect hash of 64-bit keys to slots.

    Args:
        moves: Displacement of each bucket, uint16; a power of two many.
        prints: 16 bits of the key in each slot, uint16; a power of two many, 0 where empty.

    Attributes:
        size: Number of slots: columns of values have this length.
    """

    __slots__ = ("_bucket_shift", "_mask", "moves", "prints", "size")

    def __init__(self, moves: NDArray[np.uint16], prints: NDArray[np.uint16]) -> None:
        self.moves = moves
        self.prints = prints
        self.size = len(prints)
        for column in (moves, prints):
            if not len(column) or len(column) & (len(column) - 1):
                raise ResourceError("a hash table must have a power of two of rows")
        self._mask = np.uint64(self.size - 1)
        self._bucket_shift = np.uint64(64 - (len(moves).bit_length() - 1))

    @classmethod
    def build(cls, keys: Keys, *, load: float = 0.94) -> tuple[HashIndex, NDArray[np.intp]]:
        """Places keys.

        Args:
            keys: Keys, all different.
            load: Largest part of the slots that may be in use.

        Returns:
            The table and the slot of each key.

        Raises:
            ValueError: If a key is given twice.
        """
        if len(np.unique(keys)) != len(keys):
            raise ValueError("a key is given twice")
        size = 16
        while len(keys) > size * load:
            size *= 2
        while True:
            placed = _place(keys, size)
            if placed is not None:
                return placed
            size *= 2

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, Array], name: str) -> HashIndex:
        """The table that `arrays` stored under a name."""
        return cls(arrays[f"{name}.moves"], arrays[f"{name}.prints"])

    def arrays(self, name: str) -> dict[str, Array]:
        """The columns to store, for `training/archive.py`."""
        return {f"{name}.moves": self.moves, f"{name}.prints": self.prints}

    def _parts(self, h: Keys) -> tuple[Keys, Keys, Keys]:
        """First slot, step and bucket of mixed keys."""
        bucket = (
            h >> self._bucket_shift if len(self.moves) > 1 else np.zeros(len(h), dtype=np.uint64)
        )
        return h, (h >> _STEP_SHIFT) | np.uint64(1), bucket

    def find(self, keys: Keys) -> tuple[NDArray[np.intp], NDArray[np.bool_]]:
        """Looks keys up.

        Args:
            keys: Any keys.

        Returns:
            For each key a slot, and whether the key is in it. The slot of a key that is not in
            the table is some slot: multiply what stands there by the second column.
        """
        h = _mixed(keys)
        first, step, bucket = self._parts(h)
        step *= self.moves.take(bucket.view(np.intp))
        step += first
        step &= self._mask
        slots = step.view(np.intp)
        return slots, self.prints.take(slots) == _prints(h)


def _prints(h: Keys) -> NDArray[np.uint16]:
    """Sixteen bits of mixed keys, never 0, which marks an empty slot."""
    found: NDArray[np.uint16] = np.maximum((h >> _PRINT_SHIFT).astype(np.uint16), np.uint16(1))
    return found


def _place(keys: Keys, size: int) -> tuple[HashIndex, NDArray[np.intp]] | None:
    buckets = 1
    while buckets * _BUCKET < len(keys):
        buckets *= 2
    index = HashIndex(np.zeros(buckets, dtype=np.uint16), np.zeros(size, dtype=np.uint16))
    h = _mixed(keys)
    first, step, bucket = (x.astype(np.int64).tolist() for x in index._parts(h))
    members: list[list[int]] = [[] for _ in range(buckets)]
    for i, b in enumerate(bucket):
        members[b].append(i)
    slots = np.zeros(len(keys), dtype=np.intp)
    taken = bytearray(size)
    mask = size - 1
    # large buckets first, while there is room
    for b in sorted(range(buckets), key=lambda b: -len(members[b])):
        entries = [(first[i], step[i]) for i in members[b]]
        if not entries:
            break
        for move in range(_MAX_DISPLACEMENT):
            places = [(f + move * s) & mask for f, s in entries]
            if not any(taken[p] for p in places) and len(set(places)) == len(places):
                break
        else:
            return None
        index.moves[b] = move
        for i, p in zip(members[b], places, strict=True):
            taken[p] = 1
            slots[i] = p
    index.prints[slots] = _prints(h)
    return index, slots
