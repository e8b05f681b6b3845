"""Provisions: "điểm c, khoản 5, Điều 10", "Điều 5 khoản 2", "khoản 1 và 3 Điều 7".

Units are read one after the other on the lower-case text; a chain of units is put in the order
point, clause, article whichever way it is written.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from vntext.legal.patterns import pattern

__all__ = ["Provision", "Unit", "parse_provision"]

# Levels from the smallest to the largest unit.
LEVELS = {
    "tiết": 0,
    "điểm": 1,
    "đoạn": 2,
    "khoản": 3,
    "điều": 4,
    "tiểu mục": 5,
    "mục": 6,
    "chương": 7,
    "phần": 8,
    "phụ lục": 9,
}
_PLAIN = {"diem": "điểm", "khoan": "khoản", "dieu": "điều"}
_ARTICLE = LEVELS["điều"]

_NUMBER = r"\d{1,4}[a-zđ]{0,2}(?:\.\d{1,2}(?!\d)){0,3}(?![\w%])(?![.]\d)(?!/\d)"
_LETTER = r"[a-zđăâêôơư]\d{0,2}(?:\.\d{1,2})?(?!\w)|\d{1,2}[a-zđ]?(?:\.\d{1,2}){0,3}(?![\w%])"
_ROMAN = r"[ivxl]{1,7}(?!\w)|\d{1,3}[a-zđ]?(?:\.\d{1,3}){0,3}(?!\w)|[a-e](?!\w)"
_Q = r"[\"“”'‘’]?"
_JOIN = (
    r"(?:[ \t]?[,;][ \t]?(?:và[ \t]|hoặc[ \t])?|[ \t]?[–-][ \t]?|[ \t](?:và|hoặc|hay|đến|tới)[ \t])"
)

# What may stand between two units. A bracket may explain a point: "Điểm c (…) khoản 1".
_BETWEEN = (
    r"(\)?(?:[ \t]?\([^()\n]{1,240}\))?[ \t]?[,;.–-]?[ \t]{0,3}"
    r"(?:(?:và|hoặc|hay|của|đến|tới|tại|thuộc|trong|cùng)[ \t])?(?:(?:các|từ)[ \t])?)"
)


@cache
def _unit() -> str:
    s = "[ \\t]"
    return (
        rf"(?:(điều(?:{s}(?:điều|khoản))?|khoản|dieu|khoan){s}{{1,3}}(?:số{s}|thứ{s})?"
        rf"({_Q}(?:{_NUMBER}){_Q}|này(?!\w))"
        rf"|(điểm|tiết|diem|đoạn){s}{{1,3}}({_Q}(?:{_LETTER})\)?{_Q}|này(?!\w))"
        rf"|(tiểu{s}mục|mục|chương|phần|phụ{s}lục){s}{{1,3}}"
        rf"((?:số{s})?{_Q}(?:{_ROMAN}){_Q}|này(?!\w)))"
    )


@cache
def _first() -> re.Pattern[str]:
    return re.compile(_unit())


@cache
def _next() -> re.Pattern[str]:
    return re.compile(_BETWEEN + _unit())


@cache
def _more(group: int) -> re.Pattern[str]:
    """Further values of one unit: ", 5", " và 7"; the last one must not count something."""
    value = {2: _NUMBER, 4: _LETTER, 6: _ROMAN}[group]
    return re.compile(rf"{_JOIN}{_Q}(?:{value})\)?{_Q}")


def _values_end(low: str, m: re.Match[str]) -> int:
    """End of the list of values that begins with a unit."""
    end = m.end()
    group = m.lastindex or 2
    if low[end : end + 1] not in (" ", ",", ";", "-", "–", "\t"):
        return end
    more = _more(group - group % 2)
    for _ in range(60):
        n = more.match(low, end)
        if n is None or (pattern("amount").match(low, n.end()) and not more.match(low, n.end())):
            return end
        end = n.end()
    return end


@cache
def _bracket() -> re.Pattern[str]:
    return re.compile(r"\(([^()\n]+)\)")


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


class Provision(NamedTuple):
    """A provision.

    Attributes:
        end: End in the text (exclusive).
        units: The units as written.
        text: The units in canonical order.
        rest: What stood in brackets between the units.
        first_end: End of the first unit.
    """

    end: int
    units: list[Unit]
    text: str
    rest: str
    first_end: int

    @property
    def kinds(self) -> set[str]:
        """Kinds of the units."""
        return {u.kind for u in self.units}


def _clean(value: str) -> str:
    """A value without quotes and closing brackets, with plain separators."""
    if value.isalnum():
        return value
    out = "".join(c for c in value if c not in "\"“”'‘’)")
    return " ".join(out.replace(" ,", ",").replace(",", ", ").split())


def _read(m: re.Match[str], low: str, end: int) -> tuple[str, str]:
    i = m.lastindex or 0
    kind = m.group(i - 1)
    if kind not in LEVELS:
        kind = _PLAIN.get(kind) or " ".join(kind.split())
        if kind.startswith("điều "):  # "điều điều 85", a slip of the pen
            kind = "điều"
    return kind, _clean(low[m.start(i) : end])


def _joint(raw: str) -> str:
    words = raw.split()
    for word in ("và", "hoặc", "hay", "đến", "tới"):
        if word in words:
            return word
    return ";" if ";" in raw else ","


def _chain_text(chain: list[Unit]) -> str:
    """The units of one chain, smallest first, equal units joined as written."""
    levels: dict[int, str] = {}
    for unit in chain:
        level = LEVELS[unit.kind]
        item = f"{unit.kind} {unit.value}"
        if level not in levels:
            levels[level] = item
        elif unit.joint in ",;":
            levels[level] += f", {item}"
        else:
            levels[level] += f" {unit.joint} {item}"
    return " ".join(levels[level] for level in sorted(levels))


def _canonical(units: list[Unit]) -> str:
    if len(units) == 1:
        return f"{units[0].kind} {units[0].value}"
    levels = [LEVELS[u.kind] for u in units]
    rising = levels[-1] >= levels[0]
    chains: list[list[Unit]] = [[units[0]]]
    for before, unit, level in zip(levels, units[1:], levels[1:], strict=False):
        chain = chains[-1]
        back = level < before if rising else level > before
        # "khoản 1 Điều 5, Điều 6": a second article opens a new chain once the first has clauses
        top = level == before and level >= _ARTICLE and len({u.kind for u in chain}) > 1
        if back or top:
            chains.append([unit])
        else:
            chain.append(unit)
    if len(chains) == 1:
        return _chain_text(units)
    out = _chain_text(chains[0])
    for chain, following in pairwise(chains):
        # "điểm a khoản 1, điểm b khoản 2 Điều 5": both points belong to the one article
        shared = max(LEVELS[u.kind] for u in chain) < _ARTICLE
        joint = following[0].joint
        if shared:
            out += f" {joint} " if joint.isalpha() else ", "
        else:
            out += "; "
        out += _chain_text(following)
    return out


def parse_provision(low: str, text: str, pos: int) -> Provision | None:
    """Reads the provision that begins at an offset.

    Args:
        low: The text in lower case.
        text: The text.
        pos: Offset of the first unit's word, in characters.

    Returns:
        The provision, or ``None`` where no number or letter follows the word.

    Example:
        >>> s = "Điều 5 khoản 2 điểm a"
        >>> parse_provision(s.lower(), s, 0).text
        'điểm a khoản 2 điều 5'
    """
    m = _first().match(low, pos)
    if m is None:
        return None
    first_end = end = _values_end(low, m)
    kind, value = _read(m, low, end)
    units = [Unit(kind, value, "")]
    rest: list[str] = []
    follow = _next()
    while len(units) < 60:
        n = follow.match(low, end)
        if n is None:
            break
        between = n.group(1)
        begin = n.end(1)
        if "." in between and not between.startswith(")") and text[begin].isupper():
            break  # a new sentence: "theo Điều 5. Điều 6 quy định"
        stop = _values_end(low, n)
        kind, value = _read(n, low, stop)
        if value == "này" and not between.isspace() and "của" not in between:
            break
        if "(" in between:
            inner = _bracket().search(text, end, begin)
            if inner is not None:
                rest.append(inner.group(1).strip())
        units.append(Unit(kind, value, _joint(between) if between.strip() else ""))
        end = stop
    # "(Điều 155)": a closing mark without its opening one is not part of the provision
    while (
        text[end - 1] in ")\"”'’"
        and text[end - 1] not in text[pos : end - 1]
        and "(" not in text[pos:end]
    ):
        end -= 1
    return Provision(end, units, _canonical(units), "; ".join(rest), min(first_end, end))
