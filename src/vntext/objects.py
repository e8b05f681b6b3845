"""From columns to what a user sees: spans of the text as given, made when they are looked at."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any, TypeVar

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
from vntext.navigation import made
from vntext.spans import Spans

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from vntext.alignment import Alignment

__all__ = ["OBJECTS"]

T = TypeVar("T")


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


def _layer(
    kind: type[T], text: str, column: Column, alignment: Alignment, *, apart: bool
) -> tuple[T, ...]:
    """The spans of a layer, with the fields that its column has.

    Args:
        kind: A type of spans.
        text: The text as given.
        column: Their offsets in the reading, and their fields.
        alignment: Leads from the reading to the text as given.
        apart: The spans lie side by side, see `_apart`.
    """
    fields: Sequence[Sequence[Any]] = column.fields
    starts, ends = column.offsets()
    if not alignment.is_identity:
        rows = zip(starts, ends, *fields, strict=True)
        back = alignment.span_to_original
        moved = (
            [(a, b, *row[2:]) for a, b, row in _apart(rows, alignment)]
            if apart
            else [(*back(row[0], row[1]), *row[2:]) for row in rows]
        )
        if not moved:
            return ()
        starts, ends, *fields = map(list, zip(*moved, strict=True))
    texts = [text[a:b] for a, b in zip(starts, ends, strict=True)]
    return tuple(made(kind, len(texts), starts, ends, texts, *fields))


def _paragraphs(text: str, column: Column, alignment: Alignment) -> tuple[Paragraph, ...]:
    return _layer(Paragraph, text, column, alignment, apart=True)


def _sentences(text: str, column: Column, alignment: Alignment) -> tuple[Sentence, ...]:
    return _layer(Sentence, text, column, alignment, apart=True)


def _words(text: str, column: Column, alignment: Alignment) -> Words:
    if not alignment.is_identity and column.size:
        column = Column.of_spans(_all_apart(column.spans(), alignment), len(text))
    return Words(text, column)


def _all_apart(spans: Spans, alignment: Alignment) -> Spans:
    """What `_apart` does, for many spans at once."""
    out, done = [], 0
    for start, end in alignment.spans_to_original(spans).pairs():
        first = max(start, done)
        if first < end:
            out.append((first, end))
            done = end
    return Spans.of(out)


def _entities(text: str, column: Column, alignment: Alignment) -> tuple[Entity, ...]:
    return _layer(Entity, text, column, alignment, apart=False)


def _references(text: str, column: Column, alignment: Alignment) -> tuple[LegalReference, ...]:
    return _layer(LegalReference, text, column, alignment, apart=False)


def _people(text: str, rows: Any, alignment: Alignment) -> tuple[Person, ...]:
    from vntext.people.names import name_parts

    back = alignment.span_to_original
    places = [back(a, b) for p in rows for a, b in p.mentions]
    starts, ends = [a for a, _ in places], [b for _, b in places]
    texts = [text[a:b] for a, b in places]
    mentions = iter(made(Span, len(places), starts, ends, texts))

    def title(t: Any) -> Title:
        a, b = back(t.start, t.end)
        return Title(a, b, text[a:b], organization(*t.organization) if t.organization else None)

    def organization(start: int, end: int) -> Span:
        a, b = back(start, end)
        return Span(a, b, text[a:b])

    return tuple(
        [
            Person(
                p.name,
                tuple(islice(mentions, len(p.mentions))),
                tuple(map(title, p.titles)),
                p.role,
                *name_parts(p.name),
            )
            for p in rows
        ]
    )


def _summary(text: str, rows: Any, alignment: Alignment) -> Summary:
    out = []
    for start, end, score, reason, shown in rows:
        a, b = alignment.span_to_original(start, end)
        out.append(SummarySentence(a, b, text[a:b], score, reason, shown))
    return Summary(tuple(out))


def _values(text: str, rows: Any, alignment: Alignment) -> tuple[Any, ...]:
    """A layer of values: its rows are the objects, in characters of the reading."""
    if alignment.is_identity:
        return tuple(rows)
    from vntext.meaning import all_moved

    return tuple(all_moved(rows, text, alignment))


OBJECTS: dict[str, Callable[[str, Any, Alignment], Any]] = {
    "paragraphs": _paragraphs,
    "sentences": _sentences,
    "words": _words,
    "entities": _entities,
    "people": _people,
    "legal_references": _references,
    "summary": _summary,
    "dates": _values,
    "places": _values,
    "quotes": _values,
    "quantities": _values,
    "relations": _values,
}
"""For each layer what makes its objects: of the text as given, the column and the alignment."""
