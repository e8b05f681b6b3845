"""The strings without which a rule has nothing to look at: one pass finds those of all rules."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from vntext.text.strings import Cues

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["all_cues", "places_of_cues"]


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


def places_of_cues(text: str) -> Mapping[str, list[int]]:
    """Where each of the cues stands in a text, whatever the case."""
    cues = all_cues()
    return dict(zip(cues.cues, cues.places(text), strict=True))
