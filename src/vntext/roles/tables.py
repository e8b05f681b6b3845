"""The tables behind paragraph roles, compiled once."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

from vntext.resources import load_lines, load_toml
from vntext.roles.openings import Openings
from vntext.text.letters import LOWER, UPPER
from vntext.text.strings import Strings

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

__all__ = [
    "LOWER",
    "UPPER",
    "Shape",
    "Shapes",
    "anywhere",
    "glued_hints",
    "line_openings",
    "longest_shape",
    "one_of",
    "phrases",
    "sections",
    "shapes",
    "weights",
    "word_of",
]


def one_of(words: Iterable[str]) -> str:
    """A pattern for any of some words as they are written, the longest first.

    Example:
        >>> one_of(["Tin", "Tin/ảnh"])
        '(?:Tin/ảnh|Tin)'
    """
    return f"(?:{'|'.join(re.escape(w) for w in sorted(words, key=len, reverse=True))})"


def word_of(words: Iterable[str], not_after: Iterable[str] = ()) -> str:
    r"""A pattern for any of some words as they are written, where a word begins: the longest first.

    It begins with their first letters, and not with a look behind: so it is looked for many times
    as fast.

    Args:
        words: Words that begin with a letter or figure each.
        not_after: Words that may not stand right before them.

    Example:
        >>> word_of(["chợ", "chỗ", "xã"])
        '[cx](?<!\\w\\w)(?:(?<=c)(?:hợ|hỗ)|(?<=x)(?:ã))'
    """
    rests: dict[str, list[str]] = {}
    for word in words:
        rests.setdefault(word[0], []).append(word[1:])
    ways = "|".join(f"(?<={first}){one_of(rest)}" for first, rest in rests.items())
    nots = "".join(rf"(?<!{re.escape(word)} .)" for word in not_after)
    return rf"[{''.join(rests)}](?<!\w\w){nots}(?:{ways})"


def _filled(pattern: str) -> str:
    pattern = pattern.replace("{LOWER}", LOWER)
    return pattern.replace("{TOOLS}", one_of(load_lines("roles/tools.txt")))


class Shape:
    """One row of ``roles/shapes.toml``.

    Args:
        row: The row. Its pattern is compiled for the first line that may have the shape.

    Attributes:
        name: The name of the row, which becomes the reason of the role.
        role: The role of a line of this shape.
        longest: The row is for lines of at most so many syllables.
        first: Characters that a line of the shape begins with, ``""`` for any.
        hints: Pieces of text, one of which stands in every line of the shape; none for any.
        tail: The hints stand among so many last characters.
        never: Marks that stand in no line of the shape.
        glued: True when sentences of running text never have the shape.
        below: The row is for lines below another one.
        is_bare: A line of its length and first character needs nothing but the pattern.
    """

    def __init__(self, row: Mapping[str, Any]) -> None:
        self._source: str = row["pattern"]
        self.name: str = row["name"]
        self.role: str = row["role"]
        self.longest: int = row["longest"]
        self.first: str = row.get("first", "")
        self.hints: tuple[str, ...] = tuple(row.get("hints", ()))
        self.tail: int = row.get("tail", 0)
        self.never: str = row.get("never", "")
        self.glued: bool = row.get("glued", False)
        self.below: bool = row.get("below", False)
        self.is_bare = not self.hints and not self.never

    @cached_property
    def find(self) -> Callable[[str], object]:
        """What looks for the shape in a line: a pattern's ``match``, or its ``search``."""
        pattern = re.compile(_filled(self._source))
        return pattern.match if self._source.startswith("^") else pattern.search

    def fits(self, text: str, size: int) -> bool:
        """True for a line of this shape.

        Args:
            text: The line.
            size: Its length in syllables.
        """
        if size > self.longest or (self.first and text[:1] not in self.first):
            return False
        if self.hints:
            near = text[-self.tail :]
            for hint in self.hints:
                if hint in near:
                    break
            else:
                return False
        for mark in self.never:
            if mark in text:
                return False
        return self.find(text) is not None


@cache
def shapes() -> tuple[Shape, ...]:
    """The shapes of lines, in the order in which they are tried."""
    return tuple(map(Shape, load_toml("roles/shapes.toml")["shape"]))


