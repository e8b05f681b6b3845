"""The table of acts: what is known of an act, and whether it is in force.

The table stands in ``data/legal/acts.tsv``; its own date is `AS_OF`. Acts of your own go before it.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from vntext.errors import InvalidOptionError
from vntext.legal.find import find_rows
from vntext.legal.identity import Identity
from vntext.legal.reader import own_key
from vntext.resources import load_lines
from vntext.text.heads import lower

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["AS_OF", "Act", "ActTable", "Force", "default_acts", "in_force", "lookup_act"]

AS_OF = datetime.date(2025, 11, 28)
"""What happened later the table does not know."""


@dataclass(frozen=True, slots=True)
class Act:
    """What is known of an act. Unknown fields are empty.

    Attributes:
        number: Its number as it writes it ("60/2024/QH15").
        type: Its type in full ("luật").
        name: Its name; of a law with its type.
        short: Other names.
        issuer: Body that issued it.
        date: Day of issue (ISO).
        effect: First day of effect (ISO).
        amends: Numbers of the acts that it amends.
        replaces: Numbers of the acts that it replaces or repeals.
    """

    number: str
    type: str
    name: str = ""
    short: tuple[str, ...] = ()
    issuer: str = ""
    date: str = ""
    effect: str = ""
    amends: tuple[str, ...] = ()
    replaces: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """Its key, as `LegalReference.key`."""
        return own_key(
            Identity(
                number=self.number or None,
                type=self.type,
                title=re.sub(rf"^{self.type}\s+", "", self.name, flags=re.IGNORECASE),
                issuer=self.issuer or None,
                date=self.date or None,
            )
        )


@dataclass(frozen=True, slots=True)
class Force:
    """Whether an act is in force on a day.

    Attributes:
        state: ``"yes"``, ``"no"`` or ``"unknown"``.
        reason: ``"not yet"``, ``"replaced"``, ``"no date of effect"``, ``"no such act"`` or ``""``.
        amended_by: Numbers of the acts that amended it by that day.
        replaced_by: Numbers of the acts that replaced it by that day.
        as_of: Day of the table: later changes are not known (ISO).
    """

    state: str
    reason: str = ""
    amended_by: tuple[str, ...] = ()
    replaced_by: tuple[str, ...] = ()
    as_of: str = AS_OF.isoformat()


@dataclass(slots=True)
class ActTable:
    """Acts by number and by name.

    Args:
        acts: The acts; of two with one number the first counts.
        below: A table that is asked for what this one does not know.

    Example:
        >>> own = ActTable([Act("99/2031/QH17", "luật", "Luật Hồ điều hòa", date="2031-06-10")])
        >>> own.find("Luật Hồ điều hòa").number
        '99/2031/QH17'
    """

    acts: Iterable[Act]
    below: ActTable | None = None
    _by_number: dict[str, list[Act]] = field(init=False, repr=False)
    _by_name: dict[str, list[Act]] = field(init=False, repr=False)
    _amended: dict[str, list[Act]] = field(init=False, repr=False)
    _replaced: dict[str, list[Act]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self.acts = tuple(self.acts)
        self._by_number, self._by_name, self._amended, self._replaced = {}, {}, {}, {}
        for act in self.acts:
            self._by_number.setdefault(plain(act.number), []).append(act)
            for name in (act.name, *act.short):
                if name:
                    self._by_name.setdefault(plain(name), []).append(act)
            for number in act.amends:
                self._amended.setdefault(plain(number), []).append(act)
            for number in act.replaces:
                self._replaced.setdefault(plain(number), []).append(act)

    def find(self, act: str) -> Act | None:
        """The act of a number, a name or a key; of several the latest.

        Args:
            act: ``"60/2024/QH15"``, ``"Luật Dữ liệu"``, ``"Luật Đất đai 2024"`` or a key.
        """
        wanted = plain(act)
        found = self._by_number.get(wanted) or self._by_name.get(wanted)
        if not found:
            found = self._by_reference(act)
        if found:
            return max(found, key=lambda a: a.date)
        return self.below.find(act) if self.below is not None else None

    def _by_reference(self, act: str) -> list[Act]:
        kind, _, rest = act.partition(":")
        if rest:  # a key
            number = rest.partition(":")[0]
            start = f"{number}/" if number[:1].isdigit() else ""
            named = plain(f"{kind} {number}")
            rows = [
                a for n, acts in self._by_number.items() if start and _like(n, start) for a in acts
            ]
            rows += self._by_name.get(named, ())
            rows += self._by_name.get(plain(f"{kind} {rest.replace(':', ' ')}"), ())
            return [a for a in rows if a.key == act]
        for row in find_rows(act):
            if row.code:
                rows = self._by_number.get(plain(row.code), [])
                return [a for a in rows if a.type == row.type] or rows
            named = plain(act[row.start : row.end])
            year = str(row.year) if row.year else ""
            name = named.removesuffix(year).strip().removesuffix("năm").strip() if year else named
            rows = self._by_name.get(named) or self._by_name.get(name, [])
            return [a for a in rows if not year or a.date.startswith(year)]
        return []

    def amended_by(self, number: str) -> list[Act]:
        """The acts that amend one."""
        below = self.below.amended_by(number) if self.below is not None else []
        return [*self._amended.get(plain(number), ()), *below]

    def replaced_by(self, number: str) -> list[Act]:
        """The acts that replace one."""
        below = self.below.replaced_by(number) if self.below is not None else []
        return [*self._replaced.get(plain(number), ()), *below]


def plain(name: str) -> str:
    """A name or number as it is looked up.

    Example:
        >>> plain(" 08/2022/NĐ-CP"), plain("Luật  Đất đai")
        ('8/2022/nđ-cp', 'luật đất đai')
    """
    return " ".join(lower(name).split()).lstrip("0")


def _like(number: str, start: str) -> bool:
    return number.startswith(start) or number.split("-", maxsplit=1)[0] == start.rstrip("/")


@cache
def default_acts() -> ActTable:
    """The table of the package."""
    acts = []
    for line in load_lines("legal/acts.tsv"):
        number, kind, name, short, issuer, date, effect, amends, replaces = line.split("\t")
        acts.append(
            Act(
                number,
                kind,
                name,
                _list(short),
                issuer,
                date,
                effect,
                _list(amends),
                _list(replaces),
            )
        )
    return ActTable(acts)


def _list(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split("; ") if part)


def lookup_act(act: str, *, acts: ActTable | None = None) -> Act | None:
    """What is known of an act.

    Args:
        act: Its number, its name or its key.
        acts: A table of your own; it asks the package's only where it was made with ``below``.

    Returns:
        The act, the latest of several of one name; ``None`` where none is known.

    Raises:
        InvalidOptionError: If ``act`` is no str.

    Example:
        >>> lookup_act("31/2024/QH15").name, lookup_act("Luật Đất đai năm 2013").number
        ('Luật Đất đai', '45/2013/QH13')
    """
    if not isinstance(act, str):
        raise InvalidOptionError(f"an act is a number, a name or a key, not {act!r}")
    return (acts or default_acts()).find(act)


def in_force(act: str, on: datetime.date | str, *, acts: ActTable | None = None) -> Force:
    """Whether an act is in force on a day, as far as the table knows.

    Args:
        act: Its number, its name or its key.
        on: The day, or its ISO form.
        acts: A table of your own.

    Returns:
        The answer, with the acts that amended or replaced it by then.

    Raises:
        InvalidOptionError: If ``on`` is no day.

    Example:
        >>> in_force("45/2013/QH13", "2020-05-01").state
        'yes'
        >>> answer = in_force("45/2013/QH13", "2025-01-01")
        >>> answer.state, answer.reason, answer.replaced_by, answer.as_of
        ('no', 'replaced', ('31/2024/QH15',), '2025-11-28')
    """
    table = acts or default_acts()
    try:
        day = (
            on.isoformat()
            if isinstance(on, datetime.date)
            else datetime.date.fromisoformat(on).isoformat()
        )
    except (TypeError, ValueError) as e:
        raise InvalidOptionError(f"on is a day, not {on!r}") from e
    found = lookup_act(act, acts=table)
    if found is None:
        return Force("unknown", "no such act")

    def since(rows: list[Act]) -> tuple[str, ...]:
        dated = [(a.effect or a.date, a.number) for a in rows]
        return tuple(dict.fromkeys(n for d, n in sorted(dated) if d and d <= day))

    amended, replaced = (
        since(table.amended_by(found.number)),
        since(table.replaced_by(found.number)),
    )
    if replaced:
        return Force("no", "replaced", amended, replaced)
    if not found.effect:
        early = found.date and day < found.date
        return Force(
            "no" if early else "unknown", "not yet" if early else "no date of effect", amended
        )
    if day < found.effect:
        return Force("no", "not yet", amended)
    return Force("yes", "", amended)
