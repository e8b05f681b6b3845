"""What summaries read of a text: its normalised form, its paragraphs and its sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from vntext.summary.terms import on_one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vntext.alignment import Alignment
    from vntext.document import Document

__all__ = ["Article", "Line", "article_of", "headline_of"]

Line = tuple[int, int, str, str]
"""A paragraph: start, end, role, reason."""


class Article(NamedTuple):
    """A text as summaries read it.

    Attributes:
        given: The text as given.
        spans: Its sentences, in characters of ``given``.
        text: The normalised text.
        paragraphs: Its paragraphs, in characters of ``text``: start, end, role and reason.
        sentences: Its sentences, in characters of ``text``, as many as ``spans``.
        marked: The text as given has tags and signs, which a sentence is shown without.
        alignment: Joins ``text`` to ``given``.
    """

    given: str
    spans: Sequence[tuple[int, int]]
    text: str
    paragraphs: Sequence[Line]
    sentences: Sequence[tuple[int, int]]
    marked: bool = False
    alignment: Alignment | None = None

    def readable(self, place: int) -> str:
        """A sentence without tags and signs, ``""`` where that is what stands in the text."""
        if not self.marked:
            return ""
        a, b = self.spans[place]
        plain = self.text[slice(*self.sentences[place])]
        return plain if plain != self.given[a:b] else ""

    @property
    def headline(self) -> str:
        """The headline, ``""`` when the text has none."""
        return headline_of(self.text, self.paragraphs)


def headline_of(text: str, paragraphs: Sequence[Line]) -> str:
    """The headline of a normalised text on one line, ``""`` when it has none."""
    for start, end, role, reason in paragraphs:
        if role == "title" and reason in ("headline", ""):
            return on_one_line(text[start:end])
    return ""


def article_of(doc: Document) -> Article:
    """What a summary reads of an analysis."""
    twin = doc.twin
    to = twin.alignment.span_to_normalized
    spans = [(s.start, s.end) for s in doc.sentences]
    lines = [(*to(p.start, p.end), p.role, p.reason) for p in doc.paragraphs]
    marked = twin.source != "plain"
    return Article(
        doc.text, spans, twin.text, lines, [to(a, b) for a, b in spans], marked, twin.alignment
    )
