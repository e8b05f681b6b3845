"""What is said in a dialogue behind dashes, as rows of quotations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vntext.document import Person, Span
from vntext.values.cues import behind, patterns
from vntext.values.dialogue import Turn, asks, find_turns
from vntext.values.evidence import named_behind
from vntext.values.quote_rows import Row, row_of
from vntext.values.talk import FEWEST, Said, Talk

if TYPE_CHECKING:
    from collections.abc import Sequence


__all__ = ["dialogue_rows"]


def dialogue_rows(
    talk: Talk, paragraphs: Sequence[tuple[int, int]]
) -> dict[tuple[int, int], list[Row]]:
    """What is said behind dashes, by paragraph."""
    out: dict[tuple[int, int], list[Row]] = {}
    for block in find_turns(talk.text, paragraphs):
        named = [named_behind(talk, *t.tail, [t]) if t.tail[0] < t.tail[1] else None for t in block]
        speaker = _lead(talk, block[0])
        if not (speaker or any(named) or any(asks(talk.text, t) for t in block)):
            continue
        for turn, told in zip(block, named, strict=True):
            cue, who = told if told is not None else (None, None)
            if turn is block[0] and who is None and speaker is not None:
                cue, who = speaker
            out[turn.line] = [
                row_of(Said(a, b, cue if first else None, who), direct=True,
                            continues=not first)
                for a, b, first in ((turn.start, turn.end, True), (*turn.rest, False))
                if len(talk.text[a:b].split()) >= FEWEST
            ]  # fmt: skip
    return out


def _lead(talk: Talk, turn: Turn) -> tuple[tuple[int, int] | None, Person | Span | None] | None:
    """Who the line before a dialogue names: "Bà nói:"."""
    start, end = turn.lead
    if start == end:
        return None
    start = (
        max(start, talk.text.rfind(". ", start, end) + 2) if ". " in talk.text[start:end] else start
    )
    cues = behind(talk.low, start, end - 1)
    if cues and patterns()["orders"].search(talk.low, cues[-1].start, end):
        return None  # a list of what is to be done
    speaker = talk.before(cues[-1].start, start) if cues else None
    if speaker is None:
        speaker = talk.speakers.subject(start, end - 1, talk.last)
    if speaker is None or not (isinstance(speaker, Person) or cues):
        return None
    return ((cues[-1].start, cues[-1].end) if cues else None), speaker
