"""The token column by arrays: what is done where the kernel was not built."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from vntext.text.characters import stored_tables
from vntext.tokens.column import (
    CAPITAL_BIT,
    CAPITALIZED,
    DASHES,
    DIGIT_KEY,
    DIGITS,
    FIXED,
    FIXED_KEY,
    KIND_BITS,
    KIND_BREAK,
    KIND_DIGIT,
    KIND_LETTER,
    KIND_OTHER,
    KIND_SPACE,
    LOWER,
    MARK,
    MARK_KEY,
    MIX_FIRST,
    MIX_SECOND,
    MIXED,
    SINGLE,
    TONE_SHIFT,
    UPPER,
    Tokens,
)
from vntext.tokens.look import FIRST, SHIFT

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from vntext.spans import Spans

__all__ = ["mix", "places_of_keys", "rows_of_spans", "tokens_of"]

Array = Any

_BEYOND = 0xFFFD  # what characters beyond U+FFFF are read as


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


def tokens_of(
    text: str, fixed: Spans | None, kinds_of_fixed: Array | None, words: Spans | None
) -> Tokens:
    """What `vntext.tokens.column.tokenize` gives."""
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


def places_of_keys(
    keys: memoryview, shapes: memoryview, accepted: bytes, table: bytearray
) -> list[int]:
    """Numbers of the tokens of some shapes whose key may be in a set.

    Args:
        keys: Keys of tokens.
        shapes: Their shapes.
        accepted: For each shape whether it is wanted.
        table: The table of `vntext.tokens.look.place_of_key`.
    """
    with np.errstate(over="ignore"):
        places = (np.asarray(keys) * np.uint64(FIRST) >> np.uint64(SHIFT)).view(np.int64)
    may = (
        np.frombuffer(table, np.uint8)[places]
        & np.frombuffer(accepted, np.uint8)[np.asarray(shapes)]
    )
    found: list[int] = np.flatnonzero(may).tolist()
    return found


def rows_of_spans(starts: Any, ends: Any, first: Any, stop: Any) -> tuple[bytes, bytes]:
    """What `vntext.tokens.look.rows_of_spans` gives."""
    a = np.searchsorted(ends, np.asarray(first), side="right").astype(np.int32)
    b = np.searchsorted(starts, np.asarray(stop), side="left").astype(np.int32)
    return a.tobytes(), b.tobytes()
