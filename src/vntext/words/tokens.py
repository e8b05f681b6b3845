"""From characters to tokens: the units that words are made of, as columns.

A token is a syllable, a number, a run of foreign letters, or a sign. Everything here is done for a
whole text at once: characters become one byte each (a folded letter in seven bits, its case in the
eighth), so that the eight bytes from a token's start, masked to its length, are an exact key of any
Vietnamese syllable (``nghiêng`` has seven letters).
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from vntext.words.codes import (
    AND,
    APOSTROPHE,
    COMMA,
    DIGIT,
    HYPHEN,
    PERCENT,
    RUN,
    SLASH,
    STOP,
    VISIBLE,
    WORD,
    code_tables,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from vntext.spans import Spans

__all__ = [
    "SHAPES",
    "Tokens",
    "character_codes",
    "find_tokens",
    "token_keys",
    "token_shapes",
]

SHAPES = (
    *("break", "lower", "capital", "initial", "upper", "mixed"),
    *("digits-1-2", "digits-3", "digits-4", "numeric"),
    *("stop", "comma", "dash", "quote", "sign", "other"),
)
"""Shapes of tokens, by number."""

_CASE = np.uint64(0x8080808080808080)
_LETTER = np.uint64(0x7F7F7F7F7F7F7F7F)
_DIGITS = np.uint64(0x0101010101010101 * DIGIT)
_MASKS = np.array([(1 << 8 * n) - 1 for n in range(9)], dtype=np.uint64)
_LONG = np.uint64(0x9FB21C651E98DF25)


class Tokens(NamedTuple):
    """Tokens of a text; line breaks are among them.

    Attributes:
        starts: First characters.
        ends: Ends (exclusive).
    """

    starts: NDArray[np.intp]
    ends: NDArray[np.intp]


@cache
def _tables() -> dict[str, NDArray[np.uint8]]:
    """The tables of `vntext.words.codes` as arrays."""
    return {name: np.frombuffer(column, np.uint8) for name, column in code_tables().items()}


def character_codes(text: str) -> NDArray[np.uint8]:
    """One byte a character, and eight zeros at the end.

    Lone surrogates and characters beyond the BMP have the code of a sign.
    """
    wide = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    codes = np.zeros(len(wide) + 8, dtype=np.uint8)
    _tables()["codes"].take(wide, out=codes[: len(wide)], mode="clip")
    return codes


def find_tokens(codes: NDArray[np.uint8], protected: Spans | None = None) -> Tokens:
    """Finds the tokens of a text.

    Args:
        codes: What `character_codes` gave for the text.
        protected: Spans that lie inside one token each.

    Returns:
        The tokens: each character that is not white space is in exactly one, line breaks too.
    """
    n = len(codes) - 8
    if not n:
        return Tokens(np.zeros(0, dtype=np.intp), np.zeros(0, dtype=np.intp))
    classes = _tables()["classes"].take(codes[:n])
    begins = np.empty(n + 1, dtype=bool)
    stops = np.empty(n + 1, dtype=bool)
    visible = classes >= VISIBLE
    joined = (classes[1:] & classes[:-1] & WORD).view(bool)
    run = (classes[1:] & RUN) != 0
    run &= codes[1:n] == codes[: n - 1]
    joined |= run
    np.logical_not(joined, out=joined)
    begins[:n] = visible
    begins[1:n] &= joined
    stops[1:] = visible
    stops[1:n] &= joined
    starts = np.flatnonzero(begins[:n])
    ends = np.flatnonzero(stops[1:]) + 1
    keep = _glued(codes, starts, ends)
    if keep is not None:
        starts, ends = starts[keep], ends[np.append(keep[1:], True)]
    if protected is not None and len(protected.starts) and len(starts):
        starts, ends = _protect(starts, ends, protected)
    return Tokens(starts, ends)


def _protect(
    starts: NDArray[np.intp], ends: NDArray[np.intp], protected: Spans
) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Makes one token of all tokens that a protected span touches."""
    first = np.searchsorted(ends, protected.starts, side="right")
    last = np.searchsorted(starts, protected.ends, side="left") - 1
    longer = first < last
    if not longer.any():
        return starts, ends
    steps = np.zeros(len(starts) + 1, dtype=np.int32)
    np.add.at(steps, first[longer] + 1, 1)
    np.add.at(steps, last[longer] + 1, -1)
    keep = np.cumsum(steps[:-1]) == 0
    return starts[keep], ends[np.append(keep[1:], True)]


