"""What a text costs when it is taken for Vietnamese: in nats, the less the better it reads."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from vntext.resources import load_lines
from vntext.text.syllables import is_vietnamese_syllable, rarity

if TYPE_CHECKING:
    import re

__all__ = [
    "ASCII",
    "BROKEN",
    "SIGN",
    "UNUSED",
    "is_name_word",
    "price",
    "word_cost",
    "words_and_signs",
]

# A possible syllable that is not in use, an ASCII word of another language, a word with letters
# that make no syllable, a sign that texts do not hold, one letter that is no word.
UNUSED, ASCII, BROKEN, SIGN, LETTER = 17.0, 12.0, 22.0, 6.0, 12.0
MONEY = 5.0  # "1.000 đ"
NAME = 12.0  # "Đắk", "Kạn": as a rare syllable
_CODE_LETTERS = str.maketrans("ĐÐƯ", "DDU")  # QĐ, NĐ, TƯ: what abbreviations have beside ASCII


@lru_cache(maxsize=1 << 16)
def word_cost(word: str) -> float:
    """The cost of one run of letters."""
    if word in ("đ", "Đ"):
        return MONEY
    inside = word[1:]
    if len(word) <= 8 and is_vietnamese_syllable(word):
        cost = rarity(word) or UNUSED
        # "tiẾng" is no way to write
        mixed = not (inside.islower() or inside.isupper() or not inside)
        return cost + (SIGN if mixed or (word[:1].islower() and inside.isupper()) else 0)
    if is_name_word(word):
        return NAME
    if word.isascii() or (word.isupper() and word.translate(_CODE_LETTERS).isascii()):
        return ASCII + 0.5 * len(word)
    return LETTER if len(word) == 1 else BROKEN


@cache
def _name_words() -> frozenset[str]:
    return frozenset(line.split("\t")[0] for line in load_lines("text/name-words.tsv"))


def is_name_word(word: str) -> bool:
    """True for a word of the name of a place that is no syllable: "Đắk", "KẠN".

    Example:
        >>> is_name_word("Đắk"), is_name_word("đắk"), is_name_word("Đắc")
        (True, False, False)
    """
    return word[:1].isupper() and word.title() in _name_words()


@cache
def _tokens() -> re.Pattern[str]:
    import re

    # a word; or a character of the upper half of Windows-1252 that texts hardly hold
    return re.compile(
        r"[^\W\d_]+"
        r"|[\x01-\x06\x11-\x17\x19\x1e\x7f-\x9f¡¢¤¥¦§¨ª¬\xad¯±²³´µ¶·¸¹º¼½¾¿×÷ƒˆ˜‰‹›†‡\ufffd]"
    )


def words_and_signs(text: str) -> list[str]:
    """The runs of letters of a text, and the signs that a Vietnamese text hardly holds."""
    return _tokens().findall(text)


def price(text: str) -> float:
    """What a text costs: the sum over its words and signs.

    Example:
        >>> price("Cộng hòa") < price("Céng hoµ")
        True
    """
    total = 0.0
    for token in _tokens().findall(text):
        total += word_cost(token) if token[0].isalpha() else SIGN
    return total
