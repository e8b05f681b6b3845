"""Protected spans that are given: code of a page, abbreviations of a user."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from vntext.split.protect import Protected

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from vntext.text.blocks import Block

__all__ = ["code_of", "with_given"]

CODE = frozenset(("code", "inline-code"))
"""Kinds of blocks that hold no words and no names."""


def code_of(
    bounds: Iterable[tuple[int, int]], blocks: Iterable[Sequence[Block]]
) -> list[Protected]:
    """The code in several texts that one text holds.

    Args:
        bounds: Start and end of each text.
        blocks: What markup says of stretches of each text, in characters of it.

    Example:
        >>> from vntext.text.blocks import Block
        >>> code_of([(0, 9), (10, 20)], [(), [Block(2, 6, "inline-code")]])
        [Protected(start=12, end=16, rule='code')]
    """
    return [
        Protected(base + block.start, base + block.end, "code")
        for (base, _), own in zip(bounds, blocks, strict=True)
        for block in own
        if block.kind in CODE and block.start < block.end
    ]


def with_given(found: list[Protected], given: list[Protected]) -> list[Protected]:
    """Protected spans and given ones, in order; those that touch a given one are left out.

    Example:
        >>> url, code = Protected(3, 9, "url"), Protected(0, 12, "code")
        >>> with_given([url], [code]) == [code]
        True
    """
    if not given:
        return found
    given = sorted(given)
    starts = [p.start for p in given]
    kept = []
    for p in found:
        i = bisect_left(starts, p.end) - 1
        if i < 0 or given[i].end <= p.start:
            kept.append(p)
    return sorted([*kept, *given])
