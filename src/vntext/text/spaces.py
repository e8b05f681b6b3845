"""Spaces that do not belong: runs of them inside a line, and those inside a syllable.

Text that was extracted from a page has gaps where the page had them: "Nghị  quyết 68", "Lu ật Đất
đai", "nga ̀ y". A run counts as one space. Two pieces are joined where at least one of them is no
syllable and the whole is one that is in use; single letters (initials, units, chat) only where the
text has shown that it is broken.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from vntext.alignment import Edit
from vntext.resources import load_toml
from vntext.text.heads import Heads
from vntext.text.scan import places_of
from vntext.text.signs import document_signs
from vntext.text.syllables import is_vietnamese_syllable, rarity

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["space_edits"]

USUAL, RARE = 10.0, 12.0
"""Rarities: of a piece that is a word of its own (one in 22,000), of a whole (one in 160,000)."""

SHORT = 400
"""Characters of a text that is looked through in any case; a longer one shows stray consonants."""

SHORTEST = 2
"""Letters of a word that is put together again."""

MARKS = "\u0300\u0301\u0302\u0303\u0306\u0309\u031b\u0323"


@cache
def _runs() -> re.Pattern[str]:
    return re.compile(r"(?<=\S)(?: [ \t]+|\t[ \t]*)(?=\S)")


@cache
def _loose_mark() -> re.Pattern[str]:
    """A mark that a space parted from its letter, and what may follow: "nga ̀ y"."""
    return re.compile(rf"([^\W\d_]+) ([{MARKS}]+)(?: ?([^\W\d_]{{1,3}})(?![^\W\d_]))?")


@cache
def _letters() -> tuple[str, str]:
    """Consonants and vowels, as they stand inside ``[...]`` of a pattern."""
    small = {c for i in (*range(0x61, 0x250), *range(0x1EA0, 0x1F00)) if (c := chr(i)).islower()}
    bases = {c: unicodedata.normalize("NFD", c)[0] for c in small}
    vowels = "".join(sorted(c for c in small if bases[c] in "aeiouy" or c in "ăâêôơư"))
    return "bcdđghklmnpqrstvx", vowels


@cache
def _pieces() -> re.Pattern[str]:
    """Pieces that may be a part of a syllable: consonants alone, or what begins with a vowel."""
    consonants, vowels = _letters()
    return re.compile(
        # one look behind for both: most characters are inside a word
        rf"(?<![^\W_])(?:(?<=[^\W\d_] )"
        rf"(?:[{consonants}]{{1,3}}|[{vowels}][{vowels}]{{0,2}}[{consonants}]{{0,2}})(?![^\W_])"
        rf"|[{consonants.upper()}{consonants}][{consonants}]{{0,2}}(?= [^\W\d_]))"
    )


@cache
def _consonants() -> Heads:
    """Where a word of consonants alone may stand."""
    ends = ("ch", "gh", "gi", "kh", "ng", "ngh", "nh", "ph", "qu", "th", "tr")
    return Heads(f"{c} " for c in (*_letters()[0], *ends))


def _is_broken(text: str) -> bool:
    """Whether consonants stand alone in a text, as they do where syllables are split."""
    return any(text[at].islower() for at in _consonants().places(text))


@cache
def _common(piece: str, limit: float = USUAL) -> bool:
    found = rarity(piece)
    return found is not None and found <= limit


def _joints(text: str) -> Iterator[tuple[int, bool]]:
    """Spaces that may stand inside a syllable, and whether it is sure that they do."""
    last = -1
    for m in _pieces().finditer(text):
        start, end = m.span()
        piece = m.group()
        known = _common(piece.lower())
        if known and len(piece) > 1:
            continue  # a word of its own: "anh"
        if start > 1 and text[start - 1] == " " and text[start - 2].isalpha():
            begin = start - 1
            while begin > 0 and text[begin - 1].isalpha():
                begin -= 1
            before = text[begin : start - 1]
            # "Điề u", but not "5 m ở"
            fits = not known or (len(before) > 1 and not _common(before.lower()))
            if begin > last and fits and _is_whole(before + piece):
                last = start
                yield start - 1, len(piece) > 1 or not _common(before.lower())
                continue
            if begin > last and _is_stray(piece, before) and _is_whole(before + piece):
                last = start
                yield start - 1, False
                continue
        if known:
            continue
        stop = end + 1
        while stop < len(text) and text[stop].isalpha():
            stop += 1
        rest = text[end + 1 : stop]
        follows = text[end : end + 1] == " " and rest[:1].islower() and start > last
        unit = start > 1 and text[start - 2].isdigit()  # "5 m ở"
        if follows and not unit and _is_whole(piece + rest):
            last = end
            single = len(piece) == 1 and piece.islower()
            yield end, not _common(rest, RARE if single else USUAL)


STRAY = frozenset("iaouyctmnpgkh")
"""Letters that end syllables and are no words in running text."""


@cache
def _lettered() -> frozenset[str]:
    """Words before the letter of a row of a list: "điểm a", "lớp 5 a"."""
    return frozenset(load_toml("text/layout.toml")["lettered"]["words"])


def _is_stray(piece: str, before: str) -> bool:
    """A letter alone that hardly anything but a broken syllable leaves: "Quốc hộ i"."""
    return piece in STRAY and len(before) > 1 and before.lower() not in _lettered()


@cache
def _words() -> re.Pattern[str]:
    return re.compile(r"[^\W\d_]+")


@cache
def _neighbours() -> re.Pattern[str]:
    """Two words with one space between them; matches overlap."""
    return re.compile(r"(?=(?<![^\W_])([^\W\d_]{1,12}) ([^\W\d_]{1,12})(?![^\W_]))")


def _again(text: str) -> Iterator[int]:
    """Spaces within words that stand whole elsewhere: "Trum p", where the text has "Trump"."""
    whole = set(_words().findall(text))
    for m in _neighbours().finditer(text):
        first, second = m.groups()
        joined = first + second
        if (
            len(joined) < SHORTEST
            or joined not in whole
            or (second[0].isupper() and joined.istitle())
        ):
            continue
        if not (_common(first.lower(), RARE) and _common(second.lower(), RARE)):
            yield m.end(1)


@cache
def _broken_sign() -> re.Pattern[str]:
    """Capitals, a space and capitals behind a sign."""
    return re.compile(r"[-–/][^\W\d_a-z]{1,5} [^\W\d_a-z]")


def _may_break_sign(text: str) -> bool:
    """Whether a text may hold a broken sign: one quick look."""
    match = _broken_sign().match
    return any(match(text, at) for at in places_of(text, "-–/"))


@cache
def _broken_signs() -> re.Pattern[str]:
    """A number of a document and its sign, with a space before capitals of it."""
    return re.compile(
        r"(?<![\w/.,-])\d{1,6} ?[-–/](?: ?\d{4} ?[-–/])?(?=[^\n]{0,40}[^\W_a-z] [^\W\d_a-z])"
        r"[^\W\d_]{1,8}\d{0,2}(?:[-–/ ][^\W\d_]{1,8}\d{0,2}){1,7}"
    )


def _sign_joints(text: str) -> Iterator[int]:
    """Spaces within signs: "58/2025/NĐ-C P"."""
    signs = document_signs()
    for m in _broken_signs().finditer(text):
        for space in re.finditer(r"([^\W\d_]+) ([^\W\d_]+)\d{0,2}(?!\w)", m.group()):
            first, second = space.groups()
            joined = first + second
            if joined.lower() in signs and joined == signs[joined.lower()] and len(second) < 5:
                yield m.start() + space.end(1)


@cache
def _piece_shapes() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A word that begins with a piece, and one that ends with a piece."""
    consonants, vowels = _letters()
    return (
        re.compile(
            rf"(?:[{consonants}]{{1,3}}|[{vowels}][{vowels}]{{0,2}}[{consonants}]{{0,2}})(?![^\W_])"
        ),
        re.compile(rf"(?<![^\W_])[{consonants.upper()}{consonants}][{consonants}]{{0,2}}\Z"),
    )


