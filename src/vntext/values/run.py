"""What the stages of values run for one text: from the layers of a batch to objects."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Any

from vntext.document import Person, Span, Title
from vntext.navigation import made

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vntext.entities.types import Found
    from vntext.meaning import DateValue, Place, Quantity, Quote, Relation
    from vntext.people.find import FoundPerson

__all__ = ["dates_of", "people_of", "places_of", "quantities_of", "quotes_of", "relations_of"]


def dates_of(
    text: str,
    entities: Sequence[Found],
    sentences: Sequence[tuple[int, int, str]],
    paragraphs: Any,
    *,
    reference: str,
) -> tuple[DateValue, ...]:
    """The dates of one text."""
    from vntext.values.dates import find_dates

    spans = [(e.start, e.end) for e in entities if e.label == "DATE"]
    names = [(e.start, e.end) for e in entities if e.label in ("LOC", "PERSON", "ORG")]
    line = None if reference else _told(text, spans, names, paragraphs)
    pairs = [(a, b) for a, b, _ in sentences]
    return tuple(find_dates(text, spans, pairs, reference=reference or None, dateline=line))


def _told(
    text: str,
    spans: Sequence[tuple[int, int]],
    names: Sequence[tuple[int, int]],
    paragraphs: Any,
) -> tuple[int, int] | None:
    """Where the text tells its own day: a date on a line of its own, with clock and names."""
    for a, b, *_ in paragraphs:
        if b - a > _LINE:
            continue
        here = [s for s in spans if a <= s[0] and s[1] <= b]
        if len(here) != 1 or re.search(r"\d{4}", text[slice(*here[0])]) is None:
            continue
        rest = text[a:b]
        for start, end in [here[0], *(s for s in names if a <= s[0] and s[1] <= b)]:
            rest = rest[: start - a] + " " * (end - start) + rest[end - a :]
        if _LINE_REST.fullmatch(rest.lower()):
            return here[0]
    return None


_LINE = 60  # characters of the longest line that tells the day of a text
_LINE_REST = re.compile(
    r"(?:thứ (?:hai|ba|tư|năm|sáu|bảy)|chủ nhật|cập nhật|ngày đăng|lúc|gmt|ngày|\W|7"
    r"|\d{1,2}[:hg]\d{2})*"
)


def places_of(
    text: str, entities: Sequence[Found], *, dates: Sequence[DateValue], reference: str
) -> tuple[Place, ...]:
    """The places of one text."""
    from vntext.values.places import find_places

    year = None
    if reference:
        year = (int(reference[:4]), int(reference[5:7] or 1))
    return tuple(
        find_places(
            text,
            [(e.start, e.end) for e in entities if e.label == "LOC"],
            [(e.start, e.end) for e in entities if e.label in ("ORG", "TITLE")],
            year=year or _latest(dates),
        )
    )


def _latest(dates: Sequence[DateValue]) -> tuple[int, int] | None:
    """Year and month of the latest day of the text that is known in full."""
    days = [d.value for d in dates if re.fullmatch(r"\d{4}-\d\d-\d\d", d.value)]
    return max(((int(v[:4]), int(v[5:7])) for v in days), default=None)


def quotes_of(
    text: str,
    entities: Sequence[Found],
    sentences: Sequence[tuple[int, int, str]],
    paragraphs: Any,
    *,
    people: Sequence[Person],
) -> tuple[Quote, ...]:
    """The quotations of one text."""
    from vntext.values.quotes import find_quotes

    pairs = [(a, b) for a, b, _ in sentences]
    lines = [(a, b, role) for a, b, role, _ in paragraphs]
    return tuple(find_quotes(text, entities, pairs, lines, people))


def quantities_of(text: str, entities: Sequence[Found]) -> tuple[Quantity, ...]:
    """The figures of one text; dates and references hold none."""
    from vntext.values.quantities import find_quantities

    taken = [(e.start, e.end) for e in entities if e.label in ("DATE", "LAW")]
    return tuple(find_quantities(text, taken))


def relations_of(
    text: str,
    entities: Sequence[Found],
    sentences: Sequence[tuple[int, int, str]],
    people: Sequence[Person],
    dates: Sequence[DateValue],
    quotes: Sequence[Quote],
) -> tuple[Relation, ...]:
    """The relations of one text."""
    from vntext.values.relations import find_relations

    pairs = [(a, b) for a, b, _ in sentences]
    return tuple(find_relations(text, entities, pairs, people, dates, quotes))


def people_of(text: str, rows: Sequence[FoundPerson]) -> list[Person]:
    """People as objects, in characters of this text."""
    from vntext.people.names import name_parts

    def span(start: int, end: int) -> Span:
        return Span(start, end, text[start:end])

    places = [place for p in rows for place in p.mentions]
    starts, ends = [a for a, _ in places], [b for _, b in places]
    mentions = iter(made(Span, len(places), starts, ends, [text[a:b] for a, b in places]))
    return [
        Person(
            p.name,
            tuple(islice(mentions, len(p.mentions))),
            tuple(
                Title(
                    t.start,
                    t.end,
                    text[t.start : t.end],
                    span(*t.organization) if t.organization else None,
                )
                for t in p.titles
            ),
            p.role,
            *name_parts(p.name),
        )
        for p in rows
    ]
