"""Folding of Vietnamese syllables, so that all spellings of a name have one lookup key."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

__all__ = ["fold", "fold_name", "lower", "strip_marks"]

_TONES = "\u0300\u0301\u0303\u0309\u0323"
# "kỹ" and "kĩ", "lý" and "lí" are the same word: the letter y at the end of a syllable is read i.
_Y = str.maketrans("yỳýỷỹỵ", "iìíỉĩị")


def lower(text: str) -> str:
    """Lower case with the same number of characters, so that offsets stay valid.

    Example:
        >>> lower("NGHỊ ĐỊNH"), len(lower("İ"))
        ('nghị định', 1)
    """
    low = text.lower()
    if len(low) == len(text):
        return low
    return "".join(c if len(c.lower()) != 1 else c.lower() for c in text)


@lru_cache(maxsize=8192)
def fold(syllable: str) -> str:
    """The key of a lower-case syllable: the tone goes to the end, y becomes i.

    Example:
        >>> fold("hoà") == fold("hòa"), fold("kỹ") == fold("kĩ"), fold("ma") == fold("má")
        (True, True, False)
    """
    if syllable.isascii() and "y" not in syllable:
        return syllable
    parts = unicodedata.normalize("NFD", syllable.translate(_Y))
    tone = "".join(c for c in parts if c in _TONES)
    return unicodedata.normalize("NFC", "".join(c for c in parts if c not in _TONES)) + tone


@lru_cache(maxsize=8192)
def strip_marks(syllable: str) -> str:
    """A syllable typed without marks.

    Example:
        >>> strip_marks("đường")
        'duong'
    """
    parts = unicodedata.normalize("NFD", syllable)
    return "".join(c for c in parts if not unicodedata.combining(c)).replace("đ", "d")


def fold_name(name: str) -> str:
    """The key of a name: folded syllables without punctuation.

    Example:
        >>> fold_name("Phòng, chống ma tuý") == fold_name("phòng chống ma túy")
        True
    """
    letters = "".join(c if c.isalnum() else " " for c in lower(name))
    return " ".join(fold(s) for s in letters.split())
