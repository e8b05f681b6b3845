"""Which mentions mean the same person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vntext.people.clusters import Cluster, Mention, fullest
from vntext.people.masked import Slips, join_slips
from vntext.people.names import can_be_short_for

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vntext.people.names import Name

__all__ = ["Cluster", "Mention", "Pair", "cluster_mentions"]

Pair = tuple[int, int]
"""Starts of two mentions."""


def _group_exact(mentions: list[Mention]) -> list[Cluster]:
    """Mentions that are written alike; full names first, since short ones may mean several."""
    by_key: dict[tuple[object, ...], list[Mention]] = {}
    for m in mentions:
        key = (m.name.parts, m.author and not m.name.is_full)
        by_key.setdefault(key, []).append(m)
    return [Cluster(group) for group in by_key.values()]


class _Kept:
    """Clusters by the short names that they may have, so that no name is compared with all."""

    def __init__(self) -> None:
        self._by_short: dict[tuple[str, ...] | str, list[Cluster]] = {}

    def add(self, c: Cluster) -> None:
        """Adds a cluster by its name."""
        parts = c.name.parts
        n = len(parts)
        shorts: set[tuple[str, ...] | str] = {(parts[0], parts[-1])}
        # names have few parts; of a row of words taken for a name the ends will do
        for k in range(1, min(n, _PARTS)):
            shorts |= {parts[:k], parts[n - k :]}
        if c.name.nickname:
            shorts.add(c.name.nickname)
        for short in shorts:
            self._by_short.setdefault(short, []).append(c)

    def fits(self, name: Name) -> list[Cluster]:
        """Clusters that the name may be short for, in the order in which they were added."""
        found = self._by_short.get(name.parts, [])
        if name.nickname:
            more = self._by_short.get(name.nickname, [])[:_SAME]
            found = [*found, *(c for c in more if not any(c is other for other in found))]
        return [c for c in found if can_be_short_for(name, c.name)]


_PARTS = 8  # parts of the longest short name

_SAME = 40  # people of one short name: of more no text says which is meant


LETTERS = 5
"""Letters of a part of a name that one letter more or less does not make another."""


def _misspelt(clusters: list[Cluster]) -> list[Cluster]:
    """Joins foreign full names that differ in one letter of one part, or in a space."""
    kept: list[Cluster] = []
    places: dict[str | tuple[str, ...], Cluster] = {}
    for c in clusters:
        parts = c.name.parts
        if len(parts) > _PARTS or c.name.is_vietnamese or any(m.author for m in c.mentions):
            kept.append(c)
            continue
        # with one part left out: names that have all others in common
        keys: list[str | tuple[str, ...]] = ["".join(parts)]
        keys += [(*parts[:k], "", *parts[k + 1 :]) for k in range(len(parts))]
        other = next((x for key in keys if (x := places.get(key)) and _alike(parts, x)), None)
        if other is not None and other.agrees_with(c):
            other.join(c)
            continue
        kept.append(c)
        for key in keys:
            places.setdefault(key, c)
    return kept


def _alike(parts: tuple[str, ...], other: Cluster) -> bool:
    """Whether two names are one but for a letter or a space."""
    names = other.name.parts
    if "".join(parts) == "".join(names):
        return True
    if len(parts) != len(names):
        return False
    pairs = [(a, b) for a, b in zip(parts, names, strict=True) if a != b]
    if len(pairs) != 1:
        return False
    (a, b) = sorted(pairs[0], key=len)
    if len(a) < LETTERS or len(b) - len(a) > 1:
        return False
    k = next((k for k in range(len(a)) if a[k] != b[k]), len(a))
    # a letter is another one, or one more
    return a[k + 1 :] == b[k + 1 :] if len(a) == len(b) else a[k:] == b[k + 1 :]


def _merge_full(clusters: list[Cluster]) -> tuple[list[Cluster], _Kept]:
    """Joins full names of which one is short for exactly one other: Mai Hoa, Bùi Mai Hoa."""
    clusters = sorted(join_slips(_misspelt(clusters)), key=lambda c: -len(c.name.parts))
    kept: list[Cluster] = []
    by_short = _Kept()
    for c in clusters:
        fits = [k for k in by_short.fits(c.name) if k.agrees_with(c)]
        # an author "Xuân Trường" is not the "Nguyễn Xuân Trường" of the story
        if fits and any(m.author for m in c.mentions):
            fits = []
        if len(fits) == 1:
            name = fits[0].name
            fits[0].join(c)
            if fits[0].name is not name:
                by_short.add(fits[0])
        else:
            kept.append(c)
            by_short.add(c)
    return kept, by_short


def _nearest(m: Mention, fits: list[Cluster]) -> Cluster | None:
    """The one cluster that the text speaks of here; None where it does not say."""
    fits = [c for c in fits if c.agrees(m.gender)]
    if len(fits) == 1:
        return fits[0]
    before = [(place, c) for c in fits if (place := c.last_before(m.start, told=True))]
    if len(before) == 1:
        return before[0][1]
    if not before:
        return None
    before.sort(key=lambda x: x[0][0])
    last = before[-1][1]
    paragraph, *rivals = (
        place[1] for _, c in reversed(before) if (place := c.last_before(m.start, told=False))
    )
    # both in sight: only the nearer paragraph tells
    return last if m.paragraph - paragraph <= 1 and max(rivals) < paragraph else None


def cluster_mentions(mentions: list[Mention], pairs: Sequence[Pair] = ()) -> list[Cluster]:
    """Groups mentions by person.

    Names written alike are one person. A short name joins the full name that it can be short for;
    where two could be meant and the text does not say which, it stays apart.

    Args:
        mentions: All mentions of a document, in the order of the text.
        pairs: Starts of two mentions of which the text says that they are of one person:
            "Lê Văn Mận (tức Ba Mận)".

    Returns:
        The people, in the order of their first mention.
    """
    full, by_short = _merge_full(_group_exact([m for m in mentions if m.name.is_full]))
    same = _said_to_be_one(full, pairs) if pairs else {}
    if same:
        full = [c for c in full if c not in same]
    singles: dict[tuple[object, ...], list[Mention]] = {}
    for m in mentions:
        if not m.name.is_full:
            singles.setdefault((m.name.parts, m.name.nickname, m.author), []).append(m)
    out = list(full)
    slips = Slips(full)
    for (_, _, author), group in singles.items():
        name = group[0].name
        if author:
            fits = []
        elif name.is_initial:  # "K." may be any name whose last part begins so
            fits = [c for c in full if can_be_short_for(name, c.name)]
        else:
            fits = list(dict.fromkeys(same.get(c, c) for c in by_short.fits(name)))
        if not fits and not author:
            fits = slips.of(group)
        if len(fits) > _SAME:
            fits = []
        # "ông Trump", where only "bà Melania Trump" is named in full: somebody else
        told = {m.gender for m in group if m.gender}
        if len(fits) == 1 and len(told) == 1 and not fits[0].agrees(*told):
            fits = []
        rest: list[Mention] = []
        for m in group:
            chosen = _nearest(m, fits) if fits else None
            if chosen is None:
                rest.append(m)
            else:
                chosen.add(m)
        if rest:
            out.append(Cluster(rest))
    if pairs:
        gone = _said_to_be_one(out, pairs)
        out = [c for c in out if c not in gone]
    for c in out:
        if len(c.mentions) > 1:
            c.mentions.sort(key=_start)
        # among names of one rank the first that the text gives
        c.name = fullest(c.mentions)
    return sorted(out, key=lambda c: c.mentions[0].start)


def _said_to_be_one(clusters: list[Cluster], pairs: Sequence[Pair]) -> dict[Cluster, Cluster]:
    """Joins clusters by pairs of mentions; those that are gone, each with what it went into."""
    owner = {m.start: c for c in clusters for m in c.mentions}
    gone: dict[Cluster, Cluster] = {}
    for first, second in pairs:
        a, b = owner.get(first), owner.get(second)
        while a in gone:
            a = gone[a]
        while b in gone:
            b = gone[b]
        if a is not None and b is not None and a is not b:
            name = a.name
            a.join(b)
            # what is said of somebody is said of the name before it, unless that is the shorter one
            a.name = name if name.is_full else a.name
            gone[b] = a
    return {c: _last(gone, c) for c in gone}


def _last(gone: dict[Cluster, Cluster], c: Cluster) -> Cluster:
    while c in gone:
        c = gone[c]
    return c


def _start(m: Mention) -> int:
    return m.start
