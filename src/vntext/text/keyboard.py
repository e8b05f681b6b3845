"""Text typed while the keyboard driver was off: Telex ("Tieengs Vieejt"), VNI ("Tie61ng")."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from vntext.checks import check_flag, check_str
from vntext.text.syllables import is_vietnamese_syllable, join_syllable, rarity, split_syllable

if TYPE_CHECKING:
    import re
    from collections.abc import Callable

__all__ = ["from_telex", "from_vni"]

_TELEX_TONES = {"s": "\u0301", "f": "\u0300", "r": "\u0309", "x": "\u0303", "j": "\u0323"}
_VNI_TONES = {"1": "\u0301", "2": "\u0300", "3": "\u0309", "4": "\u0303", "5": "\u0323"}
_HAT = {"a": "â", "e": "ê", "o": "ô"}
_HORN = {"u": "ư", "o": "ơ"}
_VOWELS = "aeiouyâăêôơư"
# A line is converted when its words then are as common as words of Vietnamese are: in nats, on
# average. Words of other languages that happen to convert ("of" to "ò") are rarer.
_COMMON = 9.5
_ENOUGH = 0.7  # of the words of a line must be Vietnamese then


class _Word:
    """The letters typed so far, each with its case, and the tone."""

    def __init__(self) -> None:
        self.letters: list[str] = []
        self.capitals: list[bool] = []
        self.tone = ""
        self.keys = 0  # letters and figures that were commands

    def add(self, c: str) -> None:
        self.letters.append(c.lower())
        self.capitals.append(c.isupper())

    def change(self, table: dict[str, str]) -> bool:
        """Changes the last letter that the table names."""
        for i in range(len(self.letters) - 1, -1, -1):
            if self.letters[i] in table:
                self.letters[i] = table[self.letters[i]]
                self.keys += 1
                return True
        return False

    def horn(self, *, breve: bool) -> bool:
        """Puts the horn on u and o, on both of "uo"; or the breve on a."""
        typed = "".join(self.letters)
        at = typed.rfind("uo")
        if at < 0:
            at = typed.rfind("ưo")
        if at >= 0 and typed[at - 1 : at] != "q":
            self.letters[at : at + 2] = ["ư", "ơ"]
            self.keys += 1
            return True
        return self.change(_HORN | {"a": "ă"} if breve else _HORN)

    def stroke(self) -> bool:
        if self.letters[:1] != ["d"]:
            return False
        self.letters[0] = "đ"
        self.keys += 1
        return True

    @property
    def has_vowel(self) -> bool:
        return any(c in _VOWELS for c in self.letters)

    def result(self, typed: str) -> str:
        """The Vietnamese syllable, or what was typed when there is none."""
        if not self.keys:
            return typed
        bare = "".join(self.letters)
        parts = split_syllable(bare + self.tone)
        if parts is None:  # open "uơ" has one horn: huơ, thuở
            parts = split_syllable(bare.replace("ươ", "uơ") + self.tone)
        if parts is None:
            return typed
        written = join_syllable(parts)
        if len(written) != len(self.letters):
            return typed
        return "".join(
            w.upper() if capital else w for w, capital in zip(written, self.capitals, strict=True)
        )


@lru_cache(maxsize=1 << 14)
def _telex(typed: str) -> str:
    word = _Word()
    for c in typed:
        low = c.lower()
        letters = word.letters
        if low in _TELEX_TONES and word.has_vowel and not word.tone:
            word.tone = _TELEX_TONES[low]
            word.keys += 1
        elif low == "w":
            if not word.horn(breve=True):
                word.add("Ư" if c == "W" else "ư")
                word.keys += 1
        elif (
            low in _HAT
            and low in letters
            and (letters[-1] == low or (letters[-1] not in _VOWELS and word.has_vowel))
        ):
            word.change({low: _HAT[low]})
        elif low in _HAT and letters[-1:] == [_HAT[low]]:
            letters[-1] = low  # "booong" is "boong"
            word.add(c)
        elif low != "d" or not letters or letters == ["g", "d"] or not word.stroke():
            word.add(c)
    return word.result(typed)


@lru_cache(maxsize=1 << 14)
def _vni(typed: str) -> str:
    word = _Word()
    for c in typed:
        done = False
        if c in _VNI_TONES and word.has_vowel and not word.tone:
            word.tone = _VNI_TONES[c]
            word.keys += 1
            done = True
        elif c == "6":
            done = word.change(_HAT)
        elif c == "7":
            done = word.horn(breve=False)
        elif c == "8":
            done = word.change({"a": "ă"})
        elif c == "9":
            done = word.stroke()
        if not done:
            if c.isdigit():
                return typed
            word.add(c)
    return word.result(typed)


@cache
def _words() -> re.Pattern[str]:
    import re

    return re.compile(r"(?<![\w@./\\-])[A-Za-z]++[A-Za-z0-9]*+(?![\w@/\\])")


@cache
def _all_words() -> re.Pattern[str]:
    import re

    return re.compile(r"[^\W_]+")


def _convert(text: str, word: Callable[[str], str], force: bool) -> str:
    check_str(text)
    check_flag("force", force)
    lines = text.split("\n")
    for i, line in enumerate(lines):
        converted = _words().sub(lambda m: word(m.group()), line)
        if converted != line and (force or _is_vietnamese(line, converted)):
            lines[i] = converted
    return "\n".join(lines)


def _is_vietnamese(line: str, converted: str) -> bool:
    words = [w for w in _all_words().findall(converted) if not w.isdigit()]
    good = [w for w in words if is_vietnamese_syllable(w)]
    if len(good) < _ENOUGH * len(words):
        return False
    cost = sum(rarity(w) or 17 for w in good) / len(good)
    before = [w for w in _all_words().findall(line) if not w.isdigit()]
    fewer = sum(is_vietnamese_syllable(w) for w in before) < len(good)
    return cost < _COMMON and fewer and (len(good) > 1 or not is_vietnamese_syllable(line.strip()))


def from_telex(text: str, *, force: bool = False) -> str:
    """Reads text typed in Telex without the driver.

    Args:
        text: Any text.
        force: True to convert every word that becomes a Vietnamese syllable; otherwise only lines
            that then read as Vietnamese are converted, and all others stay.

    Example:
        >>> from_telex("Tieengs Vieejt giafu vaf ddepj")
        'Tiếng Việt giàu và đẹp'
        >>> from_telex("This is one of the rules for all users")
        'This is one of the rules for all users'
    """
    return _convert(text, _telex, force)


def from_vni(text: str, *, force: bool = False) -> str:
    """Reads text typed in VNI without the driver.

    Args:
        text: Any text.
        force: As for `from_telex`.

    Example:
        >>> from_vni("Tie61ng Vie65t gia2u va2 d9e5p")
        'Tiếng Việt giàu và đẹp'
        >>> from_vni("H5N1, A320, co2 va H2O")
        'H5N1, A320, co2 va H2O'
    """
    return _convert(text, _vni, force)
