"""Tokens of a text: letter runs, digit runs, single marks, as columns.

A token's key is an exact number for a Vietnamese syllable: its letters without tone in seven bytes
and the tone in the eighth, so that "hòa" and "hoà", "Ủy" and "uỷ" have one key, and case has none.
LAW and DATE spans of the grammars become one token each: the words around a reference then stand
beside each other, as in "Nghị quyết số 11-NQ/TW | của | Bộ Chính trị".
"""

from __future__ import annotations

from array import array
from functools import cache
from typing import TYPE_CHECKING, Any

from vntext.kernel import kernel
from vntext.text.characters import stored_columns

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from types import ModuleType

    import numpy as np
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
    "tokenize",
    "word_key",
    "word_keys",
]

# Shapes of a token, three bits.
LOWER, CAPITALIZED, UPPER, SINGLE, MIXED, DIGITS, MARK, FIXED = range(8)

# Traits of a character: its kind in the lowest bits, whether it is a capital, and its tone.
KIND_OTHER, KIND_LETTER, KIND_DIGIT, KIND_SPACE, KIND_BREAK = range(5)
TONES = "\u0300\u0301\u0303\u0309\u0323"  # a tone's number is its place, from 1 on
KIND_BITS, CAPITAL_BIT, TONE_SHIFT = 0x07, 0x08, 4

# Bit 63 is never set in the key of a syllable: the tone has three bits of the highest byte.
MARK_KEY = 1 << 63
DIGIT_KEY = 1 << 62
FIXED_KEY = 1 << 61
DASHES = "‐‑‒–—−"

MIX_FIRST, MIX_SECOND = 0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9


CODES: tuple[Any, ...] = ("i", "i", "Q", "B", "i", "?", "?")
"""Codes of `array` for the numbers of the columns of `Tokens`."""


Views = tuple[memoryview, memoryview, memoryview, memoryview, memoryview, memoryview, memoryview]


class Tokens:
    """Tokens of a joined text, as columns of one length: arrays, or buffers of their numbers.

    Args:
        starts: First characters, int32.
        ends: Ends (exclusive), int32.
        keys: What the token says, without case and tone placement, uint64.
        shapes: ``LOWER`` ... ``FIXED``, uint8.
        lines: Number of the line that holds the token, int32; numbers may be left out.
        spaced: True where white space stands before the token, or a line begins.
        joined: True where the token stands in the same word as the token before it.
    """

    __slots__ = ("_columns",)

    def __init__(
        self, starts: Any, ends: Any, keys: Any, shapes: Any, lines: Any, spaced: Any, joined: Any
    ) -> None:
        self._columns = [starts, ends, keys, shapes, lines, spaced, joined]

    @classmethod
    def of_buffers(cls, columns: Iterable[bytes]) -> Tokens:
        """Makes them of columns in memory."""
        return cls(*(memoryview(c).cast(code) for c, code in zip(columns, CODES, strict=True)))

    def _array(self, k: int) -> Any:
        # made when somebody asks: a first call need not wait for numpy
        column = self._columns[k]
        if type(column) is memoryview:
            import numpy as np

            column = self._columns[k] = np.asarray(column)
        return column

    @property
    def starts(self) -> NDArray[np.int32]:
        """First characters, int32."""
        column: NDArray[np.int32] = self._array(0)
        return column

    @property
    def ends(self) -> NDArray[np.int32]:
        """Ends (exclusive), int32."""
        column: NDArray[np.int32] = self._array(1)
        return column

    @property
    def keys(self) -> NDArray[np.uint64]:
        """What the token says, without case and tone placement, uint64."""
        column: NDArray[np.uint64] = self._array(2)
        return column

    @property
    def shapes(self) -> NDArray[np.uint8]:
        """``LOWER`` ... ``FIXED``, uint8."""
        column: NDArray[np.uint8] = self._array(3)
        return column

    @property
    def lines(self) -> NDArray[np.int32]:
        """Number of the line that holds the token, int32; numbers may be left out."""
        column: NDArray[np.int32] = self._array(4)
        return column

    @property
    def spaced(self) -> NDArray[np.bool_]:
        """True where white space stands before the token, or a line begins."""
        column: NDArray[np.bool_] = self._array(5)
        return column

    @property
    def joined(self) -> NDArray[np.bool_]:
        """True where the token stands in the same word as the token before it."""
        column: NDArray[np.bool_] = self._array(6)
        return column

    def __iter__(self) -> Iterator[NDArray[Any]]:
        """The columns as arrays."""
        return map(self._array, range(len(CODES)))

    @property
    def size(self) -> int:
        """Number of tokens."""
        return len(self._columns[0])

    def raw(self) -> Views:
        """The columns as they lie in memory: what the kernel reads, and what needs no array."""
        views: Any = tuple(map(memoryview, self._columns))
        found: Views = views
        return found


@cache
def _dashes() -> array[int]:
    return array("I", map(ord, DASHES))


@cache
def _reader(native: ModuleType) -> _kernel.Tokens:
    stored = stored_columns()
    found: _kernel.Tokens = native.Tokens(
        {"letters": stored["letters"], "traits": stored["traits"], "dashes": _dashes()}
    )
    return found


def tokenize(
    text: str,
    fixed: Spans | None = None,
    kinds_of_fixed: array[int] | None = None,
    words: Spans | None = None,
) -> Tokens:
    r"""Cuts a normalised text into tokens.

    Args:
        text: The normalised text; lines end at the characters of `LINE_BREAKS`.
        fixed: Spans that are one token each: sorted, apart from each other, none empty, none
            across a line break.
        kinds_of_fixed: A small number for each of them, int64, which becomes its key.
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
        from vntext.tokens.by_arrays import tokens_of

        return tokens_of(text, fixed, kinds_of_fixed, words)
    begins, stops = (None, None) if fixed is None else fixed.raw()
    firsts, lasts = (None, None) if words is None else words.raw()
    return Tokens.of_buffers(
        _reader(native).read(text, begins, stops, kinds_of_fixed, firsts, lasts)
    )


def word_key(word: str) -> int:
    """The key of one token, for tables that are written by hand.

    Example:
        >>> word_key("UỶ") == word_key("ủy")
        True
        >>> word_key("ma") == word_key("má")
        False
    """
    key: int = tokenize(word).raw()[2][0]
    return key


def word_keys(words: Iterable[str]) -> list[int]:
    """The keys of many words at once, of each the first token.

    Args:
        words: Words on one line each; none is empty.

    Example:
        >>> word_keys(["và", "HOÀ"]) == [word_key("và"), word_key("hòa")]
        True
    """
    listed = list(words)
    _, _, keys, _, lines, *_ = tokenize("\n".join(listed)).raw()
    out = [0] * len(listed)
    for line, key in zip(reversed(lines.tolist()), reversed(keys.tolist()), strict=True):
        out[line] = key
    return out
