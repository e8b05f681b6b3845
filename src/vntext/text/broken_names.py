"""Names that a line break cuts in two: "thành phố Hồ⏎Chí Minh", "Ủy ban⏎nhân dân".

Such a break is a wrap in a text of any lines, as `vntext.text.cuts` says of references and dates.
A name of the tables (``data/names``) runs over the break, while what stands on either side is no
whole name: "ra biển Đông⏎Hà Nội mưa" is none, although there is a town of the name Đông Hà.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from vntext.resources import load_toml
from vntext.text.name_rows import names_of

__all__ = ["broken_name"]

WORDS = 5
"""Words on either side of the break that may belong to the name."""

REACH = 120
"""Characters of the line above in which its last words stand."""

FEWEST = 2
"""Words that the line above has: names alone on their lines are a list."""


class _Names(NamedTuple):
    """Names of the tables, in small letters where they hold small words.

    Attributes:
        places: Provinces, districts, communes, countries, and people after whom streets are named.
        great: Provinces, cities and countries.
        bodies: Bodies and offices of several words.
        surnames: Surnames.
        middles: Names that stand between surname and given name.
    """

    places: frozenset[str]
    great: frozenset[str]
    bodies: frozenset[str]
    surnames: frozenset[str]
    middles: frozenset[str]


@cache
def _names() -> _Names:
    bodies = names_of("body", "local-body", "body-head", "office")
    return _Names(
        frozenset(names_of("place", "unit", "commune", "namesake")),
        frozenset(names_of("place")),
        frozenset(name.lower() for name in bodies if " " in name),
        frozenset(names_of("surname")),
        frozenset(names_of("middle")),
    )


@cache
def _before() -> dict[str, frozenset[str]]:
    table = load_toml("text/layout.toml")["before_name"]
    return {kind: frozenset(table[kind]) for kind in ("unit", "person")}


@cache
def _run() -> re.Pattern[str]:
    """Words at the beginning; of a line read backwards those at its end."""
    return re.compile(rf"[^\W\d_]+(?:[ ][^\W\d_]+){{0,{WORDS - 1}}}")


def _capitals(words: list[str]) -> int:
    """How many words begin with a capital, from the first one on; none in lines of capitals."""
    n = 0
    while n < len(words) and words[n][0].isupper() and not words[n][1:].isupper():
        n += 1
    return n


def broken_name(text: str, start: int, at: int, below: int) -> str:
    r"""What tells that a break cuts a name in two.

    Args:
        text: A text whose letters are normalised.
        start: Where the line above begins, or a place in it.
        at: Where it ends.
        below: Where the line below begins.

    Returns:
        ``"place"``, ``"person"``, ``"body"``, or ``""`` for none.

    Example:
        >>> text = "Chiều nay, tại thành phố Hồ\nChí Minh"
        >>> broken_name(text, 0, 27, 28)
        'place'
    """
    m, b = _run().match(text[max(start, at - REACH) : at][::-1]), _run().match(text, below)
    if m is None or b is None or text.count(" ", start, at) < FEWEST - 1:
        return ""
    above, after = m.group()[::-1].split(), b.group().split()
    ends, begins = _capitals(above[::-1]), _capitals(after)
    if begins:
        alone = begins == len(after) and not text[b.end() : b.end() + 1].strip()
        if ends == len(above) and at - start > len(m.group()):
            above.insert(0, "")  # behind a comma or dash: "Bà Rịa - Vũng"
        return _by_capitals(above, after, ends, begins, alone=alone)
    return "body" if _is_body(above, after) else ""


def _by_capitals(above: list[str], after: list[str], ends: int, begins: int, *, alone: bool) -> str:
    names = _names()
    if not ends:
        kind = {above[-1], " ".join(above[-2:])}
        if alone:
            return ""  # "Các tỉnh" above a list of them
        if kind & _before()["unit"]:
            return "place" if " ".join(after[:begins]) in names.places else ""
        if kind & _before()["person"]:
            return "person" if 1 < begins < WORDS and after[0] in names.surnames else ""
        return ""
    if ends == len(above):
        return ""
    run, rest = above[-ends:], after[:begins]
    before = {above[-ends - 1].lower(), " ".join(above[-ends - 2 : -ends]).lower()}
    name = " ".join((*run, *rest))
    whole = " ".join(run)
    # a great place may be made of two small ones: Hồ, Chí Minh
    apart = names.great if name in names.great else names.places
    if name in names.places and not (whole in names.places and " ".join(rest) in apart):
        return "place"
    if (
        run[0] in names.surnames
        and before & _before()["person"]
        and begins < WORDS
        and (ends == 1 or run[-1] in names.middles)
        and ends + begins < WORDS
    ):
        return "person"
    return ""


def _is_body(above: list[str], after: list[str]) -> bool:
    """A body or office begins with a capital above and goes on below in small letters."""
    bodies = _names().bodies
    for i in range(1, len(above) + 1):
        if not above[-i][0].isupper():
            continue
        for j in range(1, len(after) + 1):
            if " ".join((*above[-i:], *after[:j])).lower() in bodies:
                return True
    return False
