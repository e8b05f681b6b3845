"""Alignments one after the other: what the second step did, told in positions of the original."""

from __future__ import annotations

from heapq import merge
from typing import TYPE_CHECKING

from vntext.alignment import Alignment, Edit

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["compose"]

# An edit of either step as a span of the middle text: start, end, step (0 or 1), the edit.
_Item = tuple[int, int, int, Edit]


def compose(first: Alignment, second: Alignment) -> Alignment:
    """Joins two alignments: ``first`` leads from a to b, ``second`` from b to c.

    Args:
        first: From the original to the middle text.
        second: From the middle text to the last one.

    Returns:
        The alignment from the original to the last text. Edits of both that touch the same
        characters become one edit, named after both.

    Example:
        >>> a = Alignment.from_edits([Edit(1, 3, "ò", "compose")])  # "ho" + grave + "an" -> "hòan"
        >>> b = Alignment.from_edits([Edit(0, 4, "hoàn", "misplaced-mark")])
        >>> compose(a, b).edits
        (Edit(start=0, end=5, replacement='hoàn', name='compose+misplaced-mark'),)
    """
    if not second.edits:
        return first
    if not first.edits:
        return second
    late = ((e.start, e.end, 1, e) for e in second.edits)
    out: list[Edit] = []
    block: list[_Item] = []
    end = shift = 0  # shift: position in the middle text less position in the original
    for item in merge(_in_middle(first), late, key=lambda x: x[:3]):
        if block and item[0] >= end:
            edit, shift = _joined(block, end, shift)
            out.append(edit)
            block.clear()
        end = max(end, item[1]) if block else item[1]
        block.append(item)
    out.append(_joined(block, end, shift)[0])
    return Alignment.from_edits(out)


def _in_middle(first: Alignment) -> Iterator[_Item]:
    shift = 0
    for e in first.edits:
        start = e.start + shift
        yield start, start + len(e.replacement), 0, e
        shift += len(e.replacement) - (e.end - e.start)


def _joined(block: list[_Item], end: int, shift: int) -> tuple[Edit, int]:
    """One edit of the original for edits that overlap, and the shift behind it."""
    start = block[0][0]
    early = [x for x in block if x[2] == 0]
    after = shift + sum(len(x[3].replacement) - (x[3].end - x[3].start) for x in early)
    pieces: list[str] = []
    position = start
    for at, until, step, edit in block:
        if step == 1:
            pieces.append(_between(early, position, at))
            pieces.append(edit.replacement)
            position = until
    pieces.append(_between(early, position, end))
    names = dict.fromkeys(x[3].name for x in sorted(block, key=lambda x: x[2]))
    return Edit(start - shift, end - after, "".join(pieces), "+".join(names)), after


def _between(early: list[_Item], start: int, end: int) -> str:
    """The middle text of ``[start, end)``, which edits of the first step made."""
    return "".join(
        e.replacement[max(0, start - at) : max(0, end - at)] for at, _, _, e in early if at < end
    )
