"""Offices, awards and documents that somebody got, lost or made."""

from __future__ import annotations

from bisect import bisect_left
from functools import cache
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from vntext.values.relation_dates import date_of, sentence_at
from vntext.values.relation_patterns import relation_patterns, relation_table
from vntext.values.rows import Part

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from vntext.meaning import DateValue
    from vntext.values.scan import Hit, Scan

__all__ = ["find_events"]

_Place = tuple[int, int]
_Event = tuple[int, int, str, _Place, _Place, _Place | None, str, _Place | None]
"""The fields of a relation, spans as pairs and without its text."""
_FIRST = itemgetter(0)
_GIVER = 20  # characters between an award and the body that gives it
_REACH = 60
"""Characters between a verb and what it gives or takes."""


@cache
def _events() -> dict[str, list[tuple[int, str, str]]]:
    """For each verb the events that it tells: number, kind and object."""
    out: dict[str, list[tuple[int, str, str]]] = {}
    for k, row in enumerate(relation_table()["event"]):
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
def _passive() -> tuple[str, ...]:
    """How a verb begins before which stands who gets something."""
    return tuple(f"{word} " for word in relation_table()["passive"]["words"])


@cache
def _of() -> tuple[str, ...]:
    return tuple(f" {word} " for word in relation_table()["award"]["of"])


_NOWHERE = (-1, -1)


def find_events(
    scan: Scan,
    entities: Sequence[tuple[Any, ...]],
    sentences: Sequence[tuple[int, int]],
    dates: Sequence[DateValue],
) -> Iterable[_Event]:
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
        where = sentence_at(sentences, place) or _NOWHERE
        for _, kind, wanted, after in told if where is not _NOWHERE else ():
            if wanted == "award" and not award:
                continue
            thing = _thing(scan, parts, starts, after, where[1], wanted)
            if thing is None:
                continue
            who = ("PERSON", "ORG") if wanted != "TITLE" else ("PERSON",)
            passive = low.startswith(_passive(), place)
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
                date_of(text, dates, where),
                (place, after),
            )
            break
        else:
            # "thôi giữ chức" that gives nothing is no "giữ chức"
            done = max([done, *[end for *_, end in told]])


def _signer(low: str, body: Part) -> Part:
    """The office of a body that signs: "Thủ tướng Chính phủ"."""
    m = relation_patterns()["office"].search(low, max(0, body.start - 20), body.start)
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
                m = relation_patterns()["award"].match(text, heads[k][0], stop)
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
    if wanted == "TITLE" and relation_patterns()["named"].search(
        text[max(0, pos - 24) : pos].lower()
    ):
        m = relation_patterns()["title"].match(text, pos, end)
        if m is not None:
            return Part(m.start("title"), m.end("title"), "TITLE")
    return None


def _giver(text: str, parts: list[Part], starts: list[int], pos: int) -> int:
    """The end of an award with the body that gives it: "Bằng khen của Bộ Y tế"."""
    of = next((word for word in _of() if text.startswith(word, pos)), None)
    if of is None:
        return pos
    first = pos + len(of)
    i = bisect_left(starts, first)
    if i < len(parts) and parts[i].start <= first + _GIVER and parts[i].label in ("ORG", "TITLE"):
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
