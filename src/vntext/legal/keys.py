"""Keys of documents: equal for all ways to write the same document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vntext.legal.fold import readable, strip_marks
from vntext.legal.laws import laws
from vntext.legal.patterns import pattern
from vntext.legal.tables import types_by_name
from vntext.text.heads import lower

if TYPE_CHECKING:
    from vntext.legal.found import Found

__all__ = ["document_key"]


def _parts(doc: Found) -> list[str]:
    """The parts of the sign that tell documents apart.

    The sign that always ends the number of a type adds nothing: "Nghị định 46/2016" and "Nghị định
    46/2016/NĐ-CP" are one document.
    """
    out: list[str] = []
    row = types_by_name().get(doc.type)
    implied = row.implied if row is not None else frozenset[str]()
    parts = doc.parts
    if len(parts) > 1 and parts[-2] == "T" and parts[-1] in ("Ư", "W"):
        parts = [*parts[:-2], "TW"]  # "35-NQ/T.Ư"
    for part in parts:
        # Tư is Trung ương in "NQ/TƯ"; TU stays Tỉnh ủy
        key = "tw" if lower(part) in ("tư", "tw") else strip_marks(lower(part))
        court = pattern("court_sign").fullmatch(key)
        if court is not None:
            out += court.groups()  # "DSPT" is "DS-PT"
        elif key not in implied:
            out.append(key)
    return out


def document_key(doc: Found, date: str = "") -> str:
    """The key of a document.

    Args:
        doc: What was read of the document.
        date: Its date of issue as the text gives it, or ``""``. It gives the year where the number
            lacks one and the type numbers by year.

    Returns:
        A key like ``"nghị định:46/2016"``, ``"nghị quyết:35:tw"`` or ``"luật:đất đai:2013"``.
    """
    if doc.code and doc.code.upper() in laws().by_code:
        entry, of_year = laws().by_code[doc.code.upper()]
        return f"{entry.kind}:{lower(entry.name)}:{of_year}"
    if doc.code:
        number = doc.number.lstrip("0") or "0"
        year = doc.code_year
        row = types_by_name().get(doc.type)
        if year is None and row is not None and row.dated and date[-4:].isdigit():
            # the numbers of the type are counted by year: its date tells the year
            year = int(date[-4:]) if int(date[-4:]) >= row.dated else None
        parts = _parts(doc)
        key = f"{doc.type}:{lower(number)}"
        if year is not None:
            key += f"/{year}"
        return f"{key}:{'-'.join(parts)}" if parts else key
    if doc.entry is not None:
        kind, name = doc.entry.kind, lower(doc.entry.name)
        row = types_by_name().get(kind)
        # a treaty has one year, so the year adds nothing
        if len(doc.entry.codes) == 1 and (row is None or row.grammar != "law"):
            return f"{kind}:{name}"
    else:
        kind, name = doc.type, readable(doc.name)
    key = f"{kind}:{name}" if name else kind
    return f"{key}:{doc.year}" if doc.year is not None else key
