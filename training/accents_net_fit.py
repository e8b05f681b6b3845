"""The net of `accents_net.py` while it learns: gradients, Adam, and whole numbers at the end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.sparse import csr_matrix

from vntext.text.accents_net import (
    CASES,
    MOST,
    OUTPUTS,
    PLACES,
    SHIFT_HIDDEN,
    SHIFT_OUT,
    SHIFT_SCORE,
    UNITS,
    WIDTH,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from vntext.text.accents_model import AccentModel

    Array = np.ndarray[Any, Any]

OTHER = 2  # row of what is no spelling of the model
FAR = -400  # steps behind the best at which a reading is out
DROPPED = 0.08  # share of the spellings around that are hidden while it learns
NO_CASE = 0.2  # share of the places that are learned without case
# Of what the net says: it learned from models that were not corrected as the one that it goes to.
WEIGHT = 0.8
# What whole numbers of spellings stand for, and the trust, where a net goes on learning.
ROW, TRUST = 127 / 0.6, 0.8
HIGHEST_UNIT, HIGHEST_OUTPUT = 2.5, 6.0  # what the largest whole number of a layer stands for


class Net:
    """Weights as floats.

    Args:
        model: The model of three syllables, whose spellings and words it knows.
        seed: Of the weights that it begins with.
    """

    def __init__(self, model: AccentModel, seed: int = 0) -> None:
        draw = np.random.default_rng(seed)

        def normal(deviation: float, *shape: int) -> Array:
            return (draw.standard_normal(shape) * deviation).astype(np.float32)

        inputs, words = PLACES * WIDTH, len(model.words)
        self._model = model
        self.weights: dict[str, Array] = {
            "rows": normal(0.1, len(model.first), WIDTH),
            "hidden": normal(1.4 / np.sqrt(inputs), inputs, UNITS),
            "case": np.zeros((3 * CASES, UNITS), np.float32),
            "bias": np.zeros(UNITS, np.float32),
            "out": normal(1.4 / np.sqrt(UNITS), UNITS, OUTPUTS),
            "out_bias": np.zeros(OUTPUTS, np.float32),
            "readings": normal(0.02, words, OUTPUTS),
            "own": np.zeros(words, np.float32),
            "trust": np.full(1, 0.6, np.float32),  # in the scores of the model
        }
        self._forget()

    @classmethod
    def of_columns(cls, model: AccentModel, arrays: Mapping[str, Array]) -> Net:
        """A net from the whole numbers that `columns` made; how far it trusts the model is lost.

        Args:
            model: The model that the net belongs to.
            arrays: Its columns.
        """
        net = cls(model)
        score = WEIGHT * 16 / TRUST
        row, unit, output = ROW, MOST / HIGHEST_UNIT, MOST / HIGHEST_OUTPUT
        hidden, out = unit * 2**SHIFT_HIDDEN / row, output * 2**SHIFT_OUT / unit
        reading = score * 2**SHIFT_SCORE / output

        def wide(name: str, scale: float, shift: int = 0) -> Array:
            column = arrays[f"net.{name}"].astype(np.float32)
            return (column - ((1 << shift) >> 1)) / np.float32(scale)

        found = {
            "rows": wide("rows", row),
            "hidden": wide("hidden", hidden).T,
            "case": wide("case", row * hidden).reshape(-1, UNITS),
            "bias": wide("bias", row * hidden, SHIFT_HIDDEN),
            "out": wide("out", out).T,
            "out_bias": wide("out_bias", out * unit, SHIFT_OUT),
            "readings": wide("readings", reading),
            "own": wide("own", score * 2**SHIFT_SCORE, SHIFT_SCORE),
            "trust": np.full(1, TRUST, np.float32),
        }
        net.weights = {name: np.ascontiguousarray(found[name]) for name in net.weights}
        return net

    def _forget(self) -> None:
        self._mean = {k: np.zeros_like(w) for k, w in self.weights.items()}
        self._square = {k: np.zeros_like(w) for k, w in self.weights.items()}
        self._steps = 0

    def moved(self, model: AccentModel) -> Net:
        """The same net for a model with other tables."""
        other = Net(model)
        rows = np.tile(self.weights["rows"][OTHER], (len(model.first), 1))
        rows[: OTHER + 1] = self.weights["rows"][: OTHER + 1]
        for spelling, row in model.spelling.items():
            if spelling in self._model.spelling:
                rows[row] = self.weights["rows"][self._model.spelling[spelling]]
        readings = np.zeros_like(other.weights["readings"])
        own = np.zeros_like(other.weights["own"])
        for word, i in model.ids.items():
            if word in self._model.ids:
                readings[i] = self.weights["readings"][self._model.ids[word]]
                own[i] = self.weights["own"][self._model.ids[word]]
        other.weights = {
            **{k: w.copy() for k, w in self.weights.items()},
            "rows": rows,
            "readings": readings,
            "own": own,
        }
        return other

    def learn(
        self, rows: Array, cases: Array, scores: Array, gold: Array, rate: float, draw: Any
    ) -> float:
        """One step over some places; returns the loss before it.

        Args:
            rows: Spellings around each place, as `vntext.text.accents_net.windows` gives them.
            cases: Cases, likewise.
            scores: What the model gives each reading, in steps behind its best.
            gold: The reading that is right, by its id.
            rate: How far to go.
            draw: What is hidden is drawn from it.
        """
        w, n = self.weights, len(rows)
        hidden_away = draw.random(rows.shape) < DROPPED
        hidden_away[:, PLACES // 2] = False
        rows = np.where(hidden_away, OTHER, rows)
        cases = np.where(draw.random(n)[:, None] < NO_CASE, 0, cases)
        x = w["rows"][rows.reshape(-1)].reshape(n, -1)
        units = x @ w["hidden"] + w["bias"] + w["case"][cases + np.arange(3) * CASES].sum(1)
        np.maximum(units, 0, out=units)
        outputs = np.maximum(units @ w["out"] + w["out_bias"], 0)
        first = self._model.first[rows[:, PLACES // 2]]
        kept = scores > FAR
        ids = np.where(kept, first[:, None] + np.arange(scores.shape[1]), 0)
        of = w["readings"][ids]
        total = np.matmul(of, outputs[:, :, None])[:, :, 0] + w["own"][ids]
        total = np.where(kept, total + w["trust"] * scores / 16, -1e4)
        total -= total.max(axis=1, keepdims=True)
        share = np.exp(total)
        share /= share.sum(axis=1, keepdims=True)
        at = np.arange(n), gold - first
        loss = -float(np.log(share[at] + 1e-9).mean())

        wrong = share.astype(np.float32)
        wrong[at] -= 1
        wrong = np.where(kept, wrong / n, 0).astype(np.float32)
        place = np.nonzero(kept)[0]
        by_word = csr_matrix((wrong[kept], (ids[kept], place)), shape=(len(w["own"]), n))
        g = {
            "trust": np.array([(wrong * scores / 16)[kept].sum()], np.float32),
            "readings": by_word @ outputs,
            "own": np.bincount(ids[kept], wrong[kept], minlength=len(w["own"])),
        }
        back = np.matmul(wrong[:, None, :], of)[:, 0] * (outputs > 0)
        g["out"], g["out_bias"] = units.T @ back, back.sum(axis=0)
        back = (back @ w["out"].T) * (units > 0)
        g["hidden"], g["bias"] = x.T @ back, back.sum(axis=0)
        g["case"] = np.stack(
            [back[cases[:, k] == c].sum(0) for k in range(3) for c in range(CASES)]
        )
        back = (back @ w["hidden"].T).reshape(-1, WIDTH)
        many = n * PLACES
        by_row = (np.ones(many, np.float32), (rows.reshape(-1), np.arange(many)))
        g["rows"] = csr_matrix(by_row, shape=(len(w["rows"]), many)) @ back
        self._step(g, rate)
        return loss

    def _step(self, gradients: dict[str, Array], rate: float) -> None:
        """Adam (Kingma and Ba 2015)."""
        self._steps += 1
        rate *= np.sqrt(1 - 0.99**self._steps) / (1 - 0.9**self._steps)
        for name, g in gradients.items():
            mean, square = self._mean[name], self._square[name]
            mean += 0.1 * (g - mean)
            square += 0.01 * (g * g - square)
            self.weights[name] -= rate * mean / (np.sqrt(square) + 1e-6)

    def columns(self) -> dict[str, Array]:
        """The weights as whole numbers, as `vntext.text.accents_net` reads them."""
        w = self.weights
        # steps of a stored score for one of the net's
        score = WEIGHT * 16 / float(w["trust"][0])
        row = 127 / float(np.percentile(np.abs(w["rows"]), 99.99))
        unit, output = MOST / HIGHEST_UNIT, MOST / HIGHEST_OUTPUT
        hidden = unit * 2**SHIFT_HIDDEN / row
        out = output * 2**SHIFT_OUT / unit
        reading = score * 2**SHIFT_SCORE / output

        def narrow(x: Array) -> Array:
            return np.clip(np.rint(x), -127, 127).astype(np.int8)

        def rounded(x: Array, shift: int = 0) -> Array:
            # half of what is dropped, so that sums are rounded
            return np.rint(x).astype(np.int32) + ((1 << shift) >> 1)

        found = {
            "rows": narrow(w["rows"] * row),
            "hidden": narrow(w["hidden"].T * hidden),
            "case": rounded(w["case"] * row * hidden).reshape(3, CASES, UNITS),
            "bias": rounded(w["bias"] * row * hidden, SHIFT_HIDDEN),
            "out": narrow(w["out"].T * out),
            "out_bias": rounded(w["out_bias"] * out * unit, SHIFT_OUT),
            "readings": narrow(w["readings"] * reading),
            "own": rounded(w["own"] * score * 2**SHIFT_SCORE, SHIFT_SCORE),
        }
        return {f"net.{name}": column for name, column in found.items()}
