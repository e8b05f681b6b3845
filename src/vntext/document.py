"""The result of an analysis: one immutable `Document` whose layers are spans of the given text.

Offsets are in characters (code points) of the text as the caller gave it, and for every span ``s``
of a document ``doc.text[s.start:s.end] == s.text``.
"""

from __future__ import annotations

import json
from dataclasses import FrozenInstanceError, dataclass, replace
from typing import TYPE_CHECKING, Any, ClassVar, Literal, Protocol, overload

from vntext.annotations import (
    Cut,
    Entity,
    LegalReference,
    Paragraph,
    Person,
    Sentence,
    Span,
    Summary,
    SummarySentence,
    Title,
    Word,
    Words,
)
from vntext.checks import check_str, check_string
from vntext.errors import InvalidDocumentError, InvalidOptionError, InvalidTextError
from vntext.labels import LABELS, ROLES, Label, Role
from vntext.navigation import bound
from vntext.views import view

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from vntext.alignment import Edit
    from vntext.meaning import DateValue, Place, Quantity, Quote, Relation

__all__ = [
    "ALL_LAYERS",
    "LABELS",
    "LAYERS",
    "ROLES",
    "VALUE_LAYERS",
    "Cut",
    "Document",
    "Entity",
    "Label",
    "LegalReference",
    "Paragraph",
    "Person",
    "Role",
    "Sentence",
    "Span",
    "Summary",
    "SummarySentence",
    "Title",
    "Word",
    "Words",
    "check_document",
    "was_analysed",
]

FORMAT = "vntext.document/1"

LAYERS = (
    "paragraphs",
    "sentences",
    "words",
    "entities",
    "people",
    "legal_references",
    "summary",
)
"""Layers that a document's dict and JSON hold, in the order in which `Document` takes them."""

VALUE_LAYERS = ("dates", "places", "quotes", "quantities", "relations")
"""Layers that say what spans mean: made when they are asked for or looked at."""

ALL_LAYERS = (*LAYERS, *VALUE_LAYERS)
"""All layers, by the names that ``layers=`` takes."""


class Layers(Protocol):
    """Where a document takes its layers from when they are looked at."""

    def objects(self, name: str) -> Any:
        """The layer of this name (one of `LAYERS`) as `Document` shows it."""
        ...


