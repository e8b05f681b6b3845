"""Who says something: the person, office or body that stands before a verb of saying."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cache
from typing import TYPE_CHECKING, Any

from vntext.document import Person, Span
from vntext.text.letters import LOWER, UPPER
from vntext.values.cues import table
from vntext.values.named import (
    HONORIFIC,
    Mentions,
    adverbs,
    is_honorific,
    persons,
    pronoun,
    speaker_patterns,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["SEARCHED", "Speakers"]

_REACH = 140  # characters between a name and its verb, with the title in between
_PHRASE = 90  # characters of the longest group
_USUAL = 40  # characters behind which its clause begins most often
SEARCHED = 300
"""Characters of a sentence in which its subject is looked for."""
_STOPS = frozenset('.;:!?"“”')
_CALLED = re.compile(rf"\w+(?: [{UPPER}][{LOWER}]*){{1,4}}(?= |\Z)")


@cache
def _last_words() -> frozenset[str]:
    """The words that adverbs end with."""
    return frozenset(adverb.split()[-1] for adverb in adverbs())


class Speakers(Mentions):
    """Looks up who speaks in one text.

    Args:
        scan: The words of the text.
        entities: Start, end and label of its entities, sorted.
        people: Its people, with spans of this text.
    """

    _bare: tuple[int, int, int] = (-1, -1, -1)

    def close(self, cue: int, floor: int) -> bool:
        """Whether a name, a pronoun or a body stands right before a verb."""
        at = self._bare_end(cue, floor)
        return (
            self.at(at) is not None
            or pronoun().search(self.low, max(floor, at - 16), at) is not None
        )

    def before(
        self,
        cue: int,
        floor: int,
        last: Person | Span | None,
        said: tuple[int, int] | None = None,
        own: Sequence[tuple[Any, ...]] = (),
    ) -> Person | Span | None:
        """Who stands before a verb of saying.

        Args:
            cue: First character of the verb.
            floor: Where the search ends: the sentence, or the verb before.
            last: Who spoke before, for pronouns.
            said: What was said before; who is named there is not who a pronoun means.
            own: What the verb itself tells, rows that begin with start and end; nobody who is named
                there says it.
        """
        at = self._bare_end(cue, floor)
        if at <= floor:
            return None
        row = self.at(at)
        if row is not None and row[2] == "PERSON":
            return self.person(row)
        named = self._apposed(at, floor)
        if named is not None:
            return named
        while row is not None and row[2] == "LOC" and self.text[row[0] - 2 : row[0]] == ", ":
            at = row[0] - 2  # "xã A, huyện B cho biết"
            if at <= floor:
                return None
            row = self.at(at)
        m = pronoun().search(self.low, max(floor, at - 16), at)
        if m is not None and row is None:
            found = self._nearest(m.start(), m.group(), last, said, own)
            if found is None and self._heads(m.start(), floor):
                return Span(m.start(), m.end(), self.text[m.start() : m.end()])
            return found
        phrase = self._phrase(at, floor)
        if phrase is None:
            return None
        if row is None:
            named = self._head(phrase.start, at, last, said, own)  # "Lan ngước lên hỏi"
            if isinstance(named, Person):
                return named
        holder = self.holder(phrase.text, phrase.start)
        return holder if holder is not None else phrase

    def subject(
        self,
        start: int,
        end: int,
        last: Person | Span | None = None,
        *,
        first: bool = False,
        own: Sequence[tuple[Any, ...]] = (),
    ) -> Person | Span | None:
        """Who a clause is about: the name, relative or pronoun at its head.

        Args:
            start: Where the search begins.
            end: Where it ends.
            last: Who spoke before, for pronouns.
            first: Whether the first clause with such a head counts, else the last one.
            own: What is said there, see `before`.
        """
        start = max(start, end - SEARCHED)
        heads = [start]
        heads += [m.end() for m in re.finditer(r"[,;.!?] |[“”\"] ?[,–-]? ?", self.text[start:end])]
        heads[1:] = [start + h for h in heads[1:]]
        for head in heads if first else reversed(heads):
            if self.within(head):
                continue
            found = self._head(head, end, last, None, own)
            if found is not None:
                return found
        return None

    def _head(
        self,
        start: int,
        end: int,
        last: Person | Span | None,
        said: tuple[int, int] | None,
        own: Sequence[tuple[Any, ...]],
    ) -> Person | Span | None:
        """The name, relative or pronoun that a clause begins with."""
        p = speaker_patterns()
        m = p["lead"].match(self.text, start, end)
        start = m.end() if m is not None else start
        i = bisect_left(self.starts, start)
        if i < len(self.rows) and self.rows[i][0] < end:
            row = self.rows[i]
            before = self.text[start : row[0]]
            if row[2] == "PERSON" and (not before or is_honorific(before)):
                return self.person(row)
            if row[2] in ("ORG", "TITLE") and not before:
                after = [
                    r
                    for r in self.rows[i + 1 : i + 3]
                    if r[2] == "PERSON" and 0 <= r[0] - row[1] <= 1
                ]
                if after:
                    return self.person(after[0])
                whole = self.text[row[0] : row[1]]
                holder = self.holder(whole, row[0]) if row[2] == "TITLE" else None
                return holder if holder is not None else Span(row[0], row[1], whole)
        called = _CALLED.match(self.text, start, min(end, start + HONORIFIC))
        if called is not None and p["group"].match(called.group().lower()):  # "Thằng Tí"
            return Span(start, called.end(), called.group())
        low = self.text[start : min(end, start + HONORIFIC)].lower()
        kin, pronoun = p["kin"].match(low), p["head_pronoun"].match(low)
        if kin is not None and (pronoun is None or kin.end() > pronoun.end()):
            return Span(start, start + kin.end(), self.text[start : start + kin.end()])
        if pronoun is not None:
            found = self._nearest(start, pronoun.group(), last, said, own)
            stop = start + pronoun.end()
            return found if found is not None else Span(start, stop, self.text[start:stop])
        return None

    def _bare_end(self, cue: int, floor: int) -> int:
        """End of what stands before a verb, its adverbs and the day that it was said."""
        if self._bare[:2] != (cue, floor):  # it is asked for twice
            self._bare = cue, floor, self._find_bare_end(cue, floor)
        return self._bare[2]

    def _find_bare_end(self, cue: int, floor: int) -> int:
        start = max(floor, cue - 60)
        low = self.low[start:cue]
        bare = low.rstrip(" ,")
        word = bare[bare.rfind(" ") + 1 :]
        if bare[-1:].isdigit() or (
            (word in _last_words() or not word.isalnum()) and bare.endswith(adverbs())
        ):
            m = speaker_patterns()["adverbs"].search(low)
            at = start + m.start() if m is not None else cue
        else:  # nothing but what parts it from the verb: no pattern has to be tried
            at = start + max(len(bare), len(low) - 2)
        if self.text[at - 1 : at] == ")":  # "ông An (Chủ tịch xã) nói"
            opened = self.text.rfind("(", max(floor, at - _REACH), at)
            if opened > floor:
                at = opened - (self.text[opened - 1] == " ")
        return at

    def _apposed(self, at: int, floor: int) -> Person | Span | None:
        """A name before the title that stands before the verb: "Ông An, Chủ tịch xã, nói"."""
        i = bisect_left(self.starts, at) - 1
        while i >= 0 and self.rows[i][0] >= max(floor, at - _REACH):
            row = self.rows[i]
            if row[2] == "PERSON":
                between = self.text[row[1] : at]
                mark = between[1:2] if between[:1] == " " else between[:1]
                if mark and mark in ",(–-" and _STOPS.isdisjoint(between):
                    return self.person(row)
            i -= 1
        return None

    def _nearest(
        self,
        pos: int,
        pronoun: str,
        last: Person | Span | None,
        said: tuple[int, int] | None,
        own: Sequence[tuple[Any, ...]],
    ) -> Person | Span | None:
        """Who a pronoun means: who was named last, in this paragraph or the one before."""
        word = pronoun.split(maxsplit=1)[0].lower()
        words = table()["pronouns"]
        gender = "m" if word in words["male"] else "f" if word in words["female"] else ""
        i = bisect_left(self.places, pos) - 1
        while i >= 0 and pos - self.mentions[i][1] < 600:
            start, end, person = self.mentions[i]
            i -= 1
            if said is not None and last is not None and said[0] <= start < end <= said[1]:
                continue  # named by who spoke before
            if own and any(row[0] <= start < row[1] for row in own):
                continue  # named by who speaks
            if not gender or self.gender(person) in ("", gender):
                return person
        return last

    def _heads(self, pos: int, floor: int) -> bool:
        """Whether a clause begins at a place: "ông nói", not "Thủ tướng Anh nói"."""
        before = self.text[floor:pos].rstrip()
        return not before or not before[-1].isalnum()

    def _phrase(self, at: int, floor: int) -> Span | None:
        """The words before the verb: "đại diện xã", "các nhân chứng"."""
        p = speaker_patterns()
        start = max(floor, at - _PHRASE)
        cut = self._cut(max(start, at - _USUAL), at) if at - start > _USUAL else -1
        cut = cut if cut >= 0 else self._cut(start, at)
        start = max(start, cut)
        if start == at - _PHRASE and start > floor:
            return None
        while start < at and self.text[start] in " -–'":
            start += 1
        lead = p["lead"].match(self.text, start, at)
        if lead is not None:
            start = lead.end()
        low = self.low[start:at]
        if len(low) < 2 or p["bare"].match(low) is not None:
            return None
        group = p["group"].match(low) is not None
        first = bisect_left(self.starts, start)
        named = first < len(self.rows) and self.rows[first][0] == start
        # "người bị hại" is no clause
        if (group or named) and p["verb"].search(self._without_clause(start, at)) is None:
            return Span(start, at, self.text[start:at])
        inner = p["inner"].match(low)
        if inner is not None and p["verb"].search(self.plain(start, at), inner.start(1)) is None:
            return Span(start + inner.start(1), at, self.text[start + inner.start(1) : at])
        return None

    def _cut(self, start: int, end: int) -> int:
        """Where the last clause of a stretch begins, -1 where nothing parts it."""
        cuts = [m.span() for m in speaker_patterns()["clause"].finditer(self.low, start, end)]
        for first, last in reversed(cuts):
            i, j = bisect_left(self.starts, first) - 3, bisect_right(self.starts, last)
            for row in self.rows[max(0, i) : j]:
                if row[0] < last <= row[1]:
                    break
            else:
                return last
        return -1

    def _without_clause(self, start: int, end: int) -> str:
        """A stretch as `plain` gives it, "người bị hại" without its verb."""
        plain = self.plain(start, end)
        begins, _, clause = persons()
        return clause.sub(r"\g<one>", plain) if any(w in plain for w in begins) else plain
