"""The characters that normalisation looks at, as one table over all code points.

One look-up a character tells what stands there: nothing to do, a character to replace, a combining
mark, or a vowel. Clean text is passed at the speed of numpy.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np

from vntext.normalize.syllables import TONES, all_parts, join_syllable
from vntext.resources import load_lines

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = [
    "LETTER",
    "MARK",
    "MARKED",
    "MAYBE",
    "Fix",
    "character_fixes",
    "character_table",
    "classes",
    "misplaced_at",
    "misplaced_triples",
]

MARKED = 0x40  # flag: the character is replaced, removed, or a combining mark
MAYBE = 0x80  # flag: a look-alike that is replaced inside a Vietnamese syllable only
MARK = MARKED | 0x20  # a combining mark of Latin letters
LETTER = 0x1F  # the low five bits: class of the letter, 0 for what is none

_VOWELS = "aăâeêioôơuưy"
_TONED = len(_VOWELS)  # classes 1..12 vowels without tone, 13..24 with one
_Q, _G, _CONSONANT = 25, 26, 27
_ONSET_KINDS = ("", "t", "th", "qu", "gi", "g", "gh", "ng", "ngh")  # all others look like t or th


@dataclass(frozen=True, slots=True)
class Fix:
    """One row of ``data/normalize/characters.tsv``.

    Attributes:
        char: The character that is replaced.
        character_name: Its name in Unicode.
        name: The fix: ``look-alike``, ``full-width``, ``ligature``, ``space`` or ``invisible``.
        replacement: What stands instead; ``""`` when it is removed.
        when: ``always``, ``syllable`` (only where the word becomes a Vietnamese syllable) or
            ``unjoined`` (unless it shapes an emoji or a letter of another script).
    """

    char: str
    character_name: str
    name: str
    replacement: str
    when: str


@cache
def character_fixes() -> dict[str, Fix]:
    """The table of characters, by character."""
    words = {"space": " ", "nothing": ""}
    fixes = {}
    for line in load_lines("normalize/characters.tsv"):
        code, character_name, name, replacement, when = line.split("\t")
        char = chr(int(code[2:], 16))
        fixes[char] = Fix(char, character_name, name, words.get(replacement, replacement), when)
    return fixes


def _letter_classes() -> dict[str, int]:
    found = dict.fromkeys("bcdđhklmnprstvxfjwz", _CONSONANT) | {"q": _Q, "g": _G}
    for i, vowel in enumerate(_VOWELS):
        found[vowel] = 1 + i
        for mark in TONES[1:]:
            found[unicodedata.normalize("NFC", vowel + mark)] = 1 + i + _TONED
    return found | {c.upper(): k for c, k in found.items()}


@cache
def character_table() -> NDArray[np.uint8]:
    """The class of every code point, as `classes` gives it."""
    table = np.zeros(0x110000, np.uint8)
    for char, k in _letter_classes().items():
        table[ord(char)] = k
    for char, fix in character_fixes().items():
        table[ord(char)] = MAYBE if fix.when == "syllable" else MARKED
    table[0x300:0x370] = MARK
    return table


def classes(text: str) -> NDArray[np.uint8]:
    """The class of every character: flags `MARKED`, `MAYBE`, and the class of its letter."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    return character_table().take(codes)


def _spellings() -> tuple[set[str], set[str]]:
    """Syllables as they should be and with marks on the wrong letter; acute stands for any tone."""
    right: set[str] = set()
    wrong: set[str] = set()
    for parts in all_parts():
        if parts.tone not in (0, 2) or parts.onset not in _ONSET_KINDS:
            continue
        # the rare "quới" must not hide "nguời"
        if parts.rhyme != "ơi" or parts.onset != "qu":
            right.add(join_syllable(parts))
            right.add(join_syllable(parts, style="second"))
        if parts.tone == 0 and parts.rhyme[-1] in "cpt":
            continue
        plain = join_syllable(parts._replace(tone=0))
        bases = [plain]
        if "ươ" in plain:  # typed with one horn: nuớc, trưòng
            bases += [plain.replace("ươ", "uơ"), plain.replace("ươ", "ưo")]
        for base in bases:
            if parts.tone == 0:
                wrong.add(base)
                continue
            for i, c in enumerate(base):
                if c in _VOWELS:
                    wrong.add(base[:i] + unicodedata.normalize("NFC", c + "\u0301") + base[i + 1 :])
    return right, wrong - right


@cache
def misplaced_triples() -> NDArray[np.bool_]:
    """Which three letters in a row occur in a misspelled syllable and in no well-spelled one."""
    letter = _letter_classes()

    def triples(words: set[str]) -> NDArray[Any]:
        found = np.zeros(1 << 15, bool)
        for word in words:
            k = [0, *(letter[c] for c in word), 0]
            for a, b, c in zip(k, k[1:], k[2:], strict=False):
                found[a << 10 | b << 5 | c] = True
        return found

    right, wrong = _spellings()
    bad = triples(wrong) & ~triples(right)
    middle = (np.arange(1 << 15) >> 5) & LETTER
    # two consonants in a row are foreign, not misplaced
    table: NDArray[np.bool_] = bad & (middle > 0) & (middle <= 2 * _TONED)
    return table


def misplaced_at(found: NDArray[np.uint8]) -> NDArray[np.intp]:
    """Where a mark may stand on the wrong letter: characters, ascending; from `classes`."""
    if len(found) < 2:
        return np.zeros(0, np.intp)
    k = np.zeros(len(found) + 2, np.uint16)
    np.bitwise_and(found, LETTER, out=k[1:-1], casting="unsafe")
    triple = (k[:-2] << 10) | (k[1:-1] << 5) | k[2:]
    return np.flatnonzero(misplaced_triples().take(triple))
