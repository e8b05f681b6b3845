"""The patterns of ``data/legal``, compiled when first asked for.

``patterns.toml`` holds those of references, ``structure.toml`` and ``identity.toml`` those of whole
documents.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from vntext.legal.tables import any_of, document_types, word_groups
from vntext.legal.units import unit_kinds
from vntext.resources import load_toml

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["TABLES", "hints", "part", "pattern", "source"]

TABLES = ("legal/patterns.toml", "legal/structure.toml")


@cache
def _table() -> Mapping[str, Any]:
    rows: dict[str, Any] = {}
    parts: dict[str, str] = {}
    for table in map(load_toml, TABLES):
        rows |= table
        parts |= table["parts"]
    return rows | {"parts": parts}


@cache
def _name() -> re.Pattern[str]:
    return re.compile(r"\{([a-z_]+)\}")


def _filled(text: str) -> str:
    parts: dict[str, str] = _table()["parts"]

    def fill(m: re.Match[str]) -> str:
        name = m.group(1)
        if name in parts:
            return _filled(parts[name])
        if name == "type":
            names = sorted((t.name for t in document_types() if t.anaphoric), key=len, reverse=True)
            return "|".join(map(re.escape, names))
        if name.startswith("units_"):
            return _units(name.removeprefix("units_"))
        return any_of(name) if name in word_groups() else m.group()

    return _name().sub(fill, text)


def _units(value: str) -> str:
    """The names of the units that are numbered in one way, each with its slips of the pen."""
    names = []
    for name, row in unit_kinds().items():
        if row.value == value:
            slips = (
                f"(?:[ \\t](?:{'|'.join(row.slips)}))?" if row.slips and name == row.name else ""
            )
            names.append(name.replace(" ", "[ \\t]") + slips)
    return "|".join(names)


def part(name: str) -> str:
    """The text of one of the parts of the table."""
    return _filled(f"{{{name}}}")


def source(name: str) -> str:
    """The text of a row, its names filled in, to stand inside another pattern."""
    return _filled(_table()[name]["pattern"])


@cache
def hints(name: str) -> tuple[str, ...]:
    """Strings of which one stands in every text in which a row is found.

    Example:
        >>> "CỘNG H" in hints("legal_cue")
        True
    """
    return tuple(_table()[name]["hints"])


@cache
def pattern(name: str) -> re.Pattern[str]:
    """A row of the table, compiled.

    Example:
        >>> pattern("date").match(" ngày 22/10/2018 của").group(1)
        '22/10/2018'
    """
    return re.compile(source(name))
