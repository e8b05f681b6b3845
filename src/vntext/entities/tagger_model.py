"""The trained tagger as tables: a perfect hash of words, one of features, small integer weights.

What a single word says at each offset (itself, its classes, what the gazetteers know of it) is
added up once when the model is loaded, so that seven look-ups stand for twenty-nine templates.
Tokens in small letters that are never part of an entity need no score at all.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from vntext.entities.tagger_features import (
    TEMPLATES,
    Columns,
    Words,
    columns,
    is_word_template,
    template_hash,
)
from vntext.entities.tagger_labels import LABELS
from vntext.names.gazetteers import Gazetteer
from vntext.tables import HashIndex, load_model

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from vntext.tokens.column import Tokens

__all__ = ["MODEL", "Scores", "TaggerModel", "tagger_model"]

Array = Any

MODEL = "entities/model/tagger.safetensors"
WIDTH = 16
"""Bytes of a row of weights: the labels, padded to one 128-bit read."""

BLOCK = 1 << 13
"""Tokens that are scored at a time: their columns stay in the processor's cache."""


class Scores(NamedTuple):
    """What the model says about the tokens.

    Attributes:
        sure: Tokens that are outside of any entity, without a score.
        tokens: The other tokens.
        rows: Their scores, int16, `WIDTH` columns.
    """

    sure: NDArray[np.bool_]
    tokens: NDArray[np.intp]
    rows: NDArray[np.int16]


class TaggerModel:
    """The tables of one trained tagger.

    Args:
        arrays: The columns of the model file.
    """

    def __init__(self, arrays: Mapping[str, Array]) -> None:
        self._features = HashIndex.from_arrays(arrays, "features")
        weights = np.zeros((self._features.size + 1, WIDTH), np.int8)
        weights[:-1, : len(LABELS)] = arrays["weights"]
        # one row is one 16-byte number: numpy takes such numbers many times faster than rows
        self._weights = weights.view(np.complex128).reshape(-1)
        self._null = self._features.size
        self.scale = float(arrays["scale"])
        self.trans: NDArray[np.float32] = arrays["trans"].astype(np.float32) / self.scale
        self.init: NDArray[np.float32] = arrays["init"].astype(np.float32) / self.scale
        self.words = Words(
            HashIndex.from_arrays(arrays, "words"),
            arrays["words.keys"],
            arrays["words.classes"],
            arrays["words.known"],
            arrays["words.flags"],
        )
        self.gazetteer = Gazetteer.from_arrays(arrays, "gazetteer")
        self._word_scores = self._add_up_words()
        self._others = [(n, parts) for n, parts in TEMPLATES if not is_word_template(parts)]

    def _add_up_words(self) -> dict[int, Array]:
        """For each offset the summed weights of what a word says there, one row a word."""
        table = self.words.table()
        n = len(self.words.word)
        out: dict[int, Array] = {}
        for number, parts in TEMPLATES:
            if is_word_template(parts):
                rows = self._find(template_hash(number, parts, lambda name, _: table[name]))
                name, offset = parts[0]
                if name == "word":
                    rows[self.words.unknown] = 0
                total = out.setdefault(offset, np.zeros((n, WIDTH), np.int16))
                total += rows
        return out

    def _find(self, hashes: Array) -> Array:
        slots, hit = self._features.find(hashes)
        slots = np.where(hit, slots, self._null)
        return self._weights.take(slots).view(np.int8).reshape(-1, WIDTH)

    def score(self, tokens: Tokens, docs: Array) -> Scores:
        """Scores the labels of all tokens that may be part of an entity.

        Args:
            tokens: Tokens of a batch.
            docs: Document of each token.
        """
        cols = columns(tokens, docs, self.gazetteer, self.words)
        sure = cols.sure
        todo = np.flatnonzero(~sure)
        rows = np.zeros((len(todo), WIDTH), np.int16)
        for a in range(0, len(todo), BLOCK):
            self._score_block(cols, cols.places[todo[a : a + BLOCK]], rows[a : a + BLOCK])
        return Scores(sure, todo, rows)

    def _score_block(self, cols: Columns, places: Array, rows: Array) -> None:
        for offset, table in self._word_scores.items():
            rows += table[cols.rows[places + offset]]
        seen: dict[tuple[str, int], Array] = {}

        def part(name: str, offset: int) -> Array:
            key = (name, offset)
            if key not in seen:
                seen[key] = cols.data[name][places + offset]
            return seen[key]

        for number, parts in self._others:
            rows += self._find(template_hash(number, parts, part))


@cache
def tagger_model() -> TaggerModel:
    """The model of the package, loaded once."""
    return TaggerModel(load_model(MODEL))
