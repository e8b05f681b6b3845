"""UTF-8 that was read in another code page: how its bytes look there, and the way back."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from vntext.text.charsets import from_1252

if TYPE_CHECKING:
    import re

__all__ = ["CODE_PAGES", "CodePage", "code_page", "decode_page", "has_sequences", "plausible"]

# Encodings that bytes of UTF-8 are taken for; those of Vietnamese and Western systems first.
CODE_PAGES = (
    *("cp1252", "cp1258", "mac_roman", "cp437", "cp850"),
    *("cp1250", "cp1251", "cp1254", "cp1257", "iso8859_2", "cp858", "cp852"),
)


class CodePage(NamedTuple):
    """One encoding as mojibake uses it.

    Attributes:
        byte: The byte of each character.
        sequences: Finds whole sequences of UTF-8.
        broken: Finds the beginnings of sequences, whole or with a byte lost.
        spaces: Finds those of one letter whose last byte became a space.
        quotes: Finds closing quotes with their last byte lost.
        lost: The bytes that get lost: those that the encoding does not define, the soft hyphen
            and the no-break space.
    """

    byte: dict[str, int]
    sequences: re.Pattern[str]
    broken: re.Pattern[str]
    spaces: re.Pattern[str]
    quotes: re.Pattern[str]
    lost: tuple[int, ...]


@cache
def code_page(name: str) -> CodePage:
    """How UTF-8 looks in one of `CODE_PAGES`."""
    import re

    char: dict[int, set[str]] = {}
    lost = []
    for b in range(0x80, 0x100):
        known = bytes([b]).decode(name, "ignore")
        # what an encoding leaves out becomes a control character, as Latin-1 has it, or is lost
        char[b] = {known} if known else {chr(b)}
        if name == "cp1252":
            char[b].add(chr(b))
        if not known:
            lost.append(b)
    byte = {c: b for b, found in char.items() for c in found}

    def of(first: int, last: int) -> str:
        chars = {c for b in range(first, last + 1) for c in char[b]}
        return "[" + "".join(map(re.escape, sorted(chars))) + "]"

    on = of(0x80, 0xBF)
    whole = f"{of(0xC2, 0xDF)}{on}|{of(0xE1, 0xEF)}{on}{on}|{of(0xF0, 0xF4)}{on}{on}{on}"
    # à, Ơ, Ạ, Ỡ: their last byte is a no-break space
    leads = f"{of(0xC3, 0xC3)}|{of(0xC6, 0xC6)}|{of(0xE1, 0xE1)}{of(0xBA, 0xBB)}"
    # Vietnamese letters only, a byte of whose may be lost: the last one
    start = f"{of(0xE1, 0xE1)}{of(0xBA, 0xBB)}|{of(0xC3, 0xC4)}|{of(0xC6, 0xC6)}|{of(0xCC, 0xCC)}"
    return CodePage(
        byte,
        re.compile(f"(?:{whole})+"),
        re.compile(f"({start})(?:\ufffd|({on}))?"),
        re.compile(rf"(?<![^\W\d_])([^\W\d_]{{0,6}}?)({leads}) (?=( ?)([^\W\d_]{{0,8}}))"),
        re.compile(f"{of(0xE2, 0xE2)}{of(0x80, 0x80)}(?:\ufffd|(?!{on}))"),
        tuple(dict.fromkeys([*lost, 0xAD, 0xA0])),
    )


_NEVER_VIETNAMESE = frozenset("ÅÄÆÇËÎÏÑÖØÛÜåäæçëîïñöøûü")


@cache
def _any_sequence() -> re.Pattern[str]:
    """Where a sequence, whole or not, may begin in any of the encodings."""
    import re

    leads = "".join(
        re.escape(c)
        for c in sorted(
            {c for name in CODE_PAGES for c, b in code_page(name).byte.items() if 0xC2 <= b <= 0xF4}
        )
    )
    on = "".join(
        re.escape(c)
        for c in sorted(
            {c for name in CODE_PAGES for c, b in code_page(name).byte.items() if b < 0xC0}
        )
    )
    return re.compile(
        f"[{leads}](?:[{on}\ufffd]|&)|(?<=[^\\W\\d_A-ZĐ])[ÃÄÆ]|Ã(?=[ a-z])|&[A-Za-z#]"
    )


def has_sequences(text: str) -> bool:
    """True where a text may hold such sequences; False is sure."""
    return _any_sequence().search(text) is not None


@cache
def plausible() -> re.Pattern[str]:
    """What decoding may give in an encoding that is rare: Vietnamese, signs, marks, emoji."""
    import re

    return re.compile(
        "[\u00a0-\u00ff\u0102\u0103\u0110\u0111\u0128\u0129\u0168\u0169\u01a0\u01a1\u01af\u01b0"
        "\u0300\u0301\u0302\u0303\u0306\u0309\u031b\u0323\u1ea0-\u1ef9\u2000-\u2122\u2190-\u24ff\u25a0-\u2bff"
        "\ufe0f\ufeff\U0001f000-\U0001faff]+"
    )


def _shouted(m: re.Match[str], decoded: str) -> bool:
    """True for the end of a word in capitals and a sign behind it: "ĐÃ…" holds no Å."""
    before = m.string[m.start() - 1 : m.start()]
    return m.group()[0] == "Ã" and before.isupper() and decoded in _NEVER_VIETNAMESE


def decode_page(text: str, name: str) -> str:
    """Replaces the whole sequences of UTF-8 in a text that was read in one of `CODE_PAGES`."""
    page = code_page(name)
    sure = 0
    held: list[str] = []

    def run(m: re.Match[str], lenient: bool = False) -> str:
        nonlocal sure
        data = bytes([page.byte[c] for c in m.group()])
        try:
            decoded = data.decode("utf-8")
        except UnicodeDecodeError:
            return m.group()
        if _shouted(m, decoded):
            return m.group()
        if plausible().fullmatch(decoded):
            sure += 1
            return decoded
        if lenient and all(c.isalpha() or unicodedata.combining(c) for c in decoded):
            return decoded
        # alone it may be another encoding: "tr\xdf\xb6ng" is VISCII, not a letter of another
        # script; what is broken bytes again may be read in a further round
        if len(decoded) > 1 and (name == "cp1252" or from_1252(decoded) is not None):
            return decoded
        held.append(decoded)
        return m.group()

    out = page.sequences.sub(run, text)
    if sure > 1 and any(map(str.isalpha, held)):
        # a name in another script beside Vietnamese that is broken in the same way
        return page.sequences.sub(lambda m: run(m, lenient=True), text)
    return out
