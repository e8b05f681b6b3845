"""What the own number and title of an act tell: its key, and which act it changes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from vntext.legal.codes import parse_code
from vntext.legal.find import find_rows
from vntext.legal.found import Found
from vntext.legal.keys import document_key
from vntext.legal.laws import laws
from vntext.legal.names import match_table
from vntext.legal.patterns import pattern
from vntext.legal.tables import types_by_name
from vntext.text.heads import lower

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vntext.legal.find import Row
    from vntext.legal.identity import Identity

__all__ = ["changed_by_title", "own_key"]


def own_key(identity: Identity) -> str:
    """The key of a document as references to it have it.

    Example:
        >>> from vntext.legal.identity import Identity
        >>> own_key(Identity(number="46/2016/NĐ-CP", type="nghị định"))
        'nghị định:46/2016'
    """
    kind = identity.type or ""
    code = parse_code(identity.number, 0) if identity.number else None
    day = identity.date or ""
    date = "/".join(reversed(day.split("-"))) if day else ""
    if code is not None:
        found = Found(
            0,
            code.end,
            kind,
            code.text,
            code.number,
            code.year,
            code.year,
            code.parts,
            issuer=identity.issuer or "",
        )
        return document_key(found, date)
    if not kind:
        return ""
    year = int(day[:4]) if day else None
    row = types_by_name().get(kind)
    table = laws().by_kind.get(kind)
    name = lower(identity.title or "")
    if table is not None and name:
        match = match_table(f" {name}", 0, table)
        if match is not None:
            return document_key(Found(0, 0, kind, year=year, name=name, entry=match[1]), date)
    if row is not None and row.grammar == "constitution":
        name = ""
    return document_key(Found(0, 0, kind, year=year, name=name), date)


def changed_by_title(identity: Identity, outer: Sequence[Row]) -> Row | None:
    """The act that the title says is changed, as the text first names it."""
    if not identity.title or pattern("order").search(lower(identity.title[:40])) is None:
        return None
    named = [r for r in find_rows(_sentence(identity.title)) if r.type != "provision"]
    if not named:
        return None
    return next(
        (r for r in outer if r.key == named[0].key or (r.code and r.code == named[0].code)), None
    )


def _sentence(title: str) -> str:
    """A title in capitals as it would stand in a sentence, for the names of laws in it."""
    if not title.isupper():
        return title
    low = lower(title)
    for word in sorted((*types_by_name(),), key=len, reverse=True):
        low = low.replace(f" {word} ", f" {word.capitalize()} ")
    return re.sub(
        r"\d[\w/.-]*",
        lambda m: m.group().upper() if set(m.group()) & {"/", "-"} else m.group(),
        low,
    )