class Shapes:
    """The shapes that the lines of one text may have: those whose hints stand in the text.

    Args:
        text: The text.
        glued: Only those that sentences of running text never have: credits and links that are
            glued to a paragraph.
        held: Of `glued_hints` those that the text holds, among others, where the caller knows them.

    Example:
        >>> shape = Shapes("Cổng làng. Ảnh: Mai Khuê").of("Cổng làng. Ảnh: Mai Khuê", 5)
        >>> shape.name, Shapes("Chợ").of("Chợ", 1)
        ('credit', None)
    """

    __slots__ = ("_hints", "_table")

    def __init__(
        self, text: str, *, glued: bool = False, held: Collection[str] | None = None
    ) -> None:
        self._table = table = _table(glued=glued)
        held = _hints().held(text) if held is None else held
        self._hints = [hint for hint in table.hints if hint in held] if held else []

    def of(self, line: str, size: int, role: str = "") -> Shape | None:
        """The first shape that a line has.

        Args:
            line: A line of the text.
            size: Its length in syllables.
            role: The role that the shape must give, ``""`` for any.
        """
        rows, hinted = self._table.of(line[:1], size)
        # most lines have no hint of any shape
        here = [hint for hint in self._hints if hint in hinted and hint in line]
        if here:
            rows = sorted({*rows, *(row for hint in here for row in hinted[hint])})
        for _, shape in rows:
            if (not role or shape.role == role) and (
                shape.find(line) if shape.is_bare else shape.fits(line, size)
            ):
                return shape
        return None


@cache
def glued_hints() -> tuple[str, ...]:
    """The hints of those shapes that sentences of running text never have.

    None has a space: a sentence may be looked at on one line, and stand on two in its text.
    """
    return _table(glued=True).hints


_Row = tuple[int, Shape]
"""A shape with its number: shapes are tried in order."""
_Rows = tuple[list[_Row], dict[str, list[_Row]]]
"""Shapes without hints, and by hint those that it is one of."""


class _Table:
    """Shapes of lines, by what a line must have.

    Args:
        shapes: The shapes, in order.

    Attributes:
        hints: All hints, each once.
    """

    __slots__ = ("_by_line", "_firsts", "_longest", "_shapes", "hints")

    def __init__(self, shapes: Sequence[Shape]) -> None:
        self._shapes = shapes
        self.hints = tuple(dict.fromkeys(hint for shape in shapes for hint in shape.hints))
        self._firsts = frozenset("".join(shape.first for shape in shapes))
        self._longest = sorted({shape.longest for shape in shapes})
        self._by_line: dict[tuple[str, int], _Rows] = {}

    def of(self, first: str, size: int) -> _Rows:
        """The shapes that a line may have by its first character and its size."""
        key = first if first in self._firsts else "", bisect_left(self._longest, size)
        rows = self._by_line.get(key)
        if rows is None:
            rows = self._by_line[key] = self._fitting(key[0], size)
        return rows

    def _fitting(self, first: str, size: int) -> _Rows:
        rows: list[_Row] = []
        hinted: dict[str, list[_Row]] = {}
        for row in enumerate(self._shapes):
            shape = row[1]
            if size > shape.longest or (shape.first and (not first or first not in shape.first)):
                continue
            if not shape.hints:
                rows.append(row)
            for hint in shape.hints:
                hinted.setdefault(hint, []).append(row)
        return rows, hinted


@cache
def _table(*, glued: bool) -> _Table:
    return _Table(_glued() if glued else shapes())


@cache
def _hints() -> Strings:
    return Strings(hint for shape in shapes() for hint in shape.hints)


@cache
def _glued() -> tuple[Shape, ...]:
    return tuple(s for s in shapes() if s.glued)


@cache
def longest_shape() -> int:
    """Syllables of the longest line that may have a shape."""
    return max(s.longest for s in shapes())


@cache
def sections() -> frozenset[str]:
    """Names of sections that may stand above a headline."""
    return frozenset(load_lines("roles/sections.txt"))


@cache
def _kinds() -> Mapping[str, dict[str, Any]]:
    return load_toml("roles/openings.toml")


def phrases(kind: str) -> tuple[str, ...]:
    """The phrases of a kind of ``roles/openings.toml``, as they are written."""
    return tuple(_kinds()[kind]["openings"])


@cache
def line_openings() -> Openings:
    """All kinds of phrases that open a line."""
    opening = {kind: row for kind, row in _kinds().items() if not row.get("anywhere")}
    return Openings(opening, before="-*“\"'")


@cache
def anywhere(kind: str) -> re.Pattern[str]:
    """One pattern for the phrases of a kind that may stand anywhere in a line."""
    return re.compile(rf"(?<!\w){one_of(phrases(kind))}(?!\w)")


@cache
def weights() -> dict[str, tuple[Any, ...]]:
    """Rows of the named facts: a weight for each role of `LEARNT_ROLES`, and the name."""
    rows = [line.split("\t") for line in load_lines("roles/weights.tsv")]
    return {name: (*map(float, values), name) for name, *values in rows[1:]}
