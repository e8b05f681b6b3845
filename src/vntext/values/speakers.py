"""Who says something: the person, office or body that stands before a verb of saying."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cache
from typing import TYPE_CHECKING, Any

from vntext.document import Person, Span
from vntext.values.cues import any_of, table

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Speakers"]

_REACH = 140  # characters between a name and its verb, with the title in between
_PHRASE = 90  # characters of the longest group
_WORDS = 12  # words of a group that is a source
_CALLED = re.compile(r"\w+(?: [A-ZĐÀ-Ỹ][a-zà-ỹđ]*){1,4}(?= |\Z)")
_NO_CLAUSE = re.compile(r"(?<!\w)(?:người (?:bị|có|đang|đã|được|làm)|bị (?:cáo|can|đơn|hại))(?!\w)")
_SEARCHED = 300  # characters of a sentence in which its subject is looked for
_HONORIFIC = 40  # characters of the title before a name: "cô giáo", "nhà nghiên cứu"


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    t = table()
    groups = t["groups"]
    day = r"\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{2,4})?"
    part = r"(?:(?:rạng sáng|sáng|trưa|chiều|tối|đêm|ngày|hôm) ){1,2}"
    when = rf"[ ,]{{1,2}}(?:vào )?(?:{part}{day}|{any_of(t['when']['words'])})"
    adverb = rf"[ ,]{{0,2}}(?<!\w){any_of(t['cues']['adverbs'])}"
    return {
        "adverbs": re.compile(rf"(?:{adverb}|{when}){{0,4}}[ ,]{{0,2}}\Z"),
        "pronoun": re.compile(rf"(?<!\w){any_of(t['pronouns']['words'])}\Z", re.IGNORECASE),
        "head_pronoun": re.compile(rf"{any_of(t['pronouns']['words'])}(?!\w)", re.IGNORECASE),
        "group": re.compile(rf"{any_of(groups['words'])}(?!\w)"),
        "bare": re.compile(rf"{any_of(groups['bare'])}\Z"),
        "inner": re.compile(rf".* ({any_of(groups['inner'])} )"),
        "kin": re.compile(rf"{any_of(groups['kin'])}(?: {any_of(groups['kin_of'])})?(?!\w)"),
        "verb_of_saying": re.compile(
            rf"(?<!\w){any_of([*t['cues']['strong'], 'nói', 'nói rằng', 'thông báo'])}\Z"
        ),
        "never": re.compile(rf"{any_of(t['sources']['never'])}(?!\w)"),
        "many": re.compile(rf"(?:{any_of(t['sources']['many'])} ){{1,2}}"),
        "verb": re.compile(rf"(?<!\w)(?<!hàng )(?<!trên ){any_of(t['verbs']['words'])}(?!\w)"),
        "clause": re.compile(
            r"[,;:.!?()“”\"\n]|(?<!\w)(?:thì|do|được|rằng|lời|theo|khi|để)(?!\w)", re.IGNORECASE
        ),
        "lead": re.compile(
            r"(?:nhưng|tuy nhiên|song|còn|và|cũng|có|trước đó|sau đó|theo đó|đến nay|hôm nay"
            r"|thế rồi|rồi|bỗng|thấy vậy|nghe vậy|nghe xong) ",
            re.IGNORECASE,
        ),
    }


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
        self._genders = {id(p): self._gender(p) for p in people}

    def _gender(self, person: Person) -> str:
        """``"m"`` or ``"f"``, as names and the words before them tell; ``""`` where they do not."""
        words = table()["pronouns"]
        told = set()
        for m in person.mentions:
            before = self._text[max(0, m.start - 8) : m.start].lower().split()
            if before and self._text[m.start - 1 : m.start] == " ":
                told |= {"m"} if before[-1] in words["male"] else set()
                told |= {"f"} if before[-1] in words["female"] else set()
        middle = person.name.split()[1:-1]
        told |= {"f"} if "Thị" in middle else {"m"} if "Văn" in middle else set()
        return told.pop() if len(told) == 1 else ""

    def names(self, start: int, end: int) -> bool:
        """Whether a stretch names a person or body."""
        i = bisect_left(self._starts, start)
        return (
            i < len(self._rows) and self._rows[i][0] < end and self._rows[i][2] in ("PERSON", "ORG")
        )

    def names_person(self, start: int, end: int) -> bool:
        """Whether a stretch names a person."""
        i = bisect_left(self._starts, start)
        while i < len(self._rows) and self._rows[i][0] < end:
            if self._rows[i][2] == "PERSON":
                return True
            i += 1
        return False

    def close(self, cue: int, floor: int) -> bool:
        """Whether a name, a pronoun or a body stands right before a verb."""
        at = self._bare_end(cue, floor)
        return (
            self._at(at) is not None
            or _patterns()["pronoun"].search(self._text, max(floor, at - 16), at) is not None
        )

    def before(
        self,
        cue: int,
        floor: int,
        last: Person | Span | None,
        said: tuple[int, int] | None = None,
    ) -> Person | Span | None:
        """Who stands before a verb of saying.

        Args:
            cue: First character of the verb.
            floor: Where the search ends: the sentence, or the verb before.
            last: Who spoke before, for pronouns.
            said: What was said before; who is named there is not who a pronoun means.
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
        m = _patterns()["pronoun"].search(self._text, max(floor, at - 16), at)
        if m is not None and row is None:
            return self._nearest(m.start(), m.group(), last, said)
        phrase = self._phrase(at, floor)
        if phrase is None:
            return None
        if row is None:
            named = self._head(phrase.start, at, last, said)  # "Lan ngước lên hỏi"
            if isinstance(named, Person):
                return named
        holder = self._holder(phrase.text, phrase.start)
        return holder if holder is not None else phrase

    def subject(
        self,
        start: int,
        end: int,
        last: Person | Span | None = None,
        *,
        first: bool = False,
    ) -> Person | Span | None:
        """Who a clause is about: the name, relative or pronoun at its head.

        Args:
            start: Where the search begins.
            end: Where it ends.
            last: Who spoke before, for pronouns.
            first: Whether the first clause with such a head counts, else the last one.
        """
        start = max(start, end - _SEARCHED)
        heads = [start]
        heads += [m.end() for m in re.finditer(r"[,;.!?] |[“”\"] ?[,–-]? ?", self._text[start:end])]
        heads[1:] = [start + h for h in heads[1:]]
        for head in heads if first else reversed(heads):
            if self._within(head):
                continue
            found = self._head(head, end, last, None)
            if found is not None:
                return found
        return None

    def _within(self, pos: int) -> bool:
        """Whether a place lies inside an entity."""
        i = bisect_left(self._starts, pos) - 1
        return i >= 0 and self._rows[i][1] > pos

    def source(self, start: int, end: int) -> tuple[Person | Span, int] | None:
        """Who is named behind "theo", and where that ends.

        Args:
            start: First character behind "theo".
            end: End of the sentence.
        """
        p = _patterns()
        stop = self._boundary(start, min(end, start + _REACH))
        i = bisect_left(self._starts, start)
        rows = []
        while i < len(self._rows) and self._rows[i][0] < stop:
            rows.append(self._rows[i])
            i += 1
        low = self._text[start:stop].lower()
        if p["verb_of_saying"].search(low, max(0, len(low) - 30)) or p["never"].match(low):
            return None
        person = next((r for r in rows if r[2] == "PERSON"), None)
        if person is not None:
            before = self._text[start : person[0]]
            titled = rows[0][2] in ("TITLE", "ORG") and rows[0][0] == start
            if before and not titled and not _is_honorific(before):
                return None
            return self._person(person), self._apposition(stop, end)
        many = p["many"].match(low)
        group = p["group"].match(low, many.end() if many is not None else 0)
        if group is not None and p["never"].match(low, group.start()):
            return None
        named = bool(rows) and rows[0][0] == start and rows[0][2] in ("ORG", "TITLE")
        if not named and (group is None or p["bare"].match(low) or len(low.split()) > _WORDS):
            return None
        whole = self._text[start:stop].rstrip()
        if p["verb"].search(self._plain(start, stop)) and not named:
            return None
        holder = self._holder(whole, start) if named and rows[0][2] == "TITLE" else None
        span = Span(start, start + len(whole), whole)
        return (holder if holder is not None else span), self._apposition(stop, end)

    def _boundary(self, start: int, end: int) -> int:
        """The next comma, colon or "thì" outside entities."""
        for m in re.finditer(r"[,:;(]| thì | [-–] |[.!?]?\Z", self._text[start:end]):
            if not self._within(start + m.start()):
                return start + m.start()
        return end

    def _apposition(self, stop: int, end: int) -> int:
        """The end of what is said of somebody behind the name: ", Chủ tịch xã A, huyện B"."""
        for _ in range(4):
            m = re.match(r" ?[,(–-] ?", self._text[stop : min(end, stop + 4)])
            i = bisect_left(self._starts, stop + m.end()) if m is not None else len(self._rows)
            if m is None or i >= len(self._rows) or self._rows[i][0] != stop + m.end():
                break
            row = self._rows[i]
            place = row[2] == "LOC" and self._text[row[1] : row[1] + 1] in (",", ")")
            if row[2] not in ("TITLE", "ORG") and not place:
                break
            inside = self._text[stop : stop + m.end()].strip() == "("
            closed = self._text.find(")", row[1], min(end, row[1] + _REACH)) if inside else -1
            further = (
                closed + 1 if closed >= 0 else self._boundary(row[1], min(end, row[1] + _REACH))
            )
            if (
                row[2] == "ORG"
                and self._text[further - 1 : further] != ")"
                and further > row[1] + 1
            ):
                break  # "Theo ông A, Bộ Y tế sẽ ...": a new clause
            stop = further
        return stop

    def _head(
        self, start: int, end: int, last: Person | Span | None, said: tuple[int, int] | None
    ) -> Person | Span | None:
        """The name, relative or pronoun that a clause begins with."""
        p = _patterns()
        m = p["lead"].match(self._text, start, end)
        start = m.end() if m is not None else start
        i = bisect_left(self._starts, start)
        if i < len(self._rows) and self._rows[i][0] < end:
            row = self._rows[i]
            before = self._text[start : row[0]]
            if row[2] == "PERSON" and (not before or _is_honorific(before)):
                return self._person(row)
            if row[2] in ("ORG", "TITLE") and not before:
                after = [
                    r
                    for r in self._rows[i + 1 : i + 3]
                    if r[2] == "PERSON" and 0 <= r[0] - row[1] <= 1
                ]
                if after:
                    return self._person(after[0])
                whole = self._text[row[0] : row[1]]
                holder = self._holder(whole, row[0]) if row[2] == "TITLE" else None
                return holder if holder is not None else Span(row[0], row[1], whole)
        called = _CALLED.match(self._text, start, min(end, start + _HONORIFIC))
        if called is not None and p["group"].match(called.group().lower()):  # "Thằng Tí"
            return Span(start, called.end(), called.group())
        low = self._text[start : min(end, start + _HONORIFIC)].lower()
        kin, pronoun = p["kin"].match(low), p["head_pronoun"].match(low)
        if kin is not None and (pronoun is None or kin.end() > pronoun.end()):
            return Span(start, start + kin.end(), self._text[start : start + kin.end()])
        if pronoun is not None:
            return self._nearest(start, pronoun.group(), last, said)
        return None

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
        """End of what stands before a verb, its adverbs and the day that it was said."""
        start = max(floor, cue - 60)
        m = _patterns()["adverbs"].search(self._text[start:cue].lower())
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
            i -= 1
        return None

    def _nearest(
        self,
        pos: int,
        pronoun: str,
        last: Person | Span | None,
        said: tuple[int, int] | None,
    ) -> Person | Span | None:
        """Who a pronoun means: who was named last, in this paragraph or the one before."""
        word = pronoun.split(maxsplit=1)[0].lower()
        words = table()["pronouns"]
        gender = "m" if word in words["male"] else "f" if word in words["female"] else ""
        i = bisect_left(self._places, pos) - 1
        while i >= 0 and pos - self._mentions[i][1] < 600:
            start, end, person = self._mentions[i]
            i -= 1
            if said is not None and last is not None and said[0] <= start < end <= said[1]:
                continue  # named by who spoke before
            if not gender or self._genders[id(person)] in ("", gender):
                return person
        return last

    def _plain(self, start: int, end: int) -> str:
        """A stretch in small letters with the names in it blotted out: no word there is a verb."""
        out = self._text[start:end].lower()
        i = max(0, bisect_left(self._starts, start) - 2)
        while i < len(self._rows) and self._rows[i][0] < end:
            a, b = max(0, self._rows[i][0] - start), self._rows[i][1] - start
            if b > a:
                out = out[:a] + "_" * (min(b, end - start) - a) + out[b:]
            i += 1
        # "người bị hại", "bị cáo" are no clauses
        return _NO_CLAUSE.sub(lambda m: "_" * len(m.group()), out)

    def _phrase(self, at: int, floor: int) -> Span | None:
        """The words before the verb: "đại diện xã", "các nhân chứng"."""
        p = _patterns()
        start = max(floor, at - _PHRASE)
        for m in p["clause"].finditer(self._text, start, at):
            near = self._rows[
                max(0, bisect_left(self._starts, m.start()) - 3) : bisect_right(
                    self._starts, m.end()
                )
            ]
            if not any(r[0] < m.end() <= r[1] for r in near):
                start = m.end()
        if start == at - _PHRASE and start > floor:
            return None
        while start < at and self._text[start] in " -–'":
            start += 1
        lead = p["lead"].match(self._text, start, at)
        if lead is not None:
            start = lead.end()
        low = self._text[start:at].lower()
        if len(low) < 2 or p["bare"].match(low) is not None:
            return None
        group = p["group"].match(low) is not None
        first = bisect_left(self._starts, start)
        named = first < len(self._rows) and self._rows[first][0] == start
        # "người bị hại" is no clause
        plain = re.sub(
            r"(?<!\w)người (?:bị|có|đang|đã|được|làm) ", "người ", self._plain(start, at)
        )
        if (group or named) and p["verb"].search(plain) is None:
            return Span(start, at, self._text[start:at])
        inner = p["inner"].match(low)
        if inner is not None and p["verb"].search(self._plain(start, at), inner.start(1)) is None:
            return Span(start + inner.start(1), at, self._text[start + inner.start(1) : at])
        return None


def _is_honorific(words: str) -> bool:
    """Whether what stands before a name is a word of address: "cô giáo ", "bác ".

    Example:
        >>> _is_honorific("cô giáo "), _is_honorific("vợ của ")
        (True, False)
    """
    low = words.lower()
    if not low.endswith(" ") or len(words) > _HONORIFIC or len(low.split()) > 4:
        return False
    first = _patterns()["group"].match(low) or _patterns()["head_pronoun"].match(low)
    return first is not None and not re.search(r"(?<!\w)(?:của|và|vợ|chồng|mẹ|bố|con)(?!\w)", low)
