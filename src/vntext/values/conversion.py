"""Addresses and places with the units of the other era."""

from __future__ import annotations

from typing import NamedTuple

from vntext.checks import check_choice
from vntext.meaning import Place
from vntext.values.address import Address, parse_address
from vntext.values.units import (
    SINCE,
    UNTIL,
    Unit,
    name_key,
    parents,
    predecessors,
    successors,
    unit,
)

__all__ = ["Conversion", "Converted", "convert_address"]


class Converted(NamedTuple):
    """One way to write an address in the other era.

    Attributes:
        text: The address with the units of that era.
        codes: Codes of ward, district and province; since July 2025 there are no districts.
        share: ``"whole"``, ``"main part"`` or ``"part"`` of the old unit that lies there.
    """

    text: str
    codes: tuple[str, str, str]
    share: str


class Conversion(NamedTuple):
    """An address in the other era.

    Attributes:
        options: All ways that it may be written, the likeliest first; none where the units are not
            known.
        certain: Whether there is only one.
    """

    options: tuple[Converted, ...]
    certain: bool

    @property
    def text(self) -> str:
        """The likeliest one, ``""`` where there is none."""
        return self.options[0].text if self.options else ""


ERA_OF = {"2025-07": SINCE, "2025-06": UNTIL}


def convert_address(address: str | Place, to: str = "2025-07") -> Conversion:
    """Writes an address with the units of the other era.

    Args:
        address: An address, or a place of a document.
        to: ``"2025-07"`` for the units since July 2025, ``"2025-06"`` for those of before.

    Returns:
        All ways that it may be written. A unit that was divided gives several.

    Raises:
        InvalidTextError: If ``address`` is neither.
        InvalidOptionError: If ``to`` is no era.

    Example:
        >>> c = convert_address("12 Lê Lợi, phường Bến Nghé, quận 1, TP.HCM")
        >>> c.text, c.certain
        ('12 Lê Lợi, Phường Sài Gòn, Thành phố Hồ Chí Minh', True)
        >>> convert_address("Tỉnh Hà Giang").text
        'Tỉnh Tuyên Quang'
    """
    check_choice("to", to, tuple(ERA_OF))
    if isinstance(address, Place):
        read = Address(address.text, codes=(address.code, "", ""), era=address.era)
    else:
        read = parse_address(address)
    era = ERA_OF[to]
    here = unit(read.era, read.code) if read.era else None
    if here is None:
        return Conversion((), certain=False)
    if era == here.era:
        # one of that name of before may be meant, which went elsewhere
        before = [u for u in (unit(UNTIL, c) for c in read.alternatives) if u is not None]
        codes = dict(pair for u in before for pair in successors(u)) if era == SINCE else {}
        others = [u for u in (unit(era, c) for c in codes if c != here.code) if u is not None]
        options = [
            _written(read, here, "whole"),
            *(_written(read, u, codes[u.code]) for u in others),
        ]
        return Conversion(tuple(options), certain=not others)
    found = successors(here) if era == SINCE else predecessors(here)
    order = {"whole": 0, "main part": 1, "part": 2}
    rows = [(u, share) for u, share in ((unit(era, c), s) for c, s in found) if u is not None]
    # of the parts of a district the one with its name is its centre
    rows.sort(key=lambda row: (order[row[1]], name_key(row[0].bare) != name_key(here.bare)))
    options = [_written(read, u, share) for u, share in rows]
    return Conversion(tuple(options), certain=len(options) == 1)


def _written(read: Address, u: Unit, share: str) -> Converted:
    chain = [u, *(x for x in (unit(u.era, c) for c in parents(u)) if x is not None)]
    front = " ".join(s.text for s in (read.number, read.street) if s is not None)
    codes = {x.level: x.code for x in chain}
    text = ", ".join([*([front] if front else []), *(x.name for x in chain)])
    return Converted(
        text, (codes.get("commune", ""), codes.get("district", ""), codes["province"]), share
    )
