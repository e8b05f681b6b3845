"""The sparse alignment between a text and its normalised twin.

An alignment is a sorted list of edits; between two edits the texts are the same, so a position is
mapped by one bisection. A text that is already clean has no edits and maps to itself.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from vntext.spans import INT32, Spans

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Alignment", "Edit"]


@dataclass(frozen=True, slots=True, order=True, repr=False)
class Edit:
    """One replacement: characters ``[start, end)`` of the original became ``replacement``.

    Attributes:
        start: First character replaced, in characters of the original.
        end: End of the replaced characters (exclusive).
        replacement: What stands in the normalised text instead; ``""`` where it was removed.
        name: The fix that made the edit, for example ``"compose"`` or ``"look-alike"``.
        original: The characters that were replaced, where whoever made the edit has told; None
            otherwise. It does not count when edits are compared.

    Example:
        >>> edit = Edit(0, 4, "toàn", "misplaced-mark", original="tòan")
        >>> print(edit)
        0-4 'tòan' -> 'toàn' (misplaced-mark)
    """

    start: int
    end: int
    replacement: str
    name: str = ""
    original: str | None = field(default=None, compare=False)

    def __repr__(self) -> str:
        """The fields; the original where it is known."""
        told = f", original={self.original!r}" if self.original is not None else ""
        return (
            f"Edit(start={self.start}, end={self.end}, replacement={self.replacement!r}, "
            f"name={self.name!r}{told})"
        )

    def __str__(self) -> str:
        """Old and new text for people to read."""
        old = f"{self.original!r} -> " if self.original is not None else ""
        return f"{self.start}-{self.end} {old}{self.replacement!r} ({self.name})"


@dataclass(frozen=True, slots=True)
class Alignment:
    """Maps spans of a normalised text back to the original.

    Attributes:
        edits: The edits, sorted and without overlap, in characters of the original.

    Example:
        >>> a = Alignment.from_edits([Edit(1, 3, "à")])   # "ha" + grave -> "hà"
        >>> a.span_to_original(0, 2)
        (0, 3)
        >>> a.span_to_normalized(0, 3)
        (0, 2)
    """

    edits: tuple[Edit, ...] = ()
    _starts: tuple[int, ...] = field(default=(), repr=False, compare=False)
    _ends: tuple[int, ...] = field(default=(), repr=False, compare=False)

    @classmethod
    def from_edits(cls, edits: Iterable[Edit]) -> Alignment:
        """Builds an alignment from edits in the order of the text.

        Raises:
            ValueError: If edits overlap or stand in another order.
        """
        kept = tuple(edits)
        starts, ends = [], []
        shift = last = 0
        for e in kept:
            if e.start < last or e.end < e.start:
                raise ValueError("edits must be sorted and must not overlap")
            last = e.end
            starts.append(e.start + shift)
            shift += len(e.replacement) - (e.end - e.start)
            ends.append(e.end + shift)
        return cls(kept, tuple(starts), tuple(ends))

    @property
    def is_identity(self) -> bool:
        """True when both texts are the same."""
        return not self.edits

    def apply(self, text: str) -> str:
        """Returns the normalised twin of the original ``text``."""
        if not self.edits:
            return text
        parts, last = [], 0
        for e in self.edits:
            parts.append(text[last : e.start])
            parts.append(e.replacement)
            last = e.end
        parts.append(text[last:])
        return "".join(parts)

    def start_to_original(self, pos: int) -> int:
        """Where a span that starts at ``pos`` of the normalised text starts in the original.

        Characters that were removed right before ``pos`` stay outside the span.
        """
        # the last edit that begins at or before pos
        i = bisect_right(self._starts, pos) - 1
        if i < 0:
            return pos
        e = self.edits[i]
        if pos >= self._ends[i]:
            return e.end + pos - self._ends[i]
        return e.start

    def end_to_original(self, pos: int) -> int:
        """Where a span that ends before ``pos`` of the normalised text ends in the original.

        Characters that were removed right at ``pos`` stay outside the span.
        """
        # the last edit that begins strictly before pos
        i = bisect_left(self._starts, pos) - 1
        if i < 0:
            return pos
        e = self.edits[i]
        if pos >= self._ends[i]:
            return e.end + pos - self._ends[i]
        return e.end

    def span_to_original(self, start: int, end: int) -> tuple[int, int]:
        """Maps the span ``[start, end)`` of the normalised text to the original."""
        if not self.edits:
            return start, end
        a = self.start_to_original(start)
        return a, max(a, self.end_to_original(end))

    def spans_to_original(self, spans: Spans) -> Spans:
        """Maps many spans of the normalised text to the original, as `span_to_original` does.

        Example:
            >>> from vntext.spans import INT32, Spans
            >>> a = Alignment.from_edits([Edit(1, 3, "ị")])
            >>> a.spans_to_original(Spans.of([(1, 2), (2, 4)])).pairs()
            [(1, 3), (3, 5)]
        """
        if not self.edits:
            return spans
        begins, stops = self._starts, self._ends
        moves = [e.end - stop for e, stop in zip(self.edits, stops, strict=True)]
        starts, ends = array(INT32), array(INT32)
        for start, end in spans.pairs():
            i, j = bisect_right(begins, start) - 1, bisect_left(begins, end) - 1
            a, b = start, end
            if i >= 0:
                a = start + moves[i] if start >= stops[i] else self.edits[i].start
            if j >= 0:
                b = end + moves[j] if end >= stops[j] else self.edits[j].end
            starts.append(a)
            ends.append(max(a, b))
        return Spans.of_columns(starts, ends)

    def span_to_normalized(self, start: int, end: int) -> tuple[int, int]:
        """Maps the span ``[start, end)`` of the original to the normalised text."""
        if not self.edits:
            return start, end
        a = self._to_normalized(start, at_end=False)
        return a, max(a, self._to_normalized(end, at_end=True))

    def _to_normalized(self, pos: int, *, at_end: bool) -> int:
        key = (lambda e: e.start + 1) if at_end else (lambda e: e.start)
        i = bisect_right(self.edits, pos, key=key) - 1
        if i < 0:
            return pos
        e = self.edits[i]
        if pos >= e.end:
            return self._ends[i] + pos - e.end
        return self._ends[i] if at_end else self._starts[i]
