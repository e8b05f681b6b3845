"""What no cut takes: negations, quotations, announced enumerations, ends that are needed."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from vntext.resources import load_toml
from vntext.roles.tables import UPPER, one_of
from vntext.spans import Spans
from vntext.summary.keyness import known_words
from vntext.text.key import key
from vntext.words.segmenter import TableSegmenter

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["belongs", "clauses_stay", "enumeration", "must_stay", "quotation", "table"]

BOUND = 80  # characters of a clause
VERB_WITHIN = 7  # words of a purpose, of which one is a verb


@cache
def table() -> Mapping[str, dict[str, Any]]:
    """The rows of ``summary/trim.toml``."""
    return load_toml("summary/trim.toml")


@cache
def _kept() -> re.Pattern[str]:
    kept = table()["kept"]
    return re.compile(rf"(?<!\w)(?:{one_of(kept['others'])}|({one_of(kept['words'])}))(?!\w)", re.I)


def must_stay(text: str, start: int, end: int) -> bool:
    """True where a piece holds a negation, a condition, a contrast or an exception."""
    return any(m[1] for m in _kept().finditer(text, start, end))


@cache
def quotation() -> re.Pattern[str]:
    """What stands in quotation marks."""
    return re.compile(r'“[^”]*+”?|"[^"]*+"?|‘[^’]*+’|«[^»]*+»?')


@cache
def _goes_on() -> re.Pattern[str]:
    """What tells that a tail holds the main clause."""
    return re.compile(rf"(?<!\w){one_of(table()['tails']['main'])}(?!\w)")


@cache
def _bound() -> re.Pattern[str]:
    """What asks, in the clause that ends there, for what follows."""
    return re.compile(rf"(?<!\w){one_of(table()['tails']['bound'])}(?!\w)[^,;:]*$")


def belongs(text: str, start: int, last: int) -> bool:
    """True where what stands behind a place cannot go: the sentence would not end there."""
    piece, before = text[start:last], text[max(0, start - BOUND) : start]
    if _opens().search(before) or _goes_on().search(piece):
        return True
    if _purpose().match(piece) and not _is_purpose(text, start, last):
        return True
    if piece.startswith(_and()):
        # "đề nghị xã và các thôn dọn chợ": the verb stands behind
        return bool(_verb().search(piece))
    return piece[:1] != "," and bool(_bound().search(before))


@cache
def _purpose() -> re.Pattern[str]:
    return re.compile(rf",? (?P<joint>{one_of(table()['tails']['purposes'])})(?= )")


def _is_purpose(text: str, start: int, last: int) -> bool:
    """True where a tail tells a purpose, and nothing else, of a clause that is whole without it.

    "nhà để xe" and "để lại" are none: a purpose has a verb, and its joint is a word of its own.
    What needs its purpose ends in a verb ("hợp tác để ..."); what follows a comma in the tail and
    is no second verb is a clause of its own, or says who reports.
    """
    words = _words(text)
    m = _purpose().match(text, start)
    if m is None:
        return False
    k = next((k for k, (a, _) in enumerate(words) if a >= m.start("joint")), len(words))
    if k == len(words) or words[k] != m.span("joint"):
        return False  # part of a longer word
    if text[start] != "," and k and _is_verb(text, words[k - 1]):
        return False
    if not _has_verb(text, words[: k - (text[start] == ",")]):
        return False
    behind = [row for row in words[k + 1 :] if row[1] <= last]
    if any(text.startswith(row, m.end() + 1) for row in _no_verbs()):
        return False
    if any(text[a:b] == "là" for a, b in behind):
        return False  # "điều kiện để ... là ...": the predicate
    first = [row for row in behind[:VERB_WITHIN] if text[row[0]].isalnum()]
    if not any(_is_verb(text, row) for row in first):
        return False
    return all(_is_verb(text, after) for (a, _), after in pairwise(behind) if text[a] == ",")


def _has_verb(text: str, words: list[tuple[int, int]]) -> bool:
    """True where the last clause has a verb: it is whole without its purpose."""
    for a, b in reversed(words):
        if text[a:b] in _borders():
            return False
        if _is_verb(text, (a, b)):
            return True
    return False


@cache
def _borders() -> frozenset[str]:
    return frozenset(table()["tails"]["borders"])


@cache
def _no_verbs() -> tuple[str, ...]:
    return tuple(table()["tails"]["no_purposes"])


@lru_cache(maxsize=64)
def _words(text: str) -> list[tuple[int, int]]:
    return list(TableSegmenter().segment(text, Spans.of([])).pairs())


def _is_verb(text: str, word: tuple[int, int]) -> bool:
    known = known_words().get(key(text[slice(*word)]))
    return known is not None and known.kind == "V"


@cache
def _and() -> tuple[str, ...]:
    return tuple(row for row in table()["tails"]["openings"] if row.startswith(" và"))


@cache
def _verb() -> re.Pattern[str]:
    rows = table()["tight"]
    return re.compile(rf"(?<!\w){one_of([*rows['duties'], *rows['parallel']])}(?!\w)")


@cache
def _clause_kept() -> re.Pattern[str]:
    name = rf"[{UPPER}]\w*+ [{UPPER}]"
    return re.compile(rf"; (?:{name}|(?:{one_of(table()['clauses']['kept'])})(?!\w))")


def clauses_stay(text: str, at: int) -> bool:
    """True where what stands behind ";" is no clause of its own, or says what matters."""
    rules = table()["clauses"]["rules"]
    if text.count("(", 0, at) != text.count(")", 0, at):
        return True
    return bool(_clause_kept().search(text, at)) or any(row in text[:at] for row in rules)


@cache
def _opens() -> re.Pattern[str]:
    """What cannot end a sentence: what follows belongs to it."""
    return re.compile(rf"(?:(?<!\w){one_of(table()['tails']['open'])}|[,;:–(-])$", re.I)


@cache
def enumeration() -> re.Pattern[str]:
    """What announces an enumeration."""
    row = table()["enumeration"]
    no_number = "".join(rf"(?<!{re.escape(word)} )" for word in row["not_after"])
    counted = rf"{no_number}(?:\d+|{one_of(row['numbers'])}) {one_of(row['nouns'])}(?!\w)"
    return re.compile(
        rf"(?<!\w)(?:{one_of(row['words'])}(?!\w)|{counted}[^;.]{{0,120}}?(?: là |:))", re.I
    )
