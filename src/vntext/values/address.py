"""Addresses: their parts with offsets, and the units that they name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from vntext.checks import check_str
from vntext.document import Span
from vntext.errors import InvalidOptionError
from vntext.text.folding import strip_diacritics
from vntext.values.place_names import read_name
from vntext.values.units import (
    SINCE,
    UNTIL,
    Unit,
    find_units,
    name_key,
    parents,
    unit,
    words,
)

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


class _Part(NamedTuple):
    start: int
    end: int
    text: str


@cache
def _heads() -> re.Pattern[str]:
    """A word of a unit inside a part that has no comma before it: "12 Lê Lợi P. Bến Nghé Q.1"."""
    long = [r["kind"] for r in words()["unit"]]
    long = [f"(?<!thị ){w}" if w == "xã" else w for w in long]
    short = ("tphcm", r"tp\.? ?hcm", r"tp\.? ", r"tp\.", r"tx\.? ?", r"tt\.? ?", r"q\. ?", r"p\. ?",
             r"h\. ?", r"x\. ?", r"t\. ?", r"q(?=\d)", r"p(?=\d)", r"f\.? ?(?=\d)")  # fmt: skip
    heads = "|".join([*(f"{w} " for w in long), *short])
    return re.compile(rf"(?<=[\s,;])(?:{heads})(?=\w)|(?<=[\s])(?:tphcm|tp\.? ?hcm)", re.IGNORECASE)


def _parts(text: str) -> list[_Part]:
    """The parts between commas, cut again where a word of a unit stands."""
    out = []
    for m in re.finditer(r"[^,;\n()]+", text):
        heads = (h.start() for h in _heads().finditer(text, *m.span()))
        cuts = [m.start(), *(h for h in heads if text[m.start() : h].strip())]
        for a, b in zip(cuts, [*cuts[1:], m.end()], strict=True):
            piece = text[a:b]
            for p in _dashed(piece):
                start = a + piece.index(p)
                stripped = p.strip(" .()-–")
                if stripped:
                    start += p.index(stripped)
                    out.append(_Part(start, start + len(stripped), stripped))
    return out


def _dashed(piece: str) -> list[str]:
    """A part cut at dashes, unless it is a name with a dash: "Bà Rịa - Vũng Tàu"."""
    if (
        not re.search(r"\s[-–]\s", piece)
        or _found(piece.strip(), UNTIL)
        or _found(piece.strip(), SINCE)
    ):
        return [piece]
    return re.split(r"\s[-–]\s", piece)


@cache
def _plain() -> tuple[re.Pattern[str], dict[str, str]]:
    """Kinds of units without accents, as whole addresses are written."""
    kinds = {strip_diacritics(r["kind"], ascii=True): r["kind"] for r in words()["unit"]}
    names = "|".join(sorted(kinds, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?<!thi )({names})(?= \w)", re.IGNORECASE), kinds


def _accented(text: str) -> str:
    """An address without any accent, with those of the words for units; of the same length."""
    if not text.isascii():
        return text
    pattern, kinds = _plain()
    out: list[str] = []
    done = 0
    for m in pattern.finditer(text):
        if out and m.start() == done + 1:
            continue  # "xa Quan Ha": a name begins like a word of a unit
        out += [text[done : m.start()], kinds[m[1].lower()]]
        done = m.end()
    return "".join([*out, text[done:]])


def _named(text: str) -> tuple[str, str, tuple[str, ...]]:
    named = read_name(re.sub(r"^[Ff]\.? ?(?=\d)", "P.", text))
    return named.kind, named.bare, named.levels if named.unit else ("street",)


def _found(text: str, era: str) -> list[Unit]:
    """Units that a part may name: by its letters, else without accents and doubled letters."""
    kind, bare, levels = _named(text)
    if levels == ("street",) or not bare:
        return []
    if bare.isdigit() and not kind:
        return []
    exact = [] if bare.isascii() and not bare.isdigit() else find_units(era, bare)
    found = exact or find_units(era, bare, loose=True)
    fit = [u for u in found if not levels or u.level in levels]
    if exact and not fit:
        fit = [u for u in find_units(era, bare, loose=True) if u.level in levels]
    same = [u for u in fit if u.kind == kind]
    return (same or fit) if kind else fit


_NUMBER = re.compile(
    r"(?:số nhà|so nha|nhà số|số|so|sn|nhà|lô|căn)?\s*"
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
    given, text = text, _accented(text)
    parts = _parts(text)
    parts = _without_ends(parts)
    best: tuple[float, str, list[tuple[_Part, Unit]], list[Unit]] = (0.0, "", [], [])
    outward = _outward(parts)
    for era in (UNTIL, SINCE):
        chain, open_ = _chain(outward, era)
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
        before = _chain(outward, UNTIL)[1]
        if before:
            best = (0.0, "", [], [best[2][0][1], *before])
    parts = [p._replace(text=given[p.start : p.end]) for p in parts] if given != text else parts
    chain = [(p._replace(text=given[p.start : p.end]), u) for p, u in best[2]]
    return _address(given, parts, best[1], chain, best[3])


def _outward(parts: list[_Part]) -> list[_Part]:
    """The parts with the province last, also where an address begins with it."""
    if len(parts) > 1:
        first, last = (
            any(u.level == "province" for era in (UNTIL, SINCE) for u in _found(p.text, era))
            for p in (parts[0], parts[-1])
        )
        if first and not last and _named(parts[0].text)[0] in ("tỉnh", "thành phố"):
            return parts[::-1]
    return parts


def _without_ends(parts: list[_Part]) -> list[_Part]:
    """The parts without the country, a post code and notes at the end."""
    parts = list(parts)
    while parts and name_key(parts[-1].text) in _ENDS:
        parts.pop()
    if parts:
        last = parts[-1]
        m = _POST_CODE.search(last.text)
        if m is not None:
            parts[-1] = last._replace(end=last.start + m.start(), text=last.text[: m.start()])
        if not parts[-1].text:
            parts.pop()
    return parts


_ENDS = ("việt nam", "viet nam", "vietnam", "việtnam", "vn", "cũ", "mới")
_POST_CODE = re.compile(r"(?:^| )\d{5,6}\Z")


def _without_district(chain: list[tuple[_Part, Unit]]) -> bool:
    """Whether a commune stands right in its province."""
    return [u.level for _, u in chain] == ["province", "commune"]


def _exact(part: _Part, u: Unit) -> bool:
    kind, bare, _ = _named(part.text)
    return name_key(bare) == name_key(u.bare) and kind in ("", u.kind)


def _chain(parts: list[_Part], era: str) -> tuple[list[tuple[_Part, Unit]], list[Unit]]:
    """Units from the last part inwards, each in the one before; and what stays open."""
    options: list[tuple[list[tuple[_Part, Unit]], int]] = [([], len(parts))]
    for k in range(len(parts) - 1, max(-1, len(parts) - 5), -1):
        found = _found(parts[k].text, era)
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
    text: str, parts: list[_Part], era: str, chain: list[tuple[_Part, Unit]], open_: list[Unit]
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
        kind, _, levels = _named(p.text)
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


def _street(text: str, rest: list[_Part]) -> tuple[Span | None, Span | None]:
    if not rest:
        return None, None
    start, end = rest[0].start, rest[-1].end
    m = _NUMBER.match(text, start)
    number = None
    if m is not None and m.end() <= end:
        number = Span(m.start(1), m.end(1), m[1])
        start = m.end()
        while start < end and text[start] in " ,":
            start += 1
    return number, Span(start, end, text[start:end]) if start < end else None
