"""One digest of several articles on the same event."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from vntext.checks import check_many
from vntext.document import Document, Summary, SummarySentence
from vntext.summary.candidates import Candidate, find_candidates
from vntext.summary.features import NAMES, count, sentence_features
from vntext.summary.given import article_given
from vntext.summary.options import Options
from vntext.summary.preferences import preferences
from vntext.summary.scorer import default_scorer
from vntext.summary.select import Selection, query_share
from vntext.summary.trim import clip, shorten

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vntext.summary.article import Article

__all__ = ["Digest", "DigestSentence", "summarize_many"]


@dataclass(frozen=True, slots=True, repr=False)
class DigestSentence(SummarySentence):
    """A sentence of a digest.

    Attributes:
        source: Position of its article among those given; the offsets are in that article.
    """

    source: int = 0


@dataclass(frozen=True, slots=True)
class Digest(Summary):
    """Sentences that stand for several articles, by article and then by place.

    Attributes:
        sentences: The sentences.
    """

    sentences: tuple[DigestSentence, ...] = ()


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

    A sentence is worth what it says of its own article and what it says of all of them; what the
    digest says already counts against it.

    Args:
        documents: Articles, or their analyses.
        sentences: At most so many sentences; three by default. Give one of ``sentences``, ``words``
            and ``ratio``.
        words: At most so many syllables.
        ratio: At most this share of the syllables of all leads and bodies.
        query: What the reader wants to know.
        max_sentence_words: Take no sentence of more syllables, unless there is no other.
        trim: Cut clauses at ``;`` and chains of offices, marked with ``…``.

    Returns:
        A digest; empty only when all articles are blank.

    Raises:
        InvalidTextError: If an article is neither a str nor a `Document`.
        TextTooLongError: If an article is over the limit.
        InvalidOptionError: If an option is out of its range, or two budgets are given.

    Example:
        >>> a = "Chợ Yên Sơn cháy\nLửa bùng lên lúc nửa đêm tại chợ Yên Sơn, không ai bị thương."
        >>> b = "Cháy chợ Yên Sơn\nLửa bùng lên lúc nửa đêm. Chợ Yên Sơn thiệt hại hai tỷ đồng."
        >>> for s in summarize_many([a, b], sentences=2):
        ...     print(s.source, s.text)
        0 Lửa bùng lên lúc nửa đêm tại chợ Yên Sơn, không ai bị thương.
        1 Chợ Yên Sơn thiệt hại hai tỷ đồng.
    """
    check_many("documents", documents, "str or documents")
    options = Options(
        sentences, words, ratio, query=query, max_sentence_words=max_sentence_words, trim=trim
    )
    articles = [article_given(given) for given in documents]
    found: list[Candidate] = []
    source: list[int] = []
    headlines = [article.headline for article in articles]
    for k, (article, headline) in enumerate(zip(articles, headlines, strict=True)):
        own = find_candidates(article.text, article.paragraphs, article.sentences, headline)
        found += [shorten(c) for c in own] if trim else own
        source += [k] * len(own)
    if not found:
        return Digest()
    prefer = preferences()
    budget = options.budget(sum(c.size for c in found))
    longest = options.longest(budget)
    fits = [k for k, c in enumerate(found) if c.size <= longest]
    if not fits:
        # every sentence is too long: the first lead, or else the first sentence, is cut
        i = next((k for k, c in enumerate(found) if c.lead), 0)
        cut = found[i]._replace(shown=clip(found[i].text, longest))
        return Digest((_sentence(cut, source[i], articles, 0.0, "cut"),))
    found, source = [found[k] for k in fits], [source[k] for k in fits]
    counts = count([c.text for c in found], " ".join(headlines), query or "")
    # what a sentence says of its own article, then what it says of all of them
    value = [0.0] * len(found)
    for k in set(source):
        mine = [owner == k for owner in source]
        places = (i for i, kept in enumerate(mine) if kept)
        for i, x in zip(places, default_scorer().estimates(counts.only(mine)), strict=True):
            value[i] = x
    shared = sentence_features(counts)[:, NAMES.index("centroid")].tolist()
    for i, c in enumerate(found):
        value[i] += prefer.many_shared * shared[i] + prefer.many_lead * c.lead
    if query:
        shares = query_share(counts)
        value = [x + prefer.values_query * y for x, y in zip(value, shares, strict=True)]
    chosen = Selection(found, counts, value, budget, prefer.many)
    chosen.fill(lambda _: "query" if query else "score")
    return Digest(
        tuple(
            _sentence(found[i], source[i], articles, value[i], reason)
            for i, reason in sorted(chosen.taken.items())
        )
    )


def _sentence(
    c: Candidate, source: int, articles: list[Article], value: float, reason: str
) -> DigestSentence:
    a, b = articles[source].spans[c.place]
    text = articles[source].given[a:b]
    return DigestSentence(a, b, text, round(value, 4), reason, c.shown, source)
