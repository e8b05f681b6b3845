"""``doc.places``: each LOC with the unit or country that it names, decided by its context."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache, lru_cache
from itertools import accumulate
from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from vntext.meaning import Place
from vntext.navigation import made
from vntext.text.letters import UPPER
from vntext.values.place_names import ORDER, Named, kinds_of, may_hold, read_name
from vntext.values.place_units import (
    Choice,
    candidate_units,
    country_of,
    exact_units,
    keys_of,
    loose_units,
    meant_alone,
    shape_of,
)
from vntext.values.units import (
    SINCE,
    UNTIL,
    Unit,
    parents,
    predecessors,
    successors,
    words,
)
from vntext.values.words import any_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["find_places"]


class _Mention(NamedTuple):
    start: int
    end: int
    named: Named
    shown: bool  # a LOC; a place named inside a body only tells where the text is


@cache
def _inside() -> re.Pattern[str]:
    """A unit named inside a body."""
    return re.compile(
        rf"(?<!\w){any_of(words()['inside']['words'])} ?"
        rf"(?:\d{{1,2}}(?!\d)|(?:[{UPPER}][\w'’]*(?: ?[-–] ?| )?){{1,5}})",
    )


@cache
def _link() -> re.Pattern[str]:
    """What stands between a place and the one that holds it."""
    links = words()["links"]
    return re.compile(
        rf" ?(?:[,(–-]|{any_of(links['words'])}|, ?{any_of(links['apart'])}) ?|\) ?,? ?| "
    )


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
    taken = list(locations)
    new = tuple.__new__  # without the call of Python that a named tuple costs
    mentions = [new(_Mention, (a, b, read_name(text[a:b]), True)) for a, b in taken]
    starts = [a for a, _ in taken]
    ends = list(accumulate((b for _, b in taken), max))
    for a, b in bodies:
        # a name that may come again; inside a longer word it is another one
        known = b - a <= _USUAL and not text[a - 1 : a].isalnum()
        read = _read_body if known else _read_body.__wrapped__
        for start, end, named in read(text[a:b]):
            first, last = a + start, a + end
            i = bisect_left(starts, last)
            if not i or ends[i - 1] <= first:  # no location lies over it
                mentions.append(_Mention(first, last, named, False))
    mentions.sort(key=_FIRST)
    era = _era(mentions, year)
    return _Reader(text, mentions, era).places()


_FIRST = itemgetter(0)


_USUAL = 120  # characters of a name that may come again


@lru_cache(maxsize=4096)
def _read_body(body: str) -> tuple[tuple[int, int, Named], ...]:
    """The units that the name of a body or office tells, in characters of that name."""
    return tuple(
        (m.start(), m.end(), read_name(m[0].rstrip(" -–"))) for m in _inside().finditer(body)
    )


def _era(mentions: Sequence[_Mention], year: tuple[int, int] | None) -> str:
    """Which units the names of a text mean."""
    kinds = {m.named.kind for m in mentions}
    if not kinds.isdisjoint(kinds_of(UNTIL)):
        return UNTIL
    if not kinds.isdisjoint(kinds_of(SINCE)) or (year is not None and year >= (2025, 7)):
        return SINCE
    return UNTIL


class _Reader:
    """Decides for all places of one text."""

    def __init__(self, text: str, mentions: list[_Mention], era: str) -> None:
        self._text = text
        self._mentions = mentions
        self._era = era
        self._above = self._chains()
        self._chosen: dict[int, Choice] = {}
        self._known: dict[str, int] = {}  # how often: codes of units around the text
        self._named: dict[str, Unit] = {}  # what a name was decided to be before

    def _chains(self) -> dict[int, int]:
        """For each mention the one right behind it that holds it, if any."""
        out = {}
        for k, (here, after) in enumerate(zip(self._mentions, self._mentions[1:], strict=False)):
            if after.start - here.end > 12 or after.start <= here.end:
                continue
            if _link().fullmatch(self._text, here.end, after.start) is None:
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
        rows = [self._place(k) for k, m in enumerate(self._mentions) if m.shown]
        return made(Place, len(rows), *zip(*rows, strict=True))

    def _take(self, k: int, choice: Choice) -> None:
        self._chosen[k] = choice
        u = choice.unit
        if u is not None:
            known = self._known
            for code in (u.code, *parents(u)):
                known[code] = known.get(code, 0) + 1
            with_kind, alone = keys_of(self._mentions[k].named)
            self._named.setdefault(with_kind, u)
            self._named.setdefault(alone, u)

    def _sure(self, k: int) -> Choice | None:
        named = self._mentions[k].named
        above = self._above.get(k)
        if above is not None:
            choice = self._inside(named, self._chosen.get(above))
            if choice is not None:
                return choice
        return meant_alone(self._era, named)

    def _inside(self, named: Named, outer: Choice | None) -> Choice | None:
        """A unit right before one that may hold it; None where that one does not decide."""
        if outer is None or outer.unit is None or not named.unit:
            return None
        around = outer.unit
        lowest = min((ORDER[x] for x in named.levels), default=0)
        if ORDER[around.level] <= lowest:
            return None
        fit = [u for u in candidate_units(self._era, named) if around.code in parents(u)]
        if not fit:
            spelt = loose_units(self._era, named)
            fit = [u for u in spelt if around.code in parents(u)]
        if not named.kind and len(fit) > 1:
            districts = [u for u in fit if u.level == "district"]
            fit = districts if len(districts) == 1 else fit
        if len(fit) == 1:
            return Choice(fit[0], 0.97)
        if fit:
            known = [u for u in fit if u.parent in self._known]
            unit = known[0] if len(known) == 1 else None
            return Choice(unit, 0.8 if unit else 0.0, tuple(fit[:4]))
        # a bare name need not lie in what follows: "hướng Hà Nội, Hòa Bình"; one with its kind is
        # of the other era or gone, and another one of its name is not meant
        if not named.levels or "province" in named.levels:
            return None
        other = self._other_era(named, around)
        return Choice(other[0], 0.8) if len(other) == 1 else Choice(None, 0.0, tuple(other[:4]))

    def _other_era(self, named: Named, around: Unit | None = None) -> list[Unit]:
        """Units of the era that the text is not of: "phường Sài Gòn" in a text without a day."""
        era = SINCE if self._era == UNTIL else UNTIL
        found = list(exact_units(era, named))
        if around is None:
            return found
        codes = successors(around) if era == SINCE else predecessors(around)
        inside = {code for code, _ in codes} | {around.code if around.level == "province" else ""}
        return [u for u in found if inside & {u.code, *parents(u)}]

    def _by_context(self, k: int) -> Choice:
        named = self._mentions[k].named
        before = self._named.get(keys_of(named)[0]) if named.unit else None
        if before is not None:
            return Choice(before, 0.9)
        found = candidate_units(self._era, named)
        if not found and named.unit and named.kind:
            spelt = loose_units(self._era, named)
            found = tuple(u for u in spelt if any(c in self._known for c in parents(u)))
        if not found and named.unit and named.kind:
            other = self._other_era(named)
            if len(other) == 1:
                return Choice(other[0], 0.6)
        if not found:
            return Choice(None, 0.0)
        near = sorted(((self._weight(u), u) for u in found), key=lambda pair: pair[0], reverse=True)
        best, u = near[0]
        rest = tuple(v for _, v in near[1:5])
        tied = len(near) > 1 and near[1][0] >= best
        if best > 0 and not tied:
            return Choice(u, 0.85, rest)
        districts = [v for v in found if v.level == "district"]
        if not named.kind and len(districts) == 1 and (not tied or districts[0] is u or best == 0):
            return Choice(districts[0], 0.7, tuple(v for v in found if v is not districts[0])[:4])
        if named.kind and len(found) == 1 and not self._elsewhere(found[0]):
            return Choice(u, 0.7)
        return Choice(None, 0.0, tuple(v for _, v in near[:4]))

    def _elsewhere(self, u: Unit) -> bool:
        """Whether the text names other provinces and not the one of this unit."""
        return bool(self._known) and u.level == "commune" and parents(u)[-1] not in self._known

    def _weight(self, u: Unit) -> float:
        """How well a unit fits the places that are known; a nearer one counts more."""
        weight = 0.0
        for code in parents(u):
            often = self._known.get(code)
            if often:  # codes of districts have three figures
                weight += (2.0 if len(code) == 3 else 1.0) + often / 1000
        return weight + (0.1 if weight and u.level == "district" else 0.0)

    def _place(self, k: int) -> tuple[Any, ...]:
        """The fields of a place."""
        start, end, named, _ = self._mentions[k]
        u, score, rest = self._chosen[k]
        shown = self._text[start:end]
        country = country_of(shown) if u is None or not named.kind else None
        if country is not None and not (named.levels and u is None):
            u = None
        if u is not None:
            others = tuple(v.code for v in rest if v.code != u.code) if rest else ()
            return start, end, shown, *shape_of(u.era, u.code), others, score
        if country is not None and not named.levels:
            return (
                start,
                end,
                shown,
                "country",
                "",
                shown,
                (),
                country,
                "country",
                "",
                (),
                None,
                (),
                0.98,
            )
        kind = named.kind if not named.unit else (named.levels[-1] if named.levels else "")
        others = tuple(v.code for v in rest)
        return start, end, shown, kind, "", "", (), "", "", "", (), None, others, 0.0
