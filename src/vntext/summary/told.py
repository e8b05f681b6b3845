"""What a sentence takes for known: an event, an office or a person that was introduced before."""

from __future__ import annotations

import re
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from vntext.resources import load_toml
from vntext.roles.tables import UPPER, one_of, word_of
from vntext.summary.signs import kinds_of_words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

__all__ = ["told_before"]

NEAR = 90  # characters in which a sentence says what it takes for known


class _Patterns(NamedTuple):
    """What tells that something was introduced before.

    Attributes:
        thing: A noun with nothing of its own before a verb ("Cuộc họp diễn ra ...").
        event: An event with nothing of its own ("Tại hội nghị, ..."), its noun as a group.
        office: An office before a verb, its words as a group.
        also: Words of one who says more.
        person: A head and the full name of a person, as a group, without an office behind it.
        imperative: What is to be done, without who is to do it ("Tăng cường kiểm tra ...").
        ordered: Who says so.
    """

    thing: re.Pattern[str]
    event: re.Pattern[str]
    office: re.Pattern[str]
    also: re.Pattern[str]
    person: re.Pattern[str]
    imperative: re.Pattern[str]
    ordered: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    row = load_toml("summary/cues.toml")["told"]
    verbs = one_of(row["verbs"])
    name = rf"[{UPPER}]\w*+(?: [{UPPER}]\w*+){{2,3}}"
    return _Patterns(
        re.compile(rf"{one_of(row['things'])} {verbs}(?!\w)"),
        re.compile(
            rf"{word_of(row['before'])} ({one_of(row['events'])})"
            rf"(?: [^\s,.;:0-9{UPPER}]\S*){{0,3}}?,"
        ),
        re.compile(
            rf"({one_of(row['offices'])}) (?:[^\s,.;:\d{UPPER}][^\s,.;:]* ){{0,2}}?{verbs}(?!\w)"
        ),
        re.compile(rf"{word_of(row['also'])}(?!\w)"),
        re.compile(rf"{one_of(row['heads'])} ({name})(?![ -]*[,(–-])(?! [{UPPER}])"),
        re.compile(
            rf"[-–+* ]*{one_of(row['imperatives'])}(?= )"
            rf"(?!.{{0,60}}?, (?:[{UPPER}]|các |xã |ông |bà ))"
        ),
        re.compile(rf"{word_of(row['ordered'], ('Ban', 'ban'))}(?!\w)"),
    )


def _before(lines: Sequence[str], k: int, what: re.Pattern[str]) -> int | None:
    """The last of the sentences before one in which something stands."""
    return next((i for i in range(k - 1, -1, -1) if what.search(lines[i])), None)


@cache
def _first_words() -> frozenset[str]:
    """How a sentence begins that opens with something of `_Patterns`."""
    row = load_toml("summary/cues.toml")["told"]
    rows = (row[name] for name in ("things", "offices", "heads", "imperatives"))
    return frozenset(phrase.partition(" ")[0] for phrase in chain.from_iterable(rows))


def told_before(
    lines: Sequence[str], kinds: Sequence[Collection[str]] | None = None
) -> list[list[int]]:
    """For each sentence the places of those that introduce what it takes for known.

    Args:
        lines: Sentences without line breaks, in the order of the text.
        kinds: What `vntext.summary.signs.kinds_of_words` found in them, where the caller knows it.

    Returns:
        Places; -1 where nothing of the text introduces it.

    Example:
        >>> told_before(["Xã mở hội nghị ở chợ.", "Trời nắng.", "Tại hội nghị, xã trao 3 giải."])
        [[], [], [0]]
    """
    out: list[list[int]] = []
    firsts = _first_words()
    for k, (line, found) in enumerate(zip(lines, kinds or kinds_of_words(lines), strict=True)):
        opens = line.lstrip("-–+* ").partition(" ")[0] in firsts
        # most lines have none of the words that tell it
        if opens or "also" in found or "event" in found:
            out.append(list(dict.fromkeys(_told(lines, k, line[:NEAR], found, opens=opens))))
        else:
            out.append([])
    return out


def _told(
    lines: Sequence[str], k: int, line: str, kinds: Collection[str], *, opens: bool
) -> Iterator[int]:
    patterns = _patterns()
    if (opens and patterns.thing.match(line)) or ("also" in kinds and patterns.also.search(line)):
        yield k - 1
    if k == 0:
        return
    if opens and patterns.imperative.match(line):
        # whose words these are: the last sentence that says so
        yield next((i for i in range(k - 1, -1, -1) if patterns.ordered.search(lines[i])), k - 1)
    if "event" in kinds and (m := patterns.event.search(line)):
        first = _first(lines, k, m[1])
        if first is not None:
            yield first
    if not opens:
        return
    if m := patterns.office.match(line):
        named = re.compile(rf"{re.escape(m[1])}(?: \S+){{0,4}}? [{UPPER}]\w*+ [{UPPER}]", re.I)
        at = _before(lines, k, named)
        if at is not None:
            yield at
    if m := patterns.person.match(line):
        first = _first(lines, k, m[1])
        if first is not None:
            yield first


def _first(lines: Sequence[str], k: int, what: str) -> int | None:
    """The first of the sentences before one in which something stands."""
    what = what.lower()
    return next((i for i in range(k) if what in lines[i].lower()), None)
