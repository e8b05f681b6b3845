"""Cuts for a narrow budget: what a sentence can lose when there is no room for all of it.

Each rule has a level, in which it is used: fillers first, then what is said beside the main clause,
then one of two things that are said alike, the lesser addressees at last. The words stand in
``summary/trim.toml``.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from vntext.resources import load_toml
from vntext.roles.tables import UPPER, one_of
from vntext.summary.terms import words_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["LEVELS", "Loose", "loose_pieces"]

LEVELS = {
    "fillers": 1,
    "asides": 1,
    "formulas": 2,
    "clauses": 2,
    "tail": 2,
    "purpose": 3,
    "alike": 3,
    "coordinate": 4,
    "addressees": 5,
}
"""Rules by the level in which they are used."""

KEPT = 10  # syllables that stay in front of a tail
FAR = 20  # syllables between two predicates
SHORT = 3  # syllables of a piece that is worth a cut, but for fillers


class Loose(NamedTuple):
    """A piece that a sentence can lose where there is little room.

    Attributes:
        level: When it goes, by `LEVELS`; one later where it holds a figure or a name.
        start: First character, in characters of the sentence.
        end: End (exclusive).
        rule: Name of the rule.
    """

    level: int
    start: int
    end: int
    rule: str


class _Patterns(NamedTuple):
    filler: re.Pattern[str]
    aside: re.Pattern[str]
    verb: re.Pattern[str]
    formula: re.Pattern[str]
    purpose: re.Pattern[str]
    tail: re.Pattern[str]
    parallel: re.Pattern[str]
    alike: re.Pattern[str]
    border: re.Pattern[str]
    addressees: re.Pattern[str]
    name: re.Pattern[str]


@cache
def _table() -> Mapping[str, Any]:
    table: Mapping[str, Any] = load_toml("summary/trim.toml")["tight"]
    return table


@cache
def _patterns() -> _Patterns:
    row = _table()
    verbs = one_of(row["parallel"])
    subjects = one_of(load_toml("summary/trim.toml")["introductions"]["subjects"])
    name = rf"[{UPPER}]\w*+(?: [{UPPER}]\w*+){{1,4}}"
    return _Patterns(
        re.compile(
            rf"(?<! và)(?<!,) (?:{one_of(row['fillers'])}|{one_of(row['places'])}(?! [{UPPER}\d]))"
            r"(?=[ ,.;:])"
            rf"|{one_of(row['times'])}, (?=\w)"
        ),
        re.compile(
            rf"{name}((?:, (?:\d{{1,3}} tuổi|{one_of(row['asides'])} [^,.;:]{{1,80}}"
            rf"(?:, {one_of(row['dwelling'])}\.? [^,.;:]{{1,40}})*))+),(?= )"
        ),
        re.compile(rf" {one_of(load_toml('summary/trim.toml')['offices']['verbs'])}(?!\w)"),
        re.compile(rf"(?<= ){one_of(row['formulas'])} [^.;:\d]{{0,100}}? trong (?={verbs}(?!\w))"),
        re.compile(
            rf"{one_of(row['purposes'])} [^.;:“\"]{{8,200}}?, (?=(?:{subjects}(?!\w)|[{UPPER}]))"
        ),
        re.compile(rf"{one_of(row['tails'])}(?= )"),
        re.compile(rf"(?<!\w)(?<!Ban )(?<!ban ){verbs}(?!\w)"),
        re.compile(rf"(?<!\w)(?<!Ban )(?<!ban ){one_of(row['alike'])}(?!\w)"),
        re.compile(
            rf";|:|, {verbs}(?!\w)| và {verbs}(?!\w)|, (?:{subjects}(?!\w)|[{UPPER}])"
            rf"|(?: do [^,;]{{3,70}}? {one_of(row['held'])})"
            rf"|,? (?:{one_of(row['predicates'])})(?!\w)"
        ),
        re.compile(
            rf"(?:: |{one_of(row['asking'])} |(?<!\w)giao )(?:{one_of(row['times'])}, )?"
            rf"(?:các|những|{one_of(row['bodies'])}) "
            rf"[^,;:.]{{4,60}}?(?P<rest>(?:, [^,;:./]{{2,70}}?)+?(?: và [^,;:.]{{2,60}}?)?)"
            r"(?<!Ban)(?<!ban)(?<! trong)(?<! với)(?<! của)(?<! và)(?<! về)"
            rf"(?= {one_of(row['duties'])}(?!\w))"
        ),
        re.compile(rf" [{UPPER}]"),
    )


def _asides(text: str) -> Iterator[tuple[int, int]]:
    for m in _patterns().aside.finditer(text):
        # before a verb the comma goes too
        yield m.start(1), m.end() if _patterns().verb.match(text, m.end()) else m.end(1)


def _alike(text: str) -> Iterator[tuple[int, int]]:
    """Verbs right behind an other one, with which they share an object."""
    verbs = list(_patterns().alike.finditer(text))
    for before, m in pairwise(verbs):
        if text[before.end() : m.start()] == ", " and text[m.end() : m.end() + 2] not in ("", ". "):
            yield before.end(), m.end()


def _coordinates(text: str, last: int) -> Iterator[tuple[int, int]]:
    """Predicates that stand behind a comma beside one of the same kind."""
    patterns = _patterns()
    verbs = list(patterns.parallel.finditer(text))
    for k, m in enumerate(verbs[1:], 1):
        at = m.start() - 2
        if text[at : m.start()] != ", ":
            continue
        before = verbs[k - 1]
        between = text[before.end() : at]
        # the verb before is of the same clause, and has an object
        if (
            not 1 < words_in(between) < FAR
            or before.end() == at
            or text[:at].endswith(" thanh")
            or re.search(r"[;:]", between)
        ):
            continue
        border = patterns.border.search(text, m.end())
        end = min(border.start() if border else last, last)
        if text[end : end + 1] != ":":
            yield at, end


def loose_pieces(text: str, last: int) -> Iterator[Loose]:
    """The pieces that a sentence can lose, of all rules; they may cross.

    Args:
        text: A sentence on one line.
        last: Where its last mark stands.

    Example:
        >>> text = "Xã phát bình chữa cháy cho các hộ trên địa bàn xã."
        >>> [(p.rule, text[p.start : p.end]) for p in loose_pieces(text, len(text) - 1)]
        [('fillers', ' trên địa bàn xã')]
    """
    return (piece for piece in _found(text, last) if piece.start < last)


def _found(text: str, last: int) -> Iterator[Loose]:
    patterns = _patterns()

    def made(rule: str, a: int, b: int) -> Loose:
        # what holds no name and no figure goes first
        holds = rule != "asides" and (
            any(c.isdigit() for c in text[a:b]) or patterns.name.search(text, a, b) is not None
        )
        return Loose(LEVELS[rule] + holds, a, b, rule)

    for m in patterns.filler.finditer(text):
        if m[0][0] == " " or m.start() == 0 or text[m.start() - 2 : m.start()] == ": ":
            yield made("fillers", m.start(), m.end())
    for a, b in _asides(text):
        yield made("asides", a, b)
    for m in patterns.formula.finditer(text):
        yield made("formulas", m.start(), m.end())
    aim = patterns.purpose.match(text)
    if aim and not any(c.isdigit() for c in aim[0]):
        yield made("purpose", 0, aim.end())
    at = text.find(";")
    while 0 <= at < last:
        if words_in(text[:at]) >= KEPT:
            yield made("clauses", at + 1, len(text))
        at = text.find(";", at + 1)
    for m in patterns.tail.finditer(text):
        if words_in(text[: m.start()]) >= KEPT and words_in(text[m.start() : last]) >= SHORT:
            rule = "clauses" if ";" in text[m.start() : last] else "tail"
            yield made(rule, m.start(), len(text) if rule == "clauses" else last)
    for a, b in _alike(text):
        yield made("alike", a, b)
    for a, b in _coordinates(text, last):
        if words_in(text[a:b]) >= SHORT:
            yield made("coordinate", a, b)
    for m in patterns.addressees.finditer(text):
        yield made("addressees", m.start("rest"), m.end("rest"))
