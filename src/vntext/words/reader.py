"""The model of the word segmenter as the kernel reads it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from vntext.kernel import kernel
from vntext.resources import load_columns
from vntext.words.codes import code_tables

if TYPE_CHECKING:
    from vntext.kernel import _kernel

__all__ = ["MODEL", "word_kernel"]

MODEL = "words/words.safetensors"


@cache
def word_kernel() -> _kernel.Words | None:
    """The model for the kernel, or None where it was not built."""
    native = kernel()
    if native is None:
        return None
    found: _kernel.Words = native.Words({**load_columns(MODEL), **code_tables()})
    return found
