"""How sure a restored syllable is: the lead of its reading, corrected by what it was worth.

The model of `restore_diacritics` says how far the best path through a sentence is ahead of the best
one through another reading. What that lead is worth differs: below `ASKED` the net has weighed the
readings, too; in newspapers, which the model knows best, less of it is enough; and how unsure it is
of the other syllables of a sentence tells how far the sentence is from what it knows. A logistic
regression over the lead, bent where it changes its meaning, over such evidence, and over products
of both gives the probability that a reading is right. Its weights stand in
``data/text/accents-confidence.tsv`` (`training/accents_confidence.py`).
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from vntext.resources import load_lines

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[Any]

__all__ = ["ASKED", "TABLE", "Evidence", "calibrated", "features"]

TABLE = "text/accents-confidence.tsv"
ASKED = 2.5
"""Nats of lead below which the net is asked (`vntext.text.accents_model.UNSURE`)."""
BENDS = (1.0, ASKED, 4.0, 6.0)
"""Nats of lead from which on it is worth more or less than before."""
SHORT = 4
"""Syllables up to which a sentence is short."""
FAR = 1e-12
"""Share of a reading that is not there."""
ALONE = {"share": 0.9, "odds": 2.2, "open": 0.2, "rarity": 7.5}
"""What a syllable that stands alone takes for the mean of the others."""


class Evidence(NamedTuple):
    """What is known of each syllable of a text that has readings, in the order of the text.

    Attributes:
        share: Share of the chosen reading, the likeliest, among all readings of the syllable.
        second: The second largest share, 0 where there is one reading.
        third: The third largest share, 0 where there are two.
        readings: How many readings the model knows.
        usual: Part of the uses of the spelling that have this reading.
        rarity: Minus the natural logarithm of the reading's share of all words.
        sentence: Number of the sentence, from 0.
    """

    share: Array
    second: Array
    third: Array
    readings: Array
    usual: Array
    rarity: Array
    sentence: Array


def _odds(p: Array) -> Array:
    p = np.clip(p, 1e-4, 1 - 1e-3)
    odds: Array = np.log(p / (1 - p))
    return odds


def features(of: Evidence) -> dict[str, Array]:
    """What the confidence of each syllable of a text goes by.

    Args:
        of: What is known of the syllables.

    Returns:
        One column a feature, by its name; ``a*b`` is a product.
    """
    sentence = np.asarray(of.sentence)
    n = np.bincount(sentence)[sentence] if len(sentence) else np.zeros(0)

    def others(what: Array, alone: float) -> Array:
        total = np.bincount(sentence, what)[sentence] if len(sentence) else np.zeros(0)
        return np.where(n > 1, (total - what) / np.maximum(n - 1, 1), alone)

    whole = np.log(np.maximum(of.share, FAR))
    full = whole - np.log(np.maximum(of.second, FAR))
    lead = np.clip(full, 0, 10)
    sure = lead >= ASKED  # without the net
    odds = _odds(of.share)
    near = np.minimum(full, 6)
    before, after = np.full(len(near), 6.0), np.full(len(near), 6.0)
    same = sentence[1:] == sentence[:-1]
    before[1:][same], after[:-1][same] = near[:-1][same], near[1:][same]
    gap = np.clip(whole - np.log(np.maximum(of.third, FAR)) - full, 0, 5)

    shape = {"lead": lead, "sure": sure}
    shape |= {f"lead over {b:g}": np.maximum(lead - b, 0) for b in BENDS}
    own = {
        "third": gap,
        "readings": np.log(of.readings),
        "usual": np.log(np.maximum(of.usual, 1e-3)),
        "rarity": np.clip(of.rarity, 3, 12),
    }
    style = {
        "length": np.log(np.maximum(n, 1)),
        "others": _odds(others(of.share, ALONE["share"])),
        "odds of others": others(odds, ALONE["odds"]),
        "others open": others((full < ASKED).astype(float), ALONE["open"]),
        "rarity of others": others(of.rarity, ALONE["rarity"]),
    }
    found = {
        "bias": np.ones(len(sentence)),
        **shape,
        **own,
        **style,
        "before": before,
        "after": after,
        "short": n <= SHORT,
        "alone": n == 1,
        "third*open": gap * ~sure,
        "others*others": style["others"] ** 2,
    }
    for name, column in own.items():
        found |= {f"{name}*{by}": column * shape[by] for by in ("lead", "sure")}
    for name, column in style.items():
        by = ("lead", "sure", f"lead over {ASKED:g}", "lead over 4")
        found |= {f"{name}*{b}": column * shape[b] for b in by}
    for name in ("others", "odds of others", "others open"):
        found[f"length*{name}"] = style["length"] * style[name]
    return {name: np.asarray(column, float) for name, column in found.items()}


@cache
def _weights() -> dict[str, float]:
    rows = (row.split("\t") for row in load_lines(TABLE))
    return {name: float(weight) for name, weight in rows}


def calibrated(of: Evidence) -> Array:
    """The probability that each chosen reading is right; the argument is as for `features`."""
    weights = _weights()
    score = sum(weights[name] * column for name, column in features(of).items())
    probability: Array = 1 / (1 + np.exp(-np.asarray(score, float)))
    return probability
