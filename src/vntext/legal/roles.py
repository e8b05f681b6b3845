"""Roles of paragraphs of a legal document: head, legal bases, headings, signature, recipients."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache
from typing import TYPE_CHECKING

from vntext.legal.kinds import is_judgment, is_legal_document
from vntext.legal.outline import Draft, Outline, read_outline
from vntext.legal.patterns import hints, pattern, source
from vntext.legal.sheet import Sheet, read_sheet
from vntext.text.strings import Strings

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["legal_roles", "looks_legal"]

_HEAD = 1500
"""Characters in which the name of the state or party stands."""

_HEAD_LINES = ("own_number", "state_line", "place_and_day", "subject", "addressed")

_RUNNING = 90
"""Characters of a paragraph of running text."""

_TREE = ("part", "chapter", "section", "subsection", "appendix")


@cache
def _cue() -> re.Pattern[str]:
    return re.compile(source("legal_cue"))


@cache
def _hints() -> Strings:
    return Strings(hints("legal_cue"))


def looks_legal(text: str) -> bool:
    """Whether a text may be a legal document: one quick look, too often yes, never wrongly no.

    Example:
        >>> looks_legal("Điều 1. Phạm vi"), looks_legal("Theo Điều 5 của Luật Nhà ở, ông An thắng.")
        (True, False)
    """
    # most texts hold none, and a search through all of a text costs more than this look
    return bool(_hints().held(text)) and _cue().search(text) is not None


def legal_roles(text: str, lines: Sequence[tuple[int, int]]) -> list[tuple[str, str]] | None:
    """The role of each line of a legal document and the reason for it.

    Args:
        text: A normalised text.
        lines: Start and end of each line.

    Returns:
        Roles and reasons, or ``None`` where the text is no legal document.
    """
    if not looks_legal(text):
        return None
    sheet = read_sheet(text)
    judgment = is_judgment(sheet)
    outline = read_outline(sheet, judgment=judgment)
    if not is_legal_document(sheet, outline, judgment=judgment, whole=True):
        return None
    roles = _by_paragraph(sheet, outline)
    starts = [p.start for p in sheet.paragraphs]
    out = []
    for start, end in lines:
        i = bisect_right(starts, end - 1) - 1
        if i < 0 or sheet.paragraphs[i].end <= start:
            # a rule or the bar of a table
            out.append(("identity" if i < outline.first - 1 else "furniture", "legal: no words"))
        else:
            out.append(roles[i])
    return out


def _letter_head(sheet: Sheet) -> int:
    """How many paragraphs of a document without nodes are its head."""
    head = 0
    for i, p in enumerate(sheet.paragraphs[:25]):
        running = p.end - p.start > _RUNNING and sheet.text[p.end - 1] in ".;:"
        names = ("subject", "addressed") if running else _HEAD_LINES
        if sheet.text[p.start : p.end].isupper() or any(
            pattern(name).search(sheet.low, p.start, min(p.end, p.start + 60)) for name in names
        ):
            head = i + 1
        elif running:
            break  # the text has begun; what is in capitals further down is the foot
    if head < len(sheet.paragraphs):
        p = sheet.paragraphs[head]
        if sheet.low.startswith("về ", p.start) and sheet.text[p.end - 1] not in ".;:":
            head += 1  # what a notice is about: "Về lịch tiêm phòng"
    return head


def _by_paragraph(sheet: Sheet, outline: Outline) -> list[tuple[str, str]]:
    heads: dict[int, Draft] = {}
    for head in outline.nodes:
        heads.setdefault(head.paragraph, head)
    feet = set(outline.feet)
    quotes = [(q.start, q.end) for q in outline.quotes]
    out: list[tuple[str, str]] = []
    title = ""
    listing = False
    for i, p in enumerate(sheet.paragraphs):
        line = " ".join(sheet.text[p.start : p.end].split())
        node = heads.get(i)
        if node is not None and not any(a <= p.start < b for a, b in quotes):
            title = "" if node.kind == "article" else node.title
            titled = node.kind in _TREE or (node.kind == "article" and bool(node.title))
            out.append(("heading", f"legal: {node.kind}") if titled else ("body", "legal: text"))
        elif title and line in title:
            out.append(("heading", "legal: title"))
        elif i < (outline.first if outline.nodes else _letter_head(sheet)):
            basis = pattern("basis").match(sheet.low, p.start, p.end)
            out.append(("basis", "legal: basis") if basis else ("identity", "legal: head"))
        elif i in feet:
            listing = pattern("recipients").match(sheet.low, p.start, p.end) is not None or (
                listing and line[0] in "-–+•"
            )
            out.append(("recipients" if listing else "signature", "legal: foot"))
        else:
            out.append(("furniture", "legal: page") if line.isdigit() else ("body", "legal: text"))
    return out
