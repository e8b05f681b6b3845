"""What the finders of values read of one text: its rows of other layers, and where to look."""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from vntext.values.scan import Scan

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["BODIES", "DATES", "PLACES", "TAKEN", "Part", "TextRows", "rows_of"]


DATES, PLACES, BODIES, TAKEN = "dates", "places", "bodies", "taken"
"""Dates; places; organisations and titles; what holds no figures: dates and references."""


class Part(NamedTuple):
    """An entity."""

    start: int
    end: int
    label: str


class TextRows:
    """The rows of one text, in characters of it.

    Args:
        text: The text.
        entities: Start, end and label of its entities, sorted.
        sentences: Spans of its sentences.
        paragraphs: Span and role of its paragraphs.

    Attributes:
        text: The text.
        entities: As given.
        sentences: As given.
        paragraphs: As given.
    """

    def __init__(
        self,
        text: str,
        entities: list[Part],
        sentences: list[tuple[int, int]],
        paragraphs: list[tuple[int, int, str]],
    ) -> None:
        self.text = text
        self.entities = entities
        self.sentences = sentences
        self.paragraphs = paragraphs

    @cached_property
    def scan(self) -> Scan:
        """Where the words of all grammars stand."""
        return Scan(self.text)

    @cached_property
    def spans(self) -> dict[str, list[tuple[int, int]]]:
        """Spans of the entities by what they are for: `DATES`, `PLACES`, `BODIES`, `TAKEN`."""
        dates: list[tuple[int, int]] = []
        places: list[tuple[int, int]] = []
        bodies: list[tuple[int, int]] = []
        taken: list[tuple[int, int]] = []
        for start, end, label in self.entities:
            if label == "LOC":
                places.append((start, end))
            elif label in ("ORG", "TITLE"):
                bodies.append((start, end))
            elif label == "DATE":
                dates.append((start, end))
                taken.append((start, end))
            elif label == "LAW":
                taken.append((start, end))
        return {DATES: dates, PLACES: places, BODIES: bodies, TAKEN: taken}


def rows_of(
    text: str,
    bounds: Sequence[tuple[int, int]],
    entities: Sequence[tuple[Any, ...]],
    sentences: Sequence[tuple[Any, ...]],
    paragraphs: Sequence[tuple[Any, ...]],
) -> list[TextRows]:
    """The rows of each text of a batch.

    Args:
        text: The texts joined by line breaks.
        bounds: Start and end of each in it.
        entities: Rows of all of them that begin with start, end and label.
        sentences: Rows that begin with start and end.
        paragraphs: Rows that begin with start, end and role.
    """
    layers = (entities, sentences, paragraphs)
    cuts: list[Sequence[int]] = []
    for rows in layers:
        starts = [row[0] for row in rows]
        cuts.append([*(bisect_left(starts, a) for a, _ in bounds), len(rows)])
    out = []
    new = tuple.__new__  # without the call of Python that a named tuple costs
    for k, (a, b) in enumerate(bounds):
        found, spans, lines = [
            rows[cut[k] : cut[k + 1]] for rows, cut in zip(layers, cuts, strict=True)
        ]
        out.append(
            TextRows(
                text[a:b],
                [new(Part, (row[0] - a, row[1] - a, row[2])) for row in found],
                [(row[0] - a, row[1] - a) for row in spans],
                [(row[0] - a, row[1] - a, row[2]) for row in lines],
            )
        )
    return out
