"""Batched Viterbi: the best labels of many sequences at once, with numpy alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["viterbi"]

Array = Any


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
