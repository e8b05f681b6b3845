"""Words by arrays: what the segmenter does where the kernel was not built."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from vntext.spans import Spans
from vntext.words.model import word_model
from vntext.words.tokens import SHAPES, character_codes, find_tokens, keys_and_shapes

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

__all__ = ["BLOCK", "entry_of", "part_signs", "scores_of", "strings_of", "suspects_of", "words_of"]

OTHER = SHAPES.index("other")
SIGN = SHAPES.index("stop")  # the first of the shapes of signs

BLOCK = 1 << 17
"""Characters that are scored at a time: few calls, and columns that the cache still holds."""


def words_of(text: str, protected: Spans, alone: Spans) -> Spans:
    """The words of a text, block by block.

    Args:
        text: A normalised text.
        protected: Spans that no word boundary may cut.
        alone: Those of them that are words of their own.
    """
    if len(text) <= BLOCK:
        return _words(text, protected, alone)
    parts = []
    for start, end in _blocks(text):
        found = _words(text[start:end], protected.between(start, end), alone.between(start, end))
        parts.append(Spans(found.starts + np.int32(start), found.ends + np.int32(start)))
    return Spans(np.concatenate([p.starts for p in parts]), np.concatenate([p.ends for p in parts]))


def entry_of(words: str) -> int:
    """In how many of the two word lists of the model two to four syllables stand, as bits."""
    return word_model().entry(*_ids(words))


def scores_of(words: str) -> list[int]:
    """The score of each gap of a word that stands alone."""
    scores: list[int] = word_model().scores(*_ids(words)).tolist()
    return scores


def suspects_of(text: str, words: Spans, capitals: bytes, odd: re.Pattern[str]) -> list[int]:
    """Numbers of the words of three parts or more, with a capital or of which one is no syllable.

    Args:
        text: A normalised text.
        words: Its words.
        capitals: For each character whether it is a capital; the last stands for all behind.
        odd: What makes a part no syllable.
    """
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    weight = (codes == ord(" ")).astype(np.int32)
    # a space counts one, with a capital behind it two: two of these are more than one
    weight[:-1] <<= np.frombuffer(capitals, np.uint8).astype(np.int32).take(codes[1:], mode="clip")
    for m in odd.finditer(text):
        k = int(np.searchsorted(words.starts, m.start(), side="right")) - 1
        if k >= 0 and m.start() < words.ends[k]:
            space = text.find(" ", words.starts[k], words.ends[k])
            if space >= 0:
                weight[space] += 1
    before = np.cumsum(weight)
    found: list[int] = np.flatnonzero(before[words.ends - 1] - before[words.starts] > 1).tolist()
    return found


def _ids(words: str) -> tuple[NDArray[np.int32], NDArray[np.uint8]]:
    codes = character_codes(words)
    keys, shapes = keys_and_shapes(codes, find_tokens(codes))
    return word_model().ids(keys, shapes) * (shapes > 0), shapes


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    """Cuts a text into stretches of whole lines, about `BLOCK` characters each."""
    start = 0
    while len(text) - start > BLOCK:
        end = text.rfind("\n", start, start + BLOCK)
        if end < 0:
            end = text.find("\n", start + BLOCK)
        if end < 0:
            break
        yield start, end
        start = end + 1
    yield start, len(text)


def _words(text: str, protected: Spans, alone: Spans) -> Spans:
    """The words of one block."""
    codes = character_codes(text)
    starts, ends = tokens = find_tokens(codes, protected)
    keys, shapes = keys_and_shapes(codes, tokens)
    model = word_model()
    ids = model.ids(keys, shapes)
    real = shapes > 0
    single = real & (shapes != OTHER)  # emoji and unknown signs stand alone
    ids *= real
    join = np.zeros(len(starts) + 1, dtype=bool)  # between token i - 1 and token i
    np.greater(model.scores(ids, shapes), 0, out=join[1:-1])
    join[:-1] &= single
    join[1:] &= single
    part_signs(join, (shapes >= SIGN) & single)
    if len(alone.starts):
        # own words end and begin where the lexicon says
        join[np.searchsorted(starts, alone.starts, side="right") - 1] = False
        join[np.searchsorted(starts, alone.ends, side="left")] = False
    first = ~join[:-1]
    last = ~join[1:]
    first &= real
    last &= real
    return Spans(
        np.compress(first, starts).astype(np.int32), np.compress(last, ends).astype(np.int32)
    )


def part_signs(join: NDArray[np.bool_], sign: NDArray[np.bool_]) -> None:
    """Cuts signs off the beginnings and ends of words: "10 - 15" may be one word, "- 15" is two.

    Args:
        join: For each token, and the end, whether it is in one word with the token before it;
            changed in place.
        sign: For each token whether it is a sign.
    """
    at = np.flatnonzero(join[1:-1] & (sign[1:] | sign[:-1])) + 1
    for i in at.tolist():
        if sign[i - 1] and not join[i - 1]:
            join[i] = False
    for i in at[::-1].tolist():
        if sign[i] and not join[i + 1]:
            join[i] = False


def strings_of(text: str, lengths: Sequence[int], words: Spans) -> list[list[str]]:
    """The words of each of several texts that one text holds, as strings."""
    found = _strings(text, words)
    return [found[a:b] for a, b in pairwise([0, *_cuts(words, lengths)])]


def _strings(text: str, words: Spans) -> list[str]:
    """The words as strings.

    Many words are cut by marking the ends of all of them in an array of characters and splitting
    the text there, which is faster than a slice for each.
    """
    starts, ends = words
    if len(starts) < 200 or "\0" in text:
        return [text[a:b] for a, b in zip(starts.tolist(), ends.tolist(), strict=True)]
    wide = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    marked = wide[: ends[-1]].copy()
    gaps = starts[1:] - ends[:-1]
    marked[ends[:-1][gaps > 0]] = 0
    wider = np.flatnonzero(gaps > 1)
    # of a wider gap all but the first character go; a word with no gap before it gets a mark
    keep = np.ones(len(marked), dtype=bool)
    keep[: starts[0]] = False
    for i in wider.tolist():
        keep[ends[i] + 1 : starts[i + 1]] = False
    tight = starts[1:][gaps == 0]
    if len(wider) or starts[0]:
        tight = tight - (np.cumsum(~keep)[tight]).astype(np.int32)
        marked = marked[keep]
    marked = np.insert(marked, tight, 0)
    return marked.tobytes().decode("utf-32-le", "surrogatepass").split("\0")


def _cuts(words: Spans, lengths: Sequence[int]) -> list[int]:
    """Number of words up to the end of each text."""
    ends: NDArray[np.int64] = np.cumsum(np.array(lengths) + 1)
    cuts: list[int] = np.searchsorted(words.starts, ends).tolist()
    return cuts
