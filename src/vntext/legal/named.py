"""Reads documents that have a name and no number: laws, treaties, resolutions of congresses."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from vntext.legal.found import Found
from vntext.legal.named_ends import finished
from vntext.legal.named_laws import read_constitution, read_law
from vntext.legal.named_treaties import read_charter, read_treaty
from vntext.legal.names import match_year, unknown_name_end
from vntext.legal.patterns import pattern
from vntext.legal.tables import DocumentType, any_of, word_set

if TYPE_CHECKING:
    from vntext.legal.laws import Name

__all__ = ["read_named"]


@cache
def _left_of_constitution() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of('left_of_constitution')}) $")


def read_named(
    low: str,
    text: str,
    start: int,
    end: int,
    row: DocumentType,
    *,
    after_provision: bool,
    entry: Name | None = None,
) -> Found | None:
    """Reads a named document.

    Args:
        low: The text in lower case.
        text: The text.
        start: Start of the type word.
        end: Its end.
        row: The type.
        after_provision: Whether a provision stands right before it.
        entry: The row of an abbreviation that is the whole name ("BLHS").

    Returns:
        The document, or ``None``.
    """
    kind = row.name
    if entry is not None:
        name = entry.name
        return finished(
            low, text, start, end, kind=kind, entry=entry, name=name, rule="abbreviation"
        )
    if row.grammar in ("law", "act"):
        return read_law(low, text, start, end, row, sure=after_provision)
    if row.grammar == "constitution":
        dated = low[end : end + 1] == " " and match_year(low, end) is not None
        if not (text[start].isupper() or after_provision or dated) or low[end : end + 1].isalnum():
            return None
        if _left_of_constitution().search(low[max(0, start - 9) : start]):
            return None
        return read_constitution(low, text, start, end, kind)
    if row.grammar == "treaty":
        return read_treaty(low, text, start, end, row, sure=after_provision)
    if row.grammar == "charter":
        return read_charter(low, text, start, end, kind, sure=after_provision)
    if row.grammar == "congress":
        m = pattern("congress").match(low, end)
        if m is None:
            return None
        stop = m.end()
        if m.group("body") is not None:
            stop = unknown_name_end(low, text, stop, limit=9, among=word_set("several"))
        return Found(
            start, stop, kind, name=" ".join(text[end:stop].split()), rule="congress", closed=True
        )
    return None
