"""What stands between two visible pieces of a page becomes one edit: a space, a break or nothing.

In HTML a run of white space, tags and comments is one gap. It counts as the strongest thing in it:
the end of a paragraph, the end of a line, a space, or nothing where two inner tags meet.
"""

from __future__ import annotations

from functools import cache

from vntext.alignment import Edit
from vntext.text.blocks import LONGEST_HEADING, Block, Marked, is_navigation, kinds, table

__all__ = ["LINE", "NOTHING", "PARAGRAPH", "SPACE", "Gaps", "joined"]

NOTHING, SPACE, LINE, PARAGRAPH = range(4)
"""What a gap counts as, from the weakest to the strongest."""

FINAL = ".!?…:;"
CLOSING = "”\"’')]»"
LONGEST_WORD = 8


@cache
def _open_words() -> frozenset[str]:
    return frozenset(table()["line_break"]["open"])


def joined(before: str, after: str) -> str | None:
    """What a line break inside a sentence counts as.

    Args:
        before: The last visible characters before the break.
        after: The first one after it.

    Returns:
        ``""`` within a code that was broken at its sign, a space where the sentence goes on, None
        where a line ends.

    Example:
        >>> joined("15/2020/NĐ-", "C"), joined("theo Quyết định số", "2"), joined("Huế", "N")
        ('', ' ', None)
    """
    last = before[-1:]
    if last in ("/", "-") and after.isalnum() and before[-2:-1].isalnum():
        # a dash between two figures is one of a range
        return " " if last == "-" and after.isdigit() and not before[-2].isupper() else ""
    if after.islower():
        return None if not last or before.rstrip(CLOSING)[-1:] in FINAL else " "
    if after.isdigit() and before[-LONGEST_WORD:].rpartition(" ")[2] in _open_words():
        return " "
    return None


class Gaps:
    """Collects the edits and blocks of a page as it is read from front to back.

    Args:
        text: The page.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._edits: list[Edit] = []
        self._blocks: list[Block] = []
        self._gap = (0, 0)
        self._weight = PARAGRAPH  # before the first piece
        self._names: dict[str, None] = {}
        self._last = ""  # visible characters before the gap
        self._block = (0, 0, "", "")  # start, end, kind, kind for a short block
        self._visible = self._links = self._strong = 0
        self._at = ("", "")

    def kind(self, hard: str, soft: str) -> None:
        """What the pieces that follow are: in any case, and in a short block."""
        self._at = (hard, soft)

    def skip(self, start: int, end: int, name: str, weight: int) -> None:
        """What is not visible."""
        if self._gap[0] == self._gap[1]:
            self._gap = (start, end)
        else:
            self._gap = (self._gap[0], end)
        self._names[name] = None
        self._weight = max(self._weight, weight)

    def show(self, start: int, end: int, *, link: bool, strong: bool) -> None:
        """A visible piece that stays as it is and begins and ends with no white space."""
        self._close(start, self._text[start])
        self._last = (self._last + self._text[max(start, end - LONGEST_WORD) : end])[-LONGEST_WORD:]
        self._grow(start, end, end - start, link=link, strong=strong)

    def put(self, start: int, end: int, shown: str, *, link: bool, strong: bool) -> None:
        """A visible piece that stands for another one, such as a character reference."""
        self._close(start, shown[0])
        self._edits.append(Edit(start, end, shown, "entity"))
        self._last = (self._last + shown)[-LONGEST_WORD:]
        self._grow(start, end, len(shown), link=link, strong=strong)

    def _grow(self, start: int, end: int, size: int, *, link: bool, strong: bool) -> None:
        self._block = (self._block[0], end, *self._block[2:])
        self._visible += size
        self._links += size if link else 0
        self._strong += size if strong else 0

    def _close(self, start: int, after: str) -> None:
        """Ends the gap before a visible piece."""
        first = not self._last
        weight, new = self._weight, "\n\n"
        if weight == LINE:
            # a heading is one line, however it is broken
            one = self._block[2] in ("headline", "heading")
            found = " " if one else joined(self._last, after)
            new = "\n" if found is None else found
        elif weight < LINE:
            new = " " if weight == SPACE else ""
        if first or "\n" in new:
            self._end_block()
            self._block = (start, start, *self._at)
        self._edit("" if first else new)
        self._weight = NOTHING

    def _edit(self, new: str) -> None:
        """One edit for the gap, as small as it can be."""
        start, end = self._gap
        names = dict(self._names)
        if new and self._text.startswith(new, start):
            start, new = start + len(new), ""
        elif new and self._text.endswith(new, start, end):
            end, new = end - len(new), ""
        if len(names) > 1 and not any(map(str.isspace, self._text[start:end])):
            names.pop("spaces", None)
        if start < end or new:
            self._edits.append(Edit(start, end, new, "+".join(names)))
        self._gap = (0, 0)
        self._names = {}

    def _end_block(self) -> None:
        start, end, hard, soft = self._block
        if start < end:
            known = kinds()
            kind = hard
            if known[soft].rank > known[hard].rank and end - start <= known[soft].soft:
                kind = soft
            if kind != "headline" and is_navigation(self._links, self._visible):
                kind = "navigation"
            if not kind and self._strong >= self._visible and end - start <= LONGEST_HEADING:
                kind = "heading"
            if kind:
                self._blocks.append(Block(start, end, kind))
        self._visible = self._links = self._strong = 0

    def done(self) -> Marked:
        """The edits and blocks, when all is read."""
        self._end_block()
        self._edit("")
        return Marked(self._edits, self._blocks)
