"""Reported speech: a verb of saying, who stands before it and the clause behind it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from vntext.document import Person, Span
from vntext.values.cues import Cue, endings, marks, patterns, table
from vntext.values.sources import find_source
from vntext.values.speakers import SEARCHED
from vntext.values.talk import FEWEST, Said, fewer

if TYPE_CHECKING:
    from vntext.values.talk import Talk

__all__ = ["find_reported", "is_marked"]

_NOTHING = re.compile(r"[ .!?…\"”]*")
_BETWEEN = re.compile(r" ?[,–-][^.;:]*")
_LEAD = 60  # characters of the longest joints at the head of a sentence
_GROUP = 8  # words of a group that speaks: "đại diện xã"


def find_reported(talk: Talk, start: int, end: int) -> list[Said]:
    """Finds what a sentence reports.

    Args:
        talk: The text.
        start: First character of the sentence.
        end: End of it (exclusive).

    Returns:
        What was said, in order. Some of it may be nothing but a quotation in marks (`is_marked`).
    """
    cues = talk.cues(start, end)
    sourced = talk.names_source(start, end)
    return _Reporter(talk, start, end).said(cues, sourced=sourced) if cues or sourced else []


class _Reporter:
    """Finds the reported speech of one sentence."""

    def __init__(self, talk: Talk, start: int, end: int) -> None:
        self._talk = talk
        self._start, self._end = start, end
        self._out: list[Said] = []
        self._floor = start

    def said(self, cues: list[Cue], *, sourced: bool) -> list[Said]:
        """What is reported, by the verbs of the sentence and perhaps a source."""
        talk, end = self._talk, self._end
        source = None
        if sourced:
            source = find_source(talk.low, self._start, end, talk.speakers)
        if source is not None:
            stop = talk.trimmed(source.start, source.end)
            self._out.append(Said(source.start, stop, source.cue, source.speaker))
            self._floor = source.cue[1]
        waiting: Cue | None = None  # "Nhấn mạnh đây là việc lớn, ông An đề nghị ..."
        for cue in cues:
            if cue.start < self._floor:
                continue
            after = talk.after(cue, end)
            if not self._opens(cue, after):
                continue
            if cue.start == self._start:
                waiting = cue
                continue
            speaker = self._inherits(cue)
            if speaker is None:
                if self._out and self._nested(self._out[-1], cue):
                    continue
                speaker = self._speaker(cue, after)
                if speaker is None:
                    continue
            if waiting is not None:
                early = self._early(waiting, cue, speaker)
                waiting = None
                self._out += [early] if early is not None else []
            said = self._clause(cue, after, speaker)
            if said is not None:
                self._out.append(said)
                self._floor = cue.end
        return self._out

    def _opens(self, cue: Cue, after: int) -> bool:
        """Whether a clause may begin behind a verb."""
        low, p = self._talk.low, patterns()
        if low[cue.end : after].strip() or low.endswith(marks().opening, 0, cue.end):
            return True
        if p["no_clause"].match(low, after):
            return False
        if cue.order and p["deeds"].match(low, after) is None:
            return True
        if not cue.order and (cue.strong or p["things"].match(low, after) is None):
            return True
        # "xác định nguyên nhân" found it, "xác định nguyên nhân là do mưa" says what it is
        stop = min(self._end, after + 100)
        comma = low.find(",", after, stop)
        stop = stop if comma < 0 else comma
        return p["clause"].search(low, after, stop) is not None

    def _speaker(self, cue: Cue, after: int) -> Person | Span | None:
        talk = self._talk
        speaker = talk.before(cue.start, self._floor)
        if (
            speaker is None
            or cue.strong
            or talk.low[cue.end : after].strip(" ,\n")
            or (isinstance(speaker, Span) and len(speaker.text.split()) <= _GROUP)
            or talk.speakers.close(cue.start, self._floor)
        ):
            return speaker
        return None

    def _clause(self, cue: Cue, after: int, speaker: Person | Span) -> Said | None:
        talk = self._talk
        if talk.text.endswith(":", cue.end, self._end) and after >= self._end:
            return None  # what was said stands in the paragraphs behind
        if self._ends_quotation(cue, after):
            return None
        if after >= self._end or _NOTHING.fullmatch(talk.low, after, self._end):
            said = self._turned(cue, speaker)
        else:
            span = (cue.start, cue.end)
            said = Said(after, talk.trimmed(after, self._end), span, speaker)
        if said is None or fewer(talk.text, said.start, said.end, 2):
            return None
        return said

    def _ends_quotation(self, cue: Cue, after: int) -> bool:
        """Whether a verb tells who said what stands in marks before it: "...", ông An nói, ..."""
        talk = self._talk
        if talk.low[cue.end : after].strip() != ",":
            return False
        before = talk.last_marked(self._start, cue.start)
        if before is None or talk.last_cue(before.close, cue.start) is not None:
            return False
        return _BETWEEN.fullmatch(talk.text, before.close, cue.start) is not None

    def _inherits(self, cue: Cue) -> Person | Span | None:
        """The speaker of the verb before, where this one goes on: "và nói", "; yêu cầu"."""
        talk, p = self._talk, patterns()
        if not self._out:
            lead = cue.start - self._start
            if lead <= _LEAD and p["first"].fullmatch(talk.low, self._start, cue.start):
                return talk.last if talk.last_here else talk.subject()
            joint = endings()["strong_joint"].search(
                talk.low, max(self._start, cue.start - 30), cue.start
            )
            if joint is None or joint.start() - self._start < 8:
                return None
            if joint.group().strip() in table()["cues"]["and"] and not (cue.strong or cue.order):
                return None
            # "Ông An biểu dương xã, đồng thời đề nghị ...": the verb before is none of saying
            first = max(self._start, joint.start() - SEARCHED)
            clause = max(first, talk.text.rfind(";", first, joint.start()) + 1)
            return talk.speakers.subject(clause, joint.start(), talk.last, first=True)
        previous = self._out[-1]
        m = endings()["joint"].search(talk.low, max(previous.start, cue.start - 30), cue.start)
        if m is None or m.start() - previous.start < 8:
            return None
        if not cue.strong and m.group().strip() == ",":  # "lãnh đạo, chỉ đạo"
            return None
        self._out[-1] = previous._replace(end=talk.trimmed(previous.start, m.start()))
        return previous.speaker

    def _early(self, waiting: Cue, cue: Cue, speaker: Person | Span) -> Said | None:
        """What was said with a verb at the head of a sentence, before who says it."""
        talk = self._talk
        after = talk.after(waiting, cue.start)
        if any(
            word in talk.low[waiting.end : after] for word in marks().to
        ):  # "Trao đổi với báo chí, ông An cho biết"
            return None
        first = speaker.start if isinstance(speaker, Span) else cue.start
        comma = talk.text.rfind(", ", after, min(first, cue.start))
        if comma < after:
            return None
        return Said(after, comma, (waiting.start, waiting.end), speaker)

    def _nested(self, said: Said, cue: Cue) -> bool:
        """Whether a cue lies in what somebody else is reported to have said."""
        first = max(said.start, cue.start - 120)
        return self._talk.text.find(";", first, cue.start) < 0

    def _turned(self, cue: Cue, speaker: Person | Span) -> Said | None:
        """Said before the cue: "Cầu sẽ xong, ông An cho biết."."""
        talk, start = self._talk, self._start
        comma = talk.text.rfind(",", start, cue.start)
        if comma - start < 12 or talk.inside(comma):
            return None
        first = next((q for q in talk.first_marked(start, comma) if q.outer >= start), None)
        if first is not None and first.close <= comma + 2:
            return None
        return Said(start, comma, (cue.start, cue.end), speaker)


def is_marked(talk: Talk, said: Said) -> bool:
    """Whether what was said is a quotation in marks and nothing more."""
    text = talk.text
    for q in talk.first_marked(said.start - 1, said.end):
        if not fewer(text, said.start, q.outer, FEWEST):
            break
        before = text[said.start : q.outer].split()
        opens = q.outer <= said.start + 1 or (before and before[-1].endswith(":"))
        if opens and fewer(text, q.close, said.end, FEWEST - len(before)):
            return True
    return False
