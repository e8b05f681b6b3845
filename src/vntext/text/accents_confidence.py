"""How sure a restored syllable is: the model's own opinion, corrected by what it was worth.

The model of `restore_diacritics` knows newspapers best and is too sure of itself elsewhere. How
unsure it is of the other syllables of a sentence tells how far the sentence is from what it knows;
a logistic regression over both gives the probability that a reading is right. Its weights stand in
``data/text/accents-confidence.tsv`` (`training/accents_confidence.py`).
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np

from vntext.resources import load_lines

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[Any]

__all__ = ["FEATURES", "TABLE", "calibrated", "features"]

TABLE = "text/accents-confidence.tsv"
FEATURES = (
    "bias", "own", "others", "own x others", "length", "alone", "short", "margin",
    "own x length", "own x short", "own squared",
)  # fmt: skip
SHORT = 4
"""Syllables up to which a sentence is short."""
ALONE = 0.9
"""What a syllable that stands alone takes for the mean of the others."""


def _odds(p: Array) -> Array:
    p = np.clip(p, 1e-4, 1 - 1e-3)
    odds: Array = np.log(p / (1 - p))
    return odds


def features(chosen: Array, second: Array, sentences: Array) -> Array:
    """What the confidence of each syllable of a text goes by.

    Args:
        chosen: Share of the chosen reading, the likeliest, among all readings of the syllable.
        second: The second largest share, 0 where there is one reading.
        sentences: Number of the sentence of each syllable, from 0.

    Returns:
        One row a syllable, columns as in `FEATURES`.
    """
    n = np.bincount(sentences)[sentences] if len(sentences) else np.zeros(0)
    total = np.bincount(sentences, chosen)[sentences] if len(sentences) else np.zeros(0)
    others = np.where(n > 1, (total - chosen) / np.maximum(n - 1, 1), ALONE)
    own, near, length = _odds(chosen), _odds(others), np.log(np.maximum(n, 1))
    columns = (
        np.ones(len(chosen)), own, near, own * near, length, n == 1, n <= SHORT,
        _odds(chosen - second), own * length, own * (n <= SHORT), own * own,
    )  # fmt: skip
    return np.stack([np.asarray(c, float) for c in columns], 1)


@cache
def _weights() -> Array:
    rows = dict(row.split("\t") for row in load_lines(TABLE))
    return np.array([float(rows[name]) for name in FEATURES])


def calibrated(chosen: Array, second: Array, sentences: Array) -> Array:
    """The probability that each chosen reading is right; arguments as for `features`."""
    score = features(chosen, second, sentences) @ _weights()
    probability: Array = 1 / (1 + np.exp(-score))
    return probability
