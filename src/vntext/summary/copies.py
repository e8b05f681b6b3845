"""Sentences that say word for word what another one says."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from vntext.summary.features import Counts

__all__ = ["Copies"]

RUN = 10
"""Fewer syllables on end that stand in two sentences may be an office or a name."""

BLOCK = (RUN + 1) // 2
"""Each run holds so many syllables on end from a place that is a multiple of their number."""

LEAST = 0.2
"""A sentence of which a smaller share is said already is not looked at."""


class Copies:
    """Which sentences of a text say half of another one, or have half of them said, in its words.

    Args:
        counts: The syllables of the sentences.

    Example:
        >>> from vntext.summary.features import count
        >>> lead = "Từ ngày 3/4, giá vé chợ phiên ở xã Yên Sơn giảm hai mươi phần trăm."
        >>> rows = [lead, "Theo thông báo, " + lead, "Giá vé chợ phiên giảm."]
        >>> told = Copies(count(rows, ""))
        >>> told.of(1, [0]), told.of(2, [0])
        (True, False)
    """

    def __init__(self, counts: Counts) -> None:
        self._said = counts.syllable.tobytes()
        self._width = counts.syllable.itemsize
        self._length = counts.length
        self._starts = [0, *accumulate(counts.length)]
        self._windows: dict[int, frozenset[bytes]] = {}
        self._blocks: dict[int, list[bytes]] = {}
        self._pairs: dict[tuple[int, int], bool] = {}

    def _runs(self, i: int, size: int, step: int = 1) -> list[bytes]:
        """Each stretch of so many syllables of a sentence, from every place or some."""
        said, width = self._said, self._width
        begin = self._starts[i] * width
        last = begin + (self._length[i] - size) * width
        long = size * width
        return [said[k : k + long] for k in range(begin, last + 1, step * width)]

    def _pair(self, i: int, k: int) -> bool:
        """True where one of two sentences copies the other."""
        pair = (min(i, k), max(i, k))
        found = self._pairs.get(pair)
        if found is None:
            # half of the shorter one
            run = max(RUN, min(self._length[i], self._length[k]) // 2)
            found = not set(self._runs(i, run)).isdisjoint(self._runs(k, run))
            self._pairs[pair] = found
        return found

    def of(self, i: int, taken: Collection[int]) -> bool:
        """True for a sentence that copies one of those that are taken, or is copied by it.

        Args:
            i: Its place.
            taken: Places of others.
        """
        return bool(self.among([i], taken))

    def among(self, places: Iterable[int], taken: Collection[int]) -> list[int]:
        """Those sentences that copy one of those that are taken, or are copied by it.

        Args:
            places: Places of sentences.
            taken: Places of others.
        """
        windows = [(k, self._windows_of(k)) for k in taken]
        found = []
        for i in places:
            blocks = self._blocks.get(i)
            if blocks is None:
                blocks = self._blocks[i] = self._runs(i, BLOCK, BLOCK)
            for k, known in windows:
                # few sentences share any run with another one
                if k != i and not known.isdisjoint(blocks) and self._pair(i, k):
                    found.append(i)
                    break
        return found

    def _windows_of(self, k: int) -> frozenset[bytes]:
        """The stretches of a sentence in which another one's blocks are looked for."""
        known = self._windows.get(k)
        if known is None:
            known = self._windows[k] = frozenset(self._runs(k, BLOCK))
        return known
