"""How a text is read: letters, wraps, spaces and case mended; one function for every caller."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from vntext.alignment import Alignment, Edit
from vntext.text.case import case_edits
from vntext.text.edits import compose
from vntext.text.layout import Region, find_wraps
from vntext.text.spaces import space_edits
from vntext.text.stops import stop_edits
from vntext.text.unicode import edited_twins

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["LAYOUTS", "Reading", "read_texts"]

LAYOUTS = ("auto", "lines", "wrapped")
"""How lines may be meant: the text tells, a break ends a paragraph, a break is a space."""

NO_EDITS = Alignment()


@dataclass(frozen=True, slots=True)
class Reading:
    """What the stages read of a text.

    Attributes:
        text: The text with all repairs.
        alignment: The edits that lead there from the text as given.
        regions: Stretches whose lines are wraps, in characters of the text as given.
    """

    text: str
    alignment: Alignment = NO_EDITS
    regions: tuple[Region, ...] = ()


def read_texts(texts: Sequence[str], *, layout: str = "auto") -> list[Reading]:
    r"""Reads texts.

    Args:
        texts: Any texts. They are searched together, which is faster than one by one.
        layout: How lines are meant, one of `LAYOUTS`.

    Example:
        >>> read_texts(["Huế", "Nghi\u0323"])[1].text
        'Nghị'
    """
    twins = edited_twins(list(texts))
    out = []
    for i, text in enumerate(texts):
        twin = twins.get(i)
        reading = Reading(text) if twin is None else Reading(twin.text, twin.alignment)
        if "\n" in text and layout != "lines":
            reading = _with_layout(reading, layout)
        for step in (space_edits, case_edits, stop_edits):
            edits = step(reading.text)
            if edits:
                reading = _edited(reading, edits)
        out.append(reading)
    return out


def _edited(reading: Reading, edits: list[Edit], regions: tuple[Region, ...] = ()) -> Reading:
    step = Alignment.from_edits(edits)
    return Reading(
        step.apply(reading.text), compose(reading.alignment, step), regions or reading.regions
    )


def _with_layout(reading: Reading, layout: str) -> Reading:
    edits, regions = find_wraps(reading.text, layout=layout)
    if not edits:
        return reading
    back = reading.alignment.span_to_original
    own = tuple(r._replace(start=a, end=b) for r in regions for a, b in [back(r.start, r.end)])
    return _edited(reading, edits, own)
