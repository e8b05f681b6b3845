"""Names that are written with hyphens are one word: Rolls-Royce, Port-au-Prince, Viêng-chăn.

The segmenter knows the ones that its texts have often. Between small letters, and between names of
Vietnamese syllables ("Hà Nội-Hải Phòng"), a hyphen says nothing.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cache
from typing import TYPE_CHECKING

from vntext.resources import load_toml
from vntext.text.syllables import is_vietnamese_syllable
from vntext.words.border_rows import TABLE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vntext.spans import Spans

__all__ = ["join_hyphens"]


def join_hyphens(text: str, words: Spans) -> Spans:
    """Joins the words that are pieces of one hyphenated name.

    Args:
        text: A normalised text, or several joined by line breaks.
        words: Its words.

    Example:
        >>> from vntext.spans import Spans
        >>> text = "Ông Diaz-Canel đến Viêng-chăn"
        >>> words = Spans.of([(0, 3), (4, 8), (8, 9), (9, 14), (15, 18), (19, 29)])
        >>> [text[a:b] for a, b in join_hyphens(text, words).pairs()]
        ['Ông', 'Diaz-Canel', 'đến', 'Viêng-chăn']
    """
    starts, ends = words.raw()
    rows: dict[int, list[tuple[int, int]]] = {}
    for start, end in _names(text):
        i = bisect_right(starts, start) - 1
        j = bisect_left(ends, end)
        # a word that goes on in front or behind holds more than the name: "Kim Jong-un"
        if i < j < len(starts) and (starts[i], ends[j]) == (start, end):
            rows[i] = [(start, end)]
            rows.update((k, []) for k in range(i + 1, j + 1))
    return words.replaced(rows)


def _names(text: str) -> Iterator[tuple[int, int]]:
    """Hyphenated names: a capitalised piece that is foreign, or one that small letters follow."""
    at = text.find("-")
    while at >= 0:
        start = end = at
        while start and text[start - 1].isalpha():
            start -= 1
        while text[end : end + 1] == "-" and text[end + 1 : end + 2].isalpha():
            end += 1
            while text[end : end + 1].isalpha():
                end += 1
        if end > at and start < at and _is_name(text, start, end):
            yield start, end
        at = text.find("-", max(end, at + 1))


@cache
def _endings() -> frozenset[str]:
    """Endings of indices and leagues, which make one word with the sign before them."""
    return frozenset(load_toml(TABLE)["endings"])


def _is_name(text: str, start: int, end: int) -> bool:
    if text[start - 1 : start] in ("-", "_") or text[start - 1 : start].isdigit():
        return False
    if text[end : end + 1] in ("-", "_") or text[end : end + 1].isdigit():
        return False
    first, *others = text[start:end].split("-")
    if first[0].isupper() and len(others) == 1 and others[0] in _endings():
        return True  # "VN-Index"; of "MU-Chelsea" each piece is a name
    if not first[0].isupper() or not first[1:].islower():
        return False
    if all(part.islower() for part in others):
        return True
    return not is_vietnamese_syllable(first.lower())
