"""The structured digest of an article, for services and notes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from vntext.resources import load_toml
from vntext.summary.api import summarize
from vntext.summary.article import article_of
from vntext.summary.facts import Facts, facts_of
from vntext.summary.given import document_given
from vntext.summary.keyphrases import KeyPhrase, keyphrases
from vntext.summary.short import genre_of
from vntext.summary.terms import markdown_line, syllables

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from vntext.document import Document, Entity, LegalReference, Person, Summary

__all__ = ["Brief", "Reading", "brief"]


class Reading:
    """How a text was read whose accents were put back.

    Args:
        doc: The analysis.
    """

    def __init__(self, doc: Document) -> None:
        self._text: str = doc.twin.text
        self._to = doc.twin.alignment.span_to_normalized

    def of(self, span: Any) -> str:
        """What a span of the text as given was read as."""
        start, end = self._to(span.start, span.end)
        return self._text[start:end]


@dataclass(frozen=True, slots=True)
class Brief:
    """What a reader in a hurry asks of an article.

    Attributes:
        headline: The headline, ``""`` when the text has none.
        dates: Dates in the order of the text, each wording once.
        places: Places, the most named first, each once (its first mention).
        people: People with their titles, in the order of the text; authors are left out.
        organizations: Organisations, the most named first, each once.
        legal_references: Legal and party documents in the order of the text, each once.
        summary: The key sentences.
        keyphrases: Key phrases, best first.
        facts: Decisions, figures, who, what, when and where, and speakers.
        genre: Name of the genre where the text is summarised as one, else ``""``.
        reading: Of a text whose accents were put back, how it was read: what is printed is spelled
            so everywhere.
    """

    headline: str
    dates: tuple[Entity, ...]
    places: tuple[Entity, ...]
    people: tuple[Person, ...]
    organizations: tuple[Entity, ...]
    legal_references: tuple[LegalReference, ...]
    summary: Summary
    keyphrases: tuple[KeyPhrase, ...]
    facts: Facts = field(default_factory=Facts)
    genre: str = ""
    reading: Reading | None = field(default=None, repr=False, compare=False)

    def _words(self, span: Any) -> str:
        """What a span says, in the spelling of all others."""
        return span.text if self.reading is None else self.reading.of(span)

    def _titles(self, person: Person) -> list[str]:
        """The titles of a person, each wording once."""
        return list(dict.fromkeys(" ".join(self._words(t).split()) for t in person.titles))

    def to_dict(self) -> dict[str, Any]:
        """The brief as plain dicts, lists, strings and numbers."""

        def spans(found: Iterable[Any]) -> list[dict[str, Any]]:
            return [{"start": s.start, "end": s.end, "text": self._words(s)} for s in found]

        return {
            "headline": self.headline,
            "dates": spans(self.dates),
            "places": spans(self.places),
            "people": [
                {"name": p.name, "titles": self._titles(p), "mentions": spans(p.mentions)}
                for p in self.people
            ],
            "organizations": spans(self.organizations),
            "legal_references": [
                {
                    "start": r.start,
                    "end": r.end,
                    "text": self._words(r),
                    "type": r.type,
                    "code": r.code,
                    "issuer": r.issuer,
                    "provision": r.provision,
                }
                for r in self.legal_references
            ],
            "sentences": [
                {"start": s.start, "end": s.end, "text": self._words(s), "score": s.score}
                for s in self.summary
            ],
            "keyphrases": [
                {"start": k.start, "end": k.end, "text": self._words(k), "score": k.score}
                for k in self.keyphrases
            ],
            "genre": self.genre,
            **self._facts_dict(spans),
        }

    def _facts_dict(self, spans: Callable[[Iterable[Any]], list[dict[str, Any]]]) -> dict[str, Any]:
        facts, ws = self.facts, self.facts.ws
        return {
            "decisions": [
                {**row, "kind": d.kind}
                for row, d in zip(spans(facts.decisions), facts.decisions, strict=True)
            ],
            "figures": [
                {
                    **spans([f.quantity])[0],
                    "number": f.quantity.number,
                    "upper": f.quantity.upper,
                    "unit": f.quantity.unit,
                    "sentence": spans([f.sentence])[0],
                }
                for f in facts.figures
            ],
            "who": spans(ws.who),
            "what": spans([ws.what])[0] if ws.what is not None else None,
            "when": [
                {**row, "value": d.value} for row, d in zip(spans(ws.when), ws.when, strict=True)
            ],
            "where": spans(ws.where),
            "speakers": [
                {
                    "name": s.name,
                    "titles": self._titles(s.person) if s.person is not None else [],
                    "said": [
                        {**row, "direct": q.direct}
                        for row, q in zip(spans(s.quotes), s.quotes, strict=True)
                    ],
                }
                for s in facts.speakers
            ],
        }

    def to_markdown(self) -> str:
        """The brief as Markdown, with Vietnamese headings; what is empty is left out."""
        people = [
            f"{markdown_line(p.name)} ({', '.join(markdown_line(t) for t in self._titles(p))})"
            if self._titles(p)
            else markdown_line(p.name)
            for p in self.people
        ]
        table = load_toml("summary/brief.toml")
        headings = table["headings"]
        rows = {
            heading: people
            if name == "people"
            else [markdown_line(self._words(span)) for span in getattr(self, name)]
            for name, heading in headings.items()
        }
        blocks = [f"# {markdown_line(self.headline)}"] if self.headline else []
        if self.summary.sentences:
            blocks.append("\n".join(f"- {markdown_line(s.shown or s.text)}" for s in self.summary))
        blocks += self._facts_blocks(table["facts"])
        blocks += [f"**{name}:** {'; '.join(values)}" for name, values in rows.items() if values]
        return "\n\n".join(blocks) + "\n" if blocks else ""

    def _facts_blocks(self, headings: Mapping[str, str]) -> list[str]:
        facts, ws = self.facts, self.facts.ws

        def line(span: Any) -> str:
            return markdown_line(self._words(span))

        answers = {
            headings["who"]: [markdown_line(self._words(e)) for e in ws.who],
            headings["when"]: [markdown_line(self._words(d)) for d in ws.when],
            headings["where"]: [markdown_line(self._words(p)) for p in ws.where],
        }
        lists = {
            headings["decisions"]: [markdown_line(self._words(d)) for d in facts.decisions],
            headings["figures"]: [f"{line(f.quantity)}: {line(f.sentence)}" for f in facts.figures],
            headings["speakers"]: [
                f"{markdown_line(s.name)}: {' / '.join(map(line, s.quotes))}"
                for s in facts.speakers
            ],
        }
        out = [f"**{name}:** {'; '.join(values)}" for name, values in answers.items() if values]
        for name, rows in lists.items():
            if rows:
                out.append("\n".join([f"**{name}:**", "", *(f"- {row}" for row in rows)]))
        return out


def _once(found: Iterable[Entity]) -> list[tuple[Entity, int]]:
    """The first mention of each wording and how often it stands, in the order of the text."""
    first: dict[str, Entity] = {}
    times: dict[str, int] = {}
    for e in found:
        key = " ".join(syllables(e.text))
        first.setdefault(key, e)
        times[key] = times.get(key, 0) + 1
    return [(e, times[key]) for key, e in first.items()]


def _most_named(found: Iterable[Entity]) -> tuple[Entity, ...]:
    return tuple(e for e, _ in sorted(_once(found), key=lambda row: (-row[1], row[0].start)))


def brief(text_or_document: str | Document, *, sentences: int = 3, phrases: int = 8) -> Brief:
    r"""Makes the structured digest of an article.

    Args:
        text_or_document: An article, or its analysis.
        sentences: Number of key sentences.
        phrases: Number of key phrases.

    Returns:
        The digest, with `Brief.to_dict` and `Brief.to_markdown`.

    Raises:
        InvalidTextError: If the first argument is neither a str nor a `Document`.
        InvalidOptionError: If a number is not above 0.

    Example:
        >>> digest = brief("Sáng 24/5, ông Trần Bá Lộc, Chủ tịch UBND xã Yên Sơn, đến thăm chợ.")
        >>> [p.name for p in digest.people], [e.text for e in digest.dates]
        (['Trần Bá Lộc'], ['24/5'])
    """
    doc = document_given(text_or_document)
    label: dict[str, list[Entity]] = {"DATE": [], "LOC": [], "ORG": []}
    for e in doc.entities:
        if e.label in label:
            label[e.label].append(e)
    legal: dict[str, LegalReference] = {}
    for r in doc.legal_references:
        legal.setdefault(f"{r.key or r.text}|{r.provision}", r)
    genre = genre_of(doc)
    return Brief(
        headline=article_of(doc).headline,
        dates=tuple(e for e, _ in _once(label["DATE"])),
        places=_most_named(label["LOC"]),
        people=tuple(p for p in doc.people if p.role != "author"),
        organizations=_most_named(label["ORG"]),
        legal_references=tuple(legal.values()),
        summary=summarize(doc, sentences=sentences),
        keyphrases=keyphrases(doc, phrases),
        facts=facts_of(doc),
        genre=genre.name if genre is not None else "",
        reading=Reading(doc) if doc.restored else None,
    )
