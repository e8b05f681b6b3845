"""Text typed while the keyboard driver was off: Telex ("Tieengs Vieejt"), VNI ("Tie61ng").

A syllable is typed as its bare letters and keys for its marks, in whatever order. So a typed word
is parted into letters and keys, and looked up among all syllables that spelling allows.
"""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from vntext.checks import check_flag, check_str
from vntext.resources import load_lines
from vntext.text.syllables import TONES, all_syllables, is_vietnamese_syllable, rarity

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Iterator

__all__ = ["from_telex", "from_vni"]

_TELEX_TONES = {"z": 0, "f": 1, "s": 2, "r": 3, "x": 4, "j": 5}
_VNI_TONES = {"0": 0, "2": 1, "1": 2, "3": 3, "4": 4, "5": 5}
_VOWELS = "aeiouy"
_BRACKETS = {"[": "o", "]": "u"}  # of Telex: ơ, ư
# A line is converted when its words then are as common as words of Vietnamese are: in nats, on
# average. Words of other languages that happen to convert ("of" to "ò") are rarer.
_COMMON = 9.5
_ENOUGH = 0.7  # of the words of a line must be Vietnamese then
_STRONG = 11.0  # nats: a syllable that is common enough to be meant
_ENGLISH_RARER = 8.0  # an English word stays where it would be a syllable that is rarer


class _Typed(NamedTuple):
    """A word parted into letters and keys.

    Attributes:
        at: Where its letters stand in what was typed.
        letters: The letters, small and bare.
        tone: The number of the tone.
        hat: The letter that gets a circumflex, "" for none.
        hooks: Horns and breves: "" none, "w" either (Telex), "7" horn, "8" breve.
        stroke: Whether the first d is đ.
    """

    at: tuple[int, ...]
    letters: str
    tone: int
    hat: str
    hooks: str
    stroke: bool


@cache
def _syllables() -> dict[tuple[str, int, str, str, bool], str]:
    """Every syllable by its letters and marks."""
    found: dict[tuple[str, int, str, str, bool], str] = {}
    for syllable in all_syllables():
        letters, tone, hat, hooks, stroke = "", 0, "", "", False
        for c in unicodedata.normalize("NFD", syllable):
            if c in TONES[1:]:
                tone = TONES.index(c)
            elif c == "\u0302":
                hat = letters[-1]
            elif c == "\u031b":
                hooks = "7"
            elif c == "\u0306":
                hooks = "8"
            else:
                stroke |= c == "đ"
                letters += "d" if c == "đ" else c
        for kind in {hooks, "w" if hooks else ""}:
            key = (letters, tone, hat, kind, stroke)
            other = found.get(key)
            if other is None or (rarity(syllable) or 99) < (rarity(other) or 99):
                found[key] = syllable
    return found


def _written(typed: str, parted: _Typed) -> str | None:
    """The syllable in the case of what was typed; None where there is none."""
    syllable = _syllables().get(parted[1:])
    if syllable is None:
        return None
    letters = [typed[i] for i in parted.at]
    return "".join(s.upper() if c.isupper() else s for s, c in zip(syllable, letters, strict=True))


@lru_cache(maxsize=1 << 14)
def _telex(typed: str) -> str:
    low = typed.lower()
    if not set(low) & set("sfrxjzwdaeo[]") or len(low) > 12:
        return typed
    best, cost = typed, 99.0
    for parted in _telex_ways(low):
        found = _written(typed, parted)
        if found is not None and found.lower() != low:
            own = rarity(found) or 20.0
            if own < cost:
                best, cost = found, own
    return best


