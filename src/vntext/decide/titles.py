"""Rules of titles: offices and contests beside names of people.

As `vntext.decide.rules`, with the same tables.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING

from vntext.decide.before import Before
from vntext.decide.case import rule_table
from vntext.decide.contests import pageant
from vntext.decide.grammar import NEAR, SHORT, SURE
from vntext.decide.professions import (
    appositive,
    described,
    further,
    national,
    predicate,
    profession,
    professions,
)
from vntext.entities.types import Found
from vntext.patterns import Pattern
from vntext.text.heads import lower

if TYPE_CHECKING:
    from collections.abc import Callable

    from vntext.decide.case import Case

__all__ = ["TITLES", "heads"]


@cache
def _former() -> Before:
    return Before.words(rule_table()["former"]["words"], any_case=True)


def former(case: Case) -> None:
    """A word for a former, acting or new holder right before a title belongs to it."""
    pattern = _former()
    for number, f in case.around("TITLE").before(pattern):
        if number not in case.instead and f.end not in case.ends:
            m = pattern.search(case.text, f.start - SHORT, f.start)
            if m is not None:
                case.instead[number] = "former", f._replace(start=m.start(), rule="former")


def title_body(case: Case) -> None:
    """A body right behind a title, or behind "của", ends the title: "giám đốc của [Sao Mai]"."""
    bodies, people = case.around("ORG").starts, case.around("PERSON").starts
    for number, f in case.of("TITLE"):
        if number in case.instead or f.end in case.ends:
            continue
        for joint in (" ", " của "):
            _, body = bodies.get(f.end + len(joint), (-1, None))
            if body is None or not case.text.startswith(joint, f.end) or body.end in case.ends:
                continue
            if joint == " " or body.end + 1 not in people:
                new = f._replace(end=body.end, rule="title-body")
                case.instead[number] = "title-body", new


@cache
def _office() -> tuple[Pattern, ...]:
    """What stands between a title and a name before it and behind it; an end."""
    row = rule_table()["office-body"]
    before, behind = "|".join(row["before"]), "|".join(row["behind"])
    return (
        Pattern(rf"(?:,| [-–]| \(|{before}) \Z"),
        Pattern(rf" (?:(?:{behind}) )?"),
        Pattern(r" ?[,.;)\n]| [-–]|\Z"),
    )


@cache
def _offices() -> frozenset[str]:
    from vntext.names.table import phrases_of

    offices = {name.lower() for name in phrases_of("office")}
    return frozenset(offices | {f"{name} của" for name in offices})


@cache
def _office_ending() -> Before:
    """How an office may end."""
    return Before(r" \Z", sorted({name.rpartition(" ")[2] for name in _offices()}))


@cache
def _by_last_words() -> dict[str, list[str]]:
    """The offices by their last two words, or by their one, the longest first."""
    out: dict[str, list[str]] = {}
    for name in sorted(_offices(), key=len, reverse=True):
        out.setdefault(_last_words(name), []).append(name)
    return out


def _last_words(text: str) -> str:
    """The last two words, of the first of them what stands behind marks; or the one word."""
    first, space, last = text.rpartition(" ")
    begin = end = len(first)
    while begin and first[begin - 1].isalnum():
        begin -= 1
    return first[begin:end] + space + last


def _office_before(text: str, stop: int) -> int:
    """Where an office begins that a space parts from what stands at a place; -1 for none."""
    if text[stop - 1 : stop] != " ":
        return -1
    first = max(0, stop - NEAR)
    low = lower(text[first : stop - 1])
    last = low.rpartition(" ")[2]
    if last.isalpha():
        listed = _by_last_words()
        for office in chain(listed.get(_last_words(low), ()), listed.get(last, ())):
            start = stop - 1 - len(office)
            if low.endswith(office) and not text[start - 1 : start].isalnum():
                return start
        return -1
    offices = _offices()
    for m in _word().finditer(text, first, stop - 1):
        if low[m.start() - first :] in offices:
            return m.start()
    return -1


@cache
def _word() -> re.Pattern[str]:
    """The first letter or figure of a word."""
    return re.compile(r"(?<![^\W_])[^\W_]")


def office_body(case: Case) -> None:
    """An office right before a body is a title where a name stands beside the two."""
    before, behind, closed = _office()
    people = case.around("PERSON")
    starts, ends = people.starts, people.ends
    titles = [f for _, f in case.of("TITLE")]
    title_starts = [f.start for f in titles]
    if not starts:
        return
    ordered = sorted(ends)
    for _, f in case.around("ORG").before(_office_ending()):
        if f.end in case.ends:
            continue
        right = behind.match(case.text, f.end)
        beside = right is not None and right.end() in starts
        near = bisect_left(ordered, f.start - NEAR - SHORT)
        if not beside and (near == len(ordered) or ordered[near] > f.start):
            continue
        start = _office_before(case.text, f.start)
        # titles do not overlap: the last one that begins before the body's end ends last
        k = bisect_left(title_starts, f.end) - 1
        if start < 0 or (k >= 0 and start < titles[k].end):
            continue
        left = before.search(case.text, max(0, start - SHORT), start)
        apposed = left is not None and left.start() in ends
        # what stands between two commas says who somebody is; behind one alone a clause may begin
        if apposed and left is not None and not left[0].strip().isalpha():
            apposed = closed.match(case.text, f.end) is not None
        if beside or apposed:
            case.made.append(Found(start, f.end, "TITLE", "office-body", f.score))


def joined(case: Case) -> None:
    """A title ends before the word that joins another: "[NTK] kiêm [Stylist] Hà Nhật Tiến"."""
    joints = tuple(rule_table()["joined"]["words"])
    for number, f in case.around("TITLE").closing(joints):
        if not case.text.endswith(joints, f.start, f.end) or number in case.instead:
            continue
        end = case.text.rindex(" ", f.start, f.end)
        case.instead[number] = "joined", f._replace(end=end, rule="joined")


@cache
def _field() -> tuple[tuple[str, ...], Pattern]:
    """What a title may end with; what an office is for, up to a mark or a body."""
    row = rule_table()["title-field"]
    words = "|".join(row["fields"])
    return tuple(row["units"]), Pattern(
        rf" (?:{words})(?: (?:và )?\p{{Ll}}+){{0,3}}?(?= ?[,;.)\n]| [-–]|\Z)"
    )


def title_field(case: Case) -> None:
    """A title goes on to what its office is for: "[Trưởng phòng xử lý nợ]"."""
    units, field = _field()
    for number, f in case.around("TITLE").closing(units):
        if number in case.instead or f.end in case.ends:
            continue
        if case.text.endswith(units, f.start, f.end):
            m = field.match(case.text, f.end)
            if m is not None:
                new = f._replace(end=m.end(), rule="title-field")
                case.instead[number] = "title-field", new


@cache
def _successor() -> Pattern:
    """The word for who is replaced, with a name, up to the end of a text."""
    words = "|".join(sorted(rule_table()["successor"]["words"], key=len, reverse=True))
    return Pattern(
        rf" (?:{words})(?: (?P<name>\p{{Lu}}[\p{{L}}’'-]*(?: \p{{Lu}}[\p{{L}}’'-]*)*+))?\Z"
    )


_REPLACED = (" th", " kế", " từ")
"""How what `_successor` finds begins."""


def successor(case: Case) -> None:
    """A title ends before who is replaced: "làm [chủ tịch] thay [Lê An]"."""
    text = case.text
    for number, f in case.of("TITLE"):
        if number in case.instead or f.end in case.ends:
            continue
        if not any(text.find(sign, f.start, f.end) > 0 for sign in _REPLACED):
            continue
        m = _successor().search(text, f.start, f.end)
        if m is None:
            continue
        end = m.start()
        case.instead[number] = "successor", f._replace(end=end, rule="successor")
        for n, body in case.over(f.start, f.end):
            if n == number or body.label != "ORG" or body.end <= end:
                continue
            cut = body._replace(end=end, rule="successor") if body.start < end else None
            named = cut is not None and not text[cut.start : cut.end].islower()
            case.instead[n] = "successor", cut if named else None
        if m["name"]:
            start, stop = m.span("name")
            case.made.append(Found(start, stop, "PERSON", "successor", f.score))


@cache
def _unit_words() -> tuple[str, ...]:
    return tuple(f"{unit} " for unit in rule_table()["office-place"]["units"])


def office_place(case: Case) -> None:
    """An office right before a unit, beside a name, is a title: "A, [Bí thư xã Bến Mây], nói"."""
    before, behind, _ = _office()
    people = case.around("PERSON")
    starts, ends = people.starts, people.ends
    if not starts:
        return
    titles = [f for _, f in case.of("TITLE")]
    units, heads = _unit_words(), tuple(rule_table()["office-place"]["offices"])
    for number, f in case.around("LOC").opening(units):
        if number in case.instead or not case.text.startswith(units, f.start):
            continue
        if not case.text.endswith(heads, 0, f.start):
            continue
        start = _office_before(case.text, f.start)
        if start < 0 or any(t.start < f.end and start < t.end for t in titles):
            continue
        right = behind.match(case.text, f.end)
        left = before.search(case.text, max(0, start - SHORT), start)
        beside = right is not None and right.end() in starts
        if beside or (left is not None and left.start() in ends):
            case.made.append(Found(start, f.end, "TITLE", "office-place", SURE))


def heads() -> tuple[Before, ...]:
    """What the rules of this module look for before a span."""
    return _former(), _office_ending()


TITLES: tuple[Callable[[Case], None], ...] = (
    profession,
    professions,
    predicate,
    national,
    appositive,
    pageant,
    former,
    described,
    title_body,
    office_body,
    office_place,
    joined,
    title_field,
    successor,
    further,
)
"""The rules of this module in order."""
