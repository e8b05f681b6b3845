"""Markdown is read, line by line: its signs become edits, and lines have a kind.

markdown-it-py and mistune were looked at: both tell lines of blocks and no places inside them.
Pages that were turned into Markdown rarely keep to CommonMark either: a line break ends a paragraph
in them. So it does here, and what is a wrapped line is left to `vntext.text.layout`.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from vntext.alignment import Edit
from vntext.text.blocks import LONGEST_HEADING, Block, Marked, is_navigation, table
from vntext.text.markup_code import FENCED, holds_code, is_code
from vntext.text.markup_html import hidden_until
from vntext.text.markup_inline import Inline

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["read_markdown"]

LONGEST_FRONT = 4000
"""Characters of the facts about a page that may stand before it."""


@cache
def _quote() -> re.Pattern[str]:
    return re.compile(r"(?:[ ]{0,3}>[ \t]?+)++")


@cache
def _heading() -> re.Pattern[str]:
    return re.compile(r"[ ]{0,3}(#{1,6})(?:[ \t]++|$)")


@cache
def _closing_marks() -> re.Pattern[str]:
    return re.compile(r"(?:^|[ \t]++)#++[ \t]*+$")


@cache
def _rule() -> re.Pattern[str]:
    signs = "|".join(rf"(?:{sign}[ \t]*+){{3,}}+" for sign in ("-", r"\*", "_"))
    return re.compile(rf"[ ]{{0,3}}(?:{signs}|={{3,}}+\s*+)$")


@cache
def _fence() -> re.Pattern[str]:
    return re.compile(r"[ ]{0,3}(`{3,}+|~{3,}+)[^`]*$")


@cache
def _definition() -> re.Pattern[str]:
    """What a link reference leads to: nothing of it is text."""
    return re.compile(r"[ ]{0,3}\[([^\[\]\n^][^\[\]\n]{0,300})\]:[ \t]*+<?\S++[^\n]*+$")


@cache
def _note() -> re.Pattern[str]:
    return re.compile(r"[ ]{0,3}\[\^[^\[\]\s]{1,40}\]:[ \t]*+")


@cache
def _bullet() -> re.Pattern[str]:
    signs = re.escape(table()["markdown"]["bullets"])
    return re.compile(rf"[ \t]{{0,12}}[{signs}](?:[ \t]++|$)(?:\[[ xX]\][ \t]++)?+")


@cache
def _number() -> re.Pattern[str]:
    return re.compile(r"[ \t]{0,12}(?:\d{1,3}|[a-zđ])[.)][ \t]")


@cache
def _delimiter() -> re.Pattern[str]:
    """The line below the head of a table."""
    return re.compile(r"(?=[^|\n]*+\|)[ \t]*+\|?+(?:[ \t]*+:?+-++:?+[ \t]*+(?:\||$))++\s*+$")


@cache
def _bars() -> re.Pattern[str]:
    return re.compile(r"[ \t]*+(?<!\\)\|[ \t|]*+")


class _Line(NamedTuple):
    """A line without its break, in characters of the text."""

    start: int
    end: int


def _lines(text: str) -> Iterator[_Line]:
    for m in re.finditer(r"[^\r\n]++", text):
        yield _Line(*m.span())


def _hidden(text: str) -> Iterator[tuple[int, int]]:
    """Comments, scripts and styles, and the facts before a page."""
    at = 0
    if text.startswith("---\n"):
        stop = text.find("\n---\n", 3, LONGEST_FRONT)
        rows = text[4 : max(stop, 4)].split("\n")
        if stop > 0 and all(re.match(r"[\w-]+:|[ \t#-]|$", row) for row in rows):
            at = stop + 5
            yield 0, at
    opening = re.compile(r"<!--|<(script|style)(?=[\s>])[^<>]*+>", re.I)
    while (m := opening.search(text, at)) is not None:
        if m[1]:
            at = hidden_until(text, m[1].lower(), m.end(), raw=True)
        else:
            end = text.find("-->", m.end())
            if end < 0:
                return
            at = end + 3
        yield m.start(), at


class _Page:
    """A text that is read from front to back.

    Args:
        text: The text as given.
        body: The same length, with spaces where nothing is shown.
    """

    def __init__(self, text: str, body: str) -> None:
        self.body = body
        self.edits: list[Edit] = []
        self.blocks: list[Block] = []
        self.lines = list(_lines(body))
        names = (_definition().match(body, *line) for line in self.lines)
        self.inline = Inline(body, frozenset(m[1].lower() for m in names if m))
        self.fence = ""
        self.code = False  # what the fence holds
        self.in_table = False
        self.headline = False
        self.indented = False

    def cut(self, start: int, end: int, name: str, new: str = "") -> None:
        if start < end:
            self.edits.append(Edit(start, end, new, name))

    def read(self) -> None:
        after = -1  # end of the line above, where that is text
        for k, line in enumerate(self.lines):
            start, end = line
            if self.body[start:end].isspace():
                self.in_table = False
                continue
            below = self.lines[k + 1] if k + 1 < len(self.lines) else None
            if below is not None and self.body.count("\n", end, below.start) > 1:
                below = None  # a blank line stands between them
            if self.in_table and after >= 0 and self.body.count("\n", after, start) > 1:
                self.in_table = False
            blank = after < 0 or self.body.count("\n", after, start) > 1
            if not self.fence and (blank or self.indented) and self._is_indented(start, end):
                self.indented = True
                self.blocks.append(Block(start, end, "code"))
            else:
                self.indented = False
                self._line(k, below)
            after = end

    def _is_indented(self, start: int, end: int) -> bool:
        """A line of code that its indent marks: prose may have an indent, too."""
        return self.body.startswith(("    ", "\t"), start) and is_code(self.body[start:end])

    def _fenced(self, at: int, language: str) -> bool:
        """Whether a fence holds code: some hold letters, or verse."""
        inside: list[str] = []
        for line in self.lines[at : at + FENCED]:
            m = _fence().match(self.body, *line)
            if m and m[1].startswith(self.fence):
                break
            inside.append(self.body[line.start : line.end])
        return holds_code(inside, language)

    def _line(self, at: int, below: _Line | None) -> None:
        body = self.body
        start, end = self.lines[at]
        fence = _fence().match(body, start, end)
        if self.fence:
            if fence and fence[1].startswith(self.fence):
                self.fence = ""
                self.cut(start, end, "code")
            else:
                self.blocks.append(Block(start, end, "code" if self.code else "quote"))
            return
        if fence:
            self.fence = fence[1]
            self.code = self._fenced(at + 1, body[fence.end(1) : end].strip().lower())
            self.cut(start, end, "code")
            return
        kind = ""
        if m := _quote().match(body, start, end):
            self.cut(start, m.end(), "quote")
            start, kind = m.end(), "quote"
        if _rule().match(body, start, end):
            self.cut(start, end, "rule")
        elif _definition().match(body, start, end):
            self.cut(start, end, "reference")
        elif m := _heading().match(body, start, end):
            self._head(m.end(), end, m.start(), level=len(m[1]))
        elif self._is_row(start, end, below):
            self._row(start, end)
        elif below and _underlines(body, start, end, below):
            self._head(start, end, start, level=1 if body[below.start : below.end][0] == "=" else 2)
        else:
            if m := _note().match(body, start, end):
                self.cut(start, m.end(), "footnote")
                start, kind = m.end(), "note"
            elif m := _bullet().match(body, start, end):
                self.cut(start, m.end(), "list-mark")
                start, kind = m.end(), "item"
            elif _number().match(body, start, end):
                kind = "item"
            self._text(start, end, kind)

    def _head(self, start: int, end: int, before: int, level: int) -> None:
        """A heading."""
        self.cut(before, start, "heading")
        stop = end
        if m := _closing_marks().search(self.body, max(start, end - 100), end):
            stop = m.start()
        kind = "heading"
        if level == 1 and not self.headline and start < stop:
            kind, self.headline = "headline", True
        self._text(start, stop, kind)
        self.cut(stop, end, "heading")

    def _is_row(self, start: int, end: int, below: _Line | None) -> bool:
        """The line is a row of a table."""
        line = self.body[start:end].strip()
        if "|" not in line:
            self.in_table = False
            return False
        opens = line[0] == "|" and (line.count("|") > 1 or len(line) == 1)
        if opens or (below and _delimiter().match(self.body, *below)):
            self.in_table = True
        return self.in_table or _delimiter().match(self.body, start, end) is not None

    def _row(self, start: int, end: int) -> None:
        """A row: each cell becomes a line."""
        if _delimiter().match(self.body, start, end):
            self.cut(start, end, "table")
            return
        at = start
        for m in _bars().finditer(self.body, start, end):
            self._text(at, m.start(), "table")
            inside = m.start() > start and m.end() < end
            self.cut(m.start(), m.end(), "table", "\n" if inside else "")
            at = m.end()
        self._text(at, end, "table")

    def _text(self, start: int, end: int, kind: str) -> None:
        """Running text of one line."""
        while end > start and self.body[end - 1].isspace():
            end -= 1
        if start >= end:
            return
        found = self.inline.read(start, end)
        self.edits += found.edits
        self.blocks += (Block(a, b, "inline-code") for a, b in found.code)
        if kind in ("", "item", "quote") and is_navigation(found.links, found.visible):
            kind = "navigation"
        elif kind in ("", "quote") and found.strong and end - start <= LONGEST_HEADING:
            kind = "heading"
        if kind:
            self.blocks.append(Block(start, end, kind))


def _underlines(body: str, start: int, end: int, below: _Line) -> bool:
    """The line below makes this one a heading."""
    line = body[below.start : below.end].rstrip()
    if len(line) < 3 or line.strip(line[0]) or line[0] not in "-=":
        return False
    text = body[start:end].rstrip()
    return len(text) <= LONGEST_HEADING and text[-1:] not in ".;:,|"


def read_markdown(text: str) -> Marked:
    r"""The edits that take the signs of Markdown out of a text, and its blocks.

    Args:
        text: Any text. One without such signs has no edits.

    Example:
        >>> from vntext.alignment import Alignment
        >>> edits, blocks = read_markdown("# Chợ **Yên Sơn**\n\nXem [tin](http://vidu.vn).")
        >>> Alignment.from_edits(edits).apply("# Chợ **Yên Sơn**\n\nXem [tin](http://vidu.vn).")
        'Chợ Yên Sơn\n\nXem tin.'
        >>> blocks
        [Block(start=2, end=17, kind='headline')]
    """
    hidden = list(_hidden(text))
    body = text
    if hidden:
        parts, at = [], 0
        for a, b in hidden:
            parts += [text[at:a], re.sub(r"[^\n]", " ", text[a:b])]
            at = b
        body = "".join([*parts, text[at:]])
    page = _Page(text, body)
    page.read()
    edits = [e for e in page.edits if not any(a < e.end and e.start < b for a, b in hidden)]
    edits += [Edit(a, b, "", "not-shown") for a, b in hidden]
    return Marked(sorted(edits), page.blocks)
