"""Rules of grammar: what the words beside a name say for certain, whatever the name.

As `vntext.decide.rules`, with the same tables.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from vntext.decide.before import Before
from vntext.decide.case import rule_table
from vntext.entities.types import Found
from vntext.patterns import Pattern
from vntext.text.scan import places_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from vntext.decide.case import Case

__all__ = ["GRAMMAR", "NEAR", "SHORT", "SURE", "heads"]

NEAR = 60
"""Characters before a name in which its head is looked for."""

ROMAN = "IVXLC"
"""Figures of the numbers of parts of laws."""

SHORT = 12
"""Characters before a span in which a single word ends."""

SURE = 0.95
"""Score of what grammar makes where no row of the table of names holds the name."""


@cache
def _bracketed() -> Pattern:
    """An abbreviation in brackets."""
    return Pattern(r" ?\((?P<name>\p{Lu}[\p{Lu}\d&-]{1,9})\)")


def bracketed(case: Case) -> None:
    """An abbreviation in brackets right behind a body is the body's."""
    pattern = _bracketed()
    starts: set[int] = set()
    for _, f in case.around("ORG").followed((" (", "(")):
        if case.text.startswith((" (", "("), f.end):
            m = pattern.match(case.text, f.end)
            if m is None:
                continue
            if not starts:  # few texts have such a body
                starts.update(f.start for f in case.tagged)
            if m.start("name") not in starts:
                start, end = m.span("name")
                case.made.append(Found(start, end, "ORG", "bracketed", SURE))


@cache
def _team() -> Before:
    """What makes a team of a country or town behind it."""
    table = rule_table()["team"]
    heads, kinds = "|".join(table["heads"]), "|".join(table["kinds"])
    pattern = rf"(?<![\p{{L}}\d])(?:{heads})(?: (?:{kinds}))* \Z"
    return Before(pattern, [*table["heads"], *table["kinds"]])


def team(case: Case) -> None:
    """A country behind "đội tuyển" is a team, an organisation."""
    pattern = _team()
    for number, f in case.around("LOC").before(pattern):
        if number not in case.instead:
            m = pattern.search(case.text, f.start - NEAR, f.start)
            if m is not None:
                new = Found(m.start(), f.end, "ORG", "team", SURE)
                case.instead[number] = "team", new


@cache
def _several() -> tuple[Before, tuple[str, ...], Pattern]:
    """A word for several at the end of a text, and a unit word at the start of a place."""
    table = rule_table()["several"]
    units = "|".join(table["units"])
    return (
        Before.words(table["words"], any_case=True),
        tuple(f"{unit} " for unit in table["units"]),
        Pattern(rf"(?:{units}) (?=\p{{Lu}})"),
    )


def several(case: Case) -> None:
    """The unit word of several places belongs to none: "hai tỉnh [Bến Tre] và [Trà Vinh]"."""
    words, begins, units = _several()
    for number, f in case.around("LOC").opening(begins):
        if case.text.startswith(begins, f.start) and number not in case.instead:
            m = units.match(case.text, f.start, f.end)
            if m is not None and words.search(case.text, f.start - SHORT, f.start):
                new = Found(m.end(), f.end, "LOC", "several", f.score)
                case.instead[number] = "several", new


@cache
def _republic() -> Before:
    """How the official name of a country begins, up to the end of a text."""
    table = rule_table()["republic"]
    heads, words = ("|".join(table[k]) for k in ("heads", "words"))
    pattern = rf"(?<![\p{{L}}\d]|[Đđ]ảng |[Nn]hà )(?:nước )?(?i:{heads})(?: (?i:{words}))* \Z"
    return Before(pattern, [*table["heads"], *table["words"]])


def republic(case: Case) -> None:
    """The official name of a country is one place."""
    pattern = _republic()
    for _, f in case.around("LOC").before(pattern):
        m = pattern.search(case.text, f.start - NEAR, f.start)
        if m is not None:
            case.made.append(Found(m.start(), f.end, "LOC", "republic", SURE))


@cache
def _numbered() -> Pattern:
    """What has no name in it: a part of a law with its number, a number, marks alone."""
    words = "|".join(rule_table()["heading"]["words"])
    return Pattern(rf"(?:(?i:{words}) )?(?:[IVXLC]{{2,}}|\d+)|(?i:{words}) [IVXLC]+|[^\p{{L}}]+")


def heading(case: Case) -> None:
    """The number of a part of a law is no person, nor a line of marks, nor an office alone."""
    whole = rule_table()["heading"]["whole"]
    for number, f in case.of("PERSON"):
        if number not in case.instead and case.text[f.start : f.end] in whole:
            case.instead[number] = "heading", None
            continue
        last = case.text[f.end - 1]
        # few names end as a number or a mark does
        if last.isalpha() and last not in ROMAN:
            continue
        if number not in case.instead and _numbered().fullmatch(case.text, f.start, f.end):
            case.instead[number] = "heading", None


@cache
def _unnamed() -> frozenset[str]:
    return frozenset(rule_table()["unnamed"]["words"])


def unnamed(case: Case) -> None:
    """A noun for a body that has no name is no organisation."""
    nouns = _unnamed()
    for number, f in case.around("ORG").opening(nouns):
        named = case.text[f.start : f.end] not in nouns
        if not named and f.end not in case.ends and number not in case.instead:
            case.instead[number] = "unnamed", None


def open_bracket(case: Case) -> None:
    """What goes into a bracket and not out of it ends before the bracket."""
    # the last bracket that each span holds; few spans hold one
    held = {row: at for at in places_of(case.text, "(") for row in case.over(at, at + 1)}
    for (number, f), at in sorted(held.items()):
        if at <= f.start or f.label not in ("TITLE", "ORG", "LOC") or number in case.instead:
            continue
        if case.text.find(")", at, f.end) < 0:
            end = f.start + len(case.text[f.start : at].rstrip())
            case.instead[number] = "open-bracket", f._replace(end=end, rule="open-bracket")


def heads() -> tuple[Before, ...]:
    """What the rules of this module look for before a span."""
    return _team(), _republic()


GRAMMAR: tuple[Callable[[Case], None], ...] = (
    bracketed,
    team,
    several,
    republic,
    heading,
    unnamed,
    open_bracket,
)
"""The rules of this module in order."""
