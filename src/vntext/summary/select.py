"""Which sentences stand for a text: the lead first, then what says most and repeats least."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from vntext.document import Sentence, Summary, SummarySentence
from vntext.errors import InvalidOptionError
from vntext.summary.candidates import Candidate, find_candidates, headline_of
from vntext.summary.features import Counts, count
from vntext.summary.options import Budget, budget_of
from vntext.summary.scorer import SentenceScorer, default_scorer
from vntext.summary.terms import one_line, syllables
from vntext.summary.trim import clip, shorten

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from vntext.document import Entity, Paragraph
    from vntext.summary.features import Floats

__all__ = ["Prices", "Selection", "query_share", "summarize_document"]

QUERY = 1.5
"""What a sentence gains that says all words of the query."""

TRIFLE = 0.5
"""Part of the best value below which a sentence is not worth a summary of its own."""
# After so many sentences repetition is no longer looked at: a long extract of a long text.
LOOKS_BACK = 64


class Prices(NamedTuple):
    """What is added to and taken from the value of a sentence.

    The value itself estimates the sentence's ROUGE with an editor's abstract, about 0.05 to 0.4.

    Attributes:
        repeats: Price of saying only what the summary says already.
        length: Price of a syllable, when sentences are counted and not syllables.
        leans: Price of leaning on a sentence that is not in the summary.
        directive: Gain of the words in which a named speaker says what is to be done.
        doubtful: Price of being perhaps a caption.
        same: A sentence of which a larger share is said already comes after all others.
    """

    repeats: float
    length: float
    leans: float
    directive: float
    doubtful: float = 0.0
    same: float = 0.97


# Without a lead the sentences stand for the abstract that is missing, which is short (tried on
# 2,000 validation articles). With the lead kept, the rest adds what was said and ordered.
WITHOUT_LEAD = Prices(repeats=0.12, length=0.0015, leans=0.01, directive=0.0, doubtful=0.15)
WITH_LEAD = Prices(repeats=0.12, length=0.0003, leans=0.08, directive=0.12, doubtful=0.15, same=0.8)


class Selection:
    """Sentences taken so far, and what they say."""

    def __init__(
        self,
        found: list[Candidate],
        counts: Counts,
        value: Floats,
        budget: Budget,
        prices: Prices,
    ) -> None:
        self.found = found
        self.counts = counts
        self.value = value
        self.budget = budget
        self.prices = prices
        self.size = np.array([c.size for c in found])
        self.leans = np.array([c.leans for c in found])
        self.open = np.ones(len(found), bool)
        self.follows = np.zeros(len(found) + 1, bool)
        self.covered = np.zeros(max(len(counts.vocabulary), 1), bool)
        self.shared = np.zeros(len(found))
        self.left = budget.words if budget.words is not None else 0
        self.taken: dict[int, str] = {}

    def full(self) -> bool:
        """Nothing more fits."""
        if self.budget.sentences is not None:
            return len(self.taken) >= self.budget.sentences or not self.open.any()
        return not (self.open & (self.size <= self.left)).any()

    def take(self, i: int, reason: str) -> None:
        """Adds a sentence."""
        self.taken[i] = reason
        self.open[i] = False
        self.follows[i + 1] = True
        self.left -= int(self.size[i])
        if len(self.taken) <= LOOKS_BACK:
            a, b = np.searchsorted(self.counts.sentence, [i, i + 1])
            self.covered[self.counts.term[a:b]] = True
            self.shared = self.counts.share_in(self.covered)

    def gains(self) -> Floats:
        """What each sentence would add."""
        gain = self.value - self.prices.repeats * self.shared
        gain -= self.prices.leans * (self.leans & ~self.follows[:-1])
        if self.budget.sentences is not None:
            gain -= self.prices.length * self.size
        # what only repeats is worth less than anything else
        gain[self.shared > self.prices.same] -= 10
        return gain

    def fits(self) -> NDArray[np.bool_]:
        """The sentences that there is still room for."""
        if self.budget.sentences is not None:
            return self.open
        return self.open & (self.size <= self.left)

    def fill(self, reason: Callable[[int], str]) -> None:
        """Takes what adds most until nothing more fits."""
        while not self.full() and len(self.taken) < LOOKS_BACK:
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
    # common syllables count a little, so that a query of common words alone still finds something
    weight = np.where(wanted, np.maximum(counts.weight, 0.2), 0.0)
    said = np.bincount(counts.sentence, weight[counts.term], counts.size)
    out: Floats = said / weight.sum()
    return out


def _values(
    text: str,
    found: list[Candidate],
    counts: Counts,
    title: str,
    *,
    query: str,
    leads_apart: bool,
    scorer: SentenceScorer | None,
) -> Floats:
    """What each sentence is worth before anything is taken."""
    value = np.zeros(len(found))
    if scorer is not None:
        spans = [Sentence(c.start, c.end, text[c.start : c.end]) for c in found]
        value += np.asarray(scorer.score(text, spans, title), np.float64)
        return value + (QUERY * query_share(query, counts) if query else 0.0)
    # a lead that is kept has its own place: the scorer sees the body as if it stood alone
    body = np.array([not (c.lead and leads_apart) for c in found])
    if body.any():
        value[body] = default_scorer().values(counts if body.all() else counts.only(body))
    value = np.clip(value, 0.001, None)
    if query:
        value += QUERY * query_share(query, counts)
    return value


def _leads(found: list[Candidate], budget: Budget) -> list[int]:
    """The sentences of the lead that are kept: all, but with room for one of the body."""
    leads = [k for k, c in enumerate(found) if c.lead]
    if budget.sentences is not None and len(leads) < len(found):
        return leads[: max(1, budget.sentences - 1)]
    return leads


def summarize_document(
    text: str,
    paragraphs: Sequence[Paragraph],
    sentences: Sequence[Sentence],
    *,
    sentences_wanted: int | None = None,
    words: int | None = None,
    ratio: float | None = None,
    title: str | None = None,
    query: str | None = None,
    keep_lead: bool = True,
    max_sentence_words: int | None = None,
    trim: bool = False,
    entities: Sequence[Entity] = (),
    scorer: SentenceScorer | None = None,
) -> Summary:
    """Chooses the sentences that stand for a text.

    Args:
        text: The text as given.
        paragraphs: Its paragraphs with their roles, in characters of ``text``.
        sentences: Its sentences, in characters of ``text``.
        sentences_wanted: So many sentences (fewer when the text has fewer); three by default.
        words: At most so many syllables, counted by `vntext.summary.terms.words_in`.
        ratio: At most this share of the syllables of lead and body.
        title: The headline, when the text does not begin with it.
        query: What the reader wants to know: sentences that say its words go first.
        keep_lead: Keep the lead, the editor's own abstract (not with a query).
        max_sentence_words: Take no sentence of more syllables, unless there is no other.
        trim: Cut clauses at ``;`` and chains of offices; what was cut shows as ``…``.
        entities: Entities; people among them tell speakers with a name.
        scorer: What gives sentences their value; the scorer of the package by default.

    Returns:
        The sentences in the order of the text. Never empty when the text has a sentence.

    Raises:
        InvalidOptionError: If an option is out of its range, or two budgets are given.
    """
    if max_sentence_words is not None and (
        not isinstance(max_sentence_words, int) or max_sentence_words < 1
    ):
        raise InvalidOptionError(
            f"max_sentence_words must be a whole number above 0, not {max_sentence_words!r}"
        )
    heading = one_line(title) if title else headline_of(paragraphs)
    people = [e for e in entities if e.label == "PERSON"]
    found = find_candidates(paragraphs, sentences, people, heading)
    if trim:
        found = [shorten(c) for c in found]
    keep = keep_lead and not query
    budget = budget_of(sentences_wanted, words, ratio, sum(c.size for c in found))
    if not found:
        return Summary()
    counts = count([c.syllables for c in found], heading)
    value = _values(
        text, found, counts, heading, query=query or "", leads_apart=keep, scorer=scorer
    )
    leads = _leads(found, budget) if keep else []
    prices = WITH_LEAD if leads else WITHOUT_LEAD
    value += [prices.directive * c.directive - prices.doubtful * c.doubtful for c in found]
    longest = min(max_sentence_words or sys.maxsize, budget.words or sys.maxsize)
    fits = np.array([c.size <= longest for c in found])
    # where only trifles fit, the best sentence is cut: a summary is never empty and never beside
    # the point
    trifles = budget.words is not None and not fits[leads].any()
    if not fits.any() or (trifles and value[fits].max() < TRIFLE * value.max()):
        value[leads] += 1.0
        i = int(np.argmax(value))
        only = replace(found[i], shown=clip(found[i].text, longest))
        return Summary((_sentence(text, only, value[i], "cut"),))
    value[leads] += 1.0
    chosen = Selection(found, counts, value, budget, prices)
    chosen.open &= fits
    for i in leads:
        if chosen.fits()[i] and not chosen.full():
            chosen.take(i, "lead")
    chosen.fill(lambda i: _reason(found[i], query, prices.directive > 0))
    return Summary(
        tuple(_sentence(text, found[i], value[i], r) for i, r in sorted(chosen.taken.items()))
    )


def _reason(c: Candidate, query: str | None, gains: bool) -> str:
    if query:
        return "query"
    return "directive" if c.directive and gains else "score"


def _sentence(text: str, c: Candidate, value: float, reason: str) -> SummarySentence:
    return SummarySentence(
        c.start, c.end, text[c.start : c.end], round(float(value), 4), reason, c.shown
    )
