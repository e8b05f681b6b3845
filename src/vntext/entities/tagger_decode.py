"""From scores to spans by arrays: the best labels of many sequences at once, and their spans."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from vntext.entities.tagger_labels import (
    ALIKE,
    GOES_ON,
    LABELS,
    OPENS,
    OPENS_INNER,
    SPAN_LABELS,
    may_begin,
    may_follow,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["alike", "legal_first", "legal_transitions", "span_columns", "spans_of", "viterbi"]

Array = Any

_OPENS, _OPENS_INNER, _GOES_ON = (np.frombuffer(x, np.uint8) for x in (OPENS, OPENS_INNER, GOES_ON))


def alike() -> NDArray[np.bool_]:
    """Which labels are of one kind, one row and one column a label."""
    return np.frombuffer(ALIKE, np.bool_).reshape(len(LABELS), -1)


def legal_transitions() -> NDArray[np.uint8]:
    """Which label may follow which, rows first."""
    every = range(len(LABELS))
    return np.array([[may_follow(a, b) for b in every] for a in every], np.uint8)


def legal_first() -> NDArray[np.uint8]:
    """Which label may begin a sequence."""
    return np.array([*map(may_begin, range(len(LABELS)))], np.uint8)


def viterbi(
    scores: Array, starts: Array, lengths: Array, trans: Array, *, init: Array, end: Array
) -> NDArray[np.int8]:
    """Finds the best label path of each sequence.

    Sequences are sorted by length, so that step ``t`` looks at a prefix of them and nothing is
    padded. No back pointers are kept: the way back asks again which step was best.

    Args:
        scores: float32, one row a token, one column a label.
        starts: First token of each sequence.
        lengths: Tokens of each sequence, at least 1.
        trans: float32, weight of a label (column) after a label (row).
        init: float32, weights of the first label, one row a sequence.
        end: float32, weights of the last label, one row a sequence.

    Returns:
        The label of each token of `scores`; 0 for tokens of no sequence.

    Example:
        >>> scores = np.array([[0, 1], [1, 0], [0, 2]], np.float32)
        >>> flat = np.zeros((1, 2), np.float32)
        >>> one = np.array([0]), np.array([3])
        >>> viterbi(scores, *one, np.eye(2, dtype=np.float32) * 3, init=flat, end=flat).tolist()
        [1, 1, 1]
    """
    out = np.zeros(len(scores), np.int8)
    if not len(starts):
        return out
    order = np.argsort(-lengths, kind="stable")
    starts, lengths = starts[order], lengths[order]
    longest = int(lengths[0])
    # how many sequences are longer than t
    alive = np.searchsorted(-lengths, -np.arange(longest), side="left").tolist()
    alphas = [scores[starts].T + init[order].T]
    for t in range(1, longest):
        m = alive[t]
        best = (alphas[-1][:, None, :m] + trans[:, :, None]).max(axis=0)
        best += scores[starts[:m] + t].T
        alphas.append(best)
    label = np.zeros(len(starts), np.intp)
    last_weight = end[order].T
    for t in range(longest - 1, -1, -1):
        m = alive[t]
        m_next = alive[t + 1] if t + 1 < longest else 0
        a = alphas[t]
        # sequences that end here choose their last label, the others what leads to the next one
        if m > m_next:
            label[m_next:m] = (a[:, m_next:m] + last_weight[:, m_next:m]).argmax(axis=0)
        if m_next:
            label[:m_next] = (a[:, :m_next] + trans[:, label[:m_next]]).argmax(axis=0)
        out[starts[:m] + t] = label[:m]
    return out


def span_columns(labels: Array, lines: Array) -> tuple[Array, Array, Array]:
    """Reads the spans off a column of labels.

    Args:
        labels: A label number for each token.
        lines: Line of each token: no span crosses a line.

    Returns:
        First token, end (exclusive) and number of the label (in `SPAN_LABELS`) of each span,
        outer before inner.
    """
    labels = np.asarray(labels)
    n = len(labels)
    same = np.r_[lines[1:] == lines[:-1], np.zeros(min(n, 1), np.bool_)]
    goes_on = np.r_[_GOES_ON[labels[1:]], np.zeros(min(n, 1), np.uint8)] * same
    firsts, ends, kinds = [], [], []
    for bit, opens in ((1, _OPENS), (2, _OPENS_INNER)):
        stops = np.flatnonzero((goes_on & bit) == 0)
        begins = np.flatnonzero(opens[labels])
        firsts.append(begins)
        ends.append(stops[np.searchsorted(stops, begins)] + 1)
        kinds.append(opens[labels[begins]] - np.uint8(1))
    first, end, kind = (np.concatenate(x) for x in (firsts, ends, kinds))
    order = np.lexsort((-end, first))
    return first[order], end[order], kind[order]


def spans_of(labels: Array, lines: Array) -> list[tuple[int, int, str]]:
    """The same as triples of first token, end and label.

    Example:
        >>> row = [LABELS.index(x) for x in ("O", "B-TITLE", "I-TITLE+B-ORG", "I-TITLE+ORG")]
        >>> spans_of(np.array(row), np.zeros(4, int))
        [(1, 4, 'TITLE'), (2, 4, 'ORG')]
    """
    first, end, kind = (column.tolist() for column in span_columns(labels, lines))
    return [(a, b, SPAN_LABELS[k]) for a, b, k in zip(first, end, kind, strict=True)]
