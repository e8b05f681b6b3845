"""``doc.places``: each LOC with the unit or country that it names, decided by its context."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from vntext.meaning import Place, Successor
from vntext.values.place_names import ORDER, Named, may_hold, of_kind, read_name
from vntext.values.units import (
    SINCE,
    UNTIL,
    Unit,
    countries,
    find_units,
    loose_key,
    name_key,
    parents,
    predecessors,
    successors,
    unit,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["find_places"]


class _Mention(NamedTuple):
    start: int
    end: int
    named: Named
    shown: bool  # a LOC; a place named inside a body only tells where the text is


_INSIDE = re.compile(
    r"(?<!\w)(?:tỉnh|thành phố|TP\.?|T\.P|quận|huyện|thị xã|TX\.?|phường|xã|thị trấn|thủ đô) ?"
    r"(?:\d{1,2}(?!\d)|(?:[A-ZÀ-ỸĐ][\w'’]*(?: ?[-–] ?| )?){1,5})",
)
_LINK = re.compile(r" ?(?:[,(–-]|thuộc|của|ở|tại|, ?thuộc) ?|\) ?,? ?| ")


def find_places(
    text: str,
    locations: Iterable[tuple[int, int]],
    bodies: Iterable[tuple[int, int]] = (),
    *,
    year: tuple[int, int] | None = None,
) -> list[Place]:
    """Gives every place the unit or country that it names.

    A name that could be several units is one only where the text decides: by the chain that it
    stands in ("xã A, huyện B, tỉnh C"), by the other places and bodies of the text.

    Args:
        text: The normalised text.
        locations: Spans of the LOC entities, sorted.
        bodies: Spans of its organisations and titles: the units named there tell where the text is.
        year: Year and month of the text, where known: since July 2025 names mean the new units.

    Returns:
        One place for each location.

    Example:
        >>> text = "Nhà ở phường Cửa Đông, quận Hoàn Kiếm, Hà Nội."
        >>> [(p.text, p.code) for p in find_places(text, [(6, 21), (23, 37), (39, 45)])]
        [('phường Cửa Đông', '00055'), ('quận Hoàn Kiếm', '002'), ('Hà Nội', '01')]
    """
    mentions = [_Mention(a, b, read_name(text[a:b]), True) for a, b in locations]
    taken = [(m.start, m.end) for m in mentions]
    for a, b in bodies:
        mentions += [
            _Mention(m.start(), m.end(), read_name(m[0].rstrip(" -–")), False)
            for m in _INSIDE.finditer(text, a, b)
            if not any(x < m.end() and m.start() < y for x, y in taken)
        ]
    mentions.sort(key=lambda m: m.start)
    era = _era(mentions, year)
    return _Reader(text, mentions, era).places()


def _era(mentions: Sequence[_Mention], year: tuple[int, int] | None) -> str:
    """Which units the names of a text mean."""
    kinds = {m.named.kind for m in mentions}
    if kinds & {"quận", "huyện", "thị trấn", "thị xã"}:
        return UNTIL
    if "đặc khu" in kinds or (year is not None and year >= (2025, 7)):
        return SINCE
    return UNTIL


class _Choice(NamedTuple):
    unit: Unit | None
    score: float
    others: tuple[Unit, ...] = ()


class _Reader:
    """Decides for all places of one text."""

    def __init__(self, text: str, mentions: list[_Mention], era: str) -> None:
        self._text = text
        self._mentions = mentions
        self._era = era
        self._above = self._chains()
        self._chosen: dict[int, _Choice] = {}
        self._known: Counter[str] = Counter()  # codes of units around the text
        self._named: dict[str, Unit] = {}  # what a name was decided to be before

    def _chains(self) -> dict[int, int]:
        """For each mention the one right behind it that holds it, if any."""
        out = {}
        for k, (here, after) in enumerate(zip(self._mentions, self._mentions[1:], strict=False)):
            if after.start - here.end > 12 or after.start <= here.end:
                continue
            if _LINK.fullmatch(self._text, here.end, after.start) is None:
                continue
            if may_hold(here.named, after.named):
                out[k] = k + 1
        return out

    def places(self) -> list[Place]:
        # what is sure comes first: provinces, chains, then the rest by what is known
        order = range(len(self._mentions) - 1, -1, -1)
        for k in order:
            choice = self._sure(k)
            if choice is not None:
                self._take(k, choice)
        for k in order:
            if k not in self._chosen:
                self._take(k, self._by_context(k))
        return [self._place(k) for k, m in enumerate(self._mentions) if m.shown]

    def _candidates(self, named: Named) -> list[Unit]:
        if not named.unit:
            return []
        found = of_kind(find_units(self._era, named.bare), named)
        if not named.kind and not found and " " in named.bare:  # "Bắc Cạn", "Đác Lắc"
            loose = find_units(self._era, named.bare, loose=True)
            return [u for u in loose if u.level == "province"]
        if not named.kind and found and all(u.level == "commune" for u in found):
            return [self._seat_of(u) for u in found]
        return found

    @staticmethod
    def _seat_of(u: Unit) -> Unit:
        """The district that is spelt a little unlike its own seat, else the unit itself."""
        around = unit(u.era, u.parent)
        if around is None or around.level != "district":
            return u
        same = loose_key(around.bare) == loose_key(u.bare)
        return around if same else u

    def _take(self, k: int, choice: _Choice) -> None:
        self._chosen[k] = choice
        u = choice.unit
        if u is not None:
            for code in (u.code, *parents(u)):
                self._known[code] += 1
            named = self._mentions[k].named
            self._named.setdefault(f"{named.kind} {name_key(named.bare)}", u)
            self._named.setdefault(f" {name_key(named.bare)}", u)

    def _sure(self, k: int) -> _Choice | None:
        named = self._mentions[k].named
        above = self._above.get(k)
        if above is not None:
            choice = self._inside(named, self._chosen.get(above))
            if choice is not None:
                return choice
        found = self._candidates(named)
        if named.kind in ("", "tỉnh", "thành phố"):
            provinces = [u for u in found if u.level == "province"]
            if provinces and named.kind != "thành phố":
                others = tuple(u for u in found if u not in provinces and not named.kind)
                return _Choice(provinces[0], 0.95 if others else 0.98, others[:3])
            if provinces and provinces[0].kind == named.kind:
                return _Choice(provinces[0], 0.98)
        if len(found) == 1 and named.kind and found[0].level != "commune":
            return _Choice(found[0], 0.95)
        return None

    def _inside(self, named: Named, outer: _Choice | None) -> _Choice | None:
        """A unit right before one that may hold it; None where that one does not decide."""
        if outer is None or outer.unit is None or not named.unit:
            return None
        around = outer.unit
        lowest = min((ORDER[x] for x in named.levels), default=0)
        if ORDER[around.level] <= lowest:
            return None
        fit = [u for u in self._candidates(named) if around.code in parents(u)]
        if not fit:
            loose = of_kind(find_units(self._era, named.bare, loose=True), named)
            fit = [u for u in loose if around.code in parents(u)]
        if not named.kind and len(fit) > 1:
            districts = [u for u in fit if u.level == "district"]
            fit = districts if len(districts) == 1 else fit
        if len(fit) == 1:
            return _Choice(fit[0], 0.97)
        if fit:
            known = [u for u in fit if self._known[u.parent]]
            unit = known[0] if len(known) == 1 else None
            return _Choice(unit, 0.8 if unit else 0.0, tuple(fit[:4]))
        # a bare name need not lie in what follows: "hướng Hà Nội, Hòa Bình"; one with its kind is
        # of the other era or gone, and another one of its name is not meant
        if named.kind in ("", "tỉnh", "thành phố"):
            return None
        other = self._other_era(named, around)
        return _Choice(other[0], 0.8) if len(other) == 1 else _Choice(None, 0.0, tuple(other[:4]))

    def _other_era(self, named: Named, around: Unit | None = None) -> list[Unit]:
        """Units of the era that the text is not of: "phường Sài Gòn" in a text without a day."""
        era = SINCE if self._era == UNTIL else UNTIL
        found = of_kind(find_units(era, named.bare), named)
        if around is None:
            return found
        codes = successors(around) if era == SINCE else predecessors(around)
        inside = {code for code, _ in codes} | {around.code if around.level == "province" else ""}
        return [u for u in found if inside & {u.code, *parents(u)}]

    def _by_context(self, k: int) -> _Choice:
        named = self._mentions[k].named
        before = self._named.get(f"{named.kind} {name_key(named.bare)}")
        if before is not None and named.unit:
            return _Choice(before, 0.9)
        found = self._candidates(named)
        if not found and named.unit and named.kind:
            loose = of_kind(find_units(self._era, named.bare, loose=True), named)
            found = [u for u in loose if any(self._known[c] for c in parents(u))]
        if not found and named.unit and named.kind:
            other = self._other_era(named)
            if len(other) == 1:
                return _Choice(other[0], 0.6)
        if not found:
            return _Choice(None, 0.0)
        near = sorted(((self._weight(u), u) for u in found), key=lambda pair: pair[0], reverse=True)
        best, u = near[0]
        rest = tuple(v for _, v in near[1:5])
        tied = len(near) > 1 and near[1][0] >= best
        if best > 0 and not tied:
            return _Choice(u, 0.85, rest)
        districts = [v for v in found if v.level == "district"]
        if not named.kind and len(districts) == 1 and (not tied or districts[0] is u or best == 0):
            return _Choice(districts[0], 0.7, tuple(v for v in found if v is not districts[0])[:4])
        if named.kind and len(found) == 1 and not self._elsewhere(found[0]):
            return _Choice(u, 0.7)
        return _Choice(None, 0.0, tuple(v for _, v in near[:4]))

    def _elsewhere(self, u: Unit) -> bool:
        """Whether the text names other provinces and not the one of this unit."""
        return bool(self._known) and u.level == "commune" and not self._known[parents(u)[-1]]

    def _weight(self, u: Unit) -> float:
        """How well a unit fits the places that are known; a nearer one counts more."""
        weight = 0.0
        for code in parents(u):
            if self._known[code]:  # codes of districts have three figures
                weight += (2.0 if len(code) == 3 else 1.0) + self._known[code] / 1000
        return weight + (0.1 if weight and u.level == "district" else 0.0)

    def _place(self, k: int) -> Place:
        m = self._mentions[k]
        choice, named = self._chosen[k], m.named
        shown = self._text[m.start : m.end]
        country = countries().get(name_key(_plain_country(shown)))
        if choice.unit is None or (country is not None and not named.kind):
            if country is not None and not named.levels:
                return Place(
                    m.start, m.end, shown, "country", "", shown, (), country, "country", score=0.98
                )
            kind = named.kind if not named.unit else (named.levels[-1] if named.levels else "")
            others = tuple(u.code for u in choice.others)
            return Place(m.start, m.end, shown, kind, alternatives=others)
        u = choice.unit
        after = successors(u) if u.era == UNTIL else []
        return Place(
            m.start,
            m.end,
            shown,
            u.level,
            u.code,
            u.name,
            parents(u),
            "VN",
            u.level,
            u.era,
            tuple(Successor(*s) for s in after),
            (u.lat, u.lon) if u.lat is not None and u.lon is not None else None,
            tuple(v.code for v in choice.others if v.code != u.code),
            choice.score,
        )


def _plain_country(name: str) -> str:
    head, _, rest = name.partition(" ")
    return rest if head.lower() in ("nước", "đất") and rest else name
