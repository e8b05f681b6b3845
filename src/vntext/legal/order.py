"""The units of a provision in canonical order, whichever way they are written.

"Điều 5 khoản 2 điểm a" and "điểm a khoản 2 Điều 5" name the same point. In a list the words
between the units tell which of them belong together: "Điều 5 khoản 1 và Điều 6".
"""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from vntext.legal.units import unit_kinds, unit_of

__all__ = ["Unit", "canonical"]


class Unit(NamedTuple):
    """One unit of a provision.

    Attributes:
        kind: "điều", "khoản" ...
        value: Its numbers or letters as written, lower case.
        joint: What stands before it.
    """

    kind: str
    value: str
    joint: str

    @property
    def level(self) -> int:
        """Its place from the smallest unit to the largest."""
        return unit_kinds()[self.kind].level

    @property
    def loose(self) -> int:
        """How loosely it is joined to the unit before it: not at all, by a comma, by a word."""
        return 0 if not self.joint else 1 if self.joint == "," else 2


def _chain_text(chain: list[Unit]) -> str:
    """The units of one chain, smallest first, equal units joined as written."""
    levels: dict[int, str] = {}
    for unit in chain:
        item = f"{unit.kind} {unit.value}"
        if unit.level not in levels:
            levels[unit.level] = item
        elif unit.joint in ",;":
            levels[unit.level] += f", {item}"
        else:
            levels[unit.level] += f" {unit.joint} {item}"
    return " ".join(levels[level] for level in sorted(levels))


def _belongs_to_next(units: list[Unit], i: int) -> bool:
    """Whether a smaller unit behind a larger one goes with the larger one that follows it.

    "Điều 5 và khoản 1 Điều 6", "Điều 5, khoản 1 Điều 6"; but "Điều 5 khoản 1 và Điều 6".
    """
    between = 0
    for before, unit in pairwise(units[i:]):
        between = max(between, unit.loose)
        if unit.level > before.level:
            if units[i].loose != between:
                return units[i].loose > between
            return units[-1].level >= units[0].level
    return False


def _chains(units: list[Unit]) -> list[list[Unit]]:
    """The units that belong together."""
    article = unit_kinds()[unit_of("article")].level
    chains = [[units[0]]]
    down: bool | None = None  # the order in which the chain is written
    for i, (before, unit) in enumerate(pairwise(units), 1):
        chain = chains[-1]
        after = units[i + 1] if i + 1 < len(units) else None
        if unit.level == before.level:
            # "khoản 1 Điều 5, Điều 6": a second article opens a chain behind clauses
            new = unit.level >= article and len({u.kind for u in chain}) > 1
            close = after is not None and after.loose < unit.loose
            # "Điều 5 khoản 1 và khoản 2 Điều 6"
            rises = close and after is not None and after.level > unit.level and down is True
            # "Điều 5, Điều 6 khoản 2"
            falls = close and after is not None and after.level < unit.level >= article
            new = new or rises or falls
        elif unit.level > before.level:
            new = down is True
            down = False if not new else None
        elif down is None:
            new = _belongs_to_next(units, i)
            down = None if new else True
        else:
            new = not down
        if new:
            chains.append([unit])
            down = None
        else:
            chain.append(unit)
    return chains


def _with_articles(chains: list[list[Unit]]) -> list[list[Unit]]:
    """Moves an article that stands before the clauses of two chains to the last of them.

    "Điều 5 khoản 1 điểm a và khoản 2 điểm b" has one article for both points.
    """
    article = unit_kinds()[unit_of("article")].level
    for before, chain in pairwise(chains):
        top = [u for u in before if u.level >= article]
        rest = [u for u in before if u.level < article]
        if top and rest and before[0] is top[0] and all(u.level < article for u in chain):
            before[:] = rest
            chain.extend(top)
    return chains


def canonical(units: list[Unit]) -> str:
    """The units, smallest first, as one text.

    Example:
        >>> canonical([Unit("điều", "5", ""), Unit("khoản", "1", ""), Unit("điều", "6", "và")])
        'khoản 1 điều 5; điều 6'
    """
    if len(units) == 1:
        return f"{units[0].kind} {units[0].value}"
    chains = _chains(units)
    if len(chains) == 1:
        return _chain_text(units)
    joints = [chain[0].joint for chain in chains]
    chains = _with_articles(chains)
    article = unit_kinds()[unit_of("article")].level
    out = _chain_text(chains[0])
    for joint, (chain, following) in zip(joints[1:], pairwise(chains), strict=True):
        # "điểm a khoản 1, điểm b khoản 2 Điều 5": both points belong to the one article
        if max(u.level for u in chain) < article:
            out += f" {joint} " if joint.isalpha() else ", "
        else:
            out += "; "
        out += _chain_text(following)
    return out
