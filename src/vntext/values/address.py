"""Addresses: their parts with offsets, and the units that they name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from vntext.checks import check_str
from vntext.document import Span
from vntext.errors import InvalidOptionError
from vntext.values.address_parts import (
    Part,
    accented,
    cut_parts,
    find_part,
    outward,
    read_part,
    without_ends,
)
from vntext.values.units import (
    SINCE,
    UNTIL,
    Unit,
    name_key,
    parents,
    unit,
    words,
)
from vntext.values.words import any_of

__all__ = ["Address", "parse_address"]

LONGEST = 400
"""Characters of the longest address that is read."""


@dataclass(frozen=True, slots=True)
class Address:
    """An address and its parts.

    Attributes:
        text: The address as given.
        number: House number.
        street: Street, hamlet or quarter: what stands between number and units.
        ward: Commune, ward or township.
        district: District.
        province: Province.
        codes: Codes of ward, district and province, ``""`` for what is missing or stays open.
        names: Names of these units in full.
        era: Era of the codes, ``""`` where there are none.
        alternatives: Codes of other units that the narrowest part could be, of the other era where
            no district tells the two apart.
    """

    text: str
    number: Span | None = None
    street: Span | None = None
    ward: Span | None = None
    district: Span | None = None
    province: Span | None = None
    codes: tuple[str, str, str] = ("", "", "")
    names: tuple[str, str, str] = ("", "", "")
    era: str = ""
    alternatives: tuple[str, ...] = ()

    @property
    def code(self) -> str:
        """Code of the narrowest unit."""
        return next((c for c in self.codes if c), "")


_LEVELS = ("commune", "district", "province")


@cache
def _number() -> re.Pattern[str]:
    return re.compile(
        rf"{any_of(words()['address']['number'])}?\s*"
        r"([A-Za-z]{0,2}\d{1,5}[A-Za-z]?(?:[/\-.]\d{0,5}[A-Za-z]?\d{0,5}){0,5})(?=[\s,]|$)",
        re.IGNORECASE,
    )


def parse_address(text: str) -> Address:
    """Reads an address of Vietnam.

    Args:
        text: An address in one line, with or without accents, units in full or short.

    Returns:
        Its parts, each a span of ``text``, and the units that they name. The era of the units is
        the one in which they fit together.

    Raises:
        InvalidTextError: If ``text`` is not a str.
        InvalidOptionError: If it is longer than an address (400 characters).

    Example:
        >>> a = parse_address("36B Lý Nam Đế, P. Cửa Đông, Q. Hoàn Kiếm, HN")
        >>> a.number.text, a.street.text, a.names[0], a.codes
        ('36B', 'Lý Nam Đế', 'Phường Cửa Đông', ('00055', '002', '01'))
    """
    check_str(text)
    if len(text) > LONGEST:
        raise InvalidOptionError(f"an address has at most {LONGEST} characters, not {len(text)}")
    given, text = text, accented(text)
    parts = cut_parts(text)
    parts = without_ends(parts)
    best: tuple[float, str, list[tuple[Part, Unit]], list[Unit]] = (0.0, "", [], [])
    inner_first = outward(parts)
    for era in (UNTIL, SINCE):
        chain, open_ = _chain(inner_first, era)
        score = len(chain) + sum(0.3 for p, u in chain if _exact(p, u)) + 0.5 * bool(open_)
        if score > best[0]:
            best = (score, era, chain, open_)
        elif score == best[0] and _without_district(chain) and _without_district(best[2]):
            # "xã Trung Sơn, tỉnh Tuyên Quang": no district is named, as since July 2025
            best = (score, era, chain, [*open_, best[2][-1][1]])
        elif open_ and not best[2]:
            best = (best[0], era, [], open_)
    alone = len(best[2]) == 1 and best[2][0][1].level == "commune"
    if alone and best[1] == SINCE:  # the name of a commune of before, too: which one is not said
        before = _chain(inner_first, UNTIL)[1]
        if before:
            best = (0.0, "", [], [best[2][0][1], *before])
    parts = [p._replace(text=given[p.start : p.end]) for p in parts] if given != text else parts
    chain = [(p._replace(text=given[p.start : p.end]), u) for p, u in best[2]]
    return _address(given, parts, best[1], chain, best[3])


def _without_district(chain: list[tuple[Part, Unit]]) -> bool:
    """Whether a commune stands right in its province."""
    return [u.level for _, u in chain] == ["province", "commune"]


def _exact(part: Part, u: Unit) -> bool:
    kind, bare, _ = read_part(part.text)
    return name_key(bare) == name_key(u.bare) and kind in ("", u.kind)


def _chain(parts: list[Part], era: str) -> tuple[list[tuple[Part, Unit]], list[Unit]]:
    """Units from the last part inwards, each in the one before; and what stays open."""
    options: list[tuple[list[tuple[Part, Unit]], int]] = [([], len(parts))]
    for k in range(len(parts) - 1, max(-1, len(parts) - 5), -1):
        found = find_part(parts[k].text, era)
        grown = []
        for chain, _ in options:
            inner = chain[-1][1] if chain else None
            inside = [u for u in found if inner is None or inner.code in parents(u)]
            grown += [([*chain, (parts[k], u)], k) for u in inside]
        if not grown:
            break
        options = grown
    if not options[0][0]:
        return [], []
    if len(options) > 1:
        marked = [o for o in options if all(_exact(p, u) for p, u in o[0])]
        options = marked or options
    if len(options) > 1:
        # of one name a province goes before a district before a commune
        for level in ("province", "district"):
            fit = [o for o in options if o[0][-1][1].level == level]
            if len(fit) == 1:
                options = fit
                break
    if len(options) > 1:
        shared = options[0][0][:-1]
        if all(o[0][:-1] == shared for o in options):
            return shared, [o[0][-1][1] for o in options]
        return [], [o[0][-1][1] for o in options]
    return options[0][0], []


def _address(
    text: str, parts: list[Part], era: str, chain: list[tuple[Part, Unit]], open_: list[Unit]
) -> Address:
    spans: dict[str, Span] = {}
    codes = dict.fromkeys(_LEVELS, "")
    names = dict.fromkeys(_LEVELS, "")
    used = set()
    for part, u in chain:
        spans[u.level] = Span(part.start, part.end, part.text)
        codes[u.level], names[u.level] = u.code, u.name
        used.add(part)
    if chain:
        for code in parents(chain[-1][1]):
            above = unit(era, code)
            if above is not None:
                codes[above.level], names[above.level] = above.code, above.name
    rest = [p for p in parts if p not in used]
    for p in list(rest):  # units that are named but not known
        kind, _, levels = read_part(p.text)
        if kind and levels and levels != ("street",) and levels[-1] not in spans:
            spans[levels[-1]] = Span(p.start, p.end, p.text)
            rest.remove(p)
    number, street = _street(text, rest)
    return Address(
        text,
        number,
        street,
        spans.get("commune"),
        spans.get("district"),
        spans.get("province"),
        (codes["commune"], codes["district"], codes["province"]),
        (names["commune"], names["district"], names["province"]),
        era if chain else "",
        tuple(u.code for u in open_),
    )


def _street(text: str, rest: list[Part]) -> tuple[Span | None, Span | None]:
    if not rest:
        return None, None
    start, end = rest[0].start, rest[-1].end
    m = _number().match(text, start)
    number = None
    if m is not None and m.end() <= end:
        number = Span(m.start(1), m.end(1), m[1])
        start = m.end()
        while start < end and text[start] in " ,":
            start += 1
    return number, Span(start, end, text[start:end]) if start < end else None
