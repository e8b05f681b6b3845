"""The best sentences of a text in a budget that is too narrow for them: more is cut of each."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from vntext.summary.cues import without_credit
from vntext.summary.terms import on_one_line, words_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["Chosen", "fit"]


class Chosen(NamedTuple):
    """A sentence that was taken.

    Attributes:
        sentence: Its place among the sentences of the text.
        score: Higher is better; comparable inside one summary only.
        reason: Why it was taken.
        shown: The sentence with its cuts, ``""`` when nothing was cut.
    """

    sentence: int
    score: float
    reason: str
    shown: str


def fit(
    chosen: Sequence[Chosen], text: str, sentences: Sequence[tuple[int, int]], words: int
) -> list[Chosen]:
    """Chosen sentences, cut until all of them fit.

    What costs least goes first, from the longest one.

    Args:
        chosen: What was chosen, with the cuts that any sentence has.
        text: The normalised text.
        sentences: Its sentences: start and end.
        words: Syllables that there is room for.

    Returns:
        The same sentences; none where they fit already, or cannot be made to.
    """
    lines = [without_credit(on_one_line(text[slice(*sentences[c.sentence])])) for c in chosen]
    shown = [c.shown or line for c, line in zip(chosen, lines, strict=True)]
    sizes = list(map(words_in, shown))
    if len(chosen) < 2 or sum(sizes) <= words:
        return []
    left = [list(_steps(line, size)) for line, size in zip(lines, sizes, strict=True)]
    while sum(sizes) > words:
        open_ = [k for k, steps in enumerate(left) if steps]
        if not open_:
            return []  # nothing more can go
        k = min(open_, key=lambda k: (left[k][0][0], -sizes[k]))
        _, sizes[k], shown[k] = left[k].pop(0)
    return [
        c._replace(shown=now if c.shown or now != line else "")
        for c, now, line in zip(chosen, shown, lines, strict=True)
    ]


def _steps(line: str, size: int) -> Iterator[tuple[int, int, str]]:
    """Ever shorter forms of a sentence: level of the last cut, syllables, what is left."""
    from vntext.summary.trim import find_cuts, narrower, without

    for level, cuts in narrower(line, find_cuts(line)):
        shown = without(line, cuts)
        if (now := words_in(shown)) < size:
            size = now
            yield level, size, shown
