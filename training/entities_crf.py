"""The CRF trainer of the entity tagger: crf.c, built on first use, and its Python side."""

from __future__ import annotations

import ctypes
import hashlib
import pathlib
import subprocess
import tempfile
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

SOURCE = pathlib.Path(__file__).with_name("crf.c")
Array = Any


@cache
def _library() -> ctypes.CDLL:
    digest = hashlib.sha256(SOURCE.read_bytes()).hexdigest()[:16]
    target = pathlib.Path(tempfile.gettempdir()) / f"vntext-crf-{digest}.so"
    if not target.exists():
        command = ["gcc", "-O3", "-march=native", "-ffast-math", "-shared", "-fPIC"]
        subprocess.run([*command, "-o", str(target), str(SOURCE), "-lm"], check=True)
    lib = ctypes.CDLL(str(target))
    lib.train_epoch.restype = ctypes.c_double
    return lib


def _p(a: Array | None) -> Any:
    return None if a is None else a.ctypes.data_as(ctypes.c_void_p)


@dataclass
class Crf:
    """Weights of a linear-chain CRF.

    Attributes:
        weights: float32, one row a feature, one column a label.
        trans: Transition weights, from row to column.
        init: Weights of the first label of a sequence.
        legal: Which transitions exist.
        legal0: Which labels may come first.
    """

    weights: Array
    trans: Array
    init: Array
    legal: Array
    legal0: Array

    def decode(
        self,
        ids: Array,
        seq: Array,
        *,
        marginals: bool = False,
        allow: Array | None = None,
        given: Array | None = None,
    ) -> tuple[Array, Array | None]:
        """Best labels, and unary marginals if asked for; of `given` token scores if there are."""
        width = self.weights.shape[1]
        n = len(ids) if given is None else len(given)
        out = np.zeros(n, np.int8)
        marg = np.zeros((n, width), np.float32) if marginals else None
        t = 0 if ids is None else ids.shape[1]
        _library().decode(
            _p(ids), t, width, _p(seq), len(seq) - 1, _p(self.weights), _p(self.trans),
            _p(self.init), _p(self.legal), _p(self.legal0), _p(allow), _p(given), _p(out), None,
            _p(marg),
        )  # fmt: skip
        return out, marg

    def scores(self, ids: Array) -> Array:
        """Scores of the labels of each token, without transitions."""
        width = self.weights.shape[1]
        out = np.zeros((len(ids), width))
        for column in ids.T:
            known = column >= 0
            out[known] += self.weights[column[known]]
        return out


def train(
    ids: Array,
    seq: Array,
    allow: Array,
    n_features: int,
    *,
    legal: Array,
    legal0: Array,
    weight: Array | None = None,
    epochs: int = 20,
    eta: float = 0.2,
    l1: float = 0.0,
    drop: float = 0.0,
    seed: int = 1,
    start: Crf | None = None,
    average: int = 0,
    log: bool = False,
) -> Crf:
    """Trains a CRF.

    Args:
        ids: int32, a row of feature ids a token, -1 for none.
        seq: int64, bounds of the sequences.
        allow: uint32, bits of the allowed labels a token.
        n_features: Number of features.
        legal: uint8, transitions that exist.
        legal0: uint8, labels that may come first.
        weight: Weight of every sequence.
        epochs: Passes over the data.
        eta: Step.
        l1: Strength of the L1 penalty, per step.
        drop: Share of the features dropped at random.
        seed: Of the order and of the dropping.
        start: Weights to start from.
        average: Number of last epochs whose weights are averaged.
        log: Whether to print the loss.
    """
    width, s = legal.shape[0], len(seq) - 1
    ids, seq = np.ascontiguousarray(ids, np.int32), np.ascontiguousarray(seq, np.int64)
    allow = np.ascontiguousarray(allow, np.uint32)
    weight = np.ones(s, np.float32) if weight is None else weight.astype(np.float32)
    if start is None:
        w = np.zeros((n_features, width), np.float32)
        trans, init = np.zeros((width, width)), np.zeros(width)
    else:
        w, trans, init = start.weights.copy(), start.trans.copy(), start.init.copy()
    gw, gt = np.full_like(w, 0.1 if start is None else 1.0), np.full((width, width), 1.0)
    rng = np.random.default_rng(seed)
    total, tt, ti, m = None, np.zeros_like(trans), np.zeros_like(init), 0
    for e in range(epochs):
        order = rng.permutation(s).astype(np.int32)
        loss = _library().train_epoch(
            _p(ids), ids.shape[1], width, _p(allow), _p(seq), _p(order), s, _p(weight), _p(w),
            _p(gw), _p(trans), _p(gt), _p(init), _p(legal), _p(legal0), ctypes.c_double(eta),
            ctypes.c_double(l1), ctypes.c_double(drop), ctypes.c_uint64(seed * 1000 + e),
        )  # fmt: skip
        if log:
            print(f"  epoch {e + 1}: loss {loss:.5f}, {np.mean(w != 0):.3f} not zero", flush=True)
        if average and e >= epochs - average:
            total = w.copy() if total is None else total + w
            tt, ti, m = tt + trans, ti + init, m + 1
    if m:
        w, trans, init = (total / m).astype(np.float32), tt / m, ti / m
    return Crf(w, trans, init, legal, legal0)
