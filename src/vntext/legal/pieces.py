"""Which pieces of a marked-up text may be marked: those that break no tag, link or script."""

from __future__ import annotations

import re
from collections import deque
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from vntext.text.markup_gaps import PARAGRAPH
from vntext.text.markup_html import elements, hidden_until, token

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from vntext.document import LegalReference

__all__ = ["html_pieces", "markdown_pieces", "whole_pieces"]

Span = tuple[int, int]

RAW = ("script", "style", "textarea", "title")
"""Elements whose content is no markup."""

CLOSED = frozenset((*RAW, "template", "noscript", "code", "pre", "a", "button", "select"))
"""Elements whose content is not shown as text, or that must not hold another link."""


REACH = 8
"""Tags beside a reference that may belong to it."""


class _Part(NamedTuple):
    """What is no text of a page.

    Attributes:
        start: First character.
        end: End (exclusive).
        name: ``"b"``, ``"/b"`` for a tag inside a line; ``""`` for what may stand anywhere, ``"!"``
            for what no mark may hold.
    """

    start: int
    end: int
    name: str


def _html_parts(text: str) -> Iterator[_Part]:
    """Tags, comments, character references and closed elements, in order."""
    at = 0
    search = token().search
    while (m := search(text, at)) is not None:
        start, at = m.span()
        name = (m["name"] or "").lower()
        if not name:
            yield _Part(start, at, "")
            continue
        if not m["end"]:
            continue
        row = elements().rows.get(name)
        if name in CLOSED and not m["close"] and not m["rest"].endswith("/"):
            at = hidden_until(text, name, at, raw=name in (*RAW, "a"))
            yield _Part(start, at, "!")
        elif row is not None and row.weight == PARAGRAPH:
            yield _Part(start, at, "!")
        elif (row is not None and row.void) or m["rest"].endswith("/"):
            yield _Part(start, at, "")
        else:
            yield _Part(start, at, m["close"] + name)


def html_pieces(
    text: str, references: tuple[LegalReference, ...]
) -> Iterator[tuple[LegalReference, list[Span]]]:
    """The pieces of HTML to mark for each reference.

    A reference that holds whole elements is one piece. Where a tag in it belongs to one outside,
    the pieces are what lies between such tags, so that the tree stays as it is.

    Args:
        text: The HTML.
        references: Its references, in order.

    Yields:
        Each reference with the pieces; none where a tag or a closed element cuts into it.
    """
    parts = _html_parts(text)
    before: deque[_Part] = deque(maxlen=REACH)  # parts that end before the reference
    near: deque[_Part] = deque()
    ahead = next(parts, None)
    for r in references:
        while near and near[0].end <= r.start:
            before.append(near.popleft())
        reach, beyond = r.end, 0
        while ahead is not None and (
            ahead.start < r.end or (ahead.start == reach and beyond < REACH)
        ):
            if ahead.end > r.start:
                near.append(ahead)
            else:
                before.append(ahead)
            reach, beyond = max(reach, ahead.end), beyond + (ahead.start >= r.end)
            ahead = next(parts, None)
        yield r, _cut(text, (r.start, r.end), before, near)


def _cut(text: str, span: Span, before: Iterable[_Part], near: Iterable[_Part]) -> list[Span]:
    """The pieces of one reference, of the parts that stand before it and within or after it."""
    start, end = span
    inside = [p for p in near if p.start < end]
    if any(p.name == "!" or p.start < start or p.end > end for p in inside):
        return []
    opened: list[_Part] = []
    closed: list[_Part] = []
    for p in inside:
        if not p.name:
            continue
        if p.name[0] != "/":
            opened.append(p)
        elif opened and opened[-1].name == p.name[1:]:
            opened.pop()
        else:
            closed.append(p)
    # an element whose other tag stands right beside the reference belongs to it as a whole
    for p in near:
        if opened and p.start == end and p.name == "/" + opened[-1].name:
            opened.pop()
            end = p.end
    for p in reversed(list(before)):
        if closed and p.end == start and closed[0].name == "/" + p.name:
            closed.pop(0)
            start = p.start
    pieces, at = [], start
    for p in sorted([*opened, *closed]):
        pieces.append((at, p.start))
        at = p.end
    pieces.append((at, end))
    return [(a, b) for a, b in pieces if text[a:b].strip()]


@cache
def _markdown_parts() -> re.Pattern[str]:
    return re.compile(
        r"(?m:^(?:```|~~~)[^\n]*+)(?s:(?:(?!\n(?:```|~~~)).)*+)(?:\n(?:```|~~~)[^\n]*+)?"
        r"|`[^`\n]++`"
        r"|!?\[[^\[\]\n]*+\](?:\([^()\n]*+\)|\[[^\[\]\n]*+\])"
        r"|<(?:/?[A-Za-z!?])[^<>\n]*+>"
        r"|(?m:^[ ]{0,3}\[[^\[\]\n]++\]:[^\n]*+)"
    )


def markdown_pieces(
    text: str, references: tuple[LegalReference, ...]
) -> Iterator[tuple[LegalReference, list[Span]]]:
    """The pieces of Markdown to mark: references that no tag, link or code cuts into."""
    blocked = (m.span() for m in _markdown_parts().finditer(text))
    stretch = next(blocked, None)
    for r in references:
        while stretch is not None and stretch[1] <= r.start:
            stretch = next(blocked, None)
        yield r, [(r.start, r.end)] if stretch is None or stretch[0] >= r.end else []


def whole_pieces(
    text: str, references: tuple[LegalReference, ...]
) -> Iterator[tuple[LegalReference, list[Span]]]:
    """The pieces of plain text to mark: all references as they are."""
    for r in references:
        yield r, [(r.start, r.end)]
