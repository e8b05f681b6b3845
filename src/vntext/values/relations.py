"""``doc.relations``: who holds, got or lost an office, was given an award, said or issued."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from vntext.document import Person, Span
from vntext.meaning import Relation
from vntext.resources import load_toml
from vntext.text.heads import Heads
from vntext.values.relative import any_of

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


@cache
def _events() -> list[tuple[str, str, re.Pattern[str]]]:
    return [
        (row["kind"], row["object"], re.compile(rf"(?<!\w){any_of(row['cues'])}(?!\w)"))
        for row in _table()["event"]
    ]


@cache
def _any_event() -> re.Pattern[str]:
    cues = [cue for row in _table()["event"] for cue in row["cues"]]
    return re.compile(rf"(?<!\w){any_of(cues)}(?!\w)")


@cache
def _heads() -> Heads:
    """Where a verb of an event may begin."""
    return Heads([cue for row in _table()["event"] for cue in row["cues"]])


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    t = _table()
    award, named = t["award"], t["named"]
    quoted = r"[“\"][^”\"\n]{1,80}[”\"]"
    capital = r"(?!(?:Giải|Cúp|Huân|Huy|Bằng)\s)[A-ZÀ-ỸĐ][^\s,.;()]*"
    more = rf"(?:\s(?:{quoted}|{capital}|{any_of(award['rest'])}(?!\w)))"
    name = rf"(?:\s(?i:{any_of(award['names'])})(?!\w))?"
    return {
        "award": re.compile(
            rf"(?i:{any_of(award['prizes'])})(?!\w)|(?i:{any_of(award['heads'])})(?!\w){name}{more}{{0,12}}"
        ),
        "office": re.compile(rf"(?<!\w){any_of(t['offices']['heads'])} \Z"),
        "named": re.compile(rf"{any_of(named['cues'])}\Z"),
        "title": re.compile(
            rf" ?(?P<title>[A-ZĐÀ-Ỹ]\w*(?: (?!{any_of(named['ends'])}(?!\w))[\w]+){{0,12}})"
        ),
        "predicate": re.compile(rf"(?<!\w){any_of(named['predicates'])}(?!\w)"),
        "since": re.compile(rf"(?<!\w){any_of(named['since'])} ?\Z"),
        "term": re.compile(rf"(?<!\w){any_of(named['terms'])} \Z"),
        "to": re.compile(r" ?(?:đến|tới|-|–) ?(?:nay)?"),
        "behind": re.compile(r"(?:từ|vào|kể từ|ngày|tháng|năm) ?\Z"),
    }


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
    happened = list(_happened(text, entities, sentences, dates))
    things = [r.object for r in happened if r.object is not None]
    held = [
        r
        for r in _held(text, sentences, people, dates)
        if r.subject is not None
        and r.object is not None
        and not _taken(text, r.subject, r.object, things)
    ]
    return sorted(
        [*held, *happened, *_said(text, sentences, quotes)],
        key=lambda r: (r.start, r.object.start if r.object else 0, r.kind),
    )


def _taken(text: str, subject: Span, title: Span, things: Sequence[Span]) -> bool:
    """Whether a title is what somebody got or lost, or is that of who gave it.

    "Chủ tịch tỉnh bổ nhiệm ông An": the verb between title and name tells them apart.
    """
    if any(t.start < title.end and title.start < t.end for t in things):
        return True
    between = text[title.end : subject.start].lower()
    return any(p.search(between) is not None for _, _, p in _events())


def _sentence(text: str, sentences: Sequence[tuple[int, int]], pos: int) -> Span | None:
    i = bisect_right(sentences, (pos, len(text) + 1)) - 1
    if i < 0 or pos >= sentences[i][1]:
        return None
    a, b = sentences[i]
    return Span(a, b, text[a:b])


def _date(text: str, dates: Sequence[DateValue], where: Span) -> str:
    """The one date of a sentence, or the one that "từ" stands before, or a term of office."""
    here = [d for d in dates if where.start <= d.start < where.end]
    days = [d for d in here if "/" not in d.value]
    since = [d for d in days if _before("behind", text, d.start)]
    found = days if len(days) == 1 else since
    if len(found) != 1:
        found = [d for d in here if "/" in d.value and _before("term", text, d.start)]
    return found[0].value if len(found) == 1 else ""


def _before(name: str, text: str, pos: int) -> bool:
    return _patterns()[name].search(text[max(0, pos - 16) : pos].lower()) is not None


def _since(text: str, dates: Sequence[DateValue], where: Span) -> str:
    """Since when, or from when to when: "từ năm 2015 đến năm 2020"."""
    here = [d for d in dates if where.start <= d.start < where.end]
    for i, first in enumerate(here):
        last = here[i + 1] if i + 1 < len(here) else None
        if _before("term", text, first.start) and "/" in first.value:
            return first.value
        if not _before("since", text, first.start):
            continue
        to = last is not None and _patterns()["to"].fullmatch(text, first.end, last.start)
        return f"{first.value}/{last.value}" if to and last is not None else first.value
    return ""


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
            # "từ năm 2015, ông An là Giám đốc"; beside an apposition a date tells something else
            says = mention.end < title.start and _patterns()["predicate"].search(
                text, mention.end, title.start
            )
            date = _since(text, dates, where) if says else ""
            yield Relation(
                where.start, where.end, where.text, "holds", subject, span, title.organization, date
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
    done = 0
    for place in _heads().places(text):
        if place < done or _any_event().match(low, place) is None:
            continue
        for kind, wanted, pattern in _events():
            m = pattern.match(low, place)
            where = _sentence(text, sentences, place) if m is not None else None
            if m is None or where is None:
                continue
            thing = _thing(text, parts, starts, m.end(), where.end, wanted)
            if thing is None:
                continue
            who = ("PERSON", "ORG") if wanted != "TITLE" else ("PERSON",)
            passive = low.startswith(("được ", "bị ", "vinh dự"), place)
            subject = _subject(parts, starts, m, where, who, thing, given=not passive)
            if subject is None:
                continue
            done = thing.end
            if wanted == "LAW":
                subject = _signer(low, subject)
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
            break
        else:
            # "thôi giữ chức" that gives nothing is no "giữ chức"
            ends = [m.end() for _, _, p in _events() if (m := p.match(low, place))]
            done = max([done, *ends])


def _signer(low: str, body: _Part) -> _Part:
    """The office of a body that signs: "Thủ tướng Chính phủ"."""
    m = _patterns()["office"].search(low, max(0, body.start - 20), body.start)
    return body if m is None else _Part(m.start(), body.end, body.label)


def _thing(
    text: str, parts: list[_Part], starts: list[int], pos: int, end: int, wanted: str
) -> _Part | None:
    """The title, document or award behind a verb."""
    i = bisect_left(starts, pos)
    if wanted == "award":
        start = pos
        if i < len(parts) and parts[i].start < min(end, pos + _REACH):
            # "tặng ông Lê An Huân chương ...": who gets it stands between
            person = next((p for p in parts[i : i + 3] if p.label == "PERSON"), None)
            start = person.end if person is not None and person.start < pos + _REACH else pos
        for at in dict.fromkeys((pos, start)):
            stop = min(end, at + 200)
            tried = (_patterns()["award"].match(text, k, stop) for k in range(at, at + 4))
            if (m := next(filter(None, tried), None)) is not None:
                return _Part(m.start(), _giver(text, parts, starts, m.end()), "award")
        return None
    while i < len(parts) and parts[i].start < min(end, pos + _REACH):
        if parts[i].label == wanted:
            return parts[i]
        if wanted == "LAW" and parts[i].label != "DATE":
            return None
        i += 1
    if wanted == "TITLE" and _patterns()["named"].search(text[max(0, pos - 24) : pos].lower()):
        m = _patterns()["title"].match(text, pos, end)
        if m is not None:
            return _Part(m.start("title"), m.end("title"), "TITLE")
    return None


def _giver(text: str, parts: list[_Part], starts: list[int], pos: int) -> int:
    """The end of an award with the body that gives it: "Bằng khen của Bộ Y tế"."""
    if not text.startswith(" của ", pos):
        return pos
    i = bisect_left(starts, pos + 5)
    if i < len(parts) and parts[i].start <= pos + 5 + 20 and parts[i].label in ("ORG", "TITLE"):
        return parts[i].end
    return pos


def _subject(
    parts: list[_Part],
    starts: list[int],
    cue: re.Match[str],
    where: Span,
    labels: tuple[str, ...],
    thing: _Part,
    *,
    given: bool,
) -> _Part | None:
    """Who gets, loses or makes something.

    That is the last person or body before the verb; behind a verb of giving the person between it
    and what is given comes first.
    """
    behind = []
    i = bisect_left(starts, cue.end())
    while i < len(parts) and parts[i].start < min(where.end, thing.end + _REACH):
        if parts[i].label == "PERSON" and "PERSON" in labels:
            behind.append(parts[i])
        i += 1
    if given and thing.label != "LAW" and behind and behind[0].start < thing.start:
        return behind[0]
    i = bisect_left(starts, cue.start()) - 1
    while i >= 0 and parts[i].start >= where.start:
        if parts[i].label in labels:
            return parts[i]
        i -= 1
    return behind[0] if behind else None


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
