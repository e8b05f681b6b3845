"""How much words and phrases tell of a text, as headlines and abstracts of news show."""

from __future__ import annotations

import math
from functools import cache
from typing import NamedTuple

from vntext.resources import load_lines
from vntext.summary.terms import rarity
from vntext.text.key import key

__all__ = ["NAMES", "UNKNOWN", "Word", "features", "known_words", "worth"]

KINDS = ("PERSON", "ORG", "LOC", "LAW")
NAMES = (
    "mean keyness",
    "best keyness",
    "mean rarity",
    "log mentions",
    "mentions over most",
    "place",
    "near the beginning",
    "spread",
    "log syllables",
    "one syllable",
    "syllables of a name",
    "ends in a verb",
    "is a verb",
    *KINDS,
)
UNKNOWN = math.log(0.12)
"""Keyness of a word that the table does not hold."""
RAREST = 6.0
_STEEPEST = 700.0  # an exponent that a float still takes


class Word(NamedTuple):
    """What the table says of a word.

    Attributes:
        kind: ``"N"``, ``"V"``, ``"A"`` for nouns, verbs and adjectives, ``"X"`` for all others.
        keyness: Logarithm of the share of articles that name the word in headline or abstract,
            among those that have it in the body.
    """

    kind: str
    keyness: float


@cache
def known_words() -> dict[str, Word]:
    """The words of the table by their keys.

    Example:
        >>> known_words()["điều tra"].kind
        'V'
    """
    table = {}
    for line in load_lines("summary/keyness.tsv"):
        kind, value, words = line.split("\t")
        word = Word(kind, float(value))
        for name in words.split():
            table[key(name.replace("_", " "))] = word
    return table


def features(
    words: tuple[str, ...],
    syllables: tuple[str, ...],
    label: str,
    places: list[tuple[int, int]],
    size: int,
    most: int,
) -> list[float]:
    """One number for each of `NAMES`.

    Args:
        words: The keys of the words of a phrase.
        syllables: Its syllables.
        label: What kind of name it is, ``""`` for a term.
        places: Where it stands, sorted.
        size: Characters of the text.
        most: How often the most frequent phrase stands in the text.
    """
    known = [w for w in map(known_words().get, words) if w]
    told = [w.keyness for w in known] or [UNKNOWN]
    table, n, times = rarity(), len(syllables), len(places)
    place = places[0][0] / size
    verb = not label and bool(known) and known[-1].kind == "V"
    return [
        sum(told) / len(told),
        max(told),
        sum([min(table[s], RAREST) for s in syllables]) / n,
        math.log(times),
        times / most,
        place,
        1 / (1 + 20 * place),
        (places[-1][0] - places[0][0]) / size,
        math.log(n),
        float(n == 1),
        float(n * bool(label)),
        float(verb and len(words) > 1),
        float(verb and len(words) == 1),
        *(float(label == kind) for kind in KINDS),
    ]


@cache
def _weights() -> tuple[float, tuple[tuple[float, float], ...]]:
    rows = [line.split("\t") for line in load_lines("summary/phrase-weights.tsv")][1:]
    table = {name: [float(x) for x in values] for name, *values in rows}
    pairs = tuple((table[name][0], table[name][2] / table[name][1]) for name in NAMES)
    return table["intercept"][2], pairs


def worth(row: list[float]) -> float:
    """The estimated share of a phrase that headline and abstract would say, from its `features`."""
    intercept, weights = _weights()
    value = intercept
    for x, (mean, slope) in zip(row, weights, strict=True):
        value += (x - mean) * slope
    return 1 / (1 + math.exp(min(-value, _STEEPEST)))
