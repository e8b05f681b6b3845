"""Provisions: "điểm c, khoản 5, Điều 10", "Điều 5 khoản 2", "khoản 1 và 3 Điều 7".

Units are read one after the other on the lower-case text; a chain of units is put in the order
point, clause, article whichever way it is written.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from vntext.legal.order import Unit, canonical
from vntext.legal.patterns import part, pattern, source
from vntext.legal.tables import word_set
from vntext.legal.units import UnitKind, unit_kinds

__all__ = ["Provision", "parse_provision"]


@cache
def _first() -> re.Pattern[str]:
    return pattern("unit")


@cache
def _next() -> re.Pattern[str]:
    return re.compile(source("between_units") + source("unit"))


# The groups of the pattern of a unit that hold its value.
_VALUES = {2: "number", 4: "letter", 6: "roman", 8: "number", 10: "letter"}


@cache
def _more(group: int) -> re.Pattern[str]:
    """Further values of one unit: ", 5", " và 7"; the last one must not count something."""
    value, quote = part(f"value_{_VALUES[group]}"), part("quote")
    return re.compile(rf"{source('between_values')}{quote}(?:{value})\)?{quote}")


def _values_end(low: str, m: re.Match[str]) -> int:
    """End of the list of values that begins with a unit."""
    end = m.end()
    group = m.lastindex or 2
    if low[end : end + 1] not in (" ", ",", ";", "-", "–", "\t"):
        return end
    more = _more(group - group % 2)
    for _ in range(60):
        n = more.match(low, end)
        if n is None or (pattern("amount").match(low, n.end()) and not more.match(low, n.end())):
            return end
        end = n.end()
    return end


@cache
def _bracket() -> re.Pattern[str]:
    return re.compile(r"\(([^()\n]+)\)")


class Provision(NamedTuple):
    """A provision.

    Attributes:
        end: End in the text (exclusive).
        units: The units as written.
        text: The units in canonical order.
        rest: What stood in brackets between the units.
        first_end: End of the first unit.
    """

    end: int
    units: list[Unit]
    text: str
    rest: str
    first_end: int

    @property
    def kinds(self) -> set[str]:
        """Kinds of the units."""
        return {u.kind for u in self.units}


def _clean(value: str) -> str:
    """A value without quotes and closing brackets, with plain separators."""
    if value.isalnum():
        return value
    out = "".join(c for c in value if c not in "\"“”'‘’)")
    return " ".join(out.replace(" ,", ",").replace(",", ", ").split())


def _read(m: re.Match[str], low: str, end: int) -> tuple[str, str]:
    i = m.lastindex or 0
    kind = m.group(i - 1)
    row = unit_kinds().get(kind) or _short_units().get((i - i % 2, kind.rstrip(".")))
    if row is None:
        kind = " ".join(kind.split())
        # "điều điều 85", a slip of the pen
        row = unit_kinds().get(kind) or unit_kinds()[kind.split()[0]]
    return row.name, _clean(low[m.start(i) : end])


@cache
def _short_units() -> dict[tuple[int, str], UnitKind]:
    """Units by the group of the pattern and the letter that stands for them."""
    groups = {"number": 8, "letter": 10}
    return {
        (groups[row.value], row.short): row
        for row in unit_kinds().values()
        if row.short and row.value in groups
    }


def _joint(raw: str) -> str:
    words = raw.split()
    for word in words:
        if word in word_set("unit_joints"):
            return word
    return ";" if ";" in raw else ","


def parse_provision(low: str, text: str, pos: int) -> Provision | None:
    """Reads the provision that begins at an offset.

    Args:
        low: The text in lower case.
        text: The text.
        pos: Offset of the first unit's word, in characters.

    Returns:
        The provision, or ``None`` where no number or letter follows the word.

    Example:
        >>> s = "Điều 5 khoản 2 điểm a"
        >>> parse_provision(s.lower(), s, 0).text
        'điểm a khoản 2 điều 5'
    """
    m = _first().match(low, pos)
    if m is None:
        return None
    first_end = end = _values_end(low, m)
    kind, value = _read(m, low, end)
    units = [Unit(kind, value, "")]
    rest: list[str] = []
    follow = _next()
    while len(units) < 60:
        n = follow.match(low, end)
        if n is None:
            break
        between = n.group(1)
        begin = n.end(1)
        if "." in between and not between.startswith(")") and text[begin].isupper():
            break  # a new sentence: "theo Điều 5. Điều 6 quy định"
        stop = _values_end(low, n)
        kind, value = _read(n, low, stop)
        if (
            value in word_set("this")
            and between.strip() not in ("", ",")
            and word_set("of").isdisjoint(between.split())
        ):
            break
        if "(" in between:
            inner = _bracket().search(text, end, begin)
            if inner is not None:
                rest.append(inner.group(1).strip())
        units.append(Unit(kind, value, _joint(between) if between.strip() else ""))
        end = stop
    # "(Điều 155)": a closing mark without its opening one is not part of the provision
    while (
        text[end - 1] in ")\"”'’"
        and text[end - 1] not in text[pos : end - 1]
        and "(" not in text[pos:end]
    ):
        end -= 1
    return Provision(end, units, canonical(units), "; ".join(rest), min(first_end, end))
