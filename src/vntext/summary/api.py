"""Summaries of texts and documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vntext.checks import check_method
from vntext.document import Sentence, Summary, SummarySentence
from vntext.summary.given import article_given
from vntext.summary.options import Options, former_title
from vntext.summary.select import choose
from vntext.summary.trim import cuts_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vntext.document import Document
    from vntext.stages import SentenceScorer
    from vntext.summary.article import Article

__all__ = ["summarize", "summarize_article"]


def summarize(
    text_or_document: str | Document,
    *,
    sentences: int | None = None,
    words: int | None = None,
    ratio: float | None = None,
    headline: str | None = None,
    query: str | None = None,
    keep_lead: bool = True,
    max_sentence_words: int | None = None,
    trim: bool = False,
    scorer: SentenceScorer | None = None,
    title: str | None = None,
) -> Summary:
    r"""Chooses the sentences that stand for an article: its lead, what was said, what was ordered.

    Headlines, captions, credits, bylines and links to other stories are never taken. The sentences
    keep the order of the text and their offsets in it. The same call gives the same summary.

    Args:
        text_or_document: An article as it is printed (a line a paragraph), or its analysis.
        sentences: So many sentences, fewer when the article has fewer. Three, when no budget is
            given. Give one of ``sentences``, ``words`` and ``ratio``.
        words: At most so many words, counted as syllables and figures
            (`vntext.summary.terms.words_in`).
        ratio: At most this share of the syllables of lead and body, above 0 and at most 1.
        headline: The headline, when the text does not begin with it.
        query: What the reader wants to know; sentences that say its words go first, and the lead
            is not kept for its own sake.
        keep_lead: Keep the lead (sapo), with room for one sentence of the body.
        max_sentence_words: Take no sentence of more syllables. When all have more, the best one is
            cut to this length.
        trim: Cut what a sentence can spare: brackets, the lesser offices of a person, an
            introduction, of a long sentence its tail and its later clauses.
            ``SummarySentence.shown`` holds what is left, ``SummarySentence.cuts`` what was cut.
        scorer: What gives sentences their value; the scorer of the package
            (`vntext.summary.scorer.default_scorer`) by default.
        title: The former name of ``headline``; it warns, and goes with version 1.0.

    Returns:
        A summary; never empty when the text is not blank.

    Raises:
        InvalidTextError: If the first argument is neither a str nor a `Document`.
        TextTooLongError: If a text is over the limit.
        InvalidOptionError: If an option is out of its range, or two budgets are given.
        StageError: If ``scorer`` gives anything but one finite number a sentence.

    Example:
        >>> text = (
        ...     "Xã Yên Sơn mở lớp phòng cháy\n"
        ...     "Hơn một trăm hộ quanh chợ Yên Sơn học cách dùng bình chữa cháy.\n"
        ...     "Quang cảnh lớp học.\n"
        ...     "Lớp học mở sáng 3/4 tại nhà văn hóa xã. Trời nắng đẹp và có gió nhẹ.\n"
        ...     "Lê Hân"
        ... )
        >>> for s in summarize(text, sentences=2):
        ...     print(s.start, s.reason, s.text)
        29 lead Hơn một trăm hộ quanh chợ Yên Sơn học cách dùng bình chữa cháy.
        113 score Lớp học mở sáng 3/4 tại nhà văn hóa xã.
    """
    headline = former_title(headline, title)
    options = Options(sentences, words, ratio, headline, query, keep_lead, max_sentence_words, trim)
    check_method("scorer", scorer, "score")
    if scorer is not None:
        from vntext.stages import CheckedScorer

        scorer = CheckedScorer(scorer)
    return summarize_article(article_given(text_or_document), options, scorer)


def summarize_article(
    article: Article, options: Options, scorer: SentenceScorer | None = None
) -> Summary:
    """The summary of what was read of a text.

    Args:
        article: The text and its layers.
        options: How long the summary may be, and what it is for.
        scorer: What gives sentences their value; the scorer of the package by default.
    """
    given, spans = article.given, article.spans

    def scores(places: list[int], headline: str) -> Sequence[float]:
        assert scorer is not None
        found = [Sentence(a, b, given[a:b]) for a, b in map(spans.__getitem__, places)]
        return scorer.score(given, found, headline)

    chosen = choose(
        article.text,
        article.paragraphs,
        article.sentences,
        options,
        None if scorer is None else scores,
    )
    out = []
    for place, score, reason, shown in chosen:
        a, b = spans[place]
        cuts = cuts_of(article, place, shown)
        readable = shown or article.readable(place)
        out.append(SummarySentence(a, b, given[a:b], score, reason, readable, cuts))
    return Summary(tuple(out))
