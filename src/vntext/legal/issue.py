"""When a document was issued and takes effect, who signed it and who gets it."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from vntext.legal.bases import iso
from vntext.legal.naming import person
from vntext.legal.patterns import pattern
from vntext.legal.tables import word_set

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Sequence

    from vntext.legal.outline import Outline
    from vntext.legal.sheet import Paragraph, Sheet

__all__ = ["BEFORE_NUMBER", "read_day", "read_effective", "read_signature"]

BEFORE_NUMBER = 40
"""Characters that may stand before the own number: "Bộ luật số: "."""


def read_day(
    sheet: Sheet, outline: Outline, head: Sequence[Paragraph], type_name: str, *, judgment: bool
) -> tuple[str | None, str | None]:
    """Place and day of issue.

    Args:
        sheet: Its paragraphs.
        outline: Its tree.
        head: Paragraphs of its head.
        type_name: Its type: of some the day of passing counts.
        judgment: Whether it is a judgment.
    """
    place = date = None
    for p in head:
        m = pattern("place_and_day").search(sheet.low, p.start, p.end)
        if m is not None and m.start() <= p.start + 60:
            place = sheet.text[m.start("place") : m.end("place")].strip(" -|")
            date = iso(m)
            break
        if judgment and (d := _day_of_judgment(sheet.low, p)) is not None:
            date = iso(d)
            break
    if date is None or type_name in word_set("passed_types"):
        for i in reversed(outline.feet):
            p = sheet.paragraphs[i]
            passed = pattern("passed").search(sheet.low, p.start, p.end)
            if passed is not None:
                date = iso(pattern("day").match(sheet.low, passed.end(), p.end)) or date
    return place, date


def _day_of_judgment(low: str, p: Paragraph) -> re.Match[str] | None:
    """The day below the number, or on its line where lines were run together."""
    own = pattern("own_number").search(low, p.start, p.end)
    if own is not None and own.start() - p.start <= BEFORE_NUMBER:
        return pattern("day").search(low, own.end(), min(p.end, own.end() + BEFORE_NUMBER))
    return pattern("day").match(low, p.start, p.end)


def read_effective(sheet: Sheet, outline: Outline, date: str | None) -> str | None:
    """The first day of effect.

    Args:
        sheet: The paragraphs of the document.
        outline: Its tree: what it quotes says nothing of it.
        date: Its day of issue, from which the first day of effect may be counted.
    """
    low = sheet.low
    quotes = [(q.start, q.end) for q in outline.quotes]
    for m in pattern("in_force_from").finditer(low):
        if any(a <= m.start() < b for a, b in quotes):
            continue
        if m.group("signed"):
            if date is None:
                return None
            days = int(m.group("days") or 0)
            return (datetime.date.fromisoformat(date) + datetime.timedelta(days)).isoformat()
        day = iso(pattern("day").match(low, m.end()))
        if day is not None:
            return day
    return None


def _cells(sheet: Sheet, outline: Outline) -> Iterator[str]:
    """The lines and cells of the foot, up to the next document that is attached."""
    for i in outline.feet:
        p = sheet.paragraphs[i]
        for cell in sheet.text[p.start : p.end].split("|"):
            shown = " ".join(cell.split())
            if shown:
                yield shown


def read_signature(
    sheet: Sheet, outline: Outline
) -> tuple[str | None, str | None, tuple[str, ...]]:
    """Signer, office, recipients."""
    recipients: list[str] = []
    office: list[str] = []
    signer = None
    listing = False
    for text in _cells(sheet, outline):
        low = text.lower()
        if pattern("recipients").match(low):
            listing = True
            rest = text[pattern("recipients").match(low).end() :].strip(" .")  # type: ignore[union-attr]
            if rest:
                recipients.append(rest)
            continue
        plain = pattern("signed").sub(" ", low).strip()
        if not plain:
            continue
        if text.isupper() and (pattern("office").match(low) or office):
            office.append(text)
            listing = False
            continue
        if text[0] in "-–+•" or listing:
            if signer is None:
                recipients.append(text.lstrip("-–+• ").rstrip(" .;,"))
            continue
        name = person(text)
        if name and signer is None:
            signer = name
            break
    return signer, " ".join(" ".join(office).split()) or None, tuple(recipients)
