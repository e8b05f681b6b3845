"""Stops with no space behind them: "Trời mưa.Lợi dụng lúc đó" is two sentences.

A space was forgotten where a word or figure of the sentence stands before the stop and a
capitalised word behind it, and neither is a part of a name cut short ("M.Khương"), of a title
("TSKH.Phan Văn Mai"), of an address or of a list ("; 3.Khoa học"). In a text that leaves out the
space behind its stops, what is else not sure is one too ("theo Sky News.Marek khai").
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from vntext.alignment import Edit
from vntext.resources import load_toml
from vntext.text.scan import places_of
from vntext.text.syllables import is_vietnamese_syllable

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["is_forgotten_space", "stop_edits"]

LONGEST = 24
"""Characters that are looked through for the word before a stop, or behind it."""

FOREIGN = 4
"""Letters of a foreign word that begins a sentence right behind a stop."""

LIST = 4
"""Digits of a number of a list."""

HABIT = 2
"""Spaces that were forgotten for sure, from which on a text may forget them everywhere."""

ENDS = frozenset("%)”\"'’]»²³°")
"""What may stand before a stop that ends a sentence, beside letters and digits."""


@cache
def _stops() -> re.Pattern[str]:
    """Marks right before a capital; a closing sign may stand between."""
    return re.compile(r"[.?!…](?<![.?!…][.?!…])[.?!…]*+[”\"’)\]»]?+(?=[^\W\d_a-z])")


def _found(text: str) -> Iterator[re.Match[str]]:
    """What `_stops` finds: behind most marks a space or a figure stands."""
    match = _stops().match
    for at in places_of(text, ".?!…"):
        c = text[at + 1 : at + 2]
        if not (c.isspace() or c.isdigit()) and (m := match(text, at)):
            yield m


@cache
def _words() -> dict[str, frozenset[str]]:
    table = load_toml("split/sentences.toml")
    return {name: frozenset(table[name]) for name in ("openers", "address_ends")}


def _word_behind(text: str, at: int) -> str:
    end = at
    while end < len(text) and end - at < LONGEST and text[end].isalnum():
        end += 1
    return text[at:end]


def _word_before(text: str, mark: int) -> str:
    start = mark
    while start > 0 and mark - start < LONGEST and text[start - 1].isalpha():
        start -= 1
    return text[start:mark]


def is_forgotten_space(text: str, mark: int, end: int) -> bool:
    """Whether a space was forgotten behind a stop.

    Args:
        text: A normalised text.
        mark: Where the stop is.
        end: Where the next word begins, right behind the stop.

    Example:
        >>> is_forgotten_space("Trời mưa.Lợi dụng lúc đó", 8, 9)
        True
        >>> is_forgotten_space("Ảnh: M.Khương", 6, 7)
        False
    """
    after = _word_behind(text, end)
    if not after[:1].isupper():
        return False
    before = _word_before(text, mark)
    known = (after[1:].islower() or len(after) == 1) and is_vietnamese_syllable(after.lower())
    if len(after) == 1 and after.isascii():
        return False
    if not before:
        return after[1:].islower() and _ends_figure(text, mark)
    accented = not before.isascii()
    if before.lower() in _before_names():
        return after in _words()["openers"]  # "TP.Huế", but "UBND TP.Ông Ba nói"
    if before[-1].isupper() and not (accented and len(before) == 1):
        # an abbreviation: a name may follow it
        opens = after in _words()["openers"] or _goes_on_small(text, end + len(after))
        return len(before) > 1 and known and opens and text[mark] == "."
    if accented or (len(before) > 1 and is_vietnamese_syllable(before.lower())):
        return accented or known or (before.islower() and len(after) >= FOREIGN)
    if len(before) == 1 and _is_unit(text, mark):
        return known and before.islower()  # "2,5m.Cảnh báo", "rộng 3 m.Khu vực"
    if len(before) == 1 or not known:
        return False
    if len(before) >= FOREIGN and before.islower() + before.istitle() and not after.isascii():
        return before.lower() not in _short_forms()  # "Miss World.Tân hoa hậu"
    words = _words()
    return after in words["openers"] or (
        after not in words["address_ends"] and _goes_on_small(text, end + len(after))
    )


def _is_unit(text: str, mark: int) -> bool:
    """A letter before a stop is the unit of a figure."""
    at = mark - 3 if text[mark - 2 : mark - 1] == " " else mark - 2
    return at >= 0 and text[at].isdigit()


@cache
def _before_names() -> frozenset[str]:
    """Words of several letters that a full stop shortens before a name, in small letters."""
    table = load_toml("split/protected.toml")
    words = (*table["abbreviations"]["before-name"], *table["initials"]["onsets"])
    return frozenset(word.lower() for word in words if len(word) > 1)


@cache
def _short_forms() -> frozenset[str]:
    """Words that a full stop shortens, and beginnings of names cut short, in small letters."""
    table = load_toml("split/protected.toml")
    rows = (*table["abbreviations"].values(), table["initials"]["onsets"])
    return frozenset(word.lower() for row in rows for word in row)


def _may_end(text: str, mark: int, end: int) -> bool:
    """What may end a sentence where the text leaves out the space behind its stops."""
    before, after = _word_before(text, mark), _word_behind(text, end)
    if not before or text[mark] != "." or after in _words()["address_ends"]:
        return False
    if before.lower() in _short_forms() or (len(before) == 1 and before.isupper()):
        return False
    return (len(before) > 1 or is_vietnamese_syllable(after.lower())) and (
        after[1:].islower() or (len(after) == 1 and before.islower())
    )


@cache
def _spaced() -> re.Pattern[str]:
    """A stop with its space."""
    return re.compile(r"[^\W\d_]{2}\. (?=[^\W\d_a-z])")


def _ends_figure(text: str, mark: int) -> bool:
    """A figure, a percentage or a bracket stands before the stop, and no number of a list."""
    last = text[mark - 1 : mark]
    if last in ENDS:
        return True
    if not last.isdigit():
        return False
    start = mark
    while start > 0 and mark - start < LIST and text[start - 1].isdigit():
        start -= 1
    before = text[max(0, start - 2) : start]
    return before.strip() not in ("", ";", ":", ",", ".") and "\n" not in before


def _goes_on_small(text: str, at: int) -> bool:
    """The word behind the next one is in small letters, or a figure."""
    c = text[at + 1 : at + 2]
    return text[at : at + 1] == " " and (c.islower() or c.isdigit())


def stop_edits(text: str) -> list[Edit]:
    """The edits that put in the spaces that were forgotten behind stops.

    Args:
        text: A text whose letters are normalised.

    Example:
        >>> stop_edits("Trời mưa.Lợi dụng lúc đó, họ đi.")
        [Edit(start=9, end=9, replacement=' ', name='stop')]
    """
    out: list[Edit] = []
    rest: list[Edit] = []
    for m in _found(text):
        start, end = m.span()
        before = text[start - 1 : start]
        if not text[end].isupper() or not (before.isalnum() or before in ENDS):
            continue
        edit = Edit(end, end, " ", "stop")
        if is_forgotten_space(text, start, end) if end - start == 1 else _is_word(text, end):
            out.append(edit)
        elif end - start == 1 and _may_end(text, start, end):
            rest.append(edit)
    if rest and len(out) >= HABIT and len(out) >= len(_spaced().findall(text)):
        out = sorted([*out, *rest], key=lambda e: e.start)
    return out


def _is_word(text: str, at: int) -> bool:
    """Behind several marks a word begins a sentence: ``đi...Bà``, ``đâu?”Bà``."""
    after = _word_behind(text, at)
    return after[1:].islower() and is_vietnamese_syllable(after.lower())
