"""``doc.quotes``: what was said, word for word or reported, and who said it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from vntext.document import Person, Span
from vntext.meaning import Quote
from vntext.resources import load_toml
from vntext.text.heads import Heads
from vntext.values.marks import Marked, find_marked
from vntext.values.speakers import Speakers

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["find_quotes"]

_SAYING = ("rằng", "là", "biết", "hay")
_GROUP = 8  # words of a group that speaks: "đại diện xã"
FEWEST = 5
"""Words of the shortest quotation in marks; fewer are names and words not meant."""


class _Cue(NamedTuple):
    start: int
    end: int
    strong: bool


class _Said(NamedTuple):
    start: int
    end: int
    cue: tuple[int, int] | None
    speaker: Person | Span | None


def table() -> Mapping[str, Any]:
    """The words by which a text says that something was said."""
    return load_toml("values/quotes.toml")


def _any(words: Any) -> str:
    return "(?:" + "|".join(sorted(map(re.escape, words), key=len, reverse=True)) + ")"


@cache
def _heads() -> Heads:
    """Where a verb of saying may begin."""
    cues = table()["cues"]
    return Heads([*cues["strong"], *cues["weak"], *cues["clausal"]])


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    t = table()
    c = t["cues"]
    return {
        "cue": re.compile(
            rf"(?<!\w)(?:(?P<strong>{_any(c['strong'])})|(?P<weak>{_any(c['weak'])})"
            rf"|{_any(c['clausal'])}(?= rằng| ?[,:]))(?!\w)"
        ),
        "opener": re.compile(rf"(?: {_any(c['openers'])}(?!\w))? ?[,:]?\s{{0,3}}"),
        "no_clause": re.compile(rf"{_any(c['no_clause'])}(?!\w)"),
        "joint": re.compile(
            rf"(?:[,;] ?(?:{_any(c['joints'])} ){{0,2}}| (?:{_any(c['joints'])} ){{1,2}})\Z"
        ),
        "first": re.compile(rf"(?:{_any(c['joints'])}[ ,]{{1,2}}){{1,2}}\Z"),
        "works": re.compile(rf"(?<!\w){_any(t['works']['words'])}:? \Z"),
        "orders": re.compile(rf"(?<!\w){_any(t['orders']['words'])}(?!\w)"),
        "tasks": re.compile(rf"(?<!\w){_any(t['orders']['tasks'])}(?!\w)"),
        "continues": re.compile(rf"{_any(t['continues']['words'])}(?!\w)"),
    }


def find_quotes(
    text: str,
    entities: Sequence[tuple[Any, ...]],
    sentences: Sequence[tuple[int, int]],
    paragraphs: Sequence[tuple[int, int, str]],
    people: Sequence[Person],
) -> list[Quote]:
    """Finds what was said.

    Args:
        text: The normalised text.
        entities: Start, end and label of its entities, sorted.
        sentences: Spans of its sentences.
        paragraphs: Span and role of its paragraphs.
        people: Its people, with spans of this text.

    Returns:
        The quotations in the order of the text. One in marks may lie in a reported one.

    Example:
        >>> text = "Bà Lê Thị Mai cho biết, cầu sẽ xong vào tháng 5."
        >>> person = Person("Lê Thị Mai", (Span(3, 13, "Lê Thị Mai"),))
        >>> found = find_quotes(text, [(3, 13, "PERSON")], [(0, 48)], [(0, 48, "body")], [person])
        >>> [(q.text, q.speaker.name, q.cue.text) for q in found]
        [('cầu sẽ xong vào tháng 5', 'Lê Thị Mai', 'cho biết')]
    """
    return _Finder(text, entities, sentences, paragraphs, people).quotes()


class _Finder:
    """Finds the quotations of one text."""

    def __init__(
        self,
        text: str,
        entities: Sequence[tuple[Any, ...]],
        sentences: Sequence[tuple[int, int]],
        paragraphs: Sequence[tuple[int, int, str]],
        people: Sequence[Person],
    ) -> None:
        self._text = text
        low = text.lower()
        self._low = low if len(low) == len(text) else text
        self._paragraphs = [
            (a, b) for a, b, role in paragraphs if role not in ("byline", "related")
        ]
        self._marked = find_marked(text, self._paragraphs)
        self._found = self._all_cues()
        self._sentences = self._whole(sentences)
        self._speakers = Speakers(text, entities, people)
        self._last: Person | Span | None = None
        self._ordered = False  # whether the last verb was one of an order

    def _whole(self, sentences: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
        """Sentences, joined where one ends inside quotation marks."""
        out: list[tuple[int, int]] = []
        starts = [q.start for q in self._marked]
        for a, b in sentences:
            if out:
                i = bisect_right(starts, a) - 1
                if i >= 0 and self._marked[i].start < a < self._marked[i].end:
                    out[-1] = (out[-1][0], b)
                    continue
            out.append((a, b))
        return out

    def _inside(self, pos: int) -> bool:
        i = bisect_right(self._marked, pos, key=lambda q: q.start) - 1
        return i >= 0 and pos < self._marked[i].end

    def quotes(self) -> list[Quote]:
        out: list[Quote] = []
        starts = [a for a, _ in self._paragraphs]
        previous: Quote | None = None
        for a, b in self._sentences:
            k = bisect_right(starts, a) - 1
            if k < 0 or a >= self._paragraphs[k][1]:
                continue
            first = previous is not None and previous.end < self._paragraphs[k][0]
            said = self._reported(a, b)
            found = [self._quote(s, direct=False) for s in said]
            found += self._direct(a, b, said)
            if not found and previous is not None and not first:
                found = self._continued(a, b, previous)
            found.sort(key=lambda q: (q.start, -q.end))
            out += found
            previous = found[-1] if found else None
            for q in found:
                if q.cue is not None:
                    self._ordered = _patterns()["orders"].search(q.cue.text.lower()) is not None
                if q.speaker is not None:
                    self._last = q.speaker
        return out

    def _quote(self, said: _Said, *, direct: bool, continues: bool = False) -> Quote:
        text = self._text
        cue = Span(*said.cue, text[slice(*said.cue)]) if said.cue is not None else None
        return Quote(
            said.start, said.end, text[said.start : said.end], direct, said.speaker, cue, continues
        )

    def _cues(self, start: int, end: int) -> list[_Cue]:
        i = bisect_left(self._found, start, key=lambda c: c.start)
        out: list[_Cue] = []
        while i < len(self._found) and self._found[i].end <= end:
            cue = self._found[i]
            i += 1
            if out and out[-1].end + 1 == cue.start:  # "nhấn mạnh yêu cầu"
                out[-1] = _Cue(out[-1].start, cue.end, strong=True)
            else:
                out.append(cue)
        return out

    def _all_cues(self) -> list[_Cue]:
        """Verbs of saying outside quotation marks."""
        match = _patterns()["cue"].match
        out: list[_Cue] = []
        end = 0
        for place in _heads().places(self._text):
            m = match(self._low, place) if place >= end and not self._inside(place) else None
            if m is not None:
                end = m.end()
                out.append(_Cue(place, end, m["weak"] is None))
        return out

    def _reported(self, start: int, end: int) -> list[_Said]:
        out: list[_Said] = []
        floor = start
        waiting: _Cue | None = None  # "Nhấn mạnh đây là việc lớn, ông An đề nghị ..."
        for cue in self._cues(start, end):
            after = self._after(cue, end)
            told = self._low[cue.end : after].strip(" ,\n")
            opened = self._low[cue.end : after].strip() or self._low.endswith(_SAYING, 0, cue.end)
            if not opened and _patterns()["no_clause"].match(self._low, after):
                continue
            if cue.start == start:
                waiting = cue
                continue
            speaker = self._inherits(cue, start, out)
            if speaker is None:
                if out and self._nested(out[-1], cue):
                    continue
                speaker = self._speakers.before(cue.start, floor, self._last)
                close = cue.strong or told or self._speakers.close(cue.start, floor)
                group = isinstance(speaker, Span) and len(speaker.text.split()) <= _GROUP
                if speaker is None or not (close or group):
                    continue
            if waiting is not None:
                said = self._early(waiting, cue, speaker)
                waiting = None
                out += [said] if said is not None else []
            if after >= end or self._low[after:end].strip(' .!?…"”') == "":
                turned = self._turned(cue, start, speaker)
            else:
                turned = _Said(after, self._trimmed(after, end), (cue.start, cue.end), speaker)
            if turned is None or len(self._text[turned.start : turned.end].split()) < 2:
                continue
            out.append(turned)
            floor = cue.end
        return [s for s in out if not self._only_marked(s)]

    def _inherits(self, cue: _Cue, start: int, out: list[_Said]) -> Person | Span | None:
        """The speaker of the verb before, where this one goes on: "và nói", "; yêu cầu"."""
        if not out:
            first = _patterns()["first"].fullmatch(self._low, start, cue.start)
            return self._last if first is not None else None
        previous = out[-1]
        m = _patterns()["joint"].search(self._low, max(previous.start, cue.start - 30), cue.start)
        if m is None or m.start() - previous.start < 8:
            return None
        if not cue.strong and m.group().strip() == ",":  # "lãnh đạo, chỉ đạo"
            return None
        out[-1] = previous._replace(end=self._trimmed(previous.start, m.start()))
        return previous.speaker

    def _early(self, waiting: _Cue, cue: _Cue, speaker: Person | Span) -> _Said | None:
        """What was said with a verb at the head of a sentence, before who says it."""
        after = self._after(waiting, cue.start)
        comma = self._text.find(", ", after, cue.start)
        first = speaker.start if isinstance(speaker, Span) else cue.start
        comma = self._text.rfind(", ", after, min(first, cue.start)) if comma >= 0 else comma
        if comma < after:
            return None
        return _Said(after, comma, (waiting.start, waiting.end), speaker)

    def _nested(self, said: _Said, cue: _Cue) -> bool:
        """Whether a cue lies in what somebody else is reported to have said."""
        between = self._text[said.start : cue.start]
        return ";" not in between[-120:]

    def _after(self, cue: _Cue, end: int) -> int:
        m = _patterns()["opener"].match(self._low, cue.end, end)
        return m.end() if m is not None else cue.end

    def _trimmed(self, start: int, end: int) -> int:
        """The end of what was said, without stops and joints."""
        tail = re.search(r"(?: (?:và|đồng thời|-|–) ?Ảnh.*| - Ảnh.*)\Z", self._text[start:end])
        if tail is not None:
            end = start + tail.start()
        while end > start and self._text[end - 1] in " .,;:/-–":
            end -= 1
        return end

    def _turned(self, cue: _Cue, start: int, speaker: Person | Span) -> _Said | None:
        """Said before the cue: "Cầu sẽ xong, ông An cho biết."."""
        comma = self._text.rfind(",", start, cue.start)
        if comma - start < 12 or self._inside(comma) or self._marks_before(comma, start):
            return None
        return _Said(start, comma, (cue.start, cue.end), speaker)

    def _marks_before(self, comma: int, start: int) -> bool:
        return any(start <= q.outer < q.close <= comma + 2 for q in self._near(start, comma))

    def _near(self, start: int, end: int) -> list[Marked]:
        i = bisect_left(self._marked, start, key=lambda q: q.start)
        out = []
        while i < len(self._marked) and self._marked[i].start <= end:
            out.append(self._marked[i])
            i += 1
        return out

    def _only_marked(self, said: _Said) -> bool:
        """Whether what was said is a quotation in marks and nothing more."""
        for q in self._near(said.start - 1, said.end):
            before = self._text[said.start : q.outer]
            opens = q.outer <= said.start + 1 or before.rstrip().endswith(":")
            rest = f"{before} {self._text[q.close : said.end]}"
            if opens and len(rest.split()) < FEWEST:
                return True
        return False

    def _direct(self, start: int, end: int, said: list[_Said]) -> list[Quote]:
        out = []
        for q in self._near(start, end):
            if q.start >= end or len(self._text[q.start : q.end].split()) < FEWEST:
                continue
            if _patterns()["works"].search(self._low, max(start, q.outer - 24), q.outer):
                continue
            found = self._evidence(q, start, end, said)
            if found is not None:
                out.append(self._quote(found, direct=True))
        return out

    def _evidence(self, q: Marked, start: int, end: int, said: list[_Said]) -> _Said | None:
        """What shows that a stretch in marks was said."""
        for s in said:
            if s.start <= q.start and q.end <= s.end + 1:
                return _Said(q.start, q.end, s.cue, s.speaker)
        text = self._text
        cues = self._cues(start, q.outer)
        if cues and self._after(cues[-1], q.outer) >= q.outer:
            cue = cues[-1]
            speaker = self._speakers.before(cue.start, start, self._last)
            return _Said(q.start, q.end, (cue.start, cue.end), speaker)
        behind = self._cues(q.close, min(end, q.close + 160))
        if behind and re.match(r"[\s.]?[\s.]?[,–-]", text[q.close : q.close + 4]):
            cue = behind[0]
            between = text[q.close : cue.start]
            if not re.match(r"\s?\.\s?[A-ZĐÀ-Ỹ]", between):
                speaker = self._speakers.before(cue.start, q.close, self._last)
                if speaker is not None:
                    return _Said(q.start, q.end, (cue.start, cue.end), speaker)
        lead = text[start : q.outer].rstrip()
        if cues and lead.endswith(":"):
            cue = cues[-1]
            speaker = self._speakers.before(cue.start, start, self._last)
            if speaker is not None:
                return _Said(q.start, q.end, (cue.start, cue.end), speaker)
        if lead.endswith(":"):
            speaker = self._speakers.before(start + len(lead) - 1, start, None)
            return _Said(q.start, q.end, None, speaker)
        if not lead and text[q.start].isupper():
            return _Said(q.start, q.end, None, self._last)
        return None

    def _continued(self, start: int, end: int, previous: Quote) -> list[Quote]:
        """A sentence that goes on with what was reported before."""
        goes_on = _patterns()["continues"].match(self._low, start) is not None
        if not goes_on and previous.speaker is not None:
            cue = self._ordered
            goes_on = cue and _patterns()["tasks"].search(self._low, start, end) is not None
        if previous.direct or not goes_on or self._speakers.names(start, end):
            return []
        said = _Said(start, self._trimmed(start, end), None, previous.speaker)
        return [self._quote(said, direct=False, continues=True)]
