"""The result of a match that no sentence tells: in the headline, or in a row of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vntext.summary.fit import Chosen
from vntext.summary.terms import on_one_line, words_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vntext.summary.article import Line
    from vntext.summary.genre import Genre

__all__ = ["with_result"]

ROW = 20
"""Syllables of the longest row or headline with a result."""


def with_result(
    chosen: Sequence[Chosen],
    text: str,
    paragraphs: Sequence[Line],
    sentences: Sequence[tuple[int, int]],
    genre: Genre,
    most: int | None,
) -> list[Chosen]:
    """Chosen sentences of which one tells the result, if anything in the text does.

    Args:
        chosen: What was chosen, in the order of the text.
        text: The normalised text.
        paragraphs: Its paragraphs: start, end, role and reason.
        sentences: Its sentences: start and end.
        genre: The genre of the text.
        most: How many there may be; None where syllables are counted, and nothing is added.

    Returns:
        The same ones, or the headline or row with the result and the best others.
    """
    lines = [on_one_line(text[slice(*sentences[c.sentence])]) for c in chosen]
    if most is None or any(map(genre.tells_result, lines)):
        return list(chosen)
    starts = {a: k for k, (a, _) in enumerate(sentences)}
    for start, end, *_ in paragraphs:
        line = on_one_line(text[start:end])
        if start in starts and words_in(line) <= ROW and genre.tells_result(line):
            best = sorted(chosen, key=lambda c: -c.score)[: most - 1]
            return sorted([Chosen(starts[start], 0.0, "result", ""), *best])
    return list(chosen)
