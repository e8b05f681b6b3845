"""Spans of the tagger by arrays: what is done where the kernel was not built."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from vntext.entities.tagger_decode import alike, span_columns, viterbi
from vntext.entities.tagger_kernel import LONGEST, TRUST, decoding
from vntext.entities.tagger_labels import LABELS

if TYPE_CHECKING:
    from vntext.entities.tagger_model import TaggerModel
    from vntext.spans import Spans
    from vntext.tokens.column import Tokens

__all__ = ["proposed"]

Array = Any


def proposed(
    model: TaggerModel, tokens: Tokens, documents: Spans
) -> tuple[list[int], list[int], list[int], list[float]]:
    """What the model says.

    Args:
        model: The model.
        tokens: Tokens of a batch.
        documents: Its documents.

    Returns:
        Starts, ends, numbers of labels and scores of the spans, which are not calibrated yet.
    """
    docs = np.searchsorted(documents.starts, tokens.starts, side="right")
    labels, trust = _labels(model, tokens, docs)
    first, end, kind = span_columns(labels, tokens.lines)
    sums = np.append(0, np.cumsum(trust))
    total, length = sums[end] - sums[first], end - first
    thousandths = (2 * 1000 * total + (length << TRUST)) // (length << TRUST + 1)
    scores = thousandths.astype(np.float32) / np.float32(1000)
    return (
        tokens.starts[first].tolist(),
        tokens.ends[end - 1].tolist(),
        kind.tolist(),
        scores.tolist(),
    )


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


def _labels(model: TaggerModel, tokens: Tokens, docs: Array) -> tuple[Array, Array]:
    """Label of each token, and how much its score speaks for a label of that kind.

    The second column has whole numbers, 2**`TRUST` for sure.
    """
    n, width = len(tokens.keys), len(LABELS)
    trust = np.full(n, 1 << TRUST, np.int64)
    labels = np.zeros(n, np.int8)
    if not n:
        return labels, trust
    scored = model.tables.score(tokens, docs)
    if not len(scored.tokens):
        return labels, trust
    starts, lengths = _sequences(scored.sure, tokens.lines)
    rows = scored.rows[:, :width]
    first_of_line = np.r_[True, tokens.lines[1:] != tokens.lines[:-1]]
    last_of_line = np.r_[first_of_line[1:], True]
    trans, opening = (np.asarray(weights) for weights in decoding(model))
    trans = trans.reshape(width, width)
    # between two sure tokens a sequence comes from O and goes back to O
    init = np.where(first_of_line[starts][:, None], opening, trans[0])
    last = last_of_line[starts + lengths - 1]
    end = np.where(last[:, None], np.float32(0), trans[:, 0])
    at = np.cumsum(~scored.sure) - 1
    best = viterbi(rows.astype(np.float32), at[starts], lengths, trans, init=init, end=end)
    labels[scored.tokens] = best
    below = rows.max(axis=1, keepdims=True).astype(np.int64) - rows
    chances = np.asarray(model.chances)
    chance = chances[np.minimum(below, len(chances) - 1)].astype(np.int64)
    trust[scored.tokens] = ((alike()[best] * chance).sum(axis=1) << TRUST) // chance.sum(axis=1)
    return labels, trust
