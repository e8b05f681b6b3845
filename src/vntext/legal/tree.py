"""The tree of a document while it is read: open nodes, and which numbers go on."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from vntext.legal.numbers import point_follows, split_number
from vntext.legal.patterns import pattern

if TYPE_CHECKING:
    from vntext.legal.sheet import Sheet

__all__ = ["Draft", "Outline", "Quote", "Tree"]

_LEVELS = {
    "appendix": 0,
    "part": 1,
    "chapter": 2,
    "section": 3,
    "subsection": 4,
    "article": 5,
    "clause": 6,
    "subclause": 7,
    "point": 8,
}
_STEP = 3  # how far a number may run ahead of the one before it: a heading may be lost
_FAR = 40


@dataclass(slots=True)
class Draft:
    """A node that is being read.

    Attributes:
        kind: ``"article"`` ...
        number: As written, ``""`` where it has none.
        start: First character of the heading.
        head_end: End of its mark: where its title or text begins.
        end: End of its last character (exclusive).
        parent: Place of its parent among the nodes, or -1.
        title: Its title, or ``""``.
        last: The last number of each kind of its children.
        paragraph: Place of its heading among the paragraphs.
    """

    kind: str
    number: str
    start: int
    head_end: int
    end: int
    parent: int = -1
    title: str = ""
    last: dict[str, str] = field(default_factory=dict)
    paragraph: int = 0


class Quote(NamedTuple):
    """New text that an amending act quotes.

    Attributes:
        start: First character after the opening mark.
        end: End before the closing mark.
        node: The node in which it stands.
    """

    start: int
    end: int
    node: int


class Outline(NamedTuple):
    """What was read of the tree.

    Attributes:
        nodes: The nodes in the order of the text.
        quotes: Quoted new text.
        first: Place of the paragraph where the tree begins.
        feet: Places of paragraphs that belong to no node: signatures, recipients.
    """

    nodes: list[Draft]
    quotes: list[Quote]
    first: int
    feet: list[int]


class Tree:
    """Nodes that are being read.

    Args:
        sheet: The paragraphs.
        loose: Whether it is a piece of a document, whose first number may be any.
    """

    def __init__(self, sheet: Sheet, *, loose: bool = False) -> None:
        self.loose = loose
        self.sheet = sheet
        self.amending = pattern("amending_act").search(sheet.low) is not None
        self.nodes: list[Draft] = []
        self.stack: list[int] = []
        self.quotes: list[Quote] = []
        self.first = len(sheet.paragraphs)
        self.last_article: str | None = None
        self.top_clause: str | None = None
        self.top_point: str | None = None
        self.top_roman = ""
        self.waiting = False  # for the title of a chapter

    def push(self, kind: str, number: str, start: int, head_end: int, end: int, i: int) -> None:
        """Opens a node below the open nodes that are larger."""
        level = _LEVELS[kind]
        self.waiting = False
        while self.stack and _LEVELS[self.nodes[self.stack[-1]].kind] >= level:
            self.stack.pop()
        parent = self.stack[-1] if self.stack else -1
        if parent >= 0:
            self.nodes[parent].last[kind] = number
        self.stack.append(len(self.nodes))
        self.nodes.append(Draft(kind, number, start, head_end, end, parent, paragraph=i))
        self.extend(end)
        self.first = min(self.first, i)

    def within(self, kind: str) -> Draft | None:
        """The open node of a kind, or nothing."""
        for k in reversed(self.stack):
            if self.nodes[k].kind == kind:
                return self.nodes[k]
        return None

    def extend(self, end: int) -> None:
        """Moves the end of all open nodes."""
        for k in self.stack:
            self.nodes[k].end = end

    def article_goes_on(self, number: str) -> bool:
        """Whether the number of an article goes on with the last one."""
        value, suffix = split_number(number)
        last = self.last_article
        if last is None:
            return True
        before, _ = split_number(last)
        if value == before + 1 or (value == before and suffix):
            return True
        step = _STEP if self.amending else _FAR
        return before < value <= before + step or (value == before and not suffix)

    def clause_goes_on(self, number: str) -> bool:
        """Whether the number of a clause goes on with the last one of its holder."""
        value, _ = split_number(number)
        holder = self.holder("clause")
        last = holder.last.get("clause") if holder is not None else self.top_clause
        if last is None:
            return (
                value == 1
                or self.loose
                or (value == 2 and holder is not None and not self.amending)
            )
        before, _ = split_number(last)
        return before <= value <= before + (2 if self.amending else _STEP)

    def holder(self, kind: str) -> Draft | None:
        """The open node that a node of a kind would be put into."""
        level = _LEVELS[kind]
        for k in reversed(self.stack):
            if _LEVELS[self.nodes[k].kind] < level:
                return self.nodes[k]
        return None

    def point_goes_on(self, number: str) -> bool:
        """Whether the letter of a point goes on with the last one of its holder."""
        holder = self.holder("point")
        if holder is None:
            last, self.top_point = self.top_point, number
            return self.loose and (last is None or point_follows(last, number))
        if self.loose and not holder.last.get("point"):
            return True
        return point_follows(holder.last.get("point"), number)
