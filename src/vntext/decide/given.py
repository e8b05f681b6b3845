"""Rules for people who are called by a given name alone: "Chủ nhà gọi Hằng vào".

As `vntext.decide.rules`, with the same tables. A word of one syllable with a capital that nothing
around it explains is a name; which names are hardly ever anything else stands in the table.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cache
from itertools import accumulate, compress
from typing import TYPE_CHECKING

from vntext.decide.case import rule_table
from vntext.entities.types import Found
from vntext.names.table import phrases_of
from vntext.resources import load_toml
from vntext.split.scan import places_of
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

if TYPE_CHECKING:
    from collections.abc import Callable

    import regex

    from vntext.decide.case import Case
    from vntext.tokens.column import Tokens

__all__ = ["GIVEN"]

CARRIED = "entities/carried.toml"

SURE = 0.95
"""Score of a name that its word gives for certain, and of one that its place gives."""

LIKELY = 0.85

_OPENS = frozenset(MARK_KEY + ord(c) for c in '.!?…"“')
"""Marks behind which a word has a capital whatever it is."""

_IS_CAPITALIZED = bytes(shape == CAPITALIZED for shape in range(256))

AND = word_key("và")
COLON, COMMA, DASH, SLASH = (MARK_KEY + ord(c) for c in ":,-/")


@cache
def _keys() -> tuple[
    frozenset[int], frozenset[int], frozenset[int], frozenset[int], frozenset[int]
]:
    """Given names, those that are nothing else, what none stands behind, verbs, openers."""
    table = rule_table()["given-name"]
    never = frozenset(table["words"])
    given = {name for name in phrases_of("given") if " " not in name}
    plain = frozenset(word_keys(table["names"]))
    every = plain | frozenset(word_keys(n for n in given if n not in never))
    carried = load_toml(CARRIED)
    behind = (*carried["not_behind"], *carried["no_person_behind"], *table["not_behind"])
    verbs = frozenset(word_keys(table["verbs"]))
    openers = frozenset(word_keys(table["openers"]))
    return every, plain, frozenset(word_keys(behind)), verbs, openers


def given_name(case: Case) -> None:
    """A given name alone is a person where nothing else explains its capital."""
    tokens = case.tokens
    # without words nothing tells "Du" from the beginning of "Du lịch"
    if not tokens.size or not case.words.size:
        return
    names, plain, not_behind, verbs, openers = _keys()
    starts, ends, keys = tokens.listed()
    _, _, _, shapes, *_ = tokens.raw()
    capital = compress(range(len(keys)), shapes.tobytes().translate(_IS_CAPITALIZED))
    given = [i for i in capital if keys[i] in names]
    if not given:
        return
    taken = _Taken(case, tokens)
    for i in given:
        start, end = starts[i], ends[i]
        number = taken.number(i)
        if number and not _mistaken(case, number - 1, start, end):
            continue
        place = _Place(tokens, taken, i)
        if place.glued or not case.whole_word(start, end):
            continue
        key = keys[i]
        if place.opens:
            sure = key in plain
            if not (place.goes_on and (sure or place.follows in verbs)):
                continue
        elif place.before in not_behind:
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
            if not alone and not (sure and place.named):
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
    """

    __slots__ = ("_furthest", "_names", "_starts", "_tagged", "_tokens")

    def __init__(self, case: Case, tokens: Tokens) -> None:
        self._tagged = case.tagged
        self._tokens = tokens.listed()
        self._starts = [f.start for f in case.tagged]
        # of each span the furthest end up to it: a title may end behind a body in it
        self._furthest = list(accumulate((f.end for f in case.tagged), max))
        self._names: set[int] = set()

    def number(self, i: int) -> int:
        """Number of the innermost span that holds a token, from 1 on, or 0."""
        starts, ends, _ = self._tokens
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
        _, _, keys = tokens.listed()
        _, _, _, shapes, lines, spaced, _ = tokens.raw()
        line = lines[i]
        has_before = i > 0 and lines[i - 1] == line
        has_after = i + 1 < len(keys) and lines[i + 1] == line
        self.before = keys[i - 1] if has_before else 0
        self.follows = keys[i + 1] if has_after else 0
        self.opens = not has_before or keys[i - 1] in _OPENS
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
            or self.before in (DASH, SLASH)
            or (has_before and shapes[i - 1] != MARK and not spaced[i])
        )


