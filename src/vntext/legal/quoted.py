"""Quoted new text in acts that amend others: where it begins and ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vntext.legal.patterns import pattern
from vntext.legal.tree import Quote

if TYPE_CHECKING:
    from vntext.legal.sheet import Paragraph
    from vntext.legal.tree import Tree

__all__ = ["read_quoted"]

_OPEN = '“"‘«'
_CLOSE = '”"’»'


def read_quoted(tree: Tree, i: int) -> int:
    """Reads the quoted new text that begins with a paragraph.

    Args:
        tree: What was read so far; the quotation is put into its list.
        i: Place of the paragraph.

    Returns:
        Place of the paragraph after it, or ``i`` where none begins.
    """
    paragraphs, text = tree.sheet.paragraphs, tree.sheet.text
    p = paragraphs[i]
    if text[p.start] not in _OPEN or i == 0:
        return i
    before = text[: p.start].rstrip("|- \n\t\u00a0*_")[-1:]
    if before not in (":", "”", '"', ";", "."):
        return i
    depth = 0
    j = i
    node = tree.stack[-1]
    straight = text[p.start] == '"'
    while j < len(paragraphs):
        q = paragraphs[j]
        piece = text[q.start : q.end]
        if j > i and _resumes(tree, q):
            break
        depth += piece.count("“") - piece.count("”")
        tail = piece.rstrip(" .;,/")
        j += 1
        if straight:
            own = piece.count('"') - (1 if j - 1 == i else 0)
            if tail.endswith('"') and own % 2 == 1:
                break
        elif depth <= 0 and tail.endswith(("”", '"', "’")):
            break
    last = paragraphs[j - 1]
    stop = last.end
    while stop > p.start and text[stop - 1] in " .;,/":
        stop -= 1
    closed = text[stop - 1] in _CLOSE
    tree.quotes.append(Quote(p.start + 1, stop - 1 if closed else last.end, node))
    return j


def _resumes(tree: Tree, q: Paragraph) -> bool:
    """Whether a paragraph in a quotation goes on with the orders: its mark was forgotten."""
    low = tree.sheet.low
    if tree.sheet.text[q.start] in _OPEN:
        return False
    for kind, goes_on in (
        ("clause", tree.clause_goes_on),
        ("point", tree.point_goes_on),
        ("article", tree.article_goes_on),
    ):
        m = pattern(f"heading_{kind}").match(low, q.start, q.end)
        if m is not None and goes_on("".join(m.group("number").split())):
            return pattern("order_here").match(low, m.end(), q.end) is not None
    return False
