"""Rules for other ways to speak of somebody: "Mr.", aliases, pronouns and names of countries.

As `vntext.decide.rules`, with the same tables.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from vntext.decide.before import Before
from vntext.decide.called import LIKELY
from vntext.decide.case import rule_table
from vntext.entities.types import Found
from vntext.patterns import Pattern

if TYPE_CHECKING:
    import re
    from collections.abc import Callable

    from vntext.decide.case import Case

__all__ = ["ALIASES", "alias_words", "cues"]

FAR = 400
"""Characters to both sides of a name in which its line is looked at."""

NEAR = 10
"""Characters before a name in which who calls it is looked for."""


@cache
def _mister() -> tuple[tuple[str, ...], Pattern, Pattern]:
    """English words for people: how a span begins, one at its start, one with a name behind it."""
    words = rule_table()["mister"]["words"]
    either = "|".join(words)
    name = r"\p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}+)?"
    return (
        ("Dear ", *words),
        Pattern(rf"(?:Dear )?(?:{either})\b\.? ?(?=\p{{Lu}})"),
        Pattern(rf"(?<![\p{{L}}\d])(?:{either})\.? (?P<name>{name})(?![\p{{L}}\d-])(?! \p{{Lu}})"),
    )


def mister(case: Case) -> None:
    """An English word for people is no part of the name, and what stands behind one is a name."""
    text, places = case.text, case.places(cues())
    if not places:
        return
    begins, inside, beside = _mister()
    for number, f in case.around("PERSON").opening(begins):
        if number in case.instead or not text.startswith(begins, f.start):
            continue
        m = inside.match(text, f.start, f.end)
        if m is not None:
            new = Found(m.end(), f.end, "PERSON", "mister", f.score)
            case.instead[number] = "mister", new
    contests = rule_table()["mister"]["contests"]
    done = 0
    for place in places:
        # "Mr" and "Mrs" stand at the same place
        m = beside.match(text, place) if place >= done else None
        if m is None:
            continue
        done = m.end()
        start, end = m.span("name")
        if m["name"].split()[0] in contests:
            continue
        if not case.over(m.start(), end):
            case.made.append(Found(start, end, "PERSON", "mister", LIKELY))


@cache
def cues() -> tuple[str, ...]:
    """What the rules of this module look for in a text."""
    return tuple(word.lower() for word in _mister()[0])


def alias_words() -> str:
    """The words that introduce another name of somebody, as a pattern: "tức", "biệt danh là"."""
    row = rule_table()["alias"]
    return rf"(?:{'|'.join(row['words'])})(?: (?:{'|'.join(row['joints'])}))?:?"


@cache
def _alias() -> Pattern:
    """What stands between somebody's name and another one of the same person, and that one."""
    part = r"\p{Lu}[\p{L}]*"
    return Pattern(
        r"(?: ?\([^()\n]{0,120}\))?"
        rf"(?:,? ?\(|,| [-–]) ?(?:SN \d{{4}}|sinh năm \d{{4}}|\d\d tuổi)?[,;]? ?{alias_words()} "
        rf"(?P<quote>[\"“'‘])?(?P<name>{part}(?: {part}){{0,3}})(?(quote)[\"”'’])"
        r"(?=[),;.]| ?[-–]|\Z| \p{Ll})"
    )


def alias(case: Case) -> None:
    """What somebody is also called is a person, and no place: "Lê Văn Mận (tức [Ba Mận])"."""
    text = case.text
    # most texts have no such word
    if not any(word in text for word in rule_table()["alias"]["signs"]):
        return
    for number, f in case.around("PERSON").followed((",", "(", " (", " -", " –")):
        if number in case.instead and case.instead[number][1] is None:
            continue
        m = _alias().match(text, f.end)
        while m is not None:  # "hiệu Mộng Sơn, tự Tử Khiêm"
            _call(case, m)
            m = _alias().match(text, m.end())


def _call(case: Case, m: re.Match[str]) -> None:
    """Makes a person of another name, in the place of what it was taken for."""
    start, end = m.span("name")
    # "tức Chủ tịch nước": one word that goes on in small letters is an office
    if " " not in m["name"] and case.text[end : end + 1] == " ":
        return
    inside = case.over(start, end)
    if any(x.label == "TITLE" or n in case.instead for n, x in inside):
        return
    if case.made and case.made[-1].start >= start and case.made[-1].rule == "alias":
        return  # a chain of names was read from the first of them on
    if any(x.label == "PERSON" and (x.start, x.end) == (start, end) for _, x in inside):
        return
    for n, _ in inside:
        case.instead[n] = "alias", None
    case.made.append(Found(start, end, "PERSON", "alias", LIKELY))


@cache
def _pronoun() -> tuple[Pattern, Pattern]:
    """What goes on behind "Anh" where somebody is meant; what tells of the country on a line."""
    row = rule_table()["pronoun"]
    nouns, verbs = "|".join(row["country"]), "|".join(row["verbs"])
    word = row["word"]
    return (
        Pattern(rf" (?:là (?!(?:{nouns})(?!\p{{L}}))\p{{Ll}}|(?:{verbs})(?!\p{{L}}))"),
        Pattern(rf"(?:{'|'.join(row['beside'])}) {word}(?!\p{{L}})"),
    )


def pronoun(case: Case) -> None:
    """A sentence of what somebody is or does opens with a pronoun, no country: "Anh kể ..."."""
    from vntext.decide.given import opens_sentence

    text, word = case.text, rule_table()["pronoun"]["word"]
    if word not in text:
        return
    for number, f in case.of("LOC"):
        if text[f.start : f.end] != word or number in case.instead:
            continue
        goes_on, country = _pronoun()
        if not opens_sentence(text, f.start) or goes_on.match(text, f.end) is None:
            continue
        begin = text.rfind("\n", max(0, f.start - FAR), f.start) + 1
        stop = text.find("\n", f.end, f.end + FAR)
        begin, stop = begin or max(0, f.start - FAR), f.end + FAR if stop < 0 else stop
        if country.search(text, begin, stop) is None:
            case.instead[number] = "pronoun", None


@cache
def _homonym() -> tuple[frozenset[str], Pattern, Before, Before]:
    """Countries that are given names; what people do; who calls them; what they stand behind."""
    row = rule_table()["homonym"]
    return (
        frozenset(row["names"]),
        Pattern(rf" (?:{'|'.join(row['verbs'])})(?!\p{{L}})"),
        Before.words(row["callers"], any_case=True),
        Before.words(row["behind"]),
    )


def homonym(case: Case) -> None:
    """Who has the name of a country and cries is no country: "[Nga] khóc"."""
    from vntext.decide.given import opens_sentence

    names, verbs, callers, behind = _homonym()
    text = case.text
    for number, f in case.of("LOC"):
        if text[f.start : f.end] not in names or number in case.instead:
            continue
        acts = verbs.match(text, f.end) is not None and (
            opens_sentence(text, f.start) or behind.search(text, f.start - NEAR, f.start)
        )
        if acts or callers.search(text, f.start - NEAR, f.start):
            new = f._replace(label="PERSON", rule="homonym", score=LIKELY)
            case.instead[number] = "homonym", new


ALIASES: tuple[Callable[[Case], None], ...] = (mister, alias, pronoun, homonym)
"""The rules of this module in order."""
