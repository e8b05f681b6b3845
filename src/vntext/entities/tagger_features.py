"""Feature templates of the entity tagger: columns of hashes, the same in training and at run time.

A feature is the hash of a template's number and of what it looks at, around a token: words, word
classes, shapes, gazetteer bits, the run of capitals that holds the token, and what the rest of the
document says about the same word.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from vntext.entities.gazetteers import KINDS
from vntext.entities.tagger_tokens import CAPITALIZED, FIXED, LOWER, MARK, MIXED, UPPER, mix

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vntext.entities.gazetteers import Gazetteer
    from vntext.entities.tagger_tokens import Tokens

__all__ = ["Classes", "Columns", "columns", "features"]

Array = Any
PAD = 4
"""Empty places between two lines: no template looks further."""

_HONORIFIC = 1 << KINDS.index("honorific")
_SURNAME = 1 << KINDS.index("surname")
_UNIT_WORD = 1 << KINDS.index("unit-word")
_BODY_HEAD = 1 << KINDS.index("body-head")
_OFFICE = 1 << KINDS.index("office")

# What the document says about a word with a capital.
SEEN_LOWER, AFTER_HONORIFIC, ENDS_NAME, AFTER_UNIT, AFTER_OFFICE, IN_NAME, REPEATED = (
    1 << k for k in range(7)
)


class Classes(NamedTuple):
    """Word classes: what kind of company a word keeps, learnt from unlabelled news.

    Attributes:
        keys: Sorted hashes of words, of key and case.
        classes: One row a word, one column a granularity, from coarse to fine.
    """

    keys: Array
    classes: Array

    @staticmethod
    def hashes(keys: Array, cased: Array) -> Array:
        """Hashes of words: the key, and whether a capital stands in it."""
        return mix(keys, np.asarray(cased).astype(np.uint64) + np.uint64(77))

    def find(self, hashes: Array) -> Array:
        """Row of each word, the last row for unknown words."""
        at = np.minimum(np.searchsorted(self.keys, hashes), len(self.keys) - 1)
        return np.where(self.keys[at] == hashes, at, len(self.keys))


class Columns(NamedTuple):
    """What the templates look at, one row a place; lines stand `PAD` places apart.

    Attributes:
        places: Place of each token.
        data: Columns by name, each as long as the last place + ``PAD``.
    """

    places: Array
    data: dict[str, Array]


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


def _document_bits(tokens: Tokens, docs: Array, word: Array, first: Array, last: Array) -> Array:
    """What other mentions of the same word, in the same document, say about it."""
    n = len(word)
    shapes, keys = tokens.shapes, tokens.keys
    cased = (shapes >= CAPITALIZED) & (shapes <= MIXED)
    bits = np.zeros(n, np.uint16)
    bits[shapes == LOWER] |= SEEN_LOWER
    before = np.zeros(n, np.uint32)
    before[1:] = np.where(tokens.lines[1:] == tokens.lines[:-1], word[:-1], 0)
    lead = before[first]
    at_first = first == np.arange(n)
    length = last - first + 1
    named = cased & ((word[first] & _SURNAME) > 0) & (length >= 2) & (length <= 4)
    bits[named & (last == np.arange(n)) & (length >= 3)] |= ENDS_NAME
    bits[named] |= IN_NAME
    bits[cased & ((lead & _HONORIFIC) > 0)] |= AFTER_HONORIFIC
    bits[cased & ((lead & _UNIT_WORD) > 0) & at_first] |= AFTER_UNIT
    bits[cased & ((lead & _OFFICE) > 0)] |= AFTER_OFFICE
    groups = mix(keys, docs.astype(np.uint64))
    return _spread(groups, bits)


def columns(tokens: Tokens, docs: Array, gazetteer: Gazetteer, classes: Classes) -> Columns:
    """Computes what the templates look at.

    Args:
        tokens: Tokens of a batch.
        docs: Document of each token: a number below 2**32.
        gazetteer: Known phrases.
        classes: Word classes.

    Returns:
        The columns, padded between lines.
    """
    keys, shapes, lines = tokens.keys, tokens.shapes, tokens.lines
    n = len(keys)
    cased = (shapes >= CAPITALIZED) & (shapes <= MIXED)
    single = gazetteer.single(keys).astype(np.uint32)
    starts = gazetteer.starts
    at = np.minimum(np.searchsorted(starts, keys), len(starts) - 1)
    begin, inside = gazetteer.match(keys, lines, starts[at] == keys)
    first, last, _ = _runs(cased, lines)
    index = np.arange(n)
    new_line = np.r_[True, lines[1:] != lines[:-1]]
    line_at = np.cumsum(new_line) - 1
    line_first = np.flatnonzero(new_line)
    line_size = np.diff(np.r_[line_first, n])
    letters = shapes < 5
    caps = np.add.reduceat((shapes == UPPER).astype(np.int32), line_first)
    small = np.add.reduceat(((shapes == LOWER) | (shapes == CAPITALIZED)).astype(np.int32), line_first)
    words = np.add.reduceat(letters.astype(np.int32), line_first)
    low = np.add.reduceat((shapes == LOWER).astype(np.int32), line_first)
    all_caps = (caps >= 3) & (small * 4 <= caps)
    all_low = (words >= 4) & (low == words)
    # 0 plain, 1 all capitals, 2 all small, 3 a short line that may be a byline
    line_kind = np.where(all_caps, 1, np.where(all_low, 2, np.where(line_size <= 8, 3, 0)))[line_at]
    place_in_line = np.minimum(index - line_first[line_at], 3)
    to_end = np.minimum(line_first[line_at] + line_size[line_at] - 1 - index, 3)
    row = classes.find(Classes.hashes(keys, cased))
    doc_bits = _document_bits(tokens, docs, single, first, last)
    pair = np.zeros(n, np.bool_)
    if n > 1:
        pair[:-1] = cased[:-1] & cased[1:] & ~new_line[1:]
    pair_groups = mix(mix(keys, np.r_[keys[1:], keys[:1]]), docs.astype(np.uint64) + np.uint64(5))
    is_name = pair & ((single[first] & _SURNAME) > 0) & (last - first >= 2) & (last - first <= 3)
    pair_bits = np.where(
        pair, _spread(np.where(pair, pair_groups, 0), is_name.astype(np.uint16)), 0
    ).astype(np.uint16)
    opened = np.cumsum(np.isin(keys, _OPEN).astype(np.int32) - np.isin(keys, _CLOSE))
    depth = opened - (opened[line_first] - np.isin(keys[line_first], _OPEN))[line_at]
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
    }
    table = np.vstack([classes.classes.astype(np.int64) + 1, np.zeros((1, classes.classes.shape[1]), np.int64)])
    for k in range(classes.classes.shape[1]):
        data[f"class{k}"] = padded(table[row, k].astype(np.uint64))
    return Columns(places, data)


def _marks(marks: str) -> Array:
    return np.array([(1 << 63) + ord(c) for c in marks], np.uint64)


_OPEN = _marks("([“‘")
_CLOSE = _marks(")]”’")


def _template_list() -> list[tuple[tuple[str, int], ...]]:
    """Every template: the columns that it looks at, with their offsets."""
    out: list[tuple[tuple[str, int], ...]] = []

    def add(*parts: tuple[str, int]) -> None:
        out.append(parts)

    for k in (-3, -2, -1, 0, 1, 2, 3):
        add(("word", k))
        add(("class2", k))
        if abs(k) < 3:
            add(("class1", k))
            add(("class0", k))
            add(("known", k))
            add(("word", k), ("shape", k), ("shape", 0))
    for a, b in ((-1, 0), (0, 1), (-2, -1), (1, 2), (-1, 1), (-2, 0), (0, 2)):
        add(("word", a), ("word", b))
        add(("class1", a), ("class1", b))
    for a, b, c in ((-1, 0, 1), (-2, -1, 0), (0, 1, 2)):
        add(("word", a), ("word", b), ("word", c))
        add(("class1", a), ("class1", b), ("class1", c))
        add(("class0", a), ("class0", b), ("class0", c))
    add(("class0", -2), ("class0", -1), ("class0", 0), ("class0", 1))
    add(("class0", -1), ("class0", 0), ("class0", 1), ("class0", 2))
    add(("word", 0), ("class1", -1))
    add(("word", 0), ("class1", 1))
    add(("word", -1), ("class1", 0))
    add(("word", 1), ("class1", 0))
    for span in ((-1, 1), (-2, 2), (-3, 0), (0, 3), (-1, 2), (-2, 1)):
        add(*(("shape", k) for k in range(span[0], span[1] + 1)))
    add(("shape", 0), ("line", 0), ("place", 0))
    add(("word", 0), ("line", 0))
    add(("class1", 0), ("line", 0), ("place", 0))
    for k in (-1, 0, 1):
        add(("inside", k), ("begin", k))
        add(("inside", k), ("shape", 0))
    add(("inside", -1), ("begin", 0), ("inside", 0), ("inside", 1), ("shape", 0))
    add(("inside", 0), ("begin", 0), ("shape", 0), ("shape", 1))
    add(("inside", 0), ("begin", 1), ("inside", 1))
    add(("inside", 0), ("known", 0), ("shape", 0))
    add(("known", -1), ("known", 0), ("shape", -1), ("shape", 0))
    add(("known", 0), ("known", 1), ("shape", 0), ("shape", 1))
    add(("known", -1), ("known", 0), ("known", 1), ("shape", 0))
    add(("run", 0), ("known", 0))
    add(("run", 0), ("run_known", 0))
    add(("run", 0), ("run_first", 0))
    add(("run", 0), ("run_last", 0))
    add(("run_first", 0), ("run_last", 0))
    add(("run", 0), ("run_before", 0))
    add(("run_before", 0), ("run_known", 0), ("run", 0))
    add(("run_before", 0), ("run_before2", 0))
    add(("run_after", 0), ("run", 0))
    add(("run_after", 0), ("run_before", 0))
    add(("run", 0), ("run", 1), ("shape", 0))
    for k in (-1, 0, 1):
        add(("doc", k), ("shape", 0))
    add(("doc", 0), ("run", 0))
    add(("doc", 0), ("run", 0), ("run_known", 0))
    add(("doc", 0), ("run_before", 0))
    add(("doc", 0), ("doc", 1), ("run", 0))
    add(("doc", -1), ("doc", 0), ("run", 0))
    add(("pair", -1), ("pair", 0), ("doc", 0), ("run", 0))
    add(("depth", 0), ("shape", 0))
    add(("spaced", 0), ("spaced", 1), ("shape", -1), ("shape", 0))
    return out


TEMPLATES = _template_list()


def features(cols: Columns) -> Iterator[Array]:
    """Computes the features, template by template.

    Yields:
        For each template the hashes of all tokens, uint64.
    """
    n = len(cols.places)
    for number, parts in enumerate(TEMPLATES):
        h = np.full(n, number + 1, np.uint64)
        for name, offset in parts:
            h = mix(h, cols.data[name][cols.places + offset])
        yield h
