"""The letter of an answer is no initial: "A. Hà Nội", "B. Huế" on lines of their own."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from vntext.text.name_rows import names_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vntext.entities.types import Found

__all__ = ["without_letters"]

LABELS = ("PERSON", "ORG", "LOC")


@cache
def _options() -> re.Pattern[str]:
    """Two answers on lines one below the other, or more."""
    return re.compile(r"(?m)^[ \t]*A[.)] ?\S[^\n]*(?:\n+[ \t]*[B-F][.)] ?\S[^\n]*)+")


@cache
def _letter() -> re.Pattern[str]:
    return re.compile(r"(?m)^[ \t]*([A-F])[.)] ?")


@cache
def _places() -> frozenset[str]:
    return frozenset(names_of("place", "unit"))


def _blocks(text: str) -> Iterator[re.Match[str]]:
    """Answers on lines one below the other, tried where "A." or "A)" opens a line."""
    at = sorted(place for sign in ("A.", "A)") for place in _openings(text, sign))
    done = 0
    for place in at:
        m = _options().match(text, place) if place >= done else None
        if m is not None:
            done = m.end()
            yield m


def _openings(text: str, sign: str) -> Iterator[int]:
    """Starts of the lines that a sign opens."""
    at = text.find(sign)
    while at >= 0:
        line = at
        while line and text[line - 1] in " \t":
            line -= 1
        if line == 0 or text[line - 1] == "\n":
            yield line
        at = text.find(sign, at + 1)


def without_letters(text: str, found: list[Found]) -> list[Found]:
    r"""The spans without the letters of answers before them.

    Args:
        text: The text.
        found: Spans of entities.

    Example:
        >>> from vntext.entities.types import Found
        >>> spans = [Found(10, 16, "PERSON", "tagger")]
        >>> without_letters("A. Hà Nội\nB. Huế", spans)
        [Found(start=13, end=16, label='LOC', rule='tagger', score=1.0)]
    """
    letters: dict[int, int] = {}
    for block in _blocks(text):
        lines = list(_letter().finditer(text, block.start(), block.end()))
        if "".join(m[1] for m in lines) == "ABCDEF"[: len(lines)]:
            letters.update((m.start(1), m.end()) for m in lines)
    if not letters:
        return found
    out = []
    for f in found:
        start = letters.get(f.start)
        if start is None or f.label not in LABELS:
            out.append(f)
        elif start < f.end:
            label = "LOC" if text[start : f.end] in _places() else f.label
            out.append(f._replace(start=start, label=label))
    return out
