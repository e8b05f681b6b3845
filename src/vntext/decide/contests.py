"""The rule of contests: "Hoa hậu Hòa bình Quốc tế 2017".

As `vntext.decide.rules`, with the same tables.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from vntext.decide.case import places, rule_table
from vntext.decide.grammar import SURE
from vntext.entities.types import Found

if TYPE_CHECKING:
    from collections.abc import Iterator

    import regex

    from vntext.decide.case import Case

__all__ = ["pageant"]

BEFORE_LAST = 16
"""Characters of the head of a contest before its last word: "Đương kim Hoa | hậu"."""


@cache
def _pageant() -> regex.Pattern[str]:
    import regex

    row = rule_table()["pageant"]
    heads, names = "|".join(row["heads"]), "|".join(row["names"])
    capital, year = r"\p{Lu}[\p{L}]*", r" (?:19|20)\d\d"
    return regex.compile(
        rf"(?<![\p{{L}}\d])(?:{heads})(?: \d(?!\d))?"
        rf"(?:(?: (?:{names}))+(?:{year})?|(?: (?:{capital}|{row['small']}))+{year})"
        r"(?![\p{L}\d])"
    )


def _contests(text: str) -> Iterator[regex.Match[str]]:
    """Matches of the pattern of contests, tried where the last word of a head stands."""
    pattern = _pageant()
    # "(?:[Tt]ân )?[Hh]oa hậu" ends with "hậu"
    heads = rule_table()["pageant"]["heads"]
    lasts = {head.rpartition(" ")[2].rpartition("]")[2] for head in heads}
    done = 0
    for place in places(text, lasts):
        if place < done:
            continue
        for start in range(max(done, place - BEFORE_LAST), place + 1):
            if start > 0 and text[start - 1].isalnum():
                continue
            m = pattern.match(text, start)
            if m is not None:
                done = m.end()
                yield m
                break


def pageant(case: Case) -> None:
    """A title of beauty or of a contest goes on to its year: "Hoa hậu Hòa bình Quốc tế 2017"."""
    people = {f.start for _, f in case.of("PERSON")}
    if not people:
        return
    found = []
    for m in _contests(case.text):
        behind = _apposed().match(case.text, m.end())
        if behind is not None and behind.end() in people:
            found.append(m.span())
    k = 0
    for number, f in enumerate(case.tagged):
        while k < len(found) and found[k][1] <= f.start:
            k += 1
        if k == len(found):
            break
        if found[k][0] < f.end and f.label != "PERSON" and number not in case.instead:
            case.instead[number] = "pageant", None
    case.made += [Found(a, b, "TITLE", "pageant", SURE) for a, b in found]


@cache
def _apposed() -> regex.Pattern[str]:
    import regex

    return regex.compile(r",? (?:[-–] )?")
