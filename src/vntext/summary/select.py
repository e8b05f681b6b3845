"""Which sentences stand for a text: the lead first, then what says most and repeats least."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from vntext.summary.article import headline_of
from vntext.summary.candidates import Candidate, find_candidates
from vntext.summary.features import Counts, count
from vntext.summary.options import Budget, Options
from vntext.summary.preferences import Prices, preferences
from vntext.summary.scorer import default_scorer
from vntext.summary.terms import one_line, syllables
from vntext.summary.trim import clip, shorten

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from vntext.summary.article import Line
    from vntext.summary.features import Floats

    Scores = Callable[[list[int], str], Sequence[float]]

__all__ = ["Chosen", "Selection", "choose", "query_share"]


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
    """Sentences taken so far, and what they say."""

    def __init__(
        self, found: list[Candidate], counts: Counts, value: Floats, budget: Budget, prices: Prices
    ) -> None:
        n = len(found)
        self.counts = counts
        self.budget = budget
        self.prices = prices
        self.size = counts.length
        self.leans = np.fromiter((c.leans for c in found), bool, n)
        self.open = np.ones(n, bool)
        self.left = budget.words if budget.words is not None else 0
        self.taken: dict[int, str] = {}
        self._covered = np.zeros(max(len(counts.vocabulary), 1), bool)
        # what a sentence adds while nothing is taken
        self._alone = value - prices.leans * self.leans
        if budget.sentences is not None:
            self._alone -= prices.length * self.size

    def full(self) -> bool:
        """Nothing more fits."""
        if self.budget.sentences is not None:
            return len(self.taken) >= self.budget.sentences or not self.open.any()
        return not self.fits().any()

    def take(self, i: int, reason: str) -> None:
        """Adds a sentence."""
        self.taken[i] = reason
        self.open[i] = False
        self.left -= int(self.size[i])
        if i + 1 < len(self.leans) and self.leans[i + 1]:
            # the sentence that it leans on is in the summary now
            self._alone[i + 1] += self.prices.leans
            self.leans[i + 1] = False
        if len(self.taken) <= preferences().values_looks_back:
            a, b = self.counts.bounds[i : i + 2]
            self._covered[self.counts.term[a:b]] = True

    def gains(self) -> Floats:
        """What each sentence would add."""
        if not self.taken:
            return self._alone.copy()
        shared = self.counts.share_in(self._covered)
        gain: Floats = self._alone - self.prices.repeats * shared
        # what only repeats is worth less than anything else
        gain[shared > self.prices.same] -= 10
        return gain

    def fits(self) -> NDArray[np.bool_]:
        """The sentences that there is still room for."""
        if self.budget.sentences is not None:
            return self.open
        return self.open & (self.size <= self.left)

    def fill(self, reason: Callable[[int], str]) -> None:
        """Takes what adds most until nothing more fits."""
        looks_back = preferences().values_looks_back
        while not self.full() and len(self.taken) < looks_back:
            i = int(np.argmax(np.where(self.fits(), self.gains(), -np.inf)))
            self.take(i, reason(i))
        if self.full():
            return
        for i in np.argsort(-self.gains(), kind="stable").tolist():
            if self.budget.sentences is not None and len(self.taken) >= self.budget.sentences:
                break
            if self.open[i] and (self.budget.words is None or self.size[i] <= self.left):
                self.take(i, reason(i))


def query_share(query: str, counts: Counts) -> Floats:
    """For each sentence the share of the query's weight that it says."""
    asked = [counts.vocabulary[s] for s in syllables(query) if s in counts.vocabulary]
    if not asked:
        return np.zeros(counts.size)
    wanted = np.zeros(len(counts.vocabulary), bool)
    wanted[asked] = True
    weight = np.where(wanted, np.maximum(counts.weight, preferences().values_common), 0.0)
    said = np.bincount(counts.sentence, weight[counts.term], counts.size)
    out: Floats = said / weight.sum()
    return out


def _values(
    found: list[Candidate], counts: Counts, title: str, options: Options, scores: Scores | None
) -> Floats:
    """What each sentence is worth before anything is taken."""
    prefer = preferences()
    # a lead that is kept has its own place: the scorer sees the body as if it stood alone
    body = np.ones(len(found), bool)
    if options.keep_lead and not options.query:
        body = np.fromiter((not c.lead for c in found), bool, len(found))
    value = np.full(len(found), prefer.values_least)
    whole = body.all()
    if whole or body.any():
        if scores is None:
            given = default_scorer().values(counts if whole else counts.only(body))
        else:
            places = [found[k].place for k in np.flatnonzero(body).tolist()]
            given = np.asarray(scores(places, title), np.float64)
        value[body] = given
    if options.query:
        value += prefer.values_query * query_share(options.query, counts)
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
    heading = one_line(options.title) if options.title else headline_of(text, paragraphs)
    found = find_candidates(text, paragraphs, sentences, heading)
    if options.trim:
        found = [shorten(c) for c in found]
    if not found:
        return []
    budget = options.budget(sum(c.size for c in found))
    counts = count([c.syllables for c in found], heading)
    value = _values(found, counts, heading, options, scores)
    leads = _leads(found, budget) if options.keep_lead and not options.query else []
    prices = prefer.with_lead if leads else prefer.without_lead
    value += [prices.directive * c.directive - prices.doubtful * c.doubtful for c in found]
    longest = options.longest(budget)
    fits = counts.length <= longest
    # where only trifles fit, the best sentence is cut: a summary is never empty and never beside
    # the point
    trifles = budget.words is not None and not fits[leads].any()
    cut = not fits.any() or (trifles and value[fits].max() < prefer.values_trifle * value.max())
    value[leads] += prefer.values_lead
    if cut:
        i = int(np.argmax(value))
        return [_chosen(found[i], value[i], "cut", clip(found[i].text, longest))]
    chosen = Selection(found, counts, value, budget, prices)
    chosen.open &= fits
    for i in leads:
        if chosen.fits()[i] and not chosen.full():
            chosen.take(i, "lead")
    chosen.fill(lambda i: _reason(found[i], options, gains=prices.directive > 0))
    return [_chosen(found[i], value[i], r, found[i].shown) for i, r in sorted(chosen.taken.items())]


def _reason(c: Candidate, options: Options, *, gains: bool) -> str:
    if options.query:
        return "query"
    return "directive" if c.directive and gains else "score"


def _chosen(c: Candidate, value: float, reason: str, shown: str) -> Chosen:
    return Chosen(c.place, round(float(value), 4), reason, shown)
