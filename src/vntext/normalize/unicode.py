"""The normalised twin that the stages read: composed letters, real letters, plain spaces.

Only what cannot change the meaning is touched: marks are put in order and composed (NFC, per base
and its marks), letters that look like Vietnamese letters become them, spaces that are not plain
become plain, invisible characters go. Quotes, dashes and case stay as the writer put them.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from vntext.alignment import Alignment, Edit

if TYPE_CHECKING:
    from collections.abc import Iterator

    import regex

__all__ = ["Twin", "normalized_twin"]

# Letters that print as a Vietnamese letter and are another character. Ð (U+00D0, Icelandic eth) is
# what many keyboards and converters gave for Đ (U+0110): "58/2025/NÐ-CP".
LOOK_ALIKES = {
    "\u00d0": "Đ",  # LATIN CAPITAL LETTER ETH
    "\u0189": "Đ",  # LATIN CAPITAL LETTER AFRICAN D
}

# Spaces that are not U+0020: NO-BREAK SPACE, OGHAM, EN QUAD .. HAIR SPACE, NARROW NO-BREAK SPACE,
# MEDIUM MATHEMATICAL SPACE, IDEOGRAPHIC SPACE.
SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"

# Characters without width: SOFT HYPHEN, ZERO WIDTH SPACE .. RIGHT-TO-LEFT MARK, bidirectional
# controls, WORD JOINER, BOM inside the text.  U+200C and U+200D are handled by `_is_invisible`.
INVISIBLE = "\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"

# The marks that make a letter (circumflex, breve, horn) come before the tone in a composed letter;
# typed the other way round NFC leaves the circumflex apart: e + acute + circumflex is "é̂", not "ế".
_QUALITY = "\u0302\u0306\u031b"
_TONES = "\u0300\u0301\u0303\u0309\u0323\u0340\u0341"


@dataclass(frozen=True, slots=True)
class Twin:
    """A normalised text and how it maps to the original.

    Attributes:
        text: The normalised text.
        alignment: The edits that lead from the original to it.
    """

    text: str
    alignment: Alignment


@cache
def _suspects() -> regex.Pattern[str]:
    import regex

    looks = "".join(LOOK_ALIKES)
    return regex.compile(
        rf"(?P<invisible>[{INVISIBLE}])"
        rf"|(?P<space>[{SPACES}])"
        r"|(?P<cluster>[^\p{M}\s]?[\u00ad\u200b\ufeff]?\p{M}+)"
        rf"|(?P<look>[{looks}])"
        # characters that NFC replaces although no mark follows (ANGSTROM SIGN and the like)
        r"|(?P<single>[\u0340\u0341\u0343\u0344\u0374\u037e\u0387\u1f71-\u1fff\u2126\u212a\u212b\u2329\u232a\u2adc]"
        r"|[\uf900-\ufaff])",
        regex.V0,
    )


@cache
def _any_suspect() -> regex.Pattern[str]:
    """One character that may need an edit: one class, so that clean text is passed at full speed."""
    import regex

    return regex.compile(
        rf"[{INVISIBLE}{SPACES}{''.join(LOOK_ALIKES)}\u0300-\u036f\u0374\u037e\u0387\u0483-\u0489"
        r"\u0591-\u1dff\u1f71-\u1fff\u20d0-\u20ff\u2126\u212a\u212b\u2329\u232a\u2adc\u2cef-\u2cf1\u2d7f"
        r"\u2de0-\u2dff\u302a-\u302f\u3099\u309a\ua66f-\uabff\uf900-\ufe2f\U00010000-\U0010ffff]",
        regex.V0,
    )


def _compose(cluster: str) -> str:
    """NFC of one base and its marks, the letter's marks before its tone."""
    cluster = cluster.replace("\u00ad", "").replace("\u200b", "").replace("\ufeff", "")
    parts = unicodedata.normalize("NFD", cluster)
    if len(parts) > 2 and any(c in _QUALITY for c in parts):
        rank = {**dict.fromkeys(_QUALITY, 0), **dict.fromkeys(_TONES, 1)}
        parts = parts[0] + "".join(sorted(parts[1:], key=lambda c: rank.get(c, 2)))
    return unicodedata.normalize("NFC", parts)


def _joins(text: str, pos: int) -> bool:
    """True for a zero-width (non-)joiner that shapes an emoji or a non-Latin script."""
    return text[pos] in "\u200c\u200d" and 0 < pos and text[pos - 1] > "\u2fff"


def _edits(text: str) -> Iterator[Edit]:
    for m in _suspects().finditer(text):
        start, end, found = m.start(), m.end(), m.group()
        kind = m.lastgroup
        if kind == "invisible":
            if _joins(text, start):
                continue
            yield Edit(start, end, "", "invisible")
        elif kind == "space":
            yield Edit(start, end, " ", "space")
        elif kind == "look":
            yield Edit(start, end, LOOK_ALIKES[found], "look-alike")
        else:
            composed = LOOK_ALIKES.get(found[0], found[0]) + found[1:] if found else found
            composed = _compose(composed)
            if composed != found:
                yield Edit(start, end, composed, "compose")


def normalized_twin(text: str) -> Twin:
    """Returns the normalised twin of a text.

    Args:
        text: Any text.

    Returns:
        The twin, with an alignment back to ``text``. Line breaks stay as they are.

    Example:
        >>> twin = normalized_twin("Nghi\\u0323 quye\\u0302\\u0301t 58/NÐ")
        >>> twin.text
        'Nghị quyết 58/NĐ'
        >>> twin.alignment.span_to_original(5, 10)
        (6, 13)
    """
    if text.isascii() or _any_suspect().search(text) is None:
        return Twin(text, Alignment())
    alignment = Alignment.from_edits(_edits(text))
    return Twin(alignment.apply(text), alignment)
