"""``doc.relations``: who holds, got or lost an office, was given an award, said or issued."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cache
from itertools import groupby
from operator import attrgetter, itemgetter
from typing import TYPE_CHECKING, Any

from vntext.document import Person, Span
from vntext.meaning import Relation
from vntext.navigation import made
from vntext.resources import load_toml
from vntext.text.letters import UPPER
from vntext.values.rows import Part
from vntext.values.scan import Scan
from vntext.values.words import any_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from vntext.meaning import DateValue, Quote
    from vntext.people.find import FoundPerson
    from vntext.values.scan import Hit

__all__ = ["find_relations"]

_REACH = 60
"""Characters between a verb and what it gives or takes."""


def _table() -> Mapping[str, Any]:
    return load_toml("values/relations.toml")


@cache
def _events() -> dict[str, list[tuple[int, str, str]]]:
    """For each verb the events that it tells: number, kind and object."""
    out: dict[str, list[tuple[int, str, str]]] = {}
    for k, row in enumerate(_table()["event"]):
        for cue in row["cues"]:
            out.setdefault(cue, []).append((k, row["kind"], row["object"]))
    return out


def _told(hits: Sequence[Hit]) -> list[tuple[int, str, str, int]]:
    """The events that the verbs of one place tell, each with the end of its longest verb."""
    first = hits[0]
    if len(hits) == 1:
        return [(*event, first[1]) for event in _events()[first[2]]]
    out: dict[int, tuple[int, str, str, int]] = {}
    for _, end, verb in hits:  # the longest first
        for k, kind, wanted in _events()[verb]:
            out.setdefault(k, (k, kind, wanted, end))
    return sorted(out.values())


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    t = _table()
    award, named = t["award"], t["named"]
    quoted = r"[“\"][^”\"\n]{1,80}[”\"]"
    capital = rf"(?!(?:Giải|Cúp|Huân|Huy|Bằng)\s)[{UPPER}][^\s,.;()]*"
    more = rf"(?:\s(?:{quoted}|{capital}|{any_of(award['rest'])}(?!\w)))"
    name = rf"(?:\s(?i:{any_of(award['names'])})(?!\w))?"
    return {
        "award": re.compile(
            rf"(?i:{any_of(award['prizes'])})(?!\w)|(?i:{any_of(award['heads'])})(?!\w){name}{more}{{0,12}}"
        ),
        "office": re.compile(rf"(?<!\w){any_of(t['offices']['heads'])} \Z"),
        "named": re.compile(rf"{any_of(named['cues'])}\Z"),
        "title": re.compile(
            rf" ?(?P<title>[{UPPER}]\w*(?: (?!{any_of(named['ends'])}(?!\w))[\w]+){{0,12}})"
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
    happened = list(_happened(scan, entities, sentences, dates))
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


def _sentence(sentences: Sequence[tuple[int, int]], pos: int) -> _Place | None:
    i = bisect_right(sentences, pos, key=_FIRST) - 1
    return sentences[i] if i >= 0 and pos < sentences[i][1] else None


_FIRST = itemgetter(0)


def _date(text: str, dates: Sequence[DateValue], where: _Place) -> str:
    """The one date of a sentence, or the one that "từ" stands before, or a term of office."""
    here = _within(dates, where)
    days = [d for d in here if "/" not in d.value]
    found = days if len(days) == 1 else [d for d in days if _before("behind", text, d.start)]
    if len(found) != 1:
        found = [d for d in here if "/" in d.value and _before("term", text, d.start)]
    return found[0].value if len(found) == 1 else ""


def _within(dates: Sequence[DateValue], where: _Place) -> Sequence[DateValue]:
    i, j = (bisect_left(dates, at, key=_START) for at in where)
    return dates[i:j]


_START = attrgetter("start")


def _before(name: str, text: str, pos: int) -> bool:
    return _patterns()[name].search(text[max(0, pos - 16) : pos].lower()) is not None


def _since(text: str, dates: Sequence[DateValue], where: _Place) -> str:
    """Since when, or from when to when: "từ năm 2015 đến năm 2020"."""
    here = _within(dates, where)
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
            where = _sentence(sentences, start)
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
            says = subject[1] < start and _patterns()["predicate"].search(
                scan.text, subject[1], start
            )
            date = _since(scan.text, dates, where) if says else ""
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


_NOWHERE = (-1, -1)


def _happened(
    scan: Scan,
    entities: Sequence[tuple[Any, ...]],
    sentences: Sequence[tuple[int, int]],
    dates: Sequence[DateValue],
) -> Iterable[_Row]:
    """Offices, awards and documents that somebody got, lost or made."""
    text, low, verbs = scan.text, scan.low, scan.of("event")
    if not verbs:
        return
    given: Any = entities  # the stages give parts
    parts: list[Part] = list(given)
    if parts and type(parts[0]) is not Part:
        parts = [Part(e[0], e[1], e[2]) for e in entities]
    starts = [p[0] for p in parts]
    award = bool(scan.of("award"))
    done = 0
    for place, hits in groupby(verbs, key=_FIRST):
        if place < done:
            continue
        told = _told(list(hits))
        where = _sentence(sentences, place) or _NOWHERE
        for _, kind, wanted, after in told if where is not _NOWHERE else ():
            if wanted == "award" and not award:
                continue
            thing = _thing(scan, parts, starts, after, where[1], wanted)
            if thing is None:
                continue
            who = ("PERSON", "ORG") if wanted != "TITLE" else ("PERSON",)
            passive = low.startswith(("được ", "bị ", "vinh dự"), place)
            subject = _subject(parts, starts, (place, after), where, who, thing, given=not passive)
            if subject is None:
                continue
            done = thing.end
            if wanted == "LAW":
                subject = _signer(low, subject)
            inner = _inner(parts, starts, thing)
            yield (
                where[0],
                where[1],
                kind,
                subject[:2],
                thing[:2],
                None if inner is None else inner[:2],
                _date(text, dates, where),
                (place, after),
            )
            break
        else:
            # "thôi giữ chức" that gives nothing is no "giữ chức"
            done = max([done, *[end for *_, end in told]])


def _signer(low: str, body: Part) -> Part:
    """The office of a body that signs: "Thủ tướng Chính phủ"."""
    m = _patterns()["office"].search(low, max(0, body.start - 20), body.start)
    return body if m is None else Part(m.start(), body.end, body.label)


def _thing(
    scan: Scan, parts: list[Part], starts: list[int], pos: int, end: int, wanted: str
) -> Part | None:
    """The title, document or award behind a verb."""
    text = scan.text
    i = bisect_left(starts, pos)
    if wanted == "award":
        start = pos
        if i < len(parts) and parts[i].start < min(end, pos + _REACH):
            # "tặng ông Lê An Huân chương ...": who gets it stands between
            person = next((p for p in parts[i : i + 3] if p.label == "PERSON"), None)
            start = person.end if person is not None and person.start < pos + _REACH else pos
        heads = scan.of("award")
        for at in dict.fromkeys((pos, start)):
            stop = min(end, at + 200)
            k = bisect_left(heads, at, key=_FIRST)
            while k < len(heads) and heads[k][0] < at + 4:
                m = _patterns()["award"].match(text, heads[k][0], stop)
                if m is not None:
                    return Part(m.start(), _giver(text, parts, starts, m.end()), "award")
                k += 1
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
            return Part(m.start("title"), m.end("title"), "TITLE")
    return None


def _giver(text: str, parts: list[Part], starts: list[int], pos: int) -> int:
    """The end of an award with the body that gives it: "Bằng khen của Bộ Y tế"."""
    if not text.startswith(" của ", pos):
        return pos
    i = bisect_left(starts, pos + 5)
    if i < len(parts) and parts[i].start <= pos + 5 + 20 and parts[i].label in ("ORG", "TITLE"):
        return parts[i].end
    return pos


def _subject(
    parts: list[Part],
    starts: list[int],
    cue: _Place,
    where: _Place,
    labels: tuple[str, ...],
    thing: Part,
    *,
    given: bool,
) -> Part | None:
    """Who gets, loses or makes something.

    That is the last person or body before the verb; behind a verb of giving the person between it
    and what is given comes first.
    """
    behind = []
    i = bisect_left(starts, cue[1])
    while i < len(parts) and parts[i].start < min(where[1], thing.end + _REACH):
        if parts[i].label == "PERSON" and "PERSON" in labels:
            behind.append(parts[i])
        i += 1
    if given and thing.label != "LAW" and behind and behind[0].start < thing.start:
        return behind[0]
    i = bisect_left(starts, cue[0]) - 1
    while i >= 0 and parts[i].start >= where[0]:
        if parts[i].label in labels:
            return parts[i]
        i -= 1
    return behind[0] if behind else None


def _inner(parts: list[Part], starts: list[int], thing: Part) -> Part | None:
    i = bisect_left(starts, thing.start)
    while i < len(parts) and parts[i].start < thing.end:
        if parts[i].label == "ORG" and parts[i].end <= thing.end:
            return parts[i]
        i += 1
    return None


def _said(sentences: Sequence[tuple[int, int]], quotes: Sequence[Quote]) -> Iterable[_Row]:
    for q in quotes:
        speaker, cue = q.speaker, q.cue
        at = cue.start if cue is not None else q.start
        where = _sentence(sentences, at)
        if speaker is None or where is None:
            continue
        if isinstance(speaker, Person):
            named = min(speaker.mentions, key=lambda m: abs(m.start - at))
            subject = (named.start, named.end)
        else:
            subject = (speaker.start, speaker.end)
        told = None if cue is None else (cue.start, cue.end)
        yield (*where, "said", subject, (q.start, q.end), None, "", told)
