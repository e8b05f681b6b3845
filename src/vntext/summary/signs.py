"""What an editor sees in a sentence, apart from where it stands: words, marks, figures, names."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING

from vntext.resources import load_toml
from vntext.roles.tables import UPPER, one_of
from vntext.summary.cues import idle, words_of_editors
from vntext.summary.terms import (
    CHAIN,
    HALF_QUOTED,
    TRAILS,
    UNFINISHED,
    figures_in,
    line_facts,
)
from vntext.text.strings import Phrases

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["SHAPES", "kinds_of_words", "shape_signs", "signs_of", "word_signs"]

LONG = 60
"""Syllables; a longer sentence loses by each more."""

SHORT = 3
"""Letters; a shorter word counts only before another word."""

FIRST_YEAR, LAST_YEAR = "1930", "2050"
"""A figure of four digits between these is a year."""

FIGURES = 4
"""More figures in a sentence count no more."""

SHAPES = (
    "figures",
    "measures",
    "names",
    "named speaker",
    "long",
    "half quote",
    "bare quote",
    "unfinished",
    "trails off",
    "chain",
    "idle opening",
    "old year",
)
"""The signs that are told by marks, figures and capitals; all others are kinds of words."""

_FACTS = (
    (HALF_QUOTED, "half quote"),
    (UNFINISHED, "unfinished"),
    (TRAILS, "trails off"),
    (CHAIN, "chain"),
)

SAYING = frozenset({"tells", "orders"})
"""Kinds of words by which somebody speaks."""

NEAR = 120
"""Characters in which a sentence names who speaks."""

Signs = list[tuple[str, float]]


@cache
def _phrases() -> tuple[Phrases, list[tuple[str, int]]]:
    """All words that are looked for; the kind of each, and its length where a word must follow."""
    rows = [
        (phrase, kind, len(phrase) if len(phrase) < SHORT else 0)
        for kind, words in words_of_editors().items()
        for phrase in words
    ]
    table = load_toml("summary/cues.toml")
    for kind in ("courtesy", "scene"):
        rows += [(phrase, kind, 0) for phrase in table[kind]["words"]]
    rows += [(phrase.lower(), "also", 0) for phrase in table["told"]["also"]]
    rows += [
        (phrase, "event", 0) for phrase in sorted(set(map(str.lower, table["told"]["events"])))
    ]
    return Phrases(row[0] for row in rows), [row[1:] for row in rows]


def kinds_of_words(lines: Sequence[str]) -> list[set[str]]:
    """The kinds of words that stand in each line, looked for in one pass.

    Those of `word_signs`; courtesy (`vntext.summary.courtesy`); scenes of a story; words of one
    who says more, and events, of which a sentence may take one for known (`vntext.summary.told`).

    Args:
        lines: Sentences without line breaks.

    Example:
        >>> sorted(kinds_of_words(["Xã nhiệt liệt chào mừng.", "Tại hội nghị, xã quyết định."])[1])
        ['decides', 'event']
    """
    ends = list(accumulate(len(line) + 1 for line in lines))
    out: list[set[str]] = [set() for _ in lines]
    phrases, kinds = _phrases()
    k = 0
    text = "\n".join(lines)
    for at, number in phrases.at(text):
        kind, short = kinds[number]
        # "sẽ" tells of plans where a word follows, and not in "sạch sẽ, gọn gàng"
        if short and text[at + short : at + short + 1] != " ":
            continue
        while at >= ends[k]:
            k += 1
        out[k].add(kind)
    return out


_OTHERS = frozenset({"courtesy", "scene", "also", "event"})
"""Kinds of words that are no signs."""


def word_signs(lines: Sequence[str]) -> list[set[str]]:
    """The kinds of words (`vntext.summary.cues.words_of_editors`) that stand in each line.

    Args:
        lines: Sentences without line breaks.

    Example:
        >>> sorted(word_signs(["Xã quyết định đóng chợ.", "Trời nắng."])[0])
        ['decides']
    """
    return [kinds - _OTHERS for kinds in kinds_of_words(lines)]


@cache
def _figure() -> re.Pattern[str]:
    """A figure, and its unit as a group where it has one."""
    units = one_of(load_toml("summary/cues.toml")["measures"]["units"])
    return re.compile(rf"\d[\d.,/]*+(?:( ?%|(?: ?{units})(?!\w)))?")


@cache
def _speaker() -> re.Pattern[str]:
    # two capitals side by side: a full name, or a body
    return re.compile(rf"[{UPPER}](?<!\w\w)\w*+ [{UPPER}]\w")


def _figures(text: str, lines: Sequence[str]) -> list[tuple[int, bool, str]]:
    """The figures of each line: how many, whether one has a unit, and the latest year."""
    out = [(0, False, "")] * len(lines)
    ends = list(accumulate(len(line) + 1 for line in lines))
    match, stop = _figure().match, 0
    for at in figures_in(text):
        m = match(text, at) if at >= stop else None
        if m is None:
            continue
        stop = m.end()
        k = bisect_right(ends, at)
        number, measured, year = out[k]
        figure = m[0] if m[1] is None else ""
        figure = figure.rstrip(".,")
        if len(figure) == 4 and FIRST_YEAR < figure < LAST_YEAR and figure.isdecimal():
            year = max(year, figure)
        out[k] = (number + 1, measured or m[1] is not None, year)
    return out


def shape_signs(lines: Sequence[str], sizes: Sequence[int]) -> list[Signs]:
    """What marks, figures and capitals tell of each line.

    Args:
        lines: Sentences without line breaks.
        sizes: Their lengths in syllables.
    """
    text = "\n".join(lines)
    told = _figures(text, lines)
    newest = max([row[2] for row in told], default="")
    out = []
    for line, size, (number, measured, year), (capitals, facts) in zip(
        lines, sizes, told, line_facts(text) if lines else (), strict=True
    ):
        found: Signs = [("names", min(capitals / (size or 1), 0.6))]
        if number:
            found.append(("figures", min(number, FIGURES) / FIGURES))
        if measured:
            found.append(("measures", 1.0))
        if size > LONG:
            found.append(("long", (size - LONG) / 30))
        if facts:  # most lines have none
            found += [(name, 1.0) for fact, name in _FACTS if facts & fact]
            if facts & HALF_QUOTED and line.lstrip("-–—+*• ")[:1] in '"“':
                found.append(("bare quote", 1.0))  # who speaks is said somewhere else
        if idle(line):
            found.append(("idle opening", 1.0))
        if year and int(year) < int(newest) - 2:
            found.append(("old year", 1.0))
        out.append(found)
    return out


def signs_of(
    lines: Sequence[str], sizes: Sequence[int], kinds: Sequence[set[str]] | None = None
) -> list[Signs]:
    """All signs of each line, each with its strength.

    Args:
        lines: Sentences without line breaks.
        sizes: Their lengths in syllables.
        kinds: What `kinds_of_words` found in them, where the caller knows it.

    Example:
        >>> signs_of(["Xã chi 2 tỷ đồng sửa chợ."], [7])
        [[('names', 0.0), ('figures', 0.25), ('measures', 1.0)]]
    """
    out = shape_signs(lines, sizes)
    for line, signs, found in zip(lines, out, kinds or kinds_of_words(lines), strict=True):
        if found:
            signs += [(kind, 1.0) for kind in sorted(found - _OTHERS)]
            if found & SAYING and _speaker().search(line, 0, NEAR):
                signs.append(("named speaker", 1.0))
    return out
