"""Completes what the tagger cut short: ``Ban chỉ đạo 35 [tỉnh]`` is one organisation."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from vntext.resources import load_toml

if TYPE_CHECKING:
    import regex

    from vntext.entities.types import Found

__all__ = ["complete_units"]


@cache
def _bare_unit() -> regex.Pattern[str]:
    """A unit without a name right behind a body; "xã hội" and "tỉnh Hà Giang" are no such unit."""
    import regex

    units = load_toml("entities/places.toml")["units"]["bare"]
    names = "|".join(sorted((regex.escape(u) for u in units), key=len, reverse=True))
    return regex.compile(rf" (?:{names})(?!\p{{L}}| \p{{Lu}}| hội\b| \d)")


def complete_units(text: str, found: list[Found]) -> list[Found]:
    """Adds the unit that ends the name of a body to ORG spans, and to TITLE spans that end there.

    Args:
        text: The normalised text.
        found: Merged spans, sorted by start, outer before inner.

    Returns:
        The spans, in the same order.

    Example:
        >>> from vntext.entities.types import Found
        >>> text = "Phó Trưởng Ban chỉ đạo 35 tỉnh"
        >>> [text[f.start:f.end] for f in complete_units(text, [Found(11, 25, "ORG")])]
        ['Ban chỉ đạo 35 tỉnh']
    """
    ends: dict[int, int] = {}
    starts = {f.start for f in found}
    for f in found:
        if f.label == "ORG" and (m := _bare_unit().match(text, f.end)) and f.end + 1 not in starts:
            ends[f.end] = m.end()
    if not ends:
        return found
    return [
        replace(f, end=ends[f.end]) if f.label in ("ORG", "TITLE") and f.end in ends else f
        for f in found
    ]
