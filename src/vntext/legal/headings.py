"""Headings of articles and chapters in a legal text: they look like references and are none."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from vntext.legal.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from vntext.legal.rows import Row

__all__ = ["without_headings"]

FEWEST = 3
"""Headings that a text must have before they are believed; one line may begin with a citation."""


def without_headings(
    text: str, rows: Sequence[Row], bounds: Iterable[tuple[int, int]]
) -> list[Row]:
    r"""Leaves out the rows that are headings of the text's own articles and chapters.

    Args:
        text: Texts joined by line breaks.
        rows: Their references, in order.
        bounds: Where each text begins and ends.

    Example:
        >>> from vntext.legal.find import find_rows
        >>> law = "Điều 1. Hồ\nĐiều 2. Bờ\nTrừ Điều 1.\nĐiều 3. Cây"
        >>> [r.start for r in without_headings(law, find_rows(law), [(0, len(law))])]
        [26]
    """
    alone = [i for i, row in enumerate(rows) if _is_heading(text, row)]
    if len(alone) < FEWEST:
        return list(rows)
    drop: set[int] = set()
    for start, end in bounds:
        here = [i for i in alone if start <= rows[i].start < end]
        numbers = [_number(rows[i]) for i in here]
        steps = sum(b == a + 1 for a, b in pairwise(numbers))
        if len(here) >= FEWEST and 2 * steps >= len(here) - 1:
            drop.update(here)
    return [row for i, row in enumerate(rows) if i not in drop]


def _is_heading(text: str, row: Row) -> bool:
    """Whether a reference stands at the beginning of a line and a title may follow it."""
    if row.type != "provision" or row.key or not row.provision:
        return False
    line = text.rfind("\n", 0, row.start) + 1
    before = text[line : row.start]
    return (
        not before.strip(" \t#*>|“\"'‘_")
        and pattern("heading_provision").fullmatch(row.provision) is not None
        and pattern("after_heading").match(text, row.end) is not None
    )


def _number(row: Row) -> int:
    figures = "".join(c for c in row.provision if c.isdigit())
    return int(figures) if figures else 0
