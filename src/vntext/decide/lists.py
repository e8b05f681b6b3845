"""Rules for names in a row: what the head says of one name it says of all.

As `vntext.decide.rules`, with the same tables.
"""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from vntext.decide.case import places, rule_table
from vntext.decide.numbered import house_number, numbered_unit
from vntext.entities.types import Found

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import regex

    from vntext.decide.case import Case

__all__ = ["LISTS"]

SURE = 0.95
"""Score of what grammar makes where no row of the table of names holds the name."""

NEAR = 60
"""Characters before a name in which its head is looked for."""

LONGEST = 8
"""Characters before a head in which the word for several stands."""

MEMBERS = 24
"""Names of the longest list that is read."""

Row = list[tuple[int, Found]]
"""Spans that stand in a row, each with its number among the tagged ones, or -1."""

_PART = r"\p{Lu}(?:[\p{L}\d&'’-]|\.(?=\p{L}))*+"
_NAME = rf"{_PART}(?: (?:{_PART}|\d\d(?!\d)))*+"


@cache
def _clubs() -> tuple[regex.Pattern[str], regex.Pattern[str], frozenset[str], frozenset[str]]:
    """A word for several clubs with its list; a name; towns that name clubs; countries."""
    import regex

    table = rule_table()["clubs"]
    several, heads, between = ("|".join(table[k]) for k in ("several", "heads", "between"))
    return (
        regex.compile(
            rf"(?<![\p{{L}}\d])(?i:(?:{several}) (?:{heads}))(?:,? (?i:{between}))*:? "
            rf"(?!(?:{'|'.join(table['other'])}))"
            rf"(?P<list>{_NAME}(?:, {_NAME})*+(?:,? (?:và|hay|hoặc|cùng) {_NAME})?)"
        ),
        regex.compile(_NAME),
        frozenset(table["names"]),
        frozenset(table["countries"]),
    )


def clubs(case: Case) -> None:
    """What stands in a row behind "các đội" are clubs, and towns in a row with clubs."""
    headed, name, towns, countries = _clubs()
    for m in _headed(case.text, headed):
        members = [x for x in name.finditer(case.text, *m.span("list")) if x[0] not in countries]
        rows = [x.span() for x in members][:MEMBERS]
        if len(rows) > 1:
            _relabel(case, rows, "clubs")
    if case.of("ORG"):
        for row in _rows(case):
            if any(f.label == "ORG" for _, f in row):
                for number, f in row:
                    if f.label == "LOC" and case.text[f.start : f.end] in towns:
                        new = Found(f.start, f.end, "ORG", "clubs", f.score)
                        case.instead.setdefault(number, ("clubs", new))


def _headed(text: str, pattern: regex.Pattern[str]) -> Iterator[regex.Match[str]]:
    """Matches of a word for several with its head, tried where both words stand."""
    low = text.lower()
    if len(low) != len(text):
        yield from pattern.finditer(text)
        return
    table = rule_table()["clubs"]
    several = frozenset(table["several"])
    heads = {head.partition("(")[0].lower() for head in table["heads"]}
    done = 0
    for place in places(low, heads):
        word = low[max(0, place - LONGEST) : place].rstrip(" ").rpartition(" ")[2]
        start = place - 1 - len(word)
        if low[place - 1 : place] != " " or start < done or not word.endswith(tuple(several)):
            continue
        begin = next(k for k in range(len(word)) if word[k:] in several)
        m = pattern.match(text, start + begin)
        if m is not None:
            done = m.end()
            yield m


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
def _joint() -> regex.Pattern[str]:
    import regex

    return regex.compile(r",? (?:và|hay|hoặc|cùng|với|giao) |, | ?[-–] ?|/")


def _rows(case: Case) -> list[Row]:
    """The rows of names as the rules before left them, of two members or more."""
    state = (tuple(case.instead.items()), tuple(case.made), tuple(case.ends.items()))
    if case.rows is None or case.rows[0] != state:
        case.rows = state, _rows_now(case)
    return case.rows[1]


def _rows_now(case: Case) -> list[Row]:
    spans: Row = []
    for number, f in enumerate(case.tagged):
        _, new = case.instead.get(number, ("", f))
        if new is not None and f.label != "TITLE":
            end, _ = case.ends.get(new.end, (new.end, ""))
            spans.append((number, new if new.label == "PERSON" else new._replace(end=end)))
    spans += [(-1, f) for f in case.made if f.label != "TITLE"]
    spans.sort(key=lambda row: (row[1].start, -row[1].end))
    out: list[Row] = []
    row: Row = spans[:1]
    for (_, a), after in pairwise(spans):
        b = after[1]
        if b.start - a.end <= len(" hoặc ") + 1 and _joint().fullmatch(case.text, a.end, b.start):
            row.append(after)
            continue
        if len(row) > 1:
            out.append(row)
        row = [after]
    if len(row) > 1:
        out.append(row)
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
def _heads() -> tuple[regex.Pattern[str], ...]:
    """Heads of what is named after people: in a span; of several before and in it; of bodies."""
    import regex

    table = rule_table()["shared-head"]
    one, several, between = ("|".join(table[k]) for k in ("heads", "several", "between"))
    return (
        regex.compile(rf"(?<![\p{{L}}\d])(?:{one}) "),
        regex.compile(rf"(?<![\p{{L}}\d])(?:{several})(?:{between})? \Z"),
        regex.compile(rf"(?:{several}) "),
        regex.compile(rf"(?i:{'|'.join(table['bodies'])})"),
    )


def shared_head(case: Case) -> None:
    """Of schools, streets and wards in a row the head is said once: "đường Lê Lợi, Lê Lai"."""
    if not case.of("PERSON"):
        return
    one, several, crossing, bodies = _heads()
    for number, f in case.of("PERSON"):
        if number not in case.instead:
            m = several.search(case.text, max(0, f.start - NEAR), f.start)
            if m is not None:
                label = "ORG" if bodies.search(m[0]) else "LOC"
                new = Found(f.start, f.end, label, "shared-head", SURE)
                case.instead[number] = "shared-head", new
    for row in _rows(case):
        first = row[0][1]
        if first.label == "PERSON":
            continue
        all_alike = several.search(case.text, max(0, first.start - NEAR), first.start) is not None
        all_alike = all_alike or crossing.match(case.text, first.start, first.end) is not None
        if not all_alike and not one.match(case.text, first.start, first.end):
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


LISTS: tuple[Callable[[Case], None], ...] = (
    clubs,
    shared_head,
    row_of_people,
    house_number,
    numbered_unit,
)
"""The rules of this module in order."""
