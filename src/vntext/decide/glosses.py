"""Rules for another name of a body or place that stands behind it: "Hội ..., gọi tắt là [Mora]".

As `vntext.decide.rules`, with the same tables.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING

from vntext.decide.case import rule_table
from vntext.decide.grammar import SURE
from vntext.decide.inside import countries
from vntext.entities.types import Found
from vntext.patterns import Pattern
from vntext.text.syllables import is_vietnamese_syllable

if TYPE_CHECKING:
    from collections.abc import Callable

    from vntext.decide.case import Case

__all__ = ["GLOSSES", "cues"]

FAR = 120
"""Characters behind a body in which another name of it is introduced."""

_NAME = r"(?P<name>\p{Lu}[\p{L}'’&-]*+(?: \p{Lu}[\p{L}'’&-]*+){0,4})"


@cache
def _in_short() -> Pattern:
    """How the short or foreign name of a body is introduced, and that name."""
    row = rule_table()["in-short"]
    words, joints = "|".join(row["words"]), "|".join(row["joints"])
    return Pattern(
        rf"(?: \([^()\n]{{0,60}}\))?(?:,| -| –)? ?\(?(?:{words})(?:{joints})? [\"“'‘]?{_NAME}"
        r"(?=[\"”'’]?(?:[),;.]|\Z| \p{Ll}|\n))"
    )


def in_short(case: Case) -> None:
    """What a body is called in short or abroad is a body."""
    places = case.places(cues())
    if not places:
        return
    for _, f in case.of("ORG"):
        k = bisect_left(places, f.end)
        if k == len(places):
            return
        if places[k] - f.end > FAR:
            continue
        m = _in_short().match(case.text, f.end)
        if m is not None:
            _make(case, m.span("name"), "ORG", "in-short")


@cache
def cues() -> tuple[str, ...]:
    """What the rules of this module look for in a text."""
    return tuple(rule_table()["in-short"]["signs"])


@cache
def _bracket() -> Pattern:
    return Pattern(rf" ?\({_NAME}\)")


def gloss(case: Case) -> None:
    """A foreign name in brackets right behind a place or a body is the same one's."""
    text = case.text
    none = rule_table()["gloss"]["none"]
    rows = (case.around(label).followed(("(", " (")) for label in ("LOC", "ORG"))
    for number, f in chain(*rows):
        if number in case.instead:
            continue
        m = _bracket().match(text, f.end)
        if m is None or m["name"].isupper():
            continue
        parts = m["name"].split()
        if parts[0] in none or not any(map(_foreign, parts)):
            continue
        inside = case.over(*m.span("name"))
        # what is of another country, or a person, the tagger mostly knows
        if any(x.label != "PERSON" for _, x in inside) or text[f.start : f.end] in countries():
            continue
        _make(case, m.span("name"), f.label, "gloss")


def _foreign(part: str) -> bool:
    return len(part) > 1 and not is_vietnamese_syllable(part.lower())


def _make(case: Case, span: tuple[int, int], label: str, rule: str) -> None:
    """Makes a span of a label in the place of others."""
    inside = case.over(*span)
    if any(x.label == "TITLE" or n in case.instead for n, x in inside):
        return
    if any(x.label == label and x.start <= span[0] and span[1] <= x.end for _, x in inside):
        return
    for number, _ in inside:
        case.instead[number] = rule, None
    case.made.append(Found(*span, label, rule, SURE))


GLOSSES: tuple[Callable[[Case], None], ...] = (in_short, gloss)
"""The rules of this module in order."""
