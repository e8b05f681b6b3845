"""Rules for names of friends in a row: "[Minh Tú] [Ngọc Bích] mai nhớ tới nha".

Who answers a post calls friends by the names of their accounts, one behind the other without a
mark, some with the family name last. As `vntext.decide.rules`, with the same tables.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from vntext.decide.case import rule_table
from vntext.patterns import Pattern
from vntext.text.syllables import is_vietnamese_syllable

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from vntext.decide.case import Case

__all__ = ["FRIENDS", "cut_names"]

SHORTEST = 11
"""Characters of the shortest row of two names."""

FEWEST, MOST = 4, 24
"""Words of the shortest and the longest row that is cut."""

LONGEST = 4
"""Words of the longest name."""

ANOTHER = 0.7
"""What one more name costs."""

FIRST = {True: (9.0, 1.0, 0.0, 0.5), False: (9.0, 1.2, 0.6, 2.0)}
"""What a name of one to four words costs whose first word is surely, or perhaps, a family name."""

LAST = {True: (9.0, 0.5, 0.7, 2.0), False: (9.0, 1.2, 2.0, 5.0)}
"""The same with the family name last."""

NEITHER = (5.0, 1.2, 3.0, 6.0)
"""The same with no family name at either end."""

INSIDE = 3.0
"""What a sure family name inside a name costs, and a middle name at an end of one."""


@cache
def _families() -> tuple[frozenset[str], frozenset[str]]:
    """Words that are hardly anything but family names, and those that are given names too."""
    row = rule_table()["friends"]
    return frozenset(row["sure"]), frozenset(row["perhaps"])


def _cost(words: Sequence[str]) -> float:
    sure, perhaps = _families()
    n = len(words) - 1
    costs = [NEITHER[n]]
    for word, table in ((words[0], FIRST), (words[-1], LAST)):
        if word in sure or word in perhaps:
            costs.append(table[word in sure][n])
    middle = rule_table()["friends"]["middle"]
    torn = sum(word in sure for word in words[1:-1]) + (words[0] in middle) + (words[-1] in middle)
    return min(costs) + INSIDE * torn


def cut_names(words: Sequence[str]) -> list[int]:
    """Where the names in a row end.

    Args:
        words: The words of the row.

    Returns:
        For each name the number of the words up to its end.

    Example:
        >>> cut_names("Huyền Nguyễn Trần Ngọc Duy Minh Tú".split())
        [2, 5, 7]
        >>> cut_names("Nguyễn Thị Minh Khai".split())
        [4]
    """
    best: list[tuple[float, int]] = [(0.0, 0)]
    for end in range(1, len(words) + 1):
        sizes = range(1, min(LONGEST, end) + 1)
        best.append(
            min((best[end - k][0] + _cost(words[end - k : end]) + ANOTHER, k) for k in sizes)
        )
    ends, at = [], len(words)
    while at:
        ends.append(at)
        at -= best[at][1]
    return ends[::-1]


@cache
def _row() -> Pattern:
    """A row of words with capitals; a line goes on behind it as in talk, without a stop."""
    word = r"\p{Lu}\p{Ll}*+"
    return Pattern(
        rf"(?P<row>{word}(?: {word}){{3,}}+)"
        r"(?: \p{Ll}| ?[^\p{L}\p{P}\s\d])[^\n<]*+(?<![.:;])(?:[\n<]|\Z)"
    )


def friends(case: Case) -> None:
    """A line that opens with names of friends in a row holds as many people."""
    text = case.text
    for number, f in case.of("PERSON"):
        if f.end - f.start < SHORTEST or not _opens_line(text, f.start):
            continue
        m = _row().match(text, f.start)
        if m is None or m.end("row") < f.end or number in case.instead:
            continue
        words = m["row"].split(" ")
        if not FEWEST <= len(words) <= MOST:
            continue
        sure = sum(word in _families()[0] for word in words)
        # names without accents, or foreign ones, only among family names; no names of a word more
        # than the tagger saw without one
        if sure < 2 and not (m.end("row") == f.end and all(map(_is_part, words))):
            continue
        ends = cut_names(words)
        spans = case.over(*m.span("row"))
        if len(ends) < 2 or any(x.label != "PERSON" or x.end > m.end("row") for _, x in spans):
            continue
        for n, _ in spans:
            case.instead[n] = "friends", None
        begin = 0
        for end in ends:
            a = m.start() + len(" ".join(words[:begin])) + (begin > 0)
            b = m.start() + len(" ".join(words[:end]))
            case.made.append(f._replace(start=a, end=b, rule="friends"))
            begin = end


def _opens_line(text: str, start: int) -> bool:
    """Whether nothing but a mark of a list or a tag stands before a place on its line."""
    before = text[max(0, start - 3) : start]
    return before[-1:] in ("", "\n", ">") or before in ("\n- ", "\n* ", "- ", "* ", "\n• ", "• ")


def _is_part(word: str) -> bool:
    return is_vietnamese_syllable(word.lower())


FRIENDS: tuple[Callable[[Case], None], ...] = (friends,)
"""The rules of this module in order."""
