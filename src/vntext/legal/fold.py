"""Folding of Vietnamese syllables, so that all spellings of a name have one lookup key."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from vntext.text.heads import lower
from vntext.text.key import key

__all__ = ["fold", "readable", "strip_marks", "without_tone"]


# the grammar asks for the same few syllables over and over
fold = lru_cache(maxsize=8192)(key)


@lru_cache(maxsize=8192)
def strip_marks(syllable: str) -> str:
    """A syllable typed without marks.

    Example:
        >>> strip_marks("đường")
        'duong'
    """
    parts = unicodedata.normalize("NFD", syllable)
    return "".join(c for c in parts if not unicodedata.combining(c)).replace("đ", "d")


_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")


def without_tone(syllable: str) -> str:
    """A syllable that lost its tone and kept its letters.

    Example:
        >>> without_tone("định"), without_tone("điều")
        ('đinh', 'điêu')
    """
    parts = unicodedata.normalize("NFD", syllable)
    return unicodedata.normalize("NFC", "".join(c for c in parts if c not in _TONES))


# Where the tone stands in open syllables, old way and new: "hoà" and "hòa", "thuý" and "thúy".
_OLD_TONES = {
    f"{first}{old}": new
    for first, olds, news in (
        ("o", "àáảãạ", ("òa", "óa", "ỏa", "õa", "ọa")),
        ("o", "èéẻẽẹ", ("òe", "óe", "ỏe", "õe", "ọe")),
        ("u", "ỳýỷỹỵ", ("ùy", "úy", "ủy", "ũy", "ụy")),
    )
    for old, new in zip(olds, news, strict=True)
}


def readable(name: str) -> str:
    """A name as keys hold it: lower case, one space, tones the new way, no marks at its ends.

    Example:
        >>> readable("Di sản  Văn hoá"), readable("Quản lý quỹ")
        ('di sản văn hóa', 'quản lý quỹ')
    """
    out = []
    for word in lower(name).split():
        core = word.rstrip(",.;:")
        # "quý" has its tone on the only vowel after qu
        if core[-2:] in _OLD_TONES and core[-3:-2] != "q":
            word = core[:-2] + _OLD_TONES[core[-2:]] + word[len(core) :]  # noqa: PLW2901
        out.append(word)
    return " ".join(out).strip(" ,;-–")
