"""The kernel's tables of characters: where a text needs a closer look."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from vntext.kernel import kernel

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from vntext.kernel import _kernel

__all__ = ["DOUBT", "HOT", "SPACE", "STOP", "kinds", "sieve"]

SPACE, HOT, STOP = 1, 2, 3
"""Kinds of characters: white space, a digit, "@" or "#", a full stop; 0 is all others."""

DOUBT = 0x20
"""Flag of a character that may not stay as it is; the class of a letter is in the bits below it,
the kind in the two above."""


@cache
def kinds() -> NDArray[np.uint8]:
    """The kind of each character up to U+FFFF, which stands for all characters beyond."""
    import numpy as np

    from vntext.text.characters import stored_tables

    found: NDArray[np.uint8] = stored_tables()["flags"] >> np.uint8(6)
    return found


@cache
def sieve() -> _kernel.Sieve | None:
    """The kernel's sieve, or None where the kernel was not built."""
    native = kernel()
    if native is None:
        return None
    from vntext.text.characters import stored_columns

    found: _kernel.Sieve = native.Sieve(stored_columns())
    return found
