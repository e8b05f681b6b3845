"""Second stage of `training/accents.py`: scores are corrected where the model reads wrongly.

An averaged perceptron (Collins 2002; for language models Roark et al. 2007). A text loses its
accents and is decoded; where the reading is wrong, the entries of the right path gain and those of
the wrong path lose. The model that is corrected has not counted the texts that it is tried on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from vntext.kernel import kernel
from vntext.tables import ngram_keys
from vntext.text.accents_model import OTHER_ID, START_ID, AccentModel, model_word
from vntext.text.accents_tokens import WORDS, AccentTokens, batches
from vntext.text.folding import strip_diacritics
from vntext.text.pieces import pieces

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[Any]

# Columns of scores, and their largest values.
SCORES = {"uni": 32767, "capital": 127, "small": 127, "bi.score": 127, "tri.score": 127}


def stored(name: str, scores: Array) -> Array:
    return np.clip(np.rint(scores), -SCORES[name], SCORES[name])


class Corrections:
    """What is added to the scores of n-grams, by key; tables of other texts have other slots."""

    def __init__(self) -> None:
        self._keys = {name: np.zeros(0, np.uint64) for name in SCORES}
        self._values = {name: np.zeros(0, np.float32) for name in SCORES}

    def of(self, name: str, keys: Array) -> Array:
        """The corrections of n-grams, 0 for those that have none."""
        known = self._keys[name]
        if not len(known):
            return np.zeros(len(keys), np.float32)
        at = np.minimum(np.searchsorted(known, keys), len(known) - 1)
        return np.where(known[at] == keys, self._values[name][at], 0)

    def put(self, name: str, keys: Array, values: Array) -> None:
        """Replaces the corrections of n-grams."""
        every = np.union1d(self._keys[name], keys)
        kept = self.of(name, every)
        kept[np.searchsorted(every, keys)] = values
        self._keys[name], self._values[name] = every, kept.astype(np.float32)

    def applied(
        self, tables: dict[str, Array], ngrams: dict[str, tuple[Array, Array]]
    ) -> dict[str, Array]:
        """Corrected columns of scores, not yet rounded.

        Args:
            tables: The tables of a model.
            ngrams: For each column of scores the keys of its entries, and where they stand.
        """
        out = {}
        for name, (keys, slots) in ngrams.items():
            out[name] = tables[name].astype(np.float32)
            out[name][slots] += self.of(name, keys)
        return out


def rounded(scores: dict[str, Array]) -> dict[str, Array]:
    """Columns of scores as they are stored."""
    return {
        name: stored(name, column).astype(np.int16 if name == "uni" else np.int8)
        for name, column in scores.items()
    }


class Tuner:
    """Corrects one model by the texts that it gets.

    Args:
        tables: The tables of the model.
        scores: Its columns of scores to begin with.
        rate: Steps of a stored score that one error moves an entry by.
    """

    def __init__(self, tables: dict[str, Array], scores: dict[str, Array], rate: float) -> None:
        if kernel() is None:
            raise SystemExit("this needs the compiled kernel")
        self._rate = rate
        self._weights = scores
        self._stored = rounded(scores)  # the kernel reads them where they are changed
        self._model = AccentModel(tables | self._stored)
        # what averages need: each change times the number of texts before it
        self._passed = {name: np.zeros(len(column)) for name, column in scores.items()}
        self._texts = 1
        self.words = self.wrong = 0

    def scores(self) -> dict[str, Array]:
        """The columns of scores as they stand now."""
        return rounded(self._weights)

    def averages(self, name: str) -> Array:
        """The mean of the scores over all texts so far."""
        mean: Array = self._weights[name] - self._passed[name] / self._texts
        return mean

    def _gold(self, tokens: AccentTokens, text: str) -> Array | None:
        """Ids of the readings that a text has; -1 for what is no reading of the model."""
        own = pieces(text)
        if len(own) != len(tokens.pieces):
            return None
        model = self._model
        gold = np.full(len(tokens.rows), -1)
        for k, (row, i) in enumerate(zip(tokens.rows.tolist(), tokens.owner.tolist(), strict=True)):
            if row <= OTHER_ID:
                gold[k] = row
            elif row >= WORDS:
                gold[k] = row - WORDS
            else:
                found, first = model.ids.get(model_word(own[i]), -1), int(model.first[row])
                if first <= found < first + int(model.many[row]):
                    gold[k] = found
        return gold

    def _entries(self, ids: Array, tokens: AccentTokens) -> dict[str, Array]:
        """Where the scores stand that end at each token; -1 for those that are not in the tables.

        Nothing spans the beginning of a path but a pair that begins with it.
        """
        starts = tokens.rows == START_ID
        found = {
            "uni": ids,
            "capital": np.where(tokens.case == 1, ids, -1),
            "small": np.where(tokens.case == 0, ids, -1),
        }
        for name, index, n in (
            ("bi.score", self._model.pairs, 2),
            ("tri.score", self._model.triples, 3),
        ):
            slots, hit = index.find(ngram_keys(ids, n))
            hit &= ~starts[n - 1 :]
            if n == 3:
                hit &= ~starts[1:-1]
            found[name] = np.concatenate([np.full(n - 1, -1), np.where(hit, slots, -1)])
        return found

    def read(self, text: str) -> None:
        """Takes the accents off a text, puts them back, and corrects the scores."""
        tokens = AccentTokens(self._model, strip_diacritics(text))
        gold = self._gold(tokens, text)
        if gold is None:
            return
        self._texts += 1
        best = np.concatenate(
            [self._model.decode(*part).best for _, part in batches(self._model, tokens)]
        ).astype(np.int64)
        wrong = best != gold
        self.words += int((tokens.rows > OTHER_ID).sum())
        self.wrong += int(wrong.sum())
        # a path with a word that the model does not have teaches nothing
        wrong &= (np.bincount(tokens.segment, gold < 0) == 0)[tokens.segment]
        if not wrong.any():
            return
        near = wrong.copy()
        near[1:] |= wrong[:-1]
        near[2:] |= wrong[:-2]
        right, false = self._entries(gold, tokens), self._entries(best, tokens)
        for name in SCORES:
            a, b = right[name][near], false[name][near]
            other = a != b
            moved = [x[other & (x >= 0)] for x in (a, b)]
            for slots, step in zip(moved, (self._rate, -self._rate), strict=True):
                np.add.at(self._weights[name], slots, step)
                np.add.at(self._passed[name], slots, step * self._texts)
            changed = np.concatenate(moved)
            self._stored[name][changed] = stored(name, self._weights[name][changed])
