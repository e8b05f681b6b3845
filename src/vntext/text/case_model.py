"""The model behind `vntext.text.case`: which words are written with a capital.

Three ways to write a word: small letters, a capital, capitals only. What speaks for one way or
another are the words around it, the signs between them and how the word before is written; the
weights are in ``data/text/case.safetensors`` (`training/case.py`). A line is decided as a whole,
by the best way through it.
"""

from __future__ import annotations

import re
import zlib
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from vntext.resources import load_model
from vntext.text.syllables import is_vietnamese_syllable

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from numpy.typing import NDArray

    Ints = NDArray[np.uint64]

__all__ = [
    "WAYS",
    "Words",
    "best_path",
    "best_ways",
    "dynamic_features",
    "log_shares",
    "lowered",
    "read_words",
    "scores",
    "static_features",
    "way_shares",
]

MODEL = "text/case.safetensors"

WAYS = 3
"""Ways to write a word: 0 small letters, 1 a capital first, 2 capitals only."""

BEFORE = 4
"""What may stand before a word: a word of one of the ways, or (3) the beginning of a line."""

SEPARATORS = (
    "", " ", ". ", ", ", "-", "/", " - ", ": ", "; ", ".", "(", ")", '"', "? ", "! ", "… ", "&",
)  # fmt: skip
"""What stands between two words, by number from 1 on; 0 is the beginning of a line."""

BLOCK = 2048
"""Words that are scored at a time: what the cache holds."""

OTHER, SPACE, STOP = len(SEPARATORS) + 1, 2, 3


@cache
def _words() -> re.Pattern[str]:
    return re.compile(r"[^\W\d_]+|\d+|\n")


def lowered(text: str) -> str:
    """Small letters of the same number: a capital that would become two letters stays."""
    low = text.lower()
    if len(low) == len(text):
        return low
    return "".join(c if len(c.lower()) > 1 else c.lower() for c in text)


class Words(NamedTuple):
    """The words and figures of lines.

    Attributes:
        starts: First character of each.
        ends: End (exclusive).
        keys: A hash of each word in small letters; all figures of a length have the same.
        separators: What stands before each: a number of `SEPARATORS`.
        first: True for the first of a line.
        shapes: 0 a Vietnamese syllable, 1 another word, 2 a word without vowels, 3 a figure.
    """

    starts: list[int]
    ends: list[int]
    keys: Ints
    separators: Ints
    first: NDArray[np.bool_]
    shapes: Ints


@cache
def _numbers() -> dict[str, int]:
    return {s: i for i, s in enumerate(SEPARATORS, 1)}


@cache
def _separator(between: str) -> int:
    """The number of what stands between two words; quotes and brackets count before spaces."""
    known = _numbers()
    if between in known:
        return known[between]
    if ".." in between:
        return known["… "]
    for sign in '("“”)':
        if sign in between:
            mark = between.strip('()"“”‘’ ')[:1]
            if mark and mark in ".?!…":
                return known[". "]
            return known['"' if sign in "“”" else sign]
    squeezed = " ".join(between.split())
    for mark in "…?!.:;,":
        if mark in squeezed:
            return known.get(f"{mark} ", OTHER)
    return known[" - "] if squeezed in ("-", "–", "—") else OTHER


@cache
def _key(word: str) -> tuple[int, int]:
    """Hash and shape of a word in small letters."""
    if word[0].isdigit():
        return zlib.crc32(b"0" * min(len(word), 5)), 3
    shape = 0 if is_vietnamese_syllable(word) else 1 if re.search("[aeiouyà-ỹ]", word) else 2
    return zlib.crc32(word.encode("utf8", "surrogatepass")), shape


def read_words(text: str) -> Words:
    """The words of a text.

    Args:
        text: A normalised text; the case of its letters does not matter.
    """
    starts, ends, keys, separators, first, shapes = [], [], [], [], [], []
    last = -1  # end of the word before on this line
    for m in _words().finditer(lowered(text)):
        word = m.group()
        if word == "\n":
            last = -1
            continue
        start, end = m.span()
        key, shape = _key(word)
        starts.append(start)
        ends.append(end)
        keys.append(key)
        shapes.append(shape)
        first.append(last < 0)
        separators.append(0 if last < 0 else _separator(text[last:start][:8]))
        last = end
    return Words(
        starts,
        ends,
        np.array(keys, np.uint64),
        np.array(separators, np.uint64),
        np.array(first, bool),
        np.array(shapes, np.uint64),
    )


def _mixed(template: int, *columns: Ints) -> NDArray[np.uint32]:
    """A hash of columns, different for each template."""
    h = np.full(len(columns[0]), template * 0x9E3779B97F4A7C15 & 0xFFFFFFFFFFFFFFFF, np.uint64)
    for column in columns:
        h = (h ^ column) * np.uint64(0xFF51AFD7ED558CCD)
        h ^= h >> np.uint64(33)
    h *= np.uint64(0xC4CEB9FE1A85EC53)
    return (h >> np.uint64(32)).astype(np.uint32)


