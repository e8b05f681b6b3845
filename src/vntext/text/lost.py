"""The ư that TCVN3 writes with a soft hyphen: put back where programs dropped it.

Editors and databases take U+00AD for a place to break a word and drop it, or write a hyphen:
"Ng­êi" becomes "Ngêi" or "Ng-êi". Decoded that is "Ngời"; the syllables in use tell that "người"
may be meant, and the words around tell which.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from vntext.text.pricing import word_cost
from vntext.text.syllables import is_vietnamese_syllable, rarity

if TYPE_CHECKING:
    import re

__all__ = ["lost_hyphens", "repair_hyphens"]

_INSERTED = 1.0  # nats against a letter that is put in
_LONGEST = 8  # characters of a decoded word that may be one syllable: "nghiêng", "ngh-êng"
_O = "ơờớởỡợ"


@cache
def _words() -> re.Pattern[str]:
    import re

    return re.compile(r"[^\W\d_]+(?:-[^\W\d_]*)?")


@lru_cache(maxsize=1 << 14)
def _readings(word: str) -> tuple[str, ...]:
    """What a decoded word may be, the commonest first: itself, or with ư somewhere."""
    found: dict[str, float] = {}
    if len(word) > _LONGEST or (word.isupper() and word.isascii()):
        return ()  # no syllable, an abbreviation
    bare, hyphen = word.replace("-", "ư"), "-" in word
    if is_vietnamese_syllable(word):
        found[word] = word_cost(word)
    if hyphen:
        candidates = [bare]
    else:
        candidates = [word[:i] + "ư" + word[i:] for i in range(len(word) + 1)]
        # ươ is one vowel: the ư before an ơ; else the ư is the only vowel
        if any(c in _O for c in word.lower()):
            candidates = [c for c in candidates if any(f"ư{o}" in c.lower() for o in _O)]
    for candidate in candidates:
        if rarity(candidate) is not None and is_vietnamese_syllable(candidate):
            shaped = candidate.upper() if len(word) > 1 and word.isupper() else candidate
            found.setdefault(shaped, word_cost(candidate.lower()) + _INSERTED)
    return tuple(sorted(found, key=lambda w: found[w])[:4])


def lost_hyphens(text: str) -> str:
    """The commonest reading of each word of decoded TCVN3 without soft hyphens.

    Example:
        >>> lost_hyphens("Thủ tớng nhà nớc")
        'Thủ tướng nhà nước'
    """
    return _words().sub(lambda m: (_readings(m.group()) or (m.group(),))[0], text)


def repair_hyphens(text: str) -> str:
    """Puts the lost ư back, line by line, by the words around.

    Example:
        >>> repair_hyphens("Ngời dân đợc hởng lơng")
        'Người dân được hưởng lương'
    """
    return "\n".join(map(_repaired, text.split("\n")))


def _repaired(line: str) -> str:
    from vntext.text.choose import choose

    found = list(_words().finditer(line))
    if not found:
        return line
    places = [_readings(m.group()) or (m.group(),) for m in found]
    chosen = choose(places) if any(len(p) > 1 for p in places) else [0] * len(places)
    out: list[str] = []
    last = 0
    for m, readings, k in zip(found, places, chosen, strict=True):
        out += [line[last : m.start()], readings[k]]
        last = m.end()
    return "".join([*out, line[last:]])
