"""The tables behind paragraph roles, compiled once."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache, cached_property, lru_cache
from typing import TYPE_CHECKING, Any

from vntext.resources import load_lines, load_toml
from vntext.roles.openings import Openings
from vntext.text.letters import LOWER, UPPER
from vntext.text.strings import Strings

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping

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

    __slots__ = ("_rows",)

    def __init__(
        self, text: str, *, glued: bool = False, held: Collection[str] | None = None
    ) -> None:
        if held is None:
            hints = tuple(_hints().held(text))
        else:
            hints = tuple([hint for hint in glued_hints() if hint in held])
        self._rows = _rows_of(hints, glued)

    def of(self, line: str, size: int, role: str = "") -> Shape | None:
        """The first shape that a line has.

        Args:
            line: A line of the text.
            size: Its length in syllables.
            role: The role that the shape must give, ``""`` for any.
        """
        for shape, hints in self._rows.of(line[:1], size):
            # most lines have no hint of any shape
            if hints:
                near = line[-shape.tail :] if shape.tail else line
                for hint in hints:
                    if hint in near:
                        break
                else:
                    continue
            if (not role or shape.role == role) and shape.fits(line, size):
                return shape
        return None


@cache
def glued_hints() -> tuple[str, ...]:
    """The hints of those shapes that sentences of running text never have."""
    return tuple(dict.fromkeys(hint for shape in _glued() for hint in shape.hints))


_Hinted = tuple[Shape, tuple[str, ...]]


class _Rows:
    """The shapes of texts that hold the same hints, with those of their hints that they hold."""

    __slots__ = ("_by_line", "_rows")

    def __init__(self, held: tuple[str, ...], shapes: Iterable[Shape]) -> None:
        self._rows: list[_Hinted] = []
        for shape in shapes:
            # a hint of several words may stand on two lines, and on one where white space is folded
            hints = tuple([hint for hint in shape.hints if hint in held or " " in hint])
            if hints or not shape.hints:
                self._rows.append((shape, hints))
        self._by_line: dict[tuple[str, int], list[_Hinted]] = {}

    def of(self, first: str, size: int) -> list[_Hinted]:
        """The rows for a line by its first character and its size."""
        firsts, longest = _lines_of_shapes()
        key = first if first in firsts else "", bisect_left(longest, size)
        rows = self._by_line.get(key)
        if rows is None:
            rows = self._by_line[key] = [
                row
                for row in self._rows
                if size <= row[0].longest
                and (not row[0].first or (key[0] != "" and key[0] in row[0].first))
            ]
        return rows


@cache
def _lines_of_shapes() -> tuple[frozenset[str], list[int]]:
    """The first characters that some shape asks for, and the sizes of the longest lines."""
    return frozenset("".join(s.first for s in shapes())), sorted({s.longest for s in shapes()})


@lru_cache(maxsize=64)
def _rows_of(held: tuple[str, ...], glued: bool) -> _Rows:
    return _Rows(held, _glued() if glued else shapes())


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
