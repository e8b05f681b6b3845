"""Gazetteers of the tagger: known phrases as features, never as verdicts.

A gazetteer says what a phrase can be ("Hà Giang" a province, "Phó Chủ tịch" an office); the tagger
decides in context. The phrases come from the tables of the rule layer (``data/entities``) and from
``data/gazetteers/*.tsv``, whose rows name their kind.
"""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from vntext.resources import load_lines, load_toml
from vntext.tokens.column import mix, tokenize

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from numpy.typing import NDArray

__all__ = ["KINDS", "Gazetteer", "gazetteer", "phrases"]

Array = Any

KINDS = (
    "place", "unit", "unit-word", "body", "body-head", "field", "office", "honorific",
    "surname", "given", "middle", "foreign-name", "commune",
)  # fmt: skip
"""What a phrase can be; bit ``n`` of a column stands for kind ``n``."""

FILES = ("names", "places", "bodies", "offices")
MAX_TOKENS = 6


def phrases() -> Iterator[tuple[str, str]]:
    """Every phrase of the gazetteers with its kind.

    Yields:
        Pairs of kind and phrase.
    """
    titles = load_toml("entities/titles.toml")
    for group in titles["group"]:
        yield from (("office", x) for x in group["heads"])
    orgs = load_toml("entities/organizations.toml")
    yield from (("body", x) for x in orgs["fixed"]["case"])
    for row in orgs["head"]:
        yield from (("body-head", x) for x in row["heads"])
    yield from (("field", x) for x in orgs["fields"]["names"])
    places = load_toml("entities/places.toml")
    yield from (("unit-word", x) for x in places["units"]["named"])
    yield from (("place", x) for x in places["countries"]["names"])
    yield from (("place", x) for x in places["cities"]["names"])
    names = load_toml("entities/names.toml")
    yield from (("honorific", x) for x in names["honorifics"])
    yield from (("surname", x) for x in names["surnames"])
    yield from (("middle", x) for x in names["middles"])
    for line in load_lines("entities/units.tsv")[1:]:
        kind, name = line.split("\t")[:2]
        yield ("place" if kind == "province" else "unit"), name
    for file in FILES:
        for line in load_lines(f"gazetteers/{file}.tsv")[1:]:
            kind, name = line.split("\t")[:2]
            yield kind, name


class Gazetteer:
    """Phrases as hashes of their tokens, to be looked up for a whole column of tokens.

    Args:
        hashes: For each number of tokens from 1, the sorted hashes of the phrases.
        kinds: For each number of tokens, the kinds of those phrases as bits.

    Attributes:
        starts: Sorted keys of the first tokens of longer phrases, where the table was built: most
            tokens are none, and need no further look-up.
    """

    def __init__(self, hashes: list[NDArray[np.uint64]], kinds: list[NDArray[np.uint16]]) -> None:
        self.hashes = hashes
        self.kinds = kinds
        self.starts: NDArray[np.uint64] = np.zeros(0, np.uint64)

    @classmethod
    def build(cls, rows: Iterable[tuple[str, str]]) -> Gazetteer:
        """Makes the tables of pairs of kind and phrase; phrases of too many tokens are left out."""
        tables: list[dict[int, int]] = [{} for _ in range(MAX_TOKENS)]
        listed = list(rows)
        joined = tokenize("\n".join(phrase for _, phrase in listed))
        bounds = np.searchsorted(joined.lines, np.arange(len(listed) + 1)).tolist()
        for (kind, _), (a, b) in zip(listed, pairwise(bounds), strict=True):
            if 0 < b - a <= MAX_TOKENS:
                h = joined.keys[a : a + 1]
                for k in range(a + 1, b):
                    h = mix(h, joined.keys[k : k + 1])
                table, key = tables[b - a - 1], int(h[0])
                table[key] = table.get(key, 0) | 1 << KINDS.index(kind)
        keys = [np.array(sorted(table), np.uint64) for table in tables]
        out = cls(
            keys,
            [
                np.array([t[int(k)] for k in column], np.uint16)
                for t, column in zip(tables, keys, strict=True)
            ],
        )
        starts = [joined.keys[a] for a, b in pairwise(bounds) if b - a > 1]
        out.starts = np.unique(np.array(starts, np.uint64))
        return out

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, Array], name: str) -> Gazetteer:
        """The tables that `arrays` stored under a name; without ``starts``."""
        sizes = np.cumsum(arrays[f"{name}.sizes"])[:-1]
        return cls(
            np.split(arrays[f"{name}.hashes"], sizes), np.split(arrays[f"{name}.kinds"], sizes)
        )

    def arrays(self, name: str) -> dict[str, Array]:
        """The columns to store with a model, so that it keeps what it was trained with."""
        return {
            f"{name}.sizes": np.array([len(h) for h in self.hashes], np.int32),
            f"{name}.hashes": np.concatenate(self.hashes),
            f"{name}.kinds": np.concatenate(self.kinds),
        }

    def single(self, keys: Array) -> Array:
        """Kinds of one-token phrases, as bits."""
        return _find(self.hashes[0], self.kinds[0], keys)

    def match(self, keys: Array, lines: Array, may_start: Array) -> tuple[Array, Array]:
        """Finds phrases of two and more tokens.

        Args:
            keys: Keys of the tokens.
            lines: Line of each token; no phrase crosses a line.
            may_start: Tokens that begin a phrase, as a mask.

        Returns:
            Kinds of the phrases that begin at each token, and of those that hold it, as bits.
        """
        n = len(keys)
        begin = np.zeros(n, np.uint16)
        inside = np.zeros(n, np.uint16)
        at = np.flatnonzero(may_start)
        h = keys[at]
        for k in range(1, MAX_TOKENS):
            keep = at + k < n
            at, h = at[keep], h[keep]
            keep = lines[at + k] == lines[at]
            at, h = at[keep], h[keep]
            h = mix(h, keys[at + k])
            kinds = _find(self.hashes[k], self.kinds[k], h)
            hit = np.flatnonzero(kinds)
            begin[at[hit]] |= kinds[hit]
            for j in range(k + 1):
                inside[at[hit] + j] |= kinds[hit]
        return begin, inside


def _find(hashes: Array, kinds: Array, keys: Array) -> Array:
    if not len(hashes):
        return np.zeros(len(keys), np.uint16)
    at = np.minimum(np.searchsorted(hashes, keys), len(hashes) - 1)
    return np.where(hashes[at] == keys, kinds[at], np.uint16(0))


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer of the package's tables, which the next model is trained with."""
    return Gazetteer.build(phrases())
