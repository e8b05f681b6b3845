"""Features of the entity tagger: columns of hashes, the same in training and at run time.

Templates (`tagger_templates`) look at words, word classes, shapes, what the gazetteers say, the run
of capitals that holds the token, and what the rest of the document says about the same word. The
kernel does the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from vntext.entities.tagger_templates import (
    BODY_HEAD,
    CLOSING,
    HONORIFIC,
    OFFICE,
    OPENING,
    SURNAME,
    TEMPLATES,
    UNIT_WORD,
)
from vntext.tokens.by_arrays import mix
from vntext.tokens.column import CAPITALIZED, FIXED, LOWER, MIXED, UPPER

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from vntext.entities.tagger_templates import Template
    from vntext.names.by_arrays import Gazetteer
    from vntext.tables import HashIndex
    from vntext.tokens.column import Tokens

__all__ = ["Columns", "Words", "columns", "features", "template_hash"]

Array = Any
PAD = 2
"""Empty places between two lines: no template looks further."""

NEVER_ENTITY, RARELY_ENTITY = 2, 4
"""Flags of a word: in small letters it is never (rarely) part of an entity."""

FAR = 3
"""Tokens between a word that is rarely part of an entity and the next capital, where it is none."""

SHORT_LINE = 8
"""Tokens of a line that may be a byline or a heading."""

CASED_WORD = 77
"""A word's hash is its key mixed with this number, or with the next one where it has a capital."""

# What the document says about a word with a capital.
(
    SEEN_LOWER,
    AFTER_HONORIFIC,
    ENDS_NAME,
    AFTER_UNIT,
    AFTER_OFFICE,
    IN_NAME,
    IN_BRACKETS,
    AFTER_HEAD,
) = (1 << k for k in range(8))


_OPENING, _CLOSING = np.array(OPENING, np.uint64), np.array(CLOSING, np.uint64)


class Words:
    """What is known of single words: their classes and two flags.

    A word is a token's key and whether a capital stands in it: "Hoa" is a name, "hoa" a flower.
    Two rows follow those of the table: one for unknown words, one for the places between lines.

    Args:
        index: Perfect hash of words to rows.
        keys: Key of the word in each row, 0 where none is.
        classes: Classes of the words from coarse to fine, one column each, 0 for none.
        flags: `NEVER_ENTITY` and `RARELY_ENTITY`.
    """

    def __init__(self, index: HashIndex, keys: Array, classes: Array, flags: Array) -> None:
        self._index = index
        self.unknown = index.size
        self.pad = index.size + 1
        self.word = np.r_[keys, np.zeros(2, np.uint64)].astype(np.uint64)
        none = np.zeros((2, classes.shape[1]), classes.dtype)
        self.classes = np.vstack([classes, none]).astype(np.uint64)
        self.flags = np.r_[flags, np.zeros(2, np.uint8)].astype(np.uint8)

    @staticmethod
    def hashes(keys: Array, cased: Array) -> Array:
        """Hashes of words: the key, and whether a capital stands in it."""
        return mix(keys, np.asarray(cased).astype(np.uint64) + np.uint64(CASED_WORD))

    def rows(self, keys: Array, cased: Array) -> Array:
        """Row of each word."""
        slots, hit = self._index.find(self.hashes(keys, cased))
        return np.where(hit & (self.word[slots] == keys), slots, self.unknown)

    def table(self) -> dict[str, Array]:
        """What the word templates look at, one row a word, the two last rows included."""
        names = (f"class{k}" for k in range(self.classes.shape[1]))
        return {"word": self.word, **dict(zip(names, self.classes.T, strict=True))}


class Columns(NamedTuple):
    """What the templates look at, one row a place; lines stand `PAD` places apart.

    Attributes:
        places: Place of each token.
        data: Columns by name, each as long as the last place + ``PAD``.
        rows: Row of the word at each place, in the table of words.
        sure: Tokens that are never part of an entity.
    """

    places: Array
    data: dict[str, Array]
    rows: Array
    sure: Array


def _runs(cased: Array, lines: Array) -> tuple[Array, Array, Array]:
    """Runs of capitalised tokens: bounds of each token's run, and which tokens are in one."""
    n = len(cased)
    begins = cased.copy()
    begins[1:] &= ~(cased[:-1] & (lines[1:] == lines[:-1]))
    ends = cased.copy()
    ends[:-1] &= ~(cased[1:] & (lines[1:] == lines[:-1]))
    index = np.arange(n)
    first = np.maximum.accumulate(np.where(begins, index, 0))
    last = np.minimum.accumulate(np.where(ends, index, n - 1)[::-1])[::-1]
    return np.where(cased, first, index), np.where(cased, last, index), begins


