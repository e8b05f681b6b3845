"""What the finders of quotations share about one text: verbs, marks and who speaks."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from vntext.values.cues import Cue, find_cues, opened, table
from vntext.values.marks import Marked, find_marked
from vntext.values.speakers import Speakers
from vntext.values.words import any_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from vntext.document import Person, Span
    from vntext.values.scan import Scan

__all__ = ["FEWEST", "Said", "Talk", "fewer"]

FEWEST = 5
"""Words of the shortest quotation in marks; fewer are names and words not meant."""


@cache
def _credit() -> tuple[tuple[str, ...], re.Pattern[str]]:
    """How the credit of a picture begins, and one at the end of what was said."""
    t = table()["credits"]
    photo = any_of(t["words"])
    return tuple(t["words"]), re.compile(
        rf"(?: (?:{any_of(t['joints'])}|-|–) ?{photo}.*| - {photo}.*)\Z"
    )


_LOOKED = 200  # characters in which words are counted first


def fewer(text: str, start: int, end: int, words: int) -> bool:
    """Whether a stretch has fewer words; most are told at once by how it begins.

    Example:
        >>> fewer("mưa to quá", 0, 10, 3), fewer("mưa to quá", 0, 10, 4)
        (False, True)
    """
    if end - start > _LOOKED and len(text[start : start + _LOOKED].split(None, words)) > words:
        return False
    return len(text[start:end].split(None, words)) < words


class Said(NamedTuple):
    """Something said.

    Attributes:
        start: First character of what was said.
        end: End of it (exclusive).
        cue: Span of the verb, None where there is none.
        speaker: Who said it.
    """

    start: int
    end: int
    cue: tuple[int, int] | None
    speaker: Person | Span | None


class Talk:
    """Verbs of saying, quotation marks and speakers of one text.

    Args:
        scan: The words and marks of the text.
        entities: Start, end and label of its entities, sorted.
        paragraphs: Spans of the paragraphs in which somebody may speak.
        people: Its people, with spans of this text.

    Attributes:
        text: The text.
        low: The same in small letters, with the same offsets.
        marked: What stands in quotation marks.
        speakers: Who is named where.
        last: Who spoke last.
        last_here: Whether that was in the sentence before.
        silent: The sentence before, where nobody speaks in it.
        said: Span of what was said last.
    """

    def __init__(
        self,
        scan: Scan,
        entities: Sequence[tuple[Any, ...]],
        paragraphs: Sequence[tuple[int, int]],
        people: Sequence[Person],
    ) -> None:
        self.text, self.low = scan.text, scan.low
        self._sources = [hit[0] for hit in scan.of("source")]
        self.marked = find_marked(scan.text, paragraphs, scan.marks)
        self._opened = [q.start for q in self.marked]
        self.speakers = Speakers(scan, entities, people)
        # "báo Người Đưa Tin", "Trung tâm Dự báo": a verb in a name is none
        within = self.speakers.within
        self._found = [
            cue
            for cue in find_cues(scan, self.inside if self.marked else None)
            if not within(cue[0])
        ]
        self._verbs = [cue[0] for cue in self._found]
        self._ends = [cue[1] for cue in self._found]
        self.last: Person | Span | None = None
        self.last_here = False
        self.silent: tuple[int, int] | None = None
        self.said: tuple[int, int] | None = None

    def inside(self, pos: int) -> bool:
        """Whether a place lies in quotation marks."""
        if not self.marked:
            return False
        i = bisect_right(self._opened, pos) - 1
        return i >= 0 and pos < self.marked[i].end

    def whole(self, sentences: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
        """Sentences, joined where one ends inside quotation marks."""
        if not self.marked:
            return list(sentences)
        starts = [a for a, _ in sentences]
        joined = set()
        for q in self.marked:
            i = bisect_right(starts, q.start)
            while i < len(starts) and starts[i] < q.end:
                joined.add(i)
                i += 1
        if not joined:
            return list(sentences)
        out: list[tuple[int, int]] = []
        for i, (a, b) in enumerate(sentences):
            if out and i in joined:
                out[-1] = (out[-1][0], b)
            else:
                out.append((a, b))
        return out

    def places(self) -> list[int]:
        """Where anything stands by which a sentence can say that something was said."""
        return sorted([*self._verbs, *self._opened, *self._sources])

    def names_source(self, start: int, end: int) -> bool:
        """Whether a word stands in a stretch behind which a source is named."""
        i = bisect_left(self._sources, start)
        return i < len(self._sources) and self._sources[i] < end

    def cues(self, start: int, end: int) -> list[Cue]:
        """Verbs of saying in a stretch; two in a row are one: "nhấn mạnh yêu cầu"."""
        out: list[Cue] = []
        after = -1
        for cue in self._found[bisect_left(self._verbs, start) : bisect_right(self._ends, end)]:
            if cue[0] == after:
                out[-1] = Cue(out[-1].start, cue.end, strong=True, order=cue.order)
            else:
                out.append(cue)
            after = cue[1] + 1
        return out

    def last_cue(self, start: int, end: int) -> Cue | None:
        """The last of `cues`."""
        i = bisect_right(self._ends, end) - 1
        if i < 0 or self._verbs[i] < start:
            return None
        found = self._found
        cue = found[i]
        first = cue.start
        while i and self._verbs[i - 1] >= start and found[i - 1].end + 1 == first:
            i -= 1
            first = found[i].start
        return cue if first == cue.start else Cue(first, cue.end, strong=True, order=cue.order)

    def last_marked(self, start: int, end: int) -> Marked | None:
        """The last of `near`."""
        i = bisect_right(self._opened, end) - 1
        return self.marked[i] if i >= 0 and self._opened[i] >= start else None

    def first_marked(self, start: int, end: int) -> Iterator[Marked]:
        """Those of `near`, one by one."""
        for i in range(bisect_left(self._opened, start), len(self._opened)):
            if self._opened[i] > end:
                break
            yield self.marked[i]

    def near(self, start: int, end: int) -> list[Marked]:
        """What stands in marks in a stretch."""
        opened = self._opened
        return self.marked[bisect_left(opened, start) : bisect_right(opened, end)]

    def before(
        self, cue: int, floor: int, own: Sequence[tuple[Any, ...]] = ()
    ) -> Person | Span | None:
        """Who stands before a verb of saying.

        Args:
            cue: First character of the verb.
            floor: Where the search ends.
            own: What the verb tells, where that stands in no marks before it.
        """
        if self.marked and not own:
            own = self.near(floor, cue)
        return self.speakers.before(cue, floor, self.last, self.said, own)

    def subject(self) -> Person | Span | None:
        """Who the sentence before is about, where nobody speaks in it."""
        if self.silent is None:
            return None
        return self.speakers.subject(*self.silent, self.last, first=True)

    def after(self, cue: Cue, end: int) -> int:
        """Where what was said begins behind a verb."""
        return opened(self.low, cue.end, end)

    def trimmed(self, start: int, end: int) -> int:
        """The end of what was said, without stops and joints."""
        words, credit = _credit()
        if any(self.text.find(word, start, end) >= 0 for word in words):
            tail = credit.search(self.text[start:end])
            end = start + tail.start() if tail is not None else end
        while end > start and self.text[end - 1] in " .,;:/-–":
            end -= 1
        return end
