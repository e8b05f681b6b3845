"""Mentions of people, and those of one person together."""

from __future__ import annotations

from bisect import bisect_left, insort
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from vntext.people.names import Name

__all__ = ["Cluster", "Mention", "fullest"]


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
        self.name = fullest(mentions)
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


def fullest(mentions: list[Mention]) -> Name:
    """The fullest name; among names of one rank the first."""
    if len(mentions) == 1:
        return mentions[0].name
    return min([m.name for m in mentions], key=_rank)


def _rank(name: Name) -> tuple[int, int, bool]:
    return name.rank
