"""Words that open a sentence of small letters: their capital was put there, so it names nobody.

"shop giao nhanh. son đẹp lắm": the twin has "Son", which may be a given name, but nothing says so.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from vntext.decide.case import rule_table

if TYPE_CHECKING:
    from collections.abc import Collection

    from vntext.entities.types import Found

__all__ = ["without_opening_words"]


@cache
def _names() -> frozenset[str]:
    """Given names that are hardly ever another word."""
    return frozenset(rule_table()["given-name"]["names"])


def without_opening_words(text: str, found: list[Found], openings: Collection[int]) -> list[Found]:
    """The entities without people of one word that only the beginning of a sentence names.

    Args:
        text: The text.
        found: Its entities.
        openings: Where words begin whose capital says nothing.

    Example:
        >>> from vntext.entities.types import Found
        >>> without_opening_words("Son đẹp lắm", [Found(0, 3, "PERSON", "tagger")], {0})
        []
    """
    if not openings:
        return found
    doubtful = [f for f in found if f.start in openings and f.label == "PERSON"]
    doubtful = [f for f in doubtful if f.rule != "lexicon" and text[f.start : f.end].isalpha()]
    if not doubtful:
        return found
    known = {
        text[f.start : f.end].rpartition(" ")[2]
        for f in found
        if f.label == "PERSON" and f not in doubtful
    }
    known |= _names()
    out = {f for f in doubtful if text[f.start : f.end] not in known}
    return [f for f in found if f not in out]
