"""What a sentence takes for known: an event, an office or a person that was introduced before."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from vntext.resources import load_toml
from vntext.roles.tables import UPPER, one_of, word_of
from vntext.summary.signs import kinds_of_words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

__all__ = ["told_before"]

NEAR = 90  # characters in which a sentence says what it takes for known


@cache
def _words() -> Mapping[str, tuple[str, ...]]:
    table: Mapping[str, tuple[str, ...]] = load_toml("summary/cues.toml")["told"]
    return table


@cache
def _thing() -> re.Pattern[str]:
    """A noun with nothing of its own before a verb ("Cuộc họp diễn ra ...")."""
    return re.compile(rf"{one_of(_words()['things'])} {one_of(_words()['verbs'])}(?!\w)")


@cache
def _event() -> re.Pattern[str]:
    """An event with nothing of its own ("Tại hội nghị, ..."), its noun as a group."""
    return re.compile(
        rf"{word_of(_words()['before'])} ({one_of(_words()['events'])})"
        rf"(?: [^\s,.;:0-9{UPPER}]\S*){{0,3}}?,"
    )


@cache
def _office() -> re.Pattern[str]:
    """An office before a verb, its words as a group."""
    return re.compile(
        rf"({one_of(_words()['offices'])}) (?:[^\s,.;:\d{UPPER}][^\s,.;:]* ){{0,2}}?"
        rf"{one_of(_words()['verbs'])}(?!\w)"
    )


@cache
def _also() -> re.Pattern[str]:
    """Words of one who says more."""
    return re.compile(rf"{word_of(_words()['also'])}(?!\w)")


@cache
def _person() -> re.Pattern[str]:
    """A head and the full name of a person, as a group, without an office behind it."""
    name = rf"[{UPPER}]\w*+(?: [{UPPER}]\w*+){{2,3}}"
    return re.compile(rf"{one_of(_words()['heads'])} ({name})(?![ -]*[,(–-])(?! [{UPPER}])")


@cache
def _imperative() -> re.Pattern[str]:
    """What is to be done, without who is to do it ("Tăng cường kiểm tra ...")."""
    return re.compile(
        rf"[-–+* ]*{one_of(_words()['imperatives'])}(?= )"
        rf"(?!.{{0,60}}?, (?:[{UPPER}]|các |xã |ông |bà ))"
    )


@cache
def _ordered() -> re.Pattern[str]:
    """Who says that something is to be done."""
    return re.compile(rf"{word_of(_words()['ordered'], ('Ban', 'ban'))}(?!\w)")


def _before(lines: Sequence[str], k: int, what: re.Pattern[str]) -> int | None:
    """The last of the sentences before one in which something stands."""
    return next((i for i in range(k - 1, -1, -1) if what.search(lines[i])), None)


_OPENING = ("things", "offices", "heads", "imperatives")
"""Kinds of words that open a sentence."""


@cache
def _by_first() -> Mapping[str, frozenset[str]]:
    """By the first word of a sentence what it may open with."""
    out: dict[str, frozenset[str]] = {}
    for kind in _OPENING:
        for phrase in _words()[kind]:
            first = phrase.partition(" ")[0]
            out[first] = out.get(first, frozenset()) | {kind}
    return out


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
    nothing: frozenset[str] = frozenset()
    for k, (line, found) in enumerate(zip(lines, kinds or kinds_of_words(lines), strict=True)):
        opened = _by_first().get(line.lstrip("-–+* ").partition(" ")[0], nothing)
        # most lines have none of the words that tell it
        if opened or "also" in found or "event" in found:
            out.append(list(dict.fromkeys(_told(lines, k, line[:NEAR], found, opened))))
        else:
            out.append([])
    return out


def _told(
    lines: Sequence[str], k: int, line: str, kinds: Collection[str], opened: Collection[str]
) -> Iterator[int]:
    if ("things" in opened and _thing().match(line)) or ("also" in kinds and _also().search(line)):
        yield k - 1
    if k == 0:
        return
    if "imperatives" in opened and _imperative().match(line):
        # whose words these are: the last sentence that says so
        yield next((i for i in range(k - 1, -1, -1) if _ordered().search(lines[i])), k - 1)
    if "event" in kinds and (m := _event().search(line)):
        first = _first(lines, k, m[1])
        if first is not None:
            yield first
    if "offices" in opened and (m := _office().match(line)):
        named = re.compile(rf"{re.escape(m[1])}(?: \S+){{0,4}}? [{UPPER}]\w*+ [{UPPER}]", re.I)
        at = _before(lines, k, named)
        if at is not None:
            yield at
    if "heads" in opened and (m := _person().match(line)):
        first = _first(lines, k, m[1])
        if first is not None:
            yield first


def _first(lines: Sequence[str], k: int, what: str) -> int | None:
    """The first of the sentences before one in which something stands."""
    what = what.lower()
    return next((i for i in range(k) if what in lines[i].lower()), None)
