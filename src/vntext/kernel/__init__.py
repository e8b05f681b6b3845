"""Loops of the library in C: the same results as the array code, at many times the speed.

The kernel is optional. It is built where a C compiler is at hand when the package is installed;
where it is missing, `kernel` gives None and the array code does the work. Tests compare the two.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import ModuleType

__all__ = ["kernel"]


@cache
def kernel() -> ModuleType | None:
    """The compiled kernel, or None where it was not built."""
    try:
        from vntext.kernel import _kernel
    except ImportError:
        return None
    return _kernel
