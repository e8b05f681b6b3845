"""The trained tagger: people, titles, organisations (inside titles too) and places.

Token scores come from tables (`tagger_model`), the best labels of all sequences of a batch from one
batched Viterbi (`tagger_decode`). LAW and DATE spans of the grammars are single tokens to it. What
becomes of its spans is decided in `vntext.decide`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from vntext.entities.tagger_decode import viterbi
from vntext.entities.tagger_labels import LABELS, legal_first, legal_transitions, spans_of
from vntext.entities.tagger_model import tagger_model
from vntext.entities.types import Found
from vntext.spans import Spans
from vntext.tokens.column import tokenize
from vntext.words.segmenter import TableSegmenter

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vntext.entities.tagger_model import TaggerModel
    from vntext.entities.types import TaggerInput
    from vntext.tokens.column import Tokens

__all__ = ["TableTagger", "fixed_columns"]

Array = Any

LONGEST = 128
"""Tokens of a sequence; a longer one is cut, so that no input takes more than linear time."""

_NEVER = np.float32(-1e9)
_GRAMMARS = {"LAW": 1, "DATE": 2}


_KIND = np.array([name.split("+")[0][-3:] for name in LABELS])
_ALIKE = (_KIND[:, None] == _KIND).astype(np.float32)
"""Which labels are of one kind: B-PERSON and I-PERSON, all that begin with B-TITLE or I-TITLE."""


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
        words = batch.words
        if words is None:
            words = TableSegmenter().segment(batch.text, batch.protected)
        return self._found(batch, words)

    def _found(self, batch: TaggerInput, words: Spans) -> list[Found]:
        """What the model says."""
        fixed, kinds = fixed_columns(batch.fixed)
        tokens = tokenize(batch.text, fixed, kinds, words)
        if not len(tokens.keys):
            return []
        docs = np.searchsorted(batch.documents.starts, tokens.starts, side="right")
        labels, trust = self._labels(tokens, docs)
        spans = spans_of(labels, tokens.lines)
        if not spans:
            return []
        bounds = np.array([(a, b) for a, b, _ in spans])
        total = np.add.reduceat(np.r_[trust, np.float32(0)], bounds.ravel())[::2]
        scores = total / (bounds[:, 1] - bounds[:, 0])
        return [
            Found(start, end, label, "tagger", round(score, 3))
            for start, end, (_, _, label), score in zip(
                tokens.starts[bounds[:, 0]].tolist(),
                tokens.ends[bounds[:, 1] - 1].tolist(),
                spans,
                scores.tolist(),
                strict=True,
            )
        ]

    def _labels(self, tokens: Tokens, docs: Array) -> tuple[Array, Array]:
        """Label of each token, and how much its score speaks for a label of that kind, 0 to 1."""
        model = self._model or tagger_model()
        scored = model.score(tokens, docs)
        n, width = len(tokens.keys), len(LABELS)
        trust = np.ones(n, np.float32)
        labels = np.zeros(n, np.int8)
        if not len(scored.tokens):
            return labels, trust
        starts, lengths = _sequences(scored.sure, tokens.lines)
        rows = scored.rows[:, :width].astype(np.float32)
        first_of_line = np.r_[True, tokens.lines[1:] != tokens.lines[:-1]]
        last_of_line = np.r_[first_of_line[1:], True]
        legal = legal_transitions() > 0
        trans = np.where(legal, model.trans, _NEVER).astype(np.float32)
        opening = np.where(legal_first() > 0, model.init, _NEVER).astype(np.float32)
        # between two sure tokens a sequence comes from O and goes back to O
        init = np.where(first_of_line[starts][:, None], opening, trans[0])
        last = last_of_line[starts + lengths - 1]
        end = np.where(last[:, None], np.float32(0), trans[:, 0])
        at = np.cumsum(~scored.sure) - 1
        best = viterbi(rows, at[starts], lengths, trans, init=init, end=end)
        labels[scored.tokens] = best
        chance = np.exp((rows - rows.max(axis=1, keepdims=True)) * np.float32(model.scale))
        alike = _ALIKE[best] * chance
        trust[scored.tokens] = alike.sum(axis=1) / chance.sum(axis=1)
        return labels, trust
