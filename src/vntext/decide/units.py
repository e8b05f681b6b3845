"""Rules for streets behind house numbers and units with numbers: "12 Lê Lợi", "quận 3".

As `vntext.decide.rules`, with the same tables.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING

from vntext.decide.case import rule_table
from vntext.decide.grammar import NEAR, SURE
from vntext.entities.types import Found
from vntext.patterns import Pattern

if TYPE_CHECKING:
    from collections.abc import Callable

    from vntext.decide.case import Case

__all__ = ["UNITS", "cues"]


@cache
def _house() -> tuple[Pattern, Pattern, Pattern]:
    """A house number before a name; words before the number; what an address goes on with."""
    table = rule_table()["house-number"]
    before, units = "|".join(table["before"]), "|".join(table["units"])
    number = r"\d{1,4}[A-Za-z]?(?:[/-]\d{1,4}[A-Za-z]?)*"
    return (
        Pattern(rf"(?:(?:^|[\n(:;,.]) ?|(?P<word>(?<![\p{{L}}\d])(?i:{before}):? )){number},? \Z"),
        Pattern(rf",? (?:(?:{units})[ .\d]|\p{{Lu}}[\p{{L}} ]{{2,30}}(?:[,.;)\n]|$))"),
        Pattern(r" ?[\n.;)]|$"),
    )


def house_number(case: Case) -> None:
    """A name behind a house number is a street."""
    number, goes_on, ends = _house()
    text = case.text
    near = case.around("PERSON").near()
    found = [rows for two, rows in near.items() if two[-1:] != "," and any(map(str.isdigit, two))]
    for k, f in sorted(chain.from_iterable(found)):
        if k in case.instead:
            continue
        m = number.search(text, max(0, f.start - NEAR), f.start)
        if m is None:
            continue
        match = case.phrases.get(f.start)
        named = match is not None and match.kind == "namesake" and match.end == f.end
        place = goes_on.match(text, f.end) is not None
        if place or (m["word"] and (named or ends.match(text, f.end))) or named:
            new = Found(f.start, f.end, "LOC", "house-number", SURE)
            case.instead[k] = "house-number", new


@cache
def _numbered() -> tuple[Pattern, Pattern]:
    """A unit with its number in a text, and at the start of a place."""
    table = rule_table()["numbered-unit"]
    units, counted = "|".join(table["units"]), "|".join(table["counted"])
    return (
        Pattern(
            rf"(?<![\p{{L}}\d])(?i:{units}) \d{{1,2}}"
            rf"(?![\p{{L}}\d/.,%-]*\d|\p{{L}}|%| (?:{counted})(?!\p{{L}}))"
        ),
        Pattern(rf"(?i:{units}) \d{{1,2}} (?=\p{{L}}{{2}})"),
    )


@cache
def _towns() -> frozenset[str]:
    from vntext.names.table import phrases_of

    return frozenset(name.lower() for name in phrases_of("place", "unit"))


@cache
def _body_heads() -> frozenset[str]:
    from vntext.names.table import phrases_of

    return frozenset(name.split()[0].lower() for name in phrases_of("body-head"))


def _no_body(before: str, *, opens: bool) -> bool:
    """Whether one common word that begins no name of a body stands before a unit.

    Args:
        before: What the span holds before the unit.
        opens: The span opens a line, where a common word has a capital too.
    """
    word = before.strip()
    common = word.islower() or (opens and word[1:].islower())
    return common and " " not in word and word.lower() not in _body_heads()


@cache
def cues() -> tuple[str, ...]:
    r"""The units with a space: of "(?<!mỗi |các )quận" it is "quận ", of "P\." it is "p. "."""
    units = rule_table()["numbered-unit"]["units"]
    return tuple(unit.rpartition(")")[2].replace("\\", "").lower() + " " for unit in units)


def _places_of_units(case: Case) -> list[int]:
    """Where a unit stands before a figure."""
    text = case.text
    return [
        at
        for unit in cues()
        for at in case.places((unit,))
        if text[at + len(unit) : at + len(unit) + 1].isdigit()
    ]


def numbered_unit(case: Case) -> None:
    """A unit with a number is one place, and a town right behind it is another."""
    at = sorted(_places_of_units(case))
    if not at:
        return
    known = frozenset(at)
    whole, begins = _numbered()
    for number, f in sorted({row for place in at for row in case.over(place, place + 1)}):
        begin = f.start
        if f.label == "ORG" and number not in case.instead:
            # in a text of small letters: "ghé quận 3" is no body
            k = bisect_left(at, f.start)
            inside = k < len(at) and at[k] < f.end
            m = whole.search(case.text, f.start, f.end) if inside else None
            opens = f.start == 0 or case.text[f.start - 1] == "\n"
            if m is None or not _no_body(case.text[f.start : m.start()], opens=opens):
                continue
            begin = m.start()
            case.instead[number] = (
                "numbered-unit",
                Found(m.start(), m.end(), "LOC", "numbered-unit", SURE),
            )
        if f.label in ("LOC", "ORG") and (f.label == "ORG" or number not in case.instead):
            m = begins.match(case.text, begin, f.end) if begin in known else None
            if m is not None and case.text[m.end() : f.end].lower() in _towns():
                first = Found(begin, m.end() - 1, "LOC", "numbered-unit", f.score)
                case.instead[number] = "numbered-unit", first
                case.made.append(Found(m.end(), f.end, "LOC", "numbered-unit", f.score))
    done = 0
    for place in at:
        m = whole.match(case.text, place) if place >= done else None
        if m is None:
            continue
        done = m.end()
        if not case.over(*m.span()):
            case.made.append(Found(m.start(), m.end(), "LOC", "numbered-unit", SURE))


UNITS: tuple[Callable[[Case], None], ...] = (house_number, numbered_unit)
"""The rules of this module in order."""
