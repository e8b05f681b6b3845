"""What the word model looks at, as columns of keys: the counterpart of `words/model.py`."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from vntext.tables import ngram_keys
from vntext.text.key import key, spellings
from vntext.words.model import COARSE, CROSSING, UNKNOWN
from vntext.words.tokens import SHAPES, Tokens, character_codes, find_tokens, token_keys

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from words_corpora import Corpus

    Array = NDArray[Any]

FIRST_ID = UNKNOWN + len(SHAPES)


def _key(token: str) -> int:
    return int(token_keys(character_codes(token), Tokens(np.array([0]), np.array([len(token)])))[0])


class Vocabulary:
    """Ids of tokens by key.

    Args:
        corpora: Texts, each with the number of times that a token must be seen in it.
        words: Entries of lists: their syllables are known too.
    """

    def __init__(self, corpora: list[tuple[Corpus, int]], words: Iterable[str]) -> None:
        counts: Counter[str] = Counter()
        for corpus, least in corpora:
            _, at, seen = np.unique(corpus.keys, return_index=True, return_counts=True)
            for i, n in zip(at[seen >= least], seen[seen >= least], strict=True):
                token = corpus.text[corpus.starts[i] : corpus.ends[i]].lower()
                if token.strip() and (len(token) == 1 or re.search(r"\w", token)):
                    counts[re.sub(r"\d", "0", token)] += int(n)
        for word in words:
            for s in word.lower().split():
                if s not in counts and s.isalpha():
                    counts[s] += 1
        ids: dict[str, int] = {}
        self.by_key: dict[int, int] = {}
        for token in sorted(counts, key=lambda t: (-counts[t], t)):
            id_ = ids.setdefault(key(token), FIRST_ID + len(ids))
            for s in sorted(spellings(token)):
                self.by_key.setdefault(_key(s), id_)
        self.size = FIRST_ID + len(ids)
        self.prefixes: dict[int, set[tuple[int, ...]]] = {2: set(), 3: set()}
        self._index()

    def alias(self, token: str, other: str) -> None:
        """Gives a token the id of another."""
        self.by_key[_key(token)] = self.by_key[_key(other)]
        self._index()

    def _index(self) -> None:
        self._keys = np.array(sorted(self.by_key), dtype=np.uint64)
        self._ids = np.array([self.by_key[int(k)] for k in self._keys], dtype=np.int64)

    def ids(self, keys: Array, shapes: Array) -> NDArray[np.int64]:
        """Ids of tokens, 0 at line breaks."""
        at = np.minimum(np.searchsorted(self._keys, keys), len(self._keys) - 1)
        known = self._keys[at] == keys
        unknown = UNKNOWN + shapes.astype(np.int64)
        return np.where(shapes == 0, 0, np.where(known, self._ids[at], unknown))

    def entries(self, words: Iterable[str]) -> dict[int, NDArray[np.uint64]]:
        """Keys of the entries of a list that have two, three and four tokens, all known."""
        text = "\n".join([*words, ""])
        codes = character_codes(text)
        tokens = find_tokens(codes)
        lines = codes[tokens.starts] == codes[len(text) - 1]
        ids = self.ids(token_keys(codes, tokens), np.where(lines, 0, 1))
        by_size: dict[int, list[tuple[int, ...]]] = {2: [], 3: [], 4: []}
        for is_break, group in itertools.groupby(ids.tolist(), key=lambda i: i == 0):
            entry = tuple(group)
            if not is_break and len(entry) in by_size and min(entry) >= FIRST_ID:
                by_size[len(entry)].append(entry)
        for n in (2, 3):
            self.prefixes[n].update(e[:n] for m in range(n + 1, 5) for e in by_size[m])
        return {n: entry_keys(np.array(rows).reshape(-1, n)) for n, rows in by_size.items()}

    def longer(self, n: int) -> NDArray[np.uint64]:
        """Keys of the pairs or triples that longer entries of the lists read so far begin with."""
        return entry_keys(np.array(sorted(self.prefixes[n])).reshape(-1, n))


def entry_keys(rows: Array) -> NDArray[np.uint64]:
    """Keys of n-grams given as rows of ids: sorted, each once."""
    if not len(rows):
        return np.zeros(0, dtype=np.uint64)
    n = rows.shape[1]
    return np.unique(ngram_keys(rows.reshape(-1), n)[::n])


def contains(sorted_keys: Array, keys: Array) -> NDArray[np.bool_]:
    if not len(sorted_keys):
        return np.zeros(len(keys), dtype=bool)
    at = np.minimum(np.searchsorted(sorted_keys, keys), len(sorted_keys) - 1)
    found: NDArray[np.bool_] = sorted_keys[at] == keys
    return found


@dataclass
class TextStatistics:
    """What segmented text tells of pairs: five bits each, 0 for pairs that tell nothing.

    The upper three bits grade how often the pair is one word (7: always, but seen rarely), the
    lower two how much more often the two meet than by chance.
    """

    keys: NDArray[np.uint64]
    grades: NDArray[np.int64]

    @classmethod
    def of(cls, ids: Array, shapes: Array, join: Array) -> TextStatistics:
        """Counts pairs of words in letters, inside lines."""
        plain = (shapes > 0) & (shapes < 6)
        pairs = np.flatnonzero(plain[:-1] & plain[1:])
        seen = np.bincount(ids[plain])
        keys, at, group, count = np.unique(
            ngram_keys(ids, 2)[pairs], return_index=True, return_inverse=True, return_counts=True
        )
        share = np.bincount(group, weights=join[pairs]) / count
        left, right = ids[pairs[at]], ids[pairs[at] + 1]
        chance = seen[left].astype(float) * seen[right] / plain.sum()
        grade = np.digitize(share, [0.02, 0.2, 0.5, 0.8, 0.98]) + 1
        grade[(count < 5) & (share > 0.8)] = 7
        meets = np.digitize(np.log2(count / chance), [2, 5, 8])
        keep = (count >= 2) & ~((grade == 1) & (meets < 2))
        return cls(keys[keep], (grade * 4 + meets)[keep])

    def look_up(self, keys: Array) -> NDArray[np.int64]:
        """The five bits of pairs given by key."""
        at = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
        return np.where(self.keys[at] == keys, self.grades[at], 0)


def features(
    ids: Array, shapes: Array, lists: list[dict[int, Array]], statistics: TextStatistics
) -> dict[str, Array]:
    """The key of every feature for the gap after each token (the last gap means nothing)."""
    n = len(ids)
    t = np.zeros(n + 5, dtype=np.int64)
    t[2 : n + 2] = ids
    s = np.zeros(n + 5, dtype=np.int64)
    s[2 : n + 2] = shapes
    c = COARSE.astype(np.int64)[s]
    single = [t[k : k + n] for k in range(1, 5)]
    grams = {k: ngram_keys(t, k) for k in (2, 3, 4)}
    first = c[:n] * (c[1 : n + 1] > 0)
    last = c[5 : n + 5] * (c[4 : n + 4] > 0)
    six = first << 15 | last
    for k in range(1, 5):
        six |= c[k : k + n] << (15 - 3 * k)
    shape = c[2 : n + 2] << 3 | c[3 : n + 3]
    b, right = single[1] << 6, single[2] << 6
    found: dict[str, Array] = {"dense.first": single[0], "dense.last": single[3]}
    found |= {"single.left": single[1], "single.right": single[2]}
    found |= {f"pair.{k}": grams[2][k + 1 : k + 1 + n] for k in range(3)}
    found |= {f"triple.{k}": grams[3][2 - k : 2 - k + n] for k in range(2)}
    found["dense.shapes4"] = sum(s[k : k + n] << (16 - 4 * k) for k in range(1, 5))
    found["dense.shapes6"] = six
    found["dense.left.shape"] = b | shape
    found["dense.right.shape"] = right | shape
    patterns = []
    for k, entries in enumerate(lists):
        p2, p3, p4 = (
            np.pad(contains(entries[m], grams[m]).astype(np.int64), (0, m)) for m in (2, 3, 4)
        )
        crossing = p2[2 : 2 + n] | p3[1 : 1 + n] << 1 | p3[2 : 2 + n] << 2
        crossing |= p4[:n] << 3 | p4[1 : 1 + n] << 4 | p4[2 : 2 + n] << 5
        beside = p2[1 : 1 + n] << 6 | p2[3 : 3 + n] << 7 | p3[:n] << 8 | p3[3 : 3 + n] << 9
        pattern = crossing | beside
        patterns.append(pattern)
        found[f"list{k}"] = pattern
        found[f"dense.list{k}.shape"] = pattern << 6 | shape
        crossed = CROSSING[crossing]
        found[f"dense.list{k}.left"] = b >> 2 | crossed
        found[f"dense.list{k}.right"] = right >> 2 | crossed
    grade = statistics.look_up(grams[2])
    share = grade >> 2
    middle = grade[2 : 2 + n]
    found["text"] = middle
    found["dense.text.shape"] = middle << 6 | shape
    found["dense.text.beside"] = (
        share[1 : 1 + n] << 8
        | share[2 : 2 + n] << 5
        | share[3 : 3 + n] << 2
        | (patterns[0] & 1) << 1
        | (patterns[1] & 1)
    )
    found["dense.text.list"] = middle << 10 | patterns[0]
    return found


def dense_sizes(vocabulary: int) -> dict[str, int]:
    """Rows of each dense table."""
    sizes = {"dense.shapes4": 1 << 16, "dense.shapes6": 1 << 18}
    sizes |= {"dense.first": vocabulary, "dense.last": vocabulary}
    sizes |= {"dense.left.shape": vocabulary << 6, "dense.right.shape": vocabulary << 6}
    for k in range(2):
        sizes |= {f"dense.list{k}.shape": 1 << 16}
        sizes |= {f"dense.list{k}.left": vocabulary << 4, f"dense.list{k}.right": vocabulary << 4}
    return sizes | {
        "dense.text.shape": 1 << 11,
        "dense.text.beside": 1 << 11,
        "dense.text.list": 1 << 15,
    }


# Features whose weights are added to the rows of a dense table that hold them: 64 shapes each.
ADDED = {
    "single.left": "dense.left.shape",
    "single.right": "dense.right.shape",
    "list0": "dense.list0.shape",
    "list1": "dense.list1.shape",
    "text": "dense.text.shape",
}
