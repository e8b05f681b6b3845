"""The administrative units of Vietnam before and since July 2025, and the countries."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from vntext.resources import load_lines, load_toml
from vntext.text.folding import strip_diacritics
from vntext.text.key import key

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = [
    "ERAS", "SINCE", "UNTIL", "Unit", "countries", "find_units", "loose_key", "name_key",
    "parents", "predecessors", "successors", "unit", "words",
]  # fmt: skip

UNTIL, SINCE = "until-2025-06", "since-2025-07"
ERAS = (UNTIL, SINCE)
LEVELS = {"p": "province", "d": "district", "c": "commune"}
SHARES = {"": "whole", "m": "main part", "p": "part"}
_ORDER = {"whole": 0, "main part": 1, "part": 2}


class Unit(NamedTuple):
    """An administrative unit.

    Attributes:
        era: ``"until-2025-06"`` or ``"since-2025-07"``.
        code: Code in the list of that era.
        level: ``"province"``, ``"district"`` or ``"commune"``.
        name: Name with its kind: ``"Quận Ba Đình"``.
        parent: Code of the unit around it, ``""`` for a province.
        lat: Latitude in degrees, None where not known.
        lon: Longitude in degrees.
        kind: The first words of the name in small letters: ``"thị trấn"``.
        bare: The name without its kind.
    """

    era: str
    code: str
    level: str
    name: str
    parent: str
    lat: float | None
    lon: float | None

    kind: str = ""
    bare: str = ""


@cache
def _kinds() -> tuple[str, ...]:
    return tuple(f"{row['kind']} " for row in words()["unit"])


def split_kind(name: str) -> tuple[str, str]:
    """Kind in small letters and bare name of a unit as the lists write it."""
    low = name.lower()
    for kind in _kinds():
        if low.startswith(kind):
            return kind[:-1], name[len(kind) :]
    return "", name


def words() -> Mapping[str, Any]:
    """The words around names of places."""
    return load_toml("values/places.toml")


_DASH = re.compile(r"\s*[-–—‑]\s*|\s+")
_APOSTROPHE = re.compile(r"['’‘`´]")
_NUMBER = re.compile(r"\b0+(?=\d)")


@lru_cache(maxsize=4096)
def name_key(name: str) -> str:
    """The key of a name: one tone placement, no matter of dashes and leading zeros.

    Example:
        >>> name_key("Bà Rịa – Vũng Tàu") == name_key("Bà Rịa-Vũng Tàu"), name_key("05")
        (True, '5')
    """
    plain = _APOSTROPHE.sub("'", _NUMBER.sub("", _DASH.sub(" ", name.strip())))
    return key(plain)


_DOUBLE = re.compile(r"([a-z])\1")


@lru_cache(maxsize=4096)
def loose_key(name: str) -> str:
    """The key without accents, spaces and doubled letters, for what is written carelessly.

    Example:
        >>> loose_key("Đăk Krông") == loose_key("Đắk Kroong"), loose_key("Ea H'leo")
        (True, 'eahleo')
    """
    plain = strip_diacritics(name_key(name), ascii=True).lower()
    plain = plain.replace("y", "i").replace("c", "k")
    return _DOUBLE.sub(r"\1", "".join(ch for ch in plain if ch.isalnum()))


def _degree(value: str) -> float | None:
    return float(value) if value else None


@cache
def _units(era: str) -> dict[str, Unit]:
    out = {}
    for line in load_lines(f"values/units-{era}.tsv")[1:]:
        code, level, name, parent, lat, lon = line.split("\t")
        place = _degree(lat), _degree(lon)
        out[code] = Unit(era, code, LEVELS[level], name, parent, *place, *split_kind(name))
    return out


@cache
def _by_name(era: str) -> dict[str, list[Unit]]:
    out: dict[str, list[Unit]] = {}
    alias = {k: list(v) for k, v in words()["alias"].items()}
    for u in _units(era).values():
        out.setdefault(name_key(u.bare), []).append(u)
        if u.level == "province":
            own = name_key(u.bare)
            for other in {name_key(a) for a in alias.get(u.bare, ())} - {own}:
                out.setdefault(other, []).append(u)
    return out


@cache
def _by_loose(era: str) -> dict[str, list[Unit]]:
    out: dict[str, list[Unit]] = {}
    for name, units in _by_name(era).items():
        row = out.setdefault(loose_key(name), [])
        row += [u for u in units if u not in row]
    return out


def unit(era: str, code: str) -> Unit | None:
    """The unit of a code."""
    return _units(era).get(code)


def find_units(era: str, name: str, *, loose: bool = False) -> list[Unit]:
    """Units of a bare name.

    Args:
        era: One of `ERAS`.
        name: A name without its kind.
        loose: Whether accents and doubled letters may differ.

    Example:
        >>> [u.name for u in find_units("until-2025-06", "Hoà Bình") if u.level != "commune"]
        ['Tỉnh Hòa Bình', 'Thành phố Hòa Bình', 'Huyện Hòa Bình']
    """
    if loose:
        return _by_loose(era).get(loose_key(name), [])
    return _by_name(era).get(name_key(name), [])


def parents(u: Unit) -> tuple[str, ...]:
    """Codes of the units around a unit, the nearest first."""
    return _parents(u.era, u.parent)


@lru_cache(maxsize=1024)
def _parents(era: str, code: str) -> tuple[str, ...]:
    above = _units(era).get(code)
    return () if above is None else (code, *_parents(era, above.parent))


@cache
def _succession() -> tuple[dict[str, list[tuple[str, str]]], dict[str, list[tuple[str, str]]]]:
    after: dict[str, list[tuple[str, str]]] = {}
    before: dict[str, list[tuple[str, str]]] = {}
    for line in load_lines("values/succession.tsv")[1:]:
        old, new, share = [*line.split("\t"), ""][:3]
        after.setdefault(old, []).append((new, SHARES[share]))
        before.setdefault(new, []).append((old, SHARES[share]))
    for rows in (*after.values(), *before.values()):
        rows.sort(key=lambda row: _ORDER[row[1]])  # the largest part first
    return after, before


@cache
def _children(era: str) -> dict[str, list[str]]:
    out: dict[str, list[str]] = {}
    for u in _units(era).values():
        if u.parent:
            out.setdefault(u.parent, []).append(u.code)
    return out


def successors(u: Unit) -> list[tuple[str, str]]:
    """Codes of the units since July 2025 that took over a unit of before, and how much of it.

    Example:
        >>> successors(unit("until-2025-06", "17"))
        [('25', 'whole')]
    """
    after = _succession()[0]
    if u.level != "district" or u.code in after:
        return after.get(u.code, [])
    out: dict[str, str] = {}
    for child in _children(u.era).get(u.code, ()):
        for code, share in after.get(child, ()):
            if share != "part":  # a corner of a commune makes no successor of the district
                out[code] = "part"
    if len(out) == 1:
        return [(code, "whole") for code in out]
    return sorted(out.items())


def predecessors(u: Unit) -> list[tuple[str, str]]:
    """Codes of the units of before that went into a unit since July 2025, and how much of each."""
    return _succession()[1].get(u.code, [])


@cache
def countries() -> dict[str, str]:
    """ISO codes by the key of every name of a country."""
    out = {}
    for line in load_lines("values/countries.tsv")[1:]:
        code, names = line.split("\t")
        for name in names.split("|"):
            out[name_key(name)] = code
    return out
