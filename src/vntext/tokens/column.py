"""Tokens of a text: letter runs, digit runs, single marks, as columns.

A token's key is an exact number for a Vietnamese syllable: its letters without tone in seven bytes
and the tone in the eighth, so that "hòa" and "hoà", "Ủy" and "uỷ" have one key, and case has none.
LAW and DATE spans of the grammars become one token each: the words around a reference then stand
beside each other, as in "Nghị quyết số 11-NQ/TW | của | Bộ Chính trị".
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from vntext.kernel import kernel
from vntext.text.characters import stored_tables

if TYPE_CHECKING:
    from types import ModuleType

    from numpy.typing import NDArray

    from vntext.kernel import _kernel
    from vntext.spans import Spans

__all__ = [
    "CAPITALIZED",
    "DIGITS",
    "FIXED",
    "LOWER",
    "MARK",
    "MIXED",
    "SINGLE",
    "UPPER",
    "Tokens",
    "mix",
    "tokenize",
    "word_key",
]

Array = Any

# Shapes of a token, three bits.
LOWER, CAPITALIZED, UPPER, SINGLE, MIXED, DIGITS, MARK, FIXED = range(8)

# Traits of a character: its kind in the lowest bits, whether it is a capital, and its tone.
KIND_OTHER, KIND_LETTER, KIND_DIGIT, KIND_SPACE, KIND_BREAK = range(5)
TONES = "\u0300\u0301\u0303\u0309\u0323"  # a tone's number is its place, from 1 on
KIND_BITS, CAPITAL_BIT, TONE_SHIFT = 0x07, 0x08, 4

_BEYOND = 0xFFFD  # what characters beyond U+FFFF are read as

# Bit 63 is never set in the key of a syllable: the tone has three bits of the highest byte.
MARK_KEY = 1 << 63
DIGIT_KEY = 1 << 62
FIXED_KEY = 1 << 61
DASHES = "‐‑‒–—−"

MIX_FIRST, MIX_SECOND = 0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9


class Tokens(NamedTuple):
    """Tokens of a joined text, as columns of one length.

    Attributes:
        starts: First characters, int32.
        ends: Ends (exclusive), int32.
        keys: What the token says, without case and tone placement, uint64.
        shapes: ``LOWER`` ... ``FIXED``, uint8.
        lines: Number of the line that holds the token, int32; numbers may be left out.
        spaced: True where white space stands before the token, or a line begins.
        joined: True where the token stands in the same word as the token before it.
    """

    starts: NDArray[np.int32]
    ends: NDArray[np.int32]
    keys: NDArray[np.uint64]
    shapes: NDArray[np.uint8]
    lines: NDArray[np.int32]
    spaced: NDArray[np.bool_]
    joined: NDArray[np.bool_]


class _Tables(NamedTuple):
    letters: NDArray[np.uint8]
    traits: NDArray[np.uint8]
    dashes: NDArray[np.uint32]


@cache
def _tables() -> _Tables:
    """One byte a character: its letter without tone and case, and its traits; the dashes."""
    stored = stored_tables()
    return _Tables(
        stored["letters"], stored["traits"], np.array([ord(c) for c in DASHES], np.uint32)
    )


@cache
def _reader(native: ModuleType) -> _kernel.Tokens:
    found: _kernel.Tokens = native.Tokens(_tables()._asdict())
    return found


def mix(a: Array, b: Array) -> Array:
    """Mixes two columns of keys into one, the order of the two counts."""
    with np.errstate(over="ignore"):
        x = (np.asarray(a, np.uint64) * np.uint64(MIX_FIRST)) ^ np.asarray(b, np.uint64)
        x = (x ^ (x >> np.uint64(29))) * np.uint64(MIX_SECOND)
        return x ^ (x >> np.uint64(32))


def _boundaries(kinds: Array, upper: Array, fixed: Spans | None) -> tuple[Array, Array, Array]:
    """Starts and ends of the tokens, and which of them are fixed spans."""
    n = len(kinds)
    run = (kinds == KIND_LETTER) | (kinds == KIND_DIGIT)
    first = kinds < KIND_SPACE
    # glued by mistake, "Đại tướngLê Văn A": a capital after a small letter begins a token
    glued = (upper[1:] > 0) & (upper[:-1] == 0)
    first[1:] &= ~(run[1:] & (kinds[1:] == kinds[:-1])) | glued
    if fixed is not None and len(fixed.starts):
        # a fixed span is one token: nothing begins inside it, something begins at its two ends
        delta = np.zeros(n + 1, np.int32)
        np.add.at(delta, fixed.starts, 1)
        np.add.at(delta, fixed.ends, -1)
        inside = np.cumsum(delta[:-1]) > 0
        first &= ~inside
        first[fixed.starts] = True
        after = fixed.ends[fixed.ends < n]
        first[after] = kinds[after] < KIND_SPACE
    else:
        inside = None
    starts = np.flatnonzero(first).astype(np.int32)
    # a token ends where the next one starts or the first space after it stands
    stop = np.empty(n, np.bool_)
    stop[:-1] = first[1:] | (kinds[1:] >= KIND_SPACE)
    stop[-1] = True
    stop &= kinds < KIND_SPACE
    if inside is not None:
        last = inside.copy()
        last[:-1] &= ~inside[1:] | first[1:]
        stop = (stop & ~inside) | last
        is_fixed = inside[starts]
    else:
        is_fixed = np.zeros(len(starts), np.bool_)
    return starts, (np.flatnonzero(stop) + 1).astype(np.int32), is_fixed


def tokenize(
    text: str,
    fixed: Spans | None = None,
    kinds_of_fixed: Array | None = None,
    words: Spans | None = None,
) -> Tokens:
    r"""Cuts a normalised text into tokens.

    Args:
        text: The normalised text; lines end at the characters of `LINE_BREAKS`.
        fixed: Spans that are one token each: sorted, apart from each other, none empty, none
            across a line break.
        kinds_of_fixed: A small number for each of them, which becomes its key.
        words: The words of the text, in order; without them no token is ``joined``.

    Returns:
        The tokens, in the order of the text.

    Example:
        >>> t = tokenize("Ông Hoà (58 tuổi).")
        >>> list(zip(t.starts.tolist(), t.ends.tolist()))
        [(0, 3), (4, 7), (8, 9), (9, 11), (12, 16), (16, 17), (17, 18)]
        >>> bool(t.keys[1] == word_key("hòa"))
        True
    """
    native = kernel()
    if native is None:
        return _tokenize(text, fixed, kinds_of_fixed, words)
    if kinds_of_fixed is not None:
        kinds_of_fixed = np.ascontiguousarray(kinds_of_fixed, np.int64)
    found = _reader(native).read(text, *_offsets(fixed), kinds_of_fixed, *_offsets(words))
    starts, ends, keys, shapes, lines, spaced, joined = found
    return Tokens(
        np.frombuffer(starts, np.int32),
        np.frombuffer(ends, np.int32),
        np.frombuffer(keys, np.uint64),
        np.frombuffer(shapes, np.uint8),
        np.frombuffer(lines, np.int32),
        np.frombuffer(spaced, np.bool_),
        np.frombuffer(joined, np.bool_),
    )


def _offsets(spans: Spans | None) -> tuple[Array, Array]:
    """The columns of spans as the kernel reads them."""
    if spans is None:
        return None, None
    return np.ascontiguousarray(spans.starts, np.int32), np.ascontiguousarray(spans.ends, np.int32)


def _tokenize(
    text: str, fixed: Spans | None, kinds_of_fixed: Array | None, words: Spans | None
) -> Tokens:
    """The same by arrays."""
    n = len(text)
    if fixed is not None:
        _check_fixed(fixed, n)
    if n == 0:
        return _no_tokens()
    tables = _tables()
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    points = np.where(points < len(tables.traits), points, np.uint32(_BEYOND))
    traits = tables.traits[points]
    kinds = traits & np.uint8(KIND_BITS)
    starts, ends, is_fixed = _boundaries(kinds, traits & np.uint8(CAPITAL_BIT), fixed)
    m = len(starts)
    if m == 0:
        return _no_tokens()
    kind = kinds[starts]
    keys, uppers, first_upper = _keys(points, traits, starts, ends)
    lengths = ends - starts
    shapes = np.full(m, MIXED, np.uint8)
    shapes[uppers == 0] = LOWER
    shapes[first_upper & (uppers == 1)] = CAPITALIZED
    shapes[first_upper & (uppers == lengths)] = UPPER
    shapes[first_upper & (lengths == 1)] = SINGLE
    shapes[kind == KIND_DIGIT] = DIGITS
    shapes[kind == KIND_OTHER] = MARK
    if fixed is not None and is_fixed.any():
        shapes[is_fixed] = FIXED
        which = np.searchsorted(fixed.starts, starts[is_fixed])
        number = np.zeros(len(fixed.starts), np.uint64)
        if kinds_of_fixed is not None:
            number = np.asarray(kinds_of_fixed).astype(np.uint64)
        keys[is_fixed] = np.uint64(FIXED_KEY) + number[which]
    breaks = np.cumsum(kinds == KIND_BREAK, dtype=np.int32)
    spaced = np.ones(m, np.bool_)
    inner = starts > 0
    spaced[inner] = kinds[starts[inner] - 1] >= KIND_SPACE
    return Tokens(starts, ends, keys, shapes, breaks[starts], spaced, _joined(starts, words))


def _check_fixed(fixed: Spans, n: int) -> None:
    starts, ends = (np.asarray(column, np.int64) for column in fixed)
    before = np.append(0, ends[:-1]) if len(ends) else ends
    if (starts < before).any() or (ends <= starts).any() or (ends > n).any():
        raise ValueError("fixed spans must be sorted, apart and within the text")


def _no_tokens() -> Tokens:
    z = np.zeros(0, np.int32)
    no = z.astype(np.bool_)
    return Tokens(z, z, z.astype(np.uint64), z.astype(np.uint8), z, no, no)


def _joined(starts: Array, words: Spans | None) -> Array:
    """Which tokens stand in the same word as the token before them."""
    if words is None or not len(words.starts):
        return np.zeros(len(starts), np.bool_)
    at = np.searchsorted(words.starts, starts, side="left") - 1  # the last word that begins before
    return (at >= 0) & (words.ends[np.maximum(at, 0)] > starts)


def _keys(points: Array, traits: Array, starts: Array, ends: Array) -> tuple[Array, Array, Array]:
    n = len(points)
    tone = traits >> np.uint8(TONE_SHIFT)
    upper = (traits & np.uint8(CAPITAL_BIT)) > 0
    kind = traits[starts] & np.uint8(KIND_BITS)
    codes = np.zeros(n + 16, np.uint8)
    codes[:n] = _tables().letters[points]
    # an unaligned view, one 64-bit word from every character on: seven letters are one look-up
    words = np.ndarray((n + 8,), np.dtype("<u8"), codes.data, strides=(1,))
    lengths = (ends - starts).astype(np.int64)
    masks = np.array([(1 << (8 * k)) - 1 for k in range(8)], np.uint64)
    keys = words[starts] & masks[np.minimum(lengths, 7)]
    tone_sum = np.cumsum(tone, dtype=np.int64)
    tones = tone_sum[ends - 1] - tone_sum[starts] + tone[starts]
    keys |= (tones.astype(np.uint64) & np.uint64(7)) << np.uint64(56)
    long = np.flatnonzero(lengths > 7)
    if len(long):
        rest = np.minimum(lengths[long] - 7, 7)
        tail = words[starts[long] + 7] & masks[rest]
        keys[long] = mix(keys[long], tail + lengths[long].astype(np.uint64)) >> np.uint64(4)
    digits = kind == KIND_DIGIT
    keys[digits] = np.uint64(DIGIT_KEY) + np.minimum(lengths[digits], 5).astype(np.uint64)
    marks = kind == KIND_OTHER
    signs = points[starts[marks]]
    # every dash is a hyphen: "Phan Rang – Tháp Chàm"
    signs = np.where(np.isin(signs, _tables().dashes), ord("-"), signs)
    keys[marks] = np.uint64(MARK_KEY) + signs.astype(np.uint64)
    upper_sum = np.cumsum(upper, dtype=np.int64)
    first_upper = upper[starts]
    uppers = upper_sum[ends - 1] - upper_sum[starts] + first_upper
    return keys, uppers, first_upper


def word_key(word: str) -> int:
    """The key of one token, for tables that are written by hand.

    Example:
        >>> word_key("UỶ") == word_key("ủy")
        True
        >>> word_key("ma") == word_key("má")
        False
    """
    return int(tokenize(word).keys[0])
