"""The Vietnamese syllable: onset, rhyme and tone, taken apart and put together.

A written syllable is an onset (``ngh``), a rhyme (``iêng``) and one of six tones.  The rhymes stand
in ``data/text/rhymes.tsv``; which onset goes with which rhyme follows from the rules of
spelling (``k`` before ``e ê i y``, ``c`` elsewhere), so that the set of all syllables can be made
and asked.
"""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache, wraps
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeVar

from vntext.checks import check_str
from vntext.resources import load_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = [
    "TONES",
    "Syllable",
    "ToneStyle",
    "all_parts",
    "all_syllables",
    "is_vietnamese_syllable",
    "join_syllable",
    "rarity",
    "split_syllable",
    "syllable_key",
]

# Which letter carries the tone of open oa, oe, uy: "first" hòa, khỏe, thúy; "second" hoà, khoẻ,
# thuý. Both are called old and new by different authors, hence these names.
ToneStyle = Literal["first", "second"]

# No mark, GRAVE, ACUTE, HOOK ABOVE, TILDE, DOT BELOW: ngang, huyền, sắc, hỏi, ngã, nặng.
TONES = ("", "\u0300", "\u0301", "\u0309", "\u0303", "\u0323")
_TONE_OF = {mark: i for i, mark in enumerate(TONES) if mark}

# The longest first: "ngh" is tried before "ng" before "n". "qu" and "gi" are onsets of two letters.
ONSETS = (
    *("ngh", "ch", "gh", "gi", "kh", "ng", "nh", "ph", "qu", "th", "tr"),
    *("b", "c", "d", "đ", "g", "h", "k", "l", "m", "n", "p", "r", "s", "t", "v", "x", ""),
)
_FRONT = "eêi"  # before these /k/ is written k, and /ɣ/, /ŋ/ take an h: kể, ghế, nghe
_GLIDES = ("oa", "oă", "oe", "uâ", "uê", "uy", "uơ")  # rhymes with a glide: hoa, tuần, thuê, thủy
# After "qu" the glide is in the onset: "quân" is qu + ân, and "quýt", "quỳnh" keep their y.
_AFTER_QU = {
    *("a", "ac", "ach", "ai", "am", "an", "ang", "anh", "ao", "ap", "at", "au", "ay"),
    *("ăc", "ăm", "ăn", "ăng", "ăp", "ăt", "ân", "âng", "ât", "âu", "ây", "e", "en", "eo", "et"),
    *("ê", "êch", "ên", "ênh", "êt", "êu", "ơ", "ơi", "ôc", "i", "it", "inh", "ich"),
    *("y", "yên", "yêt", "yt", "ynh", "ych"),
}
# Loan words that are Vietnamese by now put a glide after a lip consonant: xe buýt, phuy, voan.
_LIPS = ("b", "m", "p", "ph", "v")
_AFTER_LIPS = {"oa", "oan", "uy", "uyt", "uyn", "uyp"}


_T = TypeVar("_T")


def of_words(function: Callable[[str], _T]) -> Callable[[str], _T]:
    """Keeps what a function gave for a word; what is no str is refused, hashable or not."""
    kept = lru_cache(maxsize=1 << 15)(function)

    @wraps(function)
    def checked(text: str) -> _T:
        check_str(text)
        return kept(text)

    return checked


class Syllable(NamedTuple):
    """A syllable taken apart, in lower case.

    Attributes:
        onset: The letters before the rhyme, ``""`` when there are none.
        rhyme: The rhyme without its tone.
        tone: 0 ngang, 1 huyền, 2 sắc, 3 hỏi, 4 ngã, 5 nặng.
    """

    onset: str
    rhyme: str
    tone: int


@cache
def rhymes() -> frozenset[str]:
    """Every rhyme without tone, as ``data/text/rhymes.tsv`` has it."""
    return frozenset(line.split("\t")[0] for line in load_lines("text/rhymes.tsv"))


