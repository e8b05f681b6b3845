"""Rules for what a span holds and is no part of the name: ranks, countries, words of a chat.

As `vntext.decide.rules`, with the same tables.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from vntext.decide.case import rule_table
from vntext.decide.given import opens_sentence
from vntext.entities.types import Found
from vntext.names.table import names_in
from vntext.patterns import Pattern

if TYPE_CHECKING:
    from collections.abc import Callable

    from vntext.decide.case import Case

__all__ = ["INSIDE", "countries", "foreign"]


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
    for number, f in case.around("PERSON").opening(begins):
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
        for number, f in case.around(label).opening(heads):
            if number in case.instead or f.end in case.ends:
                continue
            if text.startswith(heads, f.start) and opens_sentence(text, f.start):
                head = next(w for w in heads if text.startswith(w, f.start))
                start = f.start + len(head)
                if text[start : f.end] in known:
                    new = Found(start, f.end, "LOC", "nationality", f.score)
                    case.instead[number] = "nationality", new
    joint = rule_table()["nationality"]["joint"]
    for number, f in case.around("TITLE").holding(joint):
        at = text.rfind(joint, f.start, f.end)
        if number in case.instead or f.end in case.ends:
            continue
        start = at + len(joint)
        if text[start : f.end] in known:
            case.instead[number] = "nationality", f._replace(end=at, rule="nationality")
            case.made.append(Found(start, f.end, "LOC", "nationality", f.score))


@cache
def _opening_countries() -> frozenset[str]:
    """Countries that may open a foreign name."""
    return countries() - frozenset(rule_table()["compatriot"]["people"])


def compatriot(case: Case) -> None:
    """A country that opens a foreign name is none of its parts: "[Monaco] [Grace Kelly]"."""
    known = _opening_countries()
    for number, f in case.around("PERSON").opening(known):
        first, _, rest = case.text[f.start : f.end].partition(" ")
        if first not in known or " " not in rest or number in case.instead:
            continue
        if foreign(rest) and case.text[f.start - 2 : f.start - 1].islower():
            start = f.end - len(rest)
            case.instead[number] = "compatriot", f._replace(start=start, rule="compatriot")
            case.made.append(Found(f.start, start - 1, "LOC", "compatriot", f.score))

    for number, f in case.around("LOC").opening(known):
        first, _, rest = case.text[f.start : f.end].partition(" ")
        if first not in known or number in case.instead or not rest[:1].isupper():
            continue
        if case.text.endswith(" người ", 0, f.start) and foreign(rest):
            start = f.end - len(rest)
            case.instead[number] = "compatriot", f._replace(end=start - 1, rule="compatriot")
            case.made.append(Found(start, f.end, "PERSON", "compatriot", f.score))


def foreign(name: str) -> bool:
    """Whether a part of a name is a word of another language."""
    from vntext.text.syllables import is_vietnamese_syllable

    return any(not is_vietnamese_syllable(part.lower()) for part in name.split())


@cache
def _turns() -> tuple[str, ...]:
    return tuple(f" {word}" for word in rule_table()["turn"]["words"])


def turn(case: Case) -> None:
    """A name that opens a line ends before the word that the writer goes on with."""
    turns = _turns()
    text = case.text
    for number, f in case.around("PERSON").closing(turns):
        if f.start > 0 and text[f.start - 1] not in "\n@":
            continue
        if number in case.instead or not text.endswith(turns, f.start, f.end):
            continue
        end = text.rfind(" ", f.start, f.end)
        # "Hải Vũ Chị nguyện ...", never "Lê Chị" alone on its line
        if " " in text[f.start : end] and text[f.end : f.end + 2].strip(" ,").islower():
            case.instead[number] = "turn", f._replace(end=end, rule="turn")


@cache
def _mentioned() -> Pattern:
    part = r"\p{Lu}\p{Ll}+"
    return Pattern(rf"(?<![\p{{L}}\d.])@(?P<name>{part}(?: {part}){{0,3}})(?=[ \n,.:!?]|\Z)")


def mention(case: Case) -> None:
    """Who is called with @ is a person: "@[Minh Thư] rep đi"."""
    if "@" not in case.text:
        return
    taken = {f.start for f in case.tagged}
    for m in _mentioned().finditer(case.text):
        if m.start("name") not in taken:
            start, end = m.span("name")
            case.made.append(Found(start, end, "PERSON", "mention", 0.85))


INSIDE: tuple[Callable[[Case], None], ...] = (
    rank,
    nationality,
    compatriot,
    turn,
    mention,
)
"""The rules of this module in order."""
