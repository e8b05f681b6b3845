"""What the sentence scorer looks at: one row of numbers for each sentence of a text."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from itertools import chain, count as numbers
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from vntext.summary.terms import Rarity, rarity, syllables

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

__all__ = ["NAMES", "Counts", "count", "sentence_features"]

COMMON = 0.4
"""Syllables of at most this rarity (two articles in three hold them) carry nothing."""


class Counts(NamedTuple):
    """The syllables of a text's sentences as sparse columns, sorted by sentence.

    Attributes:
        size: Number of sentences.
        vocabulary: Syllable to its number.
        weight: Rarity of each syllable of the vocabulary, 0 for common ones.
        owner: Sentence of each syllable, in the order of the text.
        syllable: Its number.
        length: Syllables of each sentence.
        bounds: Where the entries of each sentence begin, and where the last ones end.
        sentence: Sentence of an entry.
        term: Syllable of an entry; a syllable has one entry in a sentence.
        heard: Weight of an entry.
        title: Numbers of the title's syllables, in its order.
        mass: Sum of the weights of the entries of each sentence.
    """

    size: int
    vocabulary: dict[str, int]
    weight: Floats
    owner: Ints
    syllable: Ints
    length: Ints
    bounds: Ints
    sentence: Ints
    term: Ints
    heard: Floats
    title: Ints
    mass: Floats

    def share_in(self, covered: NDArray[np.bool_]) -> Floats:
        """For each sentence the share of its weight that stands on the covered syllables."""
        said = np.bincount(self.sentence, self.heard * covered[self.term], self.size)
        shared: Floats = said / self.mass
        return shared

    def sums(self, values: Floats) -> Floats:
        """Sums over the entries of each sentence of one or more values of their syllables.

        Args:
            values: A row for each syllable of the vocabulary, and one more, which is not read.
        """
        if not self.size:
            return np.zeros((0, values.shape[1]))
        # the last row stands for sentences without syllables at the end
        rows = values[np.append(self.term, len(values) - 1)]
        out: Floats = np.add.reduceat(rows, self.bounds[:-1], axis=0)
        out[self.length == 0] = 0.0
        return out

    def only(self, kept: NDArray[np.bool_]) -> Counts:
        """The counts of the kept sentences, as if the others were not there."""
        number = np.cumsum(kept) - 1
        mine = kept[self.owner]
        return _columns(
            number[self.owner[mine]],
            self.syllable[mine],
            self.length[kept],
            self.vocabulary,
            self.weight,
            self.title,
        )


@cache
def _heard() -> Rarity:
    """The rarity of syllables, 0 for common ones."""
    return Rarity({s: value if value > COMMON else 0.0 for s, value in rarity().items()})


def _sorted_once(values: Ints) -> Ints:
    """The different values, sorted; sorts ``values`` itself."""
    values.sort()
    kept = np.ones(len(values), bool)
    np.not_equal(values[1:], values[:-1], out=kept[1:])
    return values[kept]


def _columns(
    owner: Ints,
    syllable: Ints,
    length: Ints,
    vocabulary: dict[str, int],
    weight: Floats,
    title: Ints,
) -> Counts:
    n, v = len(length), max(len(vocabulary), 1)
    entries = _sorted_once(owner * v + syllable)
    sentence = entries // v
    term = entries - sentence * v
    heard = weight[term]
    mass = np.maximum(np.bincount(sentence, heard, n), 1e-9)
    bounds = np.searchsorted(sentence, np.arange(n + 1))
    return Counts(
        n, vocabulary, weight, owner, syllable, length, bounds, sentence, term, heard, title, mass
    )


def count(sentences: Sequence[Sequence[str]], title: str) -> Counts:
    """Counts the syllables of the sentences, given in lower case, and of the title."""
    number: defaultdict[str, int] = defaultdict(numbers().__next__)
    heading = list(map(number.__getitem__, syllables(title)))
    flat = list(map(number.__getitem__, chain.from_iterable(sentences)))
    weight = np.array(list(map(_heard().__getitem__, number)), np.float64)
    length = np.array(list(map(len, sentences)), np.int64)
    owner = np.repeat(np.arange(len(length)), length)
    return _columns(
        owner, np.array(flat, np.int64), length, dict(number), weight, np.array(heading, np.int64)
    )


NAMES = (
    "place",
    "inverse place",
    "place share",
    "sentences",
    "log length",
    "length over mean",
    "title recall",
    "title rare recall",
    "title pair recall",
    "title precision",
    "title recall over best",
    "title rare recall over best",
    "new title words",
    "has title",
    "title length",
    "centroid",
    "centroid over best",
    "mean spread",
    "repeated pairs",
    "mean rarity",
    "like first",
)


def _over_best(column: Floats) -> Floats:
    best = float(column.max(initial=0.0))
    return column / best if best > 0 else column


class _Pairs(NamedTuple):
    """Pairs of neighbouring syllables, once in a sentence."""

    sentence: Ints
    pair: Ints
    each: Ints


def _pairs(c: Counts) -> _Pairs:
    v = max(len(c.vocabulary), 1)
    owner, syllable = c.owner, c.syllable
    pair = (owner[:-1] * v + syllable[:-1]) * v + syllable[1:]
    found = _sorted_once(pair[owner[1:] == owner[:-1]])
    sentence = found // (v * v)
    return _Pairs(sentence, found - sentence * (v * v), np.bincount(sentence, minlength=c.size))


def sentence_features(c: Counts) -> Floats:
    """Returns one row of numbers for each sentence, columns as in `NAMES`."""
    n = c.size
    if not n:
        return np.zeros((0, len(NAMES)))
    v = max(len(c.vocabulary), 1)
    w = c.weight if len(c.weight) else np.zeros(1)
    heard = w > 0
    in_title = np.zeros(v, bool)
    in_title[c.title] = True
    in_title &= heard
    spread = np.bincount(c.term, minlength=v)
    mass = np.bincount(c.syllable, minlength=v) * w
    # sums over the syllables of each sentence, all in one pass; a last row that nothing sums
    first = c.term[: c.bounds[1]]
    of_term = np.zeros((v + 1, 8))
    for k, column in enumerate(
        (w, w * w, w * mass, w * (spread - 1), heard, in_title, in_title * w)
    ):
        of_term[:v, k] = column
    of_term[first, 7] = of_term[first, 1]
    weight, squares, central, common, n_heard, have, have_rare, like = c.sums(of_term).T
    norm = np.sqrt(np.maximum(squares, 1e-9))
    # how much of the title a sentence says
    terms = max(int(in_title.sum()), 1)
    recall = have / terms
    rare_recall = have_rare / max(float(w[in_title].sum()), 1e-9)
    # title words that no sentence before has
    first_in = np.zeros(v, np.int64)
    first_in[c.term[::-1]] = c.sentence[::-1]  # the last assignment stands: the first sentence
    new = np.bincount(first_in[in_title & (spread > 0)], minlength=n)
    pairs = _pairs(c)
    hits: Any = np.zeros(n)
    asked = _sorted_once(c.title[:-1] * v + c.title[1:])
    if len(asked):
        at = np.searchsorted(asked, pairs.pair)
        at[at == len(asked)] = 0
        hits = np.bincount(pairs.sentence, asked[at] == pairs.pair, n).astype(np.float64)
    # pairs that two sentences have are equal neighbours in the sorted column
    order = np.argsort(pairs.pair, kind="stable")
    in_order = pairs.pair[order]
    again = np.zeros(len(order), bool)
    equal = in_order[1:] == in_order[:-1]
    again[order[1:][equal]] = True
    again[order[:-1][equal]] = True
    repeated = np.bincount(pairs.sentence, again, n)
    # how much it says of what the whole text says
    centroid = central / norm / max(float(np.sqrt(mass @ mass)), 1e-9)
    length = np.maximum(c.length, 1)
    place = np.arange(n, dtype=np.float64)
    out = np.empty((len(NAMES), n))
    out[0] = np.minimum(place, 30)
    out[1] = 1 / (place + 1)
    out[2] = place / n
    out[3] = min(n, 60)
    out[4] = np.log(length)
    out[5] = length / length.mean()
    out[6] = recall
    out[7] = rare_recall
    out[8] = hits / max(len(asked), 1)
    out[9] = have / np.maximum(n_heard, 1)
    out[10] = _over_best(recall)
    out[11] = _over_best(rare_recall)
    out[12] = new / terms
    out[13] = float(len(c.title) > 0)
    out[14] = min(len(c.title), 30)
    out[15] = centroid
    out[16] = _over_best(centroid)
    out[17] = common / c.mass / n
    out[18] = repeated / np.maximum(pairs.each, 1)
    out[19] = weight / length
    out[20] = like / norm / norm[0]
    return out.T
