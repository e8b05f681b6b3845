"""``doc.quantities``: figures with their units and values."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from vntext.meaning import Quantity
from vntext.resources import load_toml
from vntext.text.heads import Heads

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["find_quantities", "read_number"]


def _table() -> Mapping[str, Any]:
    return load_toml("values/quantities.toml")


def _any(words: Iterable[str]) -> str:
    return "(?:" + "|".join(sorted(map(re.escape, words), key=len, reverse=True)) + ")"


@cache
def _units() -> dict[str, str]:
    out = {word: unit for unit, words in _table()["unit"].items() for word in words}
    return out | {word: word for word in _table()["counted"]["words"]}


@cache
def _figures() -> Heads:
    return Heads(["0"])


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    t = _table()
    number = (
        r"\d{1,3}(?:\.\d{3}){1,5}(?:,\d{1,9})?|\d{1,3}(?: \d{3}){1,5}(?![\d.,]*\d)"
        r"|\d{1,12}(?:[.,]\d{1,6})?"
    )
    scale = rf"(?:\s(?P<s>{_any(t['scale'])})(?!\w))?"
    signs = [u for u in _units() if not u[0].isalpha()]
    words = [u for u in _units() if u[0].isalpha()]
    glued = [u for u in words if (len(u) <= 4 and u.isascii()) or u in ("đ", "vnđ")]
    unit = (
        rf"(?:\s?(?P<u1>{_any(signs)})|\s(?P<u2>{_any(words)})(?!\w)"
        rf"|(?P<u3>{_any(glued)})(?!\w))?"
    )
    pattern = re.compile(
        rf"(?<![\w/.,–-])(?:(?P<a>{number})(?:\s?%)?(?:\s?[-–]\s?|\sđến\s))?"
        rf"(?P<n>{number})(?![\d/]|[.,-]\d){scale}{unit}"
    )
    bound = "|".join(f"(?P<b{i}>{_any(words)})" for i, words in enumerate(t["bound"].values()))
    return (
        pattern,
        re.compile(rf"(?<!\w)(?:{bound}) \Z"),
        re.compile(rf"(?<!\w){_any(t['names']['words'])} \Z"),
    )


def read_number(written: str, *, unit: str = "") -> float:
    """The value of a figure; a stop with three figures behind it parts thousands.

    Args:
        written: Figures with stops, commas or spaces.
        unit: Its unit: no percentage has thousands, so "6.125%" is six and a bit.

    Example:
        >>> read_number("1.250"), read_number("6,08"), read_number("1.234.567,5")
        (1250.0, 6.08, 1234567.5)
        >>> read_number("6.5"), read_number("3,319")
        (6.5, 3.319)
    """
    plain = written.replace(" ", "")
    if plain.count(",") == 1 and "." in plain:
        plain = plain.replace(".", "").replace(",", ".")
    elif plain.count(".") > 1 or (
        re.fullmatch(r"[1-9]\d{0,2}\.\d{3}", plain) and unit not in ("%", "điểm", "°C")
    ):
        plain = plain.replace(".", "")
    else:
        plain = plain.replace(",", ".")
    return float(plain)


def find_quantities(text: str, taken: Iterable[tuple[int, int]] = ()) -> list[Quantity]:
    """Finds figures with a unit, and what is counted.

    Args:
        text: A normalised text.
        taken: Spans in which no figure counts: dates, references, protected codes; sorted.

    Returns:
        The quantities in the order of the text, without overlap. A figure without a unit is none.

    Example:
        >>> text = "Hơn 1.250 học viên nhận 270 triệu đồng, tăng 6,08% trong 1,5 ngày."
        >>> for q in find_quantities(text):
        ...     print(q.text, q.bound, q.number, q.unit)
        1.250 học viên > 1250.0 học viên
        270 triệu đồng  270000000.0 VND
        6,08%  6.08 %
        1,5 ngày  1.5 d
    """
    low = text.lower()
    if len(low) != len(text):
        low = text
    pattern, bound, names = _patterns()
    blocked = sorted(taken)
    signs = list(_table()["bound"])
    out = []
    k = 0
    end = 0
    for place in _figures().places(text):
        m = pattern.match(low, place) if place >= end else None
        if m is None:
            continue
        word = m["u1"] or m["u2"] or m["u3"]
        if word is None and m["s"] is None:
            continue
        start, end = m.span()
        while k < len(blocked) and blocked[k][1] <= start:
            k += 1
        if k < len(blocked) and blocked[k][0] < end:
            continue
        before = max(0, start - 16)
        if names.search(low, before, start) and not (m["s"] or m["u1"]):
            continue
        unit = _units()[word] if word is not None else ""
        factor = _table()["scale"][m["s"]] if m["s"] else 1
        number = round(read_number(m["n"], unit=unit) * factor, 9)
        first = round(read_number(m["a"], unit=unit) * factor, 9) if m["a"] else None
        if first is not None and first >= number:
            continue
        b = bound.search(low, before, start)
        sign = signs[int((b.lastgroup or "b0")[1:])] if b is not None else ""
        out.append(
            Quantity(
                start,
                end,
                text[start:end],
                number if first is None else first,
                unit,
                None if first is None else number,
                sign,
            )
        )
    return out
