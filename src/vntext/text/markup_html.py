"""HTML is read: tags, comments and character references become edits.

A scanner of its own, because none that was looked at tells where in the source its pieces stand and
stays linear: `html.parser` tells lines and columns but takes quadratic time for ``"<a "`` or
``"<!--"`` repeated (3.4 s for 15 kB, Python 3.11), and its answers differ between patch releases;
html5lib and lxml tell no offsets or lines alone, selectolax none. Tags are found as the HTML
standard's tokeniser finds them, but that one without an end is text.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from html.entities import html5
from typing import Any, NamedTuple

from vntext.text.blocks import Marked, kinds, table
from vntext.text.markup_gaps import LINE, NOTHING, PARAGRAPH, SPACE, Gaps

__all__ = ["ENTITY", "Elements", "decoded", "elements", "hidden_until", "read_html", "token"]

ENTITY = r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?+"
"""A character reference."""


@cache
def token() -> re.Pattern[str]:
    """Comments, tags, declarations and character references.

    A tag goes on to the next ``<`` outside of a value in quotes. If that is not its end, the group
    ``end`` is empty and all of it is text; no character is read twice.
    """
    return re.compile(
        r"<!--(?:>|->|(?:[^-]++|-(?!-!?>))*+(?:--!?>|\Z))"
        r"|<(?P<close>/?)(?P<name>[A-Za-z][^\s/<>=\"'&]*+)"
        r"(?P<rest>(?:[^<>=]++|=\s*+(?:\"[^\"]*+\"|'[^']*+')?+)*+)(?P<end>>?+)"
        rf"|<[!?/][^<>]*+>|(?P<entity>{ENTITY})"
    )


class _Row(NamedTuple):
    """What is known of an element.

    Attributes:
        weight: What its tags count as.
        hard: Its kind.
        soft: Its kind if the block is short.
        void: It has no end.
        raw: Its content is no markup.
        hidden: Its content is not shown.
        ends: An open element of one of these names ends where it begins.
        ends_heading: An open heading ends where it begins.
    """

    weight: int = NOTHING
    hard: str = ""
    soft: str = ""
    void: bool = False
    raw: bool = False
    hidden: bool = False
    ends: tuple[str, ...] = ()
    ends_heading: bool = False


@dataclass(frozen=True, slots=True)
class Elements:
    """The table of elements.

    Attributes:
        rows: What is known of an element, by its name.
        classes: Kinds by words of classes.
    """

    rows: dict[str, _Row]
    classes: dict[str, str]


@cache
def elements() -> Elements:
    """The elements that ``text/markup.toml`` knows."""
    rows: dict[str, _Row] = {}
    own = table()["html"]

    def change(names: list[str], **fields: Any) -> None:
        for name in names:
            rows[name] = rows.get(name, _Row())._replace(**fields)

    change(own["block"], weight=PARAGRAPH)
    change(own["line"], weight=LINE)
    change(own["space"], weight=SPACE)
    change(own["void"], void=True)
    change(own["raw"], raw=True)
    change(own["hidden"], hidden=True)
    change(own["ends_heading"], ends_heading=True)
    for names in own["siblings"]:
        change(names, ends=tuple(names))
    for kind in kinds():
        for name in own["elements"].get(kind, ()):
            change([name], soft=kind, hard=kind if name in own["elements"]["hard"] else "")
            if not kinds()[kind].soft:
                change([name], hard=kind)
    classes = {word: kind for kind, words in own["classes"].items() for word in words}
    return Elements(rows, classes)


@cache
def _space() -> re.Pattern[str]:
    return re.compile(r"\s++")


@cache
def _class() -> re.Pattern[str]:
    return re.compile(r"\bclass\s*+=\s*+[\"']?+([^\"'<>]{1,300}+)", re.I)


@cache
def _not_shown() -> re.Pattern[str]:
    return re.compile(
        r"(?:^|\s)hidden(?=[\s=/]|$)|\bstyle\s*+=\s*+[\"'][^\"']{0,200}?display\s*:\s*none", re.I
    )


@lru_cache(64)
def _end_of(name: str) -> re.Pattern[str]:
    return re.compile(rf"</{re.escape(name)}(?=[\s/>])[^<>]*+>?+", re.I)


@lru_cache(64)
def _part_of(name: str) -> re.Pattern[str]:
    return re.compile(rf"<(/?){re.escape(name)}(?=[\s/>])[^<>]*+>?+", re.I)


def hidden_until(text: str, name: str, at: int, *, raw: bool) -> int:
    """Where an element whose content is not shown ends; the end of the text if it never does.

    Args:
        text: A page.
        name: Name of the element.
        at: End of its first tag.
        raw: Its content is no markup, so that none can lie in another.
    """
    if raw:
        m = _end_of(name).search(text, at)
        return m.end() if m else len(text)
    depth = 1
    for m in _part_of(name).finditer(text, at):
        depth += -1 if m[1] else 1
        if not depth:
            return m.end()
    return len(text)


def decoded(reference: str) -> str:
    """The character that a reference stands for; the reference itself if it stands for none.

    Example:
        >>> decoded("&#7871;"), decoded("&agrave;"), decoded("&nothing;")
        ('ế', 'à', '&nothing;')
    """
    if reference[1] == "#":
        return html.unescape(reference)
    return html5.get(reference[1:], reference)


class _Open(NamedTuple):
    """An open element: what its content is."""

    name: str
    hard: str
    soft: str
    link: bool
    strong: bool
    kept: bool  # white space counts as it stands


class _Page:
    """A page that is read from front to back."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.gaps = Gaps(text)
        self.stack: list[_Open] = [_Open("", "", "", link=False, strong=False, kept=False)]
        self.count: dict[str, int] = {}

    def read(self) -> Marked:
        text, gaps, search = self.text, self.gaps, token().search
        at = 0
        while (m := search(text, at)) is not None:
            if m.start() > at:
                self._text(at, m.start())
            at = m.end()
            if m["entity"]:
                self._entity(m.start(), at)
            elif not m["name"]:
                gaps.skip(m.start(), at, "comment", NOTHING)
            elif not m["end"]:
                self._text(m.start(), at)
            elif m["close"]:
                self._end(m["name"].lower(), m.start(), at)
            else:
                at = self._begin(m["name"].lower(), m["rest"], m.start(), at)
        if at < len(text):
            self._text(at, len(text))
        return gaps.done()

    def _text(self, start: int, end: int) -> None:
        """Text between tags: its runs of white space count as one space."""
        text, gaps, top = self.text, self.gaps, self.stack[-1]
        begin = start
        for m in _space().finditer(text, start, end):
            a, b = m.span()
            if a > start and b < end and ((b - a == 1 and text[a] == " ") or top.kept):
                continue
            if begin < a:
                gaps.show(begin, a, link=top.link, strong=top.strong)
            weight = LINE if top.kept and "\n" in m.group() else SPACE
            gaps.skip(a, b, "spaces", weight)
            begin = b
        if begin < end:
            gaps.show(begin, end, link=top.link, strong=top.strong)

    def _entity(self, start: int, end: int) -> None:
        shown = decoded(self.text[start:end])
        if shown == self.text[start:end]:
            self._text(start, end)
        elif not shown or shown.isspace():
            self.gaps.skip(start, end, "entity", SPACE if shown else NOTHING)
        else:
            top = self.stack[-1]
            self.gaps.put(start, end, shown, link=top.link, strong=top.strong)

    def _begin(self, name: str, rest: str, start: int, end: int) -> int:
        """A first tag; returns where reading goes on."""
        row = elements().rows.get(name, _Row())
        if row.raw or row.hidden or (rest and not row.void and _not_shown().search(rest)):
            if rest.endswith("/") and not row.raw:
                stop = end
            else:
                stop = hidden_until(self.text, name, end, raw=row.raw)
            self.gaps.skip(start, stop, "not-shown", row.weight)
            return stop
        if row.ends and self.stack[-1].name in row.ends:
            self._pop()
        if row.ends_heading and self.stack[-1].hard in ("headline", "heading"):
            while self.stack[-1].hard in ("headline", "heading"):
                self._pop()
        self.gaps.skip(start, end, _name(row.weight), row.weight)
        if not row.void and not rest.endswith("/"):
            self._push(name, row, rest)
        return end

    def _push(self, name: str, row: _Row, rest: str) -> None:
        top, known = self.stack[-1], kinds()
        hard = max(top.hard, row.hard, key=lambda kind: known[kind].rank)
        soft = max(top.soft, row.soft, key=lambda kind: known[kind].rank)
        found = _class().search(rest) if "class" in rest.lower() else None
        if found and name not in ("html", "body", "main", "article"):
            for word in re.split(r"[\W_]+", found[1].lower()):
                kind = elements().classes.get(word, "")
                soft = max(soft, kind, key=lambda kind: known[kind].rank)
        link = top.link or (name == "a" and "href" in rest)
        strong = top.strong or name in ("strong", "b")
        self.stack.append(_Open(name, hard, soft, link, strong, top.kept or name == "pre"))
        self.count[name] = self.count.get(name, 0) + 1
        self.gaps.kind(hard, soft)

    def _end(self, name: str, start: int, end: int) -> None:
        row = elements().rows.get(name, _Row())
        self.gaps.skip(start, end, _name(row.weight), row.weight)
        if self.count.get(name):
            while self._pop() != name:
                pass

    def _pop(self) -> str:
        name = self.stack.pop().name
        self.count[name] -= 1
        self.gaps.kind(self.stack[-1].hard, self.stack[-1].soft)
        return name


def _name(weight: int) -> str:
    return {PARAGRAPH: "block", LINE: "line-break"}.get(weight, "tag")


def read_html(text: str) -> Marked:
    r"""The edits that take the markup out of a page, and its blocks.

    Args:
        text: A page or a piece of one.

    Example:
        >>> from vntext.alignment import Alignment
        >>> text = "<p>Ngh&#7883; đ&#7883;nh <em>số 15/2020</em>/NĐ-<br>CP.<p>Huế"
        >>> Alignment.from_edits(read_html(text).edits).apply(text)
        'Nghị định số 15/2020/NĐ-CP.\n\nHuế'
    """
    return _Page(text).read()
