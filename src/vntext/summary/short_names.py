"""People who are named in short: where the text tells their full names."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from vntext.names.table import verdicts_of
from vntext.roles.tables import UPPER

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

__all__ = ["full_names_above"]

HEADLINE = -1
"""Place of the headline, which is no sentence."""


@cache
def _capitals() -> re.Pattern[str]:
    # a pattern that begins with its set of letters is looked for many times as fast as one that
    # begins with a look behind
    return re.compile(rf"[{UPPER}](?<!\w\w)\w*+(?: [{UPPER}]\w*+)*+")


@cache
def _surnames() -> frozenset[str]:
    return frozenset(verdicts_of("surname"))


def _runs(lines: Sequence[str]) -> list[list[list[str]]]:
    """The runs of words with capitals in each line."""
    find = _capitals().findall
    return [[run.split(" ") for run in find(line)] for line in lines]


def full_names_above(
    lines: Sequence[str], headed: Sequence[Sequence[str]], heads: Collection[str]
) -> list[list[int]]:
    """For each line the places of those that name in full who is named in short in it.

    A name in short is the last syllable of a full name, behind the head of a person; of a
    Vietnamese name of three and more syllables it may stand alone. Who is named in short in the
    first line, and in full below it, was named in the headline.

    Args:
        lines: Sentences without line breaks, in the order of the text.
        headed: For each the names of one syllable that stand behind heads of persons.
        heads: These heads.

    Returns:
        Places; `HEADLINE` for the headline.

    Example:
        >>> lines = ["Anh Trần Bá Lộc bán vải.", "Trời nắng.", "Hôm qua Lộc nghỉ."]
        >>> full_names_above(lines, [[], [], []], ["Anh", "anh"])
        [[], [], [0]]
    """
    runs = _runs(lines)
    # "Hân" of "Ông Lê Hân", not of "Ông Hân"
    full = [
        {run[-1] for run in row if len(run) > 2 or (len(run) == 2 and run[0] not in heads)}
        for row in runs
    ]
    surnames = _surnames()
    named: dict[str, int] = {}
    known: set[str] = set()
    out: list[list[int]] = []
    for k, row in enumerate(runs):
        alone = [
            run[-1]
            for run in row
            if run[-1] in known and (len(run) == 1 or (len(run) == 2 and run[0] in heads))
        ]
        names: list[str] = []
        if alone or headed[k]:
            names = [name for name in dict.fromkeys((*headed[k], *alone)) if name not in full[k]]
        out.append([named[name] for name in names if name in named])
        if not k and names:
            # nobody is known by a letter ("anh L.")
            told = {name for name in names if f" {name}." not in lines[0][:-1]}
            if told and any(told & below for below in full[1:]):
                out[0].append(HEADLINE)
        for run in row:
            if len(run) > 2 and not surnames.isdisjoint(run[:-2]):
                known.add(run[-1])
        for name in full[k]:
            named.setdefault(name, k)
    return out
