"""Rules for people who are called by a given name alone: "Chủ nhà gọi Hằng vào".

As `vntext.decide.rules`, with the same tables. A word of one syllable with a capital that nothing
around it explains is a name; which names are hardly ever anything else stands in the table.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from vntext.decide.called import CALLED
from vntext.decide.case import rule_table
from vntext.entities.types import Found
from vntext.names.table import phrases_of, verdicts_of
from vntext.patterns import Pattern
from vntext.resources import load_toml
from vntext.tokens.column import (
    CAPITALIZED,
    DIGITS,
    FIXED,
    LOWER,
    MARK,
    MARK_KEY,
    MIXED,
    word_key,
    word_keys,
)
from vntext.tokens.look import KeySet, rows_covered, rows_of_spans

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from vntext.decide.case import Case
    from vntext.tokens.column import Tokens

__all__ = ["GIVEN", "opens_sentence"]

CARRIED = "entities/carried.toml"

SURE = 0.95
"""Score of a name that its word gives for certain, and of one that its place gives."""

LIKELY = 0.85

_OPENS = frozenset(MARK_KEY + ord(c) for c in '.!?…"“')
"""Marks behind which a word has a capital whatever it is."""

_IS_CAPITALIZED = bytes(shape == CAPITALIZED for shape in range(256))

AND = word_key("và")
COLON, COMMA, DASH, SLASH = (MARK_KEY + ord(c) for c in ":,-/")


class _Keys(NamedTuple):
    """Keys of words that `given_name` goes by.

    Attributes:
        every: All names.
        plain: Those that are nothing else.
        known: Those of the well known among them.
        nobody_behind: What no name stands behind.
        not_behind: The same, and what a given name stands behind as another word.
        verbs: What people do.
        openers: Words that open sentences.
        seasons: Names of seasons, which are people's only before what people do.
    """

    every: KeySet
    plain: frozenset[int]
    known: frozenset[int]
    nobody_behind: frozenset[int]
    not_behind: frozenset[int]
    verbs: frozenset[int]
    openers: frozenset[int]
    seasons: frozenset[int]


@cache
def _keys() -> _Keys:
    def keys(words: Iterable[str]) -> frozenset[int]:
        return frozenset(word_keys(words))

    table, carried = rule_table()["given-name"], load_toml(CARRIED)
    known = keys(verdicts_of("mononym"))
    plain = keys(table["names"]) | known
    given = {name for name in phrases_of("given") if " " not in name} - set(table["words"])
    nobody = keys((*carried["not_behind"], *carried["no_person_behind"]))
    return _Keys(
        KeySet(plain | keys(given) | keys(table["seasons"])),
        plain,
        known,
        nobody,
        nobody | keys(table["not_behind"]),
        keys(table["verbs"]),
        keys(table["openers"]),
        keys(table["seasons"]),
    )


def given_name(case: Case) -> None:
    """A given name alone is a person where nothing else explains its capital."""
    tokens = case.tokens
    # without words nothing tells "Du" from the beginning of "Du lịch"
    if not tokens.size or not case.words.size:
        return
    listed = _keys()
    plain, openers = listed.plain, listed.openers
    starts, ends, keys, shapes, *_ = tokens.raw()
    given = listed.every.at(tokens, _IS_CAPITALIZED)
    if not given:
        return
    taken, bodies = _Taken(case, tokens), case.around("ORG").starts
    for i in given:
        start, end = starts[i], ends[i]
        number = 0
        if taken.covered[i]:
            # most are of names: only of a body of one word there is more to ask
            number = taken.number(i) if start in bodies else 0
            if not number or not _mistaken(case, number - 1, start, end):
                continue
        place = _Place(tokens, taken, i)
        if place.glued or not case.whole_word(start, end):
            continue
        key = keys[i]
        if key in listed.seasons and not (place.opens and place.follows in listed.verbs):
            continue
        if place.opens:
            sure = key in plain
            if not (place.goes_on and (sure or place.follows in listed.verbs)):
                continue
        elif place.before in (listed.nobody_behind if key in listed.known else listed.not_behind):
            continue
        else:
            sure = key in plain
            # behind a comma: in a row of names, or where a clause in small letters or a date ends
            row = place.before == COMMA and i > 1
            row = row and (taken.is_person(i - 2) or shapes[i - 2] in (LOWER, FIXED))
            alone = place.in_small_letters or place.before in openers or row
            # "phía Bắc và Nam": of two in a row both are names, or none is
            if place.before == AND and i > 1 and shapes[i - 2] == CAPITALIZED:
                alone = taken.is_person(i - 2)
            if not alone and not (sure and place.named) and key not in listed.known:
                continue
        taken.add(i)
        new = Found(start, end, "PERSON", "given-name", SURE if sure else LIKELY)
        if number:
            case.instead[number - 1] = "given-name", new
        else:
            case.made.append(new)


class _Taken:
    """Which spans hold tokens.

    Args:
        case: The spans.
        tokens: The tokens.

    Attributes:
        covered: Of each token whether a span holds it.
    """

    __slots__ = ("_furthest", "_names", "_starts", "_tagged", "_tokens", "covered")

    def __init__(self, case: Case, tokens: Tokens) -> None:
        self._tagged = case.tagged
        self._tokens = tokens.raw()
        self._starts, self._furthest = case.borders
        self.covered = rows_covered(tokens.size, rows_of_spans(self._tokens[:2], case.tagged))
        self._names: set[int] = set()

    def number(self, i: int) -> int:
        """Number of the innermost span that holds a token, from 1 on, or 0."""
        starts, ends, *_ = self._tokens
        start = starts[i]
        k = bisect_left(self._starts, ends[i]) - 1
        while k >= 0 and self._furthest[k] > start:
            if self._tagged[k].end > start:
                return k + 1
            k -= 1
        return 0

    def is_person(self, i: int) -> bool:
        """Whether a token is of a name, of the tagger or of this rule."""
        if i in self._names:
            return True
        number = self.number(i)
        return number > 0 and self._tagged[number - 1].label == "PERSON"

    def add(self, i: int) -> None:
        """A token is a name by this rule."""
        self._names.add(i)


def _mistaken(case: Case, number: int, start: int, end: int) -> bool:
    """Whether the very word has been taken for a body, with a score that says it may be none."""
    f = case.tagged[number]
    return (
        f.label == "ORG"
        and (f.start, f.end) == (start, end)
        and f.score < LIKELY
        and number not in case.instead
        and end not in case.ends
    )


class _Place:
    """What stands around one token.

    Attributes:
        before: Key of the token before it on its line, or 0.
        follows: Key of the token behind it on its line, or 0.
        opens: It opens a sentence.
        glued: It is part of something longer: a run of capitals, a number, a word with a dash.
        goes_on: A word in small letters follows.
        in_small_letters: A word in small letters stands before it.
        named: It stands behind a colon, or in a list of words.
    """

    __slots__ = ("before", "follows", "glued", "goes_on", "in_small_letters", "named", "opens")

    def __init__(self, tokens: Tokens, taken: _Taken, i: int) -> None:
        _, _, keys, shapes, lines, spaced, _ = tokens.raw()
        line = lines[i]
        has_before = i > 0 and lines[i - 1] == line
        has_after = i + 1 < len(keys) and lines[i + 1] == line
        self.before = keys[i - 1] if has_before else 0
        self.follows = keys[i + 1] if has_after else 0
        # "- Thu ơi": a dash that opens its line opens what somebody says
        said = self.before == DASH and spaced[i] and (i < 2 or lines[i - 2] != line)
        self.opens = not has_before or said or keys[i - 1] in _OPENS
        self.goes_on = has_after and shapes[i + 1] == LOWER
        self.in_small_letters = has_before and shapes[i - 1] == LOWER
        comma = self.before == COMMA and i > 1 and shapes[i - 2] != MARK
        self.named = self.before == COLON or comma
        opener = has_before and (i < 2 or lines[i - 2] != line or keys[i - 2] in _OPENS)
        capital_before = has_before and CAPITALIZED <= shapes[i - 1] <= MIXED
        capital_after = has_after and CAPITALIZED <= shapes[i + 1] <= MIXED
        self.glued = bool(
            (capital_before and not opener)
            or (capital_after and not taken.number(i + 1))
            or (has_after and (shapes[i + 1] == DIGITS or self.follows in (DASH, SLASH)))
            or (has_after and not spaced[i + 1] and shapes[i + 1] != MARK)
            or (self.before in (DASH, SLASH) and not said)
            or (has_before and shapes[i - 1] != MARK and not spaced[i])
        )


@cache
def _opened() -> Pattern:
    words = "|".join(rule_table()["opener"]["words"])
    return Pattern(rf"(?:{words}) (?=\p{{Lu}}\p{{Ll}}*+(?P<end>))")


@cache
def _openers() -> tuple[str, ...]:
    return tuple(f"{word} " for word in rule_table()["opener"]["words"])


def opener(case: Case) -> None:
    """The word that opens a sentence is no part of the name behind it: "Nhờ Yến mà ..."."""
    for number, f in case.around("PERSON").opening(_openers()):
        if number in case.instead:
            continue
        m = _opened().match(case.text, f.start, f.end)
        if m is None or m.end("end") != f.end or not opens_sentence(case.text, f.start):
            continue
        if case.text[f.end : f.end + 2].strip(" ,:").islower():
            case.instead[number] = "opener", f._replace(start=m.end(), rule="opener")


def opens_sentence(text: str, start: int) -> bool:
    """Whether a sentence begins at a place, as far as marks tell."""
    before = text[max(0, start - 3) : start].rstrip(" ")
    return not before or before[-1] in '.!?…"“\n-'


GIVEN: tuple[Callable[[Case], None], ...] = (opener, given_name, *CALLED)
"""The rules of this module in order."""
