"""The trained tagger: people, titles, organisations (inside titles too) and places.

Token scores come from tables (`tagger_model`), the best labels from Viterbi (`tagger_decode`); the
kernel does both where it is built (`tagger_kernel`). LAW and DATE spans of the grammars are single
tokens to it. What becomes of its spans is decided in `vntext.decide`.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from functools import partial
from itertools import repeat
from typing import TYPE_CHECKING, NamedTuple

from vntext.entities.tagger_kernel import tagger_reader
from vntext.entities.tagger_labels import SPAN_LABELS
from vntext.entities.tagger_model import sureness, tagger_model
from vntext.entities.types import Found
from vntext.spans import Spans
from vntext.tokens.column import tokenize
from vntext.words.segmenter import TableSegmenter

if TYPE_CHECKING:
    from collections.abc import Iterable

    import numpy as np
    from numpy.typing import NDArray

    from vntext.entities.tagger_model import TaggerModel
    from vntext.entities.types import TaggerInput

__all__ = ["Proposals", "TableTagger", "fixed_columns"]

_GRAMMARS = {"LAW": 1, "DATE": 2}


class Proposals(NamedTuple):
    """Spans as columns, sorted by start, outer before inner.

    Attributes:
        starts: First characters, int32.
        ends: Ends (exclusive), int32.
        labels: Numbers of labels in `SPAN_LABELS`, uint8.
        scores: The chance that span and label are right, 0 to 1, float32.
    """

    starts: NDArray[np.int32]
    ends: NDArray[np.int32]
    labels: NDArray[np.uint8]
    scores: NDArray[np.float32]


def fixed_columns(found: Iterable[Found]) -> tuple[Spans, array[int]]:
    """LAW and DATE spans as columns without overlap, the earlier and longer one first.

    Returns:
        The spans, and for each 1 for LAW, 2 for DATE, int64.
    """
    rows = sorted((f.start, -f.end, _GRAMMARS[f.label]) for f in found if f.label in _GRAMMARS)
    kept, end = [], -1
    for start, minus_end, kind in rows:
        if start >= end and -minus_end > start:
            end = -minus_end
            kept.append((start, end, kind))
    return Spans.of(kept), array("q", [k for *_, k in kept])


class TableTagger:
    """Tags people, titles, organisations and places by table look-ups.

    Args:
        model: The tables; those of the package by default.

    Example:
        >>> from vntext.spans import Spans
        >>> from vntext.entities.types import TaggerInput
        >>> text = "Ông Lê Văn Bình, Giám đốc Sở Y tế tỉnh Hà Giang, phát biểu."
        >>> whole = Spans.of([(0, len(text))])
        >>> found = TableTagger().tag(TaggerInput(text, whole, whole, Spans.of([])))
        >>> [(text[f.start:f.end], f.label) for f in found][:2]
        [('Lê Văn Bình', 'PERSON'), ('Giám đốc Sở Y tế tỉnh Hà Giang', 'TITLE')]
    """

    def __init__(self, model: TaggerModel | None = None) -> None:
        self._model = model

    def tag(self, batch: TaggerInput) -> list[Found]:
        """Tags a batch of documents.

        Args:
            batch: The joined text with its layers; LAW and DATE spans in ``batch.fixed`` stay
                free of other entities.

        Returns:
            PERSON, TITLE, ORG and LOC spans sorted by start, outer before inner; an ORG may lie
            inside a TITLE, no other spans overlap.
        """
        starts, ends, labels, scores = self._proposed(batch)
        rows = zip(
            starts,
            ends,
            map(SPAN_LABELS.__getitem__, labels),
            repeat("tagger"),
            scores,
            strict=False,
        )
        return list(map(partial(tuple.__new__, Found), rows))

    def propose(self, batch: TaggerInput) -> Proposals:
        """The spans of `tag` as columns."""
        import numpy as np

        kinds = (np.int32, np.int32, np.uint8, np.float32)
        columns = zip(self._proposed(batch), kinds, strict=True)
        return Proposals(*(np.array(column, kind) for column, kind in columns))

    def _proposed(self, batch: TaggerInput) -> tuple[list[int], list[int], list[int], list[float]]:
        """Starts, ends, numbers of labels and scores of the spans."""
        tokens = tokenize(batch.text, *fixed_columns(batch.fixed), _words_of(batch))
        model = self._model or tagger_model()
        native = tagger_reader(model)
        if native is None:
            from vntext.entities.tagger_by_arrays import proposed

            starts, ends, labels, scores = proposed(model, tokens, batch.documents)
        else:
            first, stop, numbers, said = native.propose(*tokens.raw(), batch.documents.raw()[0])
            starts = memoryview(first).cast("i").tolist()
            ends = memoryview(stop).cast("i").tolist()
            labels = list(numbers)
            scores = [*memoryview(said).cast("f")]
        return starts, ends, labels, _calibrated(model, batch.documents, starts, labels, scores)


def _calibrated(
    model: TaggerModel,
    documents: Spans,
    starts: list[int],
    labels: list[int],
    scores: list[float],
) -> list[float]:
    """The chances that spans are right, each as its document is; sorted by start."""
    out: list[float] = []
    begins = documents.raw()[0]
    for k in range(len(begins)):
        stop = bisect_left(starts, begins[k + 1]) if k + 1 < len(begins) else len(starts)
        i = len(out)
        if stop > i:
            of_document = repeat(sureness(scores[i:stop]))
            out += map(model.calibrated, labels[i:stop], scores[i:stop], of_document)
    return out + list(map(model.calibrated, labels[len(out) :], scores[len(out) :]))


def _words_of(batch: TaggerInput) -> Spans:
    if batch.words is None:
        return TableSegmenter().segment(batch.text, batch.protected)
    return batch.words
