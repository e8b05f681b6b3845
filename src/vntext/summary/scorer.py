"""How much a sentence says of a text: a weighted sum of the features of the sentence."""

from __future__ import annotations

from array import array
from functools import cache
from typing import TYPE_CHECKING

from vntext.kernel import kernel
from vntext.resources import load_lines
from vntext.summary.features import NAMES, count, sentence_features
from vntext.summary.preferences import preferences
from vntext.summary.terms import on_one_line, one_line
from vntext.text.unicode import normalized_twin

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vntext.document import Sentence
    from vntext.summary.features import Counts

__all__ = ["LinearScorer", "default_scorer"]


class LinearScorer:
    """The scorer of the package: weights trained on headlines, abstracts and bodies of news.

    The value of a sentence estimates the mean of its ROUGE-1, -2 and -L F1 with an abstract that
    an editor would write, so it lies between 0 and 1 for nearly all sentences.
    """

    def __init__(self) -> None:
        rows = [line.split("\t") for line in load_lines("summary/sentence-weights.tsv")][1:]
        table = {name: [float(x) for x in values] for name, *values in rows}
        self._intercept = table["intercept"][2]
        self._mean = array("d", [table[n][0] for n in NAMES])
        self._slope = array("d", [table[n][2] / table[n][1] for n in NAMES])

    def score(self, text: str, sentences: Sequence[Sentence], headline: str) -> list[float]:
        """The values that `vntext.summarize` goes by when it is given no scorer.

        Args:
            text: The text as given.
            sentences: Sentences of it.
            headline: The headline, ``""`` when there is none.

        Returns:
            One number a sentence, above 0.

        Example:
            >>> from vntext.document import Sentence
            >>> text = "Trời nắng và có gió. Chợ Yên Sơn thay dây điện cũ."
            >>> pair = [Sentence(0, 20, text[:20]), Sentence(21, 50, text[21:])]
            >>> weather, wires = default_scorer().score(text, pair, "Thay dây điện ở chợ Yên Sơn")
            >>> wires > weather
            True
        """
        twin = normalized_twin(text)
        spans = [twin.alignment.span_to_normalized(s.start, s.end) for s in sentences]
        lines = [on_one_line(twin.text[a:b]) for a, b in spans]
        return self.values(count(lines, one_line(headline)))

    def values(self, counts: Counts) -> list[float]:
        """Returns one number a sentence, higher for sentences that stand better for the text."""
        least = preferences().values_least
        return [max(x, least) for x in self.estimates(counts)]

    def estimates(self, counts: Counts) -> list[float]:
        """Returns the estimated ROUGE of each sentence, which may be below 0."""
        native = kernel()
        if native is not None:
            found: list[float] = native.sentence_values(
                *counts[:4], self._intercept, self._mean, self._slope
            )
            return found
        out = []
        for row in sentence_features(counts).tolist():
            value = self._intercept
            # one by one, as the kernel does: a sum of floats depends on its order
            for x, mean, slope in zip(row, self._mean, self._slope, strict=True):
                value += (x - mean) * slope
            out.append(value)
        return out


@cache
def default_scorer() -> LinearScorer:
    """The sentence scorer of the package, loaded once: to be called by a scorer of your own.

    Example:
        >>> hasattr(default_scorer(), "score")
        True
    """
    return LinearScorer()
