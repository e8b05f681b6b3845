"""Typed syllables: which letters and which marks the keys of Telex and VNI are.

A syllable is typed as its bare letters and keys for its marks, in whatever order. So a typed word
is parted into letters and keys, and looked up among all syllables that spelling allows.
"""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from vntext.text.syllables import TONES, all_syllables, rarity

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["telex_syllable", "vni_syllable"]

_TELEX_TONES = {"z": 0, "f": 1, "s": 2, "r": 3, "x": 4, "j": 5}
_VNI_TONES = {"0": 0, "2": 1, "1": 2, "3": 3, "4": 4, "5": 5}
_VOWELS = "aeiouy"
_BRACKETS = {"[": "o", "]": "u"}  # of Telex: ơ, ư


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
def telex_syllable(typed: str) -> str:
    """The syllable that a word typed in Telex is, in its case; the word where it is none.

    Example:
        >>> telex_syllable("Nguoiwf"), telex_syllable("hello")
        ('Người', 'hello')
    """
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
def vni_syllable(typed: str) -> str:
    """The syllable that a word typed in VNI is, in its case; the word where it is none.

    Example:
        >>> vni_syllable("Nguo7i2"), vni_syllable("x1")
        ('Người', 'x1')
    """
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
