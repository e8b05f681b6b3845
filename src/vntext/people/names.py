"""Names of people: their parts, and whether two can mean the same person."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from functools import cache, lru_cache

from vntext.names.table import verdicts_of
from vntext.resources import load_toml
from vntext.text.key import key
from vntext.text.syllables import is_vietnamese_syllable

__all__ = ["TABLE", "Name", "can_be_short_for", "gender_before", "name_parts"]

TABLE = "people/names.toml"


@cache
def _surnames() -> frozenset[str]:
    return frozenset(map(key, verdicts_of("surname")))


@cache
def _east_asian() -> frozenset[str]:
    return frozenset(map(key, load_toml(TABLE)["east_asian"]["words"]))


@cache
def _genders() -> dict[str, str]:
    table = load_toml(TABLE)["gender"]
    return {word: gender for gender in ("m", "f") for word in table[gender]}


def gender_before(text: str, start: int) -> str:
    """The gender that the word before a name tells: ``"m"``, ``"f"`` or ``""``.

    Example:
        >>> gender_before("Bà Trần Thị Bình", 3)
        'f'
    """
    return _gender_in(text[max(0, start - 8) : start])


@lru_cache(maxsize=4096)
def _gender_in(text: str) -> str:
    """The gender that the last word tells; what stands before names comes again and again."""
    before = text.split()
    return _genders().get(before[-1].lower(), "") if before else ""


@dataclass(frozen=True, slots=True)
class Name:
    """A name as written once.

    Attributes:
        text: The name as written.
        parts: The keys of its parts; initials keep their stop.
        nickname: The key of what stands in quotes: ``nhôm`` of ``Vũ "nhôm"``.
        rank: Smaller for the fuller of two names of a person: by parts, initials and capitals.
    """

    text: str
    parts: tuple[str, ...]
    nickname: str = ""
    rank: tuple[int, int, bool] = field(default=(0, 0, False), repr=False, compare=False)

    @staticmethod
    def of(text: str) -> Name:
        """Reads a name.

        Example:
            >>> Name.of('Vũ "nhôm"')
            Name(text='Vũ "nhôm"', parts=('vũ',), nickname='nhôm')
            >>> Name.of("Trần Văn K.").parts
            ('trần', 'văn', 'k.')
        """
        return _read(text) if len(text) <= _USUAL else _read.__wrapped__(text)

    @property
    def is_full(self) -> bool:
        """True for a name of two or more parts."""
        return len(self.parts) > 1

    @property
    def is_initial(self) -> bool:
        """True for one part that is cut short: ``K.``."""
        return len(self.parts) == 1 and self.parts[0].endswith(".")

    @property
    def is_vietnamese(self) -> bool:
        """True if it begins with a Vietnamese family name."""
        return bool(self.parts) and self.parts[0] in _surnames()


_SINGLE = re.compile(r"(?<=\s)['‘]\s*([^'‘’]+?)\s*['’](?=\s|\Z)")
_INITIALS = re.compile(r"(?:\w{1,3}\.){2}|\w\.\w\Z")


def _pieces(part: str) -> list[str]:
    """A part by its hyphens, without the accents that Vietnamese does not have: Díaz-Canel."""
    out = []
    for piece in part.split("-"):
        if piece and not piece.isascii() and not is_vietnamese_syllable(piece):
            bare = unicodedata.normalize("NFD", piece)
            out.append("".join(c for c in bare if not unicodedata.combining(c)))
        elif piece:
            out.append(piece)
    return out or [part]


_USUAL = 60  # characters of a name that is kept: names come again and again


@lru_cache(maxsize=4096)
def _read(given: str) -> Name:
    text = given
    plain: list[str] = []
    nick: list[str] = []
    quoted = False
    if "'" in text or "‘" in text:
        text = _SINGLE.sub(r' "\1" ', text)
    for token in text.replace("“", ' " ').replace("”", ' " ').replace('"', ' " ').split():
        if token == '"':
            quoted = not quoted
        elif token in "'‘’()-–":
            continue
        else:
            (nick if quoted else plain).append(key(token))
    # "Ng.V.A." and "T.Đ" are one token of several initials
    parts = [
        p
        for token in plain
        for p in ([f"{x}." for x in token.split(".") if x] if _INITIALS.match(token) else [token])
    ]
    if not text.isascii() or "-" in text:
        parts = [x for p in parts for x in _pieces(p)]
    parts = [p + "." if len(p) == 1 and p.isalpha() else p for p in parts]
    rank = (-len(parts), sum(p.endswith(".") for p in parts), given.isupper())
    return Name(given, tuple(parts), " ".join(nick), rank)


def name_parts(text: str) -> tuple[str, str, str]:
    """Family, middle and given name, as they are written.

    Vietnamese and other East Asian names begin with the family name, others end with it. What
    stands in quotes is a nickname and no part of the name.

    Example:
        >>> name_parts("Võ Văn Thưởng")
        ('Võ', 'Văn', 'Thưởng')
        >>> name_parts("Angela Dorothea Merkel")
        ('Merkel', 'Dorothea', 'Angela')
        >>> name_parts('Vũ "nhôm"')
        ('', '', 'Vũ')
    """
    plain = "".join(_UNQUOTED.split(text)[::2]) if _QUOTES.intersection(text) else text
    parts = plain.split()
    if len(parts) < 2:
        return "", "", " ".join(parts)
    first, *middle, last = parts
    if key(first) in _surnames() or key(first) in _east_asian():
        return first, " ".join(middle), last
    return last, " ".join(middle), first


_QUOTES = frozenset('"“”')
_UNQUOTED = re.compile(r"([\"“”][^\"“”]*+[\"“”])")


def _part_matches(short: str, full: str) -> bool:
    """Parts are equal, or one is the initial of the other: ``k.`` and ``kiên``."""
    if short == full:
        return True
    a, b = short.rstrip("."), full.rstrip(".")
    return (short.endswith(".") and b.startswith(a)) or (full.endswith(".") and a.startswith(b))


def can_be_short_for(short: Name, full: Name) -> bool:
    """True if ``short`` may be a later mention of the person named ``full``.

    A Vietnamese is called by the last part (``Thưởng``), the last two (``Văn Thưởng``), or family
    name and last part; a foreigner by any end of the name (``Trump``, ``Tập``).

    Example:
        >>> can_be_short_for(Name.of("Thưởng"), Name.of("Võ Văn Thưởng"))
        True
        >>> can_be_short_for(Name.of("Võ"), Name.of("Võ Văn Thưởng"))
        False
        >>> can_be_short_for(Name.of("Merkel"), Name.of("Angela Merkel"))
        True
    """
    a, b = short.parts, full.parts
    if short.nickname and short.nickname == full.nickname:
        return True
    if not a or len(a) >= len(b):
        return False
    if a == b[-len(a) :]:
        return True
    if len(a) == 1 and a[0].endswith(".") and _part_matches(a[0], b[-1]):
        return b[-1].endswith(".") or len(a[0]) > 2
    if full.is_vietnamese and len(b) < 5 and b[0] not in _east_asian():
        return len(a) == 2 and a[0] == b[0] and a[1] == b[-1]
    return a == b[: len(a)] or (len(a) == 2 and a[0] == b[0] and a[1] == b[-1])