EDGE = np.uint64(7)  # the hash of nothing: beyond a line's beginning or end


def _around(words: Words) -> tuple[Ints, ...]:
    """The words two and one before, one and two behind, and the separator behind."""
    n = len(words.keys)
    lines = np.cumsum(words.first)

    def moved(column: Ints, by: int, edge: np.uint64) -> Ints:
        out = np.full(n, edge, np.uint64)
        if by > 0 and n > by:
            same = lines[by:] == lines[:-by]
            out[by:][same] = column[:-by][same]
        elif by < 0 and n > -by:
            same = lines[-by:] == lines[:by]
            out[:by][same] = column[-by:][same]
        return out

    k = words.keys
    return (
        moved(k, 2, EDGE), moved(k, 1, EDGE), moved(k, -1, EDGE), moved(k, -2, EDGE),
        moved(words.separators, -1, np.uint64(0)),
    )  # fmt: skip


def static_features(words: Words) -> NDArray[np.uint32]:
    """What speaks for a way to write each word: one row of hashes a word."""
    k, s, shape = words.keys, words.separators, words.shapes
    b2, b1, a1, a2, behind = _around(words)
    tight = (s == STOP).astype(np.uint64)
    columns = [
        _mixed(1, k),
        _mixed(2, b1, k, s),
        _mixed(3, k, a1, behind),
        _mixed(4, b2, b1, k),
        _mixed(5, k, a1, a2),
        _mixed(6, b1, k, a1),
        _mixed(7, s, k),
        _mixed(8, k, behind),
        _mixed(9, s, b1),
        _mixed(10, s),
        _mixed(11, b1, s),
        _mixed(12, a1, behind),
        _mixed(13, shape, s, behind),
        _mixed(14, b2, b1, tight),
        _mixed(15, a1, a2),
        _mixed(16, b1, a1),
    ]
    return np.stack(columns, 1)


def dynamic_features(words: Words, before: Ints) -> NDArray[np.uint32]:
    """What speaks for a way to write each word, given how the word before it is written."""
    k, s, shape = words.keys, words.separators, words.shapes
    _, b1, a1, _, behind = _around(words)
    columns = [
        _mixed(21, before, s, shape),
        _mixed(22, before, s, k),
        _mixed(23, before, k, a1),
        _mixed(24, before, s, a1, behind),
        _mixed(25, before, s, b1),
    ]
    return np.stack(columns, 1)


@cache
def _model() -> tuple[NDArray[np.uint32], NDArray[np.float32]]:
    columns = load_model(MODEL)
    weights = np.zeros((len(columns["features"]) + 1, WAYS), np.float32)
    weights[:-1, 1:] = columns["weights"] * np.float32(columns["scale"])
    return columns["features"], weights


def scores(features: NDArray[np.uint32]) -> NDArray[Any]:
    """The sum of the weights of each row of features, for each way."""
    known, weights = _model()
    total = np.empty((len(features), WAYS), np.float32)
    for k in range(0, len(features), BLOCK):
        rows = features[k : k + BLOCK]
        at = np.minimum(np.searchsorted(known, rows), len(known) - 1)
        at[known[at] != rows] = len(known)
        weights[at].sum(1, out=total[k : k + BLOCK])
    return total


def log_shares(scored: NDArray[Any]) -> NDArray[Any]:
    """Logarithms of the shares of ways, from their scores."""
    top = scored.max(-1, keepdims=True)
    shares: NDArray[Any] = scored - top - np.log(np.exp(scored - top).sum(-1, keepdims=True))
    return shares


def best_ways(words: Words) -> Sequence[int]:
    """How each word is written: the best way through each line."""
    return best_path(way_shares(words), words.first.tolist()) if len(words.keys) else []


def way_shares(words: Words) -> NDArray[Any]:
    """``[i, b, w]``: logarithm of the share of way ``w`` of word ``i`` behind one of way ``b``."""
    n = len(words.keys)
    fixed = scores(static_features(words))
    shares = np.empty((n, BEFORE, WAYS), np.float32)
    for b in range(BEFORE):
        own = scores(dynamic_features(words, np.full(n, b, np.uint64)))
        shares[:, b] = log_shares(fixed + own)
    return shares


def best_path(shares: NDArray[Any], first: Sequence[bool]) -> list[int]:
    """The best way through each line.

    Args:
        shares: What `way_shares` gives.
        first: True for the first word of each line.
    """
    back: list[list[int]] = []
    total = [0.0] * WAYS
    for row, begins in zip(shares.tolist(), first, strict=True):
        if begins:
            best = max(range(WAYS), key=total.__getitem__)
            back.append([best] * WAYS)
            total = [total[best] + x for x in row[WAYS]]
            continue
        come = [max(range(WAYS), key=lambda b: total[b] + row[b][w]) for w in range(WAYS)]
        back.append(come)
        total = [total[b] + row[b][w] for w, b in enumerate(come)]
    way = max(range(WAYS), key=total.__getitem__)
    out = [way]
    for come in reversed(back[1:]):
        way = come[way]
        out.append(way)
    out.reverse()
    return out
