"""Names that a judgment cuts to an initial, and the slips where it does not."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vntext.people.mentions import Cluster, Mention

__all__ = ["Slips", "join_slips"]

FEW = 3
"""Full names cut to an initial from which on a document is one that cuts names."""

_INITIAL = re.compile(r"(?P<letters>[^\W\d_]{1,3}?)(?P<stop>\.?)(?P<digit>\d?)")


def _initial(parts: tuple[str, ...]) -> str:
    """The letters that the given name is cut to: ``đ`` of "Trần Văn Đ 1"; empty for a whole one."""
    rest = parts[:-1] if parts[-1].isdigit() else parts
    last = rest[-1] if rest else ""
    m = _INITIAL.fullmatch(last)
    if m is None or not (len(m["letters"]) == 1 or m["stop"] or m["digit"] or rest is not parts):
        return ""
    return m["letters"] if not any(c in "aeiouyăâêôơư" for c in m["letters"][1:]) else ""


def _stem(parts: tuple[str, ...]) -> tuple[str, ...]:
    """The parts before the given name."""
    return parts[:-2] if parts[-1].isdigit() else parts[:-1]


def join_slips(clusters: list[Cluster]) -> list[Cluster]:
    """Joins a name cut to an initial with the one name that begins so: Trần Văn Đ1, Trần Văn Đam.

    Only where the one is the only one of its stem with this initial, and so is the other: of
    "Trần Văn Đ1" and "Trần Văn Đ2" nobody knows who is meant.
    """
    masked: dict[tuple[tuple[str, ...], str], list[Cluster]] = {}
    for c in clusters:
        letters = _initial(c.name.parts)
        if letters:
            masked.setdefault((_stem(c.name.parts), letters[0]), []).append(c)
    if sum(map(len, masked.values())) < FEW:
        return clusters
    whole: dict[tuple[tuple[str, ...], str], list[Cluster]] = {}
    for c in clusters:
        if not _initial(c.name.parts):
            whole.setdefault((c.name.parts[:-1], c.name.parts[-1][0]), []).append(c)
    gone = set()
    for key, some in masked.items():
        others = whole.get(key, [])
        if len(some) == len(others) == 1 and some[0].agrees_with(others[0]):
            others[0].join(some[0])
            gone.add(id(some[0]))
    return [c for c in clusters if id(c) not in gone]


class Slips:
    """Whom a given name alone may mean where full names are cut.

    Args:
        full: The people who are named in full.
    """

    def __init__(self, full: list[Cluster]) -> None:
        masked = [(c, letters) for c in full if (letters := _masked(c))]
        self._masked = masked if len(masked) >= FEW else []
        # "Đ1" of him who is called "Trần Văn Đ1" and "Trần Văn Đam"; names spelt in two ways
        self._ends: dict[str, list[Cluster]] = {}
        for c in full:
            if len(c.mentions) > 1:
                names = {m.name.parts for m in c.mentions} - {c.name.parts}
                for end in {parts[-1] for parts in names if len(parts) > 1}:
                    self._ends.setdefault(end, []).append(c)

    def of(self, mentions: list[Mention]) -> list[Cluster]:
        """The one person with the initial of a given name that no full name ends with."""
        parts = mentions[0].name.parts
        if len(parts) != 1:
            return []
        if parts[0] in self._ends:
            return self._ends[parts[0]]
        if not self._masked or _initial(parts):
            return []
        told = {m.gender for m in mentions if m.gender}
        fits = [
            c
            for c, letters in self._masked
            if parts[0].startswith(letters) and all(c.agrees(gender) for gender in told)
        ]
        return fits if len(fits) == 1 else []


def _masked(c: Cluster) -> str:
    """The letters that the given name is cut to in some mention of a full name."""
    return next(
        (x for m in c.mentions if len(m.name.parts) > 1 and (x := _initial(m.name.parts))), ""
    )
