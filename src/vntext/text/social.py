"""Named repairs for what people type to one another: long letters, short forms, fancy letters.

They change what a text says by a hair, so they are made on request only
(``normalize(text, social=True)``). Each is an edit with a name that can be replayed.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from vntext.alignment import Edit
from vntext.resources import load_lines
from vntext.text.syllables import is_vietnamese_syllable, rarity
from vntext.text.tones import like

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

__all__ = [
    "SOCIAL_STEPS",
    "digit_edits",
    "dropped_letter_edits",
    "elongation_edits",
    "fancy_edits",
    "short_form_edits",
]

_VIETNAMESE = 0.5  # of the words of a line must be syllables, or short forms, for short forms
_COMMON = 12.0  # nats of a syllable that is meant rather than a slip


# The first letters of alphabets on a dark ground, which Unicode has no plain letter for.
_GROUNDS = ("\U0001f150", "\U0001f170")
_SMALL_CAPITALS = dict(zip("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ", "abcdefghijklmnoprstuvwyz", strict=True))


@cache
def _fancy() -> re.Pattern[str]:
    import re

    # mathematical letters, full-width signs and letters, letters in circles and squares; those that
    # are pictures, too, two at least: blood groups, the sign of a car park
    return re.compile(
        "[\u2102-\u213b\U0001d400-\U0001d7ff\uff01-\uff5e\u24b6-\u24e9\u2460-\u2473\U0001f130-\U0001f149]+"
        "|[\U0001f150-\U0001f169\U0001f170-\U0001f189]{2,}"
    )


def _plain(found: str) -> str:
    for first in _GROUNDS:
        if first <= found[0] <= chr(ord(first) + 25):
            return "".join(chr(ord("A") + (ord(c) - ord(first)) % 32) for c in found)
    return unicodedata.normalize("NFKC", found)


@cache
def _capital_words() -> re.Pattern[str]:
    import re

    small = "".join(_SMALL_CAPITALS)
    # no plain small letter: phonetic transcription has both
    return re.compile(rf"(?<![^\W\d_])(?=[^\W\d_]*[{small}])[{small}A-ZÀ-ỹĐđƠơƯư]+(?![^\W\d_])")


def fancy_edits(text: str) -> Iterator[Edit]:
    """Letters of mathematics, in circles and squares, small capitals, full-width signs.

    Example:
        >>> [e.replacement for e in fancy_edits("𝗧𝗶ế𝗻𝗴 ！ ꜱʜᴏᴘ")]
        ['Ti', 'ng', '!', 'shop']
    """
    edits = []
    for m in _fancy().finditer(text):
        plain = _plain(m.group())
        if plain != m.group() and plain.isascii():
            name = "full-width" if "\uff01" <= m.group()[0] <= "\uff5e" else "fancy-letter"
            edits.append(Edit(m.start(), m.end(), plain, name))
    for m in _capital_words().finditer(text):
        plain = "".join(_SMALL_CAPITALS.get(c, c) for c in m.group())
        edits.append(Edit(m.start(), m.end(), plain, "fancy-letter"))
    yield from sorted(edits)


@cache
def _long() -> re.Pattern[str]:
    import re

    return re.compile(r"(?<![^\W\d_])[^\W\d_]{3,40}(?![^\W\d_])")


@cache
def _repeated() -> re.Pattern[str]:
    import re

    # a letter three times, or a bare vowel twice after its accented form
    return re.compile(r"([^\W\d_])\1\1|[^\W\d_]([aeiouyAEIOUY])\2+$")


@cache
def _runs() -> re.Pattern[str]:
    import re

    return re.compile(r"([^\W\d_])\1+", re.IGNORECASE)


def _thrice(word: str) -> bool:
    return any(a == b == c for a, b, c in zip(word, word[1:], word[2:], strict=False))


def _shortened(word: str) -> str | None:
    """A word without its repeated letters, if it is a syllable in use then."""
    once = _runs().sub(lambda m: m.group(1), word)
    candidates = [once]
    if len(once) > 1:
        base = unicodedata.normalize("NFD", once[-2])[0]
        if base.lower() == once[-1].lower() and once[-2] != once[-1]:
            candidates.insert(0, once[:-1])  # "quáaa"
    if word.isascii() and not _thrice(word):
        return None  # "see", "too" are English
    for candidate in candidates:
        if is_vietnamese_syllable(candidate) and rarity(candidate) is not None:
            return candidate
    return None


def elongation_edits(text: str) -> Iterator[Edit]:
    """Letters that are repeated for stress.

    Example:
        >>> [e.replacement for e in elongation_edits("đẹpppp quáaaa, xoong, ôiiii")]
        ['đẹp', 'quá', 'ôi']
    """
    for m in _long().finditer(text):
        word = m.group()
        if not _repeated().search(word) or is_vietnamese_syllable(word) or _ROMAN.issuperset(word):
            continue
        short = _shortened(word)
        if short is not None:
            yield Edit(m.start(), m.end(), short, "elongation")


@cache
def _short_forms() -> dict[str, str]:
    rows = (line.split("\t") for line in load_lines("text/short_forms.tsv"))
    return {row[0]: row[1] for row in rows}


@cache
def _short() -> re.Pattern[str]:
    import re

    forms = sorted(_short_forms(), key=len, reverse=True)
    return re.compile(rf"(?<![\w@#./-])({'|'.join(map(re.escape, forms))})(?![\w@/-]|\.\w)", re.I)


@cache
def _words() -> re.Pattern[str]:
    import re

    return re.compile(r"[^\W\d_]+")


def short_form_edits(text: str) -> Iterator[Edit]:
    """Short forms with one meaning, in lines of Vietnamese, in small letters.

    Example:
        >>> [e.replacement for e in short_form_edits("mình ko biết, đẹp lun; MU vs Chelsea")]
        ['không', 'luôn']
    """
    table = _short_forms()
    start = 0
    for line in text.splitlines(keepends=True):
        found = list(_short().finditer(line))
        if found and _is_vietnamese(line, table):
            for m in found:
                typed = m.group()
                if not (typed.islower() or (typed[0].isupper() and typed[1:].islower())):
                    continue
                if typed[0].isupper() and (line[: m.start()].strip() or len(typed) == 1):
                    continue  # a name, or an initial
                if _beside_name(line, m):
                    continue
                meaning = table[typed.lower()]
                if meaning == typed.lower():
                    continue
                meaning = like(meaning[0], typed[0]) + meaning[1:]
                yield Edit(start + m.start(), start + m.end(), meaning, "short-form")
        start += len(line)


@cache
def _without_n() -> re.Pattern[str]:
    import re

    return re.compile(r"(?<![\w@#./-])[^\W\d_]{2,6}[gG](?![\w@/-])")


def dropped_letter_edits(text: str) -> Iterator[Edit]:
    """Final g for ng: "khôg", "đúg"; words without accents may be English.

    Example:
        >>> [e.replacement for e in dropped_letter_edits("khôg đúg hàg, big hug")]
        ['không', 'đúng', 'hàng']
    """
    for m in _without_n().finditer(text):
        typed = m.group()
        if typed.isascii() or typed[-2] in "nN":
            continue
        whole = typed[:-1] + like("n", typed[-1]) + typed[-1]
        common = rarity(whole)
        if common is not None and common <= _COMMON and is_vietnamese_syllable(whole):
            yield Edit(m.start(), m.end(), whole, "short-form")


def _is_vietnamese(line: str, table: dict[str, str]) -> bool:
    words = _words().findall(line)
    good = sum(w.lower() in table or is_vietnamese_syllable(w) for w in words)
    return len(words) > 1 and good > _VIETNAMESE * len(words)


def _beside_name(line: str, m: re.Match[str]) -> bool:
    """True before a capital or a figure: "MU vs Chelsea", "sp 12"."""
    after = line[m.end() :].lstrip()[:1]
    return after.isupper() or (after.isdigit() and m.group().lower() in ("sp", "đt", "vs", "j"))


@cache
def _digits() -> re.Pattern[str]:
    import re

    # figures with O or l among them, as runs of dates, years and numbers of documents
    return re.compile(r"(?<![\w.])[0-9OoIl]{1,12}(?:[/.-][0-9OoIl]{1,12}){0,4}(?![0-9A-Za-zÀ-ỹ])")


@cache
def _round() -> re.Pattern[str]:
    import re

    # where O can be nothing else: 1OO.OOO, 2OO, 1O%, 1Oh3O
    return re.compile(
        r"(?<![\w./-])(?:[1-9][0-9O]{0,2}(?:[.,][0-9O]{3})+|[1-9]\d?O{1,3}|[0-2O]?[0-9O]h[0-5O][0-9O])"
        r"(?![\w/-]|[.,]\w)"
    )


def digit_edits(text: str) -> Iterator[Edit]:
    """The letters O, I, l that stand for figures inside dates and numbers.

    Example:
        >>> [e.replacement for e in digit_edits("năm 2O20, ngày l5/O8/2019, 20l, 1 lít, 1O%")]
        ['2020', '15/08/2019', '10']
    """
    found: dict[int, Edit] = {}
    for m in _digits().finditer(text):
        if _is_slip(m.group()):
            plain = m.group().translate(_FIGURES)
            found[m.start()] = Edit(m.start(), m.end(), plain, "digit-slip")
    for m in _round().finditer(text):
        plain = m.group().translate(_FIGURES)
        if plain != m.group() and any(map(str.isdigit, m.group())):
            found[m.start()] = Edit(m.start(), m.end(), plain, "digit-slip")
    yield from (found[at] for at in sorted(found))


_ROMAN = frozenset("IVXLCDM")
_FIGURES = str.maketrans("OoIl", "0011")


@cache
def _parts() -> re.Pattern[str]:
    import re

    return re.compile("[/.-]")


def _is_slip(found: str) -> bool:
    """True for a date, a year or a number of a telephone with letters among its figures."""
    figures = sum(map(str.isdigit, found))
    slips = [c for c in found if c in "OoIl"]
    if not slips or figures < 2 or figures < 1.5 * len(slips):
        return False
    if any(part and set(part) <= _ROMAN for part in _parts().split(found)):
        return False  # quý II/2025
    dated = any(c in "/-." for c in found)
    year = len(found) == 4 and found[0] in "12"
    phone = len(found) == 10 and found[0] in "0O"
    return (dated and found[-1] not in "ol") or (year and found[-1] not in "olI") or phone


SOCIAL_STEPS = (
    fancy_edits,
    digit_edits,  # before repeated letters: 1.OOO
    elongation_edits,
    short_form_edits,
    dropped_letter_edits,
)
"""The repairs in the order in which they are made."""
