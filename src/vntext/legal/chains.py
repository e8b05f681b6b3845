"""Chains of units in a text: "điểm a khoản 1, điểm b khoản 2 Điều 5", each with its values.

Here "này" is a value too ("khoản 2 Điều này"); `provisions` reads the references of any text.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from vntext.legal.patterns import pattern, source
from vntext.legal.units import unit_kinds, unit_of

__all__ = ["Token", "chains_of", "expanded", "runs_of", "tokens_of", "units"]


@cache
def units() -> dict[str, tuple[str, int]]:
    """Kind of the node and level of each unit, by its name."""
    return {row.name: (row.node, row.level) for row in unit_kinds().values()}


class Token(NamedTuple):
    """A unit and its values.

    Attributes:
        start: First character of the unit's name.
        end: End of the last value (exclusive).
        unit: Name of the unit.
        values: Its numbers or letters; empty for "này".
    """

    start: int
    end: int
    unit: str
    values: tuple[str, ...]

    @property
    def level(self) -> int:
        """Level of the unit, from the smallest to the largest."""
        return units()[self.unit][1]


@cache
def _unit() -> re.Pattern[str]:
    names = "|".join(sorted(units(), key=len, reverse=True)).replace(" ", r"[ \n]{1,2}")
    number, letter = source("value_inner_number"), source("value_inner_letter")
    return re.compile(
        rf"(?<!\w)({names})[ \t\u00a0]{{1,4}}"
        rf"(?:(này)(?!\w)|((?:số[ ]{{0,2}})?(?:{number})|(?:{letter})))"
    )


@cache
def _more() -> re.Pattern[str]:
    number, letter = source("value_inner_number"), source("value_inner_letter")
    return re.compile(rf"(?:,? ?(?:và|hoặc|hay|đến) |, ?|-| - )({number}|{letter})")


def tokens_of(low: str) -> list[Token]:
    """The units of a text in lower case.

    Example:
        >>> [(t.unit, t.values) for t in tokens_of("khoản 1, 2 điều này")]
        [('khoản', ('1', '2')), ('điều', ())]
    """
    out = []
    for m in _unit().finditer(low):
        unit = " ".join(m.group(1).split())
        if m.group(2):
            out.append(Token(m.start(), m.end(), unit, ()))
            continue
        values = [m.group(3)]
        end = m.end()
        if values[0].startswith("số"):
            out.append(Token(m.start(), end, unit, tuple(values)))
            continue
        if (
            unit_kinds()[unit].value == "number"
            and not values[0][-1].isdigit()
            and not values[0][0].isdigit()
        ):
            continue
        while len(values) < 60:
            n = _more().match(low, end)
            if n is None or (n.group(1)[0].isdigit() != values[0][0].isdigit()):
                break
            values += _between(low[end : n.start(1)], values[-1], n.group(1))
            values.append(n.group(1))
            end = n.end()
        out.append(Token(m.start(), end, unit, tuple(values)))
    return out


def _between(joint: str, first: str, last: str) -> list[str]:
    """The numbers inside a range: "khoản 1 đến 5"."""
    if not (first.isdigit() and last.isdigit()) or joint.strip() not in _TO:
        return []
    return [str(n) for n in range(int(first) + 1, min(int(last), int(first) + _LONG))]


_TO = ("đến", "-", "–")
_LONG = 300  # numbers of a range, at most


def _ranged(low: str, tokens: list[Token]) -> list[Token]:
    """Ranges of one unit as one token each: "Điều 14 đến Điều 17"."""
    out: list[Token] = []
    for token in tokens:
        last = out[-1] if out else None
        if last is not None and last.unit == token.unit and last.values and token.values:
            joint = low[last.end : token.start]
            inside = _between(joint, last.values[-1], token.values[0])
            if inside or (joint.strip() in _TO and token.values[0].isdigit()):
                values = (*last.values, *inside, *token.values)
                out[-1] = Token(last.start, token.end, token.unit, values)
                continue
        out.append(token)
    return out


def runs_of(low: str, tokens: list[Token]) -> list[list[list[Token]]]:
    """Runs of tokens with little between them, each as chains from small to large."""
    runs: list[list[list[Token]]] = []
    last: Token | None = None
    for token in tokens:
        joint = low[last.end : token.start] if last is not None else "\n"
        near = last is not None and pattern("inner_joint").fullmatch(joint) is not None
        if not near:
            runs.append([[token]])
        else:
            chain = runs[-1][-1]
            # "Điều này" ends a chain: nothing larger is needed
            up = (
                token.level > chain[-1].level
                and bool(chain[-1].values)
                and pattern("inner_link").fullmatch(joint) is not None
            )
            if up:
                chain.append(token)
            elif token.level < chain[0].level and not joint.strip() and len(chain) == 1:
                chain.insert(0, token)
            else:
                runs[-1].append([token])
        last = token
    return runs


def chains_of(low: str) -> list[list[Token]]:
    """The chains of units in a piece of text, each complete: what it lacks the next one gives.

    Args:
        low: Text in lower case.

    Example:
        >>> [expanded(c) for c in chains_of("điểm a khoản 1, điểm b khoản 2 điều 5")]
        [['điểm a khoản 1 Điều 5'], ['điểm b khoản 2 Điều 5']]
    """
    out: list[list[Token]] = []
    for run in runs_of(low, _ranged(low, tokens_of(low))):
        above: list[Token] = []
        done = []
        for chain in reversed(run):
            top = max(t.level for t in chain)
            article = units()[unit_of("article")][1]
            if above and min(t.level for t in above) > article >= top:
                above = []  # "Điều 10 và Phụ lục III"
            above = [*chain, *(t for t in above if t.level > top)]
            done.append(above)
        out += reversed(done)
    return out


def _written(number: str) -> str:
    """A Roman number in capitals, the letter of an inserted unit behind it small: "IIa"."""
    figures = number[:-1] if number[-1] in "abđe" and len(number) > 1 else number
    return figures.upper() + number[len(figures) :]


def expanded(chain: list[Token]) -> list[str]:
    """The provisions that a chain names, one for each value of its lists."""
    parts = [""]
    for token in sorted(chain, key=lambda t: -t.level):
        row = unit_kinds()[token.unit]
        unit = token.unit.capitalize() if row.node in ("article", "appendix") else token.unit
        roman = row.value == "roman"
        shown = [
            f"{unit} {_written(v) if roman and v.isalpha() and not v.startswith('thứ') else v}"
            for v in token.values or ("này",)
        ]
        parts = [f"{s} {rest}".strip() for rest in parts for s in shown]
    return parts
