"""What an editor would say of a sentence: weights learned from ratings, and what each is of.

A rating is 3 for a sentence that belongs in the best three, 2 for a good one, 1 for a detail and 0
for one that no summary prints. The weights are in that unit. They stand in one table
(``summary/editor-weights.tsv``), which ``training/summaries.py`` makes; `SIGNS` says for each
whether it speaks for or against a sentence, and training keeps to it.
"""

from __future__ import annotations

from array import array
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from vntext.errors import ResourceError
from vntext.resources import load_lines
from vntext.summary.features import NAMES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from vntext.summary.candidates import Candidate

__all__ = ["PLACES", "SIGNS", "STATES", "EditorWeights", "editor_weights", "place_signs"]

TABLE = "summary/editor-weights.tsv"

COUNTED = {
    "inverse place": 1,
    "log length": 1,
    "length over mean": 1,
    "title recall over best": 1,
    "title pair recall": 1,
    "new title words": 1,
    "centroid over best": 1,
    "like first": 1,
}
"""Columns of `vntext.summary.features.NAMES` that are weighed."""

WORDS = {
    "decides": 1,
    "orders": 1,
    "tells": 1,
    "causes": 1,
    "finds": 1,
    "plans": 1,
    "guesses": -1,
    "cites": -1,
    "example": -1,
    "lives": -1,
    "figures": 1,
    "measures": 1,
    "named speaker": 1,
    "names": 1,
    "long": -1,
    "half quote": -1,
    "bare quote": -1,
    "unfinished": -1,
    "trails off": -1,
    "chain": -1,
    "idle opening": -1,
    "old year": -1,
}
"""Signs of the sentence alone (`vntext.summary.signs`)."""

PLACES = {
    "lead": 1,
    "begins": 1,
    "after lead": 1,
    "repeats lead": -1,
    "opens paragraph": 1,
    "directive": 1,
    "doubtful": -1,
}
"""Signs of where the sentence stands, and who speaks."""

STATES = {
    "repeats": -1,
    "leans": -1,
    "adds": -1,
    "points": -1,
    "short name": -1,
    "quotes on": -1,
    "known": -1,
    "goes on": 1,
    "headline": 1,
}
"""Signs that depend on what the summary holds already."""

SIGNS: Mapping[str, int] = {"value": 1, **COUNTED, **WORDS, **PLACES, **STATES}
"""For each weight 1 if it speaks for a sentence and -1 if it speaks against it."""


class EditorWeights(NamedTuple):
    """The weights.

    Attributes:
        intercept: Rating of a sentence with no signs at all.
        value: Of the estimated ROUGE.
        counted: A weight for each of `vntext.summary.features.NAMES`.
        signs: The other weights, by name.
    """

    intercept: float
    value: float
    counted: array[float]
    signs: Mapping[str, float]

    @classmethod
    def of(cls, table: Mapping[str, float]) -> EditorWeights:
        """The weights of a table; names that are not there weigh nothing."""
        rest = {n: table.get(n, 0.0) for n in (*WORDS, *PLACES, *STATES)}
        return cls(
            table.get("intercept", 0.0),
            table.get("value", 0.0),
            array("d", [table.get(n, 0.0) if n in COUNTED else 0.0 for n in NAMES]),
            rest,
        )


@cache
def editor_weights() -> EditorWeights:
    """The weights of the package.

    Raises:
        ResourceError: If the table is damaged.

    Example:
        >>> editor_weights().signs["lead"] > 0 > editor_weights().signs["repeats"]
        True
    """
    try:
        rows = [line.split("\t") for line in load_lines(TABLE)][1:]
        return EditorWeights.of({name: float(weight) for name, weight in rows})
    except ValueError as e:
        raise ResourceError(f"the package's file data/{TABLE} is damaged: {e}") from e


def place_signs(
    found: Sequence[Candidate], said: Sequence[float], *, news: bool = True
) -> list[list[tuple[str, float]]]:
    """Where each candidate stands, and who speaks.

    Args:
        found: The candidates.
        said: For each the share of its weight that stands in the lead, 0 where there is none.
        news: The text is news, whose body begins with what matters.

    Example:
        >>> from vntext.summary.candidates import Candidate
        >>> pair = [Candidate(k, "Xã mở lớp.", 3, k == 0, False, False, False) for k in (0, 1)]
        >>> place_signs(pair, [0, 0.5])
        [[('lead', 1.0)], [('after lead', 1.0), ('repeats lead', 0.5)]]
    """
    body = [k for k, c in enumerate(found) if not c.lead]
    led = len(body) < len(found)
    out: list[list[tuple[str, float]]] = []
    for c in found:
        rows: list[tuple[str, float]] = []
        if c.lead:
            rows.append(("lead", 1.0))
        if c.opens and not c.lead:
            rows.append(("opens paragraph", 1.0))
        if c.directive:
            rows.append(("directive", 1.0))
        if c.doubtful:
            rows.append(("doubtful", 1.0))
        out.append(rows)
    if not led:
        out[0].append(("begins", 1.0))
    elif body and news:
        out[body[0]] += [("after lead", 1.0), ("repeats lead", said[body[0]])]
    return out
