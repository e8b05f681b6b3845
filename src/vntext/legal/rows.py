"""A reference as columns hold it, put together of its provision, its document and what follows."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from vntext.legal.context import read_context
from vntext.legal.keys import document_key
from vntext.legal.tables import issuer_of_signs

if TYPE_CHECKING:
    from vntext.legal.found import Found
    from vntext.legal.provisions import Provision

__all__ = ["Row", "make_row"]


class Row(NamedTuple):
    """A reference as columns hold it: the fields of `LegalReference` but its text."""

    start: int
    end: int
    type: str
    code: str = ""
    number: str = ""
    year: int | None = None
    issuer: str = ""
    provision: str = ""
    date: str = ""
    title: str = ""
    key: str = ""
    rest: str = ""
    issuer_sign: str = ""
    issuer_text: str = ""
    rule: str = ""


def make_row(
    low: str,
    text: str,
    start: int,
    end: int,
    *,
    doc: Found | None = None,
    p: Provision | None = None,
    between: str = "",
    of: Row | None = None,
) -> Row:
    """Puts the parts of a reference together.

    Args:
        low: The text in lower case.
        text: The text.
        start: Start of the reference.
        end: Its end.
        doc: Its document, ``None`` for a provision alone.
        p: Its provision.
        between: What stood between the provision and the document.
        of: The document of a provision alone, where it stands elsewhere in the text.
    """
    provision = p.text if p is not None else ""
    rest = "; ".join(x for x in (p.rest if p is not None else "", between) if x)
    if doc is None:
        alone = Row(start, end, "provision", provision=provision, rest=rest, rule="provision")
        return alone if of is None else alone._replace(key=of.key, year=of.year)
    around = read_context(low, text, start, end, named=not doc.code)
    if not doc.code and doc.year is None and (around.date or around.year):
        # "Luật Đất đai ngày 29 tháng 11 năm 2013"
        of_day = around.year or int(around.date[-4:])
        if doc.entry is None or of_day in doc.entry.codes:
            doc = replace(doc, year=of_day)
    year = (
        doc.year or around.year or (int(around.date[-4:]) if around.date[-4:].isdigit() else None)
    )
    sign = doc.issuer or issuer_of_signs(doc.type, doc.parts)
    rests = [x for x in (rest, doc.rest, around.rest) if x]
    return Row(
        start,
        end,
        doc.type,
        doc.code,
        doc.number,
        year,
        around.issuer or sign,
        provision,
        around.date,
        around.title,
        document_key(doc, around.date or (str(around.year) if around.year else "")),
        "; ".join(rests),
        sign,
        around.issuer,
        doc.rule,
    )