def _glued(
    codes: NDArray[np.uint8], starts: NDArray[np.intp], ends: NDArray[np.intp]
) -> NDArray[np.bool_] | None:
    """Which tokens stay when signs inside a number, a code or a foreign word join what is around.

    ``24/5``, ``1.000``, ``95%``, ``ba-lô``, ``H'Mông``, ``TP.HCM``, ``km/h``; not ``Huế-Đà Nẵng``.
    """
    glue, kinds = _tables()["glue"], _tables()["kinds"]
    sign = glue.take(codes.take(starts))
    at = np.flatnonzero(sign)
    place = starts.take(at)
    # what stands right before and after the sign: 1 small letter, 2 capital letter, 4 digit
    left = kinds.take(codes.take(place - 1))  # before the text stands the padding
    right = kinds.take(codes.take(place + 1))
    sign = sign.take(at)
    some = np.flatnonzero((left != 0) & ((right != 0) | (sign == PERCENT)))
    if not len(some):
        return None
    at = at.take(some)
    left, right, sign = (x.take(some) for x in (left, right, sign))
    after = np.minimum(at + 1, len(starts) - 1)
    numbers = (left == 4) & (right == 4)
    words = right != 0
    last = kinds.take(codes.take(ends.take(after) - 1))
    capitals = (left == 2) & (right == 2) & (last != 1)
    long = ends.take(at - 1) - starts.take(at - 1)
    short = (left == 1) & (right == 1) & (long <= 2)
    short &= ends.take(after) - starts.take(after) <= 2
    head = kinds.take(codes.take(starts.take(at - 1)))
    names = (right == 2) & (last == 1) & (head == 2)  # Huế-Đà
    join = (sign == HYPHEN) & words & ~names
    join |= (sign == APOSTROPHE) & words & ~numbers
    join |= (sign == AND) & capitals
    join |= (sign == SLASH) & (numbers | capitals | short)
    join |= (sign == STOP) & (numbers | capitals)
    join |= (sign == COMMA) & numbers
    before = (sign == PERCENT) & (left == 4)
    keep = np.ones(len(starts), dtype=bool)
    keep[at[join | before]] = False
    keep[at[join] + 1] = False
    return keep


def _heads(
    codes: NDArray[np.uint8], tokens: Tokens
) -> tuple[NDArray[np.uint64], NDArray[np.uint64], NDArray[np.intp]]:
    """The first eight codes of each token in one number, its mask, and its length."""
    view: NDArray[np.uint64] = np.ndarray(
        shape=(len(codes) - 7,), dtype="<u8", buffer=codes, strides=(1,)
    )
    lengths = tokens.ends - tokens.starts
    masks = _MASKS.take(lengths, mode="clip")
    return view[tokens.starts] & masks, masks, lengths


def token_keys(codes: NDArray[np.uint8], tokens: Tokens) -> NDArray[np.uint64]:
    """A key of each token that is equal whatever the case and the digits."""
    heads, _, lengths = _heads(codes, tokens)
    return _keys(codes, tokens, heads, lengths)


def _keys(
    codes: NDArray[np.uint8],
    tokens: Tokens,
    heads: NDArray[np.uint64],
    lengths: NDArray[np.intp],
) -> NDArray[np.uint64]:
    keys = heads & _LETTER
    long = np.flatnonzero(lengths > 8)
    if len(long):
        # more than eight letters: the last eight and the length tell "Argentina" from "Argentine"
        tails = Tokens(tokens.ends[long] - 8, tokens.ends[long])
        last = _heads(codes, tails)[0] & _LETTER
        keys[long] ^= (last + lengths[long].astype(np.uint64)) * _LONG
    return keys


def token_shapes(codes: NDArray[np.uint8], tokens: Tokens) -> NDArray[np.uint8]:
    """The shape of each token, as a number of `SHAPES`."""
    heads, masks, lengths = _heads(codes, tokens)
    return _shapes(codes, tokens, heads, masks, lengths)


def _shapes(
    codes: NDArray[np.uint8],
    tokens: Tokens,
    heads: NDArray[np.uint64],
    masks: NDArray[np.uint64],
    lengths: NDArray[np.intp],
) -> NDArray[np.uint8]:
    shapes = _tables()["shapes"].take(codes.take(tokens.starts))
    case = heads & _CASE
    upper = case == (masks & _CASE)
    capital = shapes == 2
    upper &= capital
    shapes += upper
    shapes += upper & (lengths > 1)
    mixed = shapes == 1
    mixed &= case != 0
    shapes[mixed] = 5
    numeric = np.flatnonzero(shapes == 9)
    if len(numeric):
        plain = numeric[(heads[numeric] == (_DIGITS & masks[numeric]))]
        shapes[plain] = np.array([6, 6, 6, 7, 8], dtype=np.uint8).take(lengths[plain], mode="clip")
    return shapes


def keys_and_shapes(
    codes: NDArray[np.uint8], tokens: Tokens
) -> tuple[NDArray[np.uint64], NDArray[np.uint8]]:
    """`token_keys` and `token_shapes` in one pass."""
    heads, masks, lengths = _heads(codes, tokens)
    return (
        _keys(codes, tokens, heads, lengths),
        _shapes(codes, tokens, heads, masks, lengths),
    )
