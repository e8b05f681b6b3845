"""Compares analysed documents with annotated ones: entities, people, titles, references, structure.

An annotated article is a `Document` too: the one that a perfect analysis would give. Words and
summary are not compared.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from vntext.checks import check_many
from vntext.document import LABELS
from vntext.errors import InvalidOptionError
from vntext.evaluate.spans import Figures, b_cubed, span_f1

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from vntext.document import Document, LegalReference, Span

__all__ = ["DocumentFigures", "compare_documents"]

Place = tuple[int, int, int]
"""Number of the document, start and end of a span in it."""


class DocumentFigures(NamedTuple):
    """How near an analysis comes to the annotations.

    Attributes:
        labels: Figures of entities by label, spans strict.
        entities: Figures of all entities together.
        sentence_ends: Figures of the ends of sentences.
        people: B-cubed figures of who is who, over the annotated mentions.
        title_links: Figures of titles with the person that each is linked to.
        legal_fields: Share of the annotated references that are found with the right type, code and
            provision; None if there are none.
        roles: Share of the annotated paragraphs that are found with the right role; None if there
            are none.
    """

    labels: dict[str, Figures]
    entities: Figures
    sentence_ends: Figures
    people: Figures
    title_links: Figures
    legal_fields: float | None
    roles: float | None

    def percentages(self) -> dict[str, float]:
        """F1 and shares x 100 by name, in the order of a report; what has no value is left out."""
        rows = {label: f.f1 for label, f in self.labels.items()} | {
            "all entities": self.entities.f1,
            "sentence end": self.sentence_ends.f1,
            "person clusters B3": self.people.f1,
            "title link": self.title_links.f1,
            "legal fields": self.legal_fields,
            "roles": self.roles,
        }
        return {name: 100 * value for name, value in rows.items() if value is not None}


def _plain(text: str) -> str:
    """A type or provision without case, spaces and the marks between its parts."""
    return re.sub(r"[\s,.–-]+", "", text.lower())


def _fields(reference: LegalReference) -> tuple[str, str, str]:
    code = "".join(reference.code.split()).upper().replace("Ð", "Đ").replace("–", "-")
    return _plain(reference.type), code, _plain(reference.provision)


def _share(right: int, of: int) -> float | None:
    return right / of if of else None


class _Layers:
    """The layers of several documents, as sets of places."""

    def __init__(self, documents: Sequence[Document], unsure: Sequence[list[tuple[int, int]]]):
        self.entities: set[tuple[Place, str]] = set()
        self.ends: set[tuple[int, int]] = set()
        self.people: list[list[Place]] = []
        self.titles: list[tuple[int, Place]] = []
        self.references: dict[Place, tuple[str, str, str]] = {}
        self.roles: set[tuple[int, int, str]] = set()
        for k, (doc, aside) in enumerate(zip(documents, unsure, strict=True)):

            def place(span: Span, k: int = k) -> Place:
                return k, span.start, span.end

            def is_sure(span: Span, aside: list[tuple[int, int]] = aside) -> bool:
                return not any(span.start < b and a < span.end for a, b in aside)

            self.entities |= {(place(e), e.label) for e in doc.entities if is_sure(e)}
            self.ends |= {(k, s.start + len(s.text.rstrip())) for s in doc.sentences}
            for person in doc.people:
                self.titles += [(len(self.people), place(t)) for t in person.titles if is_sure(t)]
                self.people.append([place(m) for m in person.mentions])
            self.references |= {place(r): _fields(r) for r in doc.legal_references}
            self.roles |= {(k, p.start, p.role) for p in doc.paragraphs}


def _title_links(gold: _Layers, predicted: _Layers) -> Figures:
    """A person of the analysis is the annotated one that most of the mentions belong to."""
    of = {m: k for k, mentions in enumerate(gold.people) for m in mentions}
    who = [
        next(iter(Counter(of[m] for m in mentions if m in of).most_common(1)), (None, 0))[0]
        for mentions in predicted.people
    ]
    return span_f1(gold.titles, [(who[k], place) for k, place in predicted.titles])


def compare_documents(
    gold: Iterable[Document],
    predicted: Iterable[Document],
    unsure: Iterable[Iterable[tuple[int, int]]] | None = None,
) -> DocumentFigures:
    """Compares analyses with annotations.

    Args:
        gold: The annotated documents.
        predicted: The analyses of the same texts, in the same order.
        unsure: For every document, spans ``(start, end)`` in characters that careful readers may
            label differently: entities and titles that overlap one do not count.

    Raises:
        InvalidOptionError: If the documents are not of the same texts, or ``unsure`` is not as
            long.

    Example:
        >>> from vntext import Document, Entity
        >>> text = "Bà An ở Huế"
        >>> gold = Document(text, entities=(Entity(3, 5, "An", "PERSON"),))
        >>> figures = compare_documents([gold], [Document(text)])
        >>> figures.labels["PERSON"].recall
        0.0
    """
    for name, many in (("gold", gold), ("predicted", predicted)):
        check_many(name, many, "documents", InvalidOptionError)
    wanted, found = list(gold), list(predicted)
    if [d.text for d in wanted] != [d.text for d in found]:
        raise InvalidOptionError("gold and predicted are not documents of the same texts")
    aside = [list(spans) for spans in unsure] if unsure is not None else [[] for _ in wanted]
    if len(aside) != len(wanted):
        raise InvalidOptionError(f"unsure has {len(aside)} entries for {len(wanted)} documents")
    a, b = _Layers(wanted, aside), _Layers(found, aside)
    return DocumentFigures(
        labels={
            label: span_f1(
                [e for e in a.entities if e[1] == label], [e for e in b.entities if e[1] == label]
            )
            for label in LABELS
        },
        entities=span_f1(a.entities, b.entities),
        sentence_ends=span_f1(a.ends, b.ends),
        people=b_cubed(a.people, b.people),
        title_links=_title_links(a, b),
        legal_fields=_share(
            sum(b.references.get(place) == fields for place, fields in a.references.items()),
            len(a.references),
        ),
        roles=_share(len(a.roles & b.roles), len(a.roles)),
    )
