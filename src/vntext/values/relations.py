"""``doc.relations``: who holds, got or lost an office, was given an award, said or issued."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cache
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from vntext.document import Person, Span
from vntext.meaning import Relation
from vntext.resources import load_toml
from vntext.text.strings import Phrases

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from vntext.meaning import DateValue, Quote

__all__ = ["find_relations"]

_REACH = 60
"""Characters between a verb and what it gives or takes."""


class _Part(NamedTuple):
    start: int
    end: int
    label: str


def _table() -> Mapping[str, Any]:
    return load_toml("values/relations.toml")


def _any(words: Iterable[str]) -> str:
    return "(?:" + "|".join(sorted(map(re.escape, words), key=len, reverse=True)) + ")"


@cache
def _events() -> list[tuple[str, str, re.Pattern[str]]]:
    return [
        (row["kind"], row["object"], re.compile(rf"(?<!\w){_any(row['cues'])}(?!\w)"))
        for row in _table()["event"]
    ]


@cache
def _cues() -> tuple[Phrases, list[int]]:
    """The verbs of all events, and for each the number of its event."""
    rows = [(cue, k) for k, row in enumerate(_table()["event"]) for cue in row["cues"]]
    return Phrases(cue for cue, _ in rows), [k for _, k in rows]


@cache
def _award() -> re.Pattern[str]:
    heads = _any(_table()["award"]["heads"])
    return re.compile(
        rf"(?i:{heads})(?:\s(?:[“\"][^”\"\n]{{1,80}}[”\"]|[A-ZÀ-ỸĐ0-9][^\s,.;()]*|hạng|của|nhất|nhì|ba|vàng|bạc|đồng|cấp|tỉnh|tuổi|năm)){{0,14}}"
    )


@cache
def _since() -> re.Pattern[str]:
    return re.compile(r"(?:từ|vào|kể từ|ngày|tháng|năm) ?\Z")


def find_relations(
    text: str,
    entities: Sequence[tuple[Any, ...]],
    sentences: Sequence[tuple[int, int]],
    people: Sequence[Person],
    dates: Sequence[DateValue] = (),
    quotes: Sequence[Quote] = (),
) -> list[Relation]:
    """Finds what the text says of people and bodies.

    Args:
        text: The normalised text.
        entities: Start, end and label of its entities, sorted.
        sentences: Spans of its sentences.
        people: Its people, with spans of this text.
        dates: Its dates with their values.
        quotes: Its quotations.

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
    return sorted(
        [
            *_held(text, sentences, people, dates),
            *_happened(text, entities, sentences, dates),
            *_said(text, sentences, quotes),
        ],
        key=lambda r: (r.start, r.object.start if r.object else 0, r.kind),
    )


def _sentence(text: str, sentences: Sequence[tuple[int, int]], pos: int) -> Span | None:
    i = bisect_right(sentences, (pos, len(text) + 1)) - 1
    if i < 0 or pos >= sentences[i][1]:
        return None
    a, b = sentences[i]
    return Span(a, b, text[a:b])


def _date(text: str, dates: Sequence[DateValue], where: Span) -> str:
    """The one date of a sentence, or the one that "từ" stands before."""
    here = [d for d in dates if where.start <= d.start < where.end and "/" not in d.value]
    since = [d for d in here if _since().search(text[max(0, d.start - 6) : d.start].lower())]
    found = here if len(here) == 1 else since
    return found[0].value if len(found) == 1 else ""


def _held(
    text: str,
    sentences: Sequence[tuple[int, int]],
    people: Sequence[Person],
    dates: Sequence[DateValue],
) -> Iterable[Relation]:
    """A title beside a name."""
    for person in people:
        for title in person.titles:
            where = _sentence(text, sentences, title.start)
            if where is None:
                continue
            near = [m for m in person.mentions if where.start <= m.start < where.end]
            if not near:
                continue
            mention = min(near, key=lambda m: abs(m.start - title.start))
            subject = Span(mention.start, mention.end, mention.text)
            span = Span(title.start, title.end, title.text)
            yield Relation(
                where.start, where.end, where.text, "holds", subject, span, title.organization
            )


