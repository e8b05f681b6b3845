"""Names of people: their parts, and whether two can mean the same person."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from vntext.names.table import verdicts
from vntext.text.key import key

__all__ = ["Name", "can_be_short_for"]


@cache
def _surnames() -> frozenset[str]:
    return frozenset(key(row.name) for row in verdicts() if row.kind == "surname")


@dataclass(frozen=True, slots=True)
class Name:
    """A name as written once.

    Attributes:
        text: The name as written.
        parts: The keys of its parts; initials keep their stop.
        nickname: The key of what stands in quotes: ``nhôm`` of ``Vũ "nhôm"``.
    """

    text: str
    parts: tuple[str, ...]
    nickname: str = ""

    @classmethod
    def of(cls, text: str) -> Name:
        """Reads a name.

        Example:
            >>> Name.of('Vũ "nhôm"')
            Name(text='Vũ "nhôm"', parts=('vũ',), nickname='nhôm')
            >>> Name.of("Trần Văn K.").parts
            ('trần', 'văn', 'k.')
        """
        plain: list[str] = []
        nick: list[str] = []
        quoted = False
        for token in text.replace("“", ' " ').replace("”", ' " ').replace('"', ' " ').split():
            if token == '"':
                quoted = not quoted
            elif token in "'‘’()":
                continue
            else:
                (nick if quoted else plain).append(key(token))
        # "Ng.V.A." is one token of several initials
        parts = [
            p
            for token in plain
            for p in ([f"{x}." for x in token.split(".") if x] if token.count(".") > 1 else [token])
        ]
        parts = [p + "." if len(p) == 1 and p.isalpha() else p for p in parts]
        return cls(text, tuple(parts), " ".join(nick))

    @property
    def is_full(self) -> bool:
        """True for a name of two or more parts."""
        return len(self.parts) > 1

    @property
    def is_vietnamese(self) -> bool:
        """True if it begins with a Vietnamese family name."""
        return bool(self.parts) and self.parts[0] in _surnames()


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
    if full.is_vietnamese and len(b) < 5 and b[0] not in _EAST_ASIAN:
        return len(a) == 2 and a[0] == b[0] and a[1] == b[-1]
    return a == b[: len(a)] or (len(a) == 2 and a[0] == b[0] and a[1] == b[-1])


# Family names by which other East Asians are called alone: "ông Tập", "ông Kim".
_EAST_ASIAN = frozenset(
    map(key, ("tập", "kim", "moon", "tưởng", "lý", "đặng", "mao", "vương", "giang", "hồ"))
)
