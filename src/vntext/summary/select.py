"""Which sentences stand for a text: the lead first, then what says most and repeats least."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from vntext.summary.article import headline_of
from vntext.summary.candidates import Candidate, find_candidates
from vntext.summary.features import Counts, count
from vntext.summary.options import Budget, Options
from vntext.summary.preferences import Prices, preferences
from vntext.summary.query import answers
from vntext.summary.scorer import default_scorer
from vntext.summary.terms import one_line
from vntext.summary.trim import clip, shorten

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from vntext.summary.article import Line

    Scores = Callable[[list[int], str], Sequence[float]]

__all__ = ["Chosen", "Selection", "choose"]


class Chosen(NamedTuple):
    """A sentence that was taken.

    Attributes:
        sentence: Its place among the sentences of the text.
        score: Higher is better; comparable inside one summary only.
        reason: Why it was taken.
        shown: The sentence with its cuts, ``""`` when nothing was cut.
    """

    sentence: int
    score: float
    reason: str
    shown: str


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
        self.leans = [c.leans for c in found]
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


def _values(
    found: list[Candidate], counts: Counts, title: str, options: Options, scores: Scores | None
) -> list[float]:
    """What each sentence is worth before anything is taken."""
    prefer = preferences()
    # a lead that is kept has its own place: the scorer sees the body as if it stood alone
    body = [True] * len(found)
    if options.keep_lead and not options.query:
        body = [not c.lead for c in found]
    value = [prefer.values_least] * len(found)
    places = [k for k, mine in enumerate(body) if mine]
    if places:
        if scores is None:
            given = default_scorer().values(counts if all(body) else counts.only(body))
        else:
            given = list(map(float, scores([found[k].place for k in places], title)))
        for k, x in zip(places, given, strict=True):
            value[k] = x
    if options.query:
        shares = answers([c.text for c in found], options.query)
        value = [x + prefer.values_query * y for x, y in zip(value, shares, strict=True)]
    return value


def _leads(found: list[Candidate], budget: Budget) -> list[int]:
    """The sentences of the lead that are kept: all, but with room for one of the body."""
    leads = [k for k, c in enumerate(found) if c.lead]
    if budget.sentences is not None and len(leads) < len(found):
        return leads[: max(1, budget.sentences - 1)]
    return leads


def choose(
    text: str,
    paragraphs: Sequence[Line],
    sentences: Sequence[tuple[int, int]],
    options: Options | None = None,
    scores: Scores | None = None,
) -> list[Chosen]:
    r"""Chooses the sentences that stand for a text.

    Args:
        text: The normalised text.
        paragraphs: Its paragraphs, in characters of ``text``: start, end, role and reason.
        sentences: Its sentences, in characters of ``text``: start and end.
        options: How long the summary may be, and what it is for.
        scores: Gives the values of some sentences, by their places and the headline; those of
            the package's scorer by default.

    Returns:
        The chosen ones in the order of the text. Never empty when the text has a sentence.

    Example:
        >>> text = "Mở lớp phòng cháy\nTrời nắng đẹp. Một trăm hộ học cách dùng bình chữa cháy."
        >>> paragraphs = [(0, 17, "title", "headline"), (18, 75, "body", "")]
        >>> [(c.sentence, c.reason)
        ...  for c in choose(text, paragraphs, [(0, 17), (18, 32), (33, 75)], Options(sentences=1))]
        [(2, 'score')]
    """
    options = options or Options()
    prefer = preferences()
    heading = one_line(options.headline) if options.headline else headline_of(text, paragraphs)
    found = find_candidates(text, paragraphs, sentences, heading)
    if options.trim:
        found = [shorten(c) for c in found]
    if not found:
        return []
    budget = options.budget(sum([c.size for c in found]))
    counts = count([c.text for c in found], heading, options.query or "")
    value = _values(found, counts, heading, options, scores)
    leads = _leads(found, budget) if options.keep_lead and not options.query else []
    prices = prefer.with_lead if leads else prefer.without_lead
    for k, c in enumerate(found):
        value[k] += prices.directive * c.directive - prices.doubtful * c.doubtful
    longest = options.longest(budget)
    fits = [k for k, c in enumerate(found) if c.size <= longest]
    # where only trifles fit, the best sentence is cut: a summary is never empty and never beside
    # the point
    trifles = budget.words is not None and not any(found[k].size <= longest for k in leads)
    best = max(range(len(found)), key=value.__getitem__)
    cut = not fits or (
        trifles and max(map(value.__getitem__, fits)) < prefer.values_trifle * value[best]
    )
    for k in leads:
        value[k] += prefer.values_lead
    if cut:
        i = max(range(len(found)), key=value.__getitem__)
        return [_chosen(found[i], value[i], "cut", clip(found[i].text, longest))]
    chosen = Selection(found, counts, value, budget, prices)
    if len(fits) < len(found):
        kept = set(fits)
        chosen.open = [k in kept for k in range(len(found))]
    for i in leads:
        if chosen.fits(i) and not chosen.full():
            chosen.take(i, "lead")
    chosen.fill(lambda i: _reason(found[i], options, gains=prices.directive > 0))
    return [_chosen(found[i], value[i], r, found[i].shown) for i, r in sorted(chosen.taken.items())]


def _reason(c: Candidate, options: Options, *, gains: bool) -> str:
    if options.query:
        return "query"
    return "directive" if c.directive and gains else "score"


def _chosen(c: Candidate, value: float, reason: str, shown: str) -> Chosen:
    return Chosen(c.place, round(value, 4), reason, shown)
