"""Short summaries of texts without a lead: they stand for the abstract that is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vntext.summary.preferences import preferences
from vntext.summary.scorer import default_scorer
from vntext.summary.signs import shape_signs

if TYPE_CHECKING:
    from vntext.summary.candidates import Candidate
    from vntext.summary.editor import EditorWeights
    from vntext.summary.features import Counts
    from vntext.summary.options import Budget

__all__ = ["as_abstract", "is_short"]


def is_short(budget: Budget, room: int | None) -> bool:
    """True where one or two sentences, or few syllables, stand for a text."""
    prefer = preferences()
    if room is not None:
        return room <= prefer.abstract_words
    if budget.sentences is not None:
        return budget.sentences < prefer.abstract_below
    return budget.words is not None and budget.words <= prefer.abstract_words


def as_abstract(
    weights: EditorWeights,
    counts: Counts,
    value: list[float],
    budget: Budget,
    found: list[Candidate],
    room: int | None,
) -> tuple[EditorWeights, list[float]]:
    """Weights and values for one or two sentences that stand for a lead that is missing.

    Ratings are of three sentences; what is known of fewer are the abstracts that editors wrote.
    """
    prefer = preferences()
    part, price = prefer.abstract_rating, prefer.abstract_length
    facts = [0.0] * len(value)
    if budget.sentences is None or room is not None:
        # where syllables are counted, those count that are part of a name or a figure
        price = 0.0
        gains = {"names": prefer.abstract_names, "figures": prefer.abstract_figures}
        facts = [
            sum([gains.get(name, 0.0) * x for name, x in row])
            for row in shape_signs([c.text for c in found], counts.length)
        ]
    value = [
        part * x + prefer.abstract_rouge * y - price * size + z
        for x, y, size, z in zip(
            value, default_scorer().estimates(counts), counts.length, facts, strict=True
        )
    ]
    signs = {name: part * x for name, x in weights.signs.items()}
    signs["repeats"] = -prefer.abstract_repeats
    return weights._replace(signs=signs), value
