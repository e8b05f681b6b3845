"""Gazetteers of the tagger: known phrases as features, never as verdicts.

A gazetteer says what a phrase can be ("Hà Giang" a province, "Phó Chủ tịch" an office); the tagger
decides in context. The phrases are the rows of ``data/names/*.tsv`` whose use is not verdict alone.
"""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

from vntext.kernel import kernel
from vntext.names.table import KINDS, phrases, phrases_of
from vntext.tokens.column import tokenize

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from vntext.tokens.column import Tokens

__all__ = ["KINDS", "MAX_TOKENS", "hashed_phrases", "phrases", "tokens_of_phrases"]

MAX_TOKENS = 6


def tokens_of_phrases(rows: Iterable[tuple[str, Sequence[str]]]) -> tuple[Tokens, array[int]]:
    """The tokens of phrases, each phrase a line, and of each its kind as a bit.

    Args:
        rows: Kinds, each with phrases of it.
    """
    bits = array("H")
    listed: list[str] = []
    for kind, names in rows:
        bits.extend([1 << KINDS.index(kind)] * len(names))
        listed += names
    return tokenize("\n".join(listed)), bits


def hashed_phrases() -> dict[str, memoryview]:
    """The phrases of the package's tables as the kernel reads them.

    Returns:
        ``sizes``: how many have one token, two and so on up to `MAX_TOKENS`, int64; ``hashes`` in
        that order, uint64, some of them twice; their ``kinds``, uint16; ``starts``: keys of the
        first tokens of longer phrases, uint64.
    """
    native = kernel()
    if native is None:
        return {}
    tokens, bits = tokens_of_phrases((kind, phrases_of(kind)) for kind in KINDS)
    _, _, keys, _, lines, *_ = tokens.raw()
    sizes, hashes, kinds, starts = native.hashed_phrases(keys, lines, bits, MAX_TOKENS)
    return {
        "sizes": memoryview(sizes).cast("q"),
        "hashes": memoryview(hashes).cast("Q"),
        "kinds": memoryview(kinds).cast("H"),
        "starts": memoryview(starts).cast("Q"),
    }
