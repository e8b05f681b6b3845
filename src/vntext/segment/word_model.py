"""The trained model of the word segmenter: is there a word boundary between two tokens?

A linear model over each gap between neighbouring tokens. For the gap between ``b`` and ``c`` in
``x a b | c d y`` it adds up small integer weights looked up by

- tokens: each of ``a b c d``; the pairs ``ab bc cd ac bd``; ``abc bcd``; ``abcd``;
- shapes (small letters, capital, number, signs): of four tokens, coarser of six, and of ``b c``
  together with the token ``b`` or ``c``;
- lists: which entries of two word lists cross the gap, end before it or begin after it, alone,
  with shapes, and with the token ``b`` or ``c``;
- what a large segmented text tells of the pair ``bc`` and its neighbours: how often it is one word
  and how much more often the two meet than by chance.

All of a text is scored at once by array look-ups; see `vntext.tables` for the hash tables.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np

from vntext.tables import HashIndex, load_model, ngram_keys

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    Array = NDArray[Any]

__all__ = ["COARSE", "UNKNOWN", "WordModel", "word_model"]

MODEL = "words/words.npz"

UNKNOWN = 2
"""Id of an unknown token of shape 0; unknown tokens of shape ``s`` have ``UNKNOWN + s``."""

COARSE = np.array([0, 1, 2, 2, 3, 3, 4, 4, 4, 4, 5, 6, 6, 7, 7, 7], dtype=np.int32)
"""Eight coarse shapes for the sixteen of `word_tokens.SHAPES`."""


def _packed(columns: Array, flags: Array) -> NDArray[np.uint32]:
    """Up to three weights and the flags of each slot in one number; one more slot, of zeros."""
    packed = np.zeros(len(columns) + 1, dtype=np.uint32)
    for k in range(columns.shape[1]):
        packed[:-1] |= columns[:, k].view(np.uint8).astype(np.uint32) << np.uint32(8 * k)
    packed[:-1] |= flags.astype(np.uint32) << np.uint32(24)
    return packed


def _weight(packed: NDArray[np.uint32], k: int) -> NDArray[np.int8]:
    """Weight ``k`` of packed columns."""
    return (packed >> np.uint32(8 * k)).astype(np.uint8).view(np.int8)


class WordModel:
    """The tables, ready for look-ups.

    Args:
        arrays: The columns of the model file.
    """

    def __init__(self, arrays: Mapping[str, Array]) -> None:
        self._vocabulary = HashIndex.from_arrays(arrays, "vocabulary")
        self._ids = np.append(arrays["vocabulary.ids"], np.uint16(0)).astype(np.int32)
        self._tables = {
            n: (
                HashIndex.from_arrays(arrays, name),
                _packed(arrays[f"{name}.weights"], arrays[f"{name}.flags"]),
            )
            for n, name in ((2, "pair"), (3, "triple"), (4, "quad"))
        }
        self._skip = HashIndex.from_arrays(arrays, "skip")
        self._skip_weights = _packed(
            arrays["skip.weights"], np.zeros(self._skip.size, dtype=np.uint8)
        )
        self._single = _packed(arrays["single"][:, :3], arrays["single"][:, 3].view(np.uint8))
        self._dense = {k[6:]: v for k, v in arrays.items() if k.startswith("dense.")}

    def ids(self, keys: NDArray[np.uint64], shapes: NDArray[np.uint8]) -> NDArray[np.int32]:
        """Ids of tokens: equal for both tone placements and both ways to write i/y.

        Args:
            keys: Keys from `word_tokens`.
            shapes: Shapes from `word_tokens`.
        """
        slots, hit = self._vocabulary.find(keys)
        found = self._ids.take(slots)
        return np.where(hit, found, shapes + np.int32(UNKNOWN))

    def _find(self, padded: NDArray[np.int32], n: int) -> NDArray[np.uint32]:
        index, packed = self._tables[n]
        slots, hit = index.find(ngram_keys(padded, n))
        slots[~hit] = index.size
        return packed.take(slots)

    def scores(self, ids: NDArray[np.int32], shapes: NDArray[np.uint8]) -> NDArray[np.int32]:
        """Scores the gap after each token but the last: above 0 the two are one word.

        Args:
            ids: Token ids; 0 at line breaks.
            shapes: Shapes of the tokens; 0 at line breaks.

        Returns:
            One score less than there are tokens. Scores beside a line break mean nothing.
        """
        n = len(ids) - 1
        if n < 1:
            return np.zeros(0, dtype=np.int32)
        # two breaks before the text and two after it: token i of the text is at i + 2
        t = np.zeros(n + 5, dtype=np.int32)
        t[2 : n + 3] = ids
        s = np.zeros(n + 5, dtype=np.int32)
        s[2 : n + 3] = shapes
        total = self._shape_scores(s, n)

        single = self._single.take(t)
        pair = self._find(t, 2)
        triple = self._find(t, 3)
        quad = self._find(t, 4)
        for k in range(4):
            total += _weight(single, k)[k + 1 : k + 1 + n]
        for k in range(3):
            total += _weight(pair, k)[k + 1 : k + 1 + n]
        for k in range(2):
            total += _weight(triple, k)[k + 1 : k + 1 + n]
        total += _weight(quad, 0)[1 : 1 + n]
        self._add_skips(total, t, n)
        self._add_lists(total, t, s, pair=pair, triple=triple, quad=quad, n=n)
        return total

    def _shape_scores(self, s: NDArray[np.int32], n: int) -> NDArray[np.int32]:
        dense = self._dense
        four = s[1 : 1 + n] << 12
        four |= s[2 : 2 + n] << 8
        four |= s[3 : 3 + n] << 4
        four |= s[4 : 4 + n]
        total = dense["shapes4"].take(four).astype(np.int32)
        c = COARSE.take(s)
        # nothing beyond a line break is looked at
        first = c[:n] * (c[1 : 1 + n] != 0)
        last = np.zeros(n, dtype=np.int32)
        last[:-1] = c[5 : 4 + n]
        last *= c[4 : 4 + n] != 0
        six = first << 15
        for k in range(4):
            six |= c[k + 1 : k + 1 + n] << (12 - 3 * k)
        six |= last
        total += dense["shapes6"].take(six)
        return total

    def _add_skips(self, total: NDArray[np.int32], t: NDArray[np.int32], n: int) -> None:
        # (i, i + 2) as the pair of windows of three without their middle
        even = ngram_keys(t[::2], 2)
        odd = ngram_keys(t[1::2], 2)
        keys = np.empty(len(t) - 2, dtype=np.uint64)
        keys[::2] = even
        keys[1::2] = odd
        slots, hit = self._skip.find(keys)
        slots[~hit] = self._skip.size
        packed = self._skip_weights.take(slots)
        total += _weight(packed, 0)[1 : 1 + n]
        total += _weight(packed, 1)[2 : 2 + n]

    def _add_lists(
        self,
        total: NDArray[np.int32],
        t: NDArray[np.int32],
        s: NDArray[np.int32],
        *,
        pair: NDArray[np.uint32],
        triple: NDArray[np.uint32],
        quad: NDArray[np.uint32],
        n: int,
    ) -> None:
        dense = self._dense
        b, c = t[2 : 2 + n] << 6, t[3 : 3 + n] << 6
        coarse = COARSE.take(s)
        shape = (coarse[2 : 2 + n] << 3) | coarse[3 : 3 + n]
        total += dense["left.shape"].take(b | shape)
        total += dense["right.shape"].take(c | shape)
        two, three, four = ((x >> np.uint32(24)).astype(np.int32) for x in (pair, triple, quad))
        patterns = []
        for k in range(2):
            p2, p3, p4 = ((x >> k) & 1 for x in (two, three, four))
            crossing = p2[2 : 2 + n] | p3[1 : 1 + n] << 1 | p3[2 : 2 + n] << 2
            crossing |= p4[:n] << 3 | p4[1 : 1 + n] << 4 | p4[2 : 2 + n] << 5
            beside = p2[1 : 1 + n] << 6 | p2[3 : 3 + n] << 7 | p3[:n] << 8 | p3[3 : 3 + n] << 9
            pattern = crossing | beside
            patterns.append(pattern)
            total += dense[f"list{k}"].take(pattern)
            total += dense[f"list{k}.shape"].take(pattern << 6 | shape)
            total += dense[f"list{k}.left"].take(b | crossing)
            total += dense[f"list{k}.right"].take(c | crossing)
        q = two >> 2
        middle = q[2 : 2 + n]
        total += dense["text"].take(middle)
        total += dense["text.shape"].take(middle << 6 | shape)
        share = q >> 2
        beside = share[1 : 1 + n] << 8 | share[2 : 2 + n] << 5 | share[3 : 3 + n] << 2
        total += dense["text.beside"].take(beside | (patterns[0] & 1) << 1 | patterns[1] & 1)
        total += dense["text.list"].take(middle << 10 | patterns[0])


@cache
def word_model() -> WordModel:
    """The model of the package, loaded once."""
    return WordModel(load_model(MODEL))
