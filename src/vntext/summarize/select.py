"""Which sentences stand for a text: the lead first, then what says most and repeats least."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from vntext.document import Summary, SummarySentence
from vntext.errors import InvalidOptionError
from vntext.summarize.candidates import Candidate, find_candidates, headline_of
from vntext.summarize.features import Counts, count
from vntext.summarize.options import Budget, budget_of
from vntext.summarize.scorer import SentenceScorer, default_scorer
from vntext.summarize.terms import syllables
from vntext.summarize.trim import clip, shorten

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vntext.document import Entity, Paragraph, Sentence
    from vntext.summarize.features import Floats

__all__ = ["summarize_document"]

# The value of a sentence estimates its ROUGE with an editor's abstract (about 0.05 to 0.4). From it
# are taken: what the summary says already (share of the sentence's weight, times REPEATS), and, when
# sentences are counted and not words, its length (a syllable costs LENGTH).
REPEATS = 0.12
LENGTH = 0.0015
LEANS = 0.08
DIRECTIVE = 0.12
QUERY = 0.6
# After so many sentences repetition is no longer looked at: a long extract of a long text.
LOOKS_BACK = 64


class _Selection:
    """Sentences taken so far, and what they say."""

    def __init__(self, found: list[Candidate], counts: Counts, value: Floats, budget: Budget) -> None:
        self.found = found
        self.counts = counts
        self.value = value
        self.budget = budget
        self.size = np.array([c.size for c in found])
        self.leans = np.array([c.leans for c in found])
        self.open = np.ones(len(found), bool)
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
        self.left -= int(self.size[i])
        if len(self.taken) <= LOOKS_BACK:
            a, b = np.searchsorted(self.counts.sentence, [i, i + 1])
            self.covered[self.counts.term[a:b]] = True
            self.shared = self.counts.share_in(self.covered)

    def best(self) -> int:
        """The sentence that adds most."""
        gain = self.value - REPEATS * self.shared
        before = np.concatenate([[False], [i in self.taken for i in range(len(self.found) - 1)]])
        gain = gain - LEANS * (self.leans & ~before)
        if self.budget.sentences is not None:
            gain = gain - LENGTH * self.size
            fits = self.open
        else:
            fits = self.open & (self.size <= self.left)
        # what only repeats is worth less than anything else
        gain = np.where(self.shared > 0.97, gain - 1, gain)
        return int(np.argmax(np.where(fits, gain, -np.inf)))


def _query_share(query: str, counts: Counts) -> Floats:
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
    found: list[Candidate],
    counts: Counts,
    title: str,
    query: str,
    scorer: SentenceScorer,
) -> Floats:
    """What each sentence is worth before anything is taken; leads are worth 1 more."""
    value = np.zeros(len(found))
    body = [k for k, c in enumerate(found) if not c.lead]
    if body:
        texts = [found[k].text for k in body]
        own = counts if len(body) == len(found) else count(texts, title)
        value[body] = scorer.score(texts, title, own)
    value = np.clip(value, 0.001, None)
    value += [1.0 * c.lead + DIRECTIVE * c.directive for c in found]
    if query:
        value += QUERY * _query_share(query, counts)
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
        words: At most so many syllables, counted by `vntext.summarize.terms.words_in`.
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
    heading = " ".join(title.split()) if title else headline_of(paragraphs)
    people = [e for e in entities if e.label == "PERSON"]
    found = find_candidates(paragraphs, sentences, people, heading)
    if trim:
        found = [shorten(c) for c in found]
    budget = budget_of(sentences_wanted, words, ratio, sum(c.size for c in found))
    if not found:
        return Summary()
    longest = max_sentence_words
    if budget.words is not None:
        longest = min(longest or budget.words, budget.words)
    if longest is not None:
        short = [c for c in found if c.size <= longest]
        # never empty: where every sentence is too long, the best one is cut
        if not short:
            counts = count([c.text for c in found], heading)
            value = _values(found, counts, heading, query or "", scorer or default_scorer())
            i = int(np.argmax(value))
            only = replace(found[i], shown=clip(found[i].text, longest))
            return Summary((_sentence(text, only, value[i], "cut"),))
        found = short
    counts = count([c.text for c in found], heading)
    value = _values(found, counts, heading, query or "", scorer or default_scorer())
    chosen = _Selection(found, counts, value, budget)
    if keep_lead and not query:
        for i in _leads(found, budget):
            if not chosen.full() and (budget.words is None or found[i].size <= chosen.left):
                chosen.take(i, "lead")
    while not chosen.full():
        i = chosen.best()
        chosen.take(i, _reason(found[i], query))
    return Summary(tuple(_sentence(text, found[i], value[i], r) for i, r in sorted(chosen.taken.items())))


def _reason(c: Candidate, query: str | None) -> str:
    if query:
        return "query"
    return "directive" if c.directive else "score"


def _sentence(text: str, c: Candidate, value: float, reason: str) -> SummarySentence:
    return SummarySentence(
        c.start, c.end, text[c.start : c.end], round(float(value), 4), reason, c.shown
    )

