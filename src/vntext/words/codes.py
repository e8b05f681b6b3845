"""Codes of characters, of which the segmenter makes tokens; see `vntext.words.tokens`.

A character becomes one byte: a folded letter in seven bits and its case in the eighth, or the
number of a sign. What a code is stands in tables of 256 bytes.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from vntext.text.characters import stored_columns

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["code_tables"]

LETTERS = (
    "aàáảãạăằắẳẵặâầấẩẫậbcdđeèéẻẽẹêềếểễệfghiìíỉĩịjklmnoòóỏõọôồốổỗộơờớởỡợpqrstuùúủũụưừứửữựvwxyỳýỷỹỵz"
)
"""Letters with a code of their own, from 1 on; other Latin letters take that of their base."""

UPPER = 0x80  # set for capital letters and for digits, so that U23 is all capital
OTHER_LETTER = 94
DIGIT = 95 | UPPER
NEWLINE = 96
SIGNS = ".,-–—/:;!?'’‘\"“”()[]…&%+=*#$°"
FIRST_SIGN = 97
OTHER_SIGN = 127
# Signs of which a run is one token: "...", "----", "!!!", emoji sequences.
REPEATED = ".-–—!?…*=+#"

WORD, RUN, VISIBLE = 1, 2, 4  # classes of codes, as bits

# Signs that may join what stands around them, by kind.
GLUE = ("", "-", "'’", "&", "/", ".", ",:", "%")
HYPHEN, APOSTROPHE, AND, SLASH, STOP, COMMA, PERCENT = range(1, 8)

SHAPES_OF_SIGNS = (".", ",", "-–—/", "'’‘\"“”()[]")
"""Signs of the shapes from ``stop`` on; other signs have the one after these."""


@cache
def code_tables() -> Mapping[str, memoryview | bytes]:
    """The tables of codes, by name, as the kernel reads them.

    ``codes`` holds the code of each character up to U+FFFF; of each code ``classes`` holds its
    class, ``shapes`` its shape, ``glue`` what it may join, ``kinds`` 1 for a small letter, 2 for a
    capital letter, 4 for a digit and 0 for all others.
    """
    small, capital = range(1, OTHER_LETTER + 1), range(1 | UPPER, (OTHER_LETTER | UPPER) + 1)
    signs = [(FIRST_SIGN + i, sign) for i, sign in enumerate(SIGNS)]
    classes = bytearray([WORD | VISIBLE]) * 256
    classes[0] = 0
    shapes, glue, kinds = bytearray([15]) * 256, bytearray(256), bytearray(256)
    for code in range(NEWLINE, OTHER_SIGN + 1):
        classes[code] = VISIBLE
    classes[OTHER_SIGN] |= RUN
    for letters, number in ((small, 1), (capital, 2)):
        for code in letters:
            shapes[code] = kinds[code] = number
    shapes[DIGIT], kinds[DIGIT], shapes[NEWLINE] = 9, 4, 0
    for code, sign in signs:
        if sign in REPEATED:
            classes[code] |= RUN
        shapes[code] = next((10 + k for k, s in enumerate(SHAPES_OF_SIGNS) if sign in s), 14)
        glue[code] = next((k for k, g in enumerate(GLUE) if sign in g), 0)
    return {
        "codes": stored_columns()["codes"],
        "classes": bytes(classes),
        "shapes": bytes(shapes),
        "glue": bytes(glue),
        "kinds": bytes(kinds),
    }
