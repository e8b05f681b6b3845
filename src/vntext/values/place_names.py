"""Names of places: the kind that a name tells, and which units it may mean."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from vntext.values.units import SINCE, UNTIL, Unit, find_units, name_key, words

__all__ = ["ORDER", "Named", "kinds_of", "may_hold", "of_kind", "read_name"]


class Named(NamedTuple):
    """What a name of a place says of itself.

    Attributes:
        kind: Kind of unit or of place (``"quận"``, ``"street"``), ``""`` for a bare name.
        bare: The name without its kind.
        levels: Levels that the kind can mean; empty for what is no unit.
        unit: Whether it may be a unit.
    """

    kind: str
    bare: str
    levels: tuple[str, ...]
    unit: bool


@cache
def _heads() -> tuple[re.Pattern[str], dict[str, tuple[str, tuple[str, ...]]]]:
    table = {w: (r["kind"], tuple(r["levels"])) for r in words()["unit"] for w in r["words"]}
    heads = sorted(map(re.escape, table), key=len, reverse=True)
    # a single letter needs its stop or a figure: "P.15", "Q3", and no "Q Anh"
    pattern = rf"({'|'.join(heads)})(?:(?<=\w)\s+|(?<=\.)\s*|(?=\d))(?=\S)"
    return re.compile(pattern), table


@cache
def _others() -> tuple[re.Pattern[str], dict[str, str]]:
    table = {w: kind for kind, ws in words()["kind"].items() for w in ws}
    heads = sorted(map(re.escape, table), key=len, reverse=True)
    return re.compile(rf"({'|'.join(heads)})(?!\w)"), table


@lru_cache(maxsize=4096)
def read_name(text: str) -> Named:
    """Splits a name of a place into its kind and the name itself.

    Example:
        >>> read_name("TP Hạ Long")
        Named(kind='thành phố', bare='Hạ Long', levels=('province', 'district'), unit=True)
        >>> read_name("sông Mã").kind
        'river'
    """
    text = " ".join(text.split())
    low = text.lower()
    if name_key(low) in _aliases() or len(low) != len(text):
        return Named("", text, (), True)
    pattern, table = _heads()
    m = pattern.match(low)
    if m is not None and not (len(m[1]) == 1 and not text[m.end() :][:1].isdigit()):
        kind, levels = table[m[1]]
        return Named(kind, text[m.end() :], levels, True)
    if text[:1].isupper() and any(find_units(era, text) for era in (UNTIL, SINCE)):
        return Named("", text, (), True)  # "Bến Tre" is no landing place
    pattern, kinds = _others()
    m = pattern.match(low)
    if m is not None:
        return Named(kinds[m[1]], text[m.end() :].strip(), (), False)
    return Named("", text, (), True)


@cache
def _aliases() -> frozenset[str]:
    return frozenset(name_key(a) for names in words()["alias"].values() for a in names)


def of_kind(found: list[Unit], named: Named) -> list[Unit]:
    """Units of the level that the kind says; of the very kind where there is one."""
    if not named.levels:
        return found if not named.bare.isdigit() else []
    fit = [u for u in found if u.level in named.levels]
    exact = [u for u in fit if u.kind == named.kind]
    # a text may know a unit before it was raised: xã, thị trấn, phường
    ranks = _ranks()
    rank = ranks.get(named.kind, 9)
    return exact or [u for u in fit if ranks.get(u.kind, 9) >= rank]


@cache
def _ranks() -> dict[str, int]:
    return {row["kind"]: row["rank"] for row in words()["unit"] if "rank" in row}


@cache
def kinds_of(era: str) -> frozenset[str]:
    """Kinds of units that only one era has."""
    return frozenset(row["kind"] for row in words()["unit"] if row.get("era") == era)


ORDER = {"commune": 0, "district": 1, "province": 2}


def may_hold(inner: Named, outer: Named) -> bool:
    """Whether a place may lie in the one behind it, by their kinds."""
    if not outer.unit or not inner.unit:
        return False
    low = max((ORDER[x] for x in inner.levels), default=0) if inner.levels else 0
    high = max((ORDER[x] for x in outer.levels), default=2)
    if inner.levels and outer.levels:
        return min(ORDER[x] for x in inner.levels) < high
    if inner.levels:
        return low < high or len(inner.levels) > 1
    return True  # a bare name before another one: decided by whether such a unit lies there
