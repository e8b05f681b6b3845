"""What stands in the layers of a document: spans of the given text, people, summaries.

Offsets are in characters (code points) of the text as the caller gave it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, overload

from vntext.columns import Column
from vntext.navigation import InDocument, at, inside, made
from vntext.views import view

if TYPE_CHECKING:
    from vntext.document import Document
    from vntext.labels import Label, Role

__all__ = [
    "Cut",
    "Entity",
    "LegalReference",
    "Paragraph",
    "Person",
    "Sentence",
    "Span",
    "Summary",
    "SummarySentence",
    "Title",
    "Word",
    "Words",
]

AT_ONCE = 512
"""Words that are made together."""


def _plain(name: str) -> str:
    """A name as part of an address: small letters without marks, dashes between."""
    import unicodedata

    low = unicodedata.normalize("NFD", name.lower().replace("đ", "d"))
    kept = (c if c.isalnum() else "" if unicodedata.combining(c) else " " for c in low)
    return "-".join("".join(kept).split())


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


@dataclass(frozen=True, slots=True, repr=False)
class Title(Span):
    """An office, rank, degree or profession that a person of the text holds.

    Attributes:
        organization: The organisation named inside the title, if any.
    """

    organization: Span | None = None

    @property
    def person(self) -> Person | None:
        """The person who holds it.

        Example:
            >>> import vntext
            >>> doc = vntext.analyze("Ông Lê Văn An, Giám đốc Sở Y tế, dự lễ.")
            >>> doc.people[0].titles[0].person.name
            'Lê Văn An'
        """
        return self.doc._person_at(self)

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
        family_name: Family name, as far as the name tells: ``"Lê"`` of ``Lê Thị Hằng``,
            ``"Merkel"`` of ``Angela Merkel``; ``""`` for a name of one part.
        middle_name: What stands between family name and given name: ``"Thị"``.
        given_name: Given name: ``"Hằng"``, ``"Angela"``; the name itself where it has one part.

    Example:
        >>> import vntext
        >>> person = vntext.analyze("Bà Lê Thị Hằng dạy toán. Ai cũng quý Hằng.").people[0]
        >>> person.family_name, person.middle_name, person.given_name, person.aliases
        ('Lê', 'Thị', 'Hằng', ('Hằng',))
    """

    name: str
    mentions: tuple[Span, ...]
    titles: tuple[Title, ...] = ()
    role: str = ""
    family_name: str = ""
    middle_name: str = ""
    given_name: str = ""

    @property
    def aliases(self) -> tuple[str, ...]:
        """The other names by which the text calls the person, each once, as first written."""
        texts = dict.fromkeys(" ".join(m.text.split()) for m in self.mentions)
        return tuple(text for text in texts if text != self.name)

    def __str__(self) -> str:
        return self.name

    def _repr_html_(self) -> str:
        return str(view("people", [self]))


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
        key: Equal for all ways to write the same document; where a text names two documents of one
            number, with the year or the local body that tells them apart. Of a provision alone that
            of its document, where the text tells it.
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
class Cut(Span):
    """A piece of a sentence that a summary leaves out.

    Attributes:
        rule: Why it can be spared: ``"brackets"``, ``"offices"``, ``"introduction"``, ``"tail"``,
            ``"clauses"``.
    """

    rule: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class SummarySentence(Span):
    """A sentence of a summary.

    Attributes:
        score: Higher is better; comparable inside one summary only.
        reason: Why it was taken (``"lead"``, ``"score"`` ...).
        shown: How the summary prints it when a part was cut; ``""`` when it is printed whole. The
            offsets are those of the whole sentence.
        cuts: What was cut, sorted. ``…`` stands in `shown` where clauses were cut at the end.
    """

    score: float = 0.0
    reason: str = ""
    shown: str = ""
    cuts: tuple[Cut, ...] = ()


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

    __slots__ = ("_doc", "_spans", "_text")

    def __init__(self, text: str, spans: Column | None = None) -> None:
        self._text = text
        self._spans = Column.of([], len(text)) if spans is None else spans
        self._doc: Document | None = None

    def of_document(self, doc: Document) -> Words:
        """The same words, belonging to a document, as all that it shows does."""
        words = self if self._doc is None or self._doc is doc else Words(self._text, self._spans)
        words._doc = doc
        return words

    def _made(self, starts: list[int], ends: list[int]) -> tuple[Word, ...]:
        text = self._text
        texts = [text[a:b] for a, b in zip(starts, ends, strict=True)]
        return tuple(made(Word, len(texts), starts, ends, texts, doc=self._doc))

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

    def pairs(self) -> list[tuple[int, int]]:
        """Start and end of each word, without making objects.

        Example:
            >>> Words.of("Hà Nội mưa", [(0, 6), (7, 10)]).pairs()
            [(0, 6), (7, 10)]
        """
        return list(zip(*self._spans.offsets(), strict=True))

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
            return self._made(starts[i].tolist(), ends[i].tolist())
        try:
            return self._made([starts[i]], [ends[i]])[0]
        except IndexError:
            there = f"{len(self):,} words, the first is 0" if len(self) else "no words"
            raise IndexError(f"there is no word {i}: the text has {there}") from None
        except TypeError:
            kind = type(i).__name__
            raise TypeError(f"words have numbers: words[0], words[2:5]; not {kind}") from None

    def __iter__(self) -> Iterator[Word]:
        starts, ends = self._spans.raw()
        # some at a time: a look at the first word of a long text makes few
        for i in range(0, len(starts), AT_ONCE):
            part = slice(i, i + AT_ONCE)
            yield from self._made(starts[part].tolist(), ends[part].tolist())

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
