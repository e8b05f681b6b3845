"""One digest of several articles on the same event."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from vntext.checks import check_many
from vntext.summary.api import summarize_article
from vntext.summary.article import article_of
from vntext.summary.candidates import Candidate, find_candidates
from vntext.summary.chronology import Told, days_of, in_order
from vntext.summary.cues import credited
from vntext.summary.digest import Digest, DigestSentence
from vntext.summary.disagree import disagreements
from vntext.summary.features import NAMES, Counts, count, sentence_features
from vntext.summary.given import document_given
from vntext.summary.options import Budget, Options
from vntext.summary.preferences import preferences
from vntext.summary.query import answers, asks_who_came
from vntext.summary.select import Selection
from vntext.summary.trim import clip, cuts_of, shorten

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from vntext.document import Document

__all__ = ["Digest", "DigestSentence", "summarize_many"]


def summarize_many(
    documents: Iterable[str | Document],
    *,
    sentences: int | None = None,
    words: int | None = None,
    ratio: float | None = None,
    query: str | None = None,
    max_sentence_words: int | None = None,
    trim: bool = False,
) -> Digest:
    r"""Makes one digest of several articles on one event, without repetition.

    A sentence is worth what stands early in its article and what the other articles tell too; what
    the digest says already counts against it. An article that is given twice counts once; of one
    article alone the digest is its summary.

    Args:
        documents: Articles, or their analyses.
        sentences: At most so many sentences; three by default. Give one of ``sentences``, ``words``
            and ``ratio``.
        words: At most so many syllables.
        ratio: At most this share of the syllables of all leads and bodies.
        query: What the reader wants to know.
        max_sentence_words: Take no sentence of more syllables, unless there is no other.
        trim: Cut what can be spared of each sentence, marked with ``…``.

    Returns:
        A digest; empty only when all articles are blank.

    Raises:
        InvalidTextError: If an article is neither a str nor a `Document`.
        TextTooLongError: If an article is over the limit.
        InvalidOptionError: If an option is out of its range, or two budgets are given.

    Example:
        >>> a = "Chợ cháy\nChợ Yên Sơn cháy lúc nửa đêm, không ai bị thương. Lửa tắt lúc hai giờ."
        >>> b = "Tin xã\nChợ Yên Sơn cháy lúc nửa đêm. Xã ước tính thiệt hại khoảng hai tỷ đồng."
        >>> for s in summarize_many([a, b], sentences=2):
        ...     print(s.source, s.told_by, s.reason, s.text)
        0 (0,) main Chợ Yên Sơn cháy lúc nửa đêm, không ai bị thương.
        1 (1,) score Xã ước tính thiệt hại khoảng hai tỷ đồng.
    """
    check_many("documents", documents, "str or documents")
    options = Options(
        sentences, words, ratio, query=query, max_sentence_words=max_sentence_words, trim=trim
    )
    docs = [document_given(given, ("paragraphs", "sentences")) for given in documents]
    cluster = _Cluster(docs, options)
    headlines = tuple(article.headline for article in cluster.articles)
    return Digest(cluster.chosen(), headlines, cluster.disagreements)


class _Cluster:
    """Articles on one event, their sentences, and what each sentence is worth.

    Attributes:
        articles: What was read of each article.
        disagreements: What they tell different figures of.
    """

    def __init__(self, docs: Sequence[Document], options: Options) -> None:
        self.docs = docs
        self.options = options
        self.articles = [article_of(doc) for doc in docs]
        self._found: list[Candidate] = []
        self._source: list[int] = []
        self._place: list[int] = []
        seen: set[str] = set()
        who_came = asks_who_came(options.query)
        for k, article in enumerate(self.articles):
            if article.text in seen:
                continue
            seen.add(article.text)
            own = find_candidates(
                article.text,
                article.paragraphs,
                article.sentences,
                article.headline,
                who_came=who_came,
            )
            self._found += [shorten(c) for c in own] if options.trim else own
            self._source += [k] * len(own)
            self._place += range(len(own))

        told = list(zip(self._source, [c.text for c in self._found], strict=True))
        rows = disagreements(told)
        self.disagreements = tuple(d for d, *_ in rows)
        self._sides = [(agreeing, others) for _, agreeing, others in rows]

    def chosen(self) -> tuple[DigestSentence, ...]:
        """The sentences of the digest in their order."""
        if not self._found:
            return ()
        if len(set(self._source)) == 1:
            return self._of_one(self._source[0])
        budget = self.options.budget(sum(c.size for c in self._found))
        longest = self.options.longest(budget)
        fits = [k for k, c in enumerate(self._found) if c.size <= longest]
        if not fits:
            # every sentence is too long: the first lead, or else the first sentence, is cut
            i = next((k for k, c in enumerate(self._found) if c.lead), 0)
            shown = clip(self._found[i].text, longest)
            return (self._sentence(i, 0.0, "cut", (self._source[i],), shown),)
        # a caption that is glued to a sentence cannot be told from it
        fits = [k for k in fits if not credited(self._found[k].text)] or fits
        shortest = preferences().many_shortest
        fits = [k for k in fits if self._found[k].size >= shortest] or fits
        for name in ("_found", "_source", "_place"):
            setattr(self, name, [getattr(self, name)[k] for k in fits])
        now = {k: i for i, k in enumerate(fits)}
        sides = [
            tuple({now[k] for k in side & now.keys()} for side in both) for both in self._sides
        ]
        headlines = " ".join(article.headline for article in self.articles)
        query = self.options.query or ""
        counts = count([c.text for c in self._found], headlines, query)
        value = self._values(counts)
        selection = self._selection(counts, value, budget, sides)
        main = next(iter(selection.taken))
        taken = sorted(selection.taken)
        tellers = dict(zip(taken, self._tellers(counts, taken), strict=True))
        for i in taken if not query else ():
            reason = "main" if i == main else "shared" if len(tellers[i]) > 1 else "score"
            selection.taken[i] = reason
        order = in_order(self._told(taken), taken.index(main))
        return tuple(
            self._sentence(i, value[i], selection.taken[i], tellers[i])
            for i in map(taken.__getitem__, order)
        )

    def _selection(
        self,
        counts: Counts,
        value: list[float],
        budget: Budget,
        sides: Sequence[tuple[set[int], ...]],
    ) -> Selection:
        """The chosen sentences, never two figures of one quantity as if both were right."""
        closed: set[int] = set()
        reason = "query" if self.options.query else "score"
        while True:
            selection = Selection(self._found, counts, value, budget, preferences().many)
            selection.open = [k not in closed for k in range(len(self._found))]
            selection.fill(lambda _: reason)
            both = [
                others & selection.taken.keys()
                for agreeing, others in sides
                if agreeing & selection.taken.keys()
            ]
            if not any(both):
                return selection
            closed |= set().union(*both)

    def _of_one(self, source: int) -> tuple[DigestSentence, ...]:
        summary = summarize_article(self.articles[source], self.options)
        return tuple(
            DigestSentence(
                s.start, s.end, s.text, s.score, s.reason, s.shown, s.cuts, source, (source,)
            )
            for s in summary.sentences
        )

    def _values(self, counts: Counts) -> list[float]:
        """What each sentence is worth before anything is taken."""
        prefer = preferences()
        central = sentence_features(counts)[:, NAMES.index("centroid over best")].tolist()
        shared = self._shared(counts)
        value = [
            prefer.many_first / (1 + place)
            + prefer.many_shared * told
            + prefer.many_central * says
            - prefer.many.doubtful * c.doubtful
            for c, place, told, says in zip(self._found, self._place, shared, central, strict=True)
        ]
        if self.options.query:
            gain = prefer.values_query
            shares = answers([c.text for c in self._found], self.options.query)
            value = [x + gain * y for x, y in zip(value, shares, strict=True)]
        return value

    def _shared(self, counts: Counts) -> list[float]:
        """For each sentence the share of its weight that an other article has, on average."""
        terms = [sorted(set(found)) for found in counts.terms()]
        articles_with: dict[int, int] = {}
        said = {(k, t) for k, found in zip(self._source, terms, strict=True) for t in found}
        for _, t in said:
            articles_with[t] = articles_with.get(t, 0) + 1
        others = len(set(self._source)) - 1
        weight = counts.weight
        return [
            sum([weight[t] * (articles_with[t] - 1) for t in found])
            / max(others * sum([weight[t] for t in found]), 1e-9)
            for found in terms
        ]

    def _tellers(self, counts: Counts, taken: Sequence[int]) -> list[tuple[int, ...]]:
        """The articles that have most pairs of neighbouring syllables of each taken sentence."""
        pairs = [set(pairwise(found)) for found in counts.terms()]
        having: dict[tuple[int, int], set[int]] = {pair: set() for i in taken for pair in pairs[i]}
        for source, found in zip(self._source, pairs, strict=True):
            for pair in having.keys() & found:
                having[pair].add(source)
        out = []
        for i in taken:
            times = Counter(k for pair in pairs[i] for k in having[pair])
            least = preferences().many_told * len(pairs[i])
            out.append(tuple(sorted({self._source[i], *(k for k in times if times[k] >= least)})))
        return out

    def _told(self, taken: Sequence[int]) -> list[Told]:
        spans = [
            (k, *self.articles[k].spans[self._found[i].place])
            for i, k in ((i, self._source[i]) for i in taken)
        ]
        named = {k for k, _, _ in spans} if len(taken) > 1 else ()
        dates = [doc.dates if k in named else () for k, doc in enumerate(self.docs)]
        have = set(taken)
        return [
            Told(self._source[i], self._place[i], self._found[i].leans and i - 1 in have, day)
            for i, day in zip(taken, days_of(dates, spans), strict=True)
        ]

    def _sentence(
        self, i: int, value: float, reason: str, told_by: tuple[int, ...], shown: str = ""
    ) -> DigestSentence:
        c, source = self._found[i], self._source[i]
        article = self.articles[source]
        a, b = article.spans[c.place]
        return DigestSentence(
            a,
            b,
            article.given[a:b],
            round(value, 4),
            reason,
            shown or c.shown or article.readable(c.place),
            cuts_of(article, c.place, c.shown),
            source,
            told_by,
        )
