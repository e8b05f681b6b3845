"""What a view marks, and who or what each mark belongs to: people and legal documents."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from vntext.render.escape import css_string

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from vntext.document import Document, LegalReference, Title

__all__ = ["Known", "flat", "grouped", "known", "unique_titles"]

Key = tuple[int, int, str]
"""Start, end and label of a mark."""

MAX_FACTS: Final = 160  # characters of what pointing at a mark shows; the panels show all of it


def flat(text: str) -> str:
    """A text on one line."""
    return " ".join(text.split())


def unique_titles(titles: Iterable[Title]) -> list[Title]:
    """The titles without repetitions: case and spacing aside, in the order of the text."""
    seen: dict[str, Title] = {}
    for t in titles:
        seen.setdefault(flat(t.text).casefold(), t)
    return list(seen.values())


def grouped(references: Iterable[LegalReference]) -> list[list[LegalReference]]:
    """References to the same document and provision, in the order of the text."""
    groups: dict[tuple[str, str], list[LegalReference]] = {}
    for r in references:
        groups.setdefault((r.key or r.text.casefold(), r.provision), []).append(r)
    return list(groups.values())


def reference_facts(group: Sequence[LegalReference]) -> list[str]:
    """What is known of a document: issuer and date often stand at one mention alone."""
    r = group[0]
    kind = " ".join(x for x in (r.type, r.code) if x and r.type != "provision")
    names = ("provision", "issuer", "date", "title")
    more = [next((v for g in group if (v := getattr(g, name))), "") for name in names]
    return [flat(x) for x in (kind, *more) if x]


@dataclass(frozen=True, slots=True)
class Known:
    """The marks of a document, and what is known of each.

    Attributes:
        spans: Entities, and references that no entity stands for; each once.
        owners: Numbers of the people and documents that a mark belongs to.
        facts: What is known of each of these, by number.
        people: Number of each person, None for those of whom there is nothing to show.
        references: Number of each group of references.
    """

    spans: list[Key]
    owners: dict[Key, tuple[int, ...]]
    facts: list[str]
    people: list[int | None]
    references: list[int | None]

    def of(self, key: Key) -> tuple[str, str]:
        """Class names of a mark's owners, and facts of its own where it has several owners."""
        owned = self.owners.get(key, ())
        own = "; ".join(self.facts[n] for n in owned) if len(owned) > 1 else ""
        return "".join(f" k{n}" for n in owned), own[:MAX_FACTS]

    def facts_rules(self, room: int) -> str:
        """Style rules that give marks their facts, to nest into that of the view.

        Args:
            room: How many characters the facts may take; where they are more, each is cut.
        """
        most = MAX_FACTS
        if sum(min(len(f), most) for f in self.facts) > room:
            most = max(30, min(most, room // len(self.facts)))
        cut = [f if len(f) <= most else f[: most - 1] + "…" for f in self.facts]
        rows = [f".k{n}{{--f:{css_string(': ' + fact)}}}" for n, fact in enumerate(cut) if fact]
        return "".join(rows)

    def light_rules(self) -> str:
        """Style rules by which the marks of one person or document light up together."""
        times: dict[int, int] = defaultdict(int)
        for owned in self.owners.values():
            for n in owned:
                times[n] += 1
        return "".join(
            f"&:has(.k{n}:hover,.k{n}:focus) .k{n}{{--o:2px}}" for n, k in times.items() if k > 1
        )


def known(doc: Document) -> Known:
    """What is marked in a document and what is known of it."""
    spans: dict[Key, None] = dict.fromkeys((e.start, e.end, e.label) for e in doc.entities)
    spans.update(dict.fromkeys((r.start, r.end, "LAW") for r in doc.legal_references))
    found = Known(list(spans), {}, [], [], [])
    for p in doc.people:
        keys = [(m.start, m.end, "PERSON") for m in p.mentions]
        keys += [(t.start, t.end, "TITLE") for t in p.titles]
        more = [flat(t.text) for t in unique_titles(p.titles)]
        more = [p.name, *more] if more or any(m.text != p.name for m in p.mentions) else []
        found.people.append(_add(found, keys, "; ".join(more), spans))
    for group in grouped(doc.legal_references):
        more = [x for x in reference_facts(group) if x != group[0].text]
        keys = [(r.start, r.end, "LAW") for r in group]
        found.references.append(_add(found, keys, "; ".join(more), spans))
    return found


def _add(found: Known, keys: list[Key], fact: str, spans: dict[Key, None]) -> int | None:
    marked = list(dict.fromkeys(key for key in keys if key in spans))
    if not marked or not (fact or len(marked) > 1):
        return None
    number = len(found.facts)
    found.facts.append(fact)
    for key in marked:
        found.owners[key] = (*found.owners.get(key, ()), number)
    return number
