"""Writes legal references as text, CSV or rows for JSON."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vntext.document import LegalReference

__all__ = ["COLUMNS", "to_csv", "to_rows", "to_text"]

COLUMNS = (
    "start", "end", "text", "type", "code", "number", "year", "issuer", "provision", "date",
    "title", "key", "rest", "issuer_sign", "issuer_text", "rule",
)  # fmt: skip
"""Columns of the CSV, and fields of the rows."""


def to_rows(references: Iterable[LegalReference]) -> list[dict[str, str | int | None]]:
    """References as plain dicts, one for each, with the fields `COLUMNS`.

    Example:
        >>> from vntext.legal.find import find_references
        >>> to_rows(find_references("Nghị định 167"))[0]["key"]
        'nghị định:167'
    """
    return [{name: getattr(r, name) for name in COLUMNS} for r in references]


def to_csv(references: Iterable[LegalReference]) -> str:
    r"""References as CSV with a header, after RFC 4180 except that lines end with ``\n``.

    A cell that a spreadsheet would take for a formula is written with an apostrophe before it.

    Example:
        >>> from vntext.legal.find import find_references
        >>> print(to_csv(find_references("Nghị định 167")).splitlines()[1])
        0,13,Nghị định 167,nghị định,167,167,,,,,,nghị định:167,,,,number
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in to_rows(references):
        writer.writerow("" if row[name] is None else _safe(row[name]) for name in COLUMNS)
    return out.getvalue()


def _safe(value: str | int | None) -> str | int | None:
    if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t"):
        return "'" + value
    return value


def to_text(references: Iterable[LegalReference]) -> str:
    """References as lines to read, one for each.

    Example:
        >>> from vntext.legal.find import find_references
        >>> print(to_text(find_references("Điều 5, Nghị định 167 của Chính phủ")), end="")
        0-21  Điều 5, Nghị định 167  [nghị định 167; điều 5; Chính phủ]
    """
    lines = []
    for r in references:
        document = " ".join(x for x in (r.type, r.code) if x)
        parts = [x for x in (document, r.provision, r.issuer, r.date, r.title) if x]
        lines.append(f"{r.start}-{r.end}  {' '.join(r.text.split())}  [{'; '.join(parts)}]\n")
    return "".join(lines)
