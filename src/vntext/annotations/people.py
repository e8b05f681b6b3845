"""People and the titles that they hold."""

from __future__ import annotations

from dataclasses import dataclass

from vntext.annotations.span import Span
from vntext.views import view

__all__ = ["Person", "Title"]


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
