"""Rules for bodies and rulers of other countries: "Công an [Trung Quốc]", "[Tề Hoàn công]".

As `vntext.decide.rules`, with the same tables.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from vntext.decide.case import rule_table
from vntext.decide.inside import countries, foreign
from vntext.entities.types import Found

if TYPE_CHECKING:
    from collections.abc import Callable

    import regex

    from vntext.decide.case import Case

__all__ = ["ABROAD", "cues"]

LIKELY = 0.85
"""Score of a name that the word before it gives."""

WORD = 8
"""Characters of the longest word of two for a ruler."""

NEAR = 48
"""Characters before a country in which the word for a body or a person is looked for."""


@cache
def _foreign_countries() -> frozenset[str]:
    return countries() - {"Việt Nam"}


@cache
def _country_endings() -> tuple[str, ...]:
    return tuple(f" {name}" for name in _foreign_countries())


def agency(case: Case) -> None:
    """Police, courts and press of another country have no name, it has: "Công an [Trung Quốc]"."""
    heads = frozenset(rule_table()["agency"]["heads"])
    known, endings, held = _foreign_countries(), _country_endings(), None
    for number, f in case.around("ORG").closing(endings):
        if not case.text.endswith(endings, f.start, f.end):
            continue
        if number in case.instead or f.end in case.ends:
            continue
        words = case.text[f.start : f.end].split(" ")
        for k in (1, 2, 3):
            if " ".join(words[:k]).lower() in heads and " ".join(words[k:]) in known:
                if held is None:
                    held = [(t.start, t.end) for _, t in case.of("TITLE")]
                if not any(a <= f.start < b for a, b in held):
                    start = f.start + len(" ".join(words[:k])) + 1
                    new = f._replace(start=start, label="LOC", rule="agency")
                    case.instead[number] = "agency", new
                break


@cache
def _nouns() -> regex.Pattern[str]:
    """A word for a body, with what says which, up to the end of a text."""
    import regex

    words = "|".join(rule_table()["homeland"]["bodies"])
    return regex.compile(rf"(?<![\p{{L}}\d])(?i:{words})(?: \p{{Ll}}+){{0,4}} \Z")


def homeland(case: Case) -> None:
    """A country between a word for a body and its foreign name: "hãng lớn nhất [Mỹ] [Morabi]"."""
    known, text = _foreign_countries(), case.text
    for number, f in case.around("LOC").opening(known):
        if number in case.instead or text.find(" ", f.start, f.end) < 0:
            continue
        words = text[f.start : f.end].split(" ")
        for k in (3, 2, 1):
            place, name = " ".join(words[:k]), " ".join(words[k:])
            if place not in known or not name or text[f.start : f.end] in known:
                continue
            named = name[0].isupper() and (foreign(name) or name.isupper())
            if named and _nouns().search(text, max(0, f.start - NEAR), f.start) is not None:
                middle = f.start + len(place)
                case.instead[number] = "homeland", f._replace(end=middle, rule="homeland")
                case.made.append(Found(middle + 1, f.end, "ORG", "homeland", f.score))
            break


@cache
def _rulers() -> tuple[frozenset[str], tuple[str, ...], regex.Pattern[str]]:
    """Old states, how their rulers' titles begin, and those."""
    import regex

    row = rule_table()["ruler"]
    titles = "|".join(row["titles"])
    return (
        frozenset(row["states"]),
        tuple(f" {title}" for title in row["titles"]),
        regex.compile(rf" (?:{titles})(?![\p{{L}}\d])"),
    )


def ruler(case: Case) -> None:
    """A ruler of an old state is named with the rank behind the name: "[Tề Hoàn công]"."""
    states, behind, titles = _rulers()
    text = case.text
    for label in ("PERSON", "ORG", "LOC"):
        for row in case.around(label).followed(behind):
            now = case.now(row)
            if now is None or not text.startswith(behind, now[1].end):
                continue
            f = now[1]
            words = text[f.start : f.end].split(" ")
            m = titles.match(text, f.end)
            if m is None or not 2 <= len(words) <= 3 or words[0] not in states:
                continue
            # "Tống Minh công bố": the rank is a word of its own
            if case.ends_word(m.end()):
                new = Found(f.start, m.end(), "PERSON", "ruler", f.score)
                case.instead[row[0]] = "ruler", new


@cache
def _particled() -> regex.Pattern[str]:
    import regex

    name = r"\p{Lu}[\p{L}’'-]+"
    return regex.compile(rf"{name}(?: {name})? v[ao]n(?: de[rn]?)? {name}")


def particled(case: Case) -> None:
    """A name with "van" or "von" is a person's: "[Jurriën van der Heijden]"."""
    if " van " not in case.text and " von " not in case.text:
        return
    for label in ("ORG", "LOC"):
        for number, f in case.of(label):
            if number in case.instead or not _particled().fullmatch(case.text, f.start, f.end):
                continue
            if foreign(case.text[f.start : f.end].split(" ", 1)[0]):
                case.instead[number] = "particled", f._replace(label="PERSON", rule="particled")


@cache
def _endings() -> tuple[str, ...]:
    return tuple(f" {word}" for word in rule_table()["company-end"]["words"])


def company_end(case: Case) -> None:
    """What ends with an English word for a firm or a school is a body: "Mây Productions"."""
    endings, text = _endings(), case.text
    for label in ("PERSON", "LOC"):
        for number, f in case.around(label).closing(endings):
            if number not in case.instead and text.endswith(endings, f.start, f.end):
                case.instead[number] = "company-end", f._replace(label="ORG", rule="company-end")


@cache
def cues() -> tuple[str, ...]:
    """The last words for rulers, what the rules of this module look for in a text."""
    words = rule_table()["king"]["words"]
    return tuple(dict.fromkeys(f"{word.rpartition(' ')[2]} " for word in words))


@cache
def _kings() -> regex.Pattern[str]:
    """A word for a ruler, with the foreign name behind it."""
    import regex

    words = "|".join(rule_table()["king"]["words"])
    name = r"\p{Lu}[\p{L}’'-]+(?: \p{Lu}[\p{L}’'-]*+){0,3}"
    return regex.compile(
        rf"(?<![\p{{L}}\d])(?P<title>(?i:{words})) (?P<name>{name})(?![\p{{L}}\d-])"
    )


def king(case: Case) -> None:
    """A foreign name behind the word for a ruler is a person's: "[vua] [Fa Ngum]"."""
    pattern, text, done = _kings(), case.text, -1
    for place in case.places(cues()):
        # "quốc vương": the word before it too
        m = pattern.search(text, max(0, place - 2 * WORD), min(len(text), place + NEAR))
        if m is None or m.start() <= done:
            continue
        done = m.start()
        start, end = m.span("name")
        if not foreign(m["name"]) or m["name"] in countries() or start in case.phrases:
            continue
        inside = case.over(*m.span())
        if any(f.label == "PERSON" or n in case.instead or f.end > end for n, f in inside):
            continue
        if any(f.label == "LOC" and f.end < end for _, f in inside):
            continue
        for n, _ in inside:
            case.instead[n] = "king", None
        begin, stop = m.span("title")
        case.made.append(Found(begin, stop, "TITLE", "king", LIKELY))
        case.made.append(Found(start, end, "PERSON", "king", LIKELY))


ABROAD: tuple[Callable[[Case], None], ...] = (agency, homeland, ruler, particled, king, company_end)
"""The rules of this module in order."""
