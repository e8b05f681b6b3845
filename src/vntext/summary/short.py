"""The shortest forms: one sentence, a list of points, the genre of a text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from vntext.checks import check_count
from vntext.summary.api import summarize
from vntext.summary.article import article_of
from vntext.summary.genre import find_genre
from vntext.summary.given import document_given
from vntext.summary.terms import markdown_line, words_in
from vntext.summary.trim import clip

if TYPE_CHECKING:
    from vntext.document import Document
    from vntext.summary.genre import Genre

__all__ = ["bullets", "genre_of", "gist"]


def gist(text_or_document: str | Document, *, words: int | None = None) -> str:
    r"""Tells an article in one sentence: the first one of its lead, or the one that says most.

    Args:
        text_or_document: An article, or its analysis.
        words: At most so many syllables and figures. A longer sentence is trimmed, and cut only
            where that is not enough; the cut is marked with ``…``.

    Returns:
        The sentence on one line, ``""`` for a blank text.

    Raises:
        InvalidTextError: If the first argument is neither a str nor a `Document`.
        TextTooLongError: If a text is over the limit.
        InvalidOptionError: If ``words`` is not above 0.

    Example:
        >>> gist("Xã sửa chợ\nSáng 3/4, xã Yên Sơn bắt đầu sửa chợ, xong trước tháng 6. Trời nắng.")
        'Sáng 3/4, xã Yên Sơn bắt đầu sửa chợ, xong trước tháng 6.'
    """
    if words is not None:
        check_count("words", words)
    whole = summarize(text_or_document, sentences=1).text
    if words is None or words_in(whole) <= words:
        return whole
    return clip(summarize(text_or_document, sentences=1, trim=True).text, words)


def bullets(text_or_document: str | Document, **options: Any) -> str:
    """The summary as a Markdown list, one point a sentence, each trimmed.

    Args:
        text_or_document: An article, or its analysis.
        options: Options of `vntext.summarize`; ``trim`` is on where it is not given.

    Returns:
        Lines that begin with ``- ``; ``""`` for a blank text.

    Raises:
        InvalidTextError: If the first argument is neither a str nor a `Document`.
        TextTooLongError: If a text is over the limit.
        InvalidOptionError: If an option is out of its range.

    Example:
        >>> print(bullets("Xã Yên Sơn bắt đầu sửa chợ. Chợ sẽ mở lại ngày 3/6.", sentences=2))
        - Xã Yên Sơn bắt đầu sửa chợ.
        - Chợ sẽ mở lại ngày 3/6.
    """
    made = summarize(text_or_document, **{"trim": True, **options})
    return "\n".join(f"- {markdown_line(s.shown or s.text)}" for s in made)


def genre_of(text_or_document: str | Document) -> Genre | None:
    r"""The genre of a text, where it is one that is summarised in its own way.

    Args:
        text_or_document: A text, or its analysis.

    Returns:
        The genre with its reason; None for news and all else.

    Raises:
        InvalidTextError: If the argument is neither a str nor a `Document`.

    Example:
        >>> genre = genre_of("BIÊN BẢN\nThành phần: các hộ.\nCuộc họp thống nhất đóng góp.")
        >>> genre.name, genre.reason
        ('minutes', 'conclusions of a meeting')
    """
    article = article_of(document_given(text_or_document, ("paragraphs", "sentences")))
    return find_genre(article.text, article.paragraphs, article.headline)
