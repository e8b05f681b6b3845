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

FAR = 400
"""Characters of a line in which the word for "is" is looked for."""

NEAR = 40
"""Characters before a name in brackets in which what introduces it is looked for."""

LONGEST = 80
"""Characters of the longest heading that may name what is defined below it."""

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
    # "(tiếng Trung: ..., bính âm: Mận Shì (bản cũ))"
    bracket = r"\((?:[^()\n]++|\([^()\n]*+\))*+\)"
    between = rf"(?:,? ?(?P<bracket>{bracket}))?(?:, [^.\n]{{0,80}}?,)?"
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
        begin = at
        if text[at : at + 1] in _MARKS and (m := _markup().match(text, at, stop)) is not None:
            begin = m.end()  # "- Mora là", "<p>Mora là"
        if text[begin : begin + 1].isupper() and _may_define(text, begin, stop):
            _decide(case, begin, stop)
        if end < 0:
            return
        at = end + 1


_MARKS = frozenset("-*+•#><|")
"""How the markup of a line begins."""


@cache
def _markup() -> regex.Pattern[str]:
    """Marks of lists and headings, and tags, before the first word of a line."""
    import regex

    return regex.compile(r"(?:[-*+•#>|]++ ?|<\w[^<>\n]{0,80}+>)++")


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
    if _settle(case, start, end, label):
        _heading(case, at, name, label)
        if label != "NONE" and m.re is _defined() and m["bracket"]:
            begin, stop = m.span("bracket")
            _other_names(case, begin, stop, label)


@cache
def _called() -> regex.Pattern[str]:
    """How another name of what is defined is introduced."""
    import regex

    words = "|".join(rule_table()["defined"]["called"])
    return regex.compile(rf"(?<![\p{{L}}\d])(?:{words}):? ?\Z")


def _other_names(case: Case, start: int, end: int, label: str) -> None:
    """What it is called in brackets is the same: "Mora (tiếng Tây: [Morabi]) là một con sông"."""
    for number, f in case.over(start, end):
        if f.label in (label, "TITLE") or number in case.instead:
            continue
        if _called().search(case.text, max(start, f.start - NEAR), f.start) is not None:
            case.instead[number] = "defined", f._replace(label=label, rule="defined")


def _settle(case: Case, start: int, end: int, label: str) -> bool:
    """Gives a name its label; says whether it has it then."""
    inside = case.over(start, end)
    if any(f.end > end or f.label == "TITLE" for _, f in inside):
        return False
    for number, f in inside:
        if f.label == label and (f.start, f.end) == (start, end):
            if label == "ORG":  # a body everywhere in its text, though its founder bears the name
                case.instead.setdefault(number, ("defined", f._replace(rule="defined")))
            return True
    name = case.text[start:end]
    # "Sông là dòng nước": a common noun opens its line with a capital
    plain = not inside and all(is_vietnamese_syllable(part.lower()) for part in name.split())
    if plain and " " not in name:
        return False
    for number, _ in inside:
        case.instead.setdefault(number, ("defined", None))
    if label != "NONE":
        case.made.append(Found(start, end, label, "defined", SURE))
    return True


def _heading(case: Case, at: int, name: str, label: str) -> None:
    """A line above that bears the name alone, or a person's without a middle name, is it too."""
    text = case.text
    end = at
    while end and text[end - 1] in "\n\r ":
        end -= 1
    start = text.rfind("\n", 0, end) + 1
    if not start < end <= start + LONGEST:
        return
    m = _markup().match(text, start, end)
    start = m.end() if m is not None else start
    tag = text.find("</", start, end)
    end = tag if tag > 0 else end
    line, whole = text[start:end].split(), name.split()
    if line == whole or (
        label == "PERSON"
        and len(line) > 1
        and (line[0], line[-1]) == (whole[0], whole[-1])
        and set(line) < set(whole)
    ):
        _settle(case, start, end, label)


DEFINITIONS: tuple[Callable[[Case], None], ...] = (defined,)
"""The rules of this module in order."""
