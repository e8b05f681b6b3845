"""What kind of text it is: a legal document, a judgment, or none of both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vntext.legal.patterns import pattern
from vntext.legal.tables import types_by_form

if TYPE_CHECKING:
    from vntext.legal.outline import Outline
    from vntext.legal.sheet import Sheet

__all__ = ["is_judgment", "is_legal_document"]


def is_judgment(sheet: Sheet) -> bool:
    """Whether a text is a judgment."""
    head = sheet.paragraphs[:25]
    end = head[-1].end if head else 0
    return pattern("judgment").search(sheet.low, 0, end) is not None and any(
        pattern("judgment_section").match(sheet.low, p.start, p.end)
        and sheet.text[p.start : p.end].isupper()
        for p in sheet.paragraphs
    )


def is_legal_document(
    sheet: Sheet, outline: Outline, *, judgment: bool = False, whole: bool = False
) -> bool:
    """Whether a text is a legal document: it has the head of one, or articles.

    Args:
        sheet: The text.
        outline: Its tree.
        judgment: Whether it is a judgment.
        whole: Whether its articles must be most of it: a report may print some.
    """
    articles = [n for n in outline.nodes if n.kind == "article"]
    inside = sum(n.end - n.start for n in articles)
    if judgment or (len(articles) > 1 and not (whole and 2 * inside < len(sheet.text))):
        return True
    head = sheet.paragraphs[:30]
    state = any(pattern("state_line").match(sheet.low, p.start, p.end) for p in head[:12])
    number = any(pattern("own_number").search(sheet.low, p.start, p.start + 60) for p in head)
    if state and number:
        return True
    # an excerpt: the type as a heading, and what the document is based on below it
    bases = sum(pattern("basis").match(sheet.low, p.start, p.end) is not None for p in head)
    return bases > 0 and any(
        sheet.text[p.start : p.end].isupper() and sheet.low[p.start : p.end] in types_by_form()
        for p in head[:8]
    )
