"""Where a reference to a legal document may begin: a word or a figure, and what must follow it."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from vntext.legal.laws import laws, treaties
from vntext.legal.patterns import pattern, source
from vntext.legal.tables import document_types, short_types
from vntext.legal.units import unit_kinds
from vntext.text.heads import Heads

if TYPE_CHECKING:
    from collections.abc import Iterator

_Match = Callable[[str, int], re.Match[str] | None]
_Rows = list[tuple[tuple[str, ...], _Match]]
_Table = dict[str, _Rows]
_Words = dict[str, tuple[_Rows, _Table]]
"""By four characters: short words, and by the two that follow them all that may stand there."""

__all__ = ["candidates"]

_DIGITS = "0123456789"


_AFTER_SHORT = frozenset(_DIGITS + ". ")  # after the letter of a unit: "Đ.5", "k2"
# all ways in which a type goes on lead to a figure: most places where none stands are passed so
_FIGURE_AHEAD = r"(?=[^\d\n]{0,140}+\d)"
_AFTER_UNIT = {"number": "after_article", "letter": "after_point", "roman": "after_chapter"}


@cache
def _openings() -> dict[str, list[str]]:
    """What must follow a word, and the words after which it must."""
    out: dict[str, list[str]] = {}

    def add(row: str, *words: str) -> None:
        out.setdefault(source(row), []).extend(words)

    for name, unit in unit_kinds().items():
        add("after_small" if unit.inside else _AFTER_UNIT[unit.value], name)
    forms = {form for t in document_types() for form in t.forms}
    by_grammar: dict[str, set[str]] = {}
    for t in document_types():
        by_grammar.setdefault(t.grammar, set()).update(t.forms)
    named = {form for t in document_types() if t.is_named for form in t.forms}
    alone = by_grammar.get("constitution", set())
    out[f"{_FIGURE_AHEAD}(?:{source('after_type')})"] = list(forms - named)
    add("after_resolution", *by_grammar.get("congress", ()))
    out[r"[ \t]{1,3}[\w“\"(]"] = list(named - alone)
    out[r"(?!\w)"] = [*alone, *laws().short, *treaties().short]
    add("after_abbreviation", *short_types())
    return out


LONGEST = 60
"""Characters of the longest word."""

_FIRST = 4  # characters by which words are looked up
_NEXT = 2  # and more of them, for longer words
_HEAD = _FIRST + _NEXT


def _keys(word: str, *, short: bool) -> list[str]:
    """The first characters of a text where a word stands: short ones with what may follow."""
    if len(word) >= _FIRST:
        return [word[:_FIRST]]
    return [word + c for c in (" \t" + _DIGITS if short else " \t")]


@cache
def _by_beginning() -> tuple[_Words, _Table]:
    """Words and what must follow them, by their first characters; abbreviations apart."""
    short = {*laws().short, *treaties().short, *short_types()}
    words: dict[str, list[tuple[str, _Match]]] = {}
    letters: dict[str, list[tuple[str, _Match]]] = {}
    for follows, row in _openings().items():
        match = re.compile(follows, re.IGNORECASE).match
        for word in row:
            table = letters if word in short else words
            for key in _keys(word, short=word in short):
                table.setdefault(key, []).append((word, match))
    return {key: _by_next(rows) for key, rows in words.items()}, _grouped(letters)


def _by_next(rows: list[tuple[str, _Match]]) -> tuple[_Rows, _Table]:
    """The words of one beginning by what follows it: most places are passed so."""
    short = [row for row in rows if len(row[0]) < _FIRST + _NEXT]
    longer: dict[str, list[tuple[str, _Match]]] = {}
    for word, match in rows:
        if len(word) >= _FIRST + _NEXT:
            longer.setdefault(word[_FIRST : _FIRST + _NEXT], list(short)).append((word, match))
    return _grouped({"": short})[""], _grouped(longer)


def _grouped(table: dict[str, list[tuple[str, _Match]]]) -> _Table:
    """The words of each beginning that the same must follow, together: most are ruled out so."""
    out: _Table = {}
    for key, rows in table.items():
        groups: dict[_Match, list[str]] = {}
        for word, match in rows:
            groups.setdefault(match, []).append(word)
        out[key] = [(tuple(group), match) for match, group in groups.items()]
    return out


def _opens(text: str, start: int, rows: _Rows) -> bool:
    """Whether one of some words stands at a place, with what must follow it."""
    low = text[start : start + LONGEST].lower()
    for group, match in rows:
        if low.startswith(group):
            for word in group:
                if low.startswith(word) and match(text, start + len(word)):
                    return True
    return False


@cache
def _heads() -> Heads:
    """Where anything that `_openings` knows may begin, or a number."""
    words, letters = _by_beginning()
    # one figure stands for all of them
    strings = {key.rstrip(_DIGITS) + "0" if key[-1] in _DIGITS else key for key in letters}
    numbers = [
        f"{'0' * many}{sign}" for many in (1, 2, 3) for sign in ("a", "b", "/", "-", " /", " -")
    ]
    short = [f"{unit.short}{dot}" for unit in unit_kinds().values() if unit.short for dot in ".0"]
    return Heads([*words, *strings, *numbers, "0000", *short, *(f"{x[0]} 0" for x in short)])


@cache
def _number() -> re.Pattern[str]:
    """A number whose sign tells the type: "46/2016/NĐ-CP"."""
    sign = r"[ ]?[/-][ ]?"
    return re.compile(
        rf"\d{{1,5}}[ab]?(?:[ ]?/[ ]?(?:19|20)\d\d)?{sign}"
        rf"(?:[a-zđ]{{1,6}}{sign}[a-zđư]{{2}}|(?:ubtv)?qh\d)",
        re.IGNORECASE,
    )


def candidates(text: str) -> Iterator[int]:
    """Places where a reference may begin, in order.

    Args:
        text: A normalised text.

    Yields:
        Offsets in characters.

    Example:
        >>> list(candidates("Theo Điều 5 Nghị định 167"))
        [5, 12]
    """
    what_opens = _what_opens
    for start in _heads().places(text):
        rows, match = what_opens(text[start : start + _HEAD])
        if rows is None:
            if match is None or match(text, start) is None:
                continue
        elif not _opens(text, start, rows):
            continue
        # "ban hành kèm theoThông tư 10": a capital after a small letter begins a word
        before = text[start - 1] if start else " "
        inside = before.isalnum() or before == "_"
        if not inside or (text[start].isupper() and before.islower()):
            yield start


@lru_cache(maxsize=1 << 11)
def _what_opens(head: str) -> tuple[_Rows | None, _Match | None]:
    """What a reference may be that begins with some characters: words, or a pattern."""
    words, letters = _by_beginning()
    low = head[:_FIRST].lower()
    known = words.get(low)
    if known is not None:
        return known[1].get(head[_FIRST:].lower(), known[0]) or None, None
    if head[0] in _DIGITS:
        return None, _number().match
    if low[0] in "kđ" and low[1:2] in _AFTER_SHORT:
        return None, pattern("short_unit").match
    if not head[:2].isupper():
        return None, None
    # an abbreviation is written so, but for the end of "TTr"
    return letters.get(low) or letters.get(low[:3]), None
