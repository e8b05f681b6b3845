"""Completes what the tagger cut short or passed over, where a table knows better.

``Ban chỉ đạo 35 [tỉnh]`` is one organisation; ``[TS.] Lê An`` has a degree.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from vntext.entities.types import Found
from vntext.resources import load_toml

if TYPE_CHECKING:
    import regex

__all__ = ["add_degrees", "complete_committees", "complete_units"]


@cache
def _bare_unit() -> regex.Pattern[str]:
    """A unit without a name right behind a body; "xã hội" and "tỉnh Hà Giang" are no such unit."""
    import regex

    units = load_toml("entities/places.toml")["units"]["bare"]
    names = "|".join(sorted((regex.escape(u) for u in units), key=len, reverse=True))
    return regex.compile(rf" (?:{names})(?!\p{{L}}| \p{{Lu}}| hội\b| \d)")


@cache
def _steering() -> regex.Pattern[str]:
    """A committee with its task and its level."""
    import regex

    table = load_toml("entities/organizations.toml")["steering"]
    heads, levels, stops = (
        "|".join(sorted(map(regex.escape, table[k]), key=len, reverse=True))
        for k in ("heads", "levels", "stops")
    )
    task = rf"(?: (?!(?:{stops}) )\p{{Ll}}+){{1,7}}?"
    return regex.compile(rf"(?:{heads}){task} (?:{levels})(?!\p{{L}}| \p{{Lu}}| hội\b)")


def complete_committees(text: str, found: list[Found]) -> list[Found]:
    """Reads committees that are named after their task to their end.

    ORG spans that hold only the head grow, and TITLE spans that end with them.

    Args:
        text: The normalised text.
        found: Merged spans, sorted by start, outer before inner.

    Returns:
        The spans, in the same order.

    Example:
        >>> from vntext.entities.types import Found
        >>> text = "do Ban chỉ đạo chuyển đổi số tỉnh tổ chức"
        >>> [text[f.start:f.end] for f in complete_committees(text, [Found(3, 14, "ORG")])]
        ['Ban chỉ đạo chuyển đổi số tỉnh']
    """
    ends: dict[int, int] = {}
    starts = sorted(f.start for f in found)
    for f in found:
        if f.label != "ORG" or text[f.start] not in "BH":
            continue
        m = _steering().match(text, f.start)
        if m and m.end() > f.end and bisect_left(starts, m.end()) == bisect_left(starts, f.end):
            ends[f.end] = m.end()
    return _grown(found, ends)


def _grown(found: list[Found], ends: dict[int, int]) -> list[Found]:
    if not ends:
        return found
    return [
        replace(f, end=ends[f.end]) if f.label in ("ORG", "TITLE") and f.end in ends else f
        for f in found
    ]


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
    return _grown(found, ends)


@cache
def _degree() -> regex.Pattern[str]:
    """Degrees in abbreviation, one or several, right before a name: ``PGS.TS.``, ``ThS``."""
    import regex

    groups = load_toml("entities/titles.toml")["group"]
    heads = next(g["heads"] for g in groups if g["name"] == "degree")
    short = [h for h in heads if not any(w.islower() for w in h.split()) and len(h) <= 8]
    names = "|".join(sorted((regex.escape(h) for h in short), key=len, reverse=True))
    return regex.compile(rf"(?<![\p{{L}}\d.])(?:{names})\.?(?= ?\Z)")


def add_degrees(text: str, found: list[Found]) -> list[Found]:
    """Adds degrees in abbreviation right before names of people as TITLE.

    Args:
        text: The normalised text.
        found: Merged spans, sorted by start, outer before inner.

    Returns:
        The spans with the new ones, sorted.

    Example:
        >>> from vntext.entities.types import Found
        >>> text = "Theo PGS.TS. Lê An, giá tăng."
        >>> [text[f.start:f.end] for f in add_degrees(text, [Found(13, 18, "PERSON")])]
        ['PGS.TS.', 'Lê An']
    """
    out: list[Found] = []
    last = 0
    for f in found:
        if f.label == "PERSON" and f.start > 1:
            base = max(last, f.start - 16)
            m = _degree().search(text[base : f.start])
            if m:
                out.append(Found(base + m.start(), base + m.end(), "TITLE", "degree"))
        out.append(f)
        last = max(last, f.end)
    return out