def _fits(onset: str, rhyme: str) -> bool:
    """True where spelling lets the onset stand before the rhyme."""
    first = rhyme[0]
    if onset == "qu":
        return rhyme in _AFTER_QU
    if rhyme[:2] == "yê":
        return onset == ""
    if first == "y":  # kỹ, lý, mỹ, sỹ, tỷ, vy; never after c, g, gh, gi, ng, ngh
        return rhyme == "y" and onset not in ("c", "g", "gh", "gi", "ng", "ngh")
    if rhyme[:2] == "iê" and onset == "":
        return False  # "yên", not "iên"
    if rhyme[:2] in _GLIDES and onset in _LIPS:
        return rhyme in _AFTER_LIPS
    if rhyme[:2] in _GLIDES and onset == "c":
        return False  # qu
    if onset in ("k", "gh", "ngh"):
        return first in _FRONT
    if onset == "c":
        return first not in _FRONT
    if onset in ("g", "ng"):
        return first not in _FRONT  # "gì" and "giêng" are gi + ..., see split_syllable
    if onset == "gi":
        if first == "ê":
            return False  # "giêng" is gi + iêng
        return first != "i" or rhyme in ("i", "in", "ip", "it", "ich") or rhyme[:2] == "iê"
    return True


def _tone_position(rhyme: str, style: str) -> int:
    """Which letter of the rhyme carries the tone."""
    for i in range(len(rhyme) - 1, -1, -1):
        if rhyme[i] in "ăâêôơư":
            return i  # người (the second of ươ), mưa, gửi, lưu
    vowels = 1
    while vowels < len(rhyme) and rhyme[vowels] in "aeiouy":
        vowels += 1
    if vowels == 1:
        return 0
    if vowels == 3 or vowels < len(rhyme):
        return 1  # ngoài, khuỷu; toàn, huỳnh, moóc
    if rhyme in ("oa", "oe", "uy"):
        return 1 if style == "second" else 0
    return 0


@of_words
def split_syllable(text: str) -> Syllable | None:
    """Takes a syllable apart.

    Args:
        text: One word without spaces; case, composition and the place of the tone do not matter.

    Returns:
        Its parts, or None when it is no possible Vietnamese syllable. The place of the tone is not
        judged here: ``"hòan"`` gives the same as ``"hoàn"``.

    Example:
        >>> split_syllable("Nghiêng")
        Syllable(onset='ngh', rhyme='iêng', tone=0)
        >>> split_syllable("quý"), split_syllable("giếng")
        (Syllable(onset='qu', rhyme='y', tone=2), Syllable(onset='gi', rhyme='iêng', tone=2))
        >>> split_syllable("school") is None
        True
    """
    if not 0 < len(text) <= 24:
        return None
    tone = 0
    letters = []
    for c in unicodedata.normalize("NFD", text.lower()):
        if c in _TONE_OF:
            if tone:
                return None
            tone = _TONE_OF[c]
        else:
            letters.append(c)
    bare = unicodedata.normalize("NFC", "".join(letters))
    for onset in ONSETS:
        rhyme = bare[len(onset) :]
        if not bare.startswith(onset) or (not rhyme and onset != "gi"):
            continue
        if onset == "gi" and (rhyme == "" or rhyme[0] in "ênptc"):
            rhyme = "i" + rhyme  # gì, giếng, gìn, gịp: the i is both onset and rhyme
        if (rhyme in rhymes() or onset == "qu") and _fits(onset, rhyme):
            if tone not in (2, 5) and (rhyme[-1] in "cpt" or rhyme[-2:] == "ch"):
                return None
            return Syllable(onset, rhyme, tone)
    return None