def _spread(groups: Array, bits: Array) -> Array:
    """For each token the bits of all tokens of its group."""
    order = np.argsort(groups, kind="stable")
    ordered = groups[order]
    starts = np.flatnonzero(np.r_[True, ordered[1:] != ordered[:-1]])
    together = np.bitwise_or.reduceat(bits[order], starts)
    out = np.empty_like(bits)
    out[order] = np.repeat(together, np.diff(np.r_[starts, len(order)]))
    return out


def _document_bits(
    tokens: Tokens, docs: Array, word: Array, inside: Array, runs: tuple[Array, Array]
) -> Array:
    """What other mentions of the same word, in the same document, say about it."""
    first, last = runs
    n = len(word)
    index = np.arange(n)
    shapes, keys, lines = tokens.shapes, tokens.keys, tokens.lines
    cased = (shapes >= CAPITALIZED) & (shapes <= MIXED)
    bits = np.zeros(n, np.uint16)
    bits[shapes == LOWER] |= SEEN_LOWER
    before = np.zeros(n, np.uint32)
    before[1:] = np.where(lines[1:] == lines[:-1], word[:-1] | inside[:-1], 0)
    lead = np.where(cased, before[first], 0)
    named = cased & ((word[first] & SURNAME) > 0) & (last - first >= 1) & (last - first <= 3)
    bits[named & (last == index) & (last - first >= 2)] |= ENDS_NAME
    bits[named] |= IN_NAME
    bits[(lead & HONORIFIC) > 0] |= AFTER_HONORIFIC
    bits[((lead & UNIT_WORD) > 0) & (first == index)] |= AFTER_UNIT
    bits[(lead & OFFICE) > 0] |= AFTER_OFFICE
    bits[(lead & BODY_HEAD) > 0] |= AFTER_HEAD
    if n > 2:
        alone = cased[1:-1] & (keys[:-2] == _OPENING[0]) & (keys[2:] == _CLOSING[0])
        bits[1:-1][alone] |= IN_BRACKETS
    out = np.zeros(n, np.uint16)
    some = np.flatnonzero(_may_be_cased(cased, keys))
    if len(some):
        out[some] = _spread(mix(keys[some], docs[some].astype(np.uint64)), bits[some])
    return out


def _may_be_cased(cased: Array, keys: Array) -> Array:
    """Tokens whose word also stands with a capital, and few others: only they are sorted."""
    places = (keys * np.uint64(0x9E3779B97F4A7C15)) >> np.uint64(48)
    seen = np.zeros(1 << 16, np.bool_)
    seen[places[cased]] = True
    return seen[places]


def _among(ordered: Array, keys: Array) -> Array:
    """Which keys are in a sorted column."""
    if not len(ordered):
        return np.zeros(len(keys), np.bool_)
    return ordered[np.minimum(np.searchsorted(ordered, keys), len(ordered) - 1)] == keys


def _distance_to_capital(cased: Array, lines: Array) -> Array:
    """Tokens from each token to the nearest one with a capital in its line."""
    n = len(cased)
    index = np.arange(n)
    far = n + 9
    left = np.maximum.accumulate(np.where(cased, index, -far))
    right = np.minimum.accumulate(np.where(cased, index, far)[::-1])[::-1]
    near_left = (left >= 0) & (lines[np.maximum(left, 0)] == lines)
    near_right = (right < n) & (lines[np.minimum(right, n - 1)] == lines)
    return np.minimum(
        np.where(near_left, index - left, far), np.where(near_right, right - index, far)
    )


