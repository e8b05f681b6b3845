"""Where the tone stands: putting misplaced marks right, and writing in one of the two styles."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from vntext.checks import check_choice, check_str
from vntext.text.syllables import (
    TONES,
    ToneStyle,
    is_vietnamese_syllable,
    join_syllable,
    of_words,
    split_syllable,
)

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Iterator

    from vntext.alignment import Edit

__all__ = ["place_tone", "place_tones", "repair_syllable"]

# One horn of the two of "ươ" is easily left out; "uơ" and "ưo" before a letter are nothing else.
_HORNS = (("uơ", "ươ"), ("ưo", "ươ"))


def like(word: str, model: str) -> str:
    """Gives ``word`` the case of ``model``, letter by letter; both have the same length."""
    if model.islower():
        return word
    if model.isupper():
        return word.upper()
    return "".join(w.upper() if m.isupper() else w for w, m in zip(word, model, strict=True))


@of_words
def repair_syllable(word: str) -> str | None:
    """Puts a mark that stands on the wrong letter right.

    Args:
        word: One word, composed, in any case.

    Returns:
        The Vietnamese syllable that was meant, as long as ``word``; None when ``word`` is right as
        it is or no syllable comes of it.

    Example:
        >>> [repair_syllable(w) for w in ("hòan", "lựơng", "Nuớc", "qúy", "hoà", "Raúl")]
        ['hoàn', 'lượng', 'Nước', 'quý', None, None]
    """
    low = word.lower()
    if len(low) != len(word) or is_vietnamese_syllable(low):
        return None
    parts = split_syllable(low)
    if parts is None:
        tone = ""
        letters = []
        for c in unicodedata.normalize("NFD", low):
            if c in TONES:
                tone += c
            else:
                letters.append(c)
        bare = unicodedata.normalize("NFC", "".join(letters))
        for typed, meant in _HORNS:
            if typed in bare and len(tone) < 2:
                bare = bare.replace(typed, meant, 1)
                break
        else:
            return None
        parts = split_syllable(bare + tone)
        if parts is None:
            return None
    right = join_syllable(parts)
    return like(right, word) if len(right) == len(word) else None


def words_at(text: str, positions: Iterable[int]) -> Iterator[tuple[int, int]]:
    """The words (runs of letters) that hold the positions, each once."""
    last = 0
    for position in positions:
        if position < last:
            continue
        start = position
        while start > last and text[start - 1].isalpha():
            start -= 1
        last = position + 1
        while last < len(text) and text[last].isalpha():
            last += 1
        yield start, last


def misplaced_edits(text: str, found: bytes) -> Iterator[Edit]:
    """The edits that put misplaced marks right.

    Args:
        text: A composed text.
        found: Its classes, see `vntext.text.characters.classes`.
    """
    from vntext.alignment import Edit
    from vntext.text.characters import misplaced_at

    for start, end in words_at(text, misplaced_at(found)):
        # a mark that could not be composed belongs to the word, which then is no syllable
        marked = (
            "\u0300" <= text[end : end + 1] <= "\u036f"
            or "\u0300" <= text[start - 1 : start] <= "\u036f"
        )
        if end - start <= 7 and not marked:
            right = repair_syllable(text[start:end])
            if right is not None:
                yield Edit(start, end, right, "misplaced-mark")


def place_tone(word: str, style: ToneStyle = "first") -> str:
    """Writes one word with the tone of open ``oa``, ``oe``, ``uy`` in the given style.

    Args:
        word: One word; what is no Vietnamese syllable comes back as it is.
        style: ``"first"`` (hòa, khỏe, thúy) or ``"second"`` (hoà, khoẻ, thuý).

    Example:
        >>> place_tone("Hoà"), place_tone("THỦY", "second"), place_tone("quý")
        ('Hòa', 'THUỶ', 'quý')
    """
    check_choice("style", style, ("first", "second"))
    parts = split_syllable(word)
    if parts is None or parts.rhyme not in ("oa", "oe", "uy") or not parts.tone:
        return word
    placed = join_syllable(parts, style=style)
    return like(placed, unicodedata.normalize("NFC", word))


@cache
def _open_glides() -> re.Pattern[str]:
    """An oa, oe or uy with a tone at the end of a word."""
    import re

    def toned(vowels: str) -> str:
        return "".join(unicodedata.normalize("NFC", v + t) for v in vowels for t in TONES[1:])

    return re.compile(
        rf"(?:[oO][{toned('aeAE')}]|[uU][{toned('yY')}]|[{toned('oO')}][aeAE]|[{toned('uU')}][yY])"
        r"(?![^\W\d_])"
    )


def style_edits(text: str, style: ToneStyle) -> Iterator[Edit]:
    """The edits that write a composed text in one style of tone placement."""
    from vntext.alignment import Edit

    for start, end in words_at(text, (m.start() for m in _open_glides().finditer(text))):
        word = text[start:end]
        if len(word) <= 6:
            placed = place_tone(word, style)
            if placed != word:
                yield Edit(start, end, placed, "tone-style")


def place_tones(text: str, style: ToneStyle = "first") -> str:
    """Writes a whole text in one style of tone placement; the length stays the same.

    Args:
        text: A composed text (NFC).
        style: ``"first"`` (hòa, khỏe, thúy) or ``"second"`` (hoà, khoẻ, thuý).

    Example:
        >>> place_tones("Hoà bình, sức khoẻ, quý khách, uỷ ban")
        'Hòa bình, sức khỏe, quý khách, ủy ban'
    """
    from vntext.alignment import Alignment

    check_str(text)
    check_choice("style", style, ("first", "second"))
    return Alignment.from_edits(style_edits(text, style)).apply(text)
