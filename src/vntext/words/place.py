"""Word boundaries that respect protected spans."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from vntext.spans import Spans

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["place_words"]


def place_words(first: NDArray[np.int64], visible: NDArray[np.int32], protected: Spans) -> Spans:
    """Turns counted words into spans, and moves boundaries so that no protected span is cut.

    A protected span becomes one word. A word that holds all of it and more stays whole; a word
    that holds a part of it and ends elsewhere is cut at its edge.

    Args:
        first: For each word the number of visible characters before it: 0, then increasing.
        visible: Places of the characters that are not white space.
        protected: Spans in order, without overlap.

    Returns:
        The words: every visible character is in exactly one.

    Example:
        >>> visible = np.array([0, 1, 3, 4], dtype=np.int32)  # "ab cd"
        >>> place_words(np.array([0, 1, 3]), visible, Spans.of([(0, 2)])).pairs()
        [(0, 2), (3, 4), (4, 5)]
    """
    if not len(visible):
        return Spans.of([])
    begin = np.searchsorted(visible, protected.starts)
    end = np.searchsorted(visible, protected.ends)
    begin, end = begin[begin < end], end[begin < end]
    if len(begin):
        word_of_begin = np.searchsorted(first, begin, side="right")
        word_of_end = np.searchsorted(first, end - 1, side="right")
        crossed = word_of_begin != word_of_end
        first = np.union1d(first, np.concatenate([begin[crossed], end[crossed]]))
        steps = np.zeros(len(visible) + 2, dtype=np.int8)
        steps[begin + 1] += 1
        steps[end] -= 1
        inside = np.cumsum(steps[:-1]) > 0
        first = first[~inside[first] & (first < len(visible))]
    last = np.append(first[1:], len(visible)) - 1
    return Spans(visible[first], visible[last] + np.int32(1))
