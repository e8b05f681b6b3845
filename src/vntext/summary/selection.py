"""Sentences taken one by one: each for what it adds to those that are taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vntext.summary.copies import LEAST, Copies
from vntext.summary.needs import needs_of
from vntext.summary.preferences import preferences

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from vntext.summary.candidates import Candidate
    from vntext.summary.editor import EditorWeights
    from vntext.summary.features import Counts
    from vntext.summary.needs import Need
    from vntext.summary.options import Budget
    from vntext.summary.preferences import Prices

__all__ = ["EditorSelection", "Selection"]


class Selection:
    """Sentences taken so far, and what they say.

    Attributes:
        open: For each sentence whether it may still be taken.
        taken: The taken sentences, and why.
        left: Syllables that there is still room for, when they are counted.
    """

    def __init__(
        self,
        found: list[Candidate],
        counts: Counts,
        value: list[float],
        budget: Budget,
        prices: Prices,
    ) -> None:
        self.counts = counts
        self.budget = budget
        self.prices = prices
        self.size = list(counts.length)
        self.leans = [c.leans and not c.lead for c in found]
        self.open = [True] * len(found)
        self.left = budget.words if budget.words is not None else 0
        self.taken: dict[int, str] = {}
        self._covering: list[int] = []
        # what a sentence adds while nothing is taken
        length = prices.length if budget.sentences is not None else 0.0
        self._alone = [
            x - prices.leans * leans - length * size
            for x, leans, size in zip(value, self.leans, self.size, strict=True)
        ]

    def full(self) -> bool:
        """Nothing more fits."""
        if self.budget.sentences is not None:
            return len(self.taken) >= self.budget.sentences or True not in self.open
        return not any(map(self.fits, range(len(self.open))))

    def take(self, i: int, reason: str) -> None:
        """Adds a sentence."""
        self.taken[i] = reason
        self.open[i] = False
        self.left -= self.size[i]
        if i + 1 < len(self.leans) and self.leans[i + 1]:
            # the sentence that it leans on is in the summary now
            self._alone[i + 1] += self.prices.leans
            self.leans[i + 1] = False
        if len(self.taken) <= preferences().values_looks_back:
            self._covering.append(i)

    def gains(self) -> list[float]:
        """What each sentence would add."""
        if not self.taken:
            return self._alone
        repeats, same = self.prices.repeats, self.prices.same
        # what only repeats is worth less than anything else
        return [
            x - repeats * shared - 10 * (shared > same)
            for x, shared in zip(self._alone, self.counts.shares(self._covering), strict=True)
        ]

    def fits(self, i: int) -> bool:
        """There is still room for a sentence."""
        return self.open[i] and (self.budget.words is None or self.size[i] <= self.left)

    def fill(self, reason: Callable[[int], str]) -> None:
        """Takes what adds most until nothing more fits."""
        looks_back = preferences().values_looks_back
        every = range(len(self.open))
        while not self.full() and len(self.taken) < looks_back:
            i = max(filter(self.fits, every), key=self.gains().__getitem__)
            self.take(i, reason(i))
        if self.full():
            return
        gains = self.gains()
        for i in sorted(every, key=lambda i: -gains[i]):
            if self.budget.sentences is not None and len(self.taken) >= self.budget.sentences:
                break
            if self.fits(i):
                self.take(i, reason(i))


class EditorSelection(Selection):
    """Sentences of one article, as an editor would take them.

    What a sentence adds falls with what is said already and with what it needs and the summary
    does not hold; it rises with words of the headline that nobody has said yet. A sentence may be
    taken together with the one that it needs.

    Args:
        found: The candidates, in the order of the text.
        counts: Their syllables.
        value: Their values, before anything is taken.
        budget: How long the summary may be.
        weights: What an editor goes by.
        needs: What each needs, where the caller knows it.
    """

    def __init__(
        self,
        found: list[Candidate],
        counts: Counts,
        value: list[float],
        budget: Budget,
        weights: EditorWeights,
        needs: Sequence[Sequence[Need]] | None = None,
    ) -> None:
        super().__init__(found, counts, value, budget, preferences().article)
        self._value = value
        self._copies = Copies(counts)
        self._lead = [c.lead for c in found]
        self._needs = needs_of(found) if needs is None else needs
        self._weigh = weights.signs
        weight = counts.weight
        title = {t for t in counts.title if weight[t] > 0}
        self._unsaid = title
        self._heading = sum(map(weight.__getitem__, sorted(title))) or 1.0
        self._in_title = [title.intersection(terms) for terms in counts.terms()] if title else []

    def take(self, i: int, reason: str) -> None:
        """Adds a sentence."""
        super().take(i, reason)
        if self._in_title:
            self._unsaid = self._unsaid - self._in_title[i]

    def missing(self, i: int) -> list[int]:
        """Places of the sentences that a sentence needs and that are not taken."""
        return list({n.on for n in self._needs[i] if n.on not in self.taken})

    def shares(self) -> list[float]:
        """For each sentence how much of it is said already."""
        if not self.taken:
            return [0.0] * len(self.open)
        return self.counts.shares(self._covering)

    def states(self, shares: Sequence[float]) -> list[list[tuple[str, float]]]:
        """What the summary so far makes of each sentence: names of signs and how strong they are.

        Args:
            shares: For each sentence how much of it is said already.
        """
        weight, unsaid = self.counts.weight, self._unsaid
        taken = self.taken
        out: list[list[tuple[str, float]]] = []
        for i, (share, needs) in enumerate(zip(shares, self._needs, strict=True)):
            row: list[tuple[str, float]] = []
            if needs:
                row += [(kind, 1.0) for kind in {n.kind for n in needs if n.on not in taken}]
            if share > self.prices.repeats:
                row.append(("repeats", share - self.prices.repeats))
            if i - 1 in taken and not self._lead[i - 1]:
                row.append(("goes on", 1.0))
            if unsaid and (new := unsaid & self._in_title[i]):
                row.append(("headline", sum([weight[t] for t in sorted(new)]) / self._heading))
            out.append(row)
        return out

    def gains(self) -> list[float]:
        """What each sentence would add."""
        weigh, same = self._weigh, self.prices.same
        shares = self.shares()
        # what only repeats is worth less than anything else
        gains = [
            x + sum([weigh[name] * strength for name, strength in row]) - 10 * (share > same)
            for x, row, share in zip(self._value, self.states(shares), shares, strict=True)
        ]
        said = [i for i, x in enumerate(shares) if x > LEAST and i not in self.taken]
        for i in self._copies.among(said, self.taken):
            gains[i] -= preferences().values_copies
        return gains

    def fill(self, reason: Callable[[int], str], least: float | None = None) -> None:
        """Takes what adds most until nothing more fits, a sentence with the one that it needs.

        Args:
            reason: Why a sentence is taken.
            least: What a third sentence must add; the first need not.
        """
        looks_back = preferences().values_looks_back
        while not self.full() and len(self.taken) < looks_back:
            gains = self.gains()
            best = max(filter(self.fits, range(len(gains))), key=gains.__getitem__)
            pair = self._best_pair(gains)
            adds = max(gains[best], self._of_pair(gains, *pair) if pair else gains[best])
            if least is not None and adds < least * self._part_asked(best):
                return
            if pair and self._of_pair(gains, *pair) > gains[best]:
                self.take(pair[0], "context")
                best = pair[1]
            self.take(best, reason(best))
        super().fill(reason)

    def _part_asked(self, i: int) -> float:
        """Which part of what a third sentence must add is asked of one.

        What a short sentence adds is less by its length alone: pages of short ones have news.
        """
        prefer = preferences()
        if not self.taken:
            return -1.0
        share = min(1.0, self.size[i] / prefer.values_usual)
        return float(share**prefer.values_shorter) * (
            prefer.values_second if len(self.taken) < 2 else 1.0
        )

    def mend(self, kept: Sequence[int], reason: Callable[[int], str]) -> None:
        """Exchanges sentences while one of those that are taken lacks what it needs.

        A sentence goes where another one in its place makes the whole better: the one that is
        needed in the place of a third, or one that needs nothing.

        Args:
            kept: Places of the sentences that stay.
            reason: Why a sentence is taken.
        """
        for _ in range(len(self.taken)):
            if not any(self.missing(i) for i in self.taken):
                return
            best, out, into = 1e-6, -1, -1
            for i in [i for i in self.taken if i not in kept]:
                why = self._drop(i)
                values = self._with_others()
                for k, x in enumerate(values):
                    if k != i and self.fits(k) and x - values[i] > best:
                        best, out, into = x - values[i], i, k
                self.take(i, why)
            if out < 0:
                return
            self._drop(out)
            self.take(into, reason(into))

    def _drop(self, i: int) -> str:
        self.open[i] = True
        self.left += self.size[i]
        self._covering.remove(i)
        why = self.taken.pop(i)
        if self._in_title:
            self._unsaid = {t for t in self.counts.title if self.counts.weight[t] > 0}
            for k in self.taken:
                self._unsaid = self._unsaid - self._in_title[k]
        return why

    def _with_others(self) -> list[float]:
        """What each sentence would add, and what the taken ones would gain by it."""
        gains = self.gains()
        for o in self.taken:
            missing = self.missing(o)
            for k in missing:
                if k >= 0:
                    left = {n.kind for n in self._needs[o] if n.on in missing and n.on != k}
                    met = {n.kind for n in self._needs[o] if n.on == k} - left
                    gains[k] -= sum([self._weigh[kind] for kind in met])
            if o and not self._lead[o - 1]:
                gains[o - 1] += self._weigh["goes on"]
        return gains

    def _best_pair(self, gains: Sequence[float]) -> tuple[int, int] | None:
        """The best sentence that may be taken with the one that it needs, after that one."""
        if self.budget.sentences is not None and self.budget.sentences - len(self.taken) < 2:
            return None
        pairs = [
            (missing[0], i)
            for i, needs in enumerate(self._needs)
            if needs and self.fits(i)
            for missing in [self.missing(i)]
            if len(missing) == 1 and missing[0] >= 0 and self._both_fit(missing[0], i)
        ]
        return max(pairs, key=lambda p: self._of_pair(gains, *p), default=None)

    def _both_fit(self, first: int, second: int) -> bool:
        if not self.fits(first):
            return False
        return self.budget.words is None or self.size[first] + self.size[second] <= self.left

    def _of_pair(self, gains: Sequence[float], first: int, second: int) -> float:
        """What each of two sentences adds on average, where the second one needs the first."""
        relief = sum([self._weigh[kind] for kind in {n.kind for n in self._needs[second]}])
        return (gains[first] + gains[second] - relief) / 2
