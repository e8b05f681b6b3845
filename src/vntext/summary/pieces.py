"""Pieces of text that several parts of a summary ask for, looked for in one pass over a text."""

from __future__ import annotations

from functools import cache

from vntext.roles.tables import glued_hints
from vntext.summary.cues import anywhere, directives
from vntext.summary.genre import genre_marks
from vntext.text.strings import Strings

__all__ = ["pieces_in"]


@cache
def _pieces() -> Strings:
    rows = (anywhere(), directives(), sorted(genre_marks()), glued_hints())
    return Strings(piece for row in rows for piece in row)


def pieces_in(text: str) -> frozenset[str]:
    """What a text holds of some pieces, maybe as parts of words.

    These are the pieces by which a sentence is never printed and the verbs of directives
    (`vntext.summary.cues`), the marks of genres and the hints of glued lines.

    Args:
        text: The normalised text.

    Example:
        >>> "chỉ đạo" in pieces_in("Bí thư Lê Hân chỉ đạo: đóng chợ.")
        True
    """
    return frozenset(_pieces().held(text))
