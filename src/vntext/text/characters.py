"""The characters that normalisation looks at, as one table over all code points.

One look-up a character tells what stands there: nothing to do, a character to replace, a combining
mark, or a vowel. Clean text is passed at the speed of numpy.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from vntext.resources import load_columns, load_lines, load_model
from vntext.text.syllables import TONES

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy as np
    from numpy.typing import NDArray

__all__ = [
    "LETTER",
    "MARK",
    "MARKED",
    "MAYBE",
    "TONED",
    "VOWELS",
    "Fix",
    "character_fixes",
    "character_table",
    "classes",
    "letter_classes",
    "misplaced_at",
    "stored_columns",
    "stored_tables",
]

MARKED = 0x40  # flag: the character is replaced, removed, or a combining mark
MAYBE = 0x80  # flag: a look-alike that is replaced inside a Vietnamese syllable only
MARK = MARKED | 0x20  # a combining mark of Latin letters
LETTER = 0x1F  # the low five bits: class of the letter, 0 for what is none

FEW = 512
"""Characters of a text for which arrays, where nothing has made one yet, are not worth it."""

VOWELS = "aăâeêioôơuưy"
TONED = len(VOWELS)  # classes 1..12 vowels without tone, 13..24 with one
_Q, _G, _CONSONANT = 25, 26, 27


@dataclass(frozen=True, slots=True)
class Fix:
    """One row of ``data/text/characters.tsv``, or a letter of mathematics.

    Attributes:
        char: The character that is replaced.
        character_name: Its name in Unicode.
        name: The fix: ``look-alike``, ``full-width``, ``fancy-letter``, ``ligature``, ``bullet``,
            ``space`` or ``invisible``.
        replacement: What stands instead; ``""`` when it is removed.
        when: ``always``, ``syllable`` (only where the word becomes a Vietnamese syllable) or
            ``unjoined`` (unless it shapes an emoji or a letter of another script).
    """

    char: str
    character_name: str
    name: str
    replacement: str
    when: str


STORED = "text/characters.safetensors"


@cache
def stored_tables() -> dict[str, NDArray[Any]]:
    """The tables that `training/characters.py` makes, which says what they hold."""
    return load_model(STORED)


@cache
def stored_columns() -> dict[str, memoryview]:
    """The same as buffers, for the kernel."""
    return load_columns(STORED)


@cache
def character_fixes() -> dict[str, Fix]:
    """The table of characters, by character."""
    words = {"space": " ", "nothing": ""}
    fixes = {}
    for line in load_lines("text/characters.tsv"):
        code, character_name, name, replacement, when = line.split("\t")
        char = chr(int(code[2:], 16))
        fixes[char] = Fix(char, character_name, name, words.get(replacement, replacement), when)
    return fixes | {fix.char: fix for fix in _mathematical()}


def _mathematical() -> Iterator[Fix]:
    """Letters and figures of mathematics, which people write for bold and italic ones."""
    kinds = ("MATHEMATICAL", "SCRIPT", "BLACK-LETTER", "DOUBLE-STRUCK", "PLANCK CONSTANT")
    for code in (*range(0x2102, 0x213C), *range(0x1D400, 0x1D800)):
        char = chr(code)
        name, plain = unicodedata.name(char, ""), unicodedata.normalize("NFKC", char)
        if name.startswith(kinds) and plain.isascii() and plain.isalnum():
            when = "always" if plain.isdigit() else "syllable"
            yield Fix(char, name, "fancy-letter", plain, when)


def letter_classes() -> dict[str, int]:
    """The class of each letter of Vietnamese and of f, j, w, z, small and capital."""
    found = dict.fromkeys("bcdđhklmnprstvxfjwz", _CONSONANT) | {"q": _Q, "g": _G}
    for i, vowel in enumerate(VOWELS):
        found[vowel] = 1 + i
        for mark in TONES[1:]:
            found[unicodedata.normalize("NFC", vowel + mark)] = 1 + i + TONED
    return found | {c.upper(): k for c, k in found.items()}


@cache
def _class_of() -> dict[str, int]:
    """The class of each character that has one."""
    found = letter_classes()
    for char, fix in character_fixes().items():
        found[char] = MAYBE if fix.when == "syllable" else MARKED
    return found | dict.fromkeys(map(chr, range(0x300, 0x370)), MARK)


@cache
def character_table() -> NDArray[np.uint8]:
    """The class of every code point, as `classes` gives it."""
    import numpy as np

    table = np.zeros(0x110000, np.uint8)
    for char, k in _class_of().items():
        table[ord(char)] = k
    return table


def classes(text: str) -> bytes:
    """The class of every character: flags `MARKED`, `MAYBE`, and the class of its letter."""
    if len(text) < FEW:
        class_of = _class_of()
        return bytes([class_of.get(c, 0) for c in text])
    import numpy as np

    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    return character_table().take(codes).tobytes()


def misplaced_at(found: bytes) -> list[int]:
    """Where a mark may stand on the wrong letter: characters, ascending; from `classes`."""
    if len(found) < 2:
        return []
    if len(found) < FEW:
        k, triples = bytes([c & LETTER for c in found]), stored_columns()["triples"]
        letters = enumerate(zip(b"\0" + k, k, k[1:] + b"\0", strict=False))
        return [at for at, (a, b, c) in letters if triples[a << 10 | b << 5 | c]]
    import numpy as np

    wide = np.zeros(len(found) + 2, np.uint16)
    np.bitwise_and(np.frombuffer(found, np.uint8), LETTER, out=wide[1:-1], casting="unsafe")
    triple = (wide[:-2] << 10) | (wide[1:-1] << 5) | wide[2:]
    places: list[int] = np.flatnonzero(stored_tables()["triples"].take(triple)).tolist()
    return places
