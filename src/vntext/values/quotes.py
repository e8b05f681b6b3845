"""``doc.quotes``: what was said, word for word or reported, and who said it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, Any

from vntext.values.cues import patterns
from vntext.values.dialogue import begins_with_dash
from vntext.values.dialogue_rows import dialogue_rows
from vntext.values.evidence import evidence
from vntext.values.marks import has_single
from vntext.values.quote_rows import Row, quotes_of, row_of
from vntext.values.reported import find_reported, is_marked
from vntext.values.scan import Scan
from vntext.values.talk import FEWEST, Said, Talk

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vntext.document import Person, Span
    from vntext.meaning import Quote


__all__ = ["find_quotes"]

_ITEM = re.compile(r"(?:[-–+•*]|\d{1,2}[.)]|[a-zđ]\))\s?")
_AROUND = 4  # of what one sentence reports, so many may lie around a quotation


def find_quotes(
    text: str,
    entities: Sequence[tuple[Any, ...]],
    sentences: Sequence[tuple[int, int]],
    paragraphs: Sequence[tuple[int, int, str]],
    people: Sequence[Person],
    *,
    scan: Scan | None = None,
) -> list[Quote]:
    """Finds what was said.

    Args:
        text: The normalised text.
        entities: Start, end and label of its entities, sorted.
        sentences: Spans of its sentences.
        paragraphs: Span and role of its paragraphs.
        people: Its people, with spans of this text.
        scan: Its words and marks, where they are known.

    Returns:
        The quotations in the order of the text. One in marks may lie in a reported one.

    Example:
        >>> from vntext.document import Person, Span
        >>> text = "Bà Lê Thị Mai cho biết, cầu sẽ xong vào tháng 5."
        >>> person = Person("Lê Thị Mai", (Span(3, 13, "Lê Thị Mai"),))
        >>> found = find_quotes(text, [(3, 13, "PERSON")], [(0, 48)], [(0, 48, "body")], [person])
        >>> [(q.text, q.speaker.name, q.cue.text) for q in found]
        [('cầu sẽ xong vào tháng 5', 'Lê Thị Mai', 'cho biết')]
    """
    lines = [(a, b) for a, b, role in paragraphs if role not in ("byline", "related")]
    scan = scan or Scan(text)
    told = any(map(scan.of, ("cue", "source"))) or scan.marks
    if not told and not has_single(text) and not begins_with_dash(text, lines):
        return []
    return _Finder(Talk(scan, entities, lines, people), sentences, lines).quotes()


class _Finder:
    """Finds the quotations of one text."""

    def __init__(
        self,
        talk: Talk,
        sentences: Sequence[tuple[int, int]],
        paragraphs: Sequence[tuple[int, int]],
    ) -> None:
        self._talk = talk
        self._paragraphs = paragraphs
        self._sentences = talk.whole(sentences)
        self._late: Person | Span | None = None
        self._cue = (0, 0)  # the last verb
        self._opened: Said | None = None  # a verb and a colon at the end of a paragraph
        self._list = -1  # paragraph with what such a colon opens
        self._colon = False  # whether what was reported last stands behind a colon

    def quotes(self) -> list[Quote]:
        talk = self._talk
        out: list[Row] = []
        turns = (
            dialogue_rows(talk, self._paragraphs)
            if begins_with_dash(talk.text, self._paragraphs)
            else {}
        )
        lines, sentences = self._paragraphs, self._sentences
        starts = [a for a, _ in lines]
        places = talk.places()
        if turns:
            places = sorted([*places, *(a for a, _ in turns)])
        heads = [a for a, _ in sentences]
        count, last, at = len(places), len(sentences), 0
        previous: Row | None = None
        while at < last:
            a, b = sentences[at]
            at += 1
            if previous is None and self._opened is None:
                i = bisect_left(places, a)
                if i == count:
                    break
                if places[i] >= b:
                    # nothing says that anything was said, and nothing goes on
                    here, at = at - 1, max(at, bisect_right(heads, places[i]) - 1)
                    self._pass(here, at, starts)
                    continue
            k = bisect_right(starts, a) - 1
            if k < 0 or a >= lines[k][1]:
                continue
            line = lines[k]
            if line in turns:
                found, turns[line] = turns[line], []
            else:
                found = self._sentence(a, b, k, previous)
            if len(found) > 1:
                found.sort(key=lambda q: (q.start, -q.end))
            if self._late is not None:
                self._complete(out)
            out += found
            for q in found:
                if q.cue is not None:
                    self._cue = q.cue
                if q.speaker is not None:
                    talk.last = q.speaker
            if found:
                talk.said = (found[0].start, max(q.end for q in found))
            talk.last_here = bool(found)
            talk.silent = None if found else (a, b)
            previous = found[-1] if found else None
        return quotes_of(talk.text, out)

    def _pass(self, here: int, after: int, starts: list[int]) -> None:
        """Goes past sentences in which nothing can be said."""
        talk, lines = self._talk, self._paragraphs
        for i in range(after - 1, here - 1, -1):
            a, b = self._sentences[i]
            k = bisect_right(starts, a) - 1
            if k >= 0 and a < lines[k][1]:
                self._list = -1
                talk.last_here, talk.silent = False, (a, b)
                break

    def _complete(self, out: list[Row]) -> None:
        """Gives a quotation that goes on over paragraphs the speaker that its end names."""
        for i in range(len(out) - 1, -1, -1):
            q = out[i]
            if not q.direct or q.speaker is not None or q.cue is not None:
                break
            out[i] = q._replace(speaker=self._late)
        self._late = None

    def _sentence(self, start: int, end: int, k: int, previous: Row | None) -> list[Row]:
        """The quotations of one sentence of a paragraph."""
        talk = self._talk
        reported = find_reported(talk, start, end)
        said = reported
        marked = talk.near(start - 1, end)
        if marked and reported:
            said = [s for s in reported if not is_marked(talk, s)]
        found = [row_of(s, direct=False) for s in said] if said else []
        if marked:
            found += self._direct(start, end, reported, previous)
        line = self._paragraphs[k]
        item = _ITEM.match(talk.text, start, end) if self._opened is not None else None
        listed = self._list == k - 1 and item is not None
        if not found and self._opened is not None and (listed or self._list in (-1, k)):
            told = Said(
                item.end() if item is not None else start,
                talk.trimmed(start, end),
                self._opened.cue,
                self._opened.speaker,
            )
            follows = self._list >= 0
            found = [row_of(told, direct=False, continues=follows)]
            self._list = k
        elif not found and previous is not None and previous.end >= line[0]:
            found = self._continued(start, end, previous)
        if found and self._list != k:
            self._opened = None
            self._list = -1
        if not found:
            ends = end >= line[1] and talk.text.endswith(":", start, end)
            self._opened = self._opens(start, end) if ends else None
            self._list = -1
        if said:
            before = talk.text[max(start, said[-1].start - 3) : said[-1].start]
            self._colon = ":" in before
        return found

    def _opens(self, start: int, end: int) -> Said | None:
        """A verb, its subject and a colon at the end of a paragraph: what follows was said."""
        talk = self._talk
        cue = talk.last_cue(start, end)
        if cue is None or talk.after(cue, end) < end:
            return None
        speaker = talk.before(cue.start, start)
        if speaker is None:
            return None
        return Said(end, end, (cue.start, cue.end), speaker)

    def _direct(self, start: int, end: int, said: list[Said], previous: Row | None) -> list[Row]:
        talk = self._talk
        out: list[Row] = []
        past = 0
        for q in talk.near(start, end):
            while past < len(said) and said[past].end + 1 < q.start:
                past += 1
            if q.start >= end or len(talk.text[q.start : q.end].split()) < FEWEST:
                continue
            if patterns()["works"].search(talk.low, max(start, q.outer - 24), q.outer):
                continue
            found = evidence(talk, q, start, end, said[past : past + _AROUND])
            if found is not None:
                before = out[-1] if out else previous
                follows = before is not None and before.direct and self._goes_on(found, before)
                unnamed = previous is not None and previous.speaker is None is previous.cue
                if follows and before is previous and unnamed:
                    self._late = found.speaker  # the paragraphs before were said by the same
                out.append(row_of(found, direct=True, continues=follows))
        return out

    def _goes_on(self, found: Said, before: Row) -> bool:
        """Whether a quotation in marks goes on with the one before.

        It has no verb of its own, or the one before is not closed: its paragraph has only the mark
        that opens.
        """
        if found.cue is None or found.cue == before.cue:
            return True
        return re.search(r"[\"”»]", self._talk.text[before.end : before.end + 2]) is None

    def _continued(self, start: int, end: int, previous: Row) -> list[Row]:
        """A sentence that goes on with what was reported before."""
        talk, p = self._talk, patterns()
        if previous.direct:
            return []
        low, past = talk.low, p["past"]
        goes_on = p["continues"].match(low, start) is not None
        goes_on = goes_on and past.search(low, start, end) is None
        if not goes_on and previous.speaker is not None and not talk.speakers.names(start, end):
            cue = low[slice(*self._cue)]
            if p["orders"].search(cue):
                goes_on = p["tasks"].search(low, start, end) is not None
            elif p["questions"].search(cue):
                goes_on = talk.text[end - 1] == "?"
            else:
                goes_on = self._colon and past.search(low, start, end) is None
        if not goes_on or talk.speakers.names_person(start, end):
            return []
        said = Said(start, talk.trimmed(start, end), None, previous.speaker)
        return [row_of(said, direct=False, continues=True)]