@cache
def _opened() -> regex.Pattern[str]:
    import regex

    words = "|".join(rule_table()["opener"]["words"])
    return regex.compile(rf"(?:{words}) (?=\p{{Lu}}\p{{Ll}}*+(?P<end>))")


def opener(case: Case) -> None:
    """The word that opens a sentence is no part of the name behind it: "Nhờ Yến mà ..."."""
    for number, f in case.of("PERSON"):
        if number in case.instead:
            continue
        m = _opened().match(case.text, f.start, f.end)
        if m is None or m.end("end") != f.end or not _opens_sentence(case.text, f.start):
            continue
        if case.text[f.end : f.end + 2].strip(" ,:").islower():
            case.instead[number] = "opener", f._replace(start=m.end(), rule="opener")


def _opens_sentence(text: str, start: int) -> bool:
    before = text[max(0, start - 3) : start].rstrip(" ")
    return not before or before[-1] in '.!?…"“\n-'


QUOTES = "\"“'‘"


@cache
def _nickname() -> tuple[regex.Pattern[str], ...]:
    """A name with what follows in quotes: initials, a known nickname, one that nothing asks for."""
    import regex

    table = rule_table()["nickname"]
    words, then = "|".join(table["words"]), "|".join(table["then"])
    quoted = rf"(?P<open>[\"“'‘])(?:{words})[\"”'’]"
    few = r"[\"“'‘]\p{Ll}[\p{Ll}]*(?: \p{Ll}+)?[\"”'’]"
    return (
        regex.compile(rf"(?<![\p{{L}}\d.])\p{{Lu}}\p{{Ll}}{{0,2}}\. ?{few}"),
        regex.compile(rf"(?<![\p{{L}}\d.])\p{{Lu}}\p{{Ll}}+ {quoted}"),
        regex.compile(
            rf"(?<!\p{{Lu}}[\p{{L}}]* |[\p{{L}}\d.])\p{{Lu}}\p{{Ll}}+ [\"“'‘]\p{{Ll}}+[\"”'’]"
            rf"(?=[,.;)]| (?:{then})(?!\p{{L}}))"
        ),
    )


def _before_quotes(text: str) -> list[tuple[int, int]]:
    """Where a word of letters begins that a nickname may follow, and the quote behind it."""
    in_capitals = tuple(w for w in rule_table()["nickname"]["words"] if not w[0].islower())
    found = []
    for quote in places_of(text, QUOTES):
        if not (text[quote + 1 : quote + 2].islower() or text.startswith(in_capitals, quote + 1)):
            continue
        end = quote - (text[quote - 1 : quote] == " ")
        end -= text[end - 1 : end] == "."
        begin = end
        while begin and text[begin - 1].isalpha():
            begin -= 1
        if end < quote and text[begin : begin + 1].isupper():
            found.append((begin, quote))
    return found


def nickname(case: Case) -> None:
    """What stands in quotes behind a short name is its nickname, and part of it."""
    places = _before_quotes(case.text)
    if not places:
        return
    ends = {f.end: (n, f) for n, f in enumerate(case.tagged) if f.label == "PERSON"}
    *sure, likely = _nickname()
    for pattern in (*sure, likely):
        done = 0
        for begin, quote in places:
            m = pattern.match(case.text, begin) if begin >= done else None
            if m is None:
                continue
            start, end = m.span()
            done = end
            stem = start + len(case.text[start:quote].rstrip())
            number, f = ends.get(stem, ends.get(end, (-1, None)))
            given = next((k for k, x in enumerate(case.made) if x.start == start), None)
            if given is not None:
                case.made[given] = Found(start, end, "PERSON", "nickname", LIKELY)
            elif f is None and pattern is not likely:
                case.made.append(Found(start, end, "PERSON", "nickname", LIKELY))
            elif f is not None and number not in case.instead and f.end < end:
                case.instead[number] = "nickname", f._replace(end=end, rule="nickname")


GIVEN: tuple[Callable[[Case], None], ...] = (opener, given_name, nickname)
"""The rules of this module in order."""
