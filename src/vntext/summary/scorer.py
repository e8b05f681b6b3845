"""How much a sentence says of a text: a weighted sum of the features of the sentence."""

from __future__ import annotations

from array import array
from functools import cache
from typing import TYPE_CHECKING

from vntext.kernel import kernel
from vntext.resources import load_lines
from vntext.summary.editor import editor_weights
from vntext.summary.features import NAMES, count, sentence_features
from vntext.summary.signs import signs_of
from vntext.summary.terms import on_one_line, one_line
from vntext.text.unicode import normalized_twin

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vntext.document import Sentence
    from vntext.summary.editor import EditorWeights
    from vntext.summary.features import Counts

__all__ = ["LinearScorer", "default_scorer"]


class LinearScorer:
    """The scorer of the package: what an editor would say of a sentence, wherever it stands.

    The value of a sentence estimates an editor's rating from 0 (no summary prints it) to 3 (it
    belongs in the best three). It is made of the estimated ROUGE of the sentence with the abstract
    of a news article, of what it says of headline and text, and of its signs
    (`vntext.summary.signs`).
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
            One number a sentence.

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
        return self.values(count(lines, one_line(headline)), lines)

    def values(
        self,
        counts: Counts,
        lines: Sequence[str],
        weights: EditorWeights | None = None,
        kinds: Sequence[set[str]] | None = None,
    ) -> list[float]:
        """Returns one number a sentence, higher for sentences that stand better for the text.

        Args:
            counts: The syllables of the sentences.
            lines: The sentences, without line breaks.
            weights: Other weights than those of the package.
            kinds: What `vntext.summary.signs.kinds_of_words` found in them, where it is known.
        """
        w = weights or editor_weights()
        # the estimated ROUGE and the other columns in one sum
        slope = array("d", [w.value * a + b for a, b in zip(self._slope, w.counted, strict=True)])
        known = sum(b * m for b, m in zip(w.counted, self._mean, strict=True))
        first = w.intercept + w.value * self._intercept + known
        signs = signs_of(lines, counts.length, kinds)
        return [
            a + sum([w.signs[name] * x for name, x in row])
            for a, row in zip(self._sums(counts, first, slope), signs, strict=True)
        ]

    def estimates(self, counts: Counts) -> list[float]:
        """Returns the estimated ROUGE of each sentence, about 0.05 to 0.4; it may be below 0."""
        return self._sums(counts, self._intercept, self._slope)

    def _sums(self, counts: Counts, first: float, slope: array[float]) -> list[float]:
        native = kernel()
        if native is not None:
            found: list[float] = native.sentence_values(*counts[:4], first, self._mean, slope)
            return found
        out = []
        for row in sentence_features(counts).tolist():
            value = first
            # one by one, as the kernel does: a sum of floats depends on its order
            for x, m, weight in zip(row, self._mean, slope, strict=True):
                value += (x - m) * weight
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
