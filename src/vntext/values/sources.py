"""What is told on the word of somebody without a verb of saying: "Theo bà Mai, ..."."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from vntext.values.cues import any_of, table

if TYPE_CHECKING:
    from vntext.document import Person, Span
    from vntext.values.speakers import Speakers

__all__ = ["Source", "find_source"]

_FEWEST = 4
"""Words of the shortest statement."""


class Source(NamedTuple):
    """A statement and who is named as its source.

    Attributes:
        start: First character of the statement.
        end: End (exclusive).
        cue: Span of "theo".
        speaker: Who is named.
    """

    start: int
    end: int
    cue: tuple[int, int]
    speaker: Person | Span


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    through = rf"(?:{any_of(table()['sources']['through'])} )?"
    head = r"(?:(?:tuy nhiên|nhưng|cũng|còn|song|ngoài ra|bên cạnh đó|trong khi đó)[ ,]{1,2})?"
    return (
        re.compile(rf"[-–“\"' ]{{0,3}}{head}(?P<cue>theo) {through}"),
        re.compile(rf", (?P<cue>theo) {through}"),
    )


def find_source(low: str, start: int, end: int, speakers: Speakers) -> Source | None:
    """Finds the source that a sentence names.

    Args:
        low: The text in small letters.
        start: First character of the sentence.
        end: End of it (exclusive).
        speakers: Who is named in the text.

    Returns:
        What is told and on whose word; None for a sentence that names a document or nobody.
    """
    first, behind = _patterns()
    m = first.match(low, start, end)
    if m is not None:
        found = speakers.source(m.end(), end)
        if found is None:
            return None
        speaker, stop = found
        opened = re.compile(r"\s?(?:[,:]|thì)\s{1,3}").match(low, stop, end)
        if opened is None:
            return None
        told = opened.end()
        return _source(low, told, end, m.span("cue"), speaker)
    comma = low.rfind(", theo ", max(start, end - 160), end)
    m = behind.match(low, comma, end) if comma >= 0 else None
    found = speakers.source(m.end(), end) if m is not None else None
    if m is None or found is None or low[found[1] : end].strip(' .!?…”"'):
        return None
    return _source(low, start, comma, m.span("cue"), found[0])


def _source(
    low: str, start: int, end: int, cue: tuple[int, int], speaker: Person | Span
) -> Source | None:
    return Source(start, end, cue, speaker) if len(low[start:end].split()) >= _FEWEST else None
