"""Text typed while the keyboard driver was off: Telex ("Tieengs Vieejt"), VNI ("Tie61ng").

What a typed word is, `vntext.text.keystrokes` tells; here it is decided which words are typed.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from vntext.checks import check_flag, check_str
from vntext.resources import load_lines, load_toml
from vntext.text.keystrokes import telex_syllable, vni_syllable
from vntext.text.syllables import is_vietnamese_syllable, rarity

if TYPE_CHECKING:
    import re
    from collections.abc import Callable

__all__ = ["from_telex", "from_vni"]

# A line is converted when its words then are as common as words of Vietnamese are: in nats, on
# average. Words of other languages that happen to convert ("of" to "ò") are rarer.
_COMMON = 9.5
_ENOUGH = 0.7  # of the words of a line must be Vietnamese then
_STRONG = 11.0  # nats: a syllable that is common enough to be meant
_LONG = 3  # letters of a word whose keys tell that it was typed
# An English word is a syllable where that is as common, and the words around speak for it so much.
_MEANT, _NEIGHBOURS = 11.0, 6.0


@cache
def _words() -> re.Pattern[str]:
    import re

    return re.compile(r"(?<![\w@./\\-])[A-Za-z]++[A-Za-z0-9]*+(?:[\[\]]+[A-Za-z]+)*+(?![\w@/\\])")


@cache
def _brackets() -> re.Pattern[str]:
    import re

    return re.compile(r"([\[\]]+)")


@cache
def _all_words() -> re.Pattern[str]:
    import re

    return re.compile(r"[^\W_]+")


@cache
def _english() -> frozenset[str]:
    """English words that are typed syllables, too."""
    return frozenset(w for line in load_lines("text/english.tsv") for w in line.split(" "))


@cache
def _particles() -> frozenset[str]:
    """Words that newspapers hardly have and chat has everywhere: nhé, ạ, ơi."""
    return frozenset(
        w for w in load_toml("text/layout.toml")["chat_ends"]["words"] if not w.isascii()
    )


def _meant(line: str, doubtful: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Which doubtful words of a converted line are typed syllables after all: spans and syllables.

    Args:
        line: The line, those words as they were typed.
        doubtful: The words and the syllables that they would be.
    """
    if not doubtful:
        return []
    from vntext.text.choose import line_cost

    words = [(m.start(), m.group()) for m in _all_words().finditer(line)]
    at = {start: i for i, (start, _) in enumerate(words)}
    out = []
    for start, end, syllable in doubtful:
        i = at.get(start)
        if i is None or (rarity(syllable) or 99) > _MEANT:
            continue
        before = [w for _, w in words[max(0, i - 2) : i]]
        after = [w for _, w in words[i + 1 : i + 3]]
        other = line_cost([*before, "\0", *after])
        if other - line_cost([*before, syllable, *after]) >= _NEIGHBOURS:
            out.append((start, end, syllable))
    return out


def _convert(text: str, word: Callable[[str], str], force: bool) -> str:
    check_str(text)
    check_flag("force", force)
    lines = text.split("\n")
    for i, line in enumerate(lines):
        if force:
            lines[i] = _words().sub(lambda m: _bracketed(m.group(), word), line)
            continue
        converted = _converted(line, word)
        if converted != line and _is_vietnamese(line, converted):
            lines[i] = converted
    return "\n".join(lines)


def _bracketed(typed: str, word: Callable[[str], str]) -> str:
    found = word(typed)
    if found == typed and ("[" in typed or "]" in typed):
        return "".join(map(word, _brackets().split(typed)))  # "[b]", not ơ
    return found


def _converted(line: str, word: Callable[[str], str]) -> str:
    """A line with its typed words as syllables, without English words and codes."""
    careful = not line.isascii()  # some of it was typed with the driver on
    shout = line.isupper()
    out: list[str] = []
    doubtful: list[tuple[int, int, str]] = []
    last = length = 0
    for m in _words().finditer(line):
        typed = m.group()
        found = _bracketed(typed, word)
        # codes and abbreviations are no typed syllables
        code = typed.isupper() or not found.isupper()
        if (
            found == typed
            or (not shout and code and any(map(str.isupper, found[1:] + typed[1:])))
            or (careful and m.start() and found[0].isupper())
            or (careful and ((rarity(found) or 99) >= _STRONG or len(found) < 2))
        ):
            continue
        out.append(line[last : m.start()])
        length += m.start() - last
        coded = len(typed) == 2 and typed[1].isdigit() and len(line.split()) > 1  # "i5", "y1"
        if coded or typed.lower() in _english():
            doubtful.append((length, length + len(typed), found))
            found = typed
        out.append(found)
        length += len(found)
        last = m.end()
    converted = "".join([*out, line[last:]])
    for start, end, syllable in reversed(_meant(converted, doubtful)):
        converted = converted[:start] + syllable + converted[end:]
    return converted


