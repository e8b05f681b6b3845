"""VIQR, the marks of Vietnamese in ASCII after their letters: ``Tie^'ng Vie^.t``."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from vntext.text.syllables import rarity, split_syllable

if TYPE_CHECKING:
    import re

__all__ = ["decode_viqr", "encode_viqr", "may_be_viqr"]

_QUALITY = {"^": "\u0302", "(": "\u0306", "+": "\u031b", "*": "\u031b"}
_TONE = {"'": "\u0301", "`": "\u0300", "?": "\u0309", "~": "\u0303", ".": "\u0323"}


@cache
def _signs() -> re.Pattern[str]:
    """What no other text has often: a vowel with ^ ( + and letters after it, or dd."""
    import re

    return re.compile(r"[aeoAEO]\^|[aA]\([^\W\d_'`?~.]|[oOuU]\+|[aeiouyAEIOUY][`~][^\W\d_]")


def may_be_viqr(text: str) -> bool:
    """True when some marks stand as VIQR has them."""
    # most texts have none of the signs, which is faster to see
    if not any(sign in text for sign in ("^", "`", "~", "a(", "A(", "o+", "u+", "O+", "U+")):
        return False
    return _signs().search(text) is not None


@cache
def _words() -> re.Pattern[str]:
    import re

    # A word: letters, each vowel with its marks; a backslash keeps the sign after it a sign.
    # At the end of a word a tone may be a sign of punctuation instead.
    return re.compile(
        r"\\([.?'`~^(+*\\dD])"
        r"|((?:[dD]{2}|[b-df-hj-np-tv-xzB-DF-HJ-NP-TV-XZ]"
        r"|[aeiouyAEIOUY](?:[\^(+*](?:[?.'`~])?|[?.'`~](?=[a-zA-Z]))?)+"
        r"(?:(?<=[aeiouyAEIOUY])[?.'`~]|(?<=[aeiouyAEIOUY][\^(+*])[?.'`~])?)"
    )


@cache
def _marked() -> re.Pattern[str]:
    import re

    return re.compile(r"([aeiouyAEIOUY])([\^(+*]?)([?.'`~]?)|([dD])[dD]")


def _letter(m: re.Match[str]) -> str:
    if m.group(4):
        return "đ" if m.group(4) == "d" else "Đ"
    return unicodedata.normalize(
        "NFC", m.group(1) + _QUALITY.get(m.group(2), "") + _TONE.get(m.group(3), "")
    )


def _punctuation(raw: str, rest: str) -> int | None:
    """What speaks for punctuation at the end of a word, in nats; None where nothing does.

    "ta. Anh" ends a sentence, "chi. Anh" is "chị Anh", "Ta. Bi'ch" rather the name "Tạ Bích".

    Args:
        raw: The word with the sign at its end.
        rest: Two characters after it.
    """
    if raw[-1] not in ".?":
        return None
    if not rest.strip() or rest[0] == "\n":
        return 0
    if rest[0] in "\"')":
        return -1
    if raw[-1] == "." and rest[0] == " " and rest[1:].isupper():
        return -2 if raw[0].isupper() else -1
    return None


def decode_viqr(text: str) -> str:
    """Reads VIQR.

    A sign after a vowel at the end of a word can be its tone or a sign of punctuation. In a text
    that writes the latter with a backslash, as VIQR demands, it is the tone; otherwise full stops
    and question marks at the end of a line or before a capital are punctuation.

    Args:
        text: Any text; words that do not become Vietnamese syllables stay.

    Example:
        >>> decode_viqr("Tie^'ng Vie^.t, ngu+o+`i Ddo^`ng Nai")
        'Tiếng Việt, người Đồng Nai'
    """
    import re

    escapes = "\\." in text or "\\?" in text

    def word(m: re.Match[str]) -> str:
        if m.group(1):
            return m.group(1)
        raw = m.group(2)
        decoded = _marked().sub(_letter, raw)
        if raw[-1] in "?.'`~" and not escapes:
            bare = _marked().sub(_letter, raw[:-1])
            toned, plain = rarity(decoded), rarity(bare)
            odds = _punctuation(raw, text[m.end() : m.end() + 2])
            if plain is not None and (toned is None or (odds is not None and plain < toned + odds)):
                return bare + raw[-1]
        if split_syllable(decoded) is None and raw.isupper() and "DD" in raw:
            return re.sub("DD(?!D)", "Đ", raw)  # an abbreviation: DDHQG, QSDDD
        # VIQR may place the tone freely; names and loan words ("DDa('k", "nilo^ng") are no
        # syllables, but have signs that nothing else has
        strong = any(c in raw for c in "^(+") or raw.lower().startswith("dd")
        loan = strong and raw[-1] not in "?."
        return decoded if loan or split_syllable(decoded) is not None else raw

    return _words().sub(word, text)


def encode_viqr(text: str) -> str:
    r"""Writes composed text in VIQR, with a backslash before a sign that would be read as a mark.

    Example:
        >>> encode_viqr("Đi về.")
        'DDi ve^`\\.'
    """
    out: list[str] = []
    signs = {
        v: k
        for k, v in {**_TONE, "^": "\u0302", "(": "\u0306", "+": "\u031b"}.items()
        if k in _TONE
    }
    quality = {"\u0302": "^", "\u0306": "(", "\u031b": "+"}
    for c in text:
        if c in "đĐ":
            out.append("dd" if c == "đ" else "DD")
            continue
        parts = unicodedata.normalize("NFD", c)
        marks = [quality.get(p, "") for p in parts[1:]] + [signs.get(p, "") for p in parts[1:]]
        if len(parts) > 1 and all(p in quality or p in signs for p in parts[1:]):
            out.append(parts[0] + "".join(marks))
        elif c in "'`?~.^(+*" and out and out[-1][:1] in "aeiouyAEIOUY":
            out.append("\\" + c)
        else:
            out.append(c)
    return "".join(out)
