"""Broken UTF-8 with bytes lost: the syllables that are possible tell which they were.

An editor drops a byte that its encoding does not define, or makes a space of a no-break space.
"""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from itertools import islice, product
from typing import TYPE_CHECKING

from vntext.text.mojibake_pages import CodePage, code_page, plausible
from vntext.text.pricing import SIGN, word_cost, words_and_signs
from vntext.text.syllables import is_vietnamese_syllable, rarity

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

__all__ = ["repair_lost"]

_MOST = 24  # combinations of lost bytes that are tried for a word


@cache
def _words() -> re.Pattern[str]:
    import re

    # a no-break space may be a byte of a letter, signs and digits of ASCII are none
    return re.compile(r"[-A-Za-z\x80-\U0010ffff]+")


def repair_lost(text: str, name: str) -> str:
    """Puts bytes back that were lost behind the beginning of a sequence of UTF-8.

    Args:
        text: Text whose whole sequences were read.
        name: One of `CODE_PAGES`, in which it was read.
    """
    page = code_page(name)
    if not page.broken.search(text) and not page.quotes.search(text):
        return text
    text = _spaces(text, page)
    text = page.quotes.sub("”", text)
    spans = [
        m.span()
        for m in _words().finditer(text)
        if page.broken.search(m.group()) and not _right(m.group())
    ]
    places = []
    for start, end in spans:
        readings = _readings(text[start:end], name)
        if readings:
            places.append((start, end, readings))
    if not places:
        return text
    chosen = _chosen(text, places)
    out: list[str] = []
    last = 0
    for (start, end, _), word in zip(places, chosen, strict=True):
        out += [text[last:start], word]
        last = end
    return "".join([*out, text[last:]])


def _right(text: str) -> bool:
    """True for a word that needs no repair."""
    return text.isalpha() and text[1:].islower() and rarity(text) is not None


@lru_cache(maxsize=1 << 14)
def _readings(word: str, name: str) -> tuple[str, ...]:
    """Syllables that a word with lost bytes may be, the most common first."""
    page = code_page(name)
    parts: list[list[str]] = []
    last = 0
    for m in page.broken.finditer(word):
        if m.group(2) is not None:
            return ()  # a whole sequence that is no text
        options = list(_completed(m.group(1), page))
        if options:
            parts += [[word[last : m.start()]], options]
            last = m.end()
    if not parts or len(word) > 24:
        return ()
    parts.append([word[last:]])
    found: dict[str, float] = {}
    for choice in islice(product(*parts), _MOST):
        written = unicodedata.normalize("NFC", "".join(choice))
        words = [w for w in words_and_signs(written) if w[0].isalpha()]
        if words and all(is_vietnamese_syllable(w) for w in words):
            # "vỀ" for "về" is no way to write
            odd = any(w[:1].islower() and not w.islower() for w in words)
            capitals = sum(map(str.isupper, written)) / 100  # small letters are likelier
            found[written] = sum(map(word_cost, words)) + 99 * odd + capitals
    if not found and all(len(options) == 1 for options in parts):
        return ("".join(options[0] for options in parts),)  # nothing else can be: ĐH, Đắk
    if found and min(found.values()) < 99:
        found = {w: cost for w, cost in found.items() if cost < 99}
    return tuple(sorted(found, key=lambda w: found[w])[:6])


def _completed(start: str, page: CodePage) -> Iterator[str]:
    lead = bytes([page.byte[c] for c in start])
    for b in page.lost:
        try:
            char = (lead + bytes([b])).decode("utf-8")
        except UnicodeDecodeError:
            continue
        if plausible().fullmatch(char) and (char.isalpha() or "\u0300" <= char <= "\u036f"):
            yield char


def _chosen(text: str, places: list[tuple[int, int, tuple[str, ...]]]) -> list[str]:
    if all(len(readings) == 1 for _, _, readings in places):
        return [readings[0] for _, _, readings in places]
    from vntext.text.choose import choose

    row: list[tuple[str, ...]] = []
    at: list[int] = []
    last = 0
    for start, end, readings in places:
        row += [(w,) for w in words_and_signs(text[last:start])]
        at.append(len(row))
        row.append(readings)
        last = end
    row += [(w,) for w in words_and_signs(text[last:])]
    found = choose(row)
    return [row[i][found[i]] for i in at]


def _spaces(text: str, page: CodePage) -> str:
    """Reads sequences whose last byte, a no-break space, became a space or went: à, Ơ, Ạ, Ỡ."""

    def put(m: re.Match[str]) -> str:
        before, lead, second, after = m.groups()
        if lead.islower() and is_vietnamese_syllable(before + lead):
            return m.group()
        letter = (bytes([page.byte[c] for c in lead]) + b"\xa0").decode("utf-8")
        alone, joined = before + letter, before + letter + after
        if letter.isupper() and not (before.isupper() or (not before and after)):
            return m.group()
        if second:
            return alone if is_vietnamese_syllable(alone) else m.group()
        if after and is_vietnamese_syllable(joined):
            return m.group() if _apart(alone, after, joined) else alone
        if not after and letter == "à" and text[m.end() : m.end() + 1] in tuple(",.;:!?)"):
            return alone
        return m.group()

    return page.spaces.sub(put, text)


def _apart(alone: str, after: str, joined: str) -> bool:
    """True when two words are likelier than one; the second is a word by itself."""
    if not is_vietnamese_syllable(after):
        return False
    return word_cost(alone) + word_cost(after) + SIGN < word_cost(joined)
