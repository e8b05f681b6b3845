"""Rules for what a span holds and is no part of the name: ranks, countries, words of a chat.

As `vntext.decide.rules`, with the same tables.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from vntext.decide.case import rule_table
from vntext.decide.given import opens_sentence
from vntext.entities.types import Found
from vntext.names.table import names_in, phrases_of

if TYPE_CHECKING:
    from collections.abc import Callable

    import regex

    from vntext.decide.case import Case

__all__ = ["INSIDE", "countries"]


@cache
def countries() -> frozenset[str]:
    """Names of countries and continents."""
    return frozenset((*names_in("place", "country"), *rule_table()["nationality"]["more"]))


@cache
def _ranks() -> tuple[tuple[str, ...], frozenset[str]]:
    """Ranks as they open a sentence, with a space behind; each alone."""
    words = rule_table()["rank"]["words"]
    return tuple(f"{word} " for word in words), frozenset(words)


def rank(case: Case) -> None:
    """A rank with a capital before a name is a title: "[Tướng] [George Patton] chỉ huy"."""
    begins, _ = _ranks()
    for number, f in case.of("PERSON"):
        if number in case.instead or not case.text.startswith(begins, f.start):
            continue
        word = max((w for w in begins if case.text.startswith(w, f.start)), key=len)
        start = f.start + len(word)
        if start >= f.end or not case.text[start].isupper():
            continue
        case.instead[number] = "rank", f._replace(start=start, rule="rank")
        case.made.append(Found(f.start, start - 1, "TITLE", "rank", f.score))


@cache
def _people_of() -> tuple[str, ...]:
    return tuple(f"{word} " for word in rule_table()["nationality"]["heads"])


def nationality(case: Case) -> None:
    """Who comes from a country is no part of its name, nor of a title: "nhà thơ | người [Nga]"."""
    heads, known = _people_of(), countries()
    text = case.text
    for label in ("PERSON", "ORG", "LOC"):
        for number, f in case.of(label):
            if number in case.instead or f.end in case.ends:
                continue
            if text.startswith(heads, f.start) and opens_sentence(text, f.start):
                head = next(w for w in heads if text.startswith(w, f.start))
                start = f.start + len(head)
                if text[start : f.end] in known:
                    new = Found(start, f.end, "LOC", "nationality", f.score)
                    case.instead[number] = "nationality", new
    joint = rule_table()["nationality"]["joint"]
    for number, f in case.of("TITLE"):
        at = text.rfind(joint, f.start, f.end)
        if at < 0 or number in case.instead or f.end in case.ends:
            continue
        start = at + len(joint)
        if text[start : f.end] in known:
            case.instead[number] = "nationality", f._replace(end=at, rule="nationality")
            case.made.append(Found(start, f.end, "LOC", "nationality", f.score))


def compatriot(case: Case) -> None:
    """A country that opens a foreign name belongs to what stands before: "[Monaco] [Grace Kelly]"."""
    known = countries()
    for number, f in case.of("PERSON"):
        first, _, rest = case.text[f.start : f.end].partition(" ")
        if first not in known or " " not in rest or number in case.instead:
            continue
        if _foreign(rest) and case.text[f.start - 2 : f.start - 1].islower():
            start = f.end - len(rest)
            case.instead[number] = "compatriot", f._replace(start=start, rule="compatriot")
            case.made.append(Found(f.start, start - 1, "LOC", "compatriot", f.score))

    for number, f in case.of("LOC"):
        first, _, rest = case.text[f.start : f.end].partition(" ")
        if first not in known or number in case.instead or not rest[:1].isupper():
            continue
        if case.text.endswith(" người ", 0, f.start) and _foreign(rest):
            start = f.end - len(rest)
            case.instead[number] = "compatriot", f._replace(end=start - 1, rule="compatriot")
            case.made.append(Found(start, f.end, "PERSON", "compatriot", f.score))


def _foreign(name: str) -> bool:
    from vntext.text.syllables import is_vietnamese_syllable

    return any(not is_vietnamese_syllable(part.lower()) for part in name.split())


@cache
def _turns() -> tuple[str, ...]:
    return tuple(f" {word}" for word in rule_table()["turn"]["words"])


def turn(case: Case) -> None:
    """A name that opens a line ends before the word that the writer goes on with."""
    turns = _turns()
    text = case.text
    for number, f in case.of("PERSON"):
        if f.start > 0 and text[f.start - 1] not in "\n@":
            continue
        if number in case.instead or not text.endswith(turns, f.start, f.end):
            continue
        end = text.rfind(" ", f.start, f.end)
        # "Hải Vũ Chị nguyện ...", never "Lê Chị" alone on its line
        if " " in text[f.start : end] and text[f.end : f.end + 2].strip(" ,").islower():
            case.instead[number] = "turn", f._replace(end=end, rule="turn")


@cache
def _mentioned() -> regex.Pattern[str]:
    import regex

    part = r"\p{Lu}\p{Ll}+"
    return regex.compile(rf"(?<![\p{{L}}\d.])@(?P<name>{part}(?: {part}){{0,3}})(?=[ \n,.:!?]|\Z)")


def mention(case: Case) -> None:
    """Who is called with @ is a person: "@[Minh Thư] rep đi"."""
    if "@" not in case.text:
        return
    taken = {f.start for f in case.tagged}
    for m in _mentioned().finditer(case.text):
        if m.start("name") not in taken:
            start, end = m.span("name")
            case.made.append(Found(start, end, "PERSON", "mention", 0.85))


@cache
def _towns() -> frozenset[str]:
    return frozenset(name.lower() for name in phrases_of("place", "unit"))


@cache
def _beside() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Words of a chat as they open and end a span, each as the first letter may be written."""
    table = rule_table()["small-place"]
    before = [f"{w} " for word in table["before"] for w in (word, word.capitalize())]
    behind = [f" {w}" for word in table["behind"] for w in (word, word.capitalize())]
    return tuple(before), tuple(behind)


