"""Rules of contests and clubs: "Hoa hậu Hòa bình Quốc tế 2017", "Sao Mai FC".

As `vntext.decide.rules`, with the same tables.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from vntext.decide.case import rule_table
from vntext.decide.grammar import SURE
from vntext.entities.types import Found
from vntext.patterns import Pattern

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from vntext.decide.case import Case

__all__ = ["club_sign", "cues", "event", "pageant", "versus"]

BEFORE_LAST = 16
"""Characters of the head of a contest before its last word: "Đương kim Hoa | hậu"."""


@cache
def _pageant() -> Pattern:
    row = rule_table()["pageant"]
    heads, names = "|".join(row["heads"]), "|".join(row["names"])
    capital, year = r"\p{Lu}[\p{L}]*", r" (?:19|20)\d\d"
    return Pattern(
        rf"(?<![\p{{L}}\d])(?:{heads})(?: \d(?!\d))?"
        rf"(?:(?: (?:{names}))+(?:{year})?|(?: (?:{capital}|{row['small']}))+{year})"
        r"(?![\p{L}\d])"
    )


@cache
def _last_words() -> tuple[str, ...]:
    """The last word of each head: "(?:[Tt]ân )?[Hh]oa hậu" ends with "hậu"."""
    heads = rule_table()["pageant"]["heads"]
    return tuple({head.rpartition(" ")[2].rpartition("]")[2]: None for head in heads})


@cache
def cues() -> tuple[str, ...]:
    """What the rules of this module look for in a text."""
    return tuple(word.lower() for word in _last_words())


def _contests(case: Case) -> Iterator[re.Match[str]]:
    """Matches of the pattern of contests, tried where the last word of a head stands."""
    pattern, lasts, text = _pageant(), _last_words(), case.text
    done = 0
    for place in case.places(cues()):
        if place < done or not text.startswith(lasts, place):
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
    for m in _contests(case):
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
def _events() -> tuple[tuple[str, ...], Pattern]:
    """The words for events; a name that ends with one, or with the town behind one."""
    row = rule_table()["event"]
    words, bodies = row["words"], "|".join(row["bodies"])
    town = r"\p{Lu}\p{L}*(?: \p{Lu}\p{L}*)?"
    return tuple(f" {word}" for word in words), Pattern(
        rf"(?!{bodies})\p{{Lu}}[^,]* (?:(?:{'|'.join(words)})|{row['in_towns']} {town})"
    )


def event(case: Case) -> None:
    """A week of fashion, a marathon or an award is no body: "Seoul Fashion Week"."""
    endings, whole = _events()
    bodies, text = case.around("ORG"), case.text
    in_towns = f" {rule_table()['event']['in_towns']} "
    found = bodies.rows if in_towns in text else bodies.closing(endings)
    for number, f in found:
        if number in case.instead or f.end in case.ends:
            continue
        signed = text.endswith(endings, f.start, f.end) or text.find(in_towns, f.start, f.end) > 0
        if signed and whole.fullmatch(text, f.start, f.end) is not None:
            case.instead[number] = "event", None


@cache
def _versus() -> tuple[Pattern, Pattern]:
    """What one club does to another; that between two names with capitals."""
    row = rule_table()["versus"]
    words = "|".join(sorted(row["words"], key=len, reverse=True))
    between = rf"(?<=(?: |^)[\p{{Lu}}\d][\p{{L}}\d.]*) (?:{words}) (?=\p{{Lu}})"
    return Pattern(f" (?:{words}) "), Pattern(
        rf"(?<!(?: |^)(?:{'|'.join(row['not_behind'])})){between}"
    )


def versus(case: Case) -> None:
    """Two clubs with what one does to the other between are two: "[Real] hòa [Barca]"."""
    from vntext.decide.inside import countries

    verbs, between = _versus()
    for number, f in case.around("ORG").where(verbs.search):
        if number in case.instead or f.end in case.ends:
            continue
        m = between.search(case.text, f.start, f.end)
        if m is None:
            continue
        case.instead[number] = "versus", f._replace(end=m.start(), rule="versus")
        if case.text[m.end() : f.end] not in countries():
            case.made.append(f._replace(start=m.end(), rule="versus"))


@cache
def _apposed() -> Pattern:
    return Pattern(r",? (?:[-–] )?")


LONGEST = 12
"""Characters of the longest syllable, with the space behind it."""

FAR = 120
"""Characters of the longest name of two clubs."""

WORDS = 4
"""Words of the longest name of a club that its sign alone makes."""


@cache
def _sign() -> tuple[Pattern, Pattern, frozenset[str]]:
    """The sign of a club; words with capitals before and behind it; what opens a sentence."""
    row = rule_table()["club-sign"]
    return (
        Pattern(rf"(?<![\p{{L}}\d])(?:{'|'.join(row['signs'])})(?![\p{{L}}\d])"),
        Pattern(rf"(?: \p{{Lu}}\p{{Ll}}+){{1,{WORDS}}}"),
        frozenset(row["openers"]),
    )


def club_sign(case: Case) -> None:
    """A name with "FC" before or behind it is a club, whoever else bears it."""
    text = case.text
    if not any(sign in text for sign in rule_table()["club-sign"]["signs"]):
        return
    pattern, behind, openers = _sign()
    for m in pattern.finditer(text):
        start, end = _begin(text, m.start(), openers), m.end()
        if start == m.start():
            name = behind.match(text, m.end())
            if name is None:
                continue
            end = name.end()
        inside = case.over(start, end)
        # a club with its type word, or a name that goes on: "CLB Sao Mai FC"
        first = text[start:end].partition(" ")[0]
        two = any(
            len(pattern.findall(text, f.start, min(f.end, f.start + FAR))) > 1 for _, f in inside
        )
        whole = [f for _, f in inside if f.label == "ORG" and f.start <= start and end <= f.end]
        if not two and (
            any(text[f.start : start].strip() not in openers for f in whole)
            or any(f.end > end and f.label != "TITLE" for _, f in inside)
        ):
            continue
        if first in openers or any(f.label == "TITLE" and f.end > start for _, f in inside):
            continue
        if any((f.start, f.end) == (start, end) for f in whole):
            continue
        for number, _ in inside:
            case.instead[number] = "club-sign", None
        case.made.append(Found(start, end, "ORG", "club-sign", SURE))


def _signs(text: str, f: Found) -> int:
    """How many clubs a span names by their signs."""
    return len(_sign()[0].findall(text, f.start, min(f.end, f.start + FAR)))


def _begin(text: str, at: int, openers: frozenset[str]) -> int:
    """Where the words with capitals begin that end before a sign."""
    start, seen = at, 0
    while seen < WORDS and text[start - 1 : start] == " ":
        low = max(0, start - LONGEST)
        space = max(low - 1, text.rfind(" ", low, start - 1), text.rfind("\n", low, start - 1))
        word = text[space + 1 : start - 1]
        if not (word[:1].isupper() and word[1:].islower()) or word in openers:
            break
        start, seen = space + 1, seen + 1
    return start
