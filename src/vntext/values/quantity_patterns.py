"""Units, and the patterns of figures and numbers in words that quantities are found by."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from vntext.resources import load_toml
from vntext.values.ending import Ending
from vntext.values.numbers import all_number_words, number_words
from vntext.values.words import any_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = [
    "counted_words", "endings", "goes_on", "patterns", "point_units", "quantity_table",
    "units_by_word",
]  # fmt: skip

_FIGURE = (
    r"\d{1,3}(?:\.\d{3}){1,5}(?:,\d{1,9})?|\d{1,3}(?:,\d{3}){2,5}(?:\.\d{1,9})?"
    r"|\d{1,3}(?: \d{3}){1,5}(?![\d.,]*\d)|\d{1,12}(?:[.,]\d{1,6})?"
)
_SHORT = 4  # letters of the longest unit that may stand right behind a figure


def quantity_table() -> Mapping[str, Any]:
    """The table of figures and their units."""
    return load_toml("values/quantities.toml")


@cache
def units_by_word() -> dict[str, str]:
    """The unit of each word for one, in the form that values have; what is counted is its own."""
    out = {word: unit for unit, words in quantity_table()["unit"].items() for word in words}
    return out | {word: word for word in quantity_table()["counted"]["words"]}


@cache
def point_units() -> tuple[str, ...]:
    """Units by whose figures the sign of decimals matters."""
    return tuple(load_toml("values/numbers.toml")["fractions"]["points"])


@cache
def counted_words() -> frozenset[str]:
    """Words for what is counted."""
    return frozenset(quantity_table()["counted"]["words"])


@cache
def goes_on() -> frozenset[str]:
    """First words of what may stand behind a number word: more of the number, a unit, a part."""
    t = quantity_table()
    parts = t["parts"]
    units = [*units_by_word(), *parts["things"], *parts["whole"], *parts["half"], *t["scale"]]
    return frozenset(_first_word(u) for u in [*units, parts["of"], *all_number_words()])


def _first_word(phrase: str) -> str:
    found = re.match(r"\w+", phrase)
    return found[0] if found is not None else ""


@cache
def _unit() -> str:
    """A unit behind a figure, and what it is for each of: "đồng/vé"."""
    t = quantity_table()
    signs = [u for u in units_by_word() if not u[0].isalpha()]
    words = [u for u in units_by_word() if u[0].isalpha()]
    glue = tuple(t["glued"]["ends"])
    glued = [u for u in words if (len(u) <= _SHORT and u.isascii()) or u.endswith(glue)]
    money = any_of(t["money"])
    each = rf"(?:/(?P<each>{any_of(words)})(?!\w))?"
    return (
        rf"(?:\s?(?P<u1>{any_of(signs)})(?!\w)|\s(?P<u2>{any_of(words)})(?!\w)"
        rf"|(?P<u3>{any_of(glued)})(?!\w)|(?P<money>{money})(?!\w)){each}"
    )


def _choice(rows: Mapping[str, Iterable[str]]) -> str:
    """Words of several rows; the group that matches names the row by its number."""
    return "|".join(f"(?P<b{i}>{any_of(words)})" for i, words in enumerate(rows.values()))


@cache
def patterns() -> dict[str, re.Pattern[str]]:
    """The patterns by the name of what they find."""
    t = quantity_table()
    parts, names = t["parts"], t["names"]
    scales = any_of(t["scale"])
    scale = rf"(?:\s(?P<s>{scales})(?!\w)(?: (?P<rest>\d{{1,3}}) (?P<s2>{scales})(?!\w))?)?"
    to = rf"(?:\s?[-–]\s?|\s{any_of(t['range']['words'])}\s)"
    whole = rf"(?: {any_of(parts['whole'])})?"
    units = any_of([u for u in units_by_word() if u[0].isalpha()])
    things = rf"(?P<u2>{units}|{any_of(parts['things'])})(?!\w)"
    many, of = any_of([*parts["one"], *parts["numbers"]]), any_of(parts["numbers"])
    alone = r"(?<![\w/.,–-])"
    return {
        "quick": _quick(),
        "figure": re.compile(
            rf"{alone}(?P<sign>[$€£])?(?:(?P<a>{_FIGURE})(?:\s?(?:%|{scales}))?{to})?"
            rf"(?P<n>{_FIGURE})(?![\d/]|[.,-]\d){scale}(?:{_unit()})?"
        ),
        "mixed": re.compile(rf"{alone}(?P<m>\d{{1,2}})m(?P<cm>\d{{1,2}})(?![\w/²])"),
        "fraction": re.compile(rf"{alone}(?P<many>\d{{1,2}})/(?P<of>\d{{1,2}}){whole} {things}"),
        "words": re.compile(rf"(?<!\w)(?P<n>{number_words()}) (?P<u2>{units})(?!\w)"),
        "part": re.compile(
            rf"(?<!\w)(?P<many>{many}) {parts['of']} (?P<of>{of})(?!\w)(?:{whole} {things})?"
        ),
        "half": re.compile(
            rf"(?<!\w){any_of(parts['half'])}{whole}(?: (?P<s>{scales})(?!\w))? {things}"
        ),
        "tens": re.compile(
            rf"(?<!\w){any_of(parts['dozens'])} (?P<s>{any_of(parts['tens'])}|{scales})"
            rf"(?: (?P<s2>{scales})(?!\w))? (?P<u2>{units})(?!\w)"
        ),
        "behind": re.compile(rf" (?:{_choice(t['bound_behind'])})(?!\w)"),
        "apart": re.compile(rf"{any_of(names['words_apart'])}(?!\w)"),
    }


def _quick() -> re.Pattern[str]:
    """A figure before anything that may make it a quantity: a sign, a word of the tables."""
    t = quantity_table()
    firsts = {
        _first_word(w) for w in [*units_by_word(), *t["scale"], *t["money"], *t["range"]["words"]]
    }
    signs = re.escape("".join(sorted({w[0] for w in units_by_word() if not w[0].isalnum()})))
    words = any_of(sorted(w for w in firsts if w))
    return re.compile(rf"\d{{1,12}}(?:[., ]\d{{1,9}}){{0,6}}\s?(?:[-–{signs}]|{words})")


@cache
def endings() -> dict[str, Ending]:
    """What is looked for right before a figure, by name."""
    t = quantity_table()
    bounds = [word for words in t["bound"].values() for word in words]
    names = t["names"]["words"]
    people = [*t["names"]["people"], *names]
    return {
        "bound": Ending(rf"(?<!\w)(?:{_choice(t['bound'])}) \Z", bounds),
        "names": Ending(rf"(?<!\w){any_of(names)} \Z", names),
        "people": Ending(rf"(?<!\w){any_of(people)} \Z", people),
    }
