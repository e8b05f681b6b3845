"""Layers as tables: which columns each has, and its rows, as plain values.

One row is one span of one document. `vntext.integrations.arrow` makes Arrow of them,
`vntext.integrations.frames` data frames, ``vntext corpus`` files.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any, Final, Literal

from vntext.annotations import Person, Span
from vntext.checks import check_many
from vntext.document import (
    Document,
    Entity,
    LegalReference,
    Paragraph,
    Sentence,
    SummarySentence,
)
from vntext.errors import InvalidOptionError
from vntext.meaning import DateValue, Quantity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

__all__ = ["TABLES", "VERSION", "Kind", "Table", "check_tables", "encodable", "layers_of"]

VERSION: Final = "1"
"""Version of the tables: it grows when a column goes or means something else."""

Kind = Literal[
    "str",
    "label",
    "role",
    "offset",
    "int",
    "int?",
    "float",
    "float?",
    "bool",
    "span?",
    "strs",
    "successors",
]
"""What a column holds; ``?`` for one that may be null. A span is a dict of start, end and text."""

_Row = tuple[Any, ...]

_KINDS: Final[dict[str, Kind]] = {
    "str": "str",
    "Label": "label",
    "Role": "role",
    "int": "int",
    "int | None": "int?",
    "float": "float",
    "float | None": "float?",
    "bool": "bool",
}

_SPAN: Final[dict[str, Kind]] = {"start": "offset", "end": "offset", "text": "str"}


@dataclass(frozen=True, slots=True)
class Table:
    """One layer as a table.

    Attributes:
        layer: The layer of a document that it is made of.
        columns: Names and kinds of its columns; the first three are ``start``, ``end``, ``text``.
        rows: The rows of a document.
    """

    layer: str
    columns: dict[str, Kind]
    rows: Callable[[Document], Iterator[_Row]]


def encodable(text: str) -> str:
    r"""The text with the replacement character for lone surrogates, which no file can hold.

    Example:
        >>> encodable("a\ud800b")
        'a\ufffdb'
    """
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in text)
    return text


def _span(span: Span | Person | None) -> dict[str, Any] | None:
    if span is None:
        return None
    if isinstance(span, Person):  # where the person is named first
        return {**_offsets(span.mentions[0]), "text": encodable(span.name)}
    return {**_offsets(span), "text": encodable(span.text)}


def _offsets(span: Span) -> dict[str, int]:
    return {"start": span.start, "end": span.end}


def _plain(layer: str, kind: type[Span]) -> Table:
    """A table with the fields of the layer's spans, but for spans inside a span."""
    columns = dict(_SPAN)
    own = [f for f in fields(kind) if f.name not in _SPAN and f.name != "cuts"]
    columns |= {f.name: _KINDS[str(f.type)] for f in own}
    names = tuple(columns)[len(_SPAN) :]

    def rows(doc: Document) -> Iterator[_Row]:
        for span in getattr(doc, layer):
            values = [getattr(span, n) for n in names]
            shown = (encodable(v) if type(v) is str else v for v in values)
            yield span.start, span.end, encodable(span.text), *shown

    return Table(layer, columns, rows)


def _words(doc: Document) -> Iterator[_Row]:
    words = doc.words
    texts = words.texts()
    clean = encodable(doc.text) is doc.text
    shown = texts if clean else list(map(encodable, texts))
    return zip(words.starts.tolist(), words.ends.tolist(), shown, strict=True)


def _mentions(doc: Document) -> Iterator[_Row]:
    for number, person in enumerate(doc.people):
        name = encodable(person.name)
        for m in person.mentions:
            yield m.start, m.end, encodable(m.text), number, name, person.role


def _titles(doc: Document) -> Iterator[_Row]:
    for number, person in enumerate(doc.people):
        name = encodable(person.name)
        for t in person.titles:
            org = encodable(t.organization.text) if t.organization else ""
            yield t.start, t.end, encodable(t.text), number, name, org


def _places(doc: Document) -> Iterator[_Row]:
    for p in doc.places:
        yield (
            *(p.start, p.end, encodable(p.text), p.kind, p.code, p.name, list(p.parents)),
            *(p.country, p.level, p.era),
            [{"code": s.code, "share": s.share} for s in p.successors],
            *(p.centroid or (None, None)),
            *(list(p.alternatives), p.score),
        )


def _quotes(doc: Document) -> Iterator[_Row]:
    for q in doc.quotes:
        yield (
            *(q.start, q.end, encodable(q.text), q.direct),
            *(_span(q.speaker), _span(q.cue), q.continues),
        )


def _relations(doc: Document) -> Iterator[_Row]:
    for r in doc.relations:
        spans = map(_span, (r.subject, r.object, r.organization))
        yield r.start, r.end, encodable(r.text), r.kind, *spans, r.date, _span(r.cue)


_PERSON: Final[dict[str, Kind]] = {**_SPAN, "person": "int", "name": "str"}

TABLES: Final[dict[str, Table]] = {
    "entities": _plain("entities", Entity),
    "people": Table("people", {**_PERSON, "role": "str"}, _mentions),
    "titles": Table("people", {**_PERSON, "organization": "str"}, _titles),
    "legal_references": _plain("legal_references", LegalReference),
    "paragraphs": _plain("paragraphs", Paragraph),
    "sentences": _plain("sentences", Sentence),
    "words": Table("words", dict(_SPAN), _words),
    "summary": _plain("summary", SummarySentence),
    "dates": _plain("dates", DateValue),
    "places": Table(
        "places",
        {
            **_SPAN,
            "kind": "str",
            "code": "str",
            "name": "str",
            "parents": "strs",
            "country": "str",
            "level": "str",
            "era": "str",
            "successors": "successors",
            "latitude": "float?",
            "longitude": "float?",
            "alternatives": "strs",
            "score": "float",
        },
        _places,
    ),
    "quotes": Table(
        "quotes",
        {**_SPAN, "direct": "bool", "speaker": "span?", "cue": "span?", "continues": "bool"},
        _quotes,
    ),
    "quantities": _plain("quantities", Quantity),
    "relations": Table(
        "relations",
        {
            **_SPAN,
            "kind": "str",
            "subject": "span?",
            "object": "span?",
            "organization": "span?",
            "date": "str",
            "cue": "span?",
        },
        _relations,
    ),
}
"""The tables by name. ``people`` has one row a mention, ``titles`` one a title held; their column
``person`` is the number of the person within the document."""


def check_tables(layers: object) -> tuple[str, ...]:
    """The names of tables that are asked for.

    Raises:
        InvalidOptionError: If they are no names of tables.

    Example:
        >>> check_tables(["words", "words"])
        ('words',)
    """
    check_many("layers", layers, error=InvalidOptionError)
    names: tuple[str, ...] = tuple(dict.fromkeys(layers))  # type: ignore[call-overload]  # right above
    for name in names:
        if name not in TABLES:
            raise InvalidOptionError(f"a layer is one of {', '.join(TABLES)}, not {name!r}")
    return names


def layers_of(tables: Iterable[str]) -> tuple[str, ...]:
    """The layers of documents that tables are made of.

    Example:
        >>> layers_of(["people", "titles", "words"])
        ('people', 'words')
    """
    return tuple(dict.fromkeys(TABLES[name].layer for name in tables))
