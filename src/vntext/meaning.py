"""What the layers of values hold: spans of the text and what they mean."""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass, replace
from typing import TYPE_CHECKING, Any

from vntext.annotations import Person, Span
from vntext.navigation import made

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vntext.alignment import Alignment

__all__ = ["DateValue", "Place", "Quantity", "Quote", "Relation", "Successor", "all_moved", "moved"]


@dataclass(frozen=True, slots=True, repr=False)
class DateValue(Span):
    """A date and its value.

    Attributes:
        value: The date in EDTF (ISO 8601-2): ``"2021-04-27"``, ``"XXXX-04-27"`` where the year is
            not known, ``"2020/2025"`` for a range, ``"2019-33"`` for the first quarter.
        relative: Whether the text says it from its own day: ``"hôm qua"``.
        calendar: ``"gregorian"``, or ``"lunar"`` for a day that the text gives by the lunar
            calendar: its value is the day of the Gregorian calendar where its year is known.
        lunar: For such a day what the text says, in months and days of the lunar calendar:
            ``"2025-03-10"``, ``"XXXX-01-15"``; else ``""``.
        offset: For a date said from the day of the text how far it lies from it, as an ISO 8601
            duration: ``"-P1D"`` for ``"hôm qua"``, known without any reference; else ``""``.
    """

    value: str = ""
    relative: bool = False
    calendar: str = "gregorian"
    lunar: str = ""
    offset: str = ""

    def __repr__(self) -> str:
        return f"DateValue({self.start}, {self.end}, {self.text!r}, {self.value!r})"


@dataclass(frozen=True, slots=True)
class Successor:
    """A unit that took over a unit, or a part of it.

    Attributes:
        code: Code of the unit, in the other era.
        share: ``"whole"``, ``"main part"`` or ``"part"`` of the unit that went into it.
    """

    code: str
    share: str


@dataclass(frozen=True, slots=True, repr=False)
class Place(Span):
    """A place and the administrative unit or country that it names.

    Attributes:
        kind: ``"province"``, ``"district"``, ``"commune"``, ``"country"``, ``"street"``,
            ``"river"`` ... or ``""``.
        code: Code of the unit; ``""`` where it is none or stays open.
        name: Name of the unit in full, with its kind: ``"Quận Ba Đình"``.
        parents: Codes of the units around it, the nearest first.
        country: ISO 3166-1 code of the country itself, ``"VN"`` for units of Vietnam.
        level: ``"province"``, ``"district"``, ``"commune"``, ``"country"`` or ``""``.
        era: ``"until-2025-06"`` or ``"since-2025-07"``: which list the code is of.
        successors: Units since July 2025, for a unit of the era before.
        centroid: Latitude and longitude in degrees, None where not known.
        alternatives: Codes of other units that it could be, the likeliest first.
        score: How sure the code is, from 0 to 1.
    """

    kind: str = ""
    code: str = ""
    name: str = ""
    parents: tuple[str, ...] = ()
    country: str = ""
    level: str = ""
    era: str = ""
    successors: tuple[Successor, ...] = ()
    centroid: tuple[float, float] | None = None
    alternatives: tuple[str, ...] = ()
    score: float = 0.0

    def __repr__(self) -> str:
        what = self.code or self.country or self.kind
        return f"Place({self.start}, {self.end}, {self.text!r}, {what!r})"


@dataclass(frozen=True, slots=True, repr=False)
class Quote(Span):
    """What somebody said, in their own words or reported.

    Attributes:
        direct: Whether it stands in quotation marks or behind the dash of a dialogue.
        speaker: Who said it: a person of the document, or the place that names an office or body;
            None where the text names nobody.
        cue: The words that say that it was said.
        continues: Whether it goes on from the quotation before without a cue of its own.
    """

    direct: bool = False
    speaker: Person | Span | None = None
    cue: Span | None = None
    continues: bool = False

    def __repr__(self) -> str:
        said = "direct" if self.direct else "reported"
        return f"Quote({self.start}, {self.end}, {self.text!r}, {said})"


