"""What the summariser prefers (``summary/preferences.toml``), read once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from vntext.errors import ResourceError
from vntext.resources import load_toml

__all__ = ["PhraseWeights", "Preferences", "Prices", "preferences"]

TABLE = "summary/preferences.toml"


@dataclass(frozen=True, slots=True)
class Prices:
    """What is added to and taken from the value of a sentence.

    The value itself estimates the sentence's ROUGE with an editor's abstract, about 0.05 to 0.4.

    Attributes:
        repeats: Price of saying only what the summary says already.
        length: Price of a syllable, when sentences are counted and not syllables.
        leans: Price of leaning on a sentence that is not in the summary.
        directive: Gain of the words in which a named speaker says what is to be done.
        doubtful: Price of being perhaps a caption.
        same: A sentence of which a larger share is said already comes after all others.
    """

    repeats: float
    length: float
    leans: float
    directive: float
    doubtful: float
    same: float


@dataclass(frozen=True, slots=True)
class PhraseWeights:
    """What key phrases are weighed by; the table says what each figure means."""

    longest: int
    in_title: float
    in_lead: float
    power: float
    length: float
    long: int
    alone: float
    verb: float
    new: float
    own_places: float


@dataclass(frozen=True, slots=True)
class Preferences:
    """All figures of the table, by section and name (``many_first`` is ``first`` of ``[many]``)."""

    article: Prices
    many: Prices
    keyphrases: PhraseWeights
    budget_sentences: int
    candidates_shortest: int
    candidates_doubt: float
    values_query: float
    values_asked: float
    values_common: float
    values_lead: float
    values_goes_on: float
    values_courtesy: float
    values_scene: float
    values_scenes: int
    values_copies: float
    values_slightly: float
    values_trifle: float
    values_looks_back: int
    values_least: float
    values_second: float
    values_usual: int
    values_shorter: float
    many_first: float
    abstract_below: int
    abstract_words: int
    abstract_rating: float
    abstract_rouge: float
    abstract_length: float
    abstract_repeats: float
    abstract_names: float
    abstract_figures: float
    many_shared: float
    many_central: float
    many_told: float
    many_shortest: int
    query_joints: float
    query_answer: float
    trim_long: int
    trim_kept: int


@cache
def preferences() -> Preferences:
    """The figures of the package.

    Raises:
        ResourceError: If the table lacks a figure, or has one that nothing reads.

    Example:
        >>> preferences().budget_sentences
        3
    """
    table = dict(load_toml(TABLE))
    try:
        prices: dict[str, Any] = {name: Prices(**row) for name, row in table.pop("prices").items()}
        phrases = PhraseWeights(**table.pop("keyphrases"))
        rest: dict[str, Any] = {**prices, "keyphrases": phrases}
        rest |= {f"{part}_{k}": v for part, row in table.items() for k, v in row.items()}
        return Preferences(**rest)
    except (TypeError, KeyError, AttributeError) as e:
        raise ResourceError(f"the package's file data/{TABLE} is damaged: {e}") from e
