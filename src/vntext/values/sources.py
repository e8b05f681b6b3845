"""What is told on the word of somebody without a verb of saying: "Theo bà Mai, ..."."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from vntext.document import Span
from vntext.values.cues import table
from vntext.values.named import is_honorific, speaker_patterns, verb_of_saying
from vntext.values.words import any_of

if TYPE_CHECKING:
    from vntext.document import Person
    from vntext.values.speakers import Speakers

__all__ = ["Source", "find_source"]

_INITIALS = re.compile(r"[A-ZĐ]{3,8}|[A-ZĐ][\w]*[A-ZĐ]\w*")
_REACH = 140  # characters of a name with its title
_OFFICE = 6  # words of an office or trade between commas
_WORDS = 12  # words of a group that is a source
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
    row = table()["sources"]
    cue = any_of(row["cues"])
    through = rf"(?:{any_of(row['through'])} )?"
    head = rf"(?:{any_of(row['head'])}[ ,]{{1,2}})?"
    return (
        re.compile(rf"[-–“\"' ]{{0,3}}{head}(?P<cue>{cue}) {through}"),
        re.compile(rf", (?P<cue>{cue}) {through}"),
    )


@cache
def _stops() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What stands between a source and the statement, and where the words of a source end."""
    then = any_of(table()["sources"]["then"])
    return (
        re.compile(rf"\s?(?:[,:]|{then})\s{{1,3}}"),
        re.compile(rf"[,:;(]| {then} | [-–] |[.!?]?\Z"),
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
    if low.find("theo ", start, end) < 0:
        return None
    first, behind = _patterns()
    m = first.match(low, start, end)
    if m is not None:
        found = _named(speakers, m.end(), end)
        if found is None:
            return None
        speaker, stop = found
        opened = _stops()[0].match(low, stop, end)
        if opened is None:
            return None
        told = opened.end()
        return _source(low, told, end, m.span("cue"), speaker)
    comma = low.rfind(", theo ", max(start, end - 160), end)
    m = behind.match(low, comma, end) if comma >= 0 else None
    found = _named(speakers, m.end(), end) if m is not None else None
    if m is None or found is None or low[found[1] : end].strip(' .!?…”"'):
        return None
    return _source(low, start, comma, m.span("cue"), found[0])


def _source(
    low: str, start: int, end: int, cue: tuple[int, int], speaker: Person | Span
) -> Source | None:
    return Source(start, end, cue, speaker) if len(low[start:end].split()) >= _FEWEST else None


def _named(speakers: Speakers, start: int, end: int) -> tuple[Person | Span, int] | None:
    """Who is named behind "theo", and where that ends.

    Args:
        speakers: Who is named in the text.
        start: First character behind "theo".
        end: End of the sentence.
    """
    p = speaker_patterns()
    stop = _boundary(speakers, start, min(end, start + _REACH))
    i = bisect_left(speakers.starts, start)
    rows = []
    while i < len(speakers.rows) and speakers.rows[i][0] < stop:
        rows.append(speakers.rows[i])
        i += 1
    low = speakers.text[start:stop].lower()
    size = len(low)
    if verb_of_saying().search(low, max(0, size - 30), size) or p["never"].match(low):
        return None
    person = next((r for r in rows if r[2] == "PERSON"), None)
    if person is not None:
        before = speakers.text[start : person[0]]
        titled = rows[0][2] in ("TITLE", "ORG") and rows[0][0] == start
        if before and not titled and not is_honorific(before):
            return None
        return speakers.person(person), _apposition(speakers, stop, end)
    many = p["many"].match(low)
    group = p["group"].match(low, many.end() if many is not None else 0)
    if group is not None and p["never"].match(low, group.start()):
        return None
    named = bool(rows) and rows[0][0] == start and rows[0][2] in ("ORG", "TITLE")
    # agencies that no table knows: "Theo AFP, ..."
    named = named or _INITIALS.fullmatch(speakers.text, start, stop) is not None
    if not named and (group is None or p["bare"].match(low) or len(low.split()) > _WORDS):
        return None
    whole = speakers.text[start:stop].rstrip()
    if p["verb"].search(speakers.plain(start, stop)) and not named:
        return None
    title = named and bool(rows) and rows[0][2] == "TITLE"
    holder = speakers.holder(whole, start) if title else None
    span = Span(start, start + len(whole), whole)
    return (holder if holder is not None else span), _apposition(speakers, stop, end)


def _boundary(speakers: Speakers, start: int, end: int) -> int:
    """The next comma, colon or "thì" outside entities."""
    for m in _stops()[1].finditer(speakers.text[start:end]):
        if not speakers.within(start + m.start()):
            return start + m.start()
    return end


def _apposition(speakers: Speakers, stop: int, end: int) -> int:
    """The end of what is said of somebody behind the name: ", Chủ tịch xã A, huyện B"."""
    for _ in range(4):
        m = re.match(r" ?[,(–-] ?", speakers.text[stop : min(end, stop + 4)])
        i = bisect_left(speakers.starts, stop + m.end()) if m is not None else len(speakers.rows)
        if m is None:
            break
        if i >= len(speakers.rows) or speakers.rows[i][0] != stop + m.end():
            further = _boundary(speakers, stop + m.end(), min(end, stop + m.end() + _REACH))
            if not _is_office(
                speakers.text[stop + m.end() : further], speakers.text[further : further + 1]
            ):
                break
            stop = further
            continue
        row = speakers.rows[i]
        place = row[2] == "LOC" and speakers.text[row[1] : row[1] + 1] in (",", ")")
        if row[2] not in ("TITLE", "ORG") and not place:
            break
        inside = speakers.text[stop : stop + m.end()].strip() == "("
        closed = speakers.text.find(")", row[1], min(end, row[1] + _REACH)) if inside else -1
        further = (
            closed + 1 if closed >= 0 else _boundary(speakers, row[1], min(end, row[1] + _REACH))
        )
        if row[2] == "ORG" and speakers.text[further - 1 : further] != ")" and further > row[1] + 1:
            break  # "Theo ông A, Bộ Y tế sẽ ...": a new clause
        stop = further
    return stop


def _is_office(words: str, after: str) -> bool:
    """Whether the words between two commas tell what somebody is: "Theo anh An, chủ vườn, ..."."""
    low = words.lower()
    p = speaker_patterns()
    return (
        after.startswith((",", ")"))
        and len(low.split()) <= _OFFICE
        and p["trade"].match(low) is not None
        and p["verb"].search(low) is None
    )
