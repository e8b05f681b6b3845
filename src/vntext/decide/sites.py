"""Rules for places: what belongs to one, what is none, and two that look like one.

As `vntext.decide.rules`, with the same tables.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from vntext.decide.before import Before
from vntext.decide.case import rule_table
from vntext.decide.grammar import NEAR, SURE
from vntext.decide.inside import countries, foreign
from vntext.entities.types import Found
from vntext.names.table import phrases_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from vntext.decide.case import Case

__all__ = ["SITES", "heads"]

LONGEST = 16
"""Characters of the longest word that is looked at before a place."""

_CONTINENTS = frozenset({"Á", "Âu", "Phi", "Mỹ"})
"""Continents without their word, as in "đông Á"."""

_DASHES = (" - ", " – ")


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
    text, places = case.text, case.around("LOC")
    found = dict([*places.opening(before), *places.closing(behind)])
    for number, f in sorted(found.items()):
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
def _headed() -> Before:
    return Before.words(rule_table()["outer-head"]["words"], any_case=True)


def outer_head(case: Case) -> None:
    """The noun for a place right before its name belongs to it: "[nghĩa trang Mây Hồng]"."""
    pattern = _headed()
    for number, f in case.around("LOC").before(pattern):
        if number in case.instead or case.text[f.start - 1 : f.start] != " ":
            continue
        m = pattern.search(case.text, f.start - NEAR, f.start)
        if m is None or case.text[f.start : f.end] in countries():
            continue
        case.instead[number] = "outer-head", f._replace(start=m.start(), rule="outer-head")


@cache
def _roads() -> Before:
    return Before.words(rule_table()["road"]["words"], any_case=True)


def road(case: Case) -> None:
    """A road from one place to another is one place: "[cao tốc Bến Mây - Chợ Gió]"."""
    places = case.around("LOC")
    for number, f in places.followed(_DASHES):
        if number in case.instead or not case.text.startswith(_DASHES, f.end):
            continue
        other = places.starts.get(f.end + 3)
        if other is None or other[0] in case.instead:
            continue
        m = _roads().search(case.text, f.start - NEAR, f.start)
        if m is not None:
            new = Found(m.start(), other[1].end, "LOC", "road", SURE)
            case.instead[number] = "road", new
            case.instead[other[0]] = "road", None


@cache
def _known() -> frozenset[str]:
    return frozenset(phrases_of("place", "unit"))


def pair(case: Case) -> None:
    """Two places with a dash between are two: "[Hà Giang] - [Lào Cai]"."""
    places = case.around("LOC")
    for number, f in sorted({row for dash in _DASHES for row in places.holding(dash)}):
        for dash in _DASHES:
            at = case.text.find(dash, f.start, f.end)
            if at < 0 or number in case.instead:
                continue
            first, second = case.text[f.start : at], case.text[at + 3 : f.end]
            known = _known()
            if first not in known or second not in known or second.endswith(" Dương"):
                continue
            # an ocean ends a region; "Bà Rịa - Vũng Tàu" is one, however its dash is written
            if {f"{first}{d}{second}" for d in ("-", " - ", " – ", "–")} & known:
                continue
            case.instead[number] = "pair", f._replace(end=at, rule="pair")
            case.made.append(Found(at + 3, f.end, "LOC", "pair", f.score))


def direction(case: Case) -> None:
    """A direction is no place: "hướng [Đông Nam]", "phía [Tây]"."""
    table = rule_table()["direction"]
    words, before = frozenset(table["words"]), tuple(table["before"])
    for number, f in case.around("LOC").opening(words):
        if case.text[f.start : f.end] in words and case.text.endswith(before, 0, f.start):
            case.instead.setdefault(number, ("direction", None))


@cache
def _sides() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Sides in small letters, the longest first, and pairs of capitals, each with a space."""
    row = rule_table()["side"]
    words = sorted(row["words"], key=len, reverse=True)
    return tuple(f"{word} " for word in words), tuple(f"{pair} " for pair in row["pairs"])


def side(case: Case) -> None:
    """A side of a place is no part of its name: "tây [Trường An]", "Tây Nam [Hà Lan]"."""
    small, pairs = _sides()
    text = case.text
    for number, f in case.around("LOC").opening((*small, *pairs)):
        if number in case.instead or f.end in case.ends:
            continue
        if text.startswith(small, f.start):
            word = next(w for w in small if text.startswith(w, f.start))
            rest = text[f.start + len(word) : f.end]
            if not rest[:1].isupper() or rest in _CONTINENTS:
                continue
        elif text.startswith(pairs, f.start):
            word = next(w for w in pairs if text.startswith(w, f.start))
            if text[f.start + len(word) : f.end] not in countries():
                continue
        else:
            continue
        case.instead[number] = "side", f._replace(start=f.start + len(word), rule="side")


@cache
def _unit() -> Before:
    return Before.words(rule_table()["unit-name"]["words"])


def cape(case: Case) -> None:
    """A name that opens with the foreign word for a cape or a mountain is a place."""
    capes = _capes()
    for number, f in case.around("PERSON").opening(capes):
        if case.text.startswith(capes, f.start) and number not in case.instead:
            case.instead[number] = "cape", f._replace(label="LOC", rule="cape")


@cache
def _capes() -> tuple[str, ...]:
    return tuple(f"{word} " for word in rule_table()["cape"]["words"])


def unit_name(case: Case) -> None:
    """A foreign name behind the word for a unit is a place: "[tỉnh Transalpine Gaul]"."""
    pattern, row = _unit(), rule_table()["unit-name"]
    for number, f in case.around("PERSON").before(pattern):
        if number in case.instead:
            continue
        m = pattern.search(case.text, f.start - NEAR, f.start)
        if m is None or not foreign(case.text[f.start : f.end]):
            continue
        if any(t.start <= m.start() < t.end for _, t in case.of("TITLE")):
            continue
        # "con sông" is no part of a river's name
        start = f.start if m[0].strip() in row["alone"] else m.start()
        case.instead[number] = "unit-name", Found(start, f.end, "LOC", "unit-name", f.score)


def heads() -> tuple[Before, ...]:
    """What the rules of this module look for before a span."""
    return _headed(), _unit()


SITES: tuple[Callable[[Case], None], ...] = (
    small_place,
    inner_place,
    direction,
    road,
    pair,
    outer_head,
    side,
    cape,
    unit_name,
)
"""The rules of this module in order."""
