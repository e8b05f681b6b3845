"""Phrases that open a line, found by their first word."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from vntext.text.letters import LOWER

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Openings"]


_Row = tuple[str, str, str, bool]
"""A phrase, its kind, the marks that may stand before it, whether a small letter must follow."""

_NEXT = 2
"""Characters behind the first word by which longer phrases are looked up."""


def _by_next(rows: list[_Row]) -> dict[str, tuple[_Row, ...]]:
    """The phrases of one first word that may stand in a text, by what follows that word in it."""
    nexts = [row[0].partition(" ")[2][:_NEXT] for row in rows]
    keys = {"", *(key for key in nexts if len(key) == _NEXT)}
    return {
        key: tuple(
            row for row, own in zip(rows, nexts, strict=True) if len(own) < _NEXT or own == key
        )
        for key in keys
    }


class Openings:
    """Phrases that open a line, found by their first word.

    Args:
        kinds: For each kind its row of a table: the phrases (``openings``), the marks of which up
            to three may stand before them (``before``), and whether a small letter must follow
            (``small``).
        before: The marks of kinds whose row names none.

    Example:
        >>> found = Openings({"credit": {"openings": ["Ảnh", "Ảnh chụp"]}}, before="*")
        >>> found.of("* Ảnh chụp chợ"), found.of("Ảnhchụp")
        (('credit', 'credit'), ())
    """

    def __init__(self, kinds: Mapping[str, Mapping[str, Any]], before: str) -> None:
        found: dict[str, list[_Row]] = {}
        marks = before
        for kind, row in kinds.items():
            own = row.get("before", before) + " "
            marks += own
            for phrase in row["openings"]:
                added = (phrase, kind, own, row.get("small", False))
                found.setdefault(phrase.partition(" ")[0], []).append(added)
        self._rows = {first: _by_next(rows) for first, rows in found.items()}
        self._first = re.compile(rf"[{re.escape(marks)} ]{{0,3}}(\w++)")
        # how a text with such a phrase begins: most texts are passed by this alone
        self._begins = frozenset(first[:2] for first in self._rows)
        self._marks = frozenset(marks + " ")
        self._short = frozenset(first for first in self._rows if len(first) < 2)

    def of(self, text: str) -> tuple[str, ...]:
        """The kinds of the phrases that open a text; a kind may be there twice."""
        if (
            text[:2] not in self._begins
            and text[:1] not in self._marks
            and text[:1] not in self._short
        ):
            return ()
        at = text.find(" ")
        word, start = text[:at] if at >= 0 else text, 0
        if not word.isalnum():
            m = self._first.match(text)
            if m is None:
                return ()
            word, start = m[1], m.start(1)
        by_next = self._rows.get(word)
        if by_next is None:
            return ()
        at = start + len(word) + 1
        rows = by_next.get(text[at : at + _NEXT])
        if rows is None:
            rows = by_next[""]
        found: list[str] = []
        for phrase, kind, before, small in rows:
            if (
                text.startswith(phrase, start)
                and (start == 0 or not text[:start].strip(before))
                and _ends_here(text, start + len(phrase), small=small)
            ):
                found.append(kind)
        return tuple(found)


_SMALL = frozenset(LOWER)


def _ends_here(text: str, end: int, *, small: bool) -> bool:
    """True where a word ends, and where asked for, the next one begins with a small letter."""
    if small:
        return text[end : end + 1] == " " and text[end + 1 : end + 2] in _SMALL
    return end == len(text) or not (text[end].isalnum() or text[end] == "_")
