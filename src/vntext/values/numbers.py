"""Numbers as texts write them: figures with thousands and decimals, words, fractions."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from vntext.resources import load_toml
from vntext.values.words import any_of

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["all_number_words", "decimal_sign", "number_words", "read_number", "read_words"]

_MOST = 12  # words of the longest number

_POINT = re.compile(r"(?<![\d.,/-])\d{1,4}\.\d{1,2}(?![\d./-]|,\d)")
_COMMA = re.compile(r"(?<![\d.,/-])\d{1,4}(?:\.\d{3})*,\d{1,2}(?![\d/-]|[.,]\d)")
_LOOKED = 20_000  # characters in which the decimal sign of a text shows


def _table() -> Mapping[str, Any]:
    return load_toml("values/numbers.toml")


class _Words(NamedTuple):
    """The words of the table, by what they do to the number so far."""

    figures: dict[str, int]
    late: frozenset[str]
    behind: frozenset[str]
    tens: dict[str, int]
    scales: dict[str, int]
    ten: frozenset[str]
    half: frozenset[str]


@cache
def _words() -> _Words:
    t = _table()
    late, others = t["late"], t["others"]
    return _Words(
        dict(t["figures"]),
        frozenset(late["words"]),
        frozenset(late["behind"]),
        dict(t["tens"]),
        dict(t["scales"]),
        frozenset(others["ten"]),
        frozenset(others["half"]),
    )


@cache
def all_number_words() -> tuple[str, ...]:
    """All words that numbers are written with."""
    t = _table()
    return (
        *t["figures"],
        *t["scales"],
        *t["tens"],
        *(w for ws in t["others"].values() for w in ws),
    )


def decimal_sign(text: str) -> str:
    """The decimal sign that a text itself shows: ``"."`` or ``","``, ``""`` where it shows none.

    Example:
        >>> decimal_sign("Tăng 2.5% lên 3,319 xã"), decimal_sign("Tăng 2,5%"), decimal_sign("Tăng")
        ('.', ',', '')
    """
    return next((s for s, p in ((",", _COMMA), (".", _POINT)) if _shows(text, s, p)), "")


def _shows(text: str, sign: str, pattern: re.Pattern[str]) -> bool:
    """Whether a pattern matches around a sign: a search would try it at every figure."""
    at = text.find(sign, 1, _LOOKED)
    while at >= 0:
        if text[at - 1].isdecimal() and text[at + 1 : at + 2].isdecimal():
            start = at
            while start and (text[start - 1].isdecimal() or (text[start - 1] == "." != sign)):
                start -= 1
            if pattern.match(text, start, _LOOKED) is not None:
                return True
        at = text.find(sign, at + 1, _LOOKED)
    return False


def read_number(written: str, *, unit: str = "", counted: bool = False, sign: str = "") -> float:
    """The value of a figure; a stop with three figures behind it parts thousands.

    Args:
        written: Figures with stops, commas or spaces.
        unit: Its unit: no percentage has thousands, so "6.125%" is six and a bit.
        counted: Whether whole things are counted: "3,319 xã" is no fraction.
        sign: The decimal sign that the text itself shows (see `decimal_sign`).

    Example:
        >>> read_number("1.250"), read_number("6,08"), read_number("1.234.567,5")
        (1250.0, 6.08, 1234567.5)
        >>> read_number("6.5"), read_number("3,319"), read_number("3,319", counted=True)
        (6.5, 3.319, 3319.0)
        >>> read_number("9.125", unit="điểm"), read_number("9.125", unit="điểm", sign=".")
        (9125.0, 9.125)
    """
    plain = written.replace(" ", "")
    points, commas = plain.count("."), plain.count(",")
    groups = re.fullmatch(r"[1-9]\d{0,2}(?:[.,]\d{3})+", plain) is not None
    fractions = _table()["fractions"]
    fraction = unit in fractions["units"] or (sign == "." and unit in fractions["points"])
    if points and commas:  # the last one of the two parts the decimals
        thousands = "." if plain.rfind(".") < plain.rfind(",") else ","
    elif points > 1 or (points and groups and not fraction):
        thousands = "."
    elif commas > 1 or (commas and groups and not fraction and (counted or sign == ".")):
        thousands = ","
    else:
        thousands = ""
    if thousands:
        plain = plain.replace(thousands, "")
    return float(plain.replace(",", "."))


@cache
def number_words() -> str:
    """A pattern of a number in words: "hai mươi lăm nghìn"."""
    w = _words()
    first = any_of([*(word for word in w.figures if word not in w.late), *w.ten])
    rest = any_of(all_number_words())
    return rf"{first}(?: {rest}(?!\w)){{0,{_MOST}}}(?!\w)"


def read_words(written: str) -> float | None:
    """The value of a number in words.

    Args:
        written: Words of a number in small letters, with single spaces.

    Returns:
        The number; None for what is none ("hai ba" is two or three).

    Example:
        >>> read_words("hai mươi lăm nghìn"), read_words("ba trăm linh năm"), read_words("hai ba")
        (25000.0, 305.0, None)
        >>> read_words("một nghìn hai trăm tỷ"), read_words("ba triệu rưỡi")
        (1200000000000.0, 3500000.0)
    """
    w = _words()
    terms: list[float] = []
    group, digit, last = 0.0, None, ""
    scale = 1
    for word in written.split():
        if word in w.figures:
            if digit is not None or (word in w.late and last not in w.behind):
                return None
            digit = w.figures[word]
        elif word in w.ten:
            if digit is not None:
                return None
            group += 10
        elif word in w.tens:
            if digit is None:
                return None
            group, digit = group + digit * w.tens[word], None
        elif word in w.half:
            if digit is not None or not terms:
                return None
            terms.append(scale / 2)
        elif word in w.scales:
            larger = bool(terms) and w.scales[word] > scale
            scale = w.scales[word]
            whole = group + (digit or 0)
            if larger:  # "hai nghìn tỷ", "một nghìn hai trăm tỷ"
                terms = [(sum(terms) + whole) * scale]
            elif whole:
                terms.append(whole * scale)
            else:
                return None
            group, digit = 0.0, None
        last = word
    if digit is not None and last in w.figures and terms and not group and scale > 1:
        terms.append(digit * scale / 10)  # "một tỷ hai"
        digit = None
    return sum(terms) + group + (digit or 0)
