"""Which mentions mean the same person."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from vntext.people.names import Name, can_be_short_for

__all__ = ["Cluster", "Mention", "cluster_mentions"]


@dataclass(frozen=True, slots=True)
class Mention:
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


@dataclass(slots=True)
class Cluster:
    """Mentions of one person, in the order of the text."""

    mentions: list[Mention] = field(default_factory=list)

    @property
    def name(self) -> Name:
        """The fullest name: most parts, no initials if it can be, then the first written so."""
        return min(
            (m.name for m in self.mentions),
            key=lambda n: (-len(n.parts), sum(p.endswith(".") for p in n.parts), n.text.isupper()),
        )

    @property
    def gender(self) -> str:
        """Gender that the mentions agree on, else ``""``."""
        known = {m.gender for m in self.mentions if m.gender}
        return known.pop() if len(known) == 1 else ""


def _group_exact(mentions: list[Mention]) -> list[Cluster]:
    """Mentions that are written alike; full names first, since short ones may mean several."""
    by_key: dict[tuple[object, ...], Cluster] = {}
    for m in mentions:
        key = (m.name.parts, m.author and not m.name.is_full)
        by_key.setdefault(key, Cluster()).mentions.append(m)
    return list(by_key.values())


def _agree(a: str, b: str) -> bool:
    return not a or not b or a == b


def _merge_full(clusters: list[Cluster]) -> list[Cluster]:
    """Joins full names of which one is short for exactly one other: Mai Hoa, Bùi Mai Hoa."""
    clusters = sorted(clusters, key=lambda c: -len(c.name.parts))
    kept: list[Cluster] = []
    for c in clusters:
        fits = [
            k
            for k in kept
            if can_be_short_for(c.name, k.name)
            and _agree(c.gender, k.gender)
            # an author "Xuân Trường" is not the "Nguyễn Xuân Trường" of the story
            and not any(m.author for m in c.mentions)
        ]
        if len(fits) == 1:
            fits[0].mentions.extend(c.mentions)
        else:
            kept.append(c)
    return kept


def _nearest(m: Mention, fits: list[Cluster]) -> Cluster | None:
    """The one cluster that the text speaks of here; None where it does not say."""
    fits = [c for c in fits if _agree(m.gender, c.gender)] or fits
    if len(fits) == 1:
        return fits[0]
    before: list[tuple[int, Cluster]] = []
    for c in fits:
        earlier = [x for x in c.mentions if x.start < m.start and not x.author]
        if earlier:
            before.append((max(x.start for x in earlier), c))
    if len(before) == 1:
        return before[0][1]
    if not before:
        return None
    before.sort(key=lambda x: x[0])
    last = before[-1][1]
    paragraph = max(x.paragraph for x in last.mentions if x.start < m.start)
    rival = max(x.paragraph for _, c in before[:-1] for x in c.mentions if x.start < m.start)
    # both in sight: only the nearer paragraph tells
    return last if m.paragraph - paragraph <= 1 and rival < paragraph else None


def cluster_mentions(mentions: list[Mention]) -> list[Cluster]:
    """Groups mentions by person.

    Names written alike are one person. A short name joins the full name that it can be short for;
    where two could be meant and the text does not say which, it stays apart.

    Args:
        mentions: All mentions of a document, in the order of the text.

    Returns:
        The people, in the order of their first mention.
    """
    full = _merge_full([c for c in _group_exact(mentions) if c.name.is_full])
    singles: dict[tuple[object, ...], list[Mention]] = defaultdict(list)
    for m in mentions:
        if not m.name.is_full:
            singles[(m.name.parts, m.name.nickname, m.author)].append(m)
    out = full
    for (_, _, author), group in singles.items():
        rest: list[Mention] = []
        fits = [] if author else [c for c in full if can_be_short_for(group[0].name, c.name)]
        for m in group:
            chosen = _nearest(m, fits) if fits else None
            if chosen is None:
                rest.append(m)
            else:
                chosen.mentions.append(m)
        if rest:
            out = [*out, Cluster(rest)]
    for c in out:
        c.mentions.sort(key=lambda m: m.start)
    return sorted(out, key=lambda c: c.mentions[0].start)
