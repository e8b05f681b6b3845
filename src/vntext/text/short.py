"""Texts of a few words in TCVN3 or VNI: a cell, a label, an amount.

A word or two are little evidence, and many of them are words as they stand. Three things tell all
the same: amounts of money ("1.000 ®" is no trade mark), letters that no writer puts there (a
capital or a sign between small letters: "bÈm", "®¹p"), and neighbours: nobody says "ghi chó", and
"ghi chú" stands in every table.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from vntext.text.charsets import from_1252
from vntext.text.pricing import is_name_word
from vntext.text.readers import READINGS
from vntext.text.syllables import is_vietnamese_syllable, rarity

if TYPE_CHECKING:
    import re

__all__ = ["LONGEST", "ShortReading", "may_be_meant", "read_short", "says_again"]

LONGEST = 60
"""Characters that a short text has at most."""

_MOST = 8  # its words
_ODD = 12.0  # nats of a word that has letters where no writer puts them
_ALONE = 9.0  # nats that a single word must read better; amounts are as sure
_BESIDE = 6.5  # the same of several words
_FOREIGN = 12.0  # the same where words of another language stand beside
_MEANT = 9.0  # the same where all words are syllables as they stand
_RARE = 13.5  # nats of a syllable that newspapers hardly have
_SHOUTED = 18.0  # and all their letters are capitals
_COMMON = (1, 2)  # TCVN3 and VNI: see the table of readings


class ShortReading(NamedTuple):
    """How a short text reads.

    Attributes:
        reading: Index in `vntext.text.readers.READINGS`.
        text: What it says.
        ahead: Nats that this is ahead of the text as it stands.
    """

    reading: int
    text: str
    ahead: float


@cache
def _money() -> re.Pattern[str]:
    import re

    # 1.000 ®, 20 000®, (1000 ®), ®/kg, ® = ...: a trade mark stands behind a name
    return re.compile(
        r"(?<![\w.])(?:\d{1,3}(?:[. ]\d{3})+|(?<=\()\d+000|(?<=\( )\d+000) ?®(?!\w)"
        r"|(?<![^\W_])(?<!\)) ?®/(?=[a-zµ])|(?<=0) ?®/|^® ?[=:]"
    )


@cache
def _rest() -> re.Pattern[str]:
    import re

    return re.compile("[\\x01-\\x7f®–—…]+")


@cache
def _odd() -> re.Pattern[str]:
    import re

    # signs and capitals between small letters, or signs that begin a word
    return re.compile(
        r"[a-zà-ÿ®][§«¤¥©¬¨ª¦µ¸¶¹»¾¼½\xad]|[®§¬¨ª¦](?:[a-zà-ÿ]|[·µ¸¶¹»¾¼½«©¬¨ª])"
        r"|[a-zà-ÿ][À-ÖØ-Þ](?![A-Z])"
    )


@cache
def _words() -> re.Pattern[str]:
    import re

    return re.compile(r"[^\W_]+")


def read_short(text: str) -> ShortReading | None:
    """Reads a short text that is no clear case, if its words say what it is in.

    Args:
        text: One line of `LONGEST` characters at most.

    Example:
        >>> [read_short(t).text for t in ("Ghi chó:", "200.000 ®", "Gia Sóc")]
        ['Ghi chú:', '200.000 đ', 'Gia Súc']
        >>> read_short("Con chó"), read_short("Công ty Núi Pháo")
        (None, None)
    """
    if len(text) > LONGEST or "\n" in text or text.isascii() or from_1252(text) is None:
        return None
    if "®" in text and _money().search(text) and _rest().fullmatch(text):
        return ShortReading(1, READINGS[1].run(text), _ALONE)
    found = [r for r in (_reading(text, i) for i in _COMMON) if r is not None]
    return max(found, key=lambda r: r.ahead, default=None)


def _reading(text: str, index: int) -> ShortReading | None:
    """A text in one encoding, if it reads better so by far."""
    before: list[str] = []
    after: list[str] = []
    odd = foreign = 0
    for token in text.split():
        decoded = READINGS[index].token(token)
        words = [part for w in _words().findall(decoded) for part in _parts(w)]
        if decoded == token:
            before += words
            after += words
            foreign += any(w.isalpha() and _is_foreign(w) for w in words)
            continue
        strange = _odd().search(token) is not None
        if not words or not all(_may_be(w, strange) for w in words):
            return None
        odd += strange
        before += ["\0"] * len(words) if strange else _words().findall(token)
        after += words
    if len(after) > _MOST or before == after:
        return None
    from vntext.text.choose import line_cost

    ahead = line_cost(before) - line_cost(after) + _ODD * odd - READINGS[index].prior
    needed = _FOREIGN if foreign else _ALONE if len(after) == 1 else _BESIDE
    return ShortReading(index, READINGS[index].run(text), ahead) if ahead >= needed else None


def says_again(text: str, decoded: str) -> bool:
    """True where a short text says a syllable over and over and decoding changes hardly more.

    Who laughs or shouts writes what no dictionary has ("hé hé", "oà oà"). Said twice, it is one
    piece of evidence as before, and a weak one: the syllable is possible as it stands.
    """
    if len(text) > LONGEST:
        return False
    changed = [before for before, _ in _changed(text, decoded)]
    again = {w for w in changed if changed.count(w) > 1}
    return (
        bool(again)
        and len(set(changed) - again) <= 1
        and all(is_vietnamese_syllable(w) for w in again)
    )


def _changed(text: str, decoded: str) -> list[tuple[str, str]]:
    """Words before and after, in small letters, where decoding changes them; no lone signs."""
    before, after = (
        [_words().findall(token) for token in t.lower().split()] for t in (text, decoded)
    )
    pairs: list[tuple[str, str]] = []
    if len(before) == len(after):
        for old, new in zip(before, after, strict=True):
            if len(old) != len(new) and old:
                return []
            pairs += [(b, a) for b, a in zip(old, new, strict=False) if a != b]
    return pairs


def may_be_meant(text: str, decoded: str, ahead: float) -> bool:
    """True where what decoding changes are syllables as they stand, and it gains little.

    People write what no dictionary has ("la hò dô", "xong roài nha"). Letters that no writer puts
    there, or words that are no syllables, are evidence of another kind.

    Args:
        text: A short text.
        decoded: What it says when it is decoded.
        ahead: Nats by which it reads better so.
    """
    if len(text) > LONGEST or _odd().search(text):
        return False
    words = [w for w in _words().findall(text) if w.isalpha()]
    if not all(w.islower() or w.isupper() or w.istitle() for w in words):
        return False
    changed = _changed(text, decoded)
    if not all(is_vietnamese_syllable(b) for b, _ in changed):
        return False
    if not any((rarity(b) or _RARE) >= _RARE for b, _ in changed):
        return False
    # "oà" for "ồ" is a way to say it, too
    said = len(changed) == 1 and len(changed[0][1]) < len(changed[0][0])
    return said or ahead < (_SHOUTED if text.isupper() else _MEANT)


def _parts(word: str) -> list[str]:
    """A word and capitals that a space was left out between: "chươngII"."""
    if word.isalpha() and not (word[1:].islower() or word.isupper()):
        for i in range(2, len(word)):
            a, b = word[:i], word[i:]
            if (a.isupper() and b.islower()) or (a[1:].islower() and b.isupper()):
                return [a, b]
    return [word]


def _is_foreign(word: str) -> bool:
    return len(word) > 1 and not word.isupper() and not is_vietnamese_syllable(word)


def _may_be(word: str, strange: bool) -> bool:
    """True for a word that decoding may give: in use, or a foreign name in syllables."""
    if word.isdigit() or (word.isascii() and word.isupper()):
        return True
    if not (word[1:].islower() or word.isupper() or len(word) == 1):
        return False
    from vntext.text.choose import is_known

    if is_vietnamese_syllable(word):
        return strange or rarity(word) is not None
    return is_name_word(word) or (strange and (_in_syllables(word.lower()) or is_known(word)))


def _in_syllables(word: str) -> bool:
    """True for what may be parted into syllables: "angiêri"."""
    reached = {0}
    for end in range(1, len(word) + 1):
        if any(is_vietnamese_syllable(word[a:end]) for a in reached if end - a < 8):
            reached.add(end)
    return len(word) in reached
