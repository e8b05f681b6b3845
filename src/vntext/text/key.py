"""The key of a text: one fold of case, tone placement and i/y for every look-up.

``Uỷ`` and ``ủy``, ``kỹ`` and ``kĩ`` are one word in two spellings; ``thúy`` and ``thúi`` are two
words. Every table that is looked up by a text is keyed by `key`; keys are compared, never shown.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

__all__ = ["BEFORE_Y", "key", "spellings"]

TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
BEFORE_Y = ("h", "k", "l", "m", "s", "t", "v", "qu")
"""Onsets after which i and y at the end of a syllable are two spellings: kĩ thuật, kỹ thuật."""


def _placed() -> dict[str, str]:
    """The tone on the second vowel of an open syllable, and on the first: hoà, hòa."""
    return {
        unicodedata.normalize("NFC", a + b + tone): unicodedata.normalize("NFC", a + tone + b)
        for a, b in ("oa", "oe", "uy")
        for tone in TONES[1:]
    }


@cache
def _y_to_i() -> dict[str, str]:
    return {
        unicodedata.normalize("NFC", "y" + t): unicodedata.normalize("NFC", "i" + t) for t in TONES
    }


@cache
def _ends() -> tuple[re.Pattern[str], dict[str, str]]:
    """Ends of syllables that have another spelling, and what keys write for them."""
    placed, y_to_i = _placed(), _y_to_i()
    onsets = "|".join(BEFORE_Y)
    pattern = re.compile(
        rf"(?:o[{''.join(x[1] for x in placed if x[0] == 'o')}]"
        rf"|(?<!q)u[{''.join(x[1] for x in placed if x[0] == 'u')}]"
        rf"|(?<![^\W\d_])(?:{onsets})[{''.join(y_to_i)}])(?![^\W\d_])"
    )
    both = {onset + y: onset + i for onset in BEFORE_Y for y, i in y_to_i.items()}
    return pattern, placed | both


def key(text: str) -> str:
    """The key of a composed text: small letters, one tone placement, i for y where both are right.

    Args:
        text: A composed text (NFC) of any length.

    Example:
        >>> key("Uỷ ban Kỹ thuật") == key("ủy ban kĩ thuật"), key("quý") == key("Quí")
        (True, True)
        >>> key("thúy") == key("thúi"), key("ma") == key("má")
        (False, False)
    """
    low = text.lower()
    if low.isascii() and "y" not in low:
        return low
    pattern, ends = _ends()
    return pattern.sub(lambda m: ends[m.group()], low)


def spellings(syllable: str) -> set[str]:
    """All spellings of a syllable that have its key.

    Args:
        syllable: A syllable in small composed letters.

    Example:
        >>> sorted(spellings("hoà")), sorted(spellings("kĩ"))
        (['hoà', 'hòa'], ['kĩ', 'kỹ'])
    """
    found = {syllable}
    for second, first in _placed().items():
        # "quà" is qu and à: its tone has one place only
        if syllable.endswith(second) and not syllable.endswith("q" + second):
            found.add(syllable[:-2] + first)
        elif syllable.endswith(first) and not syllable.endswith("q" + first):
            found.add(syllable[:-2] + second)
    for y, i in _y_to_i().items():
        if syllable[-1:] in (y, i) and syllable[:-1] in BEFORE_Y:
            found |= {syllable[:-1] + y, syllable[:-1] + i}
    return found
