"""A text and its layers, each of which is made when it is first looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self, overload

from vntext.annotations import Words
from vntext.navigation import bound
from vntext.views import view

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vntext.annotations import (
        Entity,
        LegalReference,
        Paragraph,
        Person,
        Sentence,
        Span,
        Summary,
        Word,
    )
    from vntext.document.layers import Layers
    from vntext.meaning import DateValue, Place, Quantity, Quote, Relation

__all__ = ["Layered"]


class Layered:
    """What `Document` shows of its layers, and how it keeps them."""

    __slots__ = ("__weakref__", "_holders", "_made", "_source", "text")

    if TYPE_CHECKING:

        @property
        def text(self) -> str:
            """The text as given, untouched."""
            ...

    _holders: dict[tuple[int, int], list[Person]]
    _made: dict[str, Any]
    _source: Layers | None

    @classmethod
    def of_layers(cls, text: str, source: Layers) -> Self:
        """The document of a text whose layers are made when they are looked at."""
        doc = cls.__new__(cls)
        doc._fill(text, {}, source)
        return doc

    def _fill(self, text: str, made: dict[str, Any], source: Layers | None) -> None:
        for name, value in (("text", text), ("_made", made), ("_source", source)):
            object.__setattr__(self, name, value)

    def _layer(self, name: str) -> Any:
        try:
            return self._made[name]
        except KeyError:
            source = self._source
        if source is None:
            # a document of parts that somebody gave: what its text means is read off the text
            return self._made.setdefault(name, self._own(view("layer", self, name)))
        # two threads may both make a layer: the first one stays, so that it is always the same
        return self._made.setdefault(name, self._own(source.objects(name)))

    def _own(self, layer: Any) -> Any:
        """A layer whose spans belong to this document."""
        doc: Any = self  # nothing but a `Document` is ever made of this class
        return layer.of_document(doc) if isinstance(layer, Words) else bound(layer, doc)

    def _person_at(self, span: Span) -> Person | None:
        """The person of whom a span is a mention or a title."""
        try:
            at = self._holders
        except AttributeError:
            at = {}
            for person in self.people:
                for place in (*person.mentions, *person.titles):
                    at.setdefault((place.start, place.end), []).append(person)
            object.__setattr__(self, "_holders", at)
        people = at.get((span.start, span.end), [])
        # two people may hold one title: each has a place of it for himself
        own = (p for p in people if any(t is span for t in p.titles))
        return next(own, people[0] if people else None)

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """Lines that are not blank, with their roles."""
        made: tuple[Paragraph, ...] = self._layer("paragraphs")
        return made

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """Sentences; together they cover every character that is not white space."""
        made: tuple[Sentence, ...] = self._layer("sentences")
        return made

    @property
    def words(self) -> Words:
        """Words; together they cover every character that is not white space."""
        made: Words = self._layer("words")
        return made

    @property
    def entities(self) -> tuple[Entity, ...]:
        """Entities sorted by start, outer before inner."""
        made: tuple[Entity, ...] = self._layer("entities")
        return made

    @property
    def people(self) -> tuple[Person, ...]:
        """People, in the order of their first mention."""
        made: tuple[Person, ...] = self._layer("people")
        return made

    @property
    def legal_references(self) -> tuple[LegalReference, ...]:
        """References to legal and party documents, in the order of the text."""
        made: tuple[LegalReference, ...] = self._layer("legal_references")
        return made

    @property
    def summary(self) -> Summary:
        """A summary of three sentences."""
        made: Summary = self._layer("summary")
        return made

    @property
    def dates(self) -> tuple[DateValue, ...]:
        """Dates with their values, in the order of the text."""
        made: tuple[DateValue, ...] = self._layer("dates")
        return made

    @property
    def places(self) -> tuple[Place, ...]:
        """Places with the units or countries that they name, in the order of the text."""
        made: tuple[Place, ...] = self._layer("places")
        return made

    @property
    def quotes(self) -> tuple[Quote, ...]:
        """What was said, and who said it, in the order of the text."""
        made: tuple[Quote, ...] = self._layer("quotes")
        return made

    @property
    def quantities(self) -> tuple[Quantity, ...]:
        """Figures with their units, in the order of the text."""
        made: tuple[Quantity, ...] = self._layer("quantities")
        return made

    @property
    def relations(self) -> tuple[Relation, ...]:
        """What the text says of people and bodies, by the sentence that says it."""
        made: tuple[Relation, ...] = self._layer("relations")
        return made

    @property
    def ents(self) -> tuple[Entity, ...]:
        """The layer ``entities``, by the name that users of spaCy know."""
        return self.entities

    @property
    def sents(self) -> tuple[Sentence, ...]:
        """The layer ``sentences``, by the name that users of spaCy know."""
        return self.sentences

    def __len__(self) -> int:
        """The number of words."""
        return len(self.words)

    def __bool__(self) -> bool:
        """A document is something, even of an empty text: no layer is made to find that out."""
        return True

    @overload
    def __getitem__(self, i: int) -> Word: ...
    @overload
    def __getitem__(self, i: slice) -> tuple[Word, ...]: ...
    def __getitem__(self, i: int | slice) -> Word | tuple[Word, ...]:
        """The i-th word, or several."""
        return self.words[i]

    def __iter__(self) -> Iterator[Word]:
        """The words, in order."""
        return iter(self.words)
