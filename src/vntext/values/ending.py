"""Words right before a place: one look at the last of them before a pattern is tried."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Ending"]


class Ending:
    r"""A pattern that matches up to a place, and the words with which it may end there.

    Args:
        pattern: The pattern; behind its last word it has one space, a comma and one space, or
            nothing.
        words: Words and phrases in small letters, of which one stands at its end.
        marks: Marks of which one may stand there instead.

    Attributes:
        last: The last words of all, one of which stands right before the place.

    Example:
        >>> bound = Ending(r"(?<!\w)(?:hơn|không quá) \Z", ["hơn", "không quá"])
        >>> text = "chi không quá 5 triệu"
        >>> bound.search(text, 0, text.index("5")).group()
        'không quá '
    """

    def __init__(self, pattern: str, words: Iterable[str], marks: str = "") -> None:
        self._source, self._marks = pattern, marks
        self.last = frozenset(phrase.split()[-1] for phrase in words)

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile(self._source)

    def search(self, low: str, start: int, end: int) -> re.Match[str] | None:
        """What the pattern finds from ``start`` on that ends at ``end``."""
        stop = end
        if stop > start and low[stop - 1] == " ":
            stop -= 1
        last = low[stop - 1] if stop > start else ""
        if last and last in self._marks:
            return self._pattern.search(low, start, end)
        if last == ",":
            stop -= 1
        space = low.rfind(" ", start, stop)
        word = low[space + 1 if space >= 0 else start : stop]
        # beside a bracket or behind a line break the pattern decides
        if word not in self.last and word.isalpha():
            return None
        return self._pattern.search(low, start, end)
