"""What the mentions of a document say of its names, and what tables say of their words."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from vntext.entities.carried_names import Name, name_keys
from vntext.entities.carried_site import PERSON, TABLE
from vntext.resources import load_toml
from vntext.tokens.column import word_keys

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["FULL", "SHORT", "Known", "elsewhere", "heads", "honorifics", "parts"]

FULL, SHORT = 1.0, 0.9
"""What a mention of the very name counts, and one whose short form the name would be."""


class Known:
    """What the mentions say of names.

    Attributes:
        votes: What speaks for each label of a name.
        introduced: Short names of bodies that stand in brackets behind the long ones.
        brands: Names that grammar gives to bodies once, and nothing to a person.
        ends: Either end of foreign names that stand in full.
    """

    def __init__(self) -> None:
        self.votes: dict[Name, list[float]] = {}
        self.introduced: set[Name] = set()
        self.brands: set[Name] = set()
        self.ends: set[Name] = set()

    def short(self, name: Name, people: int, *, foreign: bool) -> None:
        """People whose short form the name would be vote for it."""
        votes = self.votes.get(name)
        if votes is None:
            votes = self.votes[name] = [0.0, 0.0, 0.0]
        votes[PERSON] += people * SHORT
        if foreign:
            self.ends.add(name)


@cache
def parts() -> tuple[frozenset[bytes], frozenset[bytes]]:
    """Keys of Vietnamese family names, and of all parts of Vietnamese names."""
    from vntext.names.table import phrases_of, verdicts_of

    families = _each(verdicts_of("surname"))
    return families, families | _each(phrases_of("surname", "given", "middle"))


def _each(words: Iterable[str]) -> frozenset[bytes]:
    return frozenset(name_keys([key]) for key in word_keys(words))


@cache
def honorifics() -> frozenset[int]:
    """Keys of the words right before names of people."""
    from vntext.names.table import verdicts_of

    return frozenset(word_keys(verdicts_of("honorific")))


@cache
def elsewhere() -> frozenset[bytes]:
    """Keys of the names of one word that are places or bodies."""
    from vntext.names.table import phrases_of

    names = phrases_of("place", "unit", "body", "commune")
    return _each(name for name in names if " " not in name)


@cache
def heads() -> dict[int, frozenset[bytes]]:
    """Keys of the heads of bodies whose name stands alone too, by their size, longest first."""
    out: dict[int, set[bytes]] = {}
    for head in load_toml(TABLE)["heads"]:
        keys = name_keys(word_keys(head.split(" ")))
        out.setdefault(len(keys), set()).add(keys)
    return {size: frozenset(out[size]) for size in sorted(out, reverse=True)}
