"""Dialogue behind dashes: lines of a talk, told from the items of a list."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Turn", "asks", "begins_with_dash", "find_turns"]

_DASHES = ("-", "–", "—")
_DASH = re.compile(r"[-–—]\s?(?=\S)")
_TAIL = re.compile(r"(?<=[^\s,;:]) ?[,.!?…]?\s[-–—]\s(?=\w)")
_ASKED = re.compile(r"[?!]|\.\.\.|…")


class Turn(NamedTuple):
    """A line of dialogue.

    Attributes:
        start: First character of what is said.
        end: End of it (exclusive).
        tail: Span of the words that tell who says it, empty where there are none.
        rest: Span of what is said behind these words, empty where nothing is.
        lead: Span of the line before the dialogue if it ends with a colon, else empty.
        line: Span of the paragraph.
    """

    start: int
    end: int
    tail: tuple[int, int]
    rest: tuple[int, int]
    lead: tuple[int, int]
    line: tuple[int, int]


def find_turns(text: str, paragraphs: Sequence[tuple[int, int]]) -> list[list[Turn]]:
    """Finds the lines behind dashes, block by block.

    Args:
        text: A text.
        paragraphs: Spans of its paragraphs, in order.

    Returns:
        The blocks of lines that may be dialogue; who reads on decides by verbs and speakers.

    Example:
        >>> text = "- Trời mưa to quá bà nhỉ? - ông Ba hỏi."
        >>> ((turn,),) = find_turns(text, [(0, len(text))])
        >>> text[turn.start : turn.end], text[slice(*turn.tail)]
        ('Trời mưa to quá bà nhỉ?', 'ông Ba hỏi.')
    """
    out: list[list[Turn]] = []
    before: tuple[int, int] | None = None
    open_ = False
    for a, b in paragraphs:
        m = _DASH.match(text, a, b) if text.startswith(_DASHES, a) else None
        if m is None:
            before, open_ = (a, b), False
            continue
        lead = (a, a)
        if not open_:
            out.append([])
            if before is not None and text[: before[1]].endswith(":", before[0]):
                lead = before
        out[-1].append(_turn(text, m.end(), b, lead, (a, b)))
        open_ = True
    return out


def begins_with_dash(text: str, paragraphs: Sequence[tuple[int, int]]) -> bool:
    """Whether a paragraph begins with a dash."""
    return any(text.startswith(_DASHES, a) for a, _ in paragraphs)


def _turn(text: str, start: int, end: int, lead: tuple[int, int], line: tuple[int, int]) -> Turn:
    cut = _TAIL.search(text, start, end)
    if cut is None:
        return Turn(start, end, (end, end), (end, end), lead, line)
    said = cut.start() + len(cut.group().rstrip(" -–—").rstrip())
    second = _TAIL.search(text, cut.end(), end)
    if second is None:
        return Turn(start, said, (cut.end(), end), (end, end), lead, line)
    return Turn(start, said, (cut.end(), second.start()), (second.end(), end), lead, line)


def asks(text: str, turn: Turn) -> bool:
    """Whether a line asks or exclaims, as items of lists do not."""
    return _ASKED.search(text, turn.start, turn.end) is not None
