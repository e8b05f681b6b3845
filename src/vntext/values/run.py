"""What the stages of values run for one text: from the layers of a batch to objects."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache
from itertools import islice
from operator import itemgetter
from typing import TYPE_CHECKING

from vntext.document import Person, Span, Title
from vntext.navigation import made
from vntext.values.rows import BODIES, DATES, PLACES, TAKEN
from vntext.values.words import any_of, date_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vntext.meaning import DateValue, Place, Quantity, Quote, Relation
    from vntext.people.find import FoundPerson
    from vntext.values.rows import TextRows

__all__ = ["dates_of", "people_of", "places_of", "quantities_of", "quotes_of", "relations_of"]


def dates_of(rows: TextRows, reference: str) -> tuple[DateValue, ...]:
    """The dates of one text."""
    from vntext.values.dates import find_dates

    line = None if reference else _told(rows)
    return tuple(
        find_dates(
            rows.text,
            rows.spans[DATES],
            rows.sentences,
            reference=reference or None,
            dateline=line,
            scan=rows.scan,
        )
    )


def _told(rows: TextRows) -> tuple[int, int] | None:
    """Where the text tells its own day: a date on a line of its own, with clock and names."""
    text, spans, lines = rows.text, rows.spans[DATES], rows.paragraphs
    for i, (start, end) in enumerate(spans):
        k = bisect_right(lines, start, key=_FIRST) - 1
        if k < 0 or lines[k][1] - lines[k][0] > _LINE or end > lines[k][1]:
            continue
        a, b, _ = lines[k]
        alone = not any(
            a <= s[0] and s[1] <= b for s in (*spans[max(0, i - 1) : i], *spans[i + 1 : i + 2])
        )
        if not alone or re.search(r"\d{4}", text[start:end]) is None:
            continue
        names = [e[:2] for e in rows.entities if e.label in ("LOC", "PERSON", "ORG")]
        rest = text[a:b]
        for first, last in [(start, end), *(s for s in names if a <= s[0] and s[1] <= b)]:
            rest = rest[: first - a] + " " * (last - first) + rest[last - a :]
        if _line_rest().fullmatch(rest.lower()):
            return start, end
    return None


_FIRST = itemgetter(0)
_LINE = 60  # characters of the longest line that tells the day of a text


@cache
def _line_rest() -> re.Pattern[str]:
    """What stands beside the day of a text on its line: its weekday, a clock time."""
    t = date_words()
    words = any_of([*t["weekday"]["names"], *t["dateline"]["words"]])
    return re.compile(rf"(?:{words}|\W|7|\d{{1,2}}[:hg]\d{{2}})*")


def places_of(rows: TextRows, dates: Sequence[DateValue], reference: str) -> tuple[Place, ...]:
    """The places of one text."""
    from vntext.values.places import find_places

    year = None
    if reference:
        year = (int(reference[:4]), int(reference[5:7] or 1))
    bodies = rows.spans[BODIES]
    return tuple(find_places(rows.text, rows.spans[PLACES], bodies, year=year or _latest(dates)))


def _latest(dates: Sequence[DateValue]) -> tuple[int, int] | None:
    """Year and month of the latest day of the text that is known in full."""
    days = [d.value for d in dates if len(d.value) == _DAY and d.value[4] == "-"]
    known = [v[:7] for v in days if v.replace("-", "", 2).isdigit()]
    if not known:
        return None
    last = max(known)
    return int(last[:4]), int(last[5:])


_DAY = 10  # characters of a day in EDTF


def quotes_of(rows: TextRows, people: Sequence[Person]) -> tuple[Quote, ...]:
    """The quotations of one text."""
    from vntext.values.quotes import find_quotes

    return tuple(
        find_quotes(
            rows.text, rows.entities, rows.sentences, rows.paragraphs, people, scan=rows.scan
        )
    )


def quantities_of(rows: TextRows) -> tuple[Quantity, ...]:
    """The figures of one text; dates and references hold none."""
    from vntext.values.quantities import find_quantities

    taken = rows.spans[TAKEN]
    return tuple(find_quantities(rows.text, taken, scan=rows.scan))


def relations_of(
    rows: TextRows,
    people: Sequence[FoundPerson],
    dates: Sequence[DateValue],
    quotes: Sequence[Quote],
) -> tuple[Relation, ...]:
    """The relations of one text."""
    from vntext.values.relations import find_relations

    return tuple(
        find_relations(
            rows.text, rows.entities, rows.sentences, people, dates, quotes, scan=rows.scan
        )
    )


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
