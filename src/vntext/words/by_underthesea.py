"""The words of the `underthesea` toolkit with exact offsets: the second word segmenter.

The toolkit returns strings, not places, and needs care with long or odd input. Its tokens hold
every character that is not white space, in order, so a word's place follows from counting them.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from vntext.words.place import place_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from vntext.spans import Spans

__all__ = ["UndertheseaSegmenter"]

# The toolkit's tokeniser tries its patterns again at each character of a run without spaces, which
# makes it quadratic in the run; whole lines go through a CRF whose memory grows with the line.
MAX_RUN = 128
MAX_PIECE = 4000


@cache
def _engine() -> Callable[[str], list[str]]:
    from underthesea.pipeline.text_normalize.character_normalize import (
        normalize_characters_in_text,
    )
    from underthesea.pipeline.word_tokenize import word_tokenize

    def words(piece: str) -> list[str]:
        piece = _safe(piece, normalize_characters_in_text)
        found: list[str] = word_tokenize(piece, use_token_normalize=False)
        return found

    return words


def _safe(piece: str, normalise: Callable[[str], str]) -> str:
    """The piece with characters that the toolkit cannot take or would change in number replaced.

    Each stands for one character: a lone surrogate (the toolkit's encoder refuses it) becomes
    U+FFFD; where the toolkit's own normalisation would change the length, characters that are not
    Latin become a letter or a sign of Latin.
    """
    if not piece.isascii():
        try:
            piece.encode("utf8")
        except UnicodeEncodeError:
            piece = "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in piece)
        if len(normalise(piece)) != len(piece):
            piece = "".join(_stand_in(c) if c > "\u02af" else c for c in piece)
    return piece


def _stand_in(char: str) -> str:
    if char.isspace():
        return " "
    if "\u1ea0" <= char <= "\u1ef9":
        return char
    return "a" if unicodedata.category(char)[0] in "LMN" else "*"


def _pieces(text: str) -> Iterator[str]:
    """Cuts a text into its lines, and long ones where it hurts least: first at a space."""
    for line in text.split("\n"):
        start = 0
        while start < len(line):
            end = min(start + MAX_PIECE, len(line))
            if end < len(line):
                space = line.rfind(" ", start, end)
                end = space + 1 if space > start else end
            yield from _runs(line[start:end])
            start = end


def _runs(piece: str) -> Iterator[str]:
    """Cuts runs without a space that are too long, so that no input takes quadratic time."""
    start = at = 0
    for token in piece.split():
        at = piece.index(token, at)  # the next token in order: tokens are split at white space
        while len(token) > MAX_RUN:
            yield piece[start : at + MAX_RUN]
            start = at = at + MAX_RUN
            token = token[MAX_RUN:]  # noqa: PLW2901 - what is left of the run
        at += len(token)
    yield piece[start:]


class UndertheseaSegmenter:
    """Finds words with ``underthesea.word_tokenize``.

    Example:
        >>> from vntext.spans import Spans
        >>> words = UndertheseaSegmenter().segment("Hà Nội mưa", Spans.of([]))
        >>> words.pairs()
        [(0, 6), (7, 10)]
    """

    def segment(self, text: str, protected: Spans) -> Spans:
        """Returns the words of a normalised text.

        Args:
            text: A normalised text, or several joined by line breaks.
            protected: Spans that no word boundary may cut, in characters of ``text``.

        Returns:
            The words in order: every character that is not white space is in exactly one.
        """
        engine = _engine()
        lengths = [
            len("".join(word.split()))
            for piece in _pieces(text)
            if not piece.isspace()
            for word in engine(piece)
        ]
        visible = np.flatnonzero([not c.isspace() for c in text]).astype(np.int32)
        counts = np.array([n for n in lengths if n], dtype=np.int64)
        last = np.cumsum(counts)
        if len(visible) != (int(last[-1]) if len(last) else 0):  # pragma: no cover - see `_safe`
            raise AssertionError("underthesea changed the number of characters")
        return place_words(last - counts, visible, protected)
