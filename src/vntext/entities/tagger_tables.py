"""What the tagger's tables say, by arrays: for training, and where the kernel was not built.

What the table of words says of a word at each offset (itself, its classes) is added up once, so
that five look-ups stand for twenty templates. Tokens in small letters that are never part of an
entity need no score at all.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from vntext.entities.tagger_features import Columns, Words, columns, template_hash
from vntext.entities.tagger_templates import TEMPLATES, is_word_template
from vntext.tables import HashIndex

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from vntext.names.by_arrays import Gazetteer
    from vntext.tokens.column import Tokens

__all__ = ["Scores", "TaggerTables", "feature_arrays", "feature_rows"]

Array = Any

WIDTH = 16
"""Scores of a token: those of the labels, padded to one 128-bit read."""

ROW = 16
"""Bytes of a feature: two of its print, the weights of the labels, the rest is 0."""

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


def feature_arrays(keys: Array, weights: Array) -> dict[str, Array]:
    """The columns of a model file that hold its features.

    Args:
        keys: Hashes of the features, all different.
        weights: Their weights, int8, one row a feature, one column a label.

    Returns:
        A displacement table of `vntext.tables` in another order: which slots are in use, as bits,
        and one row for each of these, so that print and weights are read together. Two rows of
        zeros are the last.
    """
    index, slots = HashIndex.build(keys)
    by_slot = np.zeros((index.size, weights.shape[1]), np.int8)
    by_slot[slots] = weights
    return feature_rows(index, by_slot)


def feature_rows(index: HashIndex, weights: Array) -> dict[str, Array]:
    """The same of a table and the weights of its slots."""
    used = index.prints > 0
    rows = np.zeros((np.count_nonzero(used) + 2, ROW), np.uint8)
    rows[:-2, :2] = index.prints[used].astype("<u2").view(np.uint8).reshape(-1, 2)
    rows[:-2, 2 : 2 + weights.shape[1]] = weights[used].view(np.uint8)
    return {
        "features.moves": index.moves,
        "features.used": np.packbits(used, bitorder="little"),
        "features.rows": rows,
    }


class TaggerTables:
    """The tables of a trained tagger as arrays.

    Args:
        arrays: The columns of the model file.
        listed: Known phrases.
    """

    def __init__(self, arrays: Mapping[str, Array], listed: Gazetteer) -> None:
        self.arrays = {name: np.asarray(column) for name, column in arrays.items()}
        self.gazetteer = listed

    @cached_property
    def words(self) -> Words:
        """What is known of single words."""
        index = HashIndex.from_arrays(self.arrays, "words")
        return Words(index, *(self.arrays[f"words.{x}"] for x in ("keys", "classes", "flags")))

    @cached_property
    def _features(self) -> tuple[HashIndex, Array, Array]:
        """The table of features, the row of each slot, the weights of each row."""
        stored = self.arrays["features.rows"]
        used = np.unpackbits(self.arrays["features.used"], bitorder="little").astype(np.bool_)
        prints = np.zeros(len(used), np.uint16)
        prints[used] = stored[:-2, :2].copy().view("<u2").reshape(-1)
        weights = np.zeros((len(stored) - 1, WIDTH), np.int8)
        weights[:, : ROW - 2] = stored[:-1, 2:].view(np.int8)
        rows = np.cumsum(used, dtype=np.int32) - np.int32(1)
        index = HashIndex(self.arrays["features.moves"], prints)
        # one row is one 16-byte number: numpy takes such numbers many times faster than rows
        return index, rows, weights.view(np.complex128).reshape(-1)

    def _find(self, hashes: Array) -> Array:
        index, rows, weights = self._features
        slots, hit = index.find(hashes)
        found = np.where(hit, rows.take(slots), np.int32(len(weights) - 1))
        return weights.take(found).view(np.int8).reshape(-1, WIDTH)

    @cached_property
    def _word_scores(self) -> dict[int, Array]:
        """For each offset the summed weights of what a word says there, one row a word."""
        table = self.words.table()
        out: dict[int, Array] = {}
        for number, parts in TEMPLATES:
            if is_word_template(parts):
                rows = self._find(template_hash(number, parts, lambda name, _: table[name]))
                name, offset = parts[0]
                if name == "word":
                    rows[self.words.unknown] = 0
                total = out.setdefault(offset, np.zeros((len(table["word"]), WIDTH), np.int16))
                total += rows
        return out

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

        for number, parts in TEMPLATES:
            if not is_word_template(parts):
                rows += self._find(template_hash(number, parts, part))
