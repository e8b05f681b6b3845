"""Rules for bodies: a part and its whole, organs, bodies of several units, and what is no body.

As `vntext.decide.rules`, with the same tables.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from vntext.decide.before import Before, spelled, written
from vntext.decide.called import LIKELY
from vntext.decide.case import rule_table
from vntext.decide.grammar import NEAR
from vntext.decide.inside import countries, foreign
from vntext.entities.types import Found
from vntext.patterns import Pattern

if TYPE_CHECKING:
    from collections.abc import Callable

    from vntext.decide.case import Case

__all__ = ["BODIES", "cues", "heads"]


@cache
def _units() -> tuple[str, Pattern]:
    table = rule_table()["bodies-of-units"]
    units = "|".join(table["units"])
    return table["several"], Pattern(
        rf"(?P<body>.*\S){table['several']}(?P<units>{units}) (?=\p{{Lu}})"
    )


def bodies_of_units(case: Case) -> None:
    """Bodies of several units are named once, and each unit is a place: "UBND các quận A, B"."""
    joint, pattern = _units()
    for number, f in case.around("ORG").holding(joint):
        if number in case.instead:
            continue
        m = pattern.match(case.text, f.start, f.end)
        if m is None or "," in case.text[m.end() : f.end]:
            continue
        rule = "bodies-of-units"
        case.instead[number] = rule, f._replace(end=m.end("body"), rule=rule)
        case.made.append(Found(m.end(), f.end, "LOC", rule, f.score))


@cache
def _subunits() -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    pairs = rule_table()["subunit"]["pairs"]
    return [(tuple(f"{w} " for w in a), tuple(f"{w} " for w in b)) for a, b in pairs]


def subunit(case: Case) -> None:
    """A part of a body and the body behind the comma are one: "[Khoa Toán, Đại học Mây]"."""
    bodies = case.of("ORG")
    starts = {f.start: f for _, f in bodies}
    for number, f in bodies:
        other = starts.get(f.end + 2)
        if other is None or not case.text.startswith(", ", f.end):
            continue
        if number in case.instead or f.end in case.ends:
            continue
        for parts, wholes in _subunits():
            if case.text.startswith(parts, f.start) and case.text.startswith(wholes, other.start):
                case.ends[f.end] = other.end, "subunit"
                break


@cache
def _organs() -> Before:
    return Before.words(rule_table()["organ"]["words"])


def organ(case: Case) -> None:
    """An organ right before its body belongs to it: "[ban giám hiệu Trường Mây Hồng]"."""
    pattern = _organs()
    held = [(f.start, f.end) for _, f in case.of("TITLE")]
    for number, f in case.around("ORG").before(pattern):
        if number in case.instead or f.end in case.ends:
            continue
        m = pattern.search(case.text, f.start - NEAR, f.start)
        if m is None or any(a < f.start and m.start() < b for a, b in held):
            continue
        case.instead[number] = "organ", f._replace(start=m.start(), rule="organ")


@cache
def _brands() -> tuple[Before, Before]:
    row = rule_table()["brand"]
    return Before.words(row["inside"]), Before.words(row["outside"])


def brand(case: Case) -> None:
    """A firm or band with the name of a person is none: "Ban nhạc [Mộc Miên]"."""
    inside, outside = _brands()
    text = case.text
    held = [(f.start, f.end) for _, f in case.of("TITLE")]
    for number, f in case.around("PERSON").before(inside, outside):
        if number in case.instead or text[f.start - 1 : f.start] != " ":
            continue
        m = inside.search(text, f.start - NEAR, f.start)
        start = m.start() if m is not None else f.start
        if m is None and outside.search(text, f.start - NEAR, f.start) is None:
            continue
        if any(a < f.start and start < b for a, b in held):
            continue
        case.instead[number] = "brand", Found(start, f.end, "ORG", "brand", f.score)
    papers = _papers()
    for number, f in case.around("LOC").before(papers):
        abroad = text[f.start : f.end] in countries() or _country_end(text, f.start, f.end)
        if number in case.instead or abroad:
            continue
        if papers.search(text, f.start - NEAR, f.start) is not None:
            case.instead[number] = "brand", f._replace(label="ORG", rule="brand")


@cache
def _papers() -> Before:
    return Before.words(rule_table()["brand"]["papers"])


@cache
def cues() -> tuple[str, ...]:
    """Words that the name of a body stands behind, what the rules look for in a text."""
    return tuple(dict.fromkeys(f"{head.lower()} " for head in rule_table()["named-body"]["heads"]))


@cache
def _named() -> Pattern:
    """A word that the name of a body stands behind, with the name."""
    heads = "|".join(rule_table()["named-body"]["heads"])
    name = r"\p{Lu}[\p{L}\d]*(?: \p{Lu}[\p{L}\d]*+){0,3}"
    return Pattern(rf"(?:{heads}) (?P<name>{name})(?! ?[-’'&]|[\p{{L}}\d])")


def named_body(case: Case) -> None:
    """What stands behind "thành viên nhóm", "công ty quản lý" is a body, found or not."""
    pattern = _named()
    for place in case.places(cues()):
        if case.text[place - 1 : place].isalnum():
            continue
        m = pattern.match(case.text, place)
        if m is None:
            continue
        start, end = m.span("name")
        if not case.over(start, end):
            case.made.append(Found(start, end, "ORG", "named-body", LIKELY))


def abbreviation(case: Case) -> None:
    """An abbreviation that stands for words in small letters is no body: "bất động sản (BĐS)"."""
    bodies = case.of("ORG")
    if not bodies:
        return
    common = frozenset(rule_table()["abbreviation"]["words"])
    heads = tuple(rule_table()["abbreviation"]["heads"])
    text = case.text
    for number, f in case.around("ORG").where(str.isupper):
        name = text[f.start : f.end]
        if number in case.instead or len(name) > LONGEST:
            continue
        if name in common or (
            text[f.start - 1 : f.start] == "(" and _is_common(text, f.start, name, heads)
        ):
            case.instead[number] = "abbreviation", None


@cache
def _signed() -> Before:
    return Before.words(rule_table()["signed"]["words"], any_case=True)


def signed(case: Case) -> None:
    """Whom a player signs for is a club: "thi đấu cho [Cruzeiro]"."""
    pattern = _signed()
    for label in ("LOC", "PERSON"):
        for number, f in case.around(label).before(pattern):
            if number in case.instead or not case.text[f.start].isupper():
                continue
            if pattern.search(case.text, f.start - NEAR, f.start) is None:
                continue
            if case.text[f.start : f.end] not in countries():
                case.instead[number] = "signed", f._replace(label="ORG", rule="signed")


@cache
def _foreign_bodies() -> tuple[Pattern, tuple[str, ...], Before]:
    row = rule_table()["foreign-body"]
    heads = "|".join(row["heads"])
    begins = tuple(written(spelled(head)[0] for head in row["heads"]))
    # "Công ty Nhật Bản Hanamori" is written as a name of its own
    pattern = rf"(?!Công ty)(?i:{heads})(?: \p{{Ll}}+){{0,3}}+ (?=\p{{Lu}})"
    return Pattern(pattern), begins, Before.words(row["before"])


def foreign_body(case: Case) -> None:
    """A country before the foreign name of a body is a place: "hãng [Nhật Bản] [Hanamori]"."""
    heads, begins, before = _foreign_bodies()
    text = case.text
    bodies, places = case.around("ORG").opening(begins), case.around("LOC").before(before)
    held = [(f.start, f.end) for _, f in case.of("TITLE")] if bodies else []
    for label, spans in (("ORG", bodies), ("LOC", places)):
        for number, f in spans:
            if number in case.instead or f.end in case.ends or text.find(" ", f.start, f.end) < 0:
                continue
            if label == "ORG":
                m = heads.match(text, f.start, f.end)
                inside = m is not None and any(a <= f.start < b for a, b in held)
                start = m.end() if m is not None and not inside else -1
            else:
                start = f.start if before.search(text, f.start - NEAR, f.start) else -1
            if start < 0:
                continue
            middle = _country_end(text, start, f.end)
            name = text[middle + 1 : f.end]
            if middle and (foreign(name) or name.isupper() or name.startswith("The ")):
                new = Found(start, middle, "LOC", "foreign-body", f.score)
                case.instead[number] = "foreign-body", new
                case.made.append(Found(middle + 1, f.end, "ORG", "foreign-body", f.score))


def _country_end(text: str, start: int, stop: int) -> int:
    """Where a foreign country ends that opens a stretch with more behind it; 0 for none."""
    known, at, out = countries(), start, 0
    for _ in range(3):
        at = text.find(" ", at + 1, stop)
        if at < 0:
            break
        if (
            text[start:at] in known
            and text[start:at] != "Việt Nam"
            and text[at + 1 : at + 2].isupper()
        ):
            out = at
    return out


LONGEST = 8
"""Characters of the longest abbreviation that is read."""


def _is_common(text: str, start: int, name: str, heads: tuple[str, ...]) -> bool:
    """Whether the words before a bracket begin with the letters of an abbreviation, all small."""
    before = text[max(0, start - 8 * LONGEST) : start - 1].rsplit("\n", 1)[-1].split()
    letters = [c for c in name if c.isalpha()]
    words = before[-len(letters) :]
    if len(words) < len(letters) or len(letters) < 2:
        return False
    phrase = " ".join(words)
    alike = all(w[0].lower() == c.lower() for w, c in zip(words, letters, strict=True))
    return alike and phrase.islower() and not phrase.startswith(heads)


def heads() -> tuple[Before, ...]:
    """What the rules of this module look for before a span."""
    return _organs(), *_brands(), _papers(), _signed(), _foreign_bodies()[2]


BODIES: tuple[Callable[[Case], None], ...] = (
    bodies_of_units,
    subunit,
    organ,
    brand,
    named_body,
    signed,
    foreign_body,
    abbreviation,
)
"""The rules of this module in order."""
