"""Letters of other scripts that stand for ours: "Vіệt" with a Cyrillic і."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from vntext.alignment import Edit
from vntext.text.characters import character_fixes
from vntext.text.composition import MARKS, composed_cluster
from vntext.text.syllables import is_vietnamese_syllable

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["look_alike_edits"]

_MAYBE = re.compile(rb"[\x80-\xff]")  # classes with the flag `MAYBE`


def look_alike_edits(text: str, found: bytes) -> Iterator[Edit]:
    """Letters of other scripts in what then is a Vietnamese syllable: "Vіệt" with Cyrillic і."""
    fixes = character_fixes()
    for start, end in _mixed_words(text, [m.start() for m in _MAYBE.finditer(found)]):
        word = text[start:end]
        clusters = _cluster_pattern().findall(word)
        fixed = []
        for cluster in clusters:
            fix = fixes.get(cluster[0])
            if fix is None or fix.when != "syllable":
                fixed.append(cluster)
            else:
                fixed.append(composed_cluster(fix.replacement + cluster[1:]))
        if not is_vietnamese_syllable("".join(fixed)) or (
            len(word) < 3 and min(word) > "\U0001d3ff"
        ):
            continue  # no syllable; or a product of two variables
        at = start
        for cluster, better in zip(clusters, fixed, strict=True):
            if cluster != better:
                yield Edit(at, at + len(cluster), better, fixes[cluster[0]].name)
            at += len(cluster)


@cache
def _cluster_pattern() -> re.Pattern[str]:
    return re.compile(rf".[{MARKS}]*")


def _mixed_words(text: str, positions: list[int]) -> Iterator[tuple[int, int]]:
    """Short words that hold a look-alike beside a Latin letter, or are full-width throughout."""

    def inside(c: str) -> bool:
        return c.isalpha() or "\u0300" <= c <= "\u036f"

    last = 0
    for at in positions:
        if at < last:
            continue
        start = at
        while start > last and inside(text[start - 1]):
            start -= 1
        last = at + 1
        while last < len(text) and inside(text[last]):
            last += 1
        word = text[start:last]
        if 2 <= len(word) <= 16 and any(c < "\u0250" or c > "\u1e00" for c in word):
            yield start, last