def small_place(case: Case) -> None:
    """The word of a chat beside a place is no part of it: "về [hà nam] hem"."""
    before, behind = _beside()
    text = case.text
    for number, f in case.of("LOC"):
        opened = text.startswith(before, f.start)
        if not opened and not text.endswith(behind, f.start, f.end):
            continue
        start = text.index(" ", f.start) + 1 if opened else f.start
        end = f.end if opened else text.rindex(" ", f.start, f.end)
        if text[start:end].lower() in _towns() and number not in case.instead:
            case.instead[number] = (
                "small-place",
                f._replace(start=start, end=end, rule="small-place"),
            )


LONGEST = 16
"""Characters of the longest word that is looked at before a place."""


def inner_place(case: Case) -> None:
    """A town in a longer run of capitals is part of the name of a work or a show."""
    text = case.text
    plain = frozenset(rule_table()["inner-place"]["words"])
    ends = {f.end for f in case.tagged}
    for number, f in case.of("LOC"):
        stop = f.start - 1
        if stop < 1 or text[stop] != " " or not text[stop - 1].islower() or stop in ends:
            continue
        start = text.rfind(" ", max(0, stop - LONGEST), stop) + 1
        word = text[start:stop]
        if start < 2 or not word[0].isupper() or not word.isalpha() or word in plain:
            continue
        # what opens a sentence, a heading or a bracket has a capital whatever it is
        if not text[start - 2].isalnum() or number in case.instead:
            continue
        if not any(b.start <= start < b.end for b in case.made):
            case.instead[number] = "inner-place", None


@cache
def _units() -> tuple[str, regex.Pattern[str]]:
    import regex

    table = rule_table()["bodies-of-units"]
    units = "|".join(table["units"])
    return table["several"], regex.compile(
        rf"(?P<body>.*\S){table['several']}(?P<units>{units}) (?=\p{{Lu}})"
    )


def bodies_of_units(case: Case) -> None:
    """Bodies of several units are named once, and each unit is a place: "UBND các quận A, B"."""
    joint, pattern = _units()
    for number, f in case.of("ORG"):
        if number in case.instead or case.text.find(joint, f.start, f.end) < 0:
            continue
        m = pattern.match(case.text, f.start, f.end)
        if m is None or "," in case.text[m.end() : f.end]:
            continue
        rule = "bodies-of-units"
        case.instead[number] = rule, f._replace(end=m.end("body"), rule=rule)
        case.made.append(Found(m.end(), f.end, "LOC", rule, f.score))


INSIDE: tuple[Callable[[Case], None], ...] = (
    rank,
    nationality,
    compatriot,
    turn,
    mention,
    small_place,
    inner_place,
    bodies_of_units,
)
"""The rules of this module in order."""
