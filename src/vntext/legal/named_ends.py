"""How the names of documents begin, and what stands behind them: a year, a number."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from vntext.legal.codes import parse_code
from vntext.legal.found import Found
from vntext.legal.names import match_year
from vntext.legal.patterns import pattern
from vntext.legal.tables import any_of

if TYPE_CHECKING:
    from vntext.legal.laws import Name

__all__ = ["begins_name", "finished", "inside_sentence"]


def finished(
    low: str,
    text: str,
    start: int,
    end: int,
    *,
    kind: str,
    entry: Name | None,
    name: str,
    rule: str,
) -> Found:
    """Adds the year and the number after a name: "năm 2015", "số 45/2013/QH13"."""
    year = None
    y = match_year(low, end)
    if y is not None:
        end, year = y
    m = pattern("number_after_name").match(low, end)
    if m is not None:
        code = parse_code(text, m.end())
        if code is not None and code.parts:
            stop = code.end
            if m.group(1) and text[stop : stop + 1] == ")":
                stop += 1
            return Found(
                start,
                stop,
                kind,
                code=code.text,
                number=code.number,
                year=code.year or year,
                code_year=code.year,
                parts=code.parts,
                name=name,
                entry=entry,
                rule=rule,
                closed=True,
            )
    return Found(start, end, kind, year=year, name=name, entry=entry, rule=rule)


@cache
def _first_words() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of('first_words')})(?!\w)")


def begins_name(low: str, pos: int) -> bool:
    """Whether a lower-case name may begin here: "Luật bảo vệ động vật hoang dã"."""
    return _first_words().match(low, pos) is not None


def inside_sentence(text: str, start: int) -> bool:
    """Whether a capital is not that of the first word of a sentence."""
    return text[start - 1 : start] == " " and text[max(0, start - 2)] not in '.!?:;…”"“ -–\n'
