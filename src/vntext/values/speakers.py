"""Who says something: the person, office or body that stands before a verb of saying."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cache
from typing import TYPE_CHECKING, Any

from vntext.document import Person, Span
from vntext.resources import load_toml

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Speakers"]

_REACH = 140  # characters between a name and its verb, with the title in between


def _any(words: Any) -> str:
    return "(?:" + "|".join(sorted(map(re.escape, words), key=len, reverse=True)) + ")"


@cache
def _adverbs() -> re.Pattern[str]:
    words = load_toml("values/quotes.toml")["cues"]["adverbs"]
    return re.compile(rf"(?:[ ,]{{0,2}}(?<!\w){_any(words)}){{0,3}}[ ,]{{0,2}}\Z")


@cache
def _pronoun() -> re.Pattern[str]:
    words = load_toml("values/quotes.toml")["pronouns"]["words"]
    return re.compile(rf"(?<!\w){_any(words)}\Z", re.IGNORECASE)


@cache
def _group() -> re.Pattern[str]:
    words = load_toml("values/quotes.toml")["groups"]["words"]
    return re.compile(rf"{_any(words)}(?!\w)")


@cache
def _verb() -> re.Pattern[str]:
    words = load_toml("values/quotes.toml")["verbs"]["words"]
    return re.compile(rf"(?<!\w){_any(words)}(?!\w)")


_CLAUSE = re.compile(
    r"[,;:.!?()“”\"\n]|(?<!\w)(?:thì|do|được|rằng|lời|theo|khi|để)(?!\w)", re.IGNORECASE
)
_LEAD = re.compile(
    r"(?:nhưng|tuy nhiên|song|còn|và|trước đó|sau đó|theo đó|đến nay|hôm nay) ", re.IGNORECASE
)


class Speakers:
    """Looks up who speaks in one text.

    Args:
        text: The text.
        entities: Start, end and label of its entities, sorted.
        people: Its people, with spans of this text.
    """

    def __init__(
        self, text: str, entities: Sequence[tuple[Any, ...]], people: Sequence[Person]
    ) -> None:
        self._text = text
        self._rows = [(e[0], e[1], e[2]) for e in entities if e[2] not in ("DATE", "LAW")]
        self._starts = [r[0] for r in self._rows]
        self._owner = {(m.start, m.end): p for p in people for m in p.mentions}
        self._holders: dict[str, Person] = {}
        for p in people:
            for t in p.titles:
                self._holders.setdefault(t.text.lower(), p)
        self._mentions = (
            sorted((m.start, m.end, p) for p in people for m in p.mentions) if people else []
        )
        self._places = [m[0] for m in self._mentions]

    def names(self, start: int, end: int) -> bool:
        """Whether a stretch names a person or body."""
        i = bisect_left(self._starts, start)
        return (
            i < len(self._rows) and self._rows[i][0] < end and self._rows[i][2] in ("PERSON", "ORG")
        )

    def close(self, cue: int, floor: int) -> bool:
        """Whether a name, a pronoun or a body stands right before a verb."""
        at = self._bare_end(cue, floor)
        return (
            self._at(at) is not None
            or _pronoun().search(self._text, max(floor, at - 16), at) is not None
        )

    def before(self, cue: int, floor: int, last: Person | Span | None) -> Person | Span | None:
        """Who stands before a verb of saying.

        Args:
            cue: First character of the verb.
            floor: Where the search ends: the sentence, or the verb before.
            last: Who spoke before, for pronouns.
        """
        at = self._bare_end(cue, floor)
        if at <= floor:
            return None
        row = self._at(at)
        if row is not None and row[2] == "PERSON":
            return self._person(row)
        named = self._apposed(at, floor)
        if named is not None:
            return named
        while row is not None and row[2] == "LOC" and self._text[row[0] - 2 : row[0]] == ", ":
            at = row[0] - 2  # "xã A, huyện B cho biết"
            if at <= floor:
                return None
            row = self._at(at)
        m = _pronoun().search(self._text, max(floor, at - 16), at)
        if m is not None and row is None:
            return self._nearest(m.start(), last)
        phrase = self._phrase(at, floor)
        if phrase is None:
            return None
        holder = self._holder(phrase.text, phrase.start)
        return holder if holder is not None else phrase

    def _holder(self, phrase: str, pos: int) -> Person | None:
        """Who holds the office that stands for its holder: "Bộ trưởng cho biết"."""
        low = phrase.lower()
        if low.startswith(("nguyên ", "phó ", "đại diện ")):
            return self._holders.get(low)
        fit = {
            id(p): p
            for title, p in self._holders.items()
            if title == low or (title.startswith(f"{low} ") or low.startswith(f"{title} "))
        }
        exact = self._holders.get(low)
        if exact is not None:
            return exact
        return next(iter(fit.values())) if len(fit) == 1 else None

    def _bare_end(self, cue: int, floor: int) -> int:
        """End of what stands before a verb and its adverbs."""
        start = max(floor, cue - 40)
        m = _adverbs().search(self._text[start:cue].lower())
        at = start + m.start() if m is not None else cue
        if self._text[at - 1 : at] == ")":  # "ông An (Chủ tịch xã) nói"
            opened = self._text.rfind("(", max(floor, at - _REACH), at)
            if opened > floor:
                at = opened - (self._text[opened - 1] == " ")
        return at

    def _at(self, end: int) -> tuple[int, int, str] | None:
        """The entity that ends here, the outer one of two."""
        i = bisect_right(self._starts, end) - 1
        found = None
        while i >= 0 and end - self._rows[i][0] < 200:
            if self._rows[i][1] == end:
                found = self._rows[i]
            i -= 1
        return found

    def _person(self, row: tuple[int, int, str]) -> Person | Span:
        owner = self._owner.get((row[0], row[1]))
        return owner if owner is not None else Span(row[0], row[1], self._text[row[0] : row[1]])

    def _apposed(self, at: int, floor: int) -> Person | Span | None:
        """A name before the title that stands before the verb: "Ông An, Chủ tịch xã, nói"."""
        i = bisect_left(self._starts, at) - 1
        while i >= 0 and self._rows[i][0] >= max(floor, at - _REACH):
            row = self._rows[i]
            if row[2] == "PERSON":
                between = self._text[row[1] : at]
                if re.match(r" ?[,(–-]", between) and not re.search(r"[.;:!?\"“”]", between):
                    return self._person(row)
                return None
            i -= 1
        return None

    def _nearest(self, pos: int, last: Person | Span | None) -> Person | Span | None:
        """Who a pronoun means: who was named last, in this paragraph or the one before."""
        i = bisect_left(self._places, pos) - 1
        if i >= 0 and pos - self._mentions[i][1] < 600:
            return self._mentions[i][2]
        return last

    def _phrase(self, at: int, floor: int) -> Span | None:
        """The words before the verb: "đại diện xã", "các nhân chứng"."""
        start = max(floor, at - 90)
        for m in _CLAUSE.finditer(self._text, start, at):
            if not any(
                r[0] < m.end() <= r[1]
                for r in self._rows[
                    max(0, bisect_left(self._starts, m.start()) - 3) : bisect_right(
                        self._starts, m.end()
                    )
                ]
            ):
                start = m.end()
        if start == at - 90 and start > floor:
            return None
        while start < at and self._text[start] in " -–'":
            start += 1
        m2 = _LEAD.match(self._text, start, at)
        if m2 is not None:
            start = m2.end()
        phrase = self._text[start:at]
        if at - start < 3 or _group().match(phrase.lower()) is None:
            first = bisect_left(self._starts, start)
            if first >= len(self._rows) or self._rows[first][0] != start:
                return None
        return None if _verb().search(phrase.lower()) else Span(start, at, phrase)
