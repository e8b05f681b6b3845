"""Rules for names in a row: what the head says of one name it says of all.

As `vntext.decide.rules`, with the same tables.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import compress
from operator import sub
from typing import TYPE_CHECKING

from vntext.decide.before import Before
from vntext.decide.case import rule_table
from vntext.entities.types import Found
from vntext.patterns import Pattern
from vntext.spans import columns_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from vntext.decide.case import Case

__all__ = ["LISTS", "cues", "heads"]

SURE = 0.95
"""Score of what grammar makes where no row of the table of names holds the name."""

NEAR = 60
"""Characters before a name in which its head is looked for."""

LONGEST = 8
"""Characters before a head in which the word for several stands."""

_FURTHEST = len(" hoặc ") + 1
"""Characters between two names of a row."""

MEMBERS = 24
"""Names of the longest list that is read."""

Row = list[tuple[int, Found]]
"""Spans that stand in a row, each with its number among the tagged ones, or -1."""

_BITS = 40
"""Of the end of a span in the number of its place, which sorts outer before inner."""

_PART = r"\p{Lu}(?:[\p{L}\d&'’-]|\.(?=\p{L}))*+"
_NAME = rf"{_PART}(?: (?:{_PART}|\d\d(?!\d)))*+"


@cache
def _clubs() -> tuple[Pattern, Pattern, frozenset[str], frozenset[str]]:
    """A word for several clubs with its list; a name; towns that name clubs; countries."""
    table = rule_table()["clubs"]
    several, heads, between = ("|".join(table[k]) for k in ("several", "heads", "between"))
    return (
        Pattern(
            rf"(?<![\p{{L}}\d])(?i:(?:{several}) (?:{heads}))(?:,? (?i:{between}))*:? "
            rf"(?!(?:{'|'.join(table['other'])}))"
            rf"(?P<list>{_NAME}(?:, {_NAME})*+(?:,? (?:và|hay|hoặc|cùng) {_NAME})?)"
        ),
        Pattern(_NAME),
        frozenset(table["names"]),
        frozenset(table["countries"]),
    )


def clubs(case: Case) -> None:
    """What stands in a row behind "các đội" are clubs, and towns in a row with clubs."""
    for m in _headed(case):
        _, name, _, countries = _clubs()
        members = [x for x in name.finditer(case.text, *m.span("list")) if x[0] not in countries]
        rows = [x.span() for x in members][:MEMBERS]
        if len(rows) > 1:
            _relabel(case, rows, "clubs")
    if case.of("ORG"):
        towns = frozenset(rule_table()["clubs"]["names"])
        for row in _rows(case):
            if any(f.label == "ORG" for _, f in row):
                for number, f in row:
                    if f.label == "LOC" and case.text[f.start : f.end] in towns:
                        new = Found(f.start, f.end, "ORG", "clubs", f.score)
                        case.instead.setdefault(number, ("clubs", new))


def _headed(case: Case) -> Iterator[re.Match[str]]:
    """Matches of a word for several with its head, tried where both words stand."""
    text = case.text
    several = frozenset(rule_table()["clubs"]["several"])
    done = 0
    for place in case.places(cues()):
        word = text[max(0, place - LONGEST) : place].rstrip(" ").rpartition(" ")[2].lower()
        start = place - 1 - len(word)
        if text[place - 1 : place] != " " or start < done or not word.endswith(tuple(several)):
            continue
        begin = next(k for k in range(len(word)) if word[k:] in several)
        m = _clubs()[0].match(text, start + begin)
        if m is not None:
            done = m.end()
            yield m


@cache
def cues() -> tuple[str, ...]:
    """What the rules of this module look for in a text: heads of clubs."""
    heads = rule_table()["clubs"]["heads"]
    return tuple({head.partition("(")[0].lower(): None for head in heads})


def _relabel(case: Case, rows: list[tuple[int, int]], rule: str) -> None:
    """Makes organisations of stretches, whatever the tagger said of them."""
    first, last = rows[0][0], rows[-1][1]
    known = set()
    for number, f in enumerate(case.tagged):
        if f.end <= first or f.start >= last:
            continue
        if f.label == "ORG" and any(a <= f.start and f.end == b for a, b in rows):
            known.add(f.end)  # "Các đội [LH - WAO]" and a club with its type word stay
            continue
        case.instead[number] = rule, None
    case.made += [Found(a, b, "ORG", rule, SURE) for a, b in rows if b not in known]


@cache
def _joint() -> Pattern:
    return Pattern(r",? (?:và|hay|hoặc|cùng|với|giao) |, | ?[-–] ?|/")


@lru_cache(maxsize=1 << 12)
def _joins(between: str) -> bool:
    return _joint().fullmatch(between) is not None


def _rows(case: Case) -> list[Row]:
    """The rows of names as the rules before left them, of two members or more."""
    # the rules of this module only add to them
    state = len(case.instead), len(case.made), len(case.ends)
    if case.rows is None or case.rows[0] != state:
        case.rows = state, _rows_now(case)
    return case.rows[1]


def _rows_now(case: Case) -> list[Row]:
    spans: Row = [*case.left()]
    spans += [(-1, f) for f in case.made if f.label != "TITLE"]
    starts, ends = (column.tolist() for column in columns_of([f for _, f in spans]))
    if case.instead or case.made:
        places = [(a << _BITS) - b for a, b in zip(starts, ends, strict=True)]
        order = sorted(range(len(spans)), key=places.__getitem__)
        spans = [spans[k] for k in order]
        starts, ends = [starts[k] for k in order], [ends[k] for k in order]
    out: list[Row] = []
    row: Row = []
    last = -1
    # few spans stand near the one behind them
    for k in compress(range(len(spans) - 1), map(_FURTHEST.__ge__, map(sub, starts[1:], ends))):
        if not _joins(case.text[ends[k] : starts[k + 1]]):
            continue
        if k != last:
            row = [spans[k]]
            out.append(row)
        row.append(spans[k + 1])
        last = k + 1
    return out


@cache
def _well_known() -> frozenset[str]:
    """Countries, provinces and towns."""
    from vntext.names.table import phrases_of

    return frozenset(phrases_of("place"))


def row_of_people(case: Case) -> None:
    """In a row of people what bears the name of a ward is a person too."""
    for row in _rows(case):
        people = sum(f.label == "PERSON" for _, f in row)
        bodies = sum(f.label == "ORG" for _, f in row)
        # a band may stand in a row of singers; where there are more, towns may be clubs
        if people < 2 or 2 * people <= len(row) - bodies or 3 * bodies > people:
            continue
        for number, f in row:
            if f.label != "LOC" or number < 0 or number in case.instead:
                continue
            name = case.text[f.start : f.end]
            if name not in _well_known() and name[:1].isupper() and " " in name:
                new = Found(f.start, f.end, "PERSON", "row-of-people", f.score)
                case.instead[number] = "row-of-people", new


@cache
def _heads() -> tuple[Pattern, Pattern]:
    """How a span begins that is named after people: the head of one, or of several."""
    table = rule_table()["shared-head"]
    one, several = ("|".join(table[k]) for k in ("heads", "several"))
    return Pattern(rf"(?<![\p{{L}}\d])(?:{one}) "), Pattern(rf"(?:{several}) ")


@cache
def _several() -> Before:
    """A head of several right before a span."""
    table = rule_table()["shared-head"]
    several, between = ("|".join(table[k]) for k in ("several", "between"))
    endings = [word for word in _words_of("several", "between") if len(word) > 1]
    return Before(rf"(?<![\p{{L}}\d])(?:{several})(?:{between})? \Z", [*endings, ":"])


@cache
def _bodies() -> Pattern:
    return Pattern(rf"(?i:{'|'.join(rule_table()['shared-head']['bodies'])})")


@cache
def _words_of(*names: str) -> frozenset[str]:
    """All words of some rows of the table, in small letters: "[Gg]óc" is "góc"."""
    rows = " | ".join(x for name in names for x in rule_table()["shared-head"][name])
    return frozenset(re.findall(r"\w+", re.sub(r"\[\w(\w)\]", r"\1", rows).lower()))


def _several_before(text: str, start: int) -> re.Match[str] | None:
    """The head of several that ends right before a place."""
    return _several().search(text, start - NEAR, start)


def _may_have_head(text: str, f: Found) -> bool:
    """Whether a span may begin with one of the heads."""
    word = text[f.start : f.end].partition(" ")[0].lower()
    return not word.isalpha() or word in _words_of("heads", "several")


def shared_head(case: Case) -> None:
    """Of schools, streets and wards in a row the head is said once: "đường Lê Lợi, Lê Lai"."""
    people = case.around("PERSON")
    if not people.rows:
        return
    for number, f in people.before(_several()):
        if number not in case.instead:
            m = _several_before(case.text, f.start)
            if m is not None:
                label = "ORG" if _bodies().search(m[0]) else "LOC"
                new = Found(f.start, f.end, label, "shared-head", SURE)
                case.instead[number] = "shared-head", new
    for row in _rows(case):
        first = row[0][1]
        if first.label == "PERSON":
            continue
        all_alike = _several_before(case.text, first.start) is not None
        if _may_have_head(case.text, first):
            one, crossing = _heads()
            all_alike = all_alike or crossing.match(case.text, first.start, first.end) is not None
            if not all_alike and not one.match(case.text, first.start, first.end):
                continue
        elif not all_alike:
            continue
        for number, f in row[1:]:
            if f.label == first.label:
                continue
            if f.label != "PERSON" or number < 0 or number in case.instead:
                break
            match = case.phrases.get(f.start)
            named = match is not None and match.kind == "namesake" and match.end == f.end
            if not (named or all_alike):
                break
            new = Found(f.start, f.end, first.label, "shared-head", SURE)
            case.instead[number] = "shared-head", new


def heads() -> tuple[Before, ...]:
    """What the rules of this module look for before a span."""
    return (_several(),)


LISTS: tuple[Callable[[Case], None], ...] = (
    clubs,
    shared_head,
    row_of_people,
)
"""The rules of this module in order."""
