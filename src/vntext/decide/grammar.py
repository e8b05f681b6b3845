"""Rules of grammar: what the words beside a name say for certain, whatever the name.

As `vntext.decide.rules`, with the same tables.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from vntext.decide.case import rule_table
from vntext.entities.types import Found

if TYPE_CHECKING:
    from collections.abc import Callable

    import regex

    from vntext.decide.case import Case

__all__ = ["GRAMMAR"]

NEAR = 60
"""Characters before a name in which its head is looked for."""

SHORT = 12
"""Characters before a span in which a single word ends."""

SURE = 0.95
"""Score of what grammar makes where no row of the table of names holds the name."""


@cache
def _profession() -> regex.Pattern[str]:
    """A profession that ends where the look behind ends."""
    import regex

    table = rule_table()["profession"]
    words = "|".join(sorted(table["words"], key=lambda w: (-len(w), w)))
    before = "|".join(table["before"])
    # the first letter may open a sentence
    return regex.compile(rf"(?<![\p{{L}}\d-])(?:(?i:{before}) )?(?i:{words}) ?\Z")


def profession(case: Case) -> None:
    """A profession right before a name is a title, with the country between the two."""
    ends = {f.end: f for f in case.tagged if f.label != "PERSON"}
    pattern = _profession()
    for number, f in enumerate(case.tagged):
        if f.label != "PERSON" or case.text[f.start - 1 : f.start] != " ":
            continue
        _, new = case.instead.get(number, ("", f))
        if new is None or new.start != f.start:
            continue
        stop = f.start - 1
        between = ends.get(stop)
        if between is not None:
            if between.label != "LOC" or case.text[between.start - 1 : between.start] != " ":
                continue
            m = pattern.search(case.text, max(0, between.start - NEAR), between.start)
        else:
            m = pattern.search(case.text, max(0, stop - NEAR), stop)
        if m is not None:
            case.made.append(Found(m.start(), stop, "TITLE", "profession", SURE))


@cache
def _bracketed() -> regex.Pattern[str]:
    """An abbreviation in brackets."""
    import regex

    return regex.compile(r" ?\((?P<name>\p{Lu}[\p{Lu}\d&-]{1,9})\)")


def bracketed(case: Case) -> None:
    """An abbreviation in brackets right behind a body is the body's."""
    pattern = _bracketed()
    starts = {f.start for f in case.tagged}
    for f in case.tagged:
        if f.label == "ORG" and case.text.startswith((" (", "("), f.end):
            m = pattern.match(case.text, f.end)
            if m is not None and m.start("name") not in starts:
                start, end = m.span("name")
                case.made.append(Found(start, end, "ORG", "bracketed", SURE))


@cache
def _team() -> regex.Pattern[str]:
    """What makes a team of a country or town behind it."""
    import regex

    table = rule_table()["team"]
    heads, kinds = "|".join(table["heads"]), "|".join(table["kinds"])
    return regex.compile(rf"(?<![\p{{L}}\d])(?:{heads})(?: (?:{kinds}))* \Z")


def team(case: Case) -> None:
    """A country behind "đội tuyển" is a team, an organisation."""
    for number, f in enumerate(case.tagged):
        if f.label == "LOC" and number not in case.instead:
            m = _team().search(case.text, max(0, f.start - NEAR), f.start)
            if m is not None:
                new = Found(m.start(), f.end, "ORG", "team", SURE)
                case.instead[number] = "team", new


@cache
def _several() -> tuple[regex.Pattern[str], regex.Pattern[str]]:
    """A word for several at the end of a text, and a unit word at the start of a place."""
    import regex

    table = rule_table()["several"]
    words, units = "|".join(table["words"]), "|".join(table["units"])
    return regex.compile(rf"(?<![\p{{L}}\d])(?i:{words}) \Z"), regex.compile(
        rf"(?:{units}) (?=\p{{Lu}})"
    )


def several(case: Case) -> None:
    """The unit word of several places belongs to none: "hai tỉnh [Bến Tre] và [Trà Vinh]"."""
    words, units = _several()
    for number, f in enumerate(case.tagged):
        if f.label == "LOC" and number not in case.instead:
            m = units.match(case.text, f.start, f.end)
            if m is not None and words.search(case.text, max(0, f.start - SHORT), f.start):
                new = Found(m.end(), f.end, "LOC", "several", f.score)
                case.instead[number] = "several", new


@cache
def _republic() -> regex.Pattern[str]:
    """How the official name of a country begins, up to the end of a text."""
    import regex

    heads, words = ("|".join(rule_table()["republic"][k]) for k in ("heads", "words"))
    return regex.compile(
        rf"(?<![\p{{L}}\d]|[Đđ]ảng |[Nn]hà )(?:nước )?(?i:{heads})(?: (?i:{words}))* \Z"
    )


def republic(case: Case) -> None:
    """The official name of a country is one place."""
    for f in case.tagged:
        if f.label == "LOC":
            m = _republic().search(case.text, max(0, f.start - NEAR), f.start)
            if m is not None:
                case.made.append(Found(m.start(), f.end, "LOC", "republic", SURE))


@cache
def _numbered() -> regex.Pattern[str]:
    """What has no name in it: a part of a law with its number, a number, marks alone."""
    import regex

    words = "|".join(rule_table()["heading"]["words"])
    return regex.compile(
        rf"(?:(?i:{words}) )?(?:[IVXLC]{{2,}}|\d+)|(?i:{words}) [IVXLC]+|[^\p{{L}}]+"
    )


def heading(case: Case) -> None:
    """The number of a part of a law is no person, nor is a line of marks."""
    for number, f in enumerate(case.tagged):
        if f.label != "PERSON" or number in case.instead:
            continue
        if _numbered().fullmatch(case.text, f.start, f.end):
            case.instead[number] = "heading", None


@cache
def _unnamed() -> frozenset[str]:
    return frozenset(rule_table()["unnamed"]["words"])


def unnamed(case: Case) -> None:
    """A noun for a body that has no name is no organisation."""
    for number, f in enumerate(case.tagged):
        if f.label != "ORG" or f.end in case.ends or number in case.instead:
            continue
        if case.text[f.start : f.end] in _unnamed():
            case.instead[number] = "unnamed", None


def open_bracket(case: Case) -> None:
    """What goes into a bracket and not out of it ends before the bracket."""
    for number, f in enumerate(case.tagged):
        if f.label in ("TITLE", "ORG", "LOC") and number not in case.instead:
            at = case.text.rfind("(", f.start, f.end)
            if at > f.start and case.text.find(")", at, f.end) < 0:
                end = f.start + len(case.text[f.start : at].rstrip())
                case.instead[number] = "open-bracket", f._replace(end=end, rule="open-bracket")


@cache
def _former() -> regex.Pattern[str]:
    import regex

    words = "|".join(rule_table()["former"]["words"])
    return regex.compile(rf"(?<![\p{{L}}\d])(?i:{words}) \Z")


def former(case: Case) -> None:
    """A word for a former, acting or new holder right before a title belongs to it."""
    for number, f in enumerate(case.tagged):
        if f.label == "TITLE" and number not in case.instead and f.end not in case.ends:
            m = _former().search(case.text, max(0, f.start - SHORT), f.start)
            if m is not None:
                case.instead[number] = "former", f._replace(start=m.start(), rule="former")


GRAMMAR: tuple[Callable[[Case], None], ...] = (
    profession,
    bracketed,
    team,
    several,
    republic,
    heading,
    unnamed,
    open_bracket,
    former,
)
"""The rules of this module in order."""
