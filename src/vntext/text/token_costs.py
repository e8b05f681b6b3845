"""What the tokens of a text cost in each reading: the evidence for `vntext.text.regions`.

A token is Unicode that was always right, or bytes of a legacy encoding that somebody read as
Windows-1252. Its price in a reading is what its words cost in Vietnamese once it is decoded, less
what they cost as they stand.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from vntext.text.charsets import from_1252, undefined
from vntext.text.mojibake import has_sequences
from vntext.text.pricing import SIGN, price, word_cost, words_and_signs
from vntext.text.readers import READINGS
from vntext.text.references import decode_references
from vntext.text.syllables import is_vietnamese_syllable, rarity

if TYPE_CHECKING:
    import re

__all__ = ["LOST", "MIXED", "NCR", "suspicious", "suspicious_lines", "token_costs"]

_STRANGE = 6.0  # a word with a letter that no text in a legacy encoding holds
_GLUED = 10.0  # a sign within a word
_REFERENCE = 12.0  # a reference of a letter
_MIXED_CASE = 18.0  # "khÊu"
_UNUSED = 17.0  # a syllable that is not in use, as it stands
_PARTED = 14.0  # a word of another language that is written with hyphens
_UNDEFINED = 10.0  # a letter that the encoding does not have
_KNOWN = 9.5  # a syllable in use costs no more as it stands, however rare it is
_WORDS_OF_ONE = frozenset(
    "àáạảãèéẻêếềểễệìíỉịòóỏôốồổộơớờởợùúủụưứừửựỳýỷỵđĐÀÁÊÔƠƯÝỶÍÌÚỦÙÒÓỐỔỜỞỨ°€£²–—…•"
)
NCR = next(i for i, r in enumerate(READINGS) if r.encoding == "ncr")
MIXED, LOST = NCR + 1, NCR + 3  # see the table of readings


@cache
def _signs() -> re.Pattern[str]:
    """Tokens that are signs in Unicode, whatever encoding stands around: bullets, diameters."""
    import re

    return re.compile(
        r"[·°»²³±´×÷¹º¼½¾¿–—…•“”‘’.()\[\]:!?*/\-+=_~%&#@\uf000-\uf0ff]+|Ø\d*"
        r"|[(\d.,/]*(?:[kcdm]?m|ha)[²³][.):/]*"
    )


@cache
def _glued() -> re.Pattern[str]:
    """Signs that stand where texts have letters."""
    import re

    return re.compile(
        r"[®§¬¨ª¦\xad](?=[^\W\d_]|[·µ¸¶¹»¾¼½«©])|(?<=[^\W\d_®§])[§«¤¥©¬¨ª¦·µ¸¶¹»¾¼½]|(?<=\d)®"
    )


@lru_cache(maxsize=1 << 16)
def token_costs(token: str) -> tuple[float, ...] | None:
    """What a token costs in each reading, less what it costs as it stands; None for nothing."""
    if _signs().fullmatch(token) or any("\u0300" <= c <= "\u036f" for c in token):
        return None
    own = _own_cost(token)
    strange = _STRANGE if any(map(_is_strange, token)) else 0.0
    referenced = "&" in token
    out = [0.0]
    for i, reading in enumerate(READINGS[1:], 1):
        if not referenced and i == NCR:
            out.append(0.0)
            continue
        decoded = reading.token(token)
        cost = price(decoded)
        if decoded == token:
            cost = own  # right as it is
            if i != NCR and undefined(token, reading.encoding):
                cost += _UNDEFINED
        elif len(token) == 1:
            cost = min(cost, own)  # letters with spaces between them
        if i not in (NCR, MIXED):
            cost += strange
        elif i == MIXED and not referenced:
            cost += 1.0
        out.append(cost - own)
    if not any(out):
        return None
    return tuple(out)


def _own_cost(token: str) -> float:
    """What a token costs as it stands."""
    rest = _glued().sub(" ", token)
    total = _GLUED * len(_glued().findall(token))
    if "&" in token and decode_references(token) != token:
        total += _REFERENCE * token.count(";")
    for word in words_and_signs(rest):
        total += _own_word(word, parted="-" in token) if word[0].isalpha() else SIGN
    return total


def _own_word(word: str, *, parted: bool) -> float:
    if not is_vietnamese_syllable(word):
        # names of other languages are written in syllables: Giê-su
        return min(word_cost(word), _PARTED) if parted else word_cost(word)
    inside = word[1:]
    if not (inside.islower() or inside.isupper() or not inside) or (
        word[0].islower() and inside.isupper()
    ):
        return _MIXED_CASE
    common = rarity(word.lower())
    return _UNUSED if common is None else min(common, _KNOWN)


@lru_cache(maxsize=1 << 10)
def _is_strange(c: str) -> bool:
    """True for letters of Vietnamese in Unicode that no text read as Windows-1252 holds."""
    return (
        c > "\xff"
        and c.isalpha()
        and ("\u0100" <= c < "\u0250" or "\u1ea0" <= c <= "\u1eff")
        and (from_1252(c) is None)
    )


@lru_cache(maxsize=1 << 17)
def suspicious(token: str) -> bool:
    """False for a token that is surely right as it stands: ASCII, or syllables in use."""
    if token.isascii():
        return ("&" in token and ";" in token) or "\\'" in token or _has_controls(token)
    if len(token.strip(".,;:!?\"'()“”")) < 2:
        return token.strip(".,;:!?\"'()“”") not in _WORDS_OF_ONE
    if _signs().fullmatch(token):
        return False
    if any(map(_is_strange, token)) and not has_sequences(token):
        return False  # Unicode has these letters alone
    return bool(_glued().search(token)) or not all(
        w.isascii() or (rarity(w) is not None and is_vietnamese_syllable(w) and _one_case(w))
        for w in words_and_signs(token)
    )


def _one_case(word: str) -> bool:
    return word[1:].islower() or word.isupper()


def _has_controls(token: str) -> bool:
    return any(c < "\t" for c in token)


def suspicious_lines(text: str) -> list[tuple[int, str]]:
    """The lines that hold a suspicious token, each with its place."""
    tokens = set(filter(suspicious, set(text.split())))
    out: list[tuple[int, str]] = []
    if not tokens:
        return out
    at = 0
    for line in text.split("\n"):
        if not tokens.isdisjoint(line.split()):
            out.append((at, line))
        at += len(line) + 1
    return out
