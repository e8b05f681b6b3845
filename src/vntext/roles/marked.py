"""What the markup of a page tells of its paragraphs: headline, headings, captions, tables."""

from __future__ import annotations

from bisect import bisect_right
from operator import itemgetter
from typing import TYPE_CHECKING

from vntext.roles.bylines import looks_like_byline
from vntext.roles.tables import Shapes
from vntext.text.blocks import kinds

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vntext.roles.features import Line
    from vntext.text.blocks import Block

__all__ = ["MARKED", "below_marked", "mark_blocks", "with_rows"]

MARKED = "markup:"
"""What the reasons of such roles begin with, before the kind of the block."""

HEADLINE_LONGEST = 32
"""Syllables of a headline or heading; a longer one is a paragraph."""

LEAD_SHORTEST = 16
"""Syllables of a line below the headline that is no heading, however strong it is."""

AUTHOR = 6
"""Syllables of authors' names."""

TEXT_ABOVE = 120
"""Syllables above a headline: with more, the text has begun already."""


def mark_blocks(
    lines: Sequence[Line], paragraphs: Sequence[tuple[int, int]], blocks: Sequence[Block]
) -> int:
    """Gives the roles that the kinds of blocks tell.

    Args:
        lines: All lines of a document, without roles.
        paragraphs: Their places.
        blocks: Blocks of a kind, in order.

    Returns:
        The place of the headline, -1 when the markup tells none.
    """
    starts = list(map(itemgetter(0), blocks))
    headline, above = -1, 0
    last = max((i for i, line in enumerate(lines) if line.size >= LEAD_SHORTEST), default=-1)
    for i, (line, (start, _)) in enumerate(zip(lines, paragraphs, strict=True)):
        k = bisect_right(starts, start) - 1
        kind = blocks[k].kind if k >= 0 and start < blocks[k].end else ""
        role = kinds()[kind].role
        line.capitals = kind == "capitals"
        if role == "table" and _is_caption(line):
            kind, role = "caption", "caption"
        if kind == "heading" and i > last and _is_author(line):
            role = ""
        if role == "title":
            if not _is_heading(line):
                role = ""
            elif kind == "headline" and headline < 0 and above <= TEXT_ABOVE:
                headline = i
            elif headline >= 0 and i == headline + 1 and line.size >= LEAD_SHORTEST:
                role = ""
        if role:
            line.role, line.reason = role, MARKED + kind
        else:
            above += line.size
    return headline


def _is_caption(line: Line) -> bool:
    return Shapes(line.text).of(line.text, line.size, "caption") is not None


def _is_author(line: Line) -> bool:
    return line.size <= AUTHOR and looks_like_byline(line.text)


def _is_heading(line: Line) -> bool:
    text = line.text
    if _is_caption(line):
        return False
    return line.size <= HEADLINE_LONGEST and (text[-1] not in ".;,…" or text.endswith("..."))


def below_marked(lines: Sequence[Line], at: int) -> int:
    """The first line from ``at`` on that is no caption, table or way to another page."""
    while at < len(lines) and lines[at].reason.startswith(MARKED) and lines[at].role != "title":
        at += 1
    return at


def with_rows(
    roles: list[tuple[str, str]], lines: Sequence[tuple[int, int]], blocks: Sequence[Block]
) -> list[tuple[str, str]]:
    """The roles of a document whose form tells them, with the rows of tables in its text.

    Args:
        roles: Role and reason of each line.
        lines: Start and end of each line.
        blocks: Blocks of the text, in order.

    Example:
        >>> from vntext.text.blocks import Block
        >>> with_rows([("body", "legal: text")], [(0, 9)], [Block(0, 9, "row")])
        [('table', 'markup:row')]
    """
    rows = {block.start for block in blocks if block.kind == "row"}
    return [
        (kinds()["row"].role, MARKED + "row")
        if start in rows and role == "body"
        else (role, reason)
        for (role, reason), (start, _) in zip(roles, lines, strict=True)
    ]
