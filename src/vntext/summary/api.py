"""Summaries of texts and documents."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from vntext.checks import check_count, check_flag, check_method, check_string
from vntext.document import Document, Paragraph, Sentence, Summary
from vntext.errors import InvalidTextError, TextTooLongError
from vntext.text.unicode import normalized_twin

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vntext.labels import Role
    from vntext.summary.scorer import SentenceScorer

__all__ = ["MAX_CHARS", "layers", "summarize"]

MAX_CHARS = 20_000_000
"""Longest text that is taken, in characters."""


def layers(text: str) -> tuple[list[Paragraph], list[Sentence]]:
    """The two layers that a summary reads, without the rest of an analysis.

    Args:
        text: Any text.

    Returns:
        Paragraphs with their roles, and sentences, in characters of ``text``.

    Raises:
        InvalidTextError: If ``text`` is not a str.
        TextTooLongError: If ``text`` has more than `MAX_CHARS` characters.
    """
    from vntext.roles.assign import assign_roles
    from vntext.split.paragraphs import find_paragraphs
    from vntext.split.sentences import split_sentences

    if not isinstance(text, str):
        raise InvalidTextError(f"text must be a str or a Document, not {type(text).__name__}")
    if len(text) > MAX_CHARS:
        raise TextTooLongError(f"text has {len(text):,} characters; the limit is {MAX_CHARS:,}")
    twin = normalized_twin(text)
    back = twin.alignment.span_to_original
    spans = find_paragraphs(twin.text).pairs()
    paragraphs = []
    for (a, b), (role, reason) in zip(spans, assign_roles(twin.text, spans), strict=True):
        x, y = back(a, b)
        paragraphs.append(Paragraph(x, y, text[x:y], cast("Role", role), reason))
    sentences = []
    for a, b, rule in split_sentences(twin.text):
        x, y = back(a, b)
        sentences.append(Sentence(x, y, text[x:y], rule))
    return paragraphs, sentences


def summarize(
    text_or_document: str | Document,
    *,
    sentences: int | None = None,
    words: int | None = None,
    ratio: float | None = None,
    title: str | None = None,
    query: str | None = None,
    keep_lead: bool = True,
    max_sentence_words: int | None = None,
    trim: bool = False,
    scorer: SentenceScorer | None = None,
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
        title: The headline, when the text does not begin with it.
        query: What the reader wants to know; sentences that say its words go first, and the lead
            is not kept for its own sake.
        keep_lead: Keep the lead (sapo), with room for one sentence of the body.
        max_sentence_words: Take no sentence of more syllables. When all have more, the best one is
            cut to this length.
        trim: Cut clauses at ``;`` and chains of offices; ``SummarySentence.shown`` holds what is
            left, with ``…`` for what was cut.
        scorer: What gives sentences their value; the scorer of the package by default.

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
    from vntext.summary.select import summarize_document

    check_string("title", title, optional=True)
    check_string("query", query, optional=True)
    check_flag("keep_lead", keep_lead)
    check_flag("trim", trim)
    if max_sentence_words is not None:
        check_count("max_sentence_words", max_sentence_words)
    check_method("scorer", scorer, "score")
    if scorer is not None:
        from vntext.stages import CheckedScorer

        scorer = CheckedScorer(scorer)
    paragraphs: Sequence[Paragraph]
    found: Sequence[Sentence]
    if isinstance(text_or_document, Document):
        text = text_or_document.text
        paragraphs, found = text_or_document.paragraphs, text_or_document.sentences
    else:
        text = text_or_document
        paragraphs, found = layers(text)
    return summarize_document(
        text,
        paragraphs,
        found,
        sentences_wanted=sentences,
        words=words,
        ratio=ratio,
        title=title,
        query=query,
        keep_lead=keep_lead,
        max_sentence_words=max_sentence_words,
        trim=trim,
        scorer=scorer,
    )
