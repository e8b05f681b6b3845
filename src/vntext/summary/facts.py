"""What a brief tells beside the summary: decisions, figures, the five Ws, speakers."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from vntext.document import Entity, Person, Span
from vntext.resources import load_toml
from vntext.roles.tables import one_of
from vntext.summary.article import article_of
from vntext.summary.candidates import find_candidates
from vntext.summary.signs import word_signs
from vntext.summary.terms import syllables

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from vntext.document import Document
    from vntext.meaning import DateValue, Place, Quantity, Quote

_start = attrgetter("start")

SOON = 3
"""Sentences, from the one that says what happened, in which its day is looked for."""

__all__ = ["Decision", "Facts", "Figure", "Speaker", "Ws", "facts_of"]


@dataclass(frozen=True, slots=True, repr=False)
class Decision(Span):
    """A sentence that tells what was decided, or what somebody is to do.

    Attributes:
        kind: ``"decision"``, or ``"directive"`` where a named speaker asks for it.
    """

    kind: str = "decision"


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure and the sentence that tells it.

    Attributes:
        quantity: The figure with its number and unit.
        sentence: The sentence.
    """

    quantity: Quantity
    sentence: Span


@dataclass(frozen=True, slots=True)
class Ws:
    """Who, what, when and where, from the lead, or from the first sentence where there is none.

    Attributes:
        who: People and organisations, in the order of the text, each wording once.
        what: The sentence itself; None for a text without one.
        when: The days of what happened, with their values; deadlines and the days of documents are
            none. Where the sentence has none, those of the next ones.
        where: Places.
    """

    who: tuple[Entity, ...] = ()
    what: Span | None = None
    when: tuple[DateValue, ...] = ()
    where: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody who speaks, and what was said.

    Attributes:
        name: Name of the person, or of the office or body.
        person: The person, where it is one of the document.
        quotes: What was said, in the order of the text.
    """

    name: str
    person: Person | None
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """Decisions, figures, the five Ws and speakers of one article."""

    decisions: tuple[Decision, ...] = ()
    figures: tuple[Figure, ...] = ()
    ws: Ws = field(default_factory=Ws)
    speakers: tuple[Speaker, ...] = ()


def _key(text: str) -> str:
    return " ".join(syllables(text))


def _once(spans: Iterable[Any]) -> tuple[Any, ...]:
    first: dict[str, Any] = {}
    for s in spans:
        first.setdefault(_key(s.text), s)
    return tuple(first.values())


def _inside(spans: Sequence[Any], start: int, end: int) -> list[Any]:
    """Those of a layer, sorted by start, that lie in a stretch."""
    first, stop = bisect_left(spans, start, key=_start), bisect_left(spans, end, key=_start)
    return [s for s in spans[first:stop] if s.end <= end]


def facts_of(doc: Document, most: int = 8) -> Facts:
    """Gathers the facts of an article from its layers.

    Args:
        doc: An analysis.
        most: At most so many decisions, figures and speakers each.

    Returns:
        Facts of lead and body; captions, bylines, headings and links are not read.

    Example:
        >>> from vntext import analyze
        >>> found = facts_of(analyze("Sáng 3/4, UBND xã Yên Sơn quyết định chi 2 tỷ đồng sửa chợ."))
        >>> [(f.quantity.number, f.quantity.unit) for f in found.figures], len(found.decisions)
        ([(2000000000.0, 'VND')], 1)
    """
    article = article_of(doc)
    found = find_candidates(article.text, article.paragraphs, article.sentences, article.headline)
    if not found:
        return Facts()
    spans = [Span(a, b, doc.text[a:b]) for a, b in (article.spans[c.place] for c in found)]
    decisions = [
        Decision(s.start, s.end, s.text, "directive" if c.directive else "decision")
        for c, s, kinds in zip(found, spans, word_signs([c.text for c in found]), strict=True)
        if c.directive or "decides" in kinds
    ]
    figures: dict[tuple[float, str], Figure] = {}
    for s in spans:
        for q in _inside(doc.quantities, s.start, s.end):
            figures.setdefault((q.number, q.unit), Figure(q, s))
    return Facts(
        tuple(decisions[:most]),
        tuple(figures.values())[:most],
        _ws(doc, spans, next((k for k, c in enumerate(found) if c.lead), 0)),
        _speakers(doc, spans)[:most],
    )


def _ws(doc: Document, spans: Sequence[Span], first: int) -> Ws:
    what = spans[first]
    days = (_when(doc, s) for s in spans[first : first + SOON])
    named = []
    title = 0  # where the last title ends: an organisation in it belongs to the person who holds it
    for e in _inside(doc.entities, what.start, what.end):
        if e.label == "TITLE":
            title = e.end
        elif e.label in ("PERSON", "ORG") and e.start >= title:
            named.append(e)
    return Ws(
        _once(named),
        what,
        next((found for found in days if found), ()),
        _once(_inside(doc.places, what.start, what.end)),
    )


@cache
def _deadline() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What stands before a day by which something is to be done, and before that of a document."""
    row = load_toml("summary/brief.toml")["days"]
    return (
        re.compile(
            rf"(?<!\w)(?:{one_of(row['until'])} ?|{one_of(row['terms'])}(?!\w)[^,;.]{{0,40}})$",
            re.I,
        ),
        re.compile(rf"(?<!\w){one_of(row['documents'])}(?!\w)[^,;]{{0,80}}$"),
    )


def _when(doc: Document, what: Span) -> tuple[DateValue, ...]:
    """The days of what happened: no deadline, and no day of a law or paper that is cited."""
    to, text = doc.twin.alignment.span_to_normalized, doc.twin.text
    deadline, document = _deadline()
    found = _once(_inside(doc.dates, what.start, what.end))
    out = []
    for date in found:
        start, end = to(what.start, date.start)
        before = text[start:end]
        if not deadline.search(before) and not document.search(before):
            out.append(date)
    return tuple(out)


def _speakers(doc: Document, spans: Sequence[Span]) -> tuple[Speaker, ...]:
    said: dict[str, list[Quote]] = {}
    who: dict[str, tuple[str, Person | None]] = {}
    for quote in doc.quotes:
        speaker = quote.speaker
        k = bisect_left(spans, quote.end, key=_start) - 1  # the last that begins before its end
        if speaker is None or k < 0 or spans[k].end <= quote.start:
            continue
        person = speaker if isinstance(speaker, Person) else None
        name = speaker.name if isinstance(speaker, Person) else " ".join(speaker.text.split())
        key = _key(name)
        who.setdefault(key, (name, person))
        said.setdefault(key, []).append(quote)
    return tuple(Speaker(*who[key], tuple(quotes)) for key, quotes in said.items())
