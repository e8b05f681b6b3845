"""Signs that stand for letters of a legacy encoding, learned from the text that holds them.

A program that reads a PDF gives a letter whatever name its font has for it. Which letter a sign
stands for, the words tell that hold it: with the right letter they are syllables in use.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

from vntext.text.charsets import decode_letters, from_1252, letters, to_1252
from vntext.text.pricing import word_cost

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

__all__ = ["LEARNED", "learned_signs", "without_private"]

LEARNED = ("tcvn3", "vni")
"""The encodings whose signs are learned: nearly all that there are."""

_TIMES = 2  # that a sign stands within words
_READ = 24  # lines and words that are looked at
_RIGHT = 0.85  # of the words that must be syllables in use
_COMMON = 15.0  # nats of a syllable in use, at most
_NEAR = 3.0  # nats a word between letters of which the neighbours choose one
_AHEAD = 3.0  # nats that its lines must read better than with the next letter
_KNOWN_SIGNS = "−‐‑∙⋅•μ\x1f"  # read at any rate: see `vntext.text.readers`


@cache
def _codes(encoding: str) -> frozenset[str]:
    """The characters beyond ASCII that letters of an encoding have."""
    return frozenset(c for code in letters(encoding).values() for c in code if c > "\x7f")


@cache
def _small(encoding: str) -> tuple[str, ...]:
    """Those of small letters."""
    table = letters(encoding)
    found = {c for letter in table if letter.islower() for c in table[letter] if c > "\x7f"}
    return tuple(sorted(found))


@cache
def _pattern(encoding: str) -> re.Pattern[str]:
    """Words that hold signs that are neither letters of the encoding nor punctuation."""
    import re

    inside = "A-Za-z" + "".join(map(re.escape, sorted(_codes(encoding))))
    foreign = rf"[^\x00\s{inside}\x20-\x7e–—…“”‘’{_KNOWN_SIGNS}]"
    return re.compile(rf"(?:[{inside}]+{foreign}|{foreign}[{inside}])[{inside}]*")


def learned_signs(text: str, encoding: str) -> dict[int, str]:
    """Finds the signs of a text that stand for letters of its encoding.

    Args:
        text: Text in a legacy encoding, read as Windows-1252.
        encoding: ``"tcvn3"`` or ``"vni"``.

    Returns:
        For `str.translate`: of each sign the character that the encoding has for its letter.

    Example:
        >>> learned_signs("vi◊c, Vi◊t Nam, h◊ thèng, th¸ng, quan h◊, b◊nh vi◊n", "tcvn3")
        {9674: 'Ö'}
    """
    codes = _codes(encoding)
    words: dict[str, Counter[str]] = defaultdict(Counter)
    for word in _pattern(encoding).findall(text):
        signs = {c for c in word if not c.isascii() or c < " "} - codes
        # capitals have codes of their own in TCVN 5712-1
        small = any(map(str.islower, word))
        if len(signs) == 1 and small and not _stands_beside(word, sign := signs.pop(), encoding):
            words[sign][word] += 1
    found = {}
    for sign, own in words.items():
        if own.total() >= _TIMES and not _is_letter(sign):
            code = _meant(text, sign, [w for w, _ in own.most_common(_READ)], encoding)
            if code is not None:
                found[ord(sign)] = code
    return found


@cache
def _private() -> re.Pattern[str]:
    import re

    return re.compile(
        "[\uf021-\uf0ff]{2,}|(?<=[^\\W\\d_])[\uf0a1-\uf0ff]|[\uf0a1-\uf0ff](?=[^\\W\\d_])"
    )


def without_private(text: str) -> str:
    """Puts bytes of Windows-1252 where fonts of symbols have them: U+F0E9 is 0xE9.

    Example:
        >>> without_private("H\uf0b5 N\uf0e9i")
        'Hµ Néi'
    """
    return _private().sub(lambda m: to_1252(bytes([ord(c) & 0xFF for c in m.group()])), text)


def _stands_beside(word: str, sign: str, encoding: str) -> bool:
    """True where a sign stands before, behind or between words: a bullet, a note."""
    parts = [decode_letters(p, encoding) for p in word.split(sign) if p]
    return all(word_cost(p.lower()) <= _COMMON and len(p) > 1 for p in parts)


def _is_letter(sign: str) -> bool:
    """True for what is a letter in Unicode or in another encoding: a text may hold several."""
    if not sign.isalpha():
        return any(sign in _codes(name) for name in LEARNED)
    return sign < "\u0100" or (
        ("\u0100" <= sign <= "\u024f" or "\u1ea0" <= sign <= "\u1eff") and from_1252(sign) is None
    )


def _meant(text: str, sign: str, words: list[str], encoding: str) -> str | None:
    """The character for a sign: the words and their neighbours must speak for it alone."""
    costs = {}
    for code in _small(encoding):
        each = [word_cost(decode_letters(w.replace(sign, code), encoding).lower()) for w in words]
        if sum(cost <= _COMMON for cost in each) >= _RIGHT * len(each):
            costs[code] = sum(each) / len(each)
    if not costs:
        return None
    least = min(costs.values())
    near = [code for code, cost in costs.items() if cost <= least + _NEAR]
    if len(near) == 1:
        return near[0]
    from vntext.text.choose import line_cost

    around = list(islice(_around(text, sign), _READ))

    def cost_of(code: str) -> float:
        read = [decode_letters(words.replace(sign, code), encoding) for words in around]
        return sum(line_cost(_words().findall(words)) for words in read)

    ranked = sorted((cost_of(code), code) for code in near)
    return ranked[0][1] if ranked[1][0] - ranked[0][0] >= _AHEAD else None


def _around(text: str, sign: str) -> Iterator[str]:
    """The words that hold a sign, each with its neighbours."""
    for line in text.split("\n"):
        if sign in line:
            words = line.split()
            for i, word in enumerate(words):
                if sign in word:
                    yield " ".join(words[max(0, i - 2) : i + 3])


@cache
def _words() -> re.Pattern[str]:
    import re

    return re.compile(r"[^\W_]+")
