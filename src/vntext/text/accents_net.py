"""The net that weighs readings by the syllables around them, further than three.

Where the best path through a sentence is hardly better than one through another reading, a small
feed-forward net looks at the bare syllables up to five places away on both sides, at the case of
the nearest, and says for each reading how much better or worse it fits than the model of three
syllables thinks. It was trained on what that model leaves open (`training/accents_net.py`). Its
weights are whole numbers, and so is all that is computed with them: no sum depends on its order.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    Array = NDArray[Any]
    Ints = NDArray[np.int64]

__all__ = ["AccentNet", "windows"]

PLACES = 11  # syllables that are looked at, the own one in the middle
WIDTH = 32  # numbers that stand for a spelling
UNITS, OUTPUTS = 128, 48  # of the two layers
CASES = 3  # nothing said, small, capital: of the syllable before, the own one and the one after
SHIFT_HIDDEN, SHIFT_OUT, SHIFT_SCORE = 10, 8, 8  # bits that are dropped of the sums of each layer
MOST = 127  # a unit says no more


def windows(rows: Array, case: Array, at: Ints) -> tuple[Ints, Ints]:
    """What the net sees of tokens: rows of spellings and cases around each; 0 beyond the path.

    Args:
        rows: Row of the spelling of each token; paths begin at 0.
        case: As for `vntext.text.accents_model.AccentModel.decode`.
        at: The tokens.

    Returns:
        Rows, shape ``(len(at), PLACES)``, and cases, shape ``(len(at), CASES)``, from 0.
    """
    path = np.cumsum(rows == 0)
    places = at[:, None] + np.arange(PLACES) - PLACES // 2
    inside = (places >= 0) & (places < len(rows))
    places = np.where(inside, places, 0)
    inside &= path[places] == path[at][:, None]
    near = slice(PLACES // 2 - 1, PLACES // 2 + 2)
    cases = np.where(inside[:, near], case[places[:, near]], -1) + 1
    return np.where(inside, rows[places], 0).astype(np.int64), cases.astype(np.int64)


class AccentNet:
    """The net, from the columns ``net.*`` of the model."""

    def __init__(self, arrays: Mapping[str, Array]) -> None:
        # products and sums stay below 2 ** 24: float32 has them exactly
        self._rows = arrays["net.rows"].astype(np.float32)
        self._hidden = arrays["net.hidden"].astype(np.float32).T
        self._case = arrays["net.case"].astype(np.int64)
        self._bias = arrays["net.bias"].astype(np.int64)
        self._out = arrays["net.out"].astype(np.float32).T
        self._out_bias = arrays["net.out_bias"].astype(np.int64)
        self._readings = arrays["net.readings"].astype(np.float32)
        self._own = arrays["net.own"].astype(np.int64)

    def scores(self, rows: Ints, cases: Ints, ids: Ints) -> Ints:
        """What each reading gets on top, in steps of a stored score.

        Args:
            rows: Spellings around each token, as `windows` gives them.
            cases: Cases, likewise.
            ids: Readings of each token, shape ``(n, many)``.
        """
        hidden = (self._rows[rows].reshape(-1, PLACES * WIDTH) @ self._hidden).astype(np.int64)
        hidden += self._bias
        for k in range(CASES):
            hidden += self._case[k, cases[:, k]]
        units = np.clip(hidden >> SHIFT_HIDDEN, 0, MOST).astype(np.float32)
        out = (units @ self._out).astype(np.int64) + self._out_bias
        outputs = np.clip(out >> SHIFT_OUT, 0, MOST).astype(np.float32)
        found = np.matmul(self._readings[ids], outputs[:, :, None])[:, :, 0].astype(np.int64)
        sums: Ints = (found + self._own[ids]) >> SHIFT_SCORE
        return sums


def wide(arrays: Mapping[str, Array]) -> dict[str, Array]:
    """The columns as the kernel wants them: one width for what is multiplied."""
    narrow = ("hidden", "out", "readings")
    return {f"net.{name}": arrays[f"net.{name}"].astype(np.int16) for name in narrow} | {
        f"net.{name}": arrays[f"net.{name}"].astype(np.int32)
        for name in ("case", "bias", "out_bias", "own")
    }
