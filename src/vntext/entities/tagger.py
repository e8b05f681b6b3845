"""The trained tagger: people, titles, organisations (inside titles too) and places.

Token scores come from tables (`tagger_model`), the best labels from Viterbi (`tagger_decode`); the
kernel does both where it is built (`tagger_kernel`). LAW and DATE spans of the grammars are single
tokens to it. What becomes of its spans is decided in
`vntext.decide`.
"""

from __future__ import annotations

from functools import partial
from itertools import repeat
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from vntext.entities.tagger_decode import viterbi
from vntext.entities.tagger_kernel import LONGEST, TRUST, decoding, tagger_reader
from vntext.entities.tagger_labels import ALIKE, LABELS, SPAN_LABELS, span_columns
from vntext.entities.tagger_model import tagger_model
from vntext.entities.types import Found
from vntext.spans import Spans
from vntext.tokens.column import tokenize
from vntext.words.segmenter import TableSegmenter

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from vntext.entities.tagger_model import TaggerModel
    from vntext.entities.types import TaggerInput
    from vntext.tokens.column import Tokens

__all__ = ["Proposals", "TableTagger", "fixed_columns"]

Array = Any

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


def fixed_columns(found: Iterable[Found]) -> tuple[Spans, Array]:
    """LAW and DATE spans as columns without overlap, the earlier and longer one first.

    Returns:
        The spans, and for each 1 for LAW, 2 for DATE.
    """
    rows = sorted((f.start, -f.end, _GRAMMARS[f.label]) for f in found if f.label in _GRAMMARS)
    kept, end = [], -1
    for start, minus_end, kind in rows:
        if start >= end and -minus_end > start:
            end = -minus_end
            kept.append((start, end, kind))
    return Spans.of((a, b) for a, b, _ in kept), np.array([k for *_, k in kept], np.int64)


def _sequences(sure: Array, lines: Array) -> tuple[Array, Array]:
    """First token and length of each stretch of tokens that are not sure, within lines."""
    open_ = ~sure
    new_line = np.r_[True, lines[1:] != lines[:-1]]
    begins = open_ & (new_line | np.r_[True, sure[:-1]])
    index = np.arange(len(sure))
    since = index - np.maximum.accumulate(np.where(begins, index, 0))
    begins |= open_ & (since % LONGEST == 0)
    starts = np.flatnonzero(begins)
    stop = np.r_[starts[1:], len(sure)]
    # a stretch ends at the next start, or at the first sure token before it
    sure_at = np.r_[np.flatnonzero(sure), len(sure)]
    stop = np.minimum(stop, sure_at[np.searchsorted(sure_at, starts)])
    return starts, stop - starts


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
        starts, ends, labels, scores = (x.tolist() for x in self.propose(batch))
        rows = zip(
            starts,
            ends,
            map(SPAN_LABELS.__getitem__, labels),
            repeat("tagger"),
            map(round, scores, repeat(3)),
            strict=False,
        )
        return list(map(partial(tuple.__new__, Found), rows))

    def propose(self, batch: TaggerInput) -> Proposals:
        """The spans of `tag` as columns, with their scores as they are."""
        tokens = tokenize(batch.text, *fixed_columns(batch.fixed), _words_of(batch))
        model = self._model or tagger_model()
        native = tagger_reader(model)
        if native is None:
            return _proposals(model, tokens, batch.documents)
        documents = np.ascontiguousarray(batch.documents.starts, np.int32)
        starts, ends, numbers, scores = native.propose(*tokens, documents)
        labels = np.frombuffer(numbers, np.uint8)
        return Proposals(
            np.frombuffer(starts, np.int32),
            np.frombuffer(ends, np.int32),
            labels,
            model.calibrated(labels, np.frombuffer(scores, np.float32)),
        )


def _words_of(batch: TaggerInput) -> Spans:
    if batch.words is None:
        return TableSegmenter().segment(batch.text, batch.protected)
    return batch.words


def _proposals(model: TaggerModel, tokens: Tokens, documents: Spans) -> Proposals:
    """What the model says, by arrays."""
    docs = np.searchsorted(documents.starts, tokens.starts, side="right")
    labels, trust = _labels(model, tokens, docs)
    first, end, kind = span_columns(labels, tokens.lines)
    sums = np.append(0, np.cumsum(trust))
    total, length = sums[end] - sums[first], end - first
    thousandths = (2 * 1000 * total + (length << TRUST)) // (length << TRUST + 1)
    return Proposals(
        tokens.starts[first],
        tokens.ends[end - 1],
        kind,
        model.calibrated(kind, thousandths.astype(np.float32) / np.float32(1000)),
    )


def _labels(model: TaggerModel, tokens: Tokens, docs: Array) -> tuple[Array, Array]:
    """Label of each token, and how much its score speaks for a label of that kind.

    The second column has whole numbers, 2**`TRUST` for sure.
    """
    n, width = len(tokens.keys), len(LABELS)
    trust = np.full(n, 1 << TRUST, np.int64)
    labels = np.zeros(n, np.int8)
    if not n:
        return labels, trust
    scored = model.score(tokens, docs)
    if not len(scored.tokens):
        return labels, trust
    starts, lengths = _sequences(scored.sure, tokens.lines)
    rows = scored.rows[:, :width]
    first_of_line = np.r_[True, tokens.lines[1:] != tokens.lines[:-1]]
    last_of_line = np.r_[first_of_line[1:], True]
    trans, opening = decoding(model)
    # between two sure tokens a sequence comes from O and goes back to O
    init = np.where(first_of_line[starts][:, None], opening, trans[0])
    last = last_of_line[starts + lengths - 1]
    end = np.where(last[:, None], np.float32(0), trans[:, 0])
    at = np.cumsum(~scored.sure) - 1
    best = viterbi(rows.astype(np.float32), at[starts], lengths, trans, init=init, end=end)
    labels[scored.tokens] = best
    below = rows.max(axis=1, keepdims=True).astype(np.int64) - rows
    chance = model.chances[np.minimum(below, len(model.chances) - 1)].astype(np.int64)
    trust[scored.tokens] = ((ALIKE[best] * chance).sum(axis=1) << TRUST) // chance.sum(axis=1)
    return labels, trust
