"""The units of laws: points, clauses, articles and larger ones, from ``data/legal/units.toml``."""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple

from vntext.resources import load_toml

__all__ = ["UnitKind", "unit_kinds", "unit_of"]


class UnitKind(NamedTuple):
    """A row of the table.

    Attributes:
        name: The unit, lower case.
        level: Its place from the smallest to the largest.
        value: What numbers it: ``"number"``, ``"letter"`` or ``"roman"``.
        plain: The name typed without marks, or ``""``.
        role: ``"article"``, ``"clause"``, ``"point"`` or ``""``.
        small: Whether it is no provision without an article or clause beside it.
        inside: Whether no provision begins with it.
        node: Kind of the node of a document that it names.
        forms: Other ways in which the name is read where marks are lost.
        short: The letter that lawyers write for it.
        slips: Words that a slip of the pen puts behind it.
    """

    name: str
    level: int
    value: str
    plain: str = ""
    role: str = ""
    small: bool = False
    inside: bool = False
    node: str = ""
    short: str = ""
    slips: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()


@cache
def unit_kinds() -> dict[str, UnitKind]:
    """The units by name, by the name without marks and by other forms of it."""
    rows = [UnitKind(**{k: _frozen(v) for k, v in row.items()}) for row in _rows()]
    others = {form: row for row in rows for form in (row.plain, *row.forms) if form}
    return {row.name: row for row in rows} | others


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _rows() -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = load_toml("legal/units.toml")["unit"]
    return rows


@cache
def unit_of(role: str) -> str:
    """The name of the unit with a role.

    Example:
        >>> unit_of("article")
        'điều'
    """
    return next(row.name for row in unit_kinds().values() if row.role == role)