class Document:
    """A text and what was found in it. Make one with `vntext.analyze`.

    A document cannot be changed. A layer that nobody has looked at yet is made when it is; what it
    holds does not depend on when that is.

    Attributes:
        text: The text as given, untouched.
        paragraphs: Lines that are not blank, with their roles.
        sentences: Sentences; together they cover every character that is not white space.
        words: Words; together they cover every character that is not white space.
        entities: Entities sorted by start, outer before inner.
        people: People, in the order of their first mention.
        legal_references: References to legal and party documents, in the order of the text.
        summary: A summary of three sentences.
        dates: Dates with their values, those with figures and those said from the text's own day.
        places: Places with the administrative units or countries that they name.
        quotes: What was said, word for word or reported, and who said it.
        quantities: Figures with their units.
        relations: Who holds, got or lost an office, was given an award, said or issued something.

    Raises:
        InvalidTextError: If ``text`` is not a str.
    """

    __slots__ = ("__weakref__", "_holders", "_made", "_source", "text")

    IS_ONE: ClassVar = True
    """For checks of arguments: not several things, although one can go through its words."""

    if TYPE_CHECKING:

        @property
        def text(self) -> str:
            """The text as given, untouched."""
            ...

    _holders: dict[tuple[int, int], list[Person]]
    _made: dict[str, Any]
    _source: Layers | None

    def __init__(
        self,
        text: str,
        paragraphs: tuple[Paragraph, ...] = (),
        sentences: tuple[Sentence, ...] = (),
        words: Words | None = None,
        entities: tuple[Entity, ...] = (),
        people: tuple[Person, ...] = (),
        legal_references: tuple[LegalReference, ...] = (),
        summary: Summary | None = None,
        **values: Any,
    ) -> None:
        check_str(text)
        made = {
            "paragraphs": paragraphs,
            "sentences": sentences,
            "words": Words("") if words is None else words,
            "entities": entities,
            "people": people,
            "legal_references": legal_references,
            "summary": Summary() if summary is None else summary,
        }
        for name in values:
            if name not in VALUE_LAYERS:
                raise TypeError(f"Document() got an unexpected keyword argument {name!r}")
        self._fill(text, {}, None)
        for name, value in (made | values).items():
            self._made[name] = self._own(value)

    @classmethod
    def of_layers(cls, text: str, source: Layers) -> Document:
        """The document of a text whose layers are made when they are looked at."""
        doc = cls.__new__(cls)
        doc._fill(text, {}, source)
        return doc

    def _fill(self, text: str, made: dict[str, Any], source: Layers | None) -> None:
        for name, value in (("text", text), ("_made", made), ("_source", source)):
            object.__setattr__(self, name, value)

    @property
    def twin(self) -> Any:
        """What the stages read: a `vntext.text.reading.Reading` of text and alignment.

        `edits` says what was repaired and why.
        """
        reading = getattr(self._source, "reading", None)
        return view("twin", self) if reading is None else reading

    @property
    def layout(self) -> tuple[Any, ...]:
        """Stretches whose line breaks were read as spaces, each with the reason.

        Every one is a `vntext.text.layout.Region` (start, end, layout, reason), in characters of
        ``text``.
        """
        regions: tuple[Any, ...] = self.twin.regions
        return regions

    @property
    def restored(self) -> bool:
        """Whether accents were put back for the analysis.

        Example:
            >>> from vntext import analyze
            >>> analyze("Ba Le Thi Mai ve Ha Noi hop quoc hoi", restore="auto").restored
            True
        """
        return bool(self.twin.restored)

    @property
    def edits(self) -> tuple[Edit, ...]:
        """What was repaired for the stages to read: one edit a change, in the order of the text.

        ``text`` itself stays as it was given. Each edit has what stood there (``original``), what
        is read instead (``replacement``) and the name of the repair: letters, markup, wrapped
        lines, spaces, case.

        Example:
            >>> from vntext import analyze
            >>> for edit in analyze("Xã Yên Sơn hòan thành  việc sửa cầu.").edits:
            ...     print(edit)
            11-15 'hòan' -> 'hoàn' (misplaced-mark)
            21-23 '  ' -> ' ' (spaces)
        """
        text = self.text
        found: tuple[Edit, ...] = self.twin.alignment.edits
        return tuple(replace(e, original=text[e.start : e.end]) for e in found)

    def with_layers(self, **layers: Any) -> Document:
        """The same text with other layers, such as a summary of another length.

        Args:
            **layers: The layers that change, by name, as the constructor takes them.

        Raises:
            InvalidOptionError: If there is no layer of a name.

        Example:
            >>> doc = Document("Ông An").with_layers(entities=(Entity(4, 6, "An", "PERSON"),))
            >>> doc.entities
            (Entity(4, 6, 'An', PERSON),)
        """
        for name in layers:
            if name not in ALL_LAYERS:
                raise InvalidOptionError(f"a layer is one of {', '.join(ALL_LAYERS)}, not {name!r}")
        return Document.of_layers(self.text, _Changed(self, layers))

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
        return layer.of_document(self) if isinstance(layer, Words) else bound(layer, self)

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

    @property
    def source(self) -> str:
        """What the text was read as: ``"plain"``, ``"html"`` or ``"markdown"``.

        ``""`` for a document that was not analysed.

        Example:
            >>> from vntext import analyze
            >>> analyze("<p>Trời <b>mưa</b>.</p>", source="auto").source, Document("").source
            ('html', '')
        """
        made = self._source
        while isinstance(made, _Changed):
            made = made.base._source
        reading = getattr(made, "reading", None)
        return "" if reading is None else str(reading.source)

    def __setattr__(self, name: str, value: object) -> None:
        raise FrozenInstanceError(f"cannot assign to field {name!r}")

    def __delattr__(self, name: str) -> None:
        raise FrozenInstanceError(f"cannot delete field {name!r}")

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Document):
            return NotImplemented
        if self is other:
            return True
        return self.text == other.text and all(
            self._layer(name) == other._layer(name) for name in LAYERS
        )

    def __hash__(self) -> int:
        return hash(self.text)

    def __copy__(self) -> Document:
        return self

    def __deepcopy__(self, memo: object) -> Document:
        return self

    def __reduce__(self) -> Any:
        if self._source is not None:
            return Document.of_layers, (self.text, self._source)
        return _with_parts, (self.text, dict(self._made))

    def __repr__(self) -> str:
        head = self.text if len(self.text) <= 40 else self.text[:39] + "…"
        return (
            f"Document({head!r}, {len(self.sentences)} sentences, {len(self.words)} words, "
            f"{len(self.entities)} entities)"
        )

    def __str__(self) -> str:
        return self.text

    @property
    def pos_tags(self) -> tuple[Any, ...]:
        """Parts of speech: a `TaggedWord` (start, end, text, tag, upos) for every word.

        Tagged when asked for, by underthesea's tagger over our words.
        """
        tagged: tuple[Any, ...] = view("pos_tags", self)
        return tagged

    def to_segmented(self, joiner: str = "_") -> str:
        """Writes the words in the form that PhoBERT-style models expect.

        Words are separated by spaces, the syllables of a word are joined, a sentence is a line.

        Args:
            joiner: What joins the syllables of one word.

        Returns:
            The segmented text. The n-th token of it is ``doc.words[n]``.

        Raises:
            InvalidOptionError: If ``joiner`` holds white space.
        """
        check_string("joiner", joiner)
        if any(c.isspace() for c in joiner):
            raise InvalidOptionError("joiner must not hold white space")
        ends = [s.end for s in self.sentences]
        lines: list[list[str]] = [[] for _ in ends] or [[]]
        k = 0
        for start, word in zip(self.words.starts.tolist(), self.words.texts(), strict=True):
            while k + 1 < len(ends) and start >= ends[k]:
                k += 1
            lines[k].append(joiner.join(word.split()))
        return "\n".join(" ".join(line) for line in lines if line)

    def to_frame(self, layer: str = "entities") -> Any:
        """Returns a layer as a data frame of pandas, as `vntext.integrations.frames.to_frame` does.

        Args:
            layer: One of `vntext.integrations.frames.LAYERS`.

        Returns:
            One row a span, with ``start`` and ``end`` in characters of ``text``.

        Raises:
            InvalidOptionError: If the layer does not exist.
            MissingExtraError: If pandas is not installed.
        """
        return view("frame", self, layer)

    def _repr_html_(self) -> str:
        return str(view("notebook", self))

    def to_displacy(self, style: Literal["ent", "span"] = "ent") -> dict[str, Any]:
        """Returns the entities in the form that displaCy takes with ``manual=True``.

        Args:
            style: ``"ent"`` for entities in the running text, the outer one where two nest;
                ``"span"`` for lines below the words, where both are shown.

        Raises:
            InvalidOptionError: If ``style`` is neither.

        Example:
            >>> doc = Document("Ông An", entities=(Entity(4, 6, "An", "PERSON"),))
            >>> doc.to_displacy()["ents"]
            [{'start': 4, 'end': 6, 'label': 'PERSON'}]
        """
        shown: dict[str, Any] = view("displacy", self, style)
        return shown

    def to_dict(self, layers: Collection[str] = LAYERS) -> dict[str, Any]:
        """Returns the document as plain dicts, lists, strings and numbers.

        Words are pairs ``[start, end]``; every other span is a dict with ``start``, ``end``,
        ``text`` and its fields.

        Args:
            layers: The layers to write, of `ALL_LAYERS`; those of values only when they are named.

        Raises:
            InvalidOptionError: If there is no layer of a name.
        """
        from vntext._serialize import document_to_dict

        for name in layers:
            if name not in ALL_LAYERS:
                raise InvalidOptionError(f"a layer is one of {', '.join(ALL_LAYERS)}, not {name!r}")
        return document_to_dict(self, layers)

    def to_json(self, *, indent: int | None = None, layers: Collection[str] = LAYERS) -> str:
        """Returns `to_dict` as JSON. Lone surrogates are escaped, so it can always be encoded."""
        plain = self.to_dict(layers)
        out = json.dumps(plain, ensure_ascii=False, indent=indent)
        if any("\ud800" <= c <= "\udfff" for c in out):
            return json.dumps(plain, indent=indent)
        return out

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Document:
        """Makes the document that `to_dict` described.

        Raises:
            InvalidDocumentError: If ``data`` is no document of a known format, or one of its fields
                has a value that it cannot have or does not fit its text; the message says which.
        """
        from vntext._deserialize import document_from_dict

        return document_from_dict(data)

    @classmethod
    def from_json(cls, data: str | bytes) -> Document:
        """Makes the document that `to_json` described.

        Raises:
            InvalidDocumentError: If ``data`` is not JSON, or no document of a known format.
        """
        if not isinstance(data, str | bytes | bytearray):
            raise InvalidDocumentError(f"JSON must be a str or bytes, not {type(data).__name__}")
        try:
            parsed = json.loads(data)
        except (ValueError, RecursionError) as e:
            raise InvalidDocumentError(f"not JSON: {e}") from e
        return cls.from_dict(parsed)


def _with_parts(text: str, made: dict[str, Any]) -> Document:
    return Document(text, **made)


@dataclass(frozen=True, slots=True)
class _Changed:
    """The layers of a document, some of which are others."""

    base: Document
    changed: dict[str, Any]

    @property
    def reading(self) -> Any:
        return self.base.twin

    def objects(self, name: str) -> Any:
        return self.changed[name] if name in self.changed else getattr(self.base, name)


def was_analysed(doc: Document, layer: str) -> bool:
    """True for a layer that an analysis found, false for one that somebody gave.

    Example:
        >>> was_analysed(Document("Huế"), "words")
        False
    """
    made = doc._source
    while isinstance(made, _Changed):
        if layer in made.changed:
            return False
        made = made.base._source
    return made is not None


def check_document(doc: object) -> None:
    """Refuses what is no `Document`.

    Raises:
        InvalidTextError: If ``doc`` is of another type.
    """
    if not isinstance(doc, Document):
        hint = "; make one with vntext.analyze" if isinstance(doc, str) else ""
        raise InvalidTextError(f"doc must be a Document, not {type(doc).__name__}{hint}")
