"""One form for all spellings of a syllable: tone placement and i/y."""

from __future__ import annotations

import unicodedata
from functools import cache

__all__ = ["folded", "spellings"]

TONES = "\u0300\u0301\u0303\u0309\u0323"
# The tone on the first or the second vowel of an open syllable: hòa and hoà, khỏe and khoẻ.
PLACED = [
    (unicodedata.normalize("NFC", a + tone + b), unicodedata.normalize("NFC", a + b + tone))
    for a, b in ("oa", "oe", "uy")
    for tone in TONES
]
# i and y after these are two spellings of one syllable: kĩ thuật, kỹ thuật; quí, quý.
BEFORE_Y = ("h", "k", "l", "m", "s", "t", "v", "qu")
Y_TO_I = dict(zip("yỳýỷỹỵ", "iìíỉĩị", strict=True))


@cache
def _base_and_tone(syllable: str) -> tuple[str, str]:
    parts = unicodedata.normalize("NFD", syllable)
    tone = "".join(c for c in parts if c in TONES)
    return unicodedata.normalize("NFC", "".join(c for c in parts if c not in TONES)), tone


def folded(syllable: str) -> str:
    """The syllable in small letters, its tone at the end, i for y.

    Args:
        syllable: A syllable in composed letters.

    Example:
        >>> folded("Hòa") == folded("hoà"), folded("quý") == folded("quí")
        (True, True)
        >>> folded("thúy") == folded("thúi")
        False
    """
    base, tone = _base_and_tone(syllable.lower())
    if base[-1:] == "y" and base[:-1] in BEFORE_Y:
        base = base[:-1] + "i"
    return base + tone


def spellings(syllable: str) -> set[str]:
    """The syllable in both tone placements, and with i and y.

    Args:
        syllable: A syllable in small composed letters.

    Example:
        >>> sorted(spellings("hoà")), sorted(spellings("kĩ"))
        (['hoà', 'hòa'], ['kĩ', 'kỹ'])
    """
    found = {syllable}
    for old, new in PLACED:
        # "quà" is qu and à: its tone has one place only
        if syllable.endswith(old):
            found.add(syllable[: -len(old)] + new)
        elif syllable.endswith(new) and not syllable.endswith("qu" + new[1:]):
            found.add(syllable[: -len(new)] + old)
    for s in tuple(found):
        for y, i in Y_TO_I.items():
            if s[-1:] in (y, i) and s[:-1] in BEFORE_Y:
                found |= {s[:-1] + y, s[:-1] + i}
    return found
