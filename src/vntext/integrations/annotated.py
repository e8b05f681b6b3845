"""What the formats of annotation tools share: documents of marks, people as links between them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, cast

from vntext.document import Document, Entity, Person, Span, Title
from vntext.errors import InvalidDocumentError
from vntext.labels import LABELS
from vntext.pipeline import default_pipeline

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from vntext.labels import Label

__all__ = ["Links", "entity", "links", "people", "with_marks"]

Place = tuple[int, int, str]
"""Start, end and label of a mark."""


class Links(NamedTuple):
    """People as links between marks, which are numbered in the order of the text.

    Attributes:
        marks: Every entity, and every mention and title that is none.
        same: For each person the marks that name it, in order.
        holds: Pairs of a mark that names a person and one that is a title held by it.
        authors: Marks that name an author.
    """

    marks: list[Place]
    same: list[list[int]]
    holds: list[tuple[int, int]]
    authors: list[int]


def links(doc: Document) -> Links:
    """The entities and people of a document as marks and links between them.

    Example:
        >>> import vntext
        >>> found = links(vntext.analyze("Ông Lê Văn An, Giám đốc Sở Y tế, dự lễ. Ông An nói."))
        >>> [label for _, _, label in found.marks], found.same, found.holds
        (['PERSON', 'TITLE', 'ORG', 'PERSON'], [[0, 3]], [(0, 1)])
    """
    places = {(e.start, e.end, str(e.label)) for e in doc.entities}
    for person in doc.people:
        places |= {(m.start, m.end, "PERSON") for m in person.mentions}
        places |= {(t.start, t.end, "TITLE") for t in person.titles}
    marks = sorted(places, key=lambda p: (p[0], -p[1], p[2]))
    number = {place: k for k, place in enumerate(marks)}
    same: list[list[int]] = []
    holds: list[tuple[int, int]] = []
    authors: list[int] = []
    for person in doc.people:
        named = [number[m.start, m.end, "PERSON"] for m in person.mentions]
        if not named:
            continue
        same.append(named)
        holds += [(named[0], number[t.start, t.end, "TITLE"]) for t in person.titles]
        if person.role == "author":
            authors.append(named[0])
    return Links(marks, same, holds, authors)


def entity(text: str, start: int, end: int, label: str, rule: str, score: float = 1.0) -> Entity:
    """An entity that somebody marked.

    Raises:
        InvalidDocumentError: If it does not lie in the text, or there is no such label.
    """
    if not 0 <= start < end <= len(text):
        raise InvalidDocumentError(f"the mark [{start}, {end}) does not lie in the text")
    if label not in LABELS:
        raise InvalidDocumentError(f"a label is one of {', '.join(LABELS)}, not {label!r}")
    return Entity(start, end, text[start:end], cast("Label", label), rule, score)


def people(
    entities: Sequence[Entity],
    same: Iterable[Iterable[int]],
    holds: Iterable[tuple[int, int]],
    authors: Iterable[int] = (),
) -> tuple[Person, ...]:
    """The people of marks and links; a PERSON without links is a person alone.

    Args:
        entities: The marks.
        same: Groups of marks, by number, that name one person.
        holds: Pairs of a mark that names a person and one that is a title held by it.
        authors: Marks that name an author.

    Raises:
        InvalidDocumentError: If a link joins what is no person or no title.
    """
    names = [k for k, e in enumerate(entities) if e.label == "PERSON"]
    root = {k: k for k in names}

    def find(k: int) -> int:
        if k not in root:
            raise InvalidDocumentError(f"a link joins {entities[k]!r}, which is no PERSON")
        while root[k] != k:
            root[k] = root[root[k]]
            k = root[k]
        return k

    for group in same:
        first, *others = group
        for k in others:
            root[find(k)] = find(first)
    mentions: dict[int, list[Entity]] = {}
    for k in names:
        mentions.setdefault(find(k), []).append(entities[k])
    titles: dict[int, list[Entity]] = {}
    for who, what in dict.fromkeys(holds):
        if entities[what].label != "TITLE":
            raise InvalidDocumentError(f"a link says that {entities[what]!r} is a title")
        titles.setdefault(find(who), []).append(entities[what])
    written = {find(k) for k in authors}
    bodies = [e for e in entities if e.label == "ORG"]
    return tuple(
        _person(named, titles.get(k, ()), bodies, "author" if k in written else "")
        for k, named in sorted(mentions.items(), key=lambda row: row[1][0].start)
    )


def _person(
    named: Sequence[Entity], held: Iterable[Entity], bodies: Sequence[Entity], role: str
) -> Person:
    from vntext.people.names import name_parts
    from vntext.text.rules import normalize

    fullest = max((" ".join(normalize(m.text).split()) for m in named), key=len)
    titles = []
    for t in sorted(held, key=lambda t: t.start):
        inside = [b for b in bodies if t.start <= b.start and b.end <= t.end]
        body = max(inside, key=len, default=None)
        organization = Span(body.start, body.end, body.text) if body else None
        titles.append(Title(t.start, t.end, t.text, organization))
    mentions = tuple(Span(m.start, m.end, m.text) for m in named)
    return Person(fullest, mentions, tuple(titles), role, *name_parts(fullest))


def with_marks(text: str, layers: Mapping[str, object]) -> Document:
    """A document with the layers that somebody marked; the others are made when looked at.

    Raises:
        InvalidTextError: If ``text`` is not a str.
        TextTooLongError: If ``text`` is over the limit.
    """
    return default_pipeline().analyze(text, layers=()).with_layers(**layers)
