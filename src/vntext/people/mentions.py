"""Which mentions mean the same person."""

from __future__ import annotations

from bisect import bisect_left, insort
from typing import NamedTuple

from vntext.people.masked import Slips, join_slips
from vntext.people.names import Name, can_be_short_for

__all__ = ["Cluster", "Mention", "cluster_mentions"]


class Mention(NamedTuple):
    """A name in the text and what stands around it.

    Attributes:
        start: First character.
        end: End (exclusive).
        name: The name as written.
        gender: ``"m"``, ``"f"`` or ``""``, as the word before the name tells.
        paragraph: Number of the paragraph.
        author: It stands in a byline.
    """

    start: int
    end: int
    name: Name
    gender: str = ""
    paragraph: int = 0
    author: bool = False


class Cluster:
    """Mentions of one person.

    Attributes:
        mentions: The mentions.
        name: The fullest name: most parts, no initials if it can be, not in capitals.
    """

    __slots__ = ("_genders", "_places", "_told", "mentions", "name")

    def __init__(self, mentions: list[Mention]) -> None:
        self.mentions = mentions
        self.name = _fullest(mentions)
        self._genders = {m.gender for m in mentions if m.gender}
        # place and paragraph of the mentions, and of those outside bylines: made when asked for
        self._places: list[tuple[int, int]] | None = None
        self._told: list[tuple[int, int]] | None = None

    def join(self, other: Cluster) -> None:
        """Takes over the mentions of another cluster."""
        self.mentions += other.mentions
        self.name = min(self.name, other.name, key=_rank)
        self._genders |= other._genders
        self._places = self._told = None

    def add(self, m: Mention) -> None:
        """Adds a mention by a short name."""
        self.mentions.append(m)
        if m.gender:
            self._genders.add(m.gender)
        if self._places is not None and self._told is not None:
            insort(self._places, (m.start, m.paragraph))
            if not m.author:
                insort(self._told, (m.start, m.paragraph))

    def agrees(self, gender: str) -> bool:
        """Whether the mentions may be of a gender: they do not all tell the other one."""
        return not gender or len(self._genders) != 1 or gender in self._genders

    def agrees_with(self, other: Cluster) -> bool:
        """Whether two clusters may be one person by gender."""
        return len(other._genders) != 1 or self.agrees(next(iter(other._genders)))

    def last_before(self, pos: int, *, told: bool) -> tuple[int, int] | None:
        """Place and paragraph of the last mention before a place.

        Args:
            pos: The place, in characters.
            told: Only mentions outside bylines count.
        """
        if self._places is None or self._told is None:
            self._places = sorted((m.start, m.paragraph) for m in self.mentions)
            self._told = sorted((m.start, m.paragraph) for m in self.mentions if not m.author)
        places = self._told if told else self._places
        i = bisect_left(places, (pos,))
        return places[i - 1] if i else None


def _fullest(mentions: list[Mention]) -> Name:
    """The fullest name; among names of one rank the first."""
    if len(mentions) == 1:
        return mentions[0].name
    return min([m.name for m in mentions], key=_rank)


def _rank(name: Name) -> tuple[int, int, bool]:
    return name.rank


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


def cluster_mentions(mentions: list[Mention]) -> list[Cluster]:
    """Groups mentions by person.

    Names written alike are one person. A short name joins the full name that it can be short for;
    where two could be meant and the text does not say which, it stays apart.

    Args:
        mentions: All mentions of a document, in the order of the text.

    Returns:
        The people, in the order of their first mention.
    """
    full, by_short = _merge_full(_group_exact([m for m in mentions if m.name.is_full]))
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
            fits = by_short.fits(name)
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
    for c in out:
        if len(c.mentions) > 1:
            c.mentions.sort(key=_start)
        # among names of one rank the first that the text gives
        c.name = _fullest(c.mentions)
    return sorted(out, key=lambda c: c.mentions[0].start)


def _start(m: Mention) -> int:
    return m.start
