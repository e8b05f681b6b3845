"""The result of an analysis: one immutable `Document` whose layers are spans of the given text.

Offsets are in characters (code points) of the text as the caller gave it, and for every span ``s``
of a document ``doc.text[s.start:s.end] == s.text``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import FrozenInstanceError, dataclass
from typing import Any, Literal, Protocol, overload

from vntext.checks import check_str, check_string
from vntext.columns import Column
from vntext.errors import InvalidDocumentError, InvalidOptionError, InvalidTextError
from vntext.labels import LABELS, ROLES, Label, Role
from vntext.views import view

__all__ = [
    "LABELS",
    "LAYERS",
    "ROLES",
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
"""Layers of a document, in the order in which `Document` takes them."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a text.

    Attributes:
        start: First character, in characters of the text as given.
        end: End of the span (exclusive).
        text: The characters of the span, exactly as they stand in the text.

    Example:
        >>> Span(0, 6, "Hà Nội")
        Span(0, 6, 'Hà Nội')
    """

    start: int
    end: int
    text: str

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

    def __repr__(self) -> str:
        return f"Entity({self.start}, {self.end}, {self.text!r}, {self.label})"


@dataclass(frozen=True, slots=True, repr=False)
class Title(Span):
    """An office, rank, degree or profession that a person of the text holds.

    Attributes:
        organization: The organisation named inside the title, if any.
    """

    organization: Span | None = None

    def __repr__(self) -> str:
        org = f", organization={self.organization.text!r}" if self.organization else ""
        return f"Title({self.start}, {self.end}, {self.text!r}{org})"


@dataclass(frozen=True, slots=True)
class Person:
    """A person of a document.

    Attributes:
        name: The fullest name that the text gives.
        mentions: Every mention by name, in the order of the text.
        titles: Every title that the text gives the person, in the order of the text. They are
            places in the text, as mentions are: a title that stands there twice is here twice.
            ``dict.fromkeys(t.text for t in person.titles)`` holds each wording once.
        role: ``"author"`` for authors named in the byline, else ``""``.
    """

    name: str
    mentions: tuple[Span, ...]
    titles: tuple[Title, ...] = ()
    role: str = ""

    def __str__(self) -> str:
        return self.name

    def _repr_html_(self) -> str:
        return str(view("people", [self]))


def _plain(name: str) -> str:
    """A name as part of an address: small letters without marks, dashes between."""
    import unicodedata

    low = unicodedata.normalize("NFD", name.lower().replace("đ", "d"))
    kept = (c if c.isalnum() else "" if unicodedata.combining(c) else " " for c in low)
    return "-".join("".join(kept).split())


@dataclass(frozen=True, slots=True, repr=False)
class LegalReference(Span):
    """A reference to one legal or party document, or to a provision.

    Attributes:
        type: Type of document in lower case and in full (``"nghị quyết"``); ``"provision"`` for a
            provision without its document.
        code: Number and sign as the text gives them, without inner spaces (``"35-NQ/TW"``,
            ``"167"``); ``""`` when there are none.
        number: The number alone (``"35"``), ``""`` when there is none.
        year: Year of the document where its code or name gives it.
        issuer: Body that issued it, as the sentence says or as the sign tells; ``""`` when unknown.
        provision: Provision in lower case, point-clause-article (``"điểm c khoản 5 điều 10"``).
        date: Date of issue as written, ``""`` when the text gives none.
        title: Title of the document where the text delimits it.
        key: Equal for all ways to write the same document.
        rest: What was matched and is in no other field.
        issuer_sign: Issuer that the sign tells, ``""`` when it tells none.
        issuer_text: Issuer that the text names (``của ...``), ``""`` when it names none.
        rule: The name of the rule that found it.
    """

    type: str = ""
    code: str = ""
    number: str = ""
    year: int | None = None
    issuer: str = ""
    provision: str = ""
    date: str = ""
    title: str = ""
    key: str = ""
    rest: str = ""
    issuer_sign: str = ""
    issuer_text: str = ""
    rule: str = ""

    @property
    def uri(self) -> str:
        """Where the document would stand in a collection, in the form of Akoma Ntoso.

        It is ``/akn/vn/act/TYPE/ISSUER/DATE-OR-YEAR/NUMBER``, only as exact as what is known: ``-``
        stands for what is not. It tells documents of one key apart: decisions of one number of two
        provinces, or of two years. ``""`` for a provision without its document.

        Example:
            >>> LegalReference(
            ...     0, 9, "", "quyết định", "82/2025/QĐ-UBND", "82", 2025, "UBND tỉnh Bắc Ninh"
            ... ).uri
            '/akn/vn/act/quyet-dinh/ubnd-tinh-bac-ninh/2025/82-2025-qd-ubnd'
        """
        if self.type in ("", "provision"):
            return ""
        day = ""
        figures = "".join(c if c.isdigit() else " " for c in self.date).split()
        if len(figures) == len(("day", "month", "year")):
            day = f"{figures[2]}-{figures[1]:0>2}-{figures[0]:0>2}"
        elif self.year is not None:
            day = str(self.year)
        name = self.code or self.key.partition(":")[2]
        parts = (_plain(self.type), _plain(self.issuer), day, _plain(name))
        return "/akn/vn/act/" + "/".join(part or "-" for part in parts)

    def __repr__(self) -> str:
        shown = {k: getattr(self, k) for k in ("type", "code", "issuer", "provision")}
        fields = "".join(f", {k}={v!r}" for k, v in shown.items() if v)
        return f"LegalReference({self.start}, {self.end}, {self.text!r}{fields})"

    def _repr_html_(self) -> str:
        return str(view("references", [self]))


@dataclass(frozen=True, slots=True, repr=False)
class SummarySentence(Span):
    """A sentence of a summary.

    Attributes:
        score: Higher is better; comparable inside one summary only.
        reason: Why it was taken (``"lead"``, ``"score"`` ...).
        shown: How the summary prints it when a part was cut (marked with ``…``); ``""`` when it is
            printed whole. The offsets are those of the whole sentence.
    """

    score: float = 0.0
    reason: str = ""
    shown: str = ""


@dataclass(frozen=True, slots=True)
class Summary:
    """Sentences that stand for the text, in the original order.

    Attributes:
        sentences: The sentences.
    """

    sentences: tuple[SummarySentence, ...] = ()

    @property
    def text(self) -> str:
        """The sentences as one text."""
        return " ".join(s.shown or " ".join(s.text.split()) for s in self.sentences)

    def __str__(self) -> str:
        return self.text

    def __len__(self) -> int:
        return len(self.sentences)

    def __iter__(self) -> Iterator[SummarySentence]:
        return iter(self.sentences)

    def _repr_html_(self) -> str:
        return str(view("summary", self))


class Words(Sequence[Word]):
    """The words of a text: columns of offsets, objects made when looked at.

    Args:
        text: The text that the offsets refer to.
        spans: Their offsets, in characters of ``text``.

    Example:
        >>> words = Words.of("Hà Nội mưa", [(0, 6), (7, 10)])
        >>> words[0], len(words)
        (Word(0, 6, 'Hà Nội'), 2)
    """

    __slots__ = ("_spans", "_text")

    def __init__(self, text: str, spans: Column | None = None) -> None:
        self._text = text
        self._spans = Column.of([], len(text)) if spans is None else spans

    @classmethod
    def of(cls, text: str, spans: Iterable[tuple[int, int]]) -> Words:
        """Makes the layer from pairs of offsets."""
        return cls(text, Column.of(spans, len(text)))

    @property
    def starts(self) -> memoryview:
        """First characters, a read-only column of int32 (``numpy.asarray`` takes it as it is)."""
        return self._spans.wide()[0]

    @property
    def ends(self) -> memoryview:
        """Ends (exclusive), a read-only column of int32."""
        return self._spans.wide()[1]

    def texts(self) -> list[str]:
        """The words as strings."""
        t = self._text
        return [t[a:b] for a, b in zip(*self._spans.offsets(), strict=True)]

    def __len__(self) -> int:
        return self._spans.size

    @overload
    def __getitem__(self, i: int) -> Word: ...
    @overload
    def __getitem__(self, i: slice) -> tuple[Word, ...]: ...
    def __getitem__(self, i: int | slice) -> Word | tuple[Word, ...]:
        starts, ends = self._spans.raw()
        if isinstance(i, slice):
            pairs = zip(starts[i].tolist(), ends[i].tolist(), strict=True)
            return tuple(Word(a, b, self._text[a:b]) for a, b in pairs)
        a, b = starts[i], ends[i]
        return Word(a, b, self._text[a:b])

    def __iter__(self) -> Iterator[Word]:
        text = self._text
        for a, b in zip(*self._spans.offsets(), strict=True):
            yield Word(a, b, text[a:b])

    def _key(self) -> tuple[str, list[int], list[int]]:
        # without words the text says nothing
        return (self._text if self._spans.size else "", *self._spans.offsets())

    def __eq__(self, other: object) -> bool:
        return self._key() == other._key() if isinstance(other, Words) else NotImplemented

    def __hash__(self) -> int:
        return hash((self._spans.size, self._text if self._spans.size else ""))

    def __repr__(self) -> str:
        return f"<{len(self)} words>"

    def __reduce__(self) -> tuple[type[Words], tuple[str, Column]]:
        return Words, (self._text, self._spans)


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

    Raises:
        InvalidTextError: If ``text`` is not a str.
    """

    __slots__ = ("_made", "_source", "text")

    text: str
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
        self._fill(text, made, None)

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
    def layout(self) -> tuple[Any, ...]:
        """Stretches whose line breaks were read as spaces, each with the reason.

        Every one is a `vntext.text.layout.Region` (start, end, layout, reason), in characters of
        ``text``.
        """
        reading = getattr(self._source, "reading", None)
        return () if reading is None else tuple(reading.regions)

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
            if name not in LAYERS:
                raise InvalidOptionError(f"a layer is one of {', '.join(LAYERS)}, not {name!r}")
        return Document.of_layers(self.text, _Changed(self, layers))

    def _layer(self, name: str) -> Any:
        try:
            return self._made[name]
        except KeyError:
            source = self._source
        if source is None:
            raise AttributeError(name)
        # two threads may both make a layer: the first one stays, so that it is always the same
        return self._made.setdefault(name, source.objects(name))

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
        return Document, (self.text, *(self._made[name] for name in LAYERS))

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

    def to_dict(self) -> dict[str, Any]:
        """Returns the document as plain dicts, lists, strings and numbers.

        Words are pairs ``[start, end]``; every other span is a dict with ``start``, ``end``,
        ``text`` and its fields.
        """
        from vntext._serialize import document_to_dict

        return document_to_dict(self)

    def to_json(self, *, indent: int | None = None) -> str:
        """Returns `to_dict` as JSON. Lone surrogates are escaped, so it can always be encoded."""
        out = json.dumps(self.to_dict(), ensure_ascii=False, indent=indent)
        if any("\ud800" <= c <= "\udfff" for c in out):
            return json.dumps(self.to_dict(), indent=indent)
        return out

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Document:
        """Makes the document that `to_dict` described.

        Raises:
            InvalidDocumentError: If ``data`` is no document of a known format, or its spans do not
                fit its text.
        """
        from vntext._serialize import document_from_dict

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


@dataclass(frozen=True, slots=True)
class _Changed:
    """The layers of a document, some of which are others."""

    base: Document
    changed: dict[str, Any]

    def objects(self, name: str) -> Any:
        return self.changed[name] if name in self.changed else getattr(self.base, name)


def check_document(doc: object) -> None:
    """Refuses what is no `Document`.

    Raises:
        InvalidTextError: If ``doc`` is of another type.
    """
    if not isinstance(doc, Document):
        hint = "; make one with vntext.analyze" if isinstance(doc, str) else ""
        raise InvalidTextError(f"doc must be a Document, not {type(doc).__name__}{hint}")
