"""Spans as small dicts, and the sentence that an offset lies in."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Any

from vntext.text.key import key

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vntext.document import Span

__all__ = ["SentenceAt", "key_of", "maybe", "name_of", "place_of"]


class SentenceAt:
    """Tells in which sentence an offset lies.

    Args:
        sentences: The sentences of a document.

    Example:
        >>> from vntext.document import Span
        >>> at = SentenceAt([Span(0, 3, "Ai."), Span(4, 7, "Ừ.")])
        >>> at(5), at(3)
        (1, None)
    """

    def __init__(self, sentences: Iterable[Span]) -> None:
        self._spans = tuple(sentences)
        self._starts = [s.start for s in self._spans]

    def __call__(self, pos: int) -> int | None:
        """The place of the sentence in the list of sentences; None for what lies in none."""
        k = bisect_right(self._starts, pos) - 1
        return k if k >= 0 and pos < self._spans[k].end else None


def name_of(text: str) -> str:
    """A text on one line, with single spaces."""
    return " ".join(text.split())


def key_of(text: str) -> str:
    """What two spellings of one name have in common."""
    return key(name_of(text))


def place_of(span: Span) -> dict[str, Any]:
    """A span without what its kind knows besides."""
    return {"start": span.start, "end": span.end, "text": span.text}


def maybe(span: Span | None) -> dict[str, Any] | None:
    """`place_of`, or None."""
    return None if span is None else place_of(span)
