"""Vietnamese dictionary order: syllable by syllable, by letters, then by tones."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from vntext.checks import check_str

if TYPE_CHECKING:
    import re

__all__ = ["sort_key"]

_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
# no mark, huyền, hỏi, ngã, sắc, nặng: the order of Vietnamese dictionaries
_TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")


@cache
def _parts() -> re.Pattern[str]:
    import re

    return re.compile(r"\d+|[^\W\d_]+")


@cache
def _ranks() -> dict[str, tuple[str, int]]:
    """Each letter with its rank as a character, and its tone."""
    found = {}
    for i, letter in enumerate(_LETTERS):
        for tone, mark in enumerate(_TONES):
            found[unicodedata.normalize("NFC", letter + mark)] = (chr(0x100 + i), tone)
    return found


def sort_key(text: str) -> str:
    """The key by which text is sorted as in a Vietnamese dictionary.

    Letters come before tones, syllable by syllable: all that begins with "ba" stands before what
    begins with "bà". The tones are in the order of dictionaries: none, huyền, hỏi, ngã, sắc, nặng.
    Figures are compared as numbers, case and signs decide last.

    Args:
        text: Any text; composed or not, with either place of the tone.

    Returns:
        A string to compare, not to show.

    Raises:
        InvalidTextError: If ``text`` is not a str.

    Example:
        >>> sorted(["Đà Nẵng", "Dĩ An", "Ân Thi", "An Giang", "Bà Rịa", "Ba Vì"], key=sort_key)
        ['An Giang', 'Ân Thi', 'Ba Vì', 'Bà Rịa', 'Dĩ An', 'Đà Nẵng']
        >>> sorted(["bạ", "bá", "bã", "bả", "bà", "ba"], key=sort_key)
        ['ba', 'bà', 'bả', 'bã', 'bá', 'bạ']
        >>> sorted(["Điều 10", "Điều 9"], key=sort_key)
        ['Điều 9', 'Điều 10']
    """
    check_str(text)
    composed = unicodedata.normalize("NFC", text)
    ranks = _ranks()
    out: list[str] = []
    for part in _parts().findall(composed.lower()):
        if part[0].isdigit():
            number = part.lstrip("0")
            out.append(f"{chr(0x20 + min(len(number), 90))}{number}\x01")
            continue
        tone = 0
        letters = []
        for c in part:
            rank, own = ranks.get(c, (None, 0))
            # letters of other scripts come after those of Vietnamese
            letters.append(rank if rank is not None else "\u0200" + c)
            tone = tone or own
        out.append(f"{''.join(letters)}\x02{tone}")
    return "\x01".join(out) + "\x00" + composed.swapcase()
