"""Words right before a span: a look at a few characters before a pattern is tried.

Most spans of a text have nothing before them that a rule knows, and a search through the characters
before each of them costs more than all that the rules find.
"""

from __future__ import annotations

import re
from functools import cached_property
from itertools import chain, product
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    import regex

__all__ = ["Before", "ending", "ends_so", "spelled", "written"]

_GROUP = re.compile(r"\(\?<![^)]*\)|\(\?i:|\(\?:|\)")
_POSSESSIVE = re.compile(r"(?<!\\)([?*+]|\{\d+(?:,\d*)?\})\+")
_ATOM = re.compile(r"\\d|\[[^\]]*\]|.")

_FEW = 8
"""Searches before what ends a text is also looked for backwards."""

SEEN = 4
"""Characters that are looked at: " ông" is no "công", which ends as "phi công" does."""


def spelled(source: str) -> list[str]:
    """All strings that a pattern of letters and ``[ab]`` matches.

    Example:
        >>> spelled("ca s[ĩỹ]")
        ['ca sĩ', 'ca sỹ']
    """
    return list(map("".join, product(*(a.strip("[]") for a in _ATOM.findall(source)))))


def _tails(source: str) -> set[str]:
    """The last characters of what a pattern matches, in small letters, 0 for every figure."""
    source = _GROUP.sub("", source)
    atoms = _ATOM.findall(source)[-(2 if "?" in source else SEEN) :]
    ways = ["0" if a == "\\d" else a.strip("[]").lower() for a in atoms]
    return set(map("".join, product(*ways)))


class Before:
    r"""A pattern that ends where a text is cut, with the ways in which it may end.

    Args:
        pattern: The pattern (regex syntax); it matches up to the end of what it is given. It is
            compiled when a text has one of its endings.
        endings: Patterns of which one stands at its end, but for a space: letters, ``[ab]``,
            ``\d``, groups around all of it. The last two atoms are no optional ones.

    Example:
        >>> before = Before("(?:ca s[ĩỹ]|U ?\\d\\d) \\Z", ["ca s[ĩỹ]", "U ?\\d\\d"])
        >>> text = "mời ca sỹ Lê An"
        >>> before.search(text, 0, text.index("Lê")).group()
        'ca sỹ '
    """

    def __init__(self, pattern: str, endings: Iterable[str]) -> None:
        self._source = pattern
        self._asked = 0
        tails: dict[int, set[str]] = {}
        for tail in chain.from_iterable(map(_tails, endings)):
            tails.setdefault(len(tail), set()).add(tail)
        self.tails = {size: frozenset(tails[size]) for size in sorted(tails)}

    @classmethod
    def words(cls, words: Sequence[str], *, any_case: bool = False) -> Before:
        """One of some words, whole, with a space behind it.

        Args:
            words: Patterns as ``endings`` takes them.
            any_case: Capitals do not matter.

        Example:
            >>> text = "mời Ca sĩ Lê An"
            >>> Before.words(["ca sĩ"]).search(text, 0, text.index("Lê"))
            >>> Before.words(["ca sĩ"], any_case=True).search(text, 0, text.index("Lê")).group()
            'Ca sĩ '
        """
        case = "i" if any_case else ""
        return cls(rf"(?<![\p{{L}}\d])(?{case}:{'|'.join(words)}) \Z", words)

    @cached_property
    def _pattern(self) -> regex.Pattern[str]:
        import regex

        return regex.compile(self._source)

    @cached_property
    def _backwards(self) -> regex.Pattern[str] | None:
        """What is matched from the end on: a superset, since nothing is kept for good on the way.

        It tells at once that nothing ends there, where a search tries every place before.
        """
        import regex

        if "\\G" in self._source:
            return None
        return regex.compile("(?r)" + _POSSESSIVE.sub(r"\1", self._source))

    def search(self, text: str, start: int, end: int) -> regex.Match[str] | None:
        """What the pattern finds in ``text[start:end]``, whatever stands before and behind."""
        if not ends_so(text, end, self.tails):
            return None
        start = max(start, 0)
        # a first text need not wait for a second pattern
        self._asked += 1
        if self._asked > _FEW:
            backwards = self._backwards
            if backwards is not None and backwards.match(text, start, end) is None:
                return None
        return self._pattern.search(text, start, end)


def written(words: Iterable[str]) -> frozenset[str]:
    """How words may begin, whatever the case: two characters of each.

    Example:
        >>> sorted(written(["bà"]))
        ['BÀ', 'Bà', 'bÀ', 'bà']
    """
    return frozenset(
        "".join(pair) for w in words for pair in product(*({c.lower(), c.upper()} for c in w[:2]))
    )


def ending(text: str, end: int) -> str:
    """The last characters of what ends at a place, but for a space: small, 0 for every figure."""
    stop = end - 1 if text[end - 1 : end] == " " else end
    near = text[max(stop - SEEN, 0) : stop].lower()
    if near[-1:].isdecimal():
        near = "".join("0" if c.isdecimal() else c for c in near)
    return near


def ends_so(text: str, end: int, tails: Mapping[int, Collection[str]]) -> bool:
    """Whether what ends at a place, but for a space, has one of some endings.

    Args:
        text: A text.
        end: The place.
        tails: Endings by their size, in small letters, 0 for every figure.
    """
    near = ending(text, end)
    for size, some in tails.items():  # noqa: SIM110 - a generator costs more than the look-ups
        if near[-size:] in some:
            return True
    return False
