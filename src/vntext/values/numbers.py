"""Numbers as texts write them: figures with thousands and decimals, words, fractions."""

from __future__ import annotations

import re
from functools import cache

from vntext.values.words import any_of

__all__ = ["NUMBER_WORDS", "decimal_sign", "number_words", "read_number", "read_words"]

_FIGURES = {
    "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "nhăm": 5,
    "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9,
}  # fmt: skip
_SCALES = {"nghìn": 1e3, "ngàn": 1e3, "vạn": 1e4, "triệu": 1e6, "tỷ": 1e9, "tỉ": 1e9}
_INNER = ("mươi", "chục", "trăm", "lẻ", "linh", "mười", "rưỡi")
_AFTER_TEN = ("mốt", "lăm", "nhăm", "tư")
NUMBER_WORDS = (*_FIGURES, *_SCALES, *_INNER)
"""All words that numbers are written with."""
_MOST = 12  # words of the longest number

_POINT = re.compile(r"(?<![\d.,/-])\d{1,4}\.\d{1,2}(?![\d./-]|,\d)")
_COMMA = re.compile(r"(?<![\d.,/-])\d{1,4}(?:\.\d{3})*,\d{1,2}(?![\d/-]|[.,]\d)")
_FRACTIONS = ("%", "°C", "‰")  # units that never have thousands
_LOOKED = 20_000  # characters in which the decimal sign of a text shows


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
    fraction = unit in _FRACTIONS or (unit == "điểm" and sign == ".")
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
    first = any_of([w for w in _FIGURES if w not in _AFTER_TEN] + ["mười"])
    rest = any_of(NUMBER_WORDS)
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
    terms: list[float] = []
    group, digit, last = 0.0, None, ""
    scale = 1.0
    for word in written.split():
        if word in _FIGURES:
            late = word in _AFTER_TEN and last not in ("mươi", "mười", "lẻ", "linh", "trăm", "tỷ")
            if digit is not None or late:
                return None
            digit = _FIGURES[word]
        elif word == "mười":
            if digit is not None:
                return None
            group += 10
        elif word in ("mươi", "chục", "trăm"):
            if digit is None:
                return None
            group, digit = group + digit * (100 if word == "trăm" else 10), None
        elif word == "rưỡi":
            if digit is not None or not terms:
                return None
            terms.append(scale / 2)
        elif word in _SCALES:
            larger = bool(terms) and _SCALES[word] > scale
            scale = _SCALES[word]
            whole = group + (digit or 0)
            if larger:  # "hai nghìn tỷ", "một nghìn hai trăm tỷ"
                terms = [(sum(terms) + whole) * scale]
            elif whole:
                terms.append(whole * scale)
            else:
                return None
            group, digit = 0.0, None
        last = word
    if digit is not None and last in _FIGURES and terms and not group and scale > 1:
        terms.append(digit * scale / 10)  # "một tỷ hai"
        digit = None
    return sum(terms) + group + (digit or 0)
