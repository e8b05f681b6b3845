"""How much a sentence says of a text: a weighted sum of the features of the sentence."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Protocol

import numpy as np

from vntext.resources import load_lines
from vntext.summary.features import NAMES, sentence_features

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vntext.document import Sentence
    from vntext.summary.features import Counts, Floats

__all__ = ["LinearScorer", "SentenceScorer", "default_scorer"]


class SentenceScorer(Protocol):
    """What gives each sentence a value, in place of the package's own scorer."""

    def score(self, text: str, sentences: Sequence[Sentence], title: str) -> Sequence[float]:
        """Returns one number a sentence, higher for sentences that stand better for the text.

        Args:
            text: The text as given.
            sentences: The sentences that may be taken, in characters of ``text``.
            title: The headline, ``""`` when there is none.
        """
        ...


class LinearScorer:
    """The scorer of the package: weights trained on headlines, abstracts and bodies of news.

    The value of a sentence estimates the mean of its ROUGE-1, -2 and -L F1 with an abstract that
    an editor would write, so it lies between 0 and 1 for nearly all sentences.
    """

    def __init__(self) -> None:
        rows = [line.split("\t") for line in load_lines("summary/sentence-weights.tsv")][1:]
        table = {name: [float(x) for x in values] for name, *values in rows}
        self.intercept = table["intercept"][2]
        self.mean = np.array([table[n][0] for n in NAMES])
        self.weight = np.array([table[n][2] / table[n][1] for n in NAMES])

    def values(self, counts: Counts) -> Floats:
        """Returns one number a sentence, higher for sentences that stand better for the text."""
        x = sentence_features(counts)
        out: Floats = self.intercept + (x - self.mean) @ self.weight
        return out


@cache
def default_scorer() -> LinearScorer:
    """The scorer of the package, loaded once."""
    return LinearScorer()
