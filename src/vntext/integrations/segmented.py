"""Segmented text for models that read words (PhoBERT and its kin), with the way back to the text.

Such models want words separated by spaces, the syllables of a word joined: ``Học_sinh đi học .``
What they say of tokens or characters of that text is said of spans of the text as given.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vntext.document import Span, check_document
from vntext.errors import InvalidOptionError

if TYPE_CHECKING:
    from vntext.document import Document

__all__ = ["Segmented"]


@dataclass(frozen=True, slots=True)
class Segmented:
    """A document as segmented text.

    Attributes:
        text: Tokens separated by spaces, sentences by line breaks.
        tokens: The tokens, one for each word of the document.
        starts: Where each token begins in ``text``, in characters.
        doc: The document; the n-th token is ``doc[n]``.

    Example:
        >>> import vntext
        >>> made = Segmented.of(vntext.analyze("Học  sinh đi học."))
        >>> made.text, made.token_span(0)
        ('Học_sinh đi học .', Span(0, 9, 'Học  sinh'))
        >>> made.span(4, 11)  # "sinh đi"
        Span(5, 12, 'sinh đi')
    """

    text: str
    tokens: tuple[str, ...]
    starts: tuple[int, ...]
    doc: Document

    @classmethod
    def of(cls, doc: Document, joiner: str = "_") -> Segmented:
        """Makes the segmented text of a document.

        Args:
            doc: The document.
            joiner: What joins the syllables of one word.

        Raises:
            InvalidTextError: If ``doc`` is no `Document`.
            InvalidOptionError: If ``joiner`` holds white space.
        """
        check_document(doc)
        text = doc.to_segmented(joiner)
        tokens = tuple(text.split())
        starts = []
        at = 0
        for token in tokens:
            starts.append(at)
            at += len(token) + 1  # one space or line break
        return cls(text, tokens, tuple(starts), doc)

    def token_span(self, first: int, last: int | None = None) -> Span:
        """The span of the document that a token stands for, or tokens from first to last.

        Args:
            first: Number of the token.
            last: Number of the last token; the first one by default.

        Raises:
            IndexError: If there is no such token.
        """
        a, b = self.doc[first], self.doc[first if last is None else last]
        return Span(a.start, b.end, self.doc.text[a.start : b.end])

    def span(self, start: int, end: int) -> Span:
        """The span of the document that characters of the segmented text stand for.

        Args:
            start: First character, in ``text``.
            end: End (exclusive).

        Raises:
            InvalidOptionError: If the characters do not lie in ``text``, or hold no part of a
                token.
        """
        if not 0 <= start < end <= len(self.text) or not self.text[start:end].strip():
            raise InvalidOptionError(f"[{start}, {end}) holds no part of the segmented text")
        while self.text[start].isspace():
            start += 1
        while self.text[end - 1].isspace():
            end -= 1
        a, b = self._places(start)[0], self._places(end - 1)[1]
        return Span(a, b, self.doc.text[a:b])

    def _places(self, place: int) -> tuple[int, int]:
        """Where a character of a token stands in the document; a joiner is the space it is for."""
        number = bisect_right(self.starts, place) - 1
        word, token = self.doc[number], self.tokens[number]
        into = place - self.starts[number]
        parts = word.text.split()
        joiner = len(token) - sum(map(len, parts))
        joiner = joiner // (len(parts) - 1) if len(parts) > 1 else 0
        at = 0  # in the word
        for k, part in enumerate(parts):
            at = word.text.index(part, at)
            if into < len(part):
                return word.start + at + into, word.start + at + into + 1
            into -= len(part)
            at += len(part)
            if into < joiner:
                after = word.text.index(parts[k + 1], at)
                return word.start + at, word.start + after
            into -= joiner
        raise AssertionError(place)  # every character of a token is in a part or a joiner
