"""The strings without which a rule has nothing to look at: one pass finds those of all rules."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from vntext.text.strings import Cues

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["all_cues", "known_cues", "places_of_cues"]


@cache
def all_cues() -> Cues:
    """What the rules of all modules look for in a text, in small letters."""
    from vntext.decide import (
        abroad,
        aliases,
        bodies,
        contests,
        glosses,
        lists,
        professions,
        things,
        units,
        works,
    )

    modules = (abroad, aliases, bodies, contests, glosses, lists, professions, things, units, works)
    return Cues(dict.fromkeys(cue for module in modules for cue in module.cues()))


@lru_cache(maxsize=64)
def known_cues(cues: tuple[str, ...]) -> frozenset[str]:
    """Cues of a rule as a set.

    Raises:
        KeyError: If ``cues`` of no module of rules names one.
    """
    unknown = frozenset(cues).difference(all_cues().cues)
    if unknown:
        raise KeyError(min(unknown))
    return frozenset(cues)


def places_of_cues(text: str) -> Mapping[str, list[int]]:
    """Where each of the cues that a text holds stands in it, whatever the case."""
    return all_cues().places(text)