def join_syllable(syllable: Syllable, *, style: ToneStyle = "first") -> str:
    """Puts a syllable together, in lower case.

    Args:
        syllable: Its parts.
        style: Which letter of an open ``oa``, ``oe``, ``uy`` carries the tone: the ``"first"``
            ("hòa, khỏe, thúy", as newspapers and laws print) or the ``"second"`` ("hoà, khoẻ,
            thuý", as schoolbooks print). All other syllables are written in one way.

    Example:
        >>> thuy = Syllable("th", "uy", 2)
        >>> join_syllable(thuy), join_syllable(thuy, style="second")
        ('thúy', 'thuý')
        >>> join_syllable(Syllable("gi", "iêng", 2))
        'giếng'
    """
    onset, rhyme, tone = syllable
    at = _tone_position(rhyme, style)
    toned = rhyme[:at] + unicodedata.normalize("NFC", rhyme[at] + TONES[tone]) + rhyme[at + 1 :]
    if onset == "gi" and rhyme[0] == "i":
        return "g" + toned
    return onset + toned


@of_words
def is_vietnamese_syllable(text: str) -> bool:
    """Tells whether a word is a well-written Vietnamese syllable, in use or only possible.

    Args:
        text: One word without spaces, composed or not, in any case. Both places of the tone in open
            ``oa``, ``oe``, ``uy`` are right; elsewhere there is one.

    Returns:
        True for a syllable that can be, written as it should.

    Raises:
        InvalidTextError: If ``text`` is not a str.

    Example:
        >>> [is_vietnamese_syllable(w) for w in ("nghiêng", "HÒA", "hoà", "hòan", "Đức", "school")]
        [True, True, True, False, True, False]
    """
    parts = split_syllable(text)
    if parts is None:
        return False
    written = unicodedata.normalize("NFC", text.lower())
    if written == join_syllable(parts):
        return True
    return written == join_syllable(parts, style="second")


@of_words
def syllable_key(text: str) -> str:
    """The key under which a word is looked up: lower case, one place of the tone, one of i and y.

    Words that are no Vietnamese syllable are only composed and put in lower case. The key is for
    look-ups alone: never show it.

    Example:
        >>> syllable_key("Hoà") == syllable_key("hòa"), syllable_key("Kỹ") == syllable_key("kĩ")
        (True, True)
        >>> syllable_key("thúy") == syllable_key("thúi")
        False
    """
    parts = split_syllable(text)
    if parts is None:
        return unicodedata.normalize("NFC", text.lower())
    onset, rhyme, tone = parts
    if rhyme == "y" or (onset == "qu" and rhyme in ("yt", "ynh", "ych")):
        rhyme = "i" + rhyme[1:]
    return join_syllable(Syllable(onset, rhyme, tone))


@cache
def _rarities() -> dict[str, float]:
    found = {}
    for line in load_lines("text/syllables.tsv"):
        rarity_, syllables = line.split("\t")
        found.update(dict.fromkeys(syllables.split(" "), float(rarity_)))
    return found


def rarity(syllable: str) -> float | None:
    """How rare a syllable is in newspapers and laws.

    Args:
        syllable: One word, in any case and with either place of the tone.

    Returns:
        Minus the natural logarithm of its share of all syllables, in whole nats (``"của"`` 4,
        ``"khuỷu"`` 13); None for what is not in use.

    Example:
        >>> rarity("Của"), rarity("nghoét") is None
        (4.0, True)
    """
    parts = split_syllable(syllable)
    return None if parts is None else _rarities().get(join_syllable(parts))


def all_parts() -> Iterator[Syllable]:
    """Makes every syllable that spelling allows, taken apart."""
    for onset in ONSETS:
        for rhyme in sorted(_AFTER_QU if onset == "qu" else rhymes()):
            if _fits(onset, rhyme):
                stopped = rhyme[-1] in "cpt" or rhyme[-2:] == "ch"
                for tone in (2, 5) if stopped else range(6):
                    yield Syllable(onset, rhyme, tone)


def all_syllables(*, style: ToneStyle = "first") -> Iterator[str]:
    """Makes every syllable that spelling allows, in lower case; about a third is in use.

    Args:
        style: As for `join_syllable`.
    """
    for parts in all_parts():
        yield join_syllable(parts, style=style)
