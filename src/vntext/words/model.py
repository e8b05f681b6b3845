"""The trained model of the word segmenter: is there a word boundary between two tokens?

A linear model over each gap between neighbouring tokens. For the gap between ``b`` and ``c`` in
``x a b | c d y`` it adds up small integer weights looked up by

- tokens: each of ``a b c d``; the pairs ``ab bc cd``; the triples ``abc bcd``;
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

from vntext.resources import load_model
from vntext.tables import HashIndex, ngram_keys
from vntext.words.reader import MODEL

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    Array = NDArray[Any]

__all__ = ["COARSE", "CROSSING", "UNKNOWN", "WordModel", "word_model"]

UNKNOWN = 2
"""Id of an unknown token of shape 0; unknown tokens of shape ``s`` have ``UNKNOWN + s``."""

COARSE = np.array([0, 1, 2, 2, 3, 3, 4, 4, 4, 4, 5, 6, 6, 7, 7, 7], dtype=np.int64)
"""Eight coarse shapes for the sixteen of `word_tokens.SHAPES`."""


LISTS = 2  # word lists
LONGER = 128  # flag of a pair or triple: a longer entry begins with it

_OFTEN = (0, 1, 2, 3, 4, 5, 7, 8, 9, 10, 11, 16, 17, 32, 33)
CROSSING = np.array(
    [_OFTEN.index(i) if i in _OFTEN else len(_OFTEN) for i in range(64)], dtype=np.int64
)
"""Sixteen classes of what crosses a gap (six bits of a pattern): those that are seen often."""


class WordModel:
    """The tables, ready for look-ups.

    Args:
        arrays: The columns of the model file.
    """

    def __init__(self, arrays: Mapping[str, Array]) -> None:
        self._vocabulary = HashIndex.from_arrays(arrays, "vocabulary")
        self._ids = arrays["vocabulary.ids"].astype(np.int32)
        self._pair = HashIndex.from_arrays(arrays, "pair")
        # three weights and the flags of each slot, to be had with one look-up
        self._pair_rows = arrays["pair.rows"].view("<u4").reshape(-1)
        self._longer = {
            n: (HashIndex.from_arrays(arrays, name), arrays[f"{name}.flags"].astype(np.int32))
            for n, name in ((3, "triple"), (4, "quad"))
        }
        self._triple_weights = arrays["triple.weights"]
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

    def entry(self, ids: NDArray[np.int32], shapes: NDArray[np.uint8]) -> int:
        """In which of the two word lists the tokens are an entry, as bits; 0 for none.

        Args:
            ids: Ids of two to four tokens.
            shapes: Their shapes.
        """
        n = len(ids)
        if not shapes.all() or n not in (2, *self._longer):
            return 0
        key = ngram_keys(ids.astype(np.int64), n)
        if n == 2:
            slots, hit = self._pair.find(key)
            flags = int(self._pair_rows.take(slots).view(np.uint8)[3])
        else:
            index, columns = self._longer[n]
            slots, hit = index.find(key)
            flags = int(columns[slots[0]])
        return flags & 3 if hit[0] else 0

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
        t = np.zeros(n + 5, dtype=np.int64)
        t[2 : n + 3] = ids
        s = np.zeros(n + 5, dtype=np.int64)
        s[2 : n + 3] = shapes
        dense = self._dense
        coarse = COARSE.take(s)
        total = dense["shapes4"].take(_four(s, n)).astype(np.int32)
        total += dense["shapes6"].take(_six(coarse, n))
        total += dense["first"].take(t[1 : n + 1])
        total += dense["last"].take(t[4 : n + 4])

        slots, hit = self._pair.find(ngram_keys(t, 2))
        packed = self._pair_rows.take(slots)
        packed *= hit
        pair = packed.view(np.int8).reshape(-1, 4)
        for k in range(3):
            total += pair[k + 1 : k + 1 + n, k]
        flags = pair[:, 3].view(np.uint8).astype(np.int64)

        b, c = t[2 : n + 2] << 6, t[3 : n + 3] << 6
        shape = coarse[2 : n + 2] << 3 | coarse[3 : n + 3]
        total += dense["left.shape"].take(b | shape)
        total += dense["right.shape"].take(c | shape)
        b, c = b >> 2, c >> 2
        own = []
        for k, pattern in enumerate(self._patterns(t, flags, total)):
            own.append(pattern & 1)
            if k == 0:
                first = pattern
            crossing = CROSSING.take(pattern & 63)
            total += dense[f"list{k}.shape"].take(pattern << 6 | shape)
            total += dense[f"list{k}.left"].take(b | crossing)
            total += dense[f"list{k}.right"].take(c | crossing)
        grade = flags >> 2 & 31
        middle = grade[2 : n + 2]
        total += dense["text.shape"].take(middle << 6 | shape)
        share = grade >> 2
        beside = share[1 : n + 1] << 8 | share[2 : n + 2] << 5 | share[3 : n + 3] << 2
        total += dense["text.beside"].take(beside | own[0] << 1 | own[1])
        total += dense["text.list"].take(middle << 10 | first)
        return total

    def _patterns(
        self, t: NDArray[np.int64], flags: NDArray[np.int64], total: NDArray[np.int32]
    ) -> list[NDArray[np.int64]]:
        """For each list ten bits a gap: the entries that cross it, end before or begin after it.

        The weights of triples are added to ``total`` on the way.
        """
        n = len(total)
        # four places more on both sides, so that no entry needs a check of its bounds
        padded = np.zeros(n + 9, dtype=np.int64)
        out = padded[4 : n + 4]
        two = _TWO.take(flags)
        np.left_shift(two[1 : n + 1], 6, out=out)
        out |= two[2 : n + 2]
        out |= two[3 : n + 3] << 7
        at = np.flatnonzero(flags & LONGER)
        for size, steps in ((3, _THREE), (4, _FOUR)):
            at = at[at < n + 6 - size]
            if not len(at):
                break
            index, columns = self._longer[size]
            slots, hit = index.find(_keys_at(t, at, size))
            at, slots = at[hit], slots[hit]
            found = columns[slots]
            if size == 3:
                # the gap after the first token is i - 2, that after the second i - 1
                for k in range(2):
                    gap = at - (2 - k)
                    inside = (gap >= 0) & (gap < n)
                    total[gap[inside]] += self._triple_weights[slots[inside], k]
            bits = _TWO.take(found)
            for shift, bit in steps:
                padded[at + (4 - shift)] |= bits << bit
            at = at[found >= LONGER]
        return [out & 1023, out >> 16]


# Flags of an entry as bits: that of list 0 in the low half, that of list 1 in the high half.
_TWO = np.array([(i & 1) | (i & 2) << 15 for i in range(256)], dtype=np.int64)

# Where an entry of three or four tokens that begins at place i of the padded text is seen from:
# (i minus the gap, bit).
# Bits: 0 bc, 1 abc, 2 bcd, 3 xabc, 4 abcd, 5 bcdy, 6 ab, 7 cd, 8 xab, 9 cdy.
_THREE = ((1, 1), (2, 2), (0, 8), (3, 9))
_FOUR = ((0, 3), (1, 4), (2, 5))


def _keys_at(t: NDArray[np.int64], at: NDArray[np.intp], n: int) -> NDArray[np.uint64]:
    """`ngram_keys` of the windows that begin at some places."""
    windows = np.empty((len(at), n), dtype=np.int64)
    for k in range(n):
        windows[:, k] = t.take(at + k)
    return ngram_keys(windows.reshape(-1), n)[::n]


def _four(s: NDArray[np.int64], n: int) -> NDArray[np.int64]:
    """Shapes of four tokens in sixteen bits."""
    four = s[1 : n + 1] << 12
    four |= s[2 : n + 2] << 8
    four |= s[3 : n + 3] << 4
    four |= s[4 : n + 4]
    return four


def _six(coarse: NDArray[np.int64], n: int) -> NDArray[np.int64]:
    """Coarse shapes of six tokens in eighteen bits; nothing beyond a line break is looked at."""
    six: NDArray[np.int64] = coarse[:n] * (coarse[1 : n + 1] != 0)
    for k in range(1, 5):
        six <<= 3
        six |= coarse[k : n + k]
    six <<= 3
    six[:-1] |= coarse[5 : n + 4] * (coarse[4 : n + 3] != 0)
    return six


@cache
def word_model() -> WordModel:
    """The model of the package, loaded once."""
    return WordModel(load_model(MODEL))
