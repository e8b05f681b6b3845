"""Words right before a span: a look at two characters before a pattern is tried.

Most spans of a text have nothing before them that a rule knows, and a search through the characters
before each of them costs more than all that the rules find.
"""

from __future__ import annotations

import re
from itertools import product
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    import regex

__all__ = ["Before"]

_ATOM = re.compile(r"\\d|\[[^\]]*\]|[^)?]")


def _tails(source: str) -> set[str]:
    """The last two characters of what a pattern matches, in small letters, 0 for every figure."""
    atoms = _ATOM.findall(source)[-2:]
    ways = ["0" if a == "\\d" else a.strip("[]").lower() for a in atoms]
    return {"".join(pair) for pair in product(*ways)}


class Before:
    r"""A pattern that ends where a text is cut, with the ways in which it may end.

    Args:
        pattern: The pattern; it matches up to the end of what it is given.
        endings: Patterns of which one stands at its end, but for a space: letters, ``[ab]``,
            ``\d``, groups around all of it. The last two atoms are no optional ones.

    Example:
        >>> import regex
        >>> before = Before(regex.compile("(?:ca s[ĩỹ]|U ?\\d\\d) \\Z"), ["ca s[ĩỹ]", "U ?\\d\\d"])
        >>> text = "mời ca sỹ Lê An"
        >>> before.search(text, 0, text.index("Lê")).group()
        'ca sỹ '
    """

    __slots__ = ("_pattern", "_tails")

    def __init__(self, pattern: regex.Pattern[str], endings: Iterable[str]) -> None:
        self._pattern = pattern
        self._tails = frozenset().union(*map(_tails, endings))

    def search(self, text: str, start: int, end: int) -> regex.Match[str] | None:
        """What the pattern finds in ``text[start:end]``, whatever stands before and behind."""
        start = max(start, 0)
        stop = end - 1 if text[end - 1 : end] == " " else end
        if stop < 2:
            return None
        tail = text[stop - 2 : stop]
        if tail.isdecimal():
            tail = "00"
        return self._pattern.search(text, start, end) if tail.lower() in self._tails else None
