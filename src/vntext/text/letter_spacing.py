"""Lines whose letters stand apart, as PDF has headings: "c ñ a   T h ñ   t − í n g"."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import re

__all__ = ["close_letters"]

_FEWEST = 6  # pieces of such a line
_SINGLE = 0.8  # of them that are one character
_FORMULA = frozenset("=+<>*|")


@cache
def _spaced() -> re.Pattern[str]:
    import re

    return re.compile(r"^[ \t]*\S \S(?: {1,6}\S{1,4})+[ \t]*$", re.MULTILINE)


def close_letters(text: str) -> tuple[str, frozenset[int]]:
    r"""Puts letters that stand apart together where wider gaps part the words.

    Args:
        text: Any text.

    Returns:
        The text, as long as before: what a line lost stands as spaces at its end. And where the
        lines begin that were closed up.

    Example:
        >>> close_letters("T h ñ   t − í n g   n −\nhäp")
        ('Thñ t−íng n−           \nhäp', frozenset({0}))
    """
    closed: list[int] = []

    def close(m: re.Match[str]) -> str:
        line = m.group()
        pieces = line.split()
        single = sum(len(p) == 1 for p in pieces)
        if len(pieces) < _FEWEST or single < _SINGLE * len(pieces) or "  " not in line.strip():
            return line
        if not _FORMULA.isdisjoint(pieces):
            return line
        closed.append(m.start())
        words = [w.replace(" ", "") for w in line.strip().split("  ")]
        return " ".join(filter(None, words)).ljust(len(line))

    return _spaced().sub(close, text), frozenset(closed)