@dataclass(frozen=True, slots=True, repr=False)
class Quantity(Span):
    """A figure with its unit.

    Attributes:
        number: The figure as a number: ``"270 triệu"`` is 270000000; `value` is the same.
        unit: Unit in one form (``"VND"``, ``"%"``, ``"km"``, ``"xã"``).
        upper: The other end of a range (``"5-7 km"``), None for one figure.
        bound: ``">"`` (``"hơn"``), ``"<"`` (``"dưới"``), ``">="`` (``"ít nhất"``), ``"<="``
            (``"không quá"``), ``"~"`` (``"khoảng"``) or ``""``.
    """

    number: float = 0.0
    unit: str = ""
    upper: float | None = None
    bound: str = ""

    @property
    def value(self) -> float:
        """The number, by the name that dates have for theirs."""
        return self.number

    def __repr__(self) -> str:
        shown = f"{self.bound}{self.number:g} {self.unit}"
        return f"Quantity({self.start}, {self.end}, {self.text!r}, {shown!r})"


@dataclass(frozen=True, slots=True, repr=False)
class Relation(Span):
    """What the text says of a person and an office, a body or a document.

    The span is the sentence that says it.

    Attributes:
        kind: ``"holds"``, ``"appointed"``, ``"dismissed"``, ``"awarded"``, ``"said"`` or
            ``"issued"``.
        subject: The person or body.
        object: The title, document or award; for ``"said"`` what was said.
        organization: The body that the title belongs to, if named.
        date: EDTF value of the date that the text gives with it, ``""`` when there is none.
        cue: The words that say it, None for a title beside a name.
    """

    kind: str = ""
    subject: Span | None = None
    object: Span | None = None
    organization: Span | None = None
    date: str = ""
    cue: Span | None = None

    def __repr__(self) -> str:
        return (
            f"Relation({self.kind!r}, {str(self.subject or '')!r}, {str(self.object or '')!r}"
            + (f", date={self.date!r}" if self.date else "")
            + ")"
        )


def moved(
    value: Any, text: str, alignment: Alignment, people: dict[int, Person] | None = None
) -> Any:
    """The same value with all spans in characters of the text as given.

    Args:
        value: A span, or a tuple or other thing with spans in it.
        text: The text as given.
        alignment: The edits that lead from it to the text that the spans are of.
        people: People that were moved before, by the identity of what they were: who speaks often
            is moved once.
    """
    if people is not None and isinstance(value, Person):
        found = people.get(id(value))
        if found is None:
            found = people[id(value)] = moved(value, text, alignment)
        return found
    if isinstance(value, tuple):
        return tuple(moved(v, text, alignment, people) for v in value)
    if not is_dataclass(value) or isinstance(value, type):
        return value
    changed: dict[str, Any] = {}
    if isinstance(value, Span):
        a, b = alignment.span_to_original(value.start, value.end)
        changed = {"start": a, "end": b, "text": text[a:b]}
    for f in fields(value):
        if f.name not in ("start", "end", "text"):
            old = getattr(value, f.name)
            if isinstance(old, tuple) or is_dataclass(old):
                changed[f.name] = moved(old, text, alignment, people)
    return replace(value, **changed) if changed else value


def all_moved(rows: Sequence[Any], text: str, alignment: Alignment) -> list[Any]:
    """The same values of one layer with all spans in characters of the text as given.

    Args:
        rows: Spans of one kind.
        text: The text as given.
        alignment: The edits that lead from it to the text that the spans are of.
    """
    if not rows:
        return []
    people: dict[int, Person] = {}
    kind: Any = type(rows[0])
    names = [f.name for f in fields(kind)[3:]]
    columns = [_moved_column([getattr(row, n) for row in rows], text, alignment, people)
               for n in names]  # fmt: skip
    return _at_their_places(kind, rows, text, alignment, columns)


def _at_their_places(
    kind: Any, rows: Sequence[Any], text: str, alignment: Alignment, columns: Sequence[Any]
) -> list[Any]:
    places = [alignment.span_to_original(row.start, row.end) for row in rows]
    starts, ends = [a for a, _ in places], [b for _, b in places]
    return made(kind, len(rows), starts, ends, [text[a:b] for a, b in places], *columns)


def _moved_column(
    column: list[Any], text: str, alignment: Alignment, people: dict[int, Person]
) -> list[Any]:
    """The values of one field, those moved that are spans or hold some."""
    spans = [v for v in column if type(v) is Span]
    if spans:
        ready = iter(_at_their_places(Span, spans, text, alignment, ()))
        column = [next(ready) if type(v) is Span else v for v in column]
    return [moved(v, text, alignment, people) if type(v) is Person else v for v in column]
