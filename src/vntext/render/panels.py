"""The panels beside a text: what was found, within the room that the text leaves."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from vntext.render.names import names
from vntext.render.parts import (
    by_name,
    by_time,
    date_rows,
    name_rows,
    people_rows,
    reference_rows,
    summary_rows,
)
from vntext.render.things import grouped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vntext.document import Document
    from vntext.render.things import Known

__all__ = ["Ids", "panels"]

SHARES: Final = {
    "people": 0.55,
    "legal": 0.5,
    "organizations": 0.55,
    "places": 0.5,
    "dates": 0.6,
    "summary": 1.0,
}
"""Panels in the order in which they take their share of the room that is left.

The sentences of the summary are marked in the text as it is.
"""

ORDER: Final = ("summary", "people", "organizations", "places", "legal", "dates")
"""Panels in the order in which they are read."""


@dataclass(slots=True)
class Ids:
    """Gives ids to the marks that panels link to.

    Attributes:
        prefix: What ids begin with; None where none are given.
        marked: Stretches that are marked.
        given: The ids.
    """

    prefix: str | None
    marked: set[tuple[int, int]]
    given: dict[tuple[int, int], str] = field(default_factory=dict)

    def __call__(self, start: int, end: int) -> str:
        """Id of the mark of a stretch, ``""`` where it has none."""
        if self.prefix is None or (start, end) not in self.marked:
            return ""
        return self.given.setdefault((start, end), f"{self.prefix}m{len(self.given)}")


def _rows(
    doc: Document, name: str, things: Known | None, lang: str, ids: Ids, room: int
) -> tuple[int, Iterator[str]]:
    """How many rows a panel has, and the rows."""
    if name == "summary":
        return len(doc.summary), summary_rows(doc, ids, int(room / 1.4))  # letters of two bytes
    if name == "people":
        numbers = things.people if things else []
        return len(doc.people), people_rows(doc.people, lang, ids, numbers)
    if name == "legal":
        numbers = things.references if things else []
        rows = reference_rows(doc.legal_references, ids, numbers)
        return len(grouped(doc.legal_references)), rows
    if name == "dates":
        dates = by_time(doc)
        return len(dates), date_rows(dates, ids)
    groups = by_name(doc, {"organizations": "ORG", "places": "LOC"}[name])
    return len(groups), name_rows(groups, ids)


def panels(
    doc: Document,
    shown: set[str],
    things: Known | None,
    lang: str,
    ids: Ids,
    room: float,
    level: int,
) -> str:
    """The panels as HTML.

    Where everything that was found would take more than the room, lists end with the number of
    what they leave out; it is marked in the text all the same. Panels of which nothing fits are
    left out.

    Args:
        doc: The document.
        shown: Names of the panels, and other layers.
        things: The marks; None where the text has none.
        lang: Language of the headings.
        ids: Gives ids to marks.
        room: Bytes that they may take.
        level: Level of the headings.
    """
    words = names(lang)
    # what the panels quote is Vietnamese, whatever the language of the page
    quoted = "" if lang == "vi" else " lang=vi"
    left = room
    made: dict[str, str] = {}
    for name, share in SHARES.items():
        if name not in shown:
            continue
        here = left * share
        count, rows = _rows(doc, name, things, lang, ids, int(min(here - 60, len(doc.text) / 3)))
        if not count:
            continue
        kept: list[str] = []
        spent = 50.0  # of the heading
        for row in rows:
            cost = len(row.encode("utf-8", "replace")) + 8  # and the id of the mark
            if spent + cost > here:
                break
            kept.append(row)
            spent += cost
        if not kept:
            continue
        if len(kept) < count:
            kept.append(f"<li>+{count - len(kept)}")
        left -= spent
        tag = "ol" if name == "summary" else "ul"
        total = "" if name == "summary" else f" ({count})"
        made[name] = (
            f"<h{level}>{words[name]}{total}</h{level}><{tag}{quoted}>{''.join(kept)}</{tag}>"
        )
    return "".join(made[name] for name in ORDER if name in made)
