"""The units and countries that a name of a place can mean, wherever it stands."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, NamedTuple

from vntext.meaning import Successor
from vntext.values.place_names import Named, of_kind
from vntext.values.units import (
    UNTIL,
    Unit,
    countries,
    find_units,
    loose_key,
    name_key,
    parents,
    successors,
    unit,
    words,
)

__all__ = [
    "Choice", "candidate_units", "country_of", "exact_units", "keys_of", "loose_units",
    "meant_alone", "shape_of",
]  # fmt: skip


class Choice(NamedTuple):
    """What a name was taken for.

    Attributes:
        unit: The unit, None where it stays open.
        score: How sure that is, 0 to 1.
        others: Other units that it could be.
    """

    unit: Unit | None
    score: float
    others: tuple[Unit, ...] = ()


@lru_cache(maxsize=4096)
def exact_units(era: str, named: Named) -> tuple[Unit, ...]:
    """Units of a name and its kind."""
    return tuple(of_kind(find_units(era, named.bare), named))


@lru_cache(maxsize=4096)
def loose_units(era: str, named: Named) -> tuple[Unit, ...]:
    """Units of a name that is written carelessly, and its kind."""
    return tuple(of_kind(find_units(era, named.bare, loose=True), named))


@lru_cache(maxsize=4096)
def candidate_units(era: str, named: Named) -> tuple[Unit, ...]:
    """Units that a name can mean, whatever the text says."""
    if not named.unit:
        return ()
    found = exact_units(era, named)
    if not named.kind and not found and " " in named.bare:  # "Bắc Cạn", "Đác Lắc"
        loose = find_units(era, named.bare, loose=True)
        return tuple(u for u in loose if u.level == "province")
    if not named.kind and found and all(u.level == "commune" for u in found):
        return tuple(_seat_of(u) for u in found)
    return found


@lru_cache(maxsize=4096)
def meant_alone(era: str, named: Named) -> Choice | None:
    """What a name means wherever it stands; None where the text has to decide."""
    found = candidate_units(era, named)
    if not named.levels or "province" in named.levels:
        provinces = [u for u in found if u.level == "province"]
        if provinces and len(named.levels) < 2:  # a city may be a province
            others = tuple(u for u in found if u not in provinces and not named.kind)
            return Choice(provinces[0], 0.95 if others else 0.98, others[:3])
        if provinces and provinces[0].kind == named.kind:
            return Choice(provinces[0], 0.98)
    if len(found) == 1 and named.kind and found[0].level != "commune":
        return Choice(found[0], 0.95)
    return None


def _seat_of(u: Unit) -> Unit:
    """The district that is spelt a little unlike its own seat, else the unit itself."""
    around = unit(u.era, u.parent)
    if around is None or around.level != "district":
        return u
    same = loose_key(around.bare) == loose_key(u.bare)
    return around if same else u


@lru_cache(maxsize=4096)
def keys_of(named: Named) -> tuple[str, str]:
    """By what a name is known when it comes again: with its kind, and alone."""
    bare = name_key(named.bare)
    return f"{named.kind} {bare}", f" {bare}"


@lru_cache(maxsize=4096)
def shape_of(era: str, code: str) -> tuple[Any, ...]:
    """The fields of a place that its unit alone tells, from ``kind`` to ``centroid``."""
    u = unit(era, code)
    assert u is not None  # a code of the list
    after = successors(u) if era == UNTIL else []
    centroid = (u.lat, u.lon) if u.lat is not None and u.lon is not None else None
    taken_over = tuple(Successor(*s) for s in after)
    return u.level, code, u.name, parents(u), "VN", u.level, era, taken_over, centroid


@lru_cache(maxsize=4096)
def country_of(name: str) -> str | None:
    """The ISO code of a country."""
    head, _, rest = name.partition(" ")
    plain = rest if rest and head.lower() in words()["country"]["words"] else name
    return countries().get(name_key(plain))
