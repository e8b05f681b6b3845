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

__all__ = ["SOCIAL_STEPS", "digit_edits", "elongation_edits", "fancy_edits", "short_form_edits"]

_VIETNAMESE = 0.5  # of the words of a line must be syllables, or short forms, for short forms


@cache
def _fancy() -> re.Pattern[str]:
    import re

    # mathematical letters, full-width signs and letters, letters in circles and squares
    return re.compile("[\U0001d400-\U0001d7ff\uff01-\uff5e\u24b6-\u24e9\u2460-\u2473]+")


def fancy_edits(text: str) -> Iterator[Edit]:
    """Letters of mathematics and full-width signs as plain ones.

    Example:
        >>> [e.replacement for e in fancy_edits("𝗧𝗶ế𝗻𝗴 ！")]
        ['Ti', 'ng', '!']
    """
    for m in _fancy().finditer(text):
        plain = unicodedata.normalize("NFKC", m.group())
        if plain != m.group() and plain.isascii():
            name = "full-width" if "\uff01" <= m.group()[0] <= "\uff5e" else "fancy-letter"
            yield Edit(m.start(), m.end(), plain, name)


@cache
def _long() -> re.Pattern[str]:
    import re

    # a word with a letter three times, or a bare vowel twice after its accented form
    return re.compile(r"[^\W\d_]*([^\W\d_])\1\1+[^\W\d_]*|[^\W\d_]+([aeiouyAEIOUY])\2+(?![^\W\d_])")


@cache
def _runs() -> re.Pattern[str]:
    import re

    return re.compile(r"([^\W\d_])\1+", re.IGNORECASE)


def _shortened(word: str) -> str | None:
    """A word without its repeated letters, if it is a syllable in use then."""
    once = _runs().sub(lambda m: m.group(1), word)
    candidates = [once]
    if len(once) > 1:
        base = unicodedata.normalize("NFD", once[-2])[0]
        if base.lower() == once[-1].lower() and once[-2] != once[-1]:
            candidates.insert(0, once[:-1])  # "quáaa"
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
        if is_vietnamese_syllable(word):
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
                meaning = like(meaning[0], typed[0]) + meaning[1:]
                yield Edit(start + m.start(), start + m.end(), meaning, "short-form")
        start += len(line)


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


def digit_edits(text: str) -> Iterator[Edit]:
    """The letters O, I, l that stand for figures inside dates and numbers.

    Example:
        >>> [e.replacement for e in digit_edits("năm 2O20, ngày l5/O8/2019, CO2, 20l, 1 lít")]
        ['2020', '15/08/2019']
    """
    for m in _digits().finditer(text):
        found = m.group()
        figures = sum(map(str.isdigit, found))
        slips = [c for c in found if c in "OoIl"]
        if not slips or figures < 2 or figures < 1.5 * len(slips):
            continue
        dated = any(c in "/-." for c in found)
        year = len(found) == 4 and found[0] in "12"
        phone = len(found) == 10 and found[0] in "0O"
        if (dated and found[-1] not in "ol") or (year and found[-1] not in "olI") or phone:
            plain = found.translate(str.maketrans("OoIl", "0011"))
            yield Edit(m.start(), m.end(), plain, "digit-slip")


SOCIAL_STEPS = (fancy_edits, elongation_edits, short_form_edits, digit_edits)
"""The repairs in the order in which they are made."""
