"""Keys within one text: one for all ways to write a document, another for another document.

Numbers recur: each province has its decision 82/2025/QĐ-UBND, each year its 919/QĐ-TTg. Where a
text names two documents of one key, the year or the local body that it gives is put behind the key.
Where it names one, a short mention ("Nghị quyết 35") has the key of the full one.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from vntext.legal.fold import readable
from vntext.legal.tables import word_groups, word_set, words
from vntext.text.heads import lower

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from vntext.document import LegalReference
    from vntext.legal.rows import Row

__all__ = ["fits", "settle_keys"]


@cache
def _shortened() -> list[tuple[re.Pattern[str], str]]:
    """Abbreviations in the names of bodies and what they stand for."""
    pairs = word_groups()["shortened_bodies"]["words"].split(",")
    split = (pair.partition("=") for pair in pairs)
    return [
        (re.compile(rf"(?<!\w){re.escape(a.strip())}(?!\w)[.]?"), b.strip()) for a, _, b in split
    ]


def _local_body(row: Row) -> str:
    """The local body that the text says issued a document, one name for all ways to write it."""
    if not row.issuer_text:
        return ""
    name = readable(row.issuer_text)
    for short, full in _shortened():
        name = short.sub(full, name)
    name = " ".join(name.split())
    return name if name.startswith(tuple(word_set("local_bodies"))) else ""


def _year(row: Row) -> str:
    """The year of a document whose number has none."""
    year = row.date[-4:] if row.date[-4:].isdigit() else str(row.year or "")
    return "" if f"/{year}" in row.code else year


def _longest(names: Iterable[str]) -> list[str]:
    """The names that are no beginning of another one, as "UBND tỉnh" is of "UBND tỉnh Phú"."""
    out: list[str] = []
    for name in sorted(set(names), reverse=True):
        if name and not any(other.startswith(f"{name} ") for other in out):
            out.append(name)
    return out


def _told_apart(rows: list[tuple[int, Row]]) -> dict[int, str]:
    """New keys of the rows of one key, by their places, where they are several documents."""
    bodies = _longest(_local_body(row) for _, row in rows)
    years = {year for _, row in rows if (year := _year(row))}
    out: dict[int, str] = {}
    for i, row in rows:
        key = row.key
        if len(years) > 1 and (year := _year(row)):
            key = f"{key}:{year}"
        if len(bodies) > 1 and (body := _local_body(row)):
            meant = [name for name in bodies if name == body or name.startswith(f"{body} ")]
            if len(meant) == 1:
                key = f"{key}:{meant[0]}"
        if key != row.key:
            out[i] = key
    return out


def _is_short(row: Row) -> bool:
    """Whether a row has a number and nothing that tells whose it is."""
    return row.code.isdigit()


def settle_keys(rows: Sequence[Row]) -> list[Row]:
    """Gives the references of one text the keys that tell its documents apart.

    Args:
        rows: The references of one text, in order.

    Example:
        >>> from vntext.legal.find import find_rows
        >>> text = "Quyết định 919/QĐ-TTg ngày 1/8/2022 và Quyết định 919/QĐ-TTg năm 2024"
        >>> [row.key for row in find_rows(text)]
        ['quyết định:919:ttg:2022', 'quyết định:919:ttg:2024']
    """
    out = list(rows)
    numbered: dict[str, list[tuple[int, Row]]] = {}
    for i, row in enumerate(out):
        if row.code and row.key:
            numbered.setdefault(row.key, []).append((i, row))
    if len(numbered) == sum(map(len, numbered.values())) and not any(map(_is_short, out)):
        return out
    for same in numbered.values():
        if len(same) > 1:
            for i, key in _told_apart(same).items():
                out[i] = out[i]._replace(key=key)
    _unite(out)
    return out


def _unite(rows: list[Row]) -> None:
    """Gives short mentions the key of the one document of their type and number in the text."""
    full: dict[tuple[str, str], dict[str, Row]] = {}
    for row in rows:
        if row.code and row.key and not _is_short(row):
            full.setdefault((row.type, row.number.lstrip("0")), {}).setdefault(row.key, row)
    for i, row in enumerate(rows):
        if _is_short(row):
            others = full.get((row.type, row.number.lstrip("0")), {})
            if len(others) == 1 and all(fits(row, other) for other in others.values()):
                rows[i] = row._replace(key=next(iter(others)))


def fits(short: Row | LegalReference, full: Row | LegalReference) -> bool:
    """Whether a short reference can mean the document of a fuller one of its type and number.

    Args:
        short: A reference without a sign ("Nghị quyết 35 của Bộ Chính trị").
        full: A reference with one ("Nghị quyết số 35-NQ/TW").
    """
    if short.year is not None and full.year is not None and short.year != full.year:
        return False
    if short.issuer_text and full.issuer:
        a, b = lower(short.issuer_text), lower(full.issuer)
        # the sign TW stands for any of the Party's central bodies
        central = all(any(body in x for body in words("central_bodies")) for x in (a, b))
        return a in b or b in a or central
    return True