def _telex_ways(low: str) -> Iterator[_Typed]:
    """All ways in which a word may be letters and keys."""
    letters = list(low)
    hooks = ""
    gone: set[int] = set()
    for i, c in enumerate(low):
        if c in _BRACKETS:
            letters[i], hooks = _BRACKETS[c], "w"
        elif c == "w":
            hooks = "w"
            before = [letters[k] for k in range(i) if k not in gone]
            if any(v in "uoa" for v in before):
                gone.add(i)
            elif any(v in _VOWELS for v in before):
                return
            else:
                letters[i] = "u"  # "tw" is "tư"
    first = next((i for i, c in enumerate(letters) if c in _VOWELS), len(low))
    tones: list[tuple[int, int]] = [(0, -1)]
    tones += [(_TELEX_TONES[c], i) for i, c in enumerate(low) if c in _TELEX_TONES and i > first]
    hats = [-1] + [i for i, c in enumerate(low) if c in "aeo" and c in low[:i] and letters[i] == c]
    strokes = [-1]
    if low[0] == "d":
        strokes += [i for i, c in enumerate(low) if i and c == "d"]
    for tone, t in tones:
        cleared = {i for _, i in tones if 0 <= i < t} if tone == 0 and t >= 0 else set()
        for h in hats:
            for s in strokes:
                out = gone | cleared | {k for k in (t, h, s) if k >= 0}
                at = tuple(i for i in range(len(low)) if i not in out)
                word = "".join(letters[i] for i in at)
                yield _Typed(at, word, tone, low[h] if h >= 0 else "", hooks, s >= 0)
                if h >= 0 and low[h - 2 : h + 1] == low[h] * 3:  # "booong" is "boong"
                    yield _Typed(at, word, tone, "", hooks, s >= 0)


@lru_cache(maxsize=1 << 14)
def _vni(typed: str) -> str:
    low = typed.lower()
    keys = [c for c in low if c.isdigit()]
    if not keys or len(low) > 12 or not low[0].isalpha():
        return typed
    tone = [c for c in keys if c in _VNI_TONES]
    if tone[-1:] == ["0"] and len(tone) == 2 and len(low) - len(keys) > 1:
        tone = ["0"]  # a tone taken back
    hooks = {c for c in keys if c in "78"}
    if len(tone) > 1 or len(hooks) > 1 or keys.count("6") > 1 or keys.count("9") > 1:
        return typed
    if keys.count("7") > 2 or keys.count("8") > 1:
        return typed
    at = tuple(i for i, c in enumerate(low) if not c.isdigit())
    word = "".join(low[i] for i in at)
    number = _VNI_TONES[tone[0]] if tone else 0
    for hat in "aeo" if "6" in keys else ("",):
        parted = _Typed(at, word, number, hat, "".join(hooks), "9" in keys)
        found = _written(typed, parted)
        if found is not None:
            return found
    return typed


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


def _stays(typed: str, converted: str) -> bool:
    """True for an English word that would be a syllable that is rare."""
    return typed.lower() in _english() and (rarity(converted) or 99) > _ENGLISH_RARER


def _convert(text: str, word: Callable[[str], str], force: bool) -> str:
    check_str(text)
    check_flag("force", force)

    lines = text.split("\n")
    for i, line in enumerate(lines):
        careful = not force and not line.isascii()  # some of it was typed with the driver on
        shout = line.isupper()

        def one(m: re.Match[str], careful: bool = careful, shout: bool = shout) -> str:
            typed = m.group()
            found = word(typed)
            if found == typed and ("[" in typed or "]" in typed):
                return "".join(map(word, _brackets().split(typed)))  # "[b]", not ơ
            if force or found == typed:
                return found
            # codes and abbreviations are no typed syllables
            code = typed.isupper() or not found.isupper()
            if not shout and code and any(map(str.isupper, found[1:] + typed[1:])):
                return typed
            if careful and m.start() and found[0].isupper():
                return typed
            if careful and ((rarity(found) or 99) >= _STRONG or len(found) < 2):
                return typed
            return typed if _stays(typed, found) else found

        converted = _words().sub(one, line)
        if converted != line and (force or _is_vietnamese(line, converted)):
            lines[i] = converted
    return "\n".join(lines)


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
            and (rarity(w) or 99) < _STRONG
            for b, w in zip(before, words, strict=True)
        )
    if cost < _COMMON and (
        (strong > 1 and strong >= 0.34 * len(words)) or (strong and 2 * len(good) >= len(words) > 2)
    ):
        return True
    fewer = sum(map(is_vietnamese_syllable, before)) < len(good)
    enough = len(good) >= _ENOUGH * len(words) and cost < _COMMON
    return enough and fewer and (len(good) > 1 or not is_vietnamese_syllable(line.strip()))


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
    return _convert(text, _telex, force)


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
    return _convert(text, _vni, force)
