"""What shows that a stretch was said, and by whom: a verb before it, a name behind it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from vntext.values.cues import Cue, behind
from vntext.values.talk import Said, Talk

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vntext.document import Person, Span
    from vntext.values.marks import Marked

__all__ = ["evidence", "named_behind"]

_BEHIND = 160  # characters behind a quotation in which its verb is looked for
_ALONE = 40  # characters of a speaker before a colon and nothing more
_FEW = 14  # words behind a quotation that may tell who speaks without a verb
_BEFORE_TAIL = re.compile(r"\s?[.!?]?\s?[,–—-]\s?")
_STOP = re.compile(r"[;:!?\n\"“]|\.(?=\s|\Z)")


def evidence(talk: Talk, q: Marked, start: int, end: int, said: list[Said]) -> Said | None:
    """What shows that a stretch in marks was said."""
    text = talk.text
    for s in said:
        if s.start - 1 <= q.start and q.end <= s.end + 1:
            return Said(q.start, q.end, s.cue, s.speaker)
    cue = talk.last_cue(start, q.outer)
    if cue is not None and talk.after(cue, q.outer) >= q.outer:
        return _told(talk, q, cue, start)
    tail = _tail(talk, q, end)
    if tail is not None:
        return tail
    lead = q.outer
    while lead > start and text[lead - 1].isspace():
        lead -= 1
    if text.endswith(":", start, lead):
        if cue is not None:
            told = _told(talk, q, cue, start)
            if told.speaker is not None:
                return told
        at = lead - 1
        alone = talk.speakers.before(at, start, None) if at - start < _ALONE else None
        speaker = alone or talk.speakers.subject(start, at, talk.last)
        if speaker is None:
            speaker = talk.speakers.before(at, start, None)
        return Said(q.start, q.end, None, speaker)
    if lead == start and text[q.start].isupper():
        return Said(q.start, q.end, None, talk.last)
    return None


def _told(talk: Talk, q: Marked, cue: Cue, start: int) -> Said:
    """A quotation behind a verb; its subject may head the sentence: "Lan ngước lên hỏi"."""
    speaker = talk.before(cue.start, start)
    if speaker is None:
        speaker = talk.speakers.subject(start, cue.start, talk.last)
    return Said(q.start, q.end, (cue.start, cue.end), speaker)


def _tail(talk: Talk, q: Marked, end: int) -> Said | None:
    """Who is named behind a quotation: "...", ông An cười nói."""
    m = _BEFORE_TAIL.match(talk.text, q.close, end)
    if m is None:
        return None
    found = named_behind(talk, m.end(), min(end, m.end() + _BEHIND), [q])
    return None if found is None else Said(q.start, q.end, *found)


def named_behind(
    talk: Talk, start: int, end: int, own: Sequence[tuple[Any, ...]]
) -> tuple[tuple[int, int] | None, Person | Span | None] | None:
    """The verb and the speaker in the words behind what was said."""
    stop = _STOP.search(talk.text, start, end)
    end = stop.start() if stop is not None else end
    for cue in behind(talk.low, start, end):
        speaker = talk.before(cue.start, start, own)
        if speaker is not None:
            return (cue.start, cue.end), speaker
    words = talk.text[start:end].split()
    if 0 < len(words) <= _FEW and start < end:
        speaker = talk.speakers.subject(start, end, talk.last, first=True, own=own)
        if speaker is not None and not words[0][:1].isupper():
            return None, speaker
    return None
