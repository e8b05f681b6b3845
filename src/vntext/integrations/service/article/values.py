"""Places with their units, and dates in the order of time."""

from __future__ import annotations

import calendar
import re
from typing import TYPE_CHECKING, Any, Final

from vntext.integrations.service.article.spans import key_of, name_of, place_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vntext.integrations.service.article.spans import SentenceAt
    from vntext.meaning import DateValue, Place

__all__ = ["date_rows", "place_rows"]


def _unit_name(era: str, code: str) -> str:
    from vntext.values.units import unit

    found = unit(era, code)
    return found.name if found is not None else ""


def place_rows(places: Iterable[Place]) -> list[dict[str, Any]]:
    """Places with their units, each once, in the order of the text."""
    from vntext.values.units import SINCE

    rows: dict[tuple[str, str], dict[str, Any]] = {}
    for p in places:
        at = (p.era, p.code) if p.code else ("", p.country or key_of(p.text))
        row = rows.get(at)
        if row is None:
            row = rows[at] = {
                "name": p.name or name_of(p.text),
                "kind": p.kind,
                "level": p.level,
                "code": p.code,
                "era": p.era,
                "country": p.country,
                "parents": [{"code": c, "name": _unit_name(p.era, c)} for c in p.parents],
                "successors": [
                    {"code": s.code, "name": _unit_name(SINCE, s.code), "share": s.share}
                    for s in p.successors
                ],
                "centroid": None if p.centroid is None else list(p.centroid),
                "mentions": [],
            }
        row["mentions"].append({**place_of(p), "score": p.score})
    return list(rows.values())


_EDTF: Final = re.compile(r"(\d{4}|XXXX)(?:-(\d\d|XX)(?:-(\d\d))?)?")


def _days(value: str) -> tuple[str, str]:
    """First and last day of an EDTF value, ``""`` where the year is not known.

    Example:
        >>> _days("2019-33"), _days("2020/2025")
        (('2019-01-01', '2019-03-31'), ('2020-01-01', '2025-12-31'))
        >>> _days("2024-02"), _days("XXXX-05-24")
        (('2024-02-01', '2024-02-29'), ('', ''))
    """
    first, _, last = value.partition("/")
    return _ends(first)[0], _ends(last or first)[1]


def _ends(one: str) -> tuple[str, str]:
    m = _EDTF.fullmatch(one)
    if m is None or m[1] == "XXXX" or m[1] == "0000" or m[2] == "XX":
        return "", ""
    year, month = int(m[1]), int(m[2] or 0)
    if m[3]:
        return one, one
    if 33 <= month <= 36:  # a quarter
        begin, end = 3 * (month - 33) + 1, 3 * (month - 32)
    elif month in (40, 41):  # a half
        begin, end = 6 * (month - 40) + 1, 6 * (month - 39)
    elif 1 <= month <= 12:
        begin = end = month
    elif month:
        return "", ""
    else:
        begin, end = 1, 12
    return f"{m[1]}-{begin:02}-01", f"{m[1]}-{end:02}-{calendar.monthrange(year, end)[1]:02}"


def date_rows(dates: Iterable[DateValue], sentence_at: SentenceAt) -> list[dict[str, Any]]:
    """Dates in the order of time, each value once; what has no year comes last."""
    rows: dict[tuple[str, str], dict[str, Any]] = {}
    for d in dates:
        # days of the lunar calendar that have no year have one value, all of them
        known = d.value and not (d.lunar and d.value.startswith("XXXX"))
        at = (d.value, d.calendar) if known else (key_of(d.text), d.calendar)
        row = rows.get(at)
        if row is None:
            first, last = _days(d.value)
            row = rows[at] = {
                "value": d.value,
                "calendar": d.calendar,
                "lunar": d.lunar,
                "from": first,
                "to": last,
                "mentions": [],
            }
        row["mentions"].append(
            {**place_of(d), "relative": d.relative, "sentence": sentence_at(d.start)}
        )

    def order(row: dict[str, Any]) -> tuple[Any, ...]:
        known = bool(row["from"])
        return (not known, row["from"], row["to"], row["value"] if not known else "")

    return sorted(rows.values(), key=order)
