"""UTF-8 that was read in another encoding ("Viá»‡t", "Viß╗çt"), once or several times.

Sequences of UTF-8 are so regular that they need no guess: two or three characters that stand for
bytes of one letter. Where a byte was lost on the way (an editor dropped it, or made a space of a
no-break space), the syllables that are possible tell which it was.
"""

from __future__ import annotations

import math
import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from vntext.text.charsets import decode_table
from vntext.text.mojibake_lost import repair_lost
from vntext.text.mojibake_pages import CODE_PAGES, decode_page, has_sequences
from vntext.text.pricing import SIGN, price, words_and_signs
from vntext.text.references import decode_references, unescape_signs
from vntext.text.syllables import is_vietnamese_syllable

if TYPE_CHECKING:
    import re

__all__ = ["decode_mojibake", "has_sequences", "mojibake_line"]

_ROUNDS = 4
_TONES_1258 = "\u00cc\u00d2\u00de\u00ec\u00f2"  # as Windows-1252 has their bytes
_MARGIN = 4.0  # nats that a line must read better
_BYTE = 2.0  # nats that every byte that makes sense as UTF-8 speaks for it
_CONSUMED = 0.45  # of the characters beyond ASCII, where a line is broken throughout


@cache
def _odd() -> re.Pattern[str]:
    import re

    # what is left where another encoding was meant: lines of boxes, letters of mathematics
    # and signs behind letters
    return re.compile(
        "[\u2500-\u259f\u0370-\u03ff\u2200-\u22ff\u02c6-\u02dd\ufffd]|(?<=[^\\W\\d_])[®©¬⌐¿ª]"
    )


def decode_mojibake(text: str) -> str:
    """Reads UTF-8 that was taken for Windows-1252 or Latin-1, up to four times over.

    Args:
        text: Any text; what is no such sequence stays.

    Example:
        >>> decode_mojibake("Viá»‡t Nam"), decode_mojibake("ViÃ¡Â»â€¡t Nam")
        ('Việt Nam', 'Việt Nam')
        >>> decode_mojibake("Ängström, café")
        'Ängström, café'
    """
    for _ in range(_ROUNDS):
        decoded = decode_page(text, "cp1252")
        if decoded == text:
            break
        text = decoded
    return text


@lru_cache(maxsize=1 << 12)
def mojibake_line(line: str) -> str | None:
    """Reads a line of broken UTF-8 in whatever encoding it was taken for.

    Args:
        line: One line.

    Returns:
        The line, composed, or None when it does not read better as Vietnamese then.

    Example:
        >>> mojibake_line("Viß╗çt Nam khß╗Åe mß║ính")
        'Việt Nam khỏe mạnh'
        >>> mojibake_line("CÃ´ng ty cÃ³ thá»a thuáºn") # bytes were lost
        'Công ty có thỏa thuận'
        >>> mojibake_line("São Paulo, Ängström") is None
        True
    """
    if not has_sequences(line):
        return None
    # decomposed letters and references of whole letters are right, or another encoding
    best = price(unicodedata.normalize("NFC", decode_references(line))) - _MARGIN
    found = None
    for escaped in (False, True):
        start = unescape_signs(line) if escaped else line
        if escaped and start == line:
            continue
        for name in CODE_PAGES:
            decoded = _decode_line(start, name)
            if decoded == start:
                continue
            decoded = unicodedata.normalize("NFC", decode_references(decoded))
            cost = price(decoded) + SIGN * len(_odd().findall(decoded))
            cost -= _BYTE * (len(unicodedata.normalize("NFC", start)) - len(decoded))
            if cost < best and (_whole(start, decoded) or _sound(line, decoded)):
                best, found = cost, decoded
        if found is not None:
            break
    if found is not None and (_shouted(line, found) or _in_1258(line) <= price(found)):
        return None
    return found


def _in_1258(line: str) -> float:
    """What a line costs in Windows-1258, whose tones (Ì, Ò) look like lost bytes of UTF-8."""
    if not any(c in line for c in _TONES_1258):
        return math.inf
    decoded = decode_references(decode_table(line, "windows-1258"))
    return price(unicodedata.normalize("NFC", decoded))


def _shouted(line: str, decoded: str) -> bool:
    """True where only Ã behind capitals changes, beside whole letters: "VÃ mồ hôi"."""
    import re

    if not any("\u1ea0" <= c <= "\u1ef9" for c in line):
        return False
    before = re.sub(r"(?<=[A-ZĐ])Ã ?", "à", line)
    return before == re.sub(r"(?<=[A-ZĐ])à ?", "à", decoded)


def _decode_line(line: str, name: str) -> str:
    text = line
    for i in range(_ROUNDS):
        decoded = decode_page(text, name)
        if not i and decoded == text and name not in CODE_PAGES[:2]:
            break
        decoded = repair_lost(decoded, name)
        if decoded == text:
            break
        text = decoded
        if i and name != "cp1252":
            name = "cp1252"  # what was broken twice, was so in the common encoding once
    return text


def _whole(start: str, decoded: str) -> bool:
    """True when nearly all that is not ASCII was sequences: one or two of three bytes went."""
    start = unicodedata.normalize("NFC", start)  # composed letters are no sequences
    other = sum(c > "\x7f" for c in start)
    return len(start) - len(decoded) >= _CONSUMED * other


def _sound(line: str, decoded: str) -> bool:
    """True when what decoding made are words of Vietnamese, or signs."""
    before = set(words_and_signs(line))
    new = [w for w in words_and_signs(decoded) if w not in before]
    right = sum(w.isascii() or not w[0].isalpha() or is_vietnamese_syllable(w) for w in new)
    words = [w for w in words_and_signs(decoded) if not w.isascii()]
    broken = sum(
        not is_vietnamese_syllable(w) or not (w[1:].islower() or w.isupper() or len(w) == 1)
        for w in words
    )
    if (
        len(unicodedata.normalize("NFC", line)) <= len(decoded) and "&" not in line
    ):  # lost bytes alone: nothing else may be odd
        signs = [w for w in words_and_signs(decoded) if not w[0].isalpha()]
        return right == len(new) and not broken and not signs
    return right >= 0.6 * len(new) and broken <= 0.34 * len(words)
