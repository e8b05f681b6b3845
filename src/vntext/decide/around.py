"""Spans by what stands at their borders, so that a rule meets only those that it is about.

Most rules go by a word that opens a span, ends it, or stands beside it. Two characters at each
border, looked at once for all rules, pass over nearly every span that a rule has nothing to say of.
"""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING

from vntext.decide.heads import befores_at, last_letters

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from vntext.decide.before import Before
    from vntext.entities.types import Found

__all__ = ["Around", "Row"]

Row = tuple[int, "Found"]
"""A span with its number among the tagged ones."""

KEY = 2
"""Characters by which spans are sorted."""


class Around:
    """The spans of one label.

    What is given is always in the order of the text, and may hold spans that do not fit beyond two
    characters: a rule looks at the rest itself.

    Args:
        text: The text.
        rows: The spans with their numbers, in order.

    Example:
        >>> from vntext.entities.types import Found
        >>> text = "vua Lê Hoàn, Lý Bí"
        >>> people = Around(text, [(0, Found(4, 11, "PERSON")), (1, Found(13, 18, "PERSON"))])
        >>> [number for number, _ in people.opening(("Lý ",))]
        [1]
        >>> [number for number, _ in people.followed((", ", " ("))]
        [0]
    """

    __slots__ = ("_before", "_sorted", "_text", "ends", "rows", "starts")

    def __init__(self, text: str, rows: list[Row]) -> None:
        self._text = text
        self.rows = rows
        self._sorted: dict[str, Mapping[str, list[Row]]] = {}
        self._before: dict[Before, list[Row]] | None = None
        self.starts: dict[int, Row] = {row[1].start: row for row in rows}
        self.ends: dict[int, Row] = {row[1].end: row for row in rows}

    def opening(self, phrases: Collection[str]) -> list[Row]:
        """The spans at whose beginning one of some phrases may stand."""
        text = self._text
        return self._fitting("opening", lambda f: text[f.start : f.start + KEY], phrases, _heads)

    def closing(self, phrases: Collection[str]) -> list[Row]:
        """The spans at whose end one of some phrases may end."""
        text = self._text
        return self._fitting(
            "closing", lambda f: text[max(f.end - KEY, 0) : f.end], phrases, _tails
        )

    def followed(self, phrases: Collection[str]) -> list[Row]:
        """The spans right behind which one of some phrases may stand."""
        text = self._text
        return self._fitting("followed", lambda f: text[f.end : f.end + KEY], phrases, _heads)

    def before(self, *patterns: Before) -> list[Row]:
        """The spans before which one of some patterns may end, with one character between."""
        if self._before is None:
            self._before = defaultdict(list)
            text, (last, single) = self._text, last_letters()
            for row in self.rows:
                start = row[1].start
                near = text[start - 3 : start - 1]
                if near in last or near[-1:] in single:
                    for pattern in befores_at(text, start - 1):
                        self._before[pattern].append(row)
        found = [self._before[pattern] for pattern in patterns if pattern in self._before]
        return found[0] if len(found) == 1 else _together(found)

    def _fitting(
        self,
        place: str,
        key: Callable[[Found], str],
        phrases: Collection[str],
        keys_of: Callable[[Collection[str]], tuple[frozenset[str], frozenset[str]]],
    ) -> list[Row]:
        index = self._sorted.get(place)
        if index is None:
            made: defaultdict[str, list[Row]] = defaultdict(list)
            for row in self.rows:
                made[key(row[1])].append(row)
            index = self._sorted[place] = made
        keys, short = keys_of(phrases)
        found = [index[k] for k in (index.keys() & keys)]
        if short:  # of one character
            found += [
                rows
                for k, rows in index.items()
                if k not in keys and (k[:1] in short if keys_of is _heads else k[-1:] in short)
            ]
        return found[0] if len(found) == 1 else _together(found)


def _together(found: list[list[Row]]) -> list[Row]:
    """Rows of several lists in order, each once."""
    return sorted({row[0]: row for rows in found for row in rows}.values()) if found else []


@lru_cache(maxsize=256)
def _heads(phrases: Collection[str]) -> tuple[frozenset[str], frozenset[str]]:
    """How phrases begin: those of two characters and more, and those of one."""
    whole = frozenset(p[:KEY] for p in phrases)
    return whole, frozenset(p for p in whole if len(p) < KEY)


@lru_cache(maxsize=256)
def _tails(phrases: Collection[str]) -> tuple[frozenset[str], frozenset[str]]:
    """How phrases end, as `_heads`."""
    whole = frozenset(p[-KEY:] for p in phrases)
    return whole, frozenset(p for p in whole if len(p) < KEY)