def _happened(
    text: str,
    entities: Sequence[tuple[Any, ...]],
    sentences: Sequence[tuple[int, int]],
    dates: Sequence[DateValue],
) -> Iterable[Relation]:
    """Offices, awards and documents that somebody got, lost or made."""
    parts = [_Part(e[0], e[1], e[2]) for e in entities]
    starts = [p.start for p in parts]
    low = text.lower()
    if len(low) != len(text):
        low = text
    done = dict.fromkeys((kind for kind, _, _ in _events()), 0)
    phrases, events = _cues()
    for place, numbers in groupby(phrases.at(text), key=itemgetter(0)):
        for k in sorted({events[number] for _, number in numbers}):
            kind, wanted, pattern = _events()[k]
            m = pattern.match(low, place) if place >= done[kind] else None
            if m is None:
                continue
            done[kind] = m.end()
            where = _sentence(text, sentences, m.start())
            if where is None:
                continue
            thing = _thing(text, parts, starts, m.end(), where.end, wanted)
            if thing is None:
                continue
            who = ("PERSON", "ORG") if wanted != "TITLE" else ("PERSON",)
            subject = _subject(parts, starts, m.start(), where, who, thing)
            if subject is None:
                continue
            done[kind] = thing.end
            inner = _inner(parts, starts, thing)
            yield Relation(
                where.start,
                where.end,
                where.text,
                kind,
                Span(subject.start, subject.end, text[subject.start : subject.end]),
                Span(thing.start, thing.end, text[thing.start : thing.end]),
                None
                if inner is None
                else Span(inner.start, inner.end, text[inner.start : inner.end]),
                _date(text, dates, where),
                Span(m.start(), m.end(), text[m.start() : m.end()]),
            )


def _thing(
    text: str, parts: list[_Part], starts: list[int], pos: int, end: int, wanted: str
) -> _Part | None:
    """The title, document or award behind a verb."""
    if wanted == "award":
        m = _award().search(text, pos, min(end, pos + 200))
        if m is None or m.start() - pos > 3:
            return None
        return _Part(m.start(), m.end(), "award")
    i = bisect_left(starts, pos)
    while i < len(parts) and parts[i].start < min(end, pos + _REACH):
        if parts[i].label == wanted:
            return parts[i]
        if wanted == "LAW" and parts[i].label != "DATE":
            return None
        i += 1
    return None


def _subject(
    parts: list[_Part],
    starts: list[int],
    pos: int,
    where: Span,
    labels: tuple[str, ...],
    thing: _Part,
) -> _Part | None:
    """The last person or body before the verb, else the person between verb and title."""
    i = bisect_left(starts, pos) - 1
    while i >= 0 and parts[i].start >= where.start:
        if parts[i].label in labels:
            return parts[i]
        i -= 1
    i = bisect_left(starts, pos)
    while i < len(parts) and parts[i].start < min(where.end, thing.end + _REACH):
        if parts[i].label == "PERSON" and "PERSON" in labels:
            return parts[i]
        i += 1
    return None


def _inner(parts: list[_Part], starts: list[int], thing: _Part) -> _Part | None:
    i = bisect_left(starts, thing.start)
    while i < len(parts) and parts[i].start < thing.end:
        if parts[i].label == "ORG" and parts[i].end <= thing.end:
            return parts[i]
        i += 1
    return None


def _said(
    text: str, sentences: Sequence[tuple[int, int]], quotes: Sequence[Quote]
) -> Iterable[Relation]:
    for q in quotes:
        where = _sentence(text, sentences, q.cue.start if q.cue is not None else q.start)
        if q.speaker is None or where is None:
            continue
        if isinstance(q.speaker, Person):
            at = q.cue.start if q.cue is not None else q.start
            mention = min(q.speaker.mentions, key=lambda m: abs(m.start - at))
            subject = Span(mention.start, mention.end, mention.text)
        else:
            subject = Span(q.speaker.start, q.speaker.end, q.speaker.text)
        said = Span(q.start, q.end, q.text)
        yield Relation(where.start, where.end, where.text, "said", subject, said, None, "", q.cue)
