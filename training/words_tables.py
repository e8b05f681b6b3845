"""The weights of the segmenter: how they are learnt, and the tables that hold them."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import numpy as np

from vntext.tables import HashIndex
from vntext.words.by_arrays import SIGN, part_signs
from vntext.words.model import LONGER
from words_features import ADDED, TextStatistics, Vocabulary, dense_sizes

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from words_corpora import Corpus

    Array = NDArray[Any]
    Lists = list[dict[int, Array]]

STEP = 1 / 12  # a weight of 1 in the tables
PAIRS = int((1 << 18) * 0.94)  # entries of the table of pairs
TRIPLES = int((1 << 17) * 0.94)  # entries of the table of triples


_started = time.perf_counter()


def log(*what: object) -> None:
    print(f"[{time.perf_counter() - _started:4.0f} s]", *what, flush=True)


class Columns:
    """Numbers of the features, from 0 on in each group; number 0 of a group weighs nothing."""

    def __init__(self, found: dict[str, Array], always: dict[str, Array]) -> None:
        self.keys: dict[str, Array] = {}
        self.offsets: dict[str, int] = {}
        self.size = 0
        for name, keys in found.items():
            known, count = np.unique(keys, return_counts=True)
            least = 5 if name.startswith("triple") else 2
            known = known[(count >= least) | np.isin(known, always[name])]
            self.keys[name] = known
            self.offsets[name] = self.size
            self.size += len(known) + 1

    def own(self, name: str, weights: Array) -> Array:
        """Weights of the keys of a group."""
        at = self.offsets[name] + 1
        found: Array = weights[at : at + len(self.keys[name])]
        return found

    def matrix(self, found: dict[str, Array], rows: Array) -> NDArray[np.int32]:
        """One row a gap, one column a group."""
        out = np.empty((int(rows.sum()), len(self.keys)), dtype=np.int32)
        for k, (name, known) in enumerate(self.keys.items()):
            keys = found[name][rows]
            at = np.minimum(np.searchsorted(known, keys), len(known) - 1)
            out[:, k] = self.offsets[name] + np.where(known[at] == keys, at + 1, 0)
        return out


def adagrad(
    x: NDArray[np.int32],
    y: Array,
    weights: Array,
    squares: Array,
    zeros: list[int],
    *,
    rate: float,
    epochs: int,
    batch: int,
    importance: Array | None = None,
) -> Array:
    """Logistic regression; the mean of the weights over the last epoch."""
    rng = np.random.default_rng(20261122)
    weights, squares = weights.copy(), squares.copy()
    gradient = np.zeros_like(weights)
    y = y.astype(np.float32)
    block = 16
    total, n = np.zeros_like(weights), 0
    for epoch in range(epochs):
        order = rng.permutation((len(y) + block - 1) // block)
        rows = (order[:, None] * block + np.arange(block)).ravel()
        rows = rows[rows < len(y)]
        for k, start in enumerate(range(0, len(rows), batch)):
            r = rows[start : start + batch]
            z = weights.take(x[r]).sum(axis=1)
            g = 1 / (1 + np.exp(np.clip(-z, -30, 30))) - y[r]
            if importance is not None:
                g *= importance[r]
            f = x[r].ravel()
            np.add.at(gradient, f, np.repeat(g, x.shape[1]))
            mine = gradient.take(f)
            square = squares.take(f) + mine * mine
            squares[f] = square
            weights[f] = weights.take(f) - rate * mine / np.sqrt(square)
            gradient[f] = 0
            weights[zeros] = 0
            if epoch == epochs - 1 and k % max(1, len(rows) // batch // 40) == 0:
                total += weights
                n += 1
        log("epoch", epoch)
    return total / n


def mixed_case(corpus: Corpus) -> NDArray[np.uint8]:
    """Shapes with one sentence in eight in small letters and one in twelve in capitals."""
    line = np.cumsum(corpus.shapes == 0).astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    part = (line >> np.uint64(40)).astype(float) / 2**24
    lowered = np.where(part < 0.12, corpus.lowered(), corpus.shapes)
    return np.where(part > 0.92, corpus.raised(), lowered).astype(np.uint8)


def without_signs(join: Array, shapes: Array) -> NDArray[np.bool_]:
    """Joined gaps after the rule of the segmenter: no word begins or ends with a sign."""
    before = np.concatenate([[False], join & (shapes > 0)])
    before[1:-1] &= shapes[1:] > 0
    part_signs(before, shapes >= SIGN)
    return before[1:]


def pair_table(columns: Columns, weights: Array, flags: tuple[Array, Array]) -> dict[str, Any]:
    """The hash table of pairs: those with flags, then those with the largest weights."""
    flag_keys, flag_values = flags
    groups = [f"pair.{k}" for k in range(3)]
    keys = np.unique(np.concatenate([columns.keys[g] for g in groups] + [flag_keys]))
    values = np.zeros((len(keys), 4), dtype=np.int8)
    for k, g in enumerate(groups):
        values[np.searchsorted(keys, columns.keys[g]), k] = rounded(columns.own(g, weights))
    importance = np.abs(values.astype(int)).sum(axis=1)
    marked = np.searchsorted(keys, flag_keys)
    values[marked, 3] = flag_values.astype(np.uint8).view(np.int8)
    order = importance.copy()
    order[marked] += 10000
    best = np.sort(np.argsort(-order, kind="stable")[:PAIRS])
    best = best[order[best] > 0]
    log("pairs", len(best), "of", len(keys), "with flags", len(marked),
        "smallest weight", importance[best][order[best] < 10000].min(initial=999))  # fmt: skip
    return hash_table("pair", keys[best], rows=values[best])


def first_pairs(found: list[dict[str, Array]]) -> tuple[Array, Array]:
    """Keys of all triples in order, and the key of the pair that each begins with."""
    keys = np.concatenate([f[f"triple.{k}"] for f in found for k in (0, 1)])
    pairs = np.concatenate([f[f"pair.{k}"] for f in found for k in (0, 1)])
    triples, at = np.unique(keys, return_index=True)
    return triples, pairs[at]


def triple_weights(columns: Columns, weights: Array, room: int) -> tuple[Array, Array]:
    """Keys of the triples with the largest weights; the weights of both of their gaps."""
    # triple.1 is abc seen from the gap after a, triple.0 from the gap after b
    groups = ["triple.1", "triple.0"]
    keys = np.unique(np.concatenate([columns.keys[g] for g in groups]))
    values = np.zeros((len(keys), 2), dtype=np.int8)
    for k, g in enumerate(groups):
        values[np.searchsorted(keys, columns.keys[g]), k] = rounded(columns.own(g, weights))
    importance = np.abs(values.astype(int)).sum(axis=1)
    best = np.sort(np.argsort(-importance, kind="stable")[:room])
    best = best[importance[best] > 0]
    log("triples", len(best), "of", len(keys), "smallest weight", importance[best].min())
    return keys[best], values[best]


def hash_table(name: str, keys: Array, **columns: Array) -> dict[str, Array]:
    """A hash table with columns of values."""
    index, slots = HashIndex.build(keys)
    out = index.arrays(name)
    for column, values in columns.items():
        out[f"{name}.{column}"] = np.zeros((index.size, *values.shape[1:]), dtype=values.dtype)
        out[f"{name}.{column}"][slots] = values
    return out


def rounded(weights: Array) -> NDArray[np.int8]:
    return np.clip(np.rint(weights / STEP), -127, 127).astype(np.int8)


def tables(
    vocabulary: Vocabulary,
    lists: Lists,
    statistics: TextStatistics,
    columns: Columns,
    weights: Array,
    first_pair: tuple[Array, Array],
) -> dict[str, Array]:
    """The columns of the model file.

    Args:
        vocabulary: Ids of tokens.
        lists: Keys of both word lists by size.
        statistics: Grades of pairs.
        columns: Numbers of the features.
        weights: Their weights.
        first_pair: Keys of triples in order, and the key of the pair that each begins with.
    """
    known = sorted(vocabulary.by_key)
    arrays = hash_table(
        "vocabulary",
        np.array(known, dtype=np.uint64),
        ids=np.array([vocabulary.by_key[k] for k in known], dtype=np.uint16),
    )

    def flags(n: int, begun: Array, others: Array) -> tuple[Array, Array]:
        """Keys with flags: entries of lists, beginnings of longer entries, and others."""
        every = np.unique(np.concatenate([lists[0][n], lists[1][n], begun, others]))
        marks = np.isin(every, lists[0][n]) + 2 * np.isin(every, lists[1][n])
        return every, marks + LONGER * np.isin(every, begun)

    none = np.zeros(0, dtype=np.uint64)
    listed, marks = flags(3, vocabulary.longer(3), none)
    heavy, own = triple_weights(columns, weights, TRIPLES - len(listed))
    every = np.union1d(listed, heavy)
    values = np.zeros((len(every), 2), dtype=np.int8)
    values[np.searchsorted(every, heavy)] = own
    all_marks = np.zeros(len(every), dtype=np.uint8)
    all_marks[np.searchsorted(every, listed)] = marks
    arrays |= hash_table("triple", every, flags=all_marks, weights=values)
    quads, quad_marks = flags(4, none, none)
    arrays |= hash_table("quad", quads, flags=quad_marks.astype(np.uint8))
    # a triple is looked up where its first pair says so
    triples, pairs = first_pair
    begun = np.union1d(vocabulary.longer(2), pairs[np.searchsorted(triples, heavy)])
    every, marks = flags(2, begun, statistics.keys)
    arrays |= pair_table(columns, weights, (every, marks + (statistics.look_up(every) << 2)))

    def dense(name: str, rows: int) -> Array:
        out = np.zeros(rows, dtype=np.float32)
        out[columns.keys[name].astype(np.int64)] = columns.own(name, weights)
        return out

    for name, rows in dense_sizes(vocabulary.size).items():
        total = dense(name, rows)
        for added, into in ADDED.items():
            if into == name:
                total += np.repeat(dense(added, rows >> 6), 64)
        arrays[name] = rounded(total)
    return arrays
