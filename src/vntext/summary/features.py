"""What the sentence scorer looks at: one row of numbers for each sentence of a text."""

from __future__ import annotations

from array import array
from collections import defaultdict
from functools import cache
from itertools import chain, count as numbers
from typing import TYPE_CHECKING, Any, NamedTuple

from vntext.kernel import kernel
from vntext.summary.terms import Rarity, rarity, syllables

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

__all__ = ["NAMES", "Counts", "count", "sentence_features"]

COMMON = 0.4
"""Syllables of at most this rarity (two articles in three hold them) carry nothing."""


class Counts(NamedTuple):
    """The syllables of a text's sentences as columns.

    Attributes:
        vocabulary: Syllable to its number.
        length: Syllables of each sentence, int32.
        syllable: Number of each syllable, in the order of the text, int32.
        weight: Rarity of each syllable of the vocabulary, 0 for common ones.
        title: Numbers of the title's syllables, in its order, int32.
    """

    vocabulary: dict[str, int]
    length: array[int]
    syllable: array[int]
    weight: array[float]
    title: array[int]

    @property
    def size(self) -> int:
        """Number of sentences."""
        return len(self.length)

    def terms(self) -> list[array[int]]:
        """The numbers of the syllables of each sentence."""
        out, at = [], 0
        for n in self.length:
            out.append(self.syllable[at : at + n])
            at += n
        return out

    def shares(self, covered: bytearray) -> list[float]:
        """For each sentence the share of its weight that stands on the covered syllables.

        Args:
            covered: For each number of the vocabulary 1 where it is covered, else 0.
        """
        native = kernel()
        if native is not None:
            found: list[float] = native.sentence_shares(*self[1:], covered)
            return found
        out = []
        weight = self.weight
        for numbers_of in self.terms():
            # in the order of the kernel: sums of floats depend on it
            once = sorted(set(numbers_of))
            said = mass = 0.0
            for t in once:
                mass += weight[t]
                said += weight[t] if covered[t] else 0.0
            out.append(said / max(mass, 1e-9))
        return out

    def only(self, kept: Sequence[bool]) -> Counts:
        """The counts of the kept sentences, as if the others were not there."""
        length, syllable = array("i"), array("i")
        at = 0
        for n, mine in zip(self.length, kept, strict=True):
            if mine:
                length.append(n)
                syllable += self.syllable[at : at + n]
            at += n
        return self._replace(length=length, syllable=syllable)


@cache
def _heard() -> Rarity:
    """The rarity of syllables, 0 for common ones."""
    return Rarity({s: value if value > COMMON else 0.0 for s, value in rarity().items()})


def count(sentences: Sequence[Sequence[str]], title: str) -> Counts:
    """Counts the syllables of the sentences, given in lower case, and of the title."""
    number: defaultdict[str, int] = defaultdict(numbers().__next__)
    heading = array("i", map(number.__getitem__, syllables(title)))
    flat = array("i", list(map(number.__getitem__, chain.from_iterable(sentences))))
    weight = array("d", list(map(_heard().__getitem__, number)))
    return Counts(dict(number), array("i", map(len, sentences)), flat, weight, heading)


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


def sentence_features(c: Counts) -> Floats:
    """One row of numbers for each sentence, columns as in `NAMES`."""
    import numpy as np

    native = kernel()
    if native is None:
        return _by_arrays(c)
    return np.frombuffer(native.sentence_features(*c[1:])).reshape(-1, len(NAMES))


class _Entries(NamedTuple):
    """What a sentence has at least once: syllables, or pairs of neighbours.

    Attributes:
        owner: Sentence of an entry; entries are sorted by sentence, then by what they are.
        what: Syllable, or first syllable times the size of the vocabulary plus second.
    """

    owner: Ints
    what: Ints

    @staticmethod
    def of(owner: Ints, what: Ints, kinds: int) -> _Entries:
        import numpy as np

        found = np.unique(owner * kinds + what)
        owner = found // kinds
        return _Entries(owner, found - owner * kinds)


def _by_arrays(c: Counts) -> Floats:
    import numpy as np

    n, v = c.size, max(len(c.vocabulary), 1)
    if not n:
        return np.zeros((0, len(NAMES)))
    length, syllable, title = (np.array(x, np.int64) for x in (c.length, c.syllable, c.title))
    w = np.array(c.weight, np.float64) if c.weight else np.zeros(1)
    owner = np.repeat(np.arange(n), length)
    entries = _Entries.of(owner, syllable, v)
    term = entries.what

    def sums(values: Any) -> Floats:
        return np.bincount(entries.owner, values[term], n).astype(np.float64)

    heard = w > 0
    in_title = np.zeros(v, bool)
    in_title[title] = True
    in_title &= heard
    in_first = np.zeros(v, bool)
    in_first[syllable[: length[0]]] = True
    spread = np.bincount(term, minlength=v)
    mass = np.bincount(syllable, minlength=v) * w
    weight = sums(w)
    norm = np.sqrt(np.maximum(sums(w * w), 1e-9))
    # how much of the title a sentence says
    terms = max(int(in_title.sum()), 1)
    have = sums(in_title)
    recall = have / terms
    rare_recall = sums(in_title * w) / max(float(w[in_title].sum()), 1e-9)
    # title words that no sentence before has
    first_in = np.zeros(v, np.int64)
    first_in[term[::-1]] = entries.owner[::-1]  # the last assignment stands: the first sentence
    new = np.bincount(first_in[in_title & (spread > 0)], minlength=n)
    inside = owner[1:] == owner[:-1]
    pairs = _Entries.of(owner[1:][inside], (syllable[:-1] * v + syllable[1:])[inside], v * v)
    asked = np.unique(title[:-1] * v + title[1:])
    hits = np.bincount(pairs.owner, np.isin(pairs.what, asked), n)
    _, number, times = np.unique(pairs.what, return_inverse=True, return_counts=True)
    repeated = np.bincount(pairs.owner, times[number] > 1, n)
    # how much it says of what the whole text says
    centroid = sums(w * mass) / norm / max(float(np.sqrt(mass @ mass)), 1e-9)
    length = np.maximum(length, 1)
    place: Floats = np.arange(n, dtype=np.float64)
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
    out[9] = have / np.maximum(sums(heard), 1)
    out[10] = _over_best(recall)
    out[11] = _over_best(rare_recall)
    out[12] = new / terms
    out[13] = float(len(title) > 0)
    out[14] = min(len(title), 30)
    out[15] = centroid
    out[16] = _over_best(centroid)
    out[17] = sums(w * (spread - 1)) / np.maximum(weight, 1e-9) / n
    out[18] = repeated / np.maximum(np.bincount(pairs.owner, minlength=n), 1)
    out[19] = weight / length
    out[20] = sums(in_first * w * w) / norm / norm[0]
    return out.T


def _over_best(column: Floats) -> Floats:
    best = float(column.max(initial=0.0))
    return column / best if best > 0 else column
