"""Wraps in texts of a few lines, which are too short to show a width.

"... hơn một nghìn⏎người dự." A sentence goes over a break where its first line begins as sentences
begin, no line but the last one ends as they end, the next ones begin with small letters, and all
are about as long as lines of a page. Chat and verse have no such lines: they begin with small
letters, or are shorter.
"""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from vntext.resources import load_toml
from vntext.text.lines import CLOSING, FINAL, begins_anew, is_open

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from vntext.text.lines import Line

__all__ = ["MOST_LINES", "Short", "ends_open", "short_wraps"]

MOST_LINES = 9
"""Lines of a block that is short."""

NARROWEST = 44
"""Characters of a line that is no verse."""

NARROW = 20
"""The same in a block of which a break cuts a name or a number in two."""

UNEVEN = 1.6
"""How many times longer than the shortest full line the longest one may be."""

RAGGED = 0.8
"""Share of the width that a line has at least above one that goes on with a capital, where a break
cuts a name."""

AGAIN = 2
"""Wraps after which a line that ends with a sentence and is full is believed to be one too."""


class Short(NamedTuple):
    """The wraps of a short block.

    Attributes:
        joints: The lines above and below each wrap.
        width: Characters of its longest line; 0 where it has no wraps.
    """

    joints: list[tuple[Line, Line]]
    width: int


NONE = Short([], 0)


@cache
def _chat_ends() -> frozenset[str]:
    """Words that end lines of chat."""
    return frozenset(load_toml("text/layout.toml")["chat_ends"]["words"])


def _begins_inside(text: str, line: Line) -> bool:
    """The line begins inside a sentence: with a small letter, in brackets or not."""
    first = text[line.start]
    if first in '(“"':
        first = text[line.start + 1 : line.start + 2]
    return first.islower() and not begins_anew().match(text, line.start)


@cache
def _open_words() -> frozenset[str]:
    """Words that no sentence or headline ends with."""
    return frozenset(load_toml("text/layout.toml")["open_words"]["words"])


def ends_open(text: str, at: int) -> bool:
    """Whether a line ends with a word that ends no sentence, headline or row of a list.

    Args:
        text: A text.
        at: Where the line ends.
    """
    return text[text.rfind(" ", max(0, at - 10), at) + 1 : at] in _open_words()


def _last_word(text: str, line: Line) -> str:
    return text[line.start : line.end].rpartition(" ")[2].lower()


def _is_full(a: Line, b: Line, width: int) -> bool:
    return a.size + 1 + b.first > width


def short_wraps(text: str, lines: Sequence[Line], cuts: Collection[int]) -> Short:
    """The wraps of a block of a few lines.

    Args:
        text: The text.
        lines: The lines of one block, with no blank line between them.
        cuts: Ends of lines whose break cuts a name or a number in two.

    Returns:
        The wraps; none where the lines may be meant.
    """
    if not 1 < len(lines) <= MOST_LINES or not _begins_a_sentence(text, lines[0]):
        return NONE
    inside: list[tuple[Line, Line]] = []
    proved: list[Line] = []  # lines above the breaks of which the names and words say nothing
    for a, b in pairwise(lines):
        if a.end in cuts:
            inside.append((a, b))
        elif _begins_inside(text, b):
            if not is_open(text, a) or _last_word(text, a) in _chat_ends():
                return NONE
            inside.append((a, b))
            proved.append(a)
        elif ends_open(text, a.end) and not begins_anew().match(text, b.start):
            inside.append((a, b))
            proved.append(a)
    cut = [a for a, _ in inside if a.end in cuts]
    if not proved and len(cut) < AGAIN:
        return NONE
    width = max(line.size for line in lines)
    least = min(a.size for a in proved) if proved else max(a.size for a in cut)
    if least < (NARROW if cut else NARROWEST) or width > UNEVEN * least:
        return NONE
    last = text[lines[0].start : lines[-1].end].rstrip(CLOSING)[-1:]
    if last not in FINAL and len(inside) < AGAIN:
        return NONE
    exact = all(_is_full(a, b, width) for a, b in inside)
    if cut:
        least = min(least, int(RAGGED * width))
    known = set(inside)
    joints = []
    for i, (a, b) in enumerate(pairwise(lines)):
        if (a, b) in known or (
            text[b.start].isalnum()
            and not begins_anew().match(text, b.start)
            and _goes_on(text, a, b, width if exact else 0, least, i, len(inside))
        ):
            joints.append((a, b))
    return Short(joints, width)


def _begins_a_sentence(text: str, line: Line) -> bool:
    first = text[line.start : line.end].lstrip("“\"'(-– ")[:1]
    return bool(first) and not first.islower()


def _goes_on(text: str, a: Line, b: Line, width: int, least: int, at: int, known: int) -> bool:
    """Whether a line that begins with a capital goes on the sentence or paragraph above."""
    if width:
        # the first line may be a headline: then it is full by chance alone
        return _is_full(a, b, width) and (is_open(text, a) or known >= AGAIN)
    # the first line may be a headline, but not above a figure, nor where a sentence ends in it
    first = at > 0 or text[b.start].isdigit() or ". " in text[a.start : a.end]
    return first and is_open(text, a) and a.size >= least
