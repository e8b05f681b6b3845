"""The tables behind paragraph roles, compiled once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from vntext.resources import load_lines, load_toml

__all__ = [
    "LOWER",
    "UPPER",
    "Shape",
    "glued_shapes",
    "hints",
    "openings",
    "phrases",
    "sections",
    "shapes",
    "weights",
]

# Latin letters up to the last Vietnamese one, by case; a range such as À-Ỹ would mix both cases.
_LETTERS = [chr(c) for c in (*range(0x41, 0x250), *range(0x1E00, 0x1F00))]
UPPER = "".join(c for c in _LETTERS if c.isupper())
"""Capital letters, to stand inside ``[...]`` of a pattern."""
LOWER = "".join(c for c in _LETTERS if c.islower())
"""Small letters, to stand inside ``[...]`` of a pattern."""


@dataclass(frozen=True, slots=True)
class Shape:
    """One row of ``roles/shapes.toml``.

    Attributes:
        name: The name of the row, which becomes the reason of the role.
        role: The role of a line of this shape.
        longest: The row is for lines of at most so many syllables.
        pattern: What is searched in the line.
        hints: Pieces of text, one of which stands in every line of the shape: a quick refusal.
    """

    name: str
    role: str
    longest: int
    pattern: re.Pattern[str]
    hints: tuple[str, ...]

    def fits(self, text: str, size: int) -> bool:
        """True for a line of this shape; ``size`` is its length in syllables."""
        return (
            size <= self.longest
            and any(map(text.__contains__, self.hints))
            and self.pattern.search(text) is not None
        )


@cache
def shapes() -> tuple[Shape, ...]:
    """The shapes of lines, in the order in which they are tried."""
    return tuple(
        Shape(
            row["name"],
            row["role"],
            row["longest"],
            re.compile(row["pattern"].replace("{LOWER}", LOWER)),
            tuple(row["hints"]),
        )
        for row in load_toml("roles/shapes.toml")["shape"]
    )


@cache
def hints() -> tuple[str, ...]:
    """The hints of all shapes, each once."""
    return tuple(dict.fromkeys(hint for shape in shapes() for hint in shape.hints))


@cache
def glued_shapes() -> tuple[tuple[str, ...], tuple[Shape, ...]]:
    """Shapes that sentences of running text never have: credits and links glued to a paragraph.

    Returns:
        The hints of all of them, and the shapes.
    """
    rows = load_toml("roles/shapes.toml")["shape"]
    names = {row["name"] for row in rows if row.get("glued")}
    found = tuple(s for s in shapes() if s.name in names)
    return tuple(dict.fromkeys(hint for s in found for hint in s.hints)), found


@cache
def sections() -> frozenset[str]:
    """Names of sections that may stand above a headline."""
    return frozenset(load_lines("roles/sections.txt"))


@cache
def phrases(kind: str) -> tuple[str, ...]:
    """The openings of a kind, as they are written."""
    return tuple(load_toml("roles/openings.toml")[kind]["openings"])


@cache
def openings(kind: str) -> re.Pattern[str]:
    """One pattern for all openings of a kind; ``event`` openings may stand anywhere."""
    any_of = "|".join(re.escape(w) for w in sorted(phrases(kind), key=len, reverse=True))
    if kind == "event":
        return re.compile(rf"(?<!\w)(?:{any_of})(?!\w)")
    return re.compile(rf"[-*“\"' ]{{0,3}}(?:{any_of})(?!\w)")


@cache
def weights() -> dict[str, tuple[float, ...]]:
    """Weights of the named features, one for each role of `LEARNT_ROLES`."""
    rows = [line.split("\t") for line in load_lines("roles/weights.tsv")]
    return {name: tuple(float(x) for x in values) for name, *values in rows[1:]}
