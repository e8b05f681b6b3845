"""Spans as a compact table, in a terminal and in a notebook."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from vntext.checks import check_many
from vntext.document import Person, Span
from vntext.errors import InvalidOptionError
from vntext.render.escape import content

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Table", "table"]

MAX_CELL = 60  # characters of a cell in a terminal


@dataclass(frozen=True, slots=True, repr=False)
class Table:
    """Rows and columns that show themselves: as text when printed, as HTML in a notebook.

    Attributes:
        columns: Names of the columns.
        rows: The cells, one tuple a row, as long as ``columns``.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def __len__(self) -> int:
        return len(self.rows)

    def __repr__(self) -> str:
        return str(self)

    def __str__(self) -> str:
        cells = [self.columns, *self.rows]
        shown = [[_short(c) for c in row] for row in cells]
        widths = [max(map(len, column)) for column in zip(*shown, strict=True)]
        lines = [
            "  ".join(c.ljust(w) for c, w in zip(row, widths, strict=True)).rstrip()
            for row in shown
        ]
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        head = "".join(f"<th>{content(c)}" for c in self.columns)
        body = "".join(
            "<tr>" + "".join(f'<td style="text-align:left">{content(c)}' for c in row)
            for row in self.rows
        )
        return f"<table><thead><tr>{head}<tbody>{body}</table>"


def _short(cell: str) -> str:
    one_line = "".join(c if c.isprintable() else "\ufffd" for c in " ".join(cell.split()))
    return one_line if len(one_line) <= MAX_CELL else one_line[: MAX_CELL - 1] + "…"


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.3g}"
    if isinstance(value, tuple):
        return "; ".join(_cell(v) for v in value)
    return str(value)


def table(rows: Iterable[Span | Person]) -> Table:
    """Makes a compact table of entities, references, sentences or people.

    Columns that are empty in every row are left out, and so is ``rule``.

    Args:
        rows: Spans of any kind, or people; for example ``doc.entities``.

    Returns:
        The table: print it, or make it the last value of a notebook cell.

    Raises:
        InvalidOptionError: If ``rows`` are no rows, or a row is neither a span nor a person.

    Example:
        >>> from vntext.document import Entity
        >>> print(table([Entity(4, 6, "An", "PERSON"), Entity(9, 12, "Huế", "LOC")]))
        start  end  text  label
        4      6    An    PERSON
        9      12   Huế   LOC
    """
    check_many("rows", rows, "spans or people", InvalidOptionError)
    found: list[dict[str, str]] = []
    for row in rows:
        if not isinstance(row, Span | Person):
            raise InvalidOptionError(f"a row must be a span or a person, not {type(row).__name__}")
        found.append({f.name: _cell(getattr(row, f.name)) for f in fields(row)})
    names = dict.fromkeys(name for cells in found for name in cells)
    hidden = {"rule", "score"} if all(c.get("score", "1") == "1" for c in found) else {"rule"}
    columns = tuple(n for n in names if n not in hidden and any(c.get(n) for c in found))
    return Table(columns, tuple(tuple(c.get(n, "") for n in columns) for c in found))
