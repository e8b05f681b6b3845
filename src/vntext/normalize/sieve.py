"""The kernel's tables of characters: where a text needs a closer look."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from vntext.native import kernel

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from vntext.native import _kernel

__all__ = ["HOT", "SPACE", "STOP", "kinds", "sieve"]

SPACE, HOT, STOP = 1, 2, 3
"""Kinds of characters: white space, a digit or an at sign, a full stop; 0 is all others."""

_DOUBT = 0x20
# Blocks that have only letters and signs which NFC leaves alone, but for a few found one by one.
_PLAIN = ((0, 0x300), (0x1E00, 0x1F00), (0x2000, 0x2C00))


@cache
def kinds() -> NDArray[np.uint8]:
    """The kind of each character up to U+FFFF, which stands for all characters beyond."""
    import numpy as np

    characters = [chr(i) for i in range(0x10000)]
    found = np.fromiter(map(str.isspace, characters), dtype=np.uint8)
    found[np.fromiter(map(str.isdecimal, characters), dtype=bool)] = HOT
    found[ord("@")] = HOT
    found[ord(".")] = STOP
    found[0xFFFF] = HOT  # some of those beyond are digits
    return found


def _inert(char: str) -> bool:
    """Whether NFC leaves a character alone, whatever stands beside it."""
    return not unicodedata.combining(char) and unicodedata.normalize("NFC", char) == char


@cache
def sieve() -> _kernel.Sieve | None:
    """The kernel's sieve, or None where the kernel was not built."""
    native = kernel()
    if native is None:
        return None
    import numpy as np

    from vntext.normalize.characters import LETTER, MARKED, character_table, misplaced_triples

    table = character_table()[:0x10000]
    flags = np.full(0x10000, _DOUBT, np.uint8)
    for first, last in _PLAIN:
        inert = np.fromiter((_inert(chr(i)) for i in range(first, last)), dtype=bool)
        flags[first:last][inert & (table[first:last] < MARKED)] = 0
    flags |= table & LETTER
    flags |= kinds() << 6
    found: _kernel.Sieve = native.Sieve({"flags": flags, "triples": misplaced_triples()})
    return found