def _is_vietnamese(line: str, converted: str) -> bool:
    """True when a converted line is Vietnamese, maybe with English words in it."""
    before = [w for w in _all_words().findall(line) if not w.isdigit()]
    words = [w for w in _all_words().findall(converted) if not w.isdigit()]
    good = [
        w
        for w in words
        if is_vietnamese_syllable(w) and not (w.lower() in _english() and w in before)
    ]
    if not good:
        return False
    if all(w in before or b.lower() in _english() for b, w in zip(before, words, strict=False)):
        return False  # English words that are typed syllables, and nothing else
    cost = sum(rarity(w) or 17 for w in good) / len(good)
    # words that say nothing as they were typed, and are common as converted
    strong = 0
    if len(before) == len(words):
        strong = sum(
            b != w
            and not is_vietnamese_syllable(b)
            and b.lower() not in _english()
            and ((rarity(w) or 99) < _STRONG or w.lower() in _particles())
            for b, w in zip(before, words, strict=True)
        )
        # names of products and words of other languages may stand around one that nobody else types
        if len(good) > 1 and any(map(_typed, before, words)):
            return True
    if cost < _COMMON and (
        (strong > 1 and strong >= 0.34 * len(words)) or (strong and 2 * len(good) >= len(words) > 2)
    ):
        return True
    fewer = sum(map(is_vietnamese_syllable, before)) < len(good)
    enough = len(good) >= _ENOUGH * len(words) and cost < _COMMON
    return enough and fewer and (len(good) > 1 or not is_vietnamese_syllable(line.strip()))


def _typed(before: str, after: str) -> bool:
    """True for a word with keys where only the driver wants them: "trie65u", "vieecj", "ha2ng".

    Args:
        before: The word as it was typed, in small letters but for the first.
        after: The syllable that it would be.
    """
    found = rarity(after)
    if found is None or found >= _STRONG or len(after) < _LONG or not before[1:].islower():
        return False
    if before == after or before.lower() in _english() or is_vietnamese_syllable(before):
        return False
    letters = unicodedata.normalize("NFD", after.lower())
    marks = len(letters) - len(after) + ("đ" in letters)
    inside = any(map(str.isdigit, before.rstrip("0123456789")))
    return inside or marks > 1


def from_telex(text: str, *, force: bool = False) -> str:
    """Reads text typed in Telex without the driver.

    The keys of a syllable may come in any order; ``w`` alone is ư, ``[`` and ``]`` inside a word
    are ơ and ư, ``z`` takes a tone away.

    Args:
        text: Any text.
        force: True to convert every word that becomes a Vietnamese syllable; otherwise only lines
            that then read as Vietnamese are converted, English words in them stay, and all other
            lines stay.

    Returns:
        The text as it was meant.

    Raises:
        InvalidTextError: If ``text`` is not a str.
        InvalidOptionError: If ``force`` is neither True nor False.

    Example:
        >>> from_telex("Tieengs Vieejt giafu vaf ddepj")
        'Tiếng Việt giàu và đẹp'
        >>> from_telex("nguwoif ta bao test server xong rooif")
        'người ta bao test server xong rồi'
        >>> from_telex("This is one of the rules for all users")
        'This is one of the rules for all users'
    """
    return _convert(text, telex_syllable, force)


def from_vni(text: str, *, force: bool = False) -> str:
    """Reads text typed in VNI without the driver.

    Args:
        text: Any text.
        force: As for `from_telex`.

    Returns:
        The text as it was meant.

    Raises:
        InvalidTextError: If ``text`` is not a str.
        InvalidOptionError: If ``force`` is neither True nor False.

    Example:
        >>> from_vni("Tie61ng Vie65t gia2u va2 d9e5p")
        'Tiếng Việt giàu và đẹp'
        >>> from_vni("H5N1, A320, co2 va H2O")
        'H5N1, A320, co2 va H2O'
    """
    return _convert(text, vni_syllable, force)
