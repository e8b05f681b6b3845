"""Whether a text is Vietnamese that lost its accents, or was typed without."""

from __future__ import annotations

import unicodedata

from vntext.checks import check_str
from vntext.text.accents_model import accent_model
from vntext.text.pieces import pieces

__all__ = ["looks_unaccented", "should_restore"]

_JUDGED = 20_000  # characters that tell whether a text has lost its accents
_SAYS_SOMETHING = 3  # words of a line that can be judged
_MOSTLY = 0.7  # of the words of a text that must stand in lines without accents


def looks_unaccented(text: str) -> bool:
    """Tells whether a text is Vietnamese typed without accents.

    Args:
        text: Any text; a sentence or more says something, a word or two hardly.

    Returns:
        True when nearly no word has accents and most are Vietnamese words that usually have some.

    Raises:
        InvalidTextError: If ``text`` is not a str.

    Example:
        >>> looks_unaccented("Hom nay troi nang dep, chung toi di choi")
        True
        >>> looks_unaccented("Hôm nay trời nắng đẹp"), looks_unaccented("The weather is nice today")
        (False, False)
    """
    check_str(text)
    model = accent_model()
    bare = 0.0
    known = accented = all_ = 0
    for piece in pieces(unicodedata.normalize("NFC", text)):
        if not piece.isalpha():
            continue
        all_ += 1
        if not piece.isascii():
            accented += 1
            continue
        row = model.spelling.get(piece.lower())
        if row is not None:
            share = model.accented_share[row]
            known += share > 0.02  # "we" is in newspapers, too, but has no other reading
            bare += share
    return all_ >= 3 and known >= 0.7 * all_ and bare >= 0.45 * all_ and accented <= 0.1 * all_


def should_restore(text: str) -> bool:
    r"""Tells whether accents should be put back before a text is analysed.

    Other than `looks_unaccented` it judges a whole document by its lines: a title or a note without
    accents does not make an article one that has lost them.

    Args:
        text: Any text.

    Returns:
        True when most lines that say something are Vietnamese without accents.

    Example:
        >>> should_restore("la sinh vien truong dai hoc\nhom nay em di hoc")
        True
        >>> should_restore("Hôm nay em đi học\nhom nay em di hoc, la sinh vien truong dai hoc")
        False
        >>> should_restore("I am a student\nHow are you today")
        False
    """
    check_str(text)
    bare = other = 0
    for line in text[:_JUDGED].splitlines():
        words = len(line.split())
        if words < _SAYS_SOMETHING:
            continue
        if looks_unaccented(line):
            bare += words
        else:
            other += words
    if bare + other == 0:
        return looks_unaccented(text[:_JUDGED])
    return bare >= _MOSTLY * (bare + other)
