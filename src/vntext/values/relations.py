"""``doc.relations``: who holds, got or lost an office, was given an award, said or issued."""

from __future__ import annotations

from bisect import bisect_left
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from vntext.document import Person, Span
from vntext.meaning import Relation
from vntext.navigation import made
from vntext.values.events import find_events
from vntext.values.relation_dates import sentence_at, since
from vntext.values.relation_patterns import relation_patterns
from vntext.values.scan import Scan

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from vntext.meaning import DateValue, Quote
    from vntext.people.find import FoundPerson

__all__ = ["find_relations"]


def find_relations(
    text: str,
    entities: Sequence[tuple[Any, ...]],
    sentences: Sequence[tuple[int, int]],
    people: Sequence[Person | FoundPerson],
    dates: Sequence[DateValue] = (),
    quotes: Sequence[Quote] = (),
    *,
    scan: Scan | None = None,
) -> list[Relation]:
    """Finds what the text says of people and bodies.

    Args:
        text: The normalised text.
        entities: Start, end and label of its entities, sorted.
        sentences: Spans of its sentences.
        people: Its people, in characters of this text.
        dates: Its dates with their values.
        quotes: Its quotations.
        scan: Its words, where they are known.

    Returns:
        The relations by the sentence that says them; the span of each is that sentence.

    Example:
        >>> text = "Từ tháng 3/2019, ông Lê Văn An được bầu giữ chức Chủ tịch xã."
        >>> spans = [(3, 15, "DATE"), (21, 30, "PERSON"), (49, 60, "TITLE")]
        >>> from vntext.meaning import DateValue
        >>> dates = [DateValue(3, 15, "tháng 3/2019", "2019-03")]
        >>> find_relations(text, spans, [(0, 61)], [], dates)
        [Relation('appointed', 'Lê Văn An', 'Chủ tịch xã', date='2019-03')]
    """
    scan = scan or Scan(text)
    happened = list(find_events(scan, entities, sentences, dates))
    things = [row[4] for row in happened]
    rows = [*_held(scan, sentences, people, dates, things), *happened]
    rows += _said(sentences, quotes)
    rows.sort(key=lambda row: (row[0], row[4][0], row[2]))
    return _made(text, rows)


_Place = tuple[int, int]
_Row = tuple[int, int, str, _Place, _Place, _Place | None, str, _Place | None]
"""The fields of a relation, spans as pairs and without its text."""


def _made(text: str, rows: list[_Row]) -> list[Relation]:
    """The relations of rows."""
    if not rows:
        return []
    starts, ends, kinds, subjects, objects, bodies, dates, cues = zip(*rows, strict=True)
    size = len(rows)
    places = [*subjects, *objects, *filter(None, bodies), *filter(None, cues)]
    columns = zip(*places, strict=True)
    spans = made(Span, len(places), *columns, [text[a:b] for a, b in places])
    subject, object_, rest = spans[:size], spans[size : 2 * size], iter(spans[2 * size :])
    body, cue = ([place and next(rest) for place in column] for column in (bodies, cues))
    texts = [text[a:b] for a, b in zip(starts, ends, strict=True)]
    return made(Relation, size, starts, ends, texts, kinds, subject, object_, body, dates, cue)


def _taken(scan: Scan, subject: _Place, title: _Place, things: Sequence[_Place]) -> bool:
    """Whether a title is what somebody got or lost, or is that of who gave it.

    "Chủ tịch tỉnh bổ nhiệm ông An": the verb between title and name tells them apart.
    """
    if any(t[0] < title[1] and title[0] < t[1] for t in things):
        return True
    verbs = scan.of("event")
    k = bisect_left(verbs, title[1], key=_FIRST)
    while k < len(verbs) and verbs[k][0] < subject[0]:
        if verbs[k][1] <= subject[0]:
            return True
        k += 1
    return False


_FIRST = itemgetter(0)


def _held(
    scan: Scan,
    sentences: Sequence[tuple[int, int]],
    people: Sequence[Person | FoundPerson],
    dates: Sequence[DateValue],
    things: Sequence[_Place],
) -> Iterable[_Row]:
    """A title beside a name."""
    for person in people:
        mentions, titles = _places_of(person)
        for start, end, body in titles:
            where = sentence_at(sentences, start)
            if where is None:
                continue
            near = [m for m in mentions if where[0] <= m[0] < where[1]]
            if not near:
                continue
            subject = near[0]
            if len(near) > 1:
                apart = [abs(m[0] - start) for m in near]
                subject = near[apart.index(min(apart))]
            held = (start, end)
            if _taken(scan, subject, held, things):
                continue
            # "từ năm 2015, ông An là Giám đốc"; beside an apposition a date tells something else
            says = subject[1] < start and relation_patterns()["predicate"].search(
                scan.text, subject[1], start
            )
            date = since(scan.text, dates, where) if says else ""
            yield (*where, "holds", subject, held, body, date, None)


def _places_of(
    person: Person | FoundPerson,
) -> tuple[Sequence[_Place], list[tuple[int, int, _Place | None]]]:
    """Where a person is named, and the titles with their bodies."""
    if isinstance(person, Person):
        mentions = [(m.start, m.end) for m in person.mentions]
        bodies = [t.organization for t in person.titles]
        return mentions, [
            (t.start, t.end, None if body is None else (body.start, body.end))
            for t, body in zip(person.titles, bodies, strict=True)
        ]
    return person.mentions, [(t.start, t.end, t.organization) for t in person.titles]


def _said(sentences: Sequence[tuple[int, int]], quotes: Sequence[Quote]) -> Iterable[_Row]:
    for q in quotes:
        speaker, cue = q.speaker, q.cue
        at = cue.start if cue is not None else q.start
        where = sentence_at(sentences, at)
        if speaker is None or where is None:
            continue
        if isinstance(speaker, Person):
            named = min(speaker.mentions, key=lambda m: abs(m.start - at))
            subject = (named.start, named.end)
        else:
            subject = (speaker.start, speaker.end)
        told = None if cue is None else (cue.start, cue.end)
        yield (*where, "said", subject, (q.start, q.end), None, "", told)
