"""Spans by what stands at their borders, so that a rule meets only those that it is about.

Most rules go by a word that opens a span, ends it, or stands beside it. Two characters at each
border, looked at once for all rules, pass over nearly every span that a rule has nothing to say of.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property, lru_cache
from itertools import chain, compress, repeat
from operator import contains
from typing import TYPE_CHECKING

from vntext.decide.before import SEEN
from vntext.decide.heads import all_heads, befores_at_end, last_letters
from vntext.kernel import kernel

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from vntext.decide.before import Before
    from vntext.entities.types import Found

    Phrases = tuple[str, ...] | frozenset[str] | str

__all__ = ["Around", "Row"]

Row = tuple[int, "Found"]
"""A span with its number among the tagged ones."""

KEY = 2
"""Characters by which spans are sorted."""

SIZE = SEEN + 2
"""Characters of what stands before a span that are looked at, with those that follow a head."""


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

    def __init__(self, text: str, rows: list[Row]) -> None:
        self._text = text
        self.rows = rows
        self._sorted: dict[str, Mapping[str, list[Row]]] = {}
        self._before: dict[Before, list[Row]] | None = None
        self.starts: dict[int, Row] = {row[1].start: row for row in rows}
        self.ends: dict[int, Row] = {row[1].end: row for row in rows}

    def opening(self, phrases: Phrases) -> list[Row]:
        """The spans at whose beginning one of some phrases may stand."""
        if not self.rows:
            return []
        keys = self._sorted.get("opening") or self._by("opening", 0, 0)
        return _fitting(keys, *_heads(phrases))

    def closing(self, phrases: Phrases) -> list[Row]:
        """The spans at whose end one of some phrases may end."""
        if not self.rows:
            return []
        keys = self._sorted.get("closing") or self._by("closing", 1, -KEY)
        return _fitting(keys, *_tails(phrases), last=True)

    def followed(self, phrases: Phrases) -> list[Row]:
        """The spans right behind which one of some phrases may stand."""
        if not self.rows:
            return []
        keys = self._sorted.get("followed") or self._by("followed", 1, 0)
        return _fitting(keys, *_heads(phrases))

    @cached_property
    def texts(self) -> list[str]:
        """What each span says."""
        text = self._text
        return [text[f.start : f.end] for _, f in self.rows]

    def where(self, test: Callable[[str], object]) -> Iterator[Row]:
        """The spans whose text passes a test."""
        return compress(self.rows, map(test, self.texts))

    def holding(self, string: str) -> Iterator[Row]:
        """The spans that hold a string."""
        return compress(self.rows, map(contains, self.texts, repeat(string)))

    def near(self) -> Mapping[str, list[Row]]:
        """The spans by two characters before each, with one between: of "ở số 5 [Lê Lợi]" " 5"."""
        return self._sorted.get("near") or self._by("near", 0, -KEY - 1)

    def before(self, *patterns: Before) -> list[Row]:
        """The spans before which one of some patterns may end, with one character between.

        Raises:
            ValueError: If ``heads`` of no module of rules names a pattern.
        """
        if not all_heads().issuperset(patterns):
            raise ValueError("no module of rules names this head")
        if not self.rows:
            return []
        if self._before is None:
            self._before = defaultdict(list)
            text, (last, single) = self._text, last_letters()
            some = [rows for k, rows in self.near().items() if k in last or k[-1:] in single]
            for row in sorted(chain.from_iterable(some)):
                start = row[1].start
                for pattern in befores_at_end(text[max(start - SIZE, 0) : start - 1]):
                    self._before[pattern].append(row)
        found = [self._before[pattern] for pattern in patterns if pattern in self._before]
        return found[0] if len(found) == 1 else _together(found)

    def _by(self, name: str, border: int, shift: int) -> Mapping[str, list[Row]]:
        """The spans by the characters at a border of each; `_sorted` keeps them."""
        found = self._sorted[name] = by_border(self._text, self.rows, border, shift, KEY)
        return found


def by_border(
    text: str, rows: list[Row], border: int, shift: int, size: int
) -> Mapping[str, list[Row]]:
    """Spans by the characters at a border of each.

    Args:
        text: The text.
        rows: The spans with their numbers.
        border: 0 for the start, 1 for the end.
        shift: Where the characters begin, from the border on.
        size: How many they are; fewer at both ends of the text.

    Example:
        >>> from vntext.entities.types import Found
        >>> rows = [(0, Found(4, 11, "PERSON")), (1, Found(13, 18, "PERSON"))]
        >>> by_border("vua Lê Hoàn, Lý Bí", rows, 0, 0, 2).keys()
        dict_keys(['Lê', 'Lý'])
    """
    native = kernel()
    if native is not None:
        groups: dict[str, list[Row]] = native.spans_by_border(text, rows, border, shift, size)
        return groups
    found: dict[str, list[Row]] = {}
    for row in rows:
        place = (row[1].end if border else row[1].start) + shift
        found.setdefault(text[max(place, 0) : max(place + size, 0)], []).append(row)
    return found


def _fitting(
    index: Mapping[str, list[Row]],
    keys: frozenset[str],
    short: frozenset[str],
    *,
    last: bool = False,
) -> list[Row]:
    # the smaller side is gone through: one text has few spans, some tables hold hundreds of keys
    held = keys.intersection(index) if len(index) < len(keys) else index.keys() & keys
    found = [index[k] for k in held]
    if short:  # of one character
        found += [
            rows
            for k, rows in index.items()
            if k not in keys and (k[-1:] if last else k[:1]) in short
        ]
    # each span has one key
    return found[0] if len(found) == 1 else sorted(chain.from_iterable(found)) if found else []


def _together(found: list[list[Row]]) -> list[Row]:
    """Rows of several lists in order, each once."""
    return sorted({row[0]: row for rows in found for row in rows}.values()) if found else []


@lru_cache(maxsize=256)
def _heads(phrases: Phrases) -> tuple[frozenset[str], frozenset[str]]:
    """How phrases begin: those of two characters and more, and those of one."""
    whole = frozenset(p[:KEY] for p in phrases)
    return whole, frozenset(p for p in whole if len(p) < KEY)


@lru_cache(maxsize=256)
def _tails(phrases: Phrases) -> tuple[frozenset[str], frozenset[str]]:
    """How phrases end, as `_heads`."""
    whole = frozenset(p[-KEY:] for p in phrases)
    return whole, frozenset(p for p in whole if len(p) < KEY)
