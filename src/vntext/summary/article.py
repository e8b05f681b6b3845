"""What summaries read of a text: its normalised form, its paragraphs and its sentences."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from vntext.checks import MAX_CHARS
from vntext.document import Document
from vntext.errors import InvalidTextError, TextTooLongError
from vntext.summary.terms import on_one_line
from vntext.text.unicode import normalized_twin

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vntext.document import Paragraph, Sentence

__all__ = [
    "Article",
    "Line",
    "analyzed",
    "article_of",
    "article_with",
    "headline_of",
    "read_article",
]

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
    """

    given: str
    spans: Sequence[tuple[int, int]]
    text: str
    paragraphs: Sequence[Line]
    sentences: Sequence[tuple[int, int]]

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


def article_of(text_or_document: str | Document) -> Article:
    """What a summary reads of a text or its analysis.

    Raises:
        InvalidTextError: If it is neither a str nor a `Document`.
        TextTooLongError: If a text has more than `MAX_CHARS` characters.
    """
    if isinstance(text_or_document, Document):
        doc = text_or_document
        return article_with(doc.text, doc.paragraphs, doc.sentences)
    if isinstance(text_or_document, str):
        return read_article(text_or_document)
    raise _no_text(text_or_document)


def analyzed(text_or_document: str | Document) -> Document:
    """A document as it is, a text analysed.

    Raises:
        InvalidTextError: If it is neither.
    """
    if isinstance(text_or_document, Document):
        return text_or_document
    if not isinstance(text_or_document, str):
        raise _no_text(text_or_document)
    # by name: the pipeline is built upon the summary
    doc: Document = import_module("vntext.pipeline").analyze(text_or_document)
    return doc


def _no_text(given: object) -> InvalidTextError:
    return InvalidTextError(f"text must be a str or a Document, not {type(given).__name__}")


def article_with(
    text: str, paragraphs: Sequence[Paragraph], sentences: Sequence[Sentence]
) -> Article:
    """What a summary reads of the layers of a text as given."""
    twin = normalized_twin(text)
    to = twin.alignment.span_to_normalized
    spans = [(s.start, s.end) for s in sentences]
    if twin.alignment.is_identity:
        lines = [(p.start, p.end, p.role, p.reason) for p in paragraphs]
        return Article(text, spans, text, lines, spans)
    lines = [(*to(p.start, p.end), p.role, p.reason) for p in paragraphs]
    return Article(text, spans, twin.text, lines, [to(a, b) for a, b in spans])


def read_article(text: str) -> Article:
    """The two layers that a summary reads, without the rest of an analysis.

    Raises:
        TextTooLongError: If the text has more than `MAX_CHARS` characters.
    """
    from vntext.roles.assign import assign_roles
    from vntext.split.paragraphs import find_paragraphs
    from vntext.split.sentences import split_sentences

    if len(text) > MAX_CHARS:
        raise TextTooLongError(f"text has {len(text):,} characters; the limit is {MAX_CHARS:,}")
    twin = normalized_twin(text)
    pairs = find_paragraphs(twin.text).pairs()
    roles = assign_roles(twin.text, pairs)
    lines = [(a, b, *role) for (a, b), role in zip(pairs, roles, strict=True)]
    sentences = [(a, b) for a, b, _ in split_sentences(twin.text)]
    back = twin.alignment.span_to_original
    return Article(text, [back(a, b) for a, b in sentences], twin.text, lines, sentences)
