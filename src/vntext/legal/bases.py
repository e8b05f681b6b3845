"""Legal bases: the lines "Căn cứ ..." of a document and the documents that they name."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vntext.legal.find import find_rows
from vntext.legal.patterns import pattern
from vntext.legal.provisions import parse_provision
from vntext.legal.tables import word_set

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vntext.legal.rows import Row
    from vntext.legal.sheet import Paragraph, Sheet

__all__ = ["Basis", "BasisReference", "iso", "read_bases"]


@dataclass(frozen=True, slots=True)
class BasisReference:
    """A document in a line of legal bases.

    Attributes:
        start: First character in the text.
        end: End (exclusive).
        type: Its type ("luật").
        number: Its number as written, or ``None``.
        name: Its name where it is a law, or ``None``.
        date: Its date of issue (ISO), or ``None``.
        key: Its key, as `LegalReference.key`.
        role: ``"base"``; ``"amending"`` where it amended the one before it, ``"mentioned"`` where
            it stands in the title of another.
        provision: The provision that is cited, or ``""``.
    """

    start: int
    end: int
    type: str
    number: str | None
    name: str | None
    date: str | None
    key: str
    role: str
    provision: str = ""


@dataclass(frozen=True, slots=True)
class Basis:
    """A line of legal bases ("Căn cứ ...").

    Attributes:
        start: First character in the text.
        end: End (exclusive), without the stop.
        text: The line as written.
        refs: The documents that it names.
    """

    start: int
    end: int
    text: str
    refs: tuple[BasisReference, ...]


def iso(m: re.Match[str] | None) -> str | None:
    """The day of a match of ``day`` or ``place_and_day`` as an ISO date; ``None`` for no day."""
    if m is None:
        return None
    fields = m.groupdict()
    numbers = [
        fields.get(a) or fields.get(b) for a, b in (("year", "y"), ("month", "m"), ("day", "d"))
    ]
    try:
        return datetime.date(*(int(x or 0) for x in numbers)).isoformat()
    except ValueError:
        return None


def read_bases(sheet: Sheet, head: Sequence[Paragraph]) -> tuple[Basis, ...]:
    """Reads the lines "Căn cứ ..." of the head of a document.

    Args:
        sheet: Its paragraphs.
        head: Those of its head.
    """
    out = []
    low, text = sheet.low, sheet.text
    for p in head:
        m = pattern("basis").match(low, p.start, p.end)
        if m is None or not text[m.end()].isupper():
            continue
        start, end = m.end(), p.end
        while end > start and text[end - 1] in " ;.,:":
            end -= 1
        out.append(Basis(start, end, text[start:end], tuple(_refs(sheet, start, end))))
    return tuple(out)


def _refs(sheet: Sheet, start: int, end: int) -> list[BasisReference]:
    line = sheet.text[start:end]
    low = sheet.low[start:end]
    rows = [r for r in find_rows(line) if r.type != "provision"]
    out: list[BasisReference] = []
    pos = 0
    amending = False
    last = "base"
    for row in rows:
        between = low[pos : row.start]
        if not out or ";" in between:
            role = "base"
            amending = False
        elif pattern("amended_by").search(between) or (amending and len(between) <= 12):
            role, amending = "amending", True
        elif pattern("in_title").search(between):
            role = "mentioned"
        else:
            role = last if len(between) <= 6 else "base"
        last = role
        pos = row.end
        # the law that a decree carries out stands in the title of the decree
        if role != "mentioned" or row.code:
            out.append(_basis_reference(row, line, start, role))
    return out


def _basis_reference(row: Row, line: str, base: int, role: str) -> BasisReference:
    name = None
    if row.type in word_set("named_types"):
        found = parse_provision(line.lower(), line, row.start) if row.provision else None
        begin = found.end if found is not None else row.start
        name = pattern("after_provision").sub("", line[begin : row.end])
        if row.code:
            name = re.split(r"\s+số\s*[:.]?\s*(?=\d)|\s+(?=\d+/)", name)[0]
            name = None if len(name.split()) <= len(row.type.split()) else name
    date = iso(pattern("day").search(f"ngày {row.date}")) if row.date else None
    return BasisReference(
        base + row.start,
        base + row.end,
        row.type,
        row.code or None,
        name,
        date,
        row.key,
        role,
        row.provision,
    )
