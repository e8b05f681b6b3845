"""Sentences that say word for word what another one says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vntext.summary.terms import syllables

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["Copies"]

RUN = 10
"""Fewer syllables on end that stand in two sentences may be an office or a name."""

LEAST = 0.2
"""A sentence of which a smaller share is said already is not looked at."""


class Copies:
    """Which sentences of a text say half of another one, or have half of them said, in its words.

    Args:
        texts: The sentences.

    Example:
        >>> lead = "Từ ngày 3/4, giá vé chợ phiên ở xã Yên Sơn giảm hai mươi phần trăm."
        >>> told = Copies([lead, "Theo thông báo, " + lead, "Giá vé chợ phiên giảm."])
        >>> told.of(1, [0]), told.of(2, [0])
        (True, False)
    """

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts
        self._said: dict[int, list[str]] = {}
        self._short: dict[int, set[tuple[str, ...]]] = {}
        self._pairs: dict[tuple[int, int], bool] = {}

    def _syllables(self, i: int) -> list[str]:
        if i not in self._said:
            self._said[i] = syllables(self._texts[i])
        return self._said[i]

    def _shortest(self, i: int) -> set[tuple[str, ...]]:
        """The runs of a sentence that are just long enough."""
        if i not in self._short:
            self._short[i] = _runs(self._syllables(i), RUN)
        return self._short[i]

    def _pair(self, i: int, k: int) -> bool:
        pair = (min(i, k), max(i, k))
        if pair not in self._pairs:
            # few sentences share any run
            alike = not self._shortest(i).isdisjoint(self._shortest(k))
            if alike:
                one, other = self._syllables(i), self._syllables(k)
                # half of the shorter one
                run = max(RUN, min(len(one), len(other)) // 2)
                alike = run == RUN or not _runs(one, run).isdisjoint(_runs(other, run))
            self._pairs[pair] = alike
        return self._pairs[pair]

    def of(self, i: int, taken: Iterable[int]) -> bool:
        """True for a sentence that copies one of those that are taken, or is copied by it.

        Args:
            i: Its place.
            taken: Places of others.
        """
        return any(k != i and self._pair(i, k) for k in taken)


def _runs(said: list[str], size: int) -> set[tuple[str, ...]]:
    return {tuple(said[k : k + size]) for k in range(len(said) - size + 1)}
