"""Paths through a few readings of every token, over all sentences at a time: by arrays.

What the kernel does token by token, here a step of the recursion does for every sentence.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float32]

__all__ = ["Lattice"]


class Lattice:
    """The order in which the recursion visits tokens: step by step, all paths at a time.

    A path begins at a START token (depth 0). Paths are sorted by length, so that those still
    running at a step are the first ones.
    """

    def __init__(self, starts: NDArray[np.bool_]) -> None:
        at = np.flatnonzero(starts)
        lengths = np.diff(np.r_[at, len(starts)])
        self.depth = np.arange(len(starts)) - np.repeat(at, lengths)
        order = np.argsort(-lengths, kind="stable")
        at, lengths = at[order], lengths[order]
        # a path of length n is still running at steps 0 .. n - 1
        self._running = len(at) - np.searchsorted(lengths[::-1], np.arange(lengths[0]), "right")
        self._offset = np.cumsum(self._running) - self._running
        self._order = np.concatenate([at[:r] + t for t, r in enumerate(self._running.tolist())])
        self._last = self._offset[lengths - 1] + np.arange(len(at))

    def _forward(
        self, pair: Floats, move: Floats
    ) -> tuple[list[tuple[int, int]], Floats, NDArray[np.int8]]:
        """Best paths to every pair of readings, and where they came from, step by step."""
        n, few, _ = pair.shape
        value = pair.copy()
        came = np.zeros((n, few, few), np.int8)
        steps = list(zip(self._offset.tolist(), self._running.tolist(), strict=True))
        for t in range(2, len(steps)):
            begin, many = steps[t]
            now = slice(begin, begin + many)
            old = value[steps[t - 1][0] : steps[t - 1][0] + many]
            over = old[:, 0, :, None] + move[0, now]
            source = came[now]
            for a in range(1, few):
                other = old[:, a, :, None] + move[a, now]
                source[other > over] = a
                np.maximum(over, other, out=over)
            value[now] += over
        return steps, value, came

    def best_path(self, pair: Floats, move: Floats) -> Ints:
        """The best reading of each token.

        Args:
            pair: ``pair[i, b, c]``: score of reading c of token i after b of token i - 1.
            move: ``move[a, i, b, c]``: what reading a of token i - 2 adds.
        """
        n, few, _ = pair.shape
        # all in the order of the steps, so that a step is a slice
        steps, value, came = self._forward(
            pair.take(self._order, axis=0), move.take(self._order, axis=1)
        )
        # back from the end of every path
        before = np.zeros(n, np.int64)
        chosen = np.zeros(n, np.int64)
        ends = value[self._last].reshape(len(self._last), -1)
        before[self._last], chosen[self._last] = np.divmod(ends.argmax(axis=1), few)
        for t in range(len(steps) - 1, 0, -1):
            begin, many = steps[t]
            now = slice(begin, begin + many)
            earlier = slice(steps[t - 1][0], steps[t - 1][0] + many)
            chosen[earlier] = before[now]
            before[earlier] = came[now][np.arange(many), before[now], chosen[now]]
        found = np.zeros(n, np.int64)
        found[self._order] = chosen
        return found

    def through(self, pair: Floats, move: Floats) -> Floats:
        """The best path through each reading of each token; arguments as for `best_path`."""
        pair, move = pair.take(self._order, axis=0), move.take(self._order, axis=1)
        steps, value, _ = self._forward(pair, move)
        after = np.zeros_like(pair)
        for t in range(len(steps) - 1, 1, -1):
            begin, many = steps[t]
            now = slice(begin, begin + many)
            earlier = slice(steps[t - 1][0], steps[t - 1][0] + many)
            # axes: path, a, b, c
            whole = (pair[now] + after[now])[:, None] + move[:, now].transpose(1, 0, 2, 3)
            after[earlier] = whole.max(axis=3)
        out = np.zeros(pair.shape[:2], np.float32)
        out[self._order] = (value + after).max(axis=1)
        out[self.depth == 0] = 0
        return out
