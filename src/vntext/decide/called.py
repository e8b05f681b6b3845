"""Rules for what people are called: nicknames in quotes, numbers and pet names behind kin.

As `vntext.decide.rules`, with the same tables.
"""

from __future__ import annotations

from functools import cache
from itertools import chain
from typing import TYPE_CHECKING

from vntext.decide.case import rule_table
from vntext.entities.types import Found
from vntext.patterns import Pattern
from vntext.split.scan import places_of
from vntext.tokens.column import CAPITALIZED, word_keys
from vntext.tokens.look import KeySet

if TYPE_CHECKING:
    from collections.abc import Callable

    from vntext.decide.case import Case

__all__ = ["CALLED", "LIKELY"]

LIKELY = 0.85
"""Score of a name that its place gives."""

QUOTES = "\"“'‘"
"""Marks that open a nickname."""

_IS_CAPITALIZED = bytes(shape == CAPITALIZED for shape in range(256))

KIN = 10
"""Characters before a name in which a word for kin ends."""


@cache
def _numbers() -> KeySet:
    """Numbers and pet names."""
    return KeySet(word_keys(rule_table()["kin-number"]["numbers"]))


@cache
def _kin() -> Pattern:
    """A word for kin up to the end of a text."""
    row = rule_table()["kin-number"]
    return Pattern(rf"(?<![\p{{L}}\d])(?i:{'|'.join(row['kin'])}) \Z")


def kin_number(case: Case) -> None:
    """A number behind a word for kin is what somebody is called: "chú [Tư]", "con [Nụ]"."""
    tokens = case.tokens
    if not tokens.size:
        return
    text = case.text
    starts, ends, keys, *_ = tokens.raw()
    numbers, only, others = _numbers(), *_only()
    named = dict.fromkeys(numbers.at(tokens, _IS_CAPITALIZED), True)
    for i in only.at(tokens):
        if i + 1 < len(keys) and keys[i + 1] not in others:
            named.setdefault(i + 1, False)
    _, _, _, shapes, *_ = tokens.raw()
    for i, number in sorted(named.items()):
        if shapes[i] != CAPITALIZED:
            continue
        start, end = starts[i], ends[i]
        behind = text[end : end + 2]
        if behind[:1] == "-" or behind.strip()[:1].isupper() or behind.strip()[:1].isdigit():
            continue
        if not number:
            if text[start - 1 : start] != " " or not case.ends_word(end):
                continue
        elif _kin().search(text, max(0, start - KIN), start) is None:
            continue
        if not any(f.start <= start < f.end for f in chain(case.tagged, case.made)):
            case.made.append(Found(start, end, "PERSON", "kin-number", LIKELY))


@cache
def _only() -> tuple[KeySet, frozenset[int]]:
    """Keys of words behind which a capital is a name's, and of what is none even there."""
    row = rule_table()["kin-number"]
    return KeySet(word_keys(row["only"])), frozenset(word_keys(row["others"]))


@cache
def _nickname() -> tuple[Pattern, ...]:
    """A name with what follows in quotes: initials, a known nickname, one that nothing asks for."""
    table = rule_table()["nickname"]
    words, then = "|".join(table["words"]), "|".join(table["then"])
    quoted = rf"(?P<open>[\"“'‘])(?:{words})[\"”'’]"
    few = r"[\"“'‘]\p{Ll}[\p{Ll}]*(?: \p{Ll}+)?[\"”'’]"
    return (
        Pattern(rf"(?<![\p{{L}}\d.])\p{{Lu}}\p{{Ll}}{{0,2}}\. ?{few}"),
        Pattern(rf"(?<![\p{{L}}\d.])\p{{Lu}}\p{{Ll}}+ {quoted}"),
        Pattern(
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
    ends = case.around("PERSON").ends
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


CALLED: tuple[Callable[[Case], None], ...] = (kin_number, nickname)
"""The rules of this module in order."""
