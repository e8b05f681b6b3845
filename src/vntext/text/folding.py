"""Text without diacritics: for search, for addresses of pages, for plain ASCII."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from vntext.alignment import Alignment, Edit
from vntext.checks import check_count, check_flag, check_str, check_string
from vntext.text.syllables import TONES
from vntext.text.unicode import Twin, normalized_twin

if TYPE_CHECKING:
    import re

__all__ = ["align_stripped", "fold", "slugify", "strip_diacritics"]


@cache
def _plain_letters() -> dict[int, str]:
    """Every composed Vietnamese letter to its base letter."""
    # eth and the African D are written for Đ: "NÐ-CP"
    table = {ord("đ"): "d", ord("Đ"): "D", 0xD0: "D", 0x189: "D"}
    for vowel in "aăâeêioôơuưy":
        for v in (vowel, vowel.upper()):
            base = unicodedata.normalize("NFD", v)[0]
            for tone in TONES:
                table[ord(unicodedata.normalize("NFC", v + tone))] = base
    return table


@cache
def _foreign() -> re.Pattern[str]:
    import re

    return re.compile(r"[^\x00-\x7f]")


@cache
def _stripped_char(char: str, ascii: bool) -> str:
    """One character that is no composed Vietnamese letter, without its marks."""
    if ascii:
        # unidecode is under the GPL: it is a package of its own, and loaded here alone
        from unidecode import unidecode_expect_nonascii

        return str(unidecode_expect_nonascii(char, errors="preserve"))
    if unicodedata.category(char) == "Mn" and "\u0300" <= char <= "\u036f":
        return ""
    base = unicodedata.normalize("NFD", char)
    if len(base) > 1 and base[0].isalpha() and all("\u0300" <= c <= "\u036f" for c in base[1:]):
        return base[0]
    return char


def strip_diacritics(text: str, *, ascii: bool = False) -> str:
    """Removes the marks of Vietnamese letters and of all other Latin, Greek and Cyrillic ones.

    Args:
        text: Any text, composed or not.
        ascii: True to write everything else in ASCII, too, with the package ``unidecode``: curly
            quotes become straight ones, other scripts are transcribed.

    Returns:
        The text without marks. With ``ascii=False`` a composed text keeps its length.

    Raises:
        InvalidTextError: If ``text`` is not a str.
        InvalidOptionError: If ``ascii`` is neither True nor False.

    Example:
        >>> strip_diacritics("Đường về quê ngoại – 100 km")
        'Duong ve que ngoai – 100 km'
        >>> strip_diacritics("“Đường” – 100 km", ascii=True)
        '"Duong" - 100 km'
    """
    check_str(text)
    check_flag("ascii", ascii)
    text = text.translate(_plain_letters())
    if text.isascii():
        return text
    return _foreign().sub(lambda m: _stripped_char(m.group(), ascii), text)


def align_stripped(text: str, *, ascii: bool = False) -> Twin:
    """Like `strip_diacritics`, with the positions.

    Args:
        text: Any text.
        ascii: As for `strip_diacritics`.

    Returns:
        The stripped text and the alignment that maps its spans to ``text``.

    Example:
        >>> twin = align_stripped("café “Mây”", ascii=True)
        >>> twin.text, twin.alignment.span_to_original(6, 9)
        ('cafe "May"', (6, 9))
    """
    check_str(text)
    check_flag("ascii", ascii)
    letters = _plain_letters()
    edits = []
    for m in _foreign().finditer(text):
        char = m.group()
        plain = letters.get(ord(char))
        if plain is None:
            plain = _stripped_char(char, ascii)
        if plain != char:
            edits.append(Edit(m.start(), m.end(), plain, "strip"))
    alignment = Alignment.from_edits(edits)
    return Twin(alignment.apply(text), alignment)


def slugify(text: str, *, separator: str = "-", max_length: int | None = None) -> str:
    """Makes the part of an address that names a page: ASCII letters and digits, lower case.

    Args:
        text: A title or name.
        separator: What stands between words.
        max_length: The most characters; the slug is cut between words, or inside the first word
            when that alone is longer. None for no limit.

    Returns:
        Words of ASCII letters and digits; ``""`` for a text that has none.

    Raises:
        InvalidTextError: If ``text`` is not a str.
        InvalidOptionError: If ``separator`` is not a str, or ``max_length`` is no whole number
            above 0.

    Example:
        >>> slugify("Đổi mới & phát triển: 10 năm nhìn lại!")
        'doi-moi-phat-trien-10-nam-nhin-lai'
        >>> slugify("Đổi mới và phát triển", max_length=12)
        'doi-moi-va'
    """
    check_str(text)
    check_string("separator", separator)
    if max_length is not None:
        check_count("max_length", max_length)
    words = _not_slug().sub(" ", strip_diacritics(normalized_twin(text).text, ascii=True)).split()
    slug = separator.join(words).lower()
    if max_length is None or len(slug) <= max_length:
        return slug
    kept: list[str] = []
    for word in words:
        if len(separator.join([*kept, word])) > max_length:
            break
        kept.append(word)
    return separator.join(kept).lower() if kept else slug[:max_length]


@cache
def _not_slug() -> re.Pattern[str]:
    import re

    return re.compile(r"[^A-Za-z0-9]+")


def fold(text: str) -> str:
    """Folds a text for search: no diacritics, no case, plain spaces.

    Two texts that a reader would type for one another give the same: composed or not, with marks or
    without, in capitals or not.

    Args:
        text: Any text.

    Returns:
        What can be compared with another folded text; not to be shown.

    Raises:
        InvalidTextError: If ``text`` is not a str.

    Example:
        >>> fold("ĐẮK LẮK") == fold("Đăk Lăk") == fold("dak lak")
        True
    """
    check_str(text)
    return strip_diacritics(normalized_twin(text).text).casefold()
