"""Spans to nested markup: whatever overlaps, the tags are balanced and the text is whole."""

from __future__ import annotations

from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from typing import TYPE_CHECKING

from vntext.render.escape import content

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Mark", "nest"]


@dataclass(frozen=True, slots=True)
class Mark:
    """A pair of tags around a stretch of text.

    Attributes:
        start: First character.
        end: End (exclusive).
        open: Opening tag, escaped markup.
        close: Closing tag.
        rank: Where two marks are the same stretch, the lower rank is outside.
        again: Opening tag of the second and later pieces, where the mark had to be cut because
            another one crosses it; for example without the id that only the first may have.
    """

    start: int
    end: int
    open: str
    close: str
    rank: int = 0
    again: str | None = None


def nest(text: str, start: int, end: int, marks: Iterable[Mark]) -> str:
    """Writes ``text[start:end]`` as HTML with marks around its spans.

    A mark that crosses the end of another one is cut there and opened again behind it; marks
    outside ``[start, end)`` are left away, those across its borders are cut. White space and every
    other character of the text stay as they are.

    Args:
        text: The whole text.
        start: First character to write.
        end: End (exclusive).
        marks: The marks, in any order.

    Returns:
        HTML with balanced tags.

    Example:
        >>> nest("abcd", 0, 4, [Mark(0, 3, "<b>", "</b>"), Mark(2, 4, "<i>", "</i>")])
        '<b>ab<i>c</i></b><i>d</i>'
    """
    # (start, -end, rank, order, index, opening tag): outer before inner
    rows = list(marks)
    queue: list[tuple[int, int, int, int, str]] = [
        (max(m.start, start), -min(m.end, end), m.rank, i, m.open)
        for i, m in enumerate(rows)
        if max(m.start, start) < min(m.end, end)
    ]
    heapify(queue)
    out: list[str] = []
    stack: list[tuple[int, str]] = []  # end and closing tag of what is open
    pos = start

    def close_until(limit: int) -> None:
        nonlocal pos
        while stack and stack[-1][0] <= limit:
            stop, tag = stack.pop()
            out.append(content(text[pos:stop]) + tag)
            pos = stop

    while queue:
        a, minus_b, rank, i, tag = heappop(queue)
        b = -minus_b
        close_until(a)
        if stack and b > stack[-1][0]:  # crosses the innermost open mark: the rest comes behind it
            m = rows[i]
            again = m.open if m.again is None else m.again
            heappush(queue, (stack[-1][0], minus_b, rank, i, again))
            b = stack[-1][0]
        out.append(content(text[pos:a]) + tag)
        pos = a
        stack.append((b, rows[i].close))
    close_until(end)
    out.append(content(text[pos:end]))
    return "".join(out)
