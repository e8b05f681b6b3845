"""Everything that a page shows of one article, in one answer: what ``/v1/page`` gives.

The document is there as `Document.to_json` writes it, but for quotations and relations: those name
their people by place in the list of people, so that no person is written once for each quotation.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from vntext._serialize import span_to_dict
from vntext.document import LAYERS
from vntext.integrations.service.article.law import legal_documents
from vntext.integrations.service.article.spans import SentenceAt, place_of
from vntext.integrations.service.article.values import date_rows, place_rows
from vntext.integrations.service.article.who import People
from vntext.integrations.service.written import plain_document

if TYPE_CHECKING:
    from vntext.document import Document, Summary

__all__ = ["PAGE_LAYERS", "SUMMARIES", "article"]

PAGE_LAYERS: Final = (*LAYERS, "dates", "places", "quotes", "quantities", "relations")
"""Layers that are looked at."""

SUMMARIES: Final = 10
"""Summaries of one sentence up to so many are in the answer."""

_INSIDE: Final = (*LAYERS, "dates", "places", "quantities")
"""Layers of the document in the answer."""


def article(
    doc: Document, *, reference: str = "", sentences: int = 3, phrases: int = 12
) -> dict[str, Any]:
    """The answer for one document.

    Args:
        doc: An analysis.
        reference: The day of the article, as the caller said it.
        sentences: Sentences of the summary of the document.
        phrases: At most so many key phrases.

    Returns:
        Dicts and lists for `written`; every offset is in characters of ``doc.text``, and no dict is
        in it twice.

    Example:
        >>> from vntext import analyze
        >>> answer = article(analyze("Sáng 24/5, bà Lê Thị An, Giám đốc Sở Y tế, đến Huế."))
        >>> [p["name"] for p in answer["people"]], answer["organizations"][0]["people"]
        (['Lê Thị An'], [0])
    """
    from vntext.legal import read
    from vntext.summary.api import summarize_article
    from vntext.summary.article import article_of
    from vntext.summary.keyphrases import keyphrases
    from vntext.summary.options import Options

    source = doc.source or "plain"
    read_once = article_of(doc)

    def summary_of(size: int) -> Summary:
        return summarize_article(read_once, Options(sentences=size))

    summaries = [summary_of(size) for size in range(1, SUMMARIES + 1)]
    shown = summary_of(sentences) if sentences > SUMMARIES else summaries[sentences - 1]
    doc = doc.with_layers(summary=shown)
    number = {s.start: k for k, s in enumerate(doc.sentences)}
    sentence_at = SentenceAt(doc.sentences)
    people = People(doc, sentence_at)
    act = read(doc.text, source="html" if source == "html" else "plain")
    return {
        "source": source,
        "reference": reference,
        "headline": read_once.headline,
        "document": plain_document(doc, _INSIDE),
        "people": people.rows,
        "organizations": people.organizations,
        "places": place_rows(doc.places),
        "quotes": people.quotes,
        "relations": people.relations,
        "legal_documents": legal_documents(doc, sentence_at),
        "dates": date_rows(doc.dates, sentence_at),
        "keyphrases": [
            {**span_to_dict(p), "mentions": [place_of(m) for m in p.mentions]}
            for p in keyphrases(doc, phrases)
        ],
        "summaries": [
            [
                {
                    "sentence": number[s.start],
                    "score": s.score,
                    "reason": s.reason,
                    "shown": s.shown,
                }
                for s in summary
            ]
            for summary in summaries
        ],
        "act": act.to_dict() if act else None,
    }
