"""Who is named where in a text: entities, people and their mentions, offices and their holders."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache, cached_property
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from vntext.document import Person, Span
from vntext.values.cues import table
from vntext.values.ending import Ending
from vntext.values.words import any_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vntext.values.scan import Scan

__all__ = [
    "HONORIFIC",
    "Mentions",
    "adverbs",
    "is_honorific",
    "persons",
    "pronoun",
    "speaker_patterns",
    "verb_of_saying",
]

_DUMB = ("DATE", "LAW")  # labels of what neither speaks nor stands beside who does
_FIRST = itemgetter(0)
_LONGEST = 200  # characters of the longest entity beside a verb
_BESIDE = 3  # entities before a place among which the outer one of those that end there is
HONORIFIC = 40
"""Characters of the longest title before a name: "cô giáo", "nhà nghiên cứu"."""


@cache
def persons() -> tuple[tuple[str, ...], re.Pattern[str], re.Pattern[str]]:
    """Nouns that hold a verb: how they begin, all of them, and those that go on as a clause would.

    "Người bị hại", "bị cáo" are no clauses.
    """
    t = table()["persons"]
    one, party = any_of(t["one"]), any_of(t["party"])
    clause = rf"{one} {any_of(t['verbs'])}"
    return (
        tuple(f"{word} " for word in (*t["one"], *t["party"])),
        re.compile(rf"(?<!\w)(?:{clause}|{party} {any_of(t['parties'])})(?!\w)"),
        re.compile(rf"(?<!\w)(?P<one>{one} ){any_of(t['verbs'])} "),
    )


@cache
def adverbs() -> tuple[str, ...]:
    """Adverbs of verbs of saying, and words of the time at which something was said."""
    t = table()
    return (*t["cues"]["adverbs"], *t["when"]["words"])


@cache
def speaker_patterns() -> dict[str, re.Pattern[str]]:
    """The patterns of who speaks, by name."""
    t = table()
    groups = t["groups"]
    day = r"\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{2,4})?"
    part = rf"(?:{any_of(t['when']['parts'])} ){{1,2}}"
    when = (
        rf"[ ,]{{1,2}}(?:{any_of(t['when']['on'])} )?(?:{part}{day}|{any_of(t['when']['words'])})"
    )
    apart = "".join(f"(?<!{word} )" for word in t["verbs"]["not_behind"])
    adverb = rf"[ ,]{{0,2}}(?<!\w){any_of(t['cues']['adverbs'])}"
    return {
        "adverbs": re.compile(rf"(?:{adverb}|{when}){{0,4}}[ ,]{{0,2}}\Z"),
        "head_pronoun": re.compile(rf"{any_of(t['pronouns']['words'])}(?!\w)", re.IGNORECASE),
        "group": re.compile(rf"{any_of(groups['words'])}(?!\w)"),
        "bare": re.compile(rf"{any_of(groups['bare'])}\Z"),
        "inner": re.compile(rf".* ({any_of(groups['inner'])} )"),
        "kin": re.compile(rf"{any_of(groups['kin'])}(?: {any_of(groups['kin_of'])})?(?!\w)"),
        "never": re.compile(rf"{any_of(t['sources']['never'])}(?!\w)"),
        "trade": re.compile(
            rf"(?:{any_of(t['sources']['trades'])}|\d\d {any_of(t['sources']['years'])})(?!\w)"
        ),
        "many": re.compile(rf"(?:{any_of(t['sources']['many'])} ){{1,2}}"),
        "verb": re.compile(rf"(?<!\w){apart}{any_of(t['verbs']['words'])}(?!\w)"),
        "related": re.compile(rf"(?<!\w){any_of(groups['related'])}(?!\w)"),
        "clause": re.compile(rf"[,;:.!?()“”\"\n]|(?<!\w){any_of(t['heads']['parts'])}(?!\w)"),
        "lead": re.compile(rf"{any_of(t['heads']['lead'])} ", re.IGNORECASE),
    }


@cache
def pronoun() -> Ending:
    """A pronoun right before a place."""
    words = table()["pronouns"]["words"]
    return Ending(rf"(?<!\w){any_of(words)}\Z", words)


@cache
def verb_of_saying() -> Ending:
    """A verb of saying at the end of words."""
    verbs = [*table()["cues"]["strong"], *table()["sources"]["verbs"]]
    return Ending(rf"(?<!\w){any_of(verbs)}\Z", verbs)


@cache
def _middle_names(gender: str) -> frozenset[str]:
    """Middle names that only men or only women have."""
    return frozenset(table()["pronouns"][f"{gender}_names"])


@cache
def _other_holders() -> tuple[str, ...]:
    return tuple(f"{word} " for word in table()["groups"]["not_the_holder"])


class Mentions:
    """Looks up who is named where in one text.

    Args:
        scan: The words of the text.
        entities: Start, end and label of its entities, sorted.
        people: Its people, with spans of this text.

    Attributes:
        text: The text.
        low: The same in small letters.
        rows: Start, end and label of entities that may speak, or stand beside who speaks.
        starts: First characters of these.
        mentions: Start, end and person of each mention, in order.
        places: First characters of these.
    """

    def __init__(
        self, scan: Scan, entities: Sequence[tuple[Any, ...]], people: Sequence[Person]
    ) -> None:
        self.text, self.low = scan.text, scan.low
        self.rows = [e for e in entities if e[2] not in _DUMB]
        self.starts = [r[0] for r in self.rows]
        named = [(m.start, m.end, p) for p in people for m in p.mentions]
        self._owner = {(start, end): p for start, end, p in named}
        self._people = people
        named.sort(key=_FIRST)
        self.mentions = named
        self.places = [m[0] for m in named]
        self._genders: dict[int, str] = {}

    @cached_property
    def _holders(self) -> dict[str, Person]:
        """Who holds an office first."""
        out: dict[str, Person] = {}
        for p in self._people:
            for t in p.titles:
                out.setdefault(t.text.lower(), p)
        return out

    def gender(self, person: Person) -> str:
        """``"m"`` or ``"f"``, as names and the words before them tell; ``""`` where they do not."""
        known = self._genders.get(id(person))
        if known is None:
            known = self._genders[id(person)] = self._gender(person)
        return known

    def _gender(self, person: Person) -> str:
        words = table()["pronouns"]
        told = set()
        for m in person.mentions:
            before = self.text[max(0, m.start - 8) : m.start].lower().split()
            if before and self.text[m.start - 1 : m.start] == " ":
                told |= {"m"} if before[-1] in words["male"] else set()
                told |= {"f"} if before[-1] in words["female"] else set()
        middle = person.name.split()[1:-1]
        if not _middle_names("female").isdisjoint(middle):
            told |= {"f"}
        elif not _middle_names("male").isdisjoint(middle):
            told |= {"m"}
        return told.pop() if len(told) == 1 else ""

    def names(self, start: int, end: int) -> bool:
        """Whether a stretch names a person or body."""
        i = bisect_left(self.starts, start)
        return i < len(self.rows) and self.rows[i][0] < end and self.rows[i][2] in ("PERSON", "ORG")

    def names_person(self, start: int, end: int) -> bool:
        """Whether a stretch names a person."""
        i = bisect_left(self.starts, start)
        while i < len(self.rows) and self.rows[i][0] < end:
            if self.rows[i][2] == "PERSON":
                return True
            i += 1
        return False

    def within(self, pos: int) -> bool:
        """Whether a place lies inside an entity."""
        i = bisect_left(self.starts, pos) - 1
        return i >= 0 and self.rows[i][1] > pos

    def holder(self, phrase: str, pos: int) -> Person | None:
        """Who holds the office that stands for its holder: "Bộ trưởng cho biết"."""
        low = phrase.lower()
        if low.startswith(_other_holders()):
            return self._holders.get(low)
        exact = self._holders.get(low)
        if exact is not None:
            return exact
        longer = f"{low} "
        fit = {
            id(p): p
            for title, p in self._holders.items()
            if title.startswith(longer) or low.startswith(f"{title} ")
        }
        return next(iter(fit.values())) if len(fit) == 1 else None

    def at(self, end: int) -> tuple[int, int, str] | None:
        """The entity that ends here, the outer one of two."""
        rows, i = self.rows, bisect_left(self.starts, end) - 1
        found = None
        for row in reversed(rows[max(0, i - _BESIDE + 1) : i + 1]):
            if row[1] == end and end - row[0] < _LONGEST:
                found = row
        return found

    def person(self, row: tuple[int, int, str]) -> Person | Span:
        """The person of an entity, or its span where it is of none."""
        owner = self._owner.get((row[0], row[1]))
        return owner if owner is not None else Span(row[0], row[1], self.text[row[0] : row[1]])

    def plain(self, start: int, end: int) -> str:
        """A stretch in small letters with the names in it blotted out: no word there is a verb."""
        out = self.low[start:end]
        i = max(0, bisect_left(self.starts, start) - 2)
        while i < len(self.rows) and self.rows[i][0] < end:
            a, b = max(0, self.rows[i][0] - start), self.rows[i][1] - start
            if b > a:
                out = out[:a] + "_" * (min(b, end - start) - a) + out[b:]
            i += 1
        begins, nouns, _ = persons()
        if any(word in out for word in begins):
            return nouns.sub(lambda m: "_" * len(m.group()), out)
        return out


def is_honorific(words: str) -> bool:
    """Whether what stands before a name is a word of address: "cô giáo ", "bác ".

    Example:
        >>> is_honorific("cô giáo "), is_honorific("vợ của ")
        (True, False)
    """
    low = words.lower()
    if not low.endswith(" ") or len(words) > HONORIFIC or len(low.split()) > 4:
        return False
    first = speaker_patterns()["group"].match(low) or speaker_patterns()["head_pronoun"].match(low)
    return first is not None and speaker_patterns()["related"].search(low) is None
