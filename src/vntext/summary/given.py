"""What a caller gives: a text, which is analysed as far as needed, or its analysis."""

from __future__ import annotations

from vntext.document import Document
from vntext.errors import InvalidTextError
from vntext.pipeline import default_pipeline
from vntext.summary.article import Article, article_of

__all__ = ["article_given", "document_given"]


def document_given(
    text_or_document: str | Document, layers: tuple[str, ...] | None = None
) -> Document:
    """A document as it is, a text analysed.

    Args:
        text_or_document: Either of them; of a text it is found out whether it is HTML or Markdown.
        layers: Layers of a text that will be looked at; all by default.

    Raises:
        InvalidTextError: If it is neither.
        TextTooLongError: If a text is over the limit.
    """
    if isinstance(text_or_document, Document):
        return text_or_document
    if not isinstance(text_or_document, str):
        kind = type(text_or_document).__name__
        raise InvalidTextError(f"text must be a str or a Document, not {kind}")
    return default_pipeline().analyze(text_or_document, layers=layers, source="auto")


def article_given(text_or_document: str | Document) -> Article:
    """What a summary reads of a text or its analysis.

    Raises:
        InvalidTextError: If it is neither a str nor a `Document`.
        TextTooLongError: If a text is over the limit.
    """
    return article_of(document_given(text_or_document, ("paragraphs", "sentences")))
