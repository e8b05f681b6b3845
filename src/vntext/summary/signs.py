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
from vntext.text.heads import Heads, lower

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["SHAPES", "half_quoted", "shape_signs", "signs_of", "word_signs"]

LONG = 60
"""Syllables; a longer sentence loses by each more."""

FIGURES = 4
"""More figures in a sentence count no more."""

SHAPES = (
    "figures",
    "measures",
    "names",
    "named speaker",
    "long",
    "half quote",
    "unfinished",
    "trails off",
    "chain",
    "idle opening",
    "old year",
)
"""The signs that are told by marks, figures and capitals; all others are kinds of words."""

SAYING = frozenset({"tells", "orders"})
"""Kinds of words by which somebody speaks."""

NEAR = 120
"""Characters in which a sentence names who speaks."""

Signs = list[tuple[str, float]]


@cache
def _rows() -> Mapping[str, tuple[tuple[str, str], ...]]:
    """Phrases and their kinds, by their first three characters."""
    out: dict[str, tuple[tuple[str, str], ...]] = {}
    for kind, words in words_of_editors().items():
        for phrase in words:
            first = phrase[:3].ljust(3)
            out[first] = (*out.get(first, ()), (phrase, kind))
    return out


@cache
def _heads() -> Heads:
    return Heads(phrase for words in words_of_editors().values() for phrase in words)


def word_signs(lines: Sequence[str]) -> list[set[str]]:
    """The kinds of words (`vntext.summary.cues.words_of_editors`) that stand in each line.

    Args:
        lines: Sentences without line breaks.

    Example:
        >>> sorted(word_signs(["Xã quyết định đóng chợ.", "Trời nắng."])[0])
        ['decides']
    """
    text = "\n".join(lines) + "\n"
    low = lower(text)
    ends = list(accumulate(len(line) + 1 for line in lines))
    out: list[set[str]] = [set() for _ in lines]
    rows = _rows()
    for at in _heads().places(text):
        found = rows.get(low[at : at + 3])
        if found is None or (at and low[at - 1].isalnum()):
            continue
        for phrase, kind in found:
            if low.startswith(phrase, at) and not low[at + len(phrase)].isalnum():
                out[bisect_right(ends, at)].add(kind)
    return out


@cache
def _figure() -> re.Pattern[str]:
    return re.compile(r"\d++")


@cache
def _year() -> re.Pattern[str]:
    return re.compile(r"(?<![\d/.,-])(?:19[3-9]|20[0-4])\d(?![\d.,]*\d)")


@cache
def _measure() -> re.Pattern[str]:
    units = one_of(load_toml("summary/cues.toml")["measures"]["units"])
    return re.compile(rf"\d[\d.,]*+ ?(?:%|{units}(?!\w))", re.IGNORECASE)


@cache
def _speaker() -> re.Pattern[str]:
    # two capitals side by side: a full name, or a body
    return re.compile(rf"(?<!\w)[{UPPER}]\w*+ [{UPPER}]\w")


@cache
def _name() -> re.Pattern[str]:
    return re.compile(rf" [{UPPER}]")


def half_quoted(line: str) -> bool:
    """True for a sentence that has one mark of a quotation and not the other.

    Example:
        >>> half_quoted("“Chợ sẽ mở lại."), half_quoted("Bà nói: “Chợ sẽ mở lại.”")
        (True, False)
    """
    return line.count('"') % 2 == 1 or line.count("“") != line.count("”")


def _years(line: str) -> list[str]:
    return _year().findall(line) if "19" in line or "20" in line else []


def shape_signs(lines: Sequence[str], sizes: Sequence[int]) -> list[Signs]:
    """What marks, figures and capitals tell of each line.

    Args:
        lines: Sentences without line breaks.
        sizes: Their lengths in syllables.
    """
    years = [_years(line) for line in lines]
    newest = max((y for row in years for y in row), default="")
    out = []
    for line, size, told in zip(lines, sizes, years, strict=True):
        found: Signs = []
        figures = len(_figure().findall(line))
        if figures:
            found.append(("figures", min(figures, FIGURES) / FIGURES))
            if _measure().search(line):
                found.append(("measures", 1.0))
        names = line.count(" ") and len(_name().findall(line))
        if names:
            found.append(("names", min(names / max(size, 1), 0.6)))
        if size > LONG:
            found.append(("long", (size - LONG) / 30))
        if half_quoted(line):
            found.append(("half quote", 1.0))
        if line[-1:] not in ".!?…:\"”)/'’":
            found.append(("unfinished", 1.0))
        if "..." in line or "…" in line:
            found.append(("trails off", 1.0))
        if line.count(";") > 1:
            found.append(("chain", 1.0))
        if idle(line):
            found.append(("idle opening", 1.0))
        if told and int(max(told)) < int(newest) - 2:
            found.append(("old year", 1.0))
        out.append(found)
    return out


def signs_of(lines: Sequence[str], sizes: Sequence[int]) -> list[Signs]:
    """All signs of each line, each with its strength.

    Args:
        lines: Sentences without line breaks.
        sizes: Their lengths in syllables.

    Example:
        >>> signs_of(["Xã chi 2 tỷ đồng sửa chợ."], [7])
        [[('figures', 0.25), ('measures', 1.0)]]
    """
    return [
        [
            *shape,
            *((kind, 1.0) for kind in sorted(kinds)),
            *([("named speaker", 1.0)] if kinds & SAYING and _speaker().search(line, 0, NEAR) else ()),
        ]
        for line, shape, kinds in zip(
            lines, shape_signs(lines, sizes), word_signs(lines), strict=True
        )
    ]
