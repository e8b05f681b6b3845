"""Rules of what is defined where a text opens: "Liêu Ninh (...) là một tàu sân bay".

As `vntext.decide.rules`, with the same tables.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from vntext.decide.case import rule_table
from vntext.decide.grammar import SURE
from vntext.entities.types import Found
from vntext.text.syllables import is_vietnamese_syllable

if TYPE_CHECKING:
    from collections.abc import Callable

    import regex

    from vntext.decide.case import Case

__all__ = ["DEFINITIONS"]

FAR = 240
"""Characters of a line in which the word for "is" is looked for."""

LABELS = ("PERSON", "ORG", "LOC", "NONE")
"""Labels of what is defined, and what has none."""

_PART = r"\p{Lu}[\p{L}\d'’&-]*(?:\.(?=\p{L}))?[\p{L}\d'’&-]*"
_NAME = (
    rf"(?P<name>{_PART}(?: (?:{_PART}|de|da|do|dos|van|von|der|den|al|el|la|le|di|bin|và)){{0,7}}+)"
)


@cache
def _defined() -> regex.Pattern[str]:
    """A definition that opens a line, with a group for each label."""
    import regex

    table = rule_table()["defined"]
    kinds = "|".join(
        f"(?P<{label}>{'|'.join(sorted(table[label], key=len, reverse=True))})" for label in LABELS
    )
    between = r"(?:,? ?\([^()\n]{0,160}\))?(?:, [^.\n]{0,80}?,)?"
    is_a = "|".join(table["verbs"])
    return regex.compile(rf"{_NAME}{between} (?:{is_a}) (?:{kinds})(?!\p{{L}})")


@cache
def _born() -> regex.Pattern[str]:
    """A name with the birth of its bearer in brackets."""
    import regex

    signs = "|".join(rule_table()["defined"]["born"])
    return regex.compile(rf"{_NAME} ?\((?:[^()\n]{{0,90}}[;,] ?)?(?:{signs})")


def defined(case: Case) -> None:
    """What a line opens with and defines is what its noun says it is."""
    text = case.text
    at = 0
    while True:
        end = text.find("\n", at)
        stop = min(len(text) if end < 0 else end, at + FAR)
        if text[at : at + 1].isupper() and _may_define(text, at, stop):
            _decide(case, at, stop)
        if end < 0:
            return
        at = end + 1


_SECOND = ("(", "là ", "và ", "de ", "da ", "do ", "van ", "von ", "al ", "el ")
"""How what stands behind the first word of a definition may begin in small letters."""


def _may_define(text: str, at: int, stop: int) -> bool:
    """A quick look: behind the first word a name goes on, a bracket opens or "là" stands."""
    second = text.find(" ", at, stop) + 1
    if not second or not (text[second : second + 1].isupper() or text.startswith(_SECOND, second)):
        return False
    return text.find(" là ", at, stop) > 0 or text.find("sinh", at, stop) > 0


def _decide(case: Case, at: int, stop: int) -> None:
    """Decides what the name is that opens a line, if the line defines it."""
    label = "PERSON"
    m = _born().match(case.text, at, stop)
    if m is None:
        m = _defined().match(case.text, at, stop)
        if m is None:
            return
        label = next(k for k in LABELS if m[k] is not None)
    start, end = m.span("name")
    name = m["name"]
    if name.split(" ", 1)[0] in rule_table()["defined"]["openers"]:
        return
    inside = [(n, f) for n, f in enumerate(case.tagged) if f.start < end and f.end > start]
    if any(f.end > end or f.label == "TITLE" for _, f in inside):
        return
    if any(f.label == label and (f.start, f.end) == (start, end) for _, f in inside):
        return
    # "Sông là dòng nước": a common noun opens its line with a capital
    plain = not inside and all(is_vietnamese_syllable(part.lower()) for part in name.split())
    if plain and " " not in name:
        return
    for number, _ in inside:
        case.instead.setdefault(number, ("defined", None))
    if label != "NONE":
        case.made.append(Found(start, end, label, "defined", SURE))


DEFINITIONS: tuple[Callable[[Case], None], ...] = (defined,)
"""The rules of this module in order."""