@lru_cache(1 << 14)
def _may_join(word: str) -> bool:
    """Whether what stands between two spaces may be, or end with, a part of a syllable.

    The words of short texts repeat, and hardly any of them may: that is known without a search.
    """
    begins, ends = _piece_shapes()
    found = (begins.match(word), ends.search(word))
    pieces = [m.group() for m in found if m is not None]
    return any(len(piece) == 1 or not _common(piece.lower()) for piece in pieces)


def _is_whole(whole: str) -> bool:
    low = whole.lower()
    return (
        len(whole) <= 7
        and (whole[1:].islower() or len(whole) == 1)
        and is_vietnamese_syllable(low)
        and _common(low, RARE)
    )


def _mark_edits(text: str) -> Iterator[Edit]:
    for m in _loose_mark().finditer(text):
        stem, marks, rest = m.group(1), m.group(2), m.group(3) or ""
        for tail in dict.fromkeys((rest, "")):
            whole = unicodedata.normalize("NFC", stem + marks + tail)
            if is_vietnamese_syllable(whole.lower()):
                stop = m.end() if tail else m.end(2)
                at = m.end(1) - 1
                yield Edit(at, stop, whole[len(stem) - 1 :], "loose-mark")
                break


def space_edits(text: str) -> list[Edit]:
    """The edits that take out spaces that do not belong.

    Args:
        text: A text whose letters are normalised.

    Example:
        >>> for e in space_edits("thành ph ố ra Nghị  quyết"):
        ...     print(e.start, e.end, repr(e.replacement), e.name)
        8 9 '' split-syllable
        18 20 ' ' spaces
    """
    edits: list[Edit] = []
    if "  " in text or "\t" in text:
        edits += [Edit(*m.span(), " ", "spaces") for m in _runs().finditer(text)]
    if _may_break_sign(text):
        edits += [Edit(at, at + 1, "", "split-syllable") for at in _sign_joints(text)]
    broken = any(map(_may_join, text.split(" "))) if len(text) < SHORT else _is_broken(text)
    found = list(_joints(text)) if broken else []
    sure = sum(s for _, s in found)
    if sure:
        found += [(at, True) for at in _again(text)]
        edits += [
            Edit(at, at + 1, "", "split-syllable") for at, s in found if s or sure > len(found) / 4
        ]
    if any(mark in text for mark in MARKS):
        edits += _mark_edits(text)
    edits.sort()
    out: list[Edit] = []
    for e in edits:
        if not out or e.start >= out[-1].end:
            out.append(e)
    return out
