"""Annotated articles as columns of features, with copies of lines in other cases."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from entities_data import (
    ANY,
    Article,
    count,
)
from entities_teacher import Teacher, bounds_of, hashes_of, look_up, rule_labels
from vntext.tokens.column import LOWER, MIXED, SINGLE, UPPER, Tokens

if TYPE_CHECKING:
    from entities_crf import Crf
    from vntext.entities.tagger_features import Words


Array = Any


def recased(tokens: Any, shape: int, rng: np.random.Generator) -> tuple[Any, Array]:
    """Tokens with about half of the lines in capitals, or in small letters; and which they are."""
    lines = np.unique(tokens.lines)
    chosen = np.isin(tokens.lines, lines[rng.random(len(lines)) < 0.5])
    shapes = tokens.shapes.copy()
    letters = chosen & (shapes <= MIXED)
    shapes[letters] = shape
    if shape == UPPER:
        shapes[letters & (tokens.ends - tokens.starts == 1)] = SINGLE
    starts, ends, keys, _, *rest = tokens
    return Tokens(starts, ends, keys, shapes, *rest), chosen


def augmented(
    arts: list[Article], seed: int = 5, shares: tuple[float, float] = (1.0, 0.5)
) -> list[Article]:
    """The articles, and copies of a share of them in capitals and in small letters."""
    rng = np.random.default_rng(seed)
    out = list(arts)
    for shape, weight, share in ((UPPER, 0.5, shares[0]), (LOWER, 0.3, shares[1])):
        for a in arts:
            if rng.random() < share:
                tokens, chosen = recased(a.tokens, shape, rng)
                # lines that stay as they are have been learnt already: they are the document
                allow = np.where(chosen, a.allow, np.uint32(ANY)).astype(np.uint32)
                out.append(replace(a, tokens=tokens, allow=allow, weight=weight))
    return out


def joined_bounds(many: list[Array]) -> Array:
    out, base = [np.zeros(1, np.int64)], 0
    for lines in many:
        out.append(bounds_of(lines)[1:] + base)
        base += len(lines)
    return np.concatenate(out)


class GoldData:
    """Gold articles as feature columns, with the rule layer's labels if `rules` is set."""

    def __init__(self, arts: list[Article], words: Words, *, rules: bool = False) -> None:
        self.arts = arts
        self.rules = [self._rules(a) if rules else None for a in arts]
        self.hashes = [hashes_of(a.tokens, words, r) for a, r in zip(arts, self.rules, strict=True)]

    @staticmethod
    def _rules(art: Article) -> Array:
        # the rule layer reads little in capitals: copies go without it
        if art.weight < 1:
            return np.zeros(len(art.tokens.keys), np.int64)
        return rule_labels(art.text, art.tokens)

    def arrays(self) -> tuple[Array, Array, Array, Array]:
        """Hashes, allowed labels, bounds and weights of the sequences."""
        weights = [np.full(len(bounds_of(a.tokens.lines)) - 1, a.weight) for a in self.arts]
        return (
            np.concatenate(self.hashes),
            np.concatenate([a.allow for a in self.arts]),
            joined_bounds([a.tokens.lines for a in self.arts]),
            np.concatenate(weights).astype(np.float32),
        )

    def evaluate(self, crf: Crf, keys: Array, counted: Any = count) -> dict[str, Counter[str]]:
        """Counts right, predicted and gold spans of each label."""
        n: dict[str, Counter[str]] = defaultdict(Counter)
        for a, h in zip(self.arts, self.hashes, strict=True):
            y, _ = crf.decode(look_up(keys, h), bounds_of(a.tokens.lines))
            counted(a, y, n)
        return n

    def evaluate_teacher(self, teacher: Teacher) -> dict[str, Counter[str]]:
        """The same for the teacher."""
        n: dict[str, Counter[str]] = defaultdict(Counter)
        docs = [
            (a.tokens, r, h) for a, r, h in zip(self.arts, self.rules, self.hashes, strict=True)
        ]
        for a, (y, _) in zip(self.arts, teacher.label(docs), strict=True):
            count(a, y, n)
        return n
