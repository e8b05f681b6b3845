"""From columns to what a user sees: spans of the text as given, made when they are looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from vntext.columns import Column
from vntext.document import (
    Entity,
    LegalReference,
    Paragraph,
    Person,
    Sentence,
    Span,
    Summary,
    SummarySentence,
    Title,
    Words,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from vntext.alignment import Alignment
    from vntext.text.reading import Reading

__all__ = ["OBJECTS"]


def _apart(rows: Iterable[Any], alignment: Alignment) -> Iterator[tuple[int, int, Any]]:
    """Carries spans of one layer back to the original, still without overlap.

    A border inside an edit (between a letter and a mark that fits no letter) has no place of its
    own in the original: the first span takes the whole edit.
    """
    back, last = alignment.span_to_original, 0
    for row in rows:
        a, b = back(row[0], row[1])
        a = max(a, last)
        if a < b:
            yield a, b, row
            last = b


def _paragraphs(text: str, column: Column, reading: Reading) -> tuple[Paragraph, ...]:
    return tuple(
        Paragraph(a, b, text[a:b], role, reason)
        for a, b, (_, _, role, reason) in _apart(column.rows(), reading.alignment)
    )


def _sentences(text: str, column: Column, reading: Reading) -> tuple[Sentence, ...]:
    return tuple(
        Sentence(a, b, text[a:b], row[2]) for a, b, row in _apart(column.rows(), reading.alignment)
    )


def _words(text: str, column: Column, reading: Reading) -> Words:
    if not reading.alignment.is_identity:
        rows = _apart(column.rows(), reading.alignment)
        column = Column.of(((a, b) for a, b, _ in rows), len(text))
    return Words(text, column)


def _entities(text: str, column: Column, reading: Reading) -> tuple[Entity, ...]:
    back = reading.alignment.span_to_original
    out = []
    for start, end, label, rule, score in column.rows():
        a, b = back(start, end)
        out.append(Entity(a, b, text[a:b], label, rule, score))
    return tuple(out)


def _references(text: str, column: Column, reading: Reading) -> tuple[LegalReference, ...]:
    back = reading.alignment.span_to_original
    out = []
    for start, end, *fields in column.rows():
        a, b = back(start, end)
        out.append(LegalReference(a, b, text[a:b], *fields))
    return tuple(out)


def _people(text: str, rows: Any, reading: Reading) -> tuple[Person, ...]:
    back = reading.alignment.span_to_original

    def span(start: int, end: int) -> Span:
        a, b = back(start, end)
        return Span(a, b, text[a:b])

    def title(t: Any) -> Title:
        a, b = back(t.start, t.end)
        return Title(a, b, text[a:b], span(*t.organization) if t.organization else None)

    return tuple(
        Person(
            p.name,
            tuple(span(a, b) for a, b in p.mentions),
            tuple(title(t) for t in p.titles),
            p.role,
        )
        for p in rows
    )


def _summary(text: str, rows: Any, reading: Reading) -> Summary:
    out = []
    for start, end, score, reason, shown in rows:
        a, b = reading.alignment.span_to_original(start, end)
        # without tags and signs, where there are some
        plain = reading.text[start:end] if reading.source != "plain" else ""
        readable = shown or (plain if plain != text[a:b] else "")
        out.append(SummarySentence(a, b, text[a:b], score, reason, readable))
    return Summary(tuple(out))


OBJECTS: dict[str, Callable[[str, Any, Reading], Any]] = {
    "paragraphs": _paragraphs,
    "sentences": _sentences,
    "words": _words,
    "entities": _entities,
    "people": _people,
    "legal_references": _references,
    "summary": _summary,
}
"""For each layer what makes its objects: of the text as given, the column and the reading."""
