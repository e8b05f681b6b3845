"""Stretches of a text, and where each one leads in its document."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from vntext.navigation import InDocument, at, inside

if TYPE_CHECKING:
    from vntext.annotations.people import Person
    from vntext.document import Document
    from vntext.labels import Label, Role

__all__ = ["Entity", "Paragraph", "Sentence", "Span", "Word"]


@dataclass(frozen=True, slots=True)
class Span(InDocument):
    """A stretch of a text.

    A span that stands in a layer of a document leads from there to other layers: ``doc``,
    ``sentence``, ``sentences``, ``words`` and ``entities``. One that you make yourself belongs to
    no document, and these raise `InvalidDocumentError`.

    Attributes:
        start: First character, in characters of the text as given.
        end: End of the span (exclusive).
        text: The characters of the span, exactly as they stand in the text.

    Example:
        >>> Span(0, 6, "Hà Nội")
        Span(0, 6, 'Hà Nội')
        >>> import vntext
        >>> doc = vntext.analyze("Trời mưa. Bà Lê Thị Mai về Huế.")
        >>> [w.text for w in doc.entities[0].sentence.words]
        ['Bà', 'Lê Thị Mai', 'về', 'Huế', '.']
    """

    start: int
    end: int
    text: str

    @property
    def doc(self) -> Document:
        """The document in whose layers the span stands.

        Raises:
            InvalidDocumentError: If it stands in none.
        """
        doc: Document = self._document()
        return doc

    @property
    def sentence(self) -> Sentence | None:
        """The sentence in which the span begins; None where the document has none there."""
        return at(self.doc.sentences, self.start)

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences that lie in the span, such as those of a paragraph."""
        return inside(self.doc.sentences, self.start, self.end)

    @property
    def words(self) -> tuple[Word, ...]:
        """The words that lie in the span."""
        return inside(self.doc.words, self.start, self.end)

    @property
    def entities(self) -> tuple[Entity, ...]:
        """The entities that lie in the span; of an entity those that lie inside it."""
        return tuple(e for e in inside(self.doc.entities, self.start, self.end) if e is not self)

    def __len__(self) -> int:
        return self.end - self.start

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.start}, {self.end}, {self.text!r})"


@dataclass(frozen=True, slots=True, repr=False)
class Word(Span):
    """A word: one or more syllables, a number, a code or a punctuation mark."""


@dataclass(frozen=True, slots=True, repr=False)
class Sentence(Span):
    """A sentence.

    Attributes:
        rule: The name of the rule that ended it (``"newline"``, ``"final-mark"`` ...).
    """

    rule: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class Paragraph(Span):
    """A paragraph: a line of the text that is not blank.

    Attributes:
        role: One of `ROLES`.
        reason: The name of the rule that gave the role.
    """

    role: Role = "body"
    reason: str = ""

    def __repr__(self) -> str:
        return f"Paragraph({self.start}, {self.end}, {self.text!r}, role={self.role!r})"


@dataclass(frozen=True, slots=True, repr=False)
class Entity(Span):
    """A named entity.

    Attributes:
        label: One of `LABELS`. An ORG may lie inside a TITLE; nothing else nests.
        rule: The name of the rule or model that found it.
        score: How sure the finder is, from 0 to 1; rules that do not weigh give 1.
    """

    label: Label
    rule: str = ""
    score: float = 1.0

    @property
    def person(self) -> Person | None:
        """The person whom a PERSON names, or who holds a TITLE; None for all others.

        Where two people hold one title ("hai Phó Chủ tịch ..."), it is the one named first.

        Example:
            >>> import vntext
            >>> doc = vntext.analyze("Ông Lê Văn An, Giám đốc Sở Y tế, dự lễ. Ông An phát biểu.")
            >>> [(e.text, e.person.name) for e in doc.entities if e.person]
            [('Lê Văn An', 'Lê Văn An'), ('Giám đốc Sở Y tế', 'Lê Văn An'), ('An', 'Lê Văn An')]
        """
        return self.doc._person_at(self)

    def __repr__(self) -> str:
        return f"Entity({self.start}, {self.end}, {self.text!r}, {self.label})"