def columns(tokens: Tokens, docs: Array, gazetteer: Gazetteer, words: Words) -> Columns:
    """Computes what the templates look at.

    Args:
        tokens: Tokens of a batch.
        docs: Document of each token: a number below 2**32.
        gazetteer: Known phrases.
        words: What is known of single words.

    Returns:
        The columns, padded between lines.
    """
    keys, shapes, lines = tokens.keys, tokens.shapes, tokens.lines
    n = len(keys)
    cased = (shapes >= CAPITALIZED) & (shapes <= MIXED)
    row = words.rows(keys, cased)
    single = gazetteer.single(keys).astype(np.uint32)
    flags = words.flags[row]
    begin, inside = gazetteer.match(keys, lines, _among(gazetteer.starts, keys))
    first, last, _ = _runs(cased, lines)
    index = np.arange(n)
    new_line = np.r_[True, lines[1:] != lines[:-1]]
    line_at = np.cumsum(new_line) - 1
    line_first = np.flatnonzero(new_line)
    line_size = np.diff(np.r_[line_first, n])
    letters = shapes < 5
    caps = np.add.reduceat((shapes == UPPER).astype(np.int32), line_first)
    is_small = (shapes == LOWER) | (shapes == CAPITALIZED)
    small = np.add.reduceat(is_small.astype(np.int32), line_first)
    spoken = np.add.reduceat(letters.astype(np.int32), line_first)
    low = np.add.reduceat((shapes == LOWER).astype(np.int32), line_first)
    all_caps = (caps >= 3) & (small * 4 <= caps)
    all_low = (spoken >= 4) & (low == spoken)
    # 0 plain, 1 all capitals, 2 all small, 3 a short line that may be a byline
    line_kind = np.where(
        all_caps, 1, np.where(all_low, 2, np.where(line_size <= SHORT_LINE, 3, 0))
    )[line_at]
    place_in_line = np.minimum(index - line_first[line_at], 3)
    to_end = np.minimum(line_first[line_at] + line_size[line_at] - 1 - index, 3)
    doc_bits = _document_bits(tokens, docs, single, inside, (first, last))
    rarely = ((flags & RARELY_ENTITY) > 0) & (_distance_to_capital(cased, lines) > FAR)
    rarely &= ~all_low[line_at]
    sure = (((flags & NEVER_ENTITY) > 0) | rarely) & ~cased | (shapes == FIXED)
    pair = np.zeros(n, np.bool_)
    if n > 1:
        pair[:-1] = cased[:-1] & cased[1:] & ~new_line[1:]
    pair_bits = np.zeros(n, np.uint16)
    at = np.flatnonzero(pair)
    if len(at):
        # two parts of a name of three or four, said again without the family name
        whole = ((single[first[at]] & SURNAME) > 0) & np.isin(last[at] - first[at], (2, 3))
        groups = mix(mix(keys[at], keys[at + 1]), docs[at].astype(np.uint64))
        pair_bits[at] = _spread(groups, whole.astype(np.uint16))
    opened = np.cumsum(np.isin(keys, _OPENING).astype(np.int32) - np.isin(keys, _CLOSING))
    depth = opened - (opened[line_first] - np.isin(keys[line_first], _OPENING))[line_at]
    places = index + (line_at + 1) * PAD
    size = n + (int(line_at[-1]) + 2) * PAD

    def padded(values: Array) -> Array:
        out = np.zeros(size, np.uint64)
        out[places] = values
        return out

    before_run = np.where(first > 0, first - 1, 0)
    before_ok = (first > 0) & ~new_line[first]
    after_run = np.minimum(last + 1, n - 1)
    after_ok = (last + 1 < n) & ~new_line[after_run]
    before_run2 = np.maximum(before_run - 1, 0)
    before_ok2 = before_ok & ~new_line[before_run]
    run_place = np.minimum(index - first, 3) * 4 + np.minimum(last - index, 3)
    data = {
        "word": padded(keys),
        "shape": padded(shapes.astype(np.uint64) + np.uint64(1)),
        "known": padded(single + np.uint32(1)),
        "begin": padded(begin),
        "inside": padded(inside),
        "doc": padded(doc_bits.astype(np.uint64) * cased),
        "pair": padded(pair_bits.astype(np.uint64) + pair.astype(np.uint64)),
        "line": padded(line_kind.astype(np.uint64) + np.uint64(1)),
        "place": padded((place_in_line * 4 + to_end).astype(np.uint64)),
        "run": padded(np.where(cased, run_place + 1, 0).astype(np.uint64)),
        "run_first": padded(np.where(cased, keys[first], 0)),
        "run_last": padded(np.where(cased, keys[last], 0)),
        "run_before": padded(np.where(before_ok, keys[before_run], np.uint64(1))),
        "run_before2": padded(np.where(before_ok2, keys[before_run2], np.uint64(1))),
        "run_after": padded(np.where(after_ok, keys[after_run], np.uint64(1))),
        "run_known": padded(np.where(cased, single[first] + np.uint32(1), 0).astype(np.uint64)),
        "depth": padded(np.clip(depth, 0, 2).astype(np.uint64)),
        "spaced": padded(tokens.spaced.astype(np.uint64)),
        # whether the token is in one word with the one before it, and with the one after it
        "seg": padded(1 + tokens.joined + 2 * np.append(tokens.joined[1:], False)),
    }
    for k in range(words.classes.shape[1]):
        data[f"class{k}"] = padded(words.classes[row, k])
    rows = np.full(size, words.pad, np.int32)
    rows[places] = row
    return Columns(places, data, rows, sure)


def template_hash(number: int, parts: Template, column: Callable[[str, int], Array]) -> Array:
    """Hashes of one template, of what `column` gives for each part."""
    h = np.full(1, number, np.uint64)
    for name, offset in parts:
        h = mix(h, column(name, offset))
    return h


def features(cols: Columns) -> Iterator[Array]:
    """Computes the features, template by template.

    Yields:
        For each template the hashes of all tokens, uint64.
    """

    def column(name: str, offset: int) -> Array:
        return cols.data[name][cols.places + offset]

    for number, parts in TEMPLATES:
        yield template_hash(number, parts, column)
