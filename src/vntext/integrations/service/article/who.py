"""People, organisations, what they said and what is said of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from vntext.document import Person
from vntext.integrations.service.article.spans import key_of, maybe, name_of, place_of

if TYPE_CHECKING:
    from vntext.document import Document, Span
    from vntext.integrations.service.article.spans import SentenceAt
    from vntext.meaning import Quote, Relation

__all__ = ["People"]


class People:
    """Who a document speaks of, joined by their places in the lists.

    Args:
        doc: The document.
        sentence_at: Tells the sentence of an offset.

    Attributes:
        rows: People, as ``doc.people`` orders them.
        organizations: Organisations, each once, in the order of their first mention.
        quotes: Quotations, in the order of the text.
        relations: What the text says of people and bodies.
    """

    def __init__(self, doc: Document, sentence_at: SentenceAt) -> None:
        self._sentence_at = sentence_at
        self._bodies: dict[str, int] = {}
        self._people = {_who(p): k for k, p in enumerate(doc.people)}
        self._mentioned = {
            (m.start, m.end): k for k, p in enumerate(doc.people) for m in p.mentions
        }
        self.organizations: list[dict[str, Any]] = []
        for e in doc.entities:
            if e.label == "ORG":
                self._organization(e)
        self.rows = [self._person(k, p) for k, p in enumerate(doc.people)]
        self.quotes = [self._quote(k, q) for k, q in enumerate(doc.quotes)]
        self.relations = [self._relation(r) for r in doc.relations]

    def _organization(self, e: Span) -> None:
        k = self._bodies.setdefault(key_of(e.text), len(self.organizations))
        if k == len(self.organizations):
            row = {"name": name_of(e.text), "mentions": [], "people": [], "quotes": []}
            self.organizations.append(row)
        self.organizations[k]["mentions"].append(place_of(e))

    def _person(self, k: int, person: Person) -> dict[str, Any]:
        titles: dict[str, dict[str, Any]] = {}
        bodies: dict[int, None] = {}
        for t in person.titles:
            body = None if t.organization is None else self._bodies.get(key_of(t.organization.text))
            new: dict[str, Any] = {"text": name_of(t.text), "organization": body, "mentions": []}
            titles.setdefault(key_of(t.text), new)["mentions"].append(place_of(t))
            if body is not None:
                bodies[body] = None
        for body in bodies:
            self.organizations[body]["people"].append(k)
        return {
            "name": person.name,
            "role": person.role,
            "aliases": list(person.aliases),
            "mentions": [place_of(m) for m in person.mentions],
            "titles": list(titles.values()),
            "organizations": list(bodies),
            "quotes": [],
        }

    def _quote(self, k: int, q: Quote) -> dict[str, Any]:
        speaker: dict[str, Any] | None = None
        if isinstance(q.speaker, Person):
            person = self._people.get(_who(q.speaker))
            speaker = {"name": q.speaker.name, "person": person, "organization": None}
            if person is not None:
                self.rows[person]["quotes"].append(k)
        elif q.speaker is not None:
            body = self._bodies.get(key_of(q.speaker.text))
            speaker = {"name": name_of(q.speaker.text), "person": None, "organization": body}
            if body is not None:
                self.organizations[body]["quotes"].append(k)
        return {
            **place_of(q),
            "direct": q.direct,
            "continues": q.continues,
            "cue": maybe(q.cue),
            "speaker": speaker,
            "sentence": self._sentence_at(q.start),
        }

    def _relation(self, r: Relation) -> dict[str, Any]:
        who = None if r.subject is None else self._mentioned.get((r.subject.start, r.subject.end))
        return {
            "kind": r.kind,
            "person": who,
            "subject": maybe(r.subject),
            "object": maybe(r.object),
            "organization": maybe(r.organization),
            "cue": maybe(r.cue),
            "date": r.date,
            "sentence": self._sentence_at(r.start),
        }


def _who(p: Person) -> tuple[str, int]:
    return p.name, p.mentions[0].start if p.mentions else -1
