"""Names by arrays: what the kernel does where it was built, and what the tagger is trained with."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np

from vntext.names.gazetteers import MAX_TOKENS, phrases, tokens_of_phrases
from vntext.tokens.by_arrays import mix
from vntext.tokens.look import FIRST, SECOND, SHIFT

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from numpy.typing import NDArray

__all__ = ["Gazetteer", "gazetteer", "places_of_pairs"]

Array = Any


def places_of_pairs(keys: memoryview, begins: bytearray) -> list[int]:
    """Numbers of the tokens that may begin a phrase with the one behind them.

    Args:
        keys: Keys of tokens.
        begins: The table of `vntext.tokens.look.place_of_pair`.
    """
    column = np.asarray(keys)
    hashes = column[:-1] * np.uint64(FIRST) ^ column[1:] * np.uint64(SECOND)
    places = (hashes >> np.uint64(SHIFT)).view(np.int64)
    found: list[int] = np.flatnonzero(np.frombuffer(begins, np.uint8)[places]).tolist()
    return found


class Gazetteer:
    """Phrases as hashes of their tokens, to be looked up for a whole column of tokens.

    Args:
        hashes: For each number of tokens from 1, the sorted hashes of the phrases.
        kinds: For each number of tokens, the kinds of those phrases as bits.

    Attributes:
        starts: Sorted keys of the first tokens of longer phrases, where the table was built: most
            tokens are none, and need no further look-up.
    """

    def __init__(self, hashes: list[NDArray[np.uint64]], kinds: list[NDArray[np.uint16]]) -> None:
        self.hashes = hashes
        self.kinds = kinds
        self.starts: NDArray[np.uint64] = np.zeros(0, np.uint64)

    @classmethod
    def build(cls, rows: Iterable[tuple[str, str]]) -> Gazetteer:
        """Makes the tables of pairs of kind and phrase; phrases of too many tokens are left out."""
        joined, known_bits = tokens_of_phrases((kind, [phrase]) for kind, phrase in rows)
        bits = np.asarray(known_bits)
        bounds = np.searchsorted(joined.lines, np.arange(len(bits) + 1))
        first, size = bounds[:-1], np.diff(bounds)
        hashes, kinds = [], []
        for n in range(1, MAX_TOKENS + 1):
            some = np.flatnonzero(size == n)
            at = first[some]
            h = joined.keys[at]
            for k in range(1, n):
                h = mix(h, joined.keys[at + k])
            order = np.argsort(h, kind="stable")
            h, known = h[order], bits[some[order]]
            begins = np.flatnonzero(np.r_[True, h[1:] != h[:-1]][: len(h)])
            hashes.append(h[begins])
            kinds.append(np.bitwise_or.reduceat(known, begins) if len(begins) else known)
        out = cls(hashes, kinds)
        out.starts = np.unique(joined.keys[first[size > 1]])
        return out

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, Array], name: str) -> Gazetteer:
        """The tables that `arrays` stored under a name; without ``starts``."""
        sizes = np.cumsum(arrays[f"{name}.sizes"])[:-1]
        return cls(
            np.split(arrays[f"{name}.hashes"], sizes), np.split(arrays[f"{name}.kinds"], sizes)
        )

    def arrays(self, name: str) -> dict[str, Array]:
        """The columns to store with a model, so that it keeps what it was trained with."""
        return {
            f"{name}.sizes": np.array([len(h) for h in self.hashes], np.int32),
            f"{name}.hashes": np.concatenate(self.hashes),
            f"{name}.kinds": np.concatenate(self.kinds),
        }

    def hashed(self) -> dict[str, Array]:
        """The same as the kernel reads it: see `vntext.names.gazetteers.hashed_phrases`."""
        return {
            "sizes": np.array([len(h) for h in self.hashes], np.int64),
            "hashes": np.concatenate(self.hashes).astype(np.uint64),
            "kinds": np.concatenate(self.kinds).astype(np.uint16),
            "starts": np.asarray(self.starts, np.uint64),
        }

    def single(self, keys: Array) -> Array:
        """Kinds of one-token phrases, as bits."""
        return _find(self.hashes[0], self.kinds[0], keys)

    def match(self, keys: Array, lines: Array, may_start: Array) -> tuple[Array, Array]:
        """Finds phrases of two and more tokens.

        Args:
            keys: Keys of the tokens.
            lines: Line of each token; no phrase crosses a line.
            may_start: Tokens that begin a phrase, as a mask.

        Returns:
            Kinds of the phrases that begin at each token, and of those that hold it, as bits.
        """
        n = len(keys)
        begin = np.zeros(n, np.uint16)
        inside = np.zeros(n, np.uint16)
        at = np.flatnonzero(may_start)
        h = keys[at]
        for k in range(1, MAX_TOKENS):
            keep = at + k < n
            at, h = at[keep], h[keep]
            keep = lines[at + k] == lines[at]
            at, h = at[keep], h[keep]
            h = mix(h, keys[at + k])
            kinds = _find(self.hashes[k], self.kinds[k], h)
            hit = np.flatnonzero(kinds)
            begin[at[hit]] |= kinds[hit]
            for j in range(k + 1):
                inside[at[hit] + j] |= kinds[hit]
        return begin, inside


def _find(hashes: Array, kinds: Array, keys: Array) -> Array:
    if not len(hashes):
        return np.zeros(len(keys), np.uint16)
    at = np.minimum(np.searchsorted(hashes, keys), len(hashes) - 1)
    return np.where(hashes[at] == keys, kinds[at], np.uint16(0))


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer of the package's tables, which the next model is trained with."""
    return Gazetteer.build(phrases())
