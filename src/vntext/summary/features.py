"""What the sentence scorer looks at: one row of numbers for each sentence of a text."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from vntext.resources import load_toml
from vntext.roles.tables import LOWER, UPPER
from vntext.summary.terms import UNKNOWN_RARITY, rarity, syllables

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

__all__ = ["NAMES", "Counts", "count", "cue", "leans", "sentence_features"]

COMMON = 0.4
"""Syllables of at most this rarity (two articles in three hold them) carry nothing."""


class Counts(NamedTuple):
    """The syllables of a text's sentences as sparse columns, sorted by sentence.

    Attributes:
        size: Number of sentences.
        vocabulary: Syllable to its number.
        weight: Rarity of each syllable of the vocabulary, 0 for common ones.
        sentence: Sentence of an entry.
        term: Syllable of an entry; a syllable has one entry in a sentence.
        often: How often the syllable stands in the sentence.
        length: Syllables of each sentence.
        pair_sentence: Sentence of a pair of neighbouring syllables.
        pair: The pair, as ``first * len(vocabulary) + second``; once in a sentence.
        title: Numbers of the title's syllables, in its order.
        mass: Sum of the weights of the entries of each sentence.
    """

    size: int
    vocabulary: dict[str, int]
    weight: Floats
    sentence: Ints
    term: Ints
    often: Ints
    length: Ints
    pair_sentence: Ints
    pair: Ints
    title: Ints
    mass: Floats

    def share_in(self, covered: NDArray[np.bool_]) -> Floats:
        """For each sentence the share of its weight that stands on the covered syllables."""
        w = self.weight[self.term] * covered[self.term]
        shared: Floats = np.bincount(self.sentence, w, self.size) / self.mass
        return shared

    def only(self, kept: NDArray[np.bool_]) -> Counts:
        """The counts of the kept sentences, as if the others were not there."""
        number = np.cumsum(kept) - 1
        entries, pairs = kept[self.sentence], kept[self.pair_sentence]
        return self._replace(
            size=int(kept.sum()),
            sentence=number[self.sentence[entries]],
            term=self.term[entries],
            often=self.often[entries],
            length=self.length[kept],
            pair_sentence=number[self.pair_sentence[pairs]],
            pair=self.pair[pairs],
            mass=self.mass[kept],
        )


def count(sentences: Iterable[Sequence[str]], title: str) -> Counts:
    """Counts the syllables of the sentences, given in lower case, and of the title."""
    heading = syllables(title)
    groups = list(sentences)
    flat = [s for found in groups for s in found]
    vocabulary = {s: k for k, s in enumerate(dict.fromkeys([*heading, *flat]))}
    length = [len(found) for found in groups]
    table = rarity()
    weight = np.array([table.get(s, UNKNOWN_RARITY) for s in vocabulary], np.float64)
    weight[weight <= COMMON] = 0.0
    n, v = len(length), max(len(vocabulary), 1)
    lengths = np.array(length, np.int64)
    ids = np.fromiter(map(vocabulary.__getitem__, flat), np.int64, len(flat))
    owner = np.repeat(np.arange(n), lengths)
    entries, often = np.unique(owner * v + ids, return_counts=True)
    same = owner[1:] == owner[:-1]
    pairs = np.unique(((owner[:-1] * v + ids[:-1]) * v + ids[1:])[same])
    sentence, term = np.divmod(entries, v)
    mass = np.bincount(sentence, weight[term], n)
    pair_sentence, pair = np.divmod(pairs, v * v)
    return Counts(
        n,
        vocabulary,
        weight,
        sentence,
        term,
        often,
        lengths,
        pair_sentence,
        pair,
        np.array([vocabulary[s] for s in heading], np.int64),
        np.maximum(mass, 1e-9),
    )


@cache
def cue(kind: str) -> re.Pattern[str]:
    """Openings of a kind from ``summary/cues.toml``, at the start of a sentence.

    ``directive`` ones may stand anywhere, as may ``speaker`` ones, which end with a name; a
    ``pronoun`` counts only when no name follows.
    """
    words = load_toml("summary/cues.toml")[kind]["openings"]
    any_of = "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True))
    if kind == "speaker":
        # at most three words of office between the head and a name of two syllables
        return re.compile(
            rf"(?<!\w)(?:{any_of})(?: [^\s,.;:]{{1,12}}){{0,3}}? [{UPPER}]\w{{0,7}} [{UPPER}]\w"
        )
    if kind == "directive":
        # "Ban chỉ đạo" and "sự chỉ đạo" are nouns
        return re.compile(rf"(?<!\w)(?<!Ban )(?<!ban )(?<!sự )(?:{any_of})(?!\w)")
    start = r"[-–+*“\"'( ]{0,3}"
    if kind == "pronoun":
        return re.compile(rf"{start}(?:{any_of}) (?=[{LOWER}])")
    return re.compile(rf"{start}(?:{any_of})(?!\w)")


def leans(text: str) -> bool:
    """True for a sentence that is not understood without the one before it.

    Example:
        >>> leans("Bên cạnh đó, xã sẽ thay dây điện."), leans("Ông Lộc sẽ thay dây điện.")
        (True, False)
    """
    return bool(cue("leaning").match(text) or cue("pronoun").match(text))


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
"""Names of the columns of `sentence_features`."""


def _over_best(column: Floats) -> Floats:
    best = float(column.max(initial=0.0))
    return column / best if best > 0 else column


def _title_columns(c: Counts) -> dict[str, Any]:
    """How much of the title a sentence says."""
    n, v = c.size, max(len(c.vocabulary), 1)
    in_title = np.zeros(v, bool)
    in_title[c.title] = True
    heard = c.weight > 0
    inside = in_title[c.term] & heard[c.term]
    terms = np.flatnonzero(in_title[: len(heard)] & heard)
    have = np.bincount(c.sentence, inside, n)
    recall = have / max(len(terms), 1)
    rare_mass = max(float(c.weight[terms].sum()), 1e-9)
    rare_recall = np.bincount(c.sentence, inside * c.weight[c.term], n) / rare_mass
    pairs = np.unique(c.title[:-1] * v + c.title[1:])
    place = np.searchsorted(pairs, c.pair)
    hit = pairs[np.minimum(place, len(pairs) - 1)] == c.pair if len(pairs) else np.zeros(0)
    hits = np.bincount(c.pair_sentence, hit, n) if len(pairs) else np.zeros(n)
    # title words that no sentence before has
    own, first_seen = np.unique(c.term[inside], return_index=True)
    new = np.bincount(c.sentence[inside][first_seen], minlength=n) if len(own) else np.zeros(n)
    return {
        "title recall": recall,
        "title rare recall": rare_recall,
        "title pair recall": hits / max(len(pairs), 1),
        "title precision": have / np.maximum(np.bincount(c.sentence, heard[c.term], n), 1),
        "title recall over best": _over_best(recall),
        "title rare recall over best": _over_best(rare_recall),
        "new title words": new / max(len(terms), 1),
        "has title": np.full(n, float(len(c.title) > 0)),
        "title length": np.full(n, min(len(c.title), 30)),
    }


def _text_columns(c: Counts) -> dict[str, Any]:
    """How much a sentence says of what the whole text says."""
    n, v = c.size, max(len(c.vocabulary), 1)
    w = c.weight[c.term]
    spread = np.bincount(c.term, minlength=v)
    mass = np.bincount(c.term, c.often, v) * np.pad(c.weight, (0, v - len(c.weight)))
    norm = np.sqrt(np.maximum(np.bincount(c.sentence, w * w, n), 1e-9))
    centroid = np.bincount(c.sentence, w * mass[c.term], n) / norm
    centroid /= max(float(np.sqrt(mass @ mass)), 1e-9)
    # neighbours in the sorted column are equal where a pair stands in two sentences
    order = np.argsort(c.pair, kind="stable")
    equal = c.pair[order[1:]] == c.pair[order[:-1]]
    again = np.zeros(len(order), bool)
    again[order[1:]] |= equal
    again[order[:-1]] |= equal
    repeated = np.bincount(c.pair_sentence, again, n)
    first = np.zeros(v)
    entries = int(np.searchsorted(c.sentence, 1))
    first[c.term[:entries]] = w[:entries]
    length = np.maximum(c.length, 1)
    return {
        "log length": np.log(length),
        "length over mean": length / length.mean(),
        "centroid": centroid,
        "centroid over best": _over_best(centroid),
        "mean spread": np.bincount(c.sentence, w * (spread[c.term] - 1), n) / c.mass / n,
        "repeated pairs": repeated / np.maximum(np.bincount(c.pair_sentence, minlength=n), 1),
        "mean rarity": np.bincount(c.sentence, w, n) / length,
        "like first": np.bincount(c.sentence, w * first[c.term], n) / norm / norm[0],
    }


def sentence_features(c: Counts) -> Floats:
    """Returns one row of numbers for each sentence, columns as in `NAMES`."""
    n = c.size
    if not n:
        return np.zeros((0, len(NAMES)))
    place = np.arange(n, dtype=np.float64)
    columns = {
        "place": np.minimum(place, 30),
        "inverse place": 1 / (place + 1),
        "place share": place / n,
        "sentences": np.full(n, min(n, 60)),
        **_title_columns(c),
        **_text_columns(c),
    }
    return np.stack([np.asarray(columns[k], np.float64) for k in NAMES], axis=1)
