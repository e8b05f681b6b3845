"""`Document`: how it is made, how its text was read, what it is equal to."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, dataclass, replace
from typing import TYPE_CHECKING, Any, ClassVar

from vntext.annotations import Summary, Words
from vntext.checks import check_str
from vntext.document.layers import LAYERS, VALUE_LAYERS, check_layer_names
from vntext.document.written import Written
from vntext.errors import InvalidTextError
from vntext.views import view

if TYPE_CHECKING:
    from vntext.alignment import Edit
    from vntext.annotations import Entity, LegalReference, Paragraph, Person, Sentence

__all__ = ["Document", "check_document", "was_analysed"]


class Document(Written):
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

    __slots__ = ()

    IS_ONE: ClassVar = True
    """For checks of arguments: not several things, although one can go through its words."""

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

    def with_layers(self, **layers: Any) -> Document:
        """The same text with other layers, such as a summary of another length.

        Args:
            **layers: The layers that change, by name, as the constructor takes them.

        Raises:
            InvalidOptionError: If there is no layer of a name.

        Example:
            >>> from vntext.document import Entity
            >>> doc = Document("Ông An").with_layers(entities=(Entity(4, 6, "An", "PERSON"),))
            >>> doc.entities
            (Entity(4, 6, 'An', PERSON),)
        """
        check_layer_names(layers)
        return Document.of_layers(self.text, _Changed(self, layers))

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
