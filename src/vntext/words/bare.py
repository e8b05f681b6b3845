"""Words of Vietnamese lines without accents are found in their reading with accents.

"sinh vien truong dai hoc" holds no word that the tables know. The words are spans, and accents
are put back letter for letter, so that the text itself stays as it is.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

__all__ = ["with_accents"]

FEWEST = 4
"""Words of a line that tell what it is."""

MOSTLY = 0.75
"""Of the words of a line that have to be syllables when it is looked at more closely."""

VARIED = 0.1
"""Of the words of a line that have to be different ones: what repeats itself has no reading."""

ENOUGH = 100
"""Different words that are enough, however long a line is: there are few bare syllables."""

JUDGED = 20_000
"""Characters of a line that tell whether it has lost its accents."""


def with_accents(text: str) -> str:
    r"""The text, its lines without any accent as they would stand with accents.

    Args:
        text: A normalised text, or several joined by line breaks.

    Returns:
        A text of the same length. Lines with an accent, and those of other languages, are the same.

    Example:
        >>> with_accents("Toi la sinh vien truong dai hoc\nMột dòng\nThe weather is nice")
        'Tôi là sinh viên trường đại học\nMột dòng\nThe weather is nice'
    """
    lines = text.split("\n")
    bare = [k for k, line in enumerate(lines) if line.isascii() and _syllables(line)]
    return _read(text, tuple(bare)) if bare else text


@lru_cache(maxsize=1)
def _read(text: str, bare: tuple[int, ...]) -> str:
    """The reading of some lines; words and names are looked for in the same text in turn."""
    lines = text.split("\n")
    from vntext.text.accents import looks_unaccented, restore_diacritics

    for k in bare:
        if looks_unaccented(lines[k][:JUDGED]):
            accented = restore_diacritics(lines[k])
            if len(accented) == len(lines[k]):
                lines[k] = accented
    return "\n".join(lines)


def _syllables(line: str) -> bool:
    """Whether most words of a line could be syllables of Vietnamese."""
    if len(line) < FEWEST * 2:
        return False
    words = [word for word in line.replace(",", " ").replace(".", " ").split() if word.isalpha()]
    if len(words) < FEWEST or len(set(words)) < min(VARIED * len(words), ENOUGH):
        return False
    first = words[:40]  # they tell what the rest is
    return sum(_shape().fullmatch(word) is not None for word in first) >= MOSTLY * len(first)


@cache
def _shape() -> re.Pattern[str]:
    """How a syllable without accents is written: an onset, vowels, one of eight codas."""
    return re.compile(
        r"(?i)(?:ngh?|[cgkpt]h|tr|qu|[bcdghklmnpqrstvx])?[aeiouy]{1,3}(?:ng|nh|ch|[cmnpt])?"
    )
