"""Builds the tables of characters: `src/vntext/data/text/characters.safetensors`.

usage: python training/characters.py [--out FOLDER]

Columns, each for the characters up to U+FFFF, which stands for all beyond:

- ``codes``: of `vntext.words.tokens`, from which tokens and their keys are made;
- ``flags``: of `vntext.text.sieve`, where a text needs a closer look;
- ``letters`` and ``traits``: of `vntext.tokens.column`: the letter without tone and case, from
  which keys are made, and kind, case and tone. Words fold foreign letters, keys do not: so the
  two have a table each;

and ``triples``: of three classes of letters in a row, whether a mark may stand on the wrong
letter. They follow from the Unicode data of Python, ``characters.tsv`` and the syllables. It takes
a second; the same each time with the same version of Unicode, which ``unicode`` holds.
"""

import unicodedata

import numpy as np

import corpora
from archive import save
from vntext.split.paragraphs import LINE_BREAKS
from vntext.text.characters import (
    LETTER,
    MARKED,
    TONED,
    VOWELS,
    character_table,
    letter_classes,
)
from vntext.text.sieve import DOUBT, HOT, SPACE, STOP
from vntext.text.syllables import all_parts, join_syllable
from vntext.tokens.column import (
    CAPITAL_BIT,
    KIND_BREAK,
    KIND_DIGIT,
    KIND_LETTER,
    KIND_OTHER,
    KIND_SPACE,
    TONE_SHIFT,
    TONES,
)
from vntext.words.codes import (
    DIGIT,
    FIRST_SIGN,
    LETTERS,
    NEWLINE,
    OTHER_LETTER,
    OTHER_SIGN,
    SIGNS,
    UPPER,
)

# They change the sign before them: VARIATION SELECTOR-15 and -16, ZERO WIDTH JOINER, KEYCAP.
EMOJI_PARTS = "\ufe0e\ufe0f\u200d\u20e3"
# Blocks that have only letters and signs which NFC leaves alone, but for a few found one by one.
PLAIN = ((0, 0x300), (0x1E00, 0x1F00), (0x2000, 0x2C00))
ONSET_KINDS = ("", "t", "th", "qu", "gi", "g", "gh", "ng", "ngh")  # all others look like t or th


def code(char):
    """The code of a character: a folded letter and its case, a digit, a sign, or white space."""
    if char in LINE_BREAKS:
        return NEWLINE
    if char.isspace():
        return 0
    if char in SIGNS:
        return FIRST_SIGN + SIGNS.index(char)
    if char in "0123456789":
        return DIGIT
    if char in EMOJI_PARTS:
        return OTHER_SIGN
    if char.isalnum() or char == "_" or unicodedata.category(char)[0] == "M":
        lower = char.lower()
        if lower not in LETTERS:
            lower = unicodedata.normalize("NFD", lower)[0]
        found = LETTERS.find(lower)
        return (found + 1 if found >= 0 else OTHER_LETTER) | (UPPER if char.isupper() else 0)
    return OTHER_SIGN


def kind(char):
    if char.isspace():
        return SPACE
    if char.isdecimal() or char in "@#\uffff":  # some of those beyond are digits
        return HOT
    return STOP if char == "." else 0


def inert(char):
    """Whether NFC leaves a character alone, whatever stands beside it."""
    return not unicodedata.combining(char) and unicodedata.normalize("NFC", char) == char


def flags():
    table = character_table()
    found = np.full(0x10000, DOUBT, np.uint8)
    for first, last in PLAIN:
        for i in range(first, last):
            if table[i] < MARKED and inert(chr(i)):
                found[i] = 0
    found |= table[:0x10000] & LETTER
    return found | np.array([kind(chr(i)) << 6 for i in range(0x10000)], np.uint8)


def spellings():
    """Syllables as they should be and with marks on the wrong letter; acute stands for any tone."""
    right, wrong = set(), set()
    for parts in all_parts():
        if parts.tone not in (0, 2) or parts.onset not in ONSET_KINDS:
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
                if c in VOWELS:
                    wrong.add(base[:i] + unicodedata.normalize("NFC", c + "\u0301") + base[i + 1 :])
    return right, wrong - right


def triples():
    """Which three letters in a row occur in a misspelled syllable and in no well-spelled one."""
    letter = letter_classes()

    def seen(words):
        found = np.zeros(1 << 15, bool)
        for word in words:
            k = [0, *(letter[c] for c in word), 0]
            for a, b, c in zip(k, k[1:], k[2:], strict=False):
                found[a << 10 | b << 5 | c] = True
        return found

    right, wrong = spellings()
    middle = (np.arange(1 << 15) >> 5) & LETTER
    # two consonants in a row are foreign, not misplaced
    return seen(wrong) & ~seen(right) & (middle > 0) & (middle <= 2 * TONED)


def unicode_version():
    return [int(x) for x in unicodedata.unidata_version.split(".")]


def token_tables():
    """The letter of each character, without tone and case, and its traits."""
    letters, traits = np.zeros(0x10000, np.uint8), np.zeros(0x10000, np.uint8)
    numbers = {}
    for i in range(0x10000):
        c = chr(i)
        if c.isspace():
            traits[i] = KIND_BREAK if c in LINE_BREAKS else KIND_SPACE
        elif c.isdigit():
            traits[i] = KIND_DIGIT
        elif c.isalpha() or unicodedata.category(c) == "Mn":
            parts = unicodedata.normalize("NFD", c.lower())
            tones = [TONES.index(mark) + 1 for mark in parts[1:] if mark in TONES]
            tone = tones[-1] if tones else 0
            traits[i] = KIND_LETTER | CAPITAL_BIT * c.isupper() | tone << TONE_SHIFT
            base = unicodedata.normalize("NFC", "".join(x for x in parts if x not in TONES))
            # numbers in the order of first sight for Latin letters, shared ones for the others
            if i < 0x250 or 0x1E00 <= i < 0x1F00:
                letters[i] = numbers.setdefault(base, len(numbers) % 200 + 1)
            else:
                letters[i] = 201 + i % 54
        else:
            traits[i] = KIND_OTHER
    return {"letters": letters, "traits": traits}


def tables():
    return {
        "codes": np.array([code(chr(i)) for i in range(0x10000)], np.uint8),
        "flags": flags(),
        "triples": triples(),
        **token_tables(),
        "unicode": np.array(unicode_version(), np.uint8),
    }


def main():
    options = corpora.arguments(__doc__, reads=False).parse_args()
    name = "text/characters.safetensors"
    save(options.out / name, tables())
    corpora.made(options.out, name)


if __name__ == "__main__":
    main()
