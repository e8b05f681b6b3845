"""Numbers and signs of documents: "58/2025/NĐ-CP", "35- NQ/TW", "158 / QĐ - C 41 (C 50)"."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from vntext.legal.tables import signs, type_signs
from vntext.text.heads import lower

__all__ = ["Code", "parse_code"]


class Code(NamedTuple):
    """A number with or without its sign.

    Attributes:
        end: End of the code in the text (exclusive).
        text: The code without inner spaces, dashes as ``-``.
        number: The number alone.
        year: Year inside the code, or ``None``.
        parts: Parts of the sign ("NĐ", "CP").
    """

    end: int
    text: str
    number: str
    year: int | None
    parts: list[str]


_MISREAD = str.maketrans("OIl", "011")
"""Letters that machines read for figures: "1O/2022/NĐ-CP"."""

_UPPER = "A-ZĐƯƠÂÊÔĂ"


@cache
def _number() -> re.Pattern[str]:
    # "12", "30a" ("Nghị quyết 30a/2008/NQ-CP"), "01bis", "66.2/2025/NQ-CP"; never the head of
    # "1.000"; "1 5/2020/NĐ-CP", a space that a machine put into the number
    return re.compile(
        r"(\d[\dOIl]{0,3}(?<=[OIl])[\dOIl]{0,3}(?=/(?:19|2[0O])[\dO]\d/[A-ZĐ]{2})"
        r"|\d{1,3}\.\d{1,2}(?=/(?:19|20)\d\d/[A-ZĐ])"
        r"|\d{1,2}[ ]\d{1,3}(?=/(?:19|20)\d\d/[A-ZĐ]{2})"
        r"|\d{1,6})((?:[ ](?=[ab]/(?:19|20)\d\d/))?(?:a|b|bis|A|B))?"
        r"(?:(?![\w])|(?=[A-ZĐ]{2,4}[ ]?[/\-–][ ]?[A-ZĐ]))(?![.,]\d)"
    )


@cache
def _year() -> re.Pattern[str]:
    # "2O20", as machines read it; "158/2010NĐ-CP", a slash that they did not
    return re.compile(
        r"(?:[ ]{0,2}/[ ]{0,2}|-)((?:19|2[0O])[\dO]\d)(?:(?!\w)|(?=[A-ZĐ]{2,4}[-–/]))(?![/.]\d)"
    )


@cache
def _short_year() -> re.Pattern[str]:
    """The year at the end of an old sign: "638/QĐ.UB.93"."""
    return re.compile(r"\.\d\d(?![\w])(?![.,]\d)")


@cache
def _separator() -> re.Pattern[str]:
    return re.compile(
        r"[ ]{0,2}(?://|[/\-–—.&+_])[ ]{0,2}"
        r"|[ ]{0,2}(?=[A-ZĐ]{1,5}[ ]?[/\-–]|[BSU][A-ZĐ&]{2,8}(?![\w&]))"
    )


@cache
def _part() -> re.Pattern[str]:
    # capitals and digits, with the few small letters that signs hold: TTg, QĐi, CTr, GDTrH, ThU
    return re.compile(
        rf"Ttg(?!\w)|(?:[{_UPPER}](?:[rgih](?![a-zà-ỹđ]))?){{1,20}}(?:\d{{1,4}}[a-z]?(?![a-zà-ỹđ]))?"
    )


@cache
def _lower_part() -> re.Pattern[str]:
    return re.compile(r"[a-zđư]{1,9}\d{0,2}(?![\w])")


@cache
def _spaced_digits() -> re.Pattern[str]:
    # "UBTVQH 14", "P 6", "C 41 (C 50)": spaces that a converter put between letters and figures
    return re.compile(r"[ ]\d{1,3}(?![\w/])(?![.,]\d)|[ ]?\([A-ZĐ]{1,4}[ ]?\d{0,3}\)")


@cache
def _next_word() -> re.Pattern[str]:
    return re.compile(r"[ ,]{1,2}([^\W\d_]{2,12})")


def _accept(text: str, part: str, sep: str, end: int, earlier: list[str]) -> bool:
    """Whether capitals after a separator go on with the sign."""
    known = lower(part) in signs() or lower(part).rstrip("0123456789") in signs()
    if text[end : end + 1].islower() and sum(c.isupper() for c in part) < 2:
        return False  # "46 - Bộ Công an"; but "10/2021/TT-BGDĐTsẽ", with the space lost
    if text[end : end + 1].isupper():
        return False  # "46/2016/NĐ-CP - MỨC PHẠT": a word, no sign
    if "." in sep and " " in sep:
        # "2016 / QĐ. UB": a full stop that ends no sentence stands between type and issuer
        return known and bool(earlier) and lower(earlier[-1]) in type_signs()
    if known:
        return True
    if not earlier and part.isalpha() and len(part) == 1:
        return "/" in sep and _spaced_digits().match(text, end) is not None  # "26 / C 46 - P 13"
    if not sep.strip():
        return False
    if sep == "." and not earlier:
        return False
    if "/" in sep or "&" in sep or " " not in sep:
        return True
    # "NGHỊ QUYẾT 35 - BƯỚC NGOẶT MỚI": capitals after a spaced dash are a sign only within one,
    # and not at the head of a heading
    if not earlier:
        return False
    digits = _spaced_digits().match(text, end)
    if digits is not None:
        return True
    following = _next_word().match(text, end)
    return following is None or not following.group(1).isupper()


def parse_code(text: str, pos: int) -> Code | None:
    """Reads a number and the sign that follows it.

    Args:
        text: The text.
        pos: Offset of the first figure, in characters.

    Returns:
        The code, or ``None`` where no number of a document stands.

    Example:
        >>> parse_code("Nghị quyết 16 / NQ - TW của", 11).text
        '16/NQ-TW'
    """
    m = _number().match(text, pos)
    if m is None:
        return None
    number = m.group(1).replace(" ", "").translate(_MISREAD) + (m.group(2) or "").strip()
    i = m.end()
    year = None
    y = _year().match(text, i)
    # "2021-2025" is a term, "19-2018/NQ-CP" a number and its year
    if y is not None and not (len(number) == 4 and text[i] == "-"):
        year, i = int(y.group(1).replace("O", "0")), y.end()
    parts: list[str] = []
    while len(parts) < 8:
        s = _separator().match(text, i)
        if s is None:
            break
        p = _part().match(text, s.end())
        if p is not None:
            goes_on = _accept(text, p.group(), s.group(), p.end(), parts)
        else:
            # "100/2019/nđ-cp" in a text without capitals: known parts only
            p = _lower_part().match(text, s.end())
            goes_on = p is not None and " " not in s.group() and p.group() in signs()
        if p is None or not goes_on:
            break
        part, i = p.group(), p.end()
        digits = _spaced_digits().match(text, i)
        if digits and not part[-1].isdigit():
            inside = digits.group().strip()
            known = lower(part) in signs()
            if part.endswith("QH") or (len(part) <= 3 and not known and " " in s.group()):
                part, i = part + inside.replace(" ", ""), digits.end()
                again = _spaced_digits().match(text, i)
                if again and "(" in again.group():
                    part, i = part + again.group().replace(" ", ""), again.end()
        elif digits and "(" in digits.group():
            part, i = part + digits.group().replace(" ", ""), digits.end()
        parts.append(part)
    if "." in text[m.end() : i] and (short := _short_year().match(text, i)) is not None:
        i = short.end()
    raw = text[pos:i].replace(" ", "").replace("–", "-").replace("—", "-").replace("//", "/")
    raw = raw.replace(m.group(1), m.group(1).translate(_MISREAD), 1)
    if y is not None and "O" in y.group(1):
        raw = raw.replace(y.group(1), str(year), 1)
    return Code(i, raw, number, year, parts)
