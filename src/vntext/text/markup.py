"""Markup is read: HTML and Markdown become edits that take their signs out, and kinds of blocks.

Nothing of the text is changed: every tag, entity and sign is an `Edit`, so that spans are slices of
the source as given and may cross inner tags. What a block is (a headline, a caption, a row of a
table) tells the role of its paragraphs.
"""

from __future__ import annotations

import re
from functools import cache

from vntext.text.blocks import Marked, table

__all__ = ["SOURCES", "find_source", "read_markup"]

SOURCES = ("plain", "html", "markdown", "auto")
"""What a text may be; ``"auto"`` finds it out."""

ENOUGH = 2
"""Points that a text of Markdown has."""

MOST = 4
"""Times that a sign of Markdown is counted."""

LOOKED_AT = 20_000
"""Characters by which the source is found out."""


@cache
def _page() -> re.Pattern[str]:
    return re.compile(r"\ufeff?\s*+(?:<\?xml[^<>]*+>\s*+)?(?:<!doctype html|<html[\s>])", re.I)


@cache
def _tag() -> re.Pattern[str]:
    names = "|".join(sorted(table()["html"]["block"], key=len, reverse=True))
    return re.compile(rf"<(?:/(?:{names})\s*+>|(?:{names}|br)(?:\s[^<>]*+)?/?>)", re.I)


@cache
def _signs() -> list[tuple[re.Pattern[str], int]]:
    return [(re.compile(row["pattern"]), row["points"]) for row in table()["markdown"]["sign"]]


def _is_fragment(head: str) -> bool:
    """Two tags of blocks stand at their text: where a text is about tags, spaces part them."""
    found = 0
    for m in _tag().finditer(head):
        found += not (head[m.start() - 1 : m.start()] == head[m.end() : m.end() + 1] == " ")
        if found == 2:
            return True
    return False


def find_source(text: str) -> str:
    r"""Tells what a text is: ``"html"``, ``"markdown"`` or ``"plain"``.

    It is HTML if it begins as a page or holds two tags of blocks that stand at their text, and
    Markdown if it holds headings, links, strong words or tables enough (``markdown.sign`` in
    ``text/markup.toml``).

    Example:
        >>> find_source("<p>Trời mưa.</p>"), find_source("# Tin\n\n**Huế**"), find_source("# 1")
        ('html', 'markdown', 'plain')
    """
    head = text[:LOOKED_AT]
    if "<" in head and (_page().match(head) or _is_fragment(head)):
        return "html"
    if not any(sign in head for sign in ("# ", "](", "**", "--")):
        return "plain"
    points = 0
    for pattern, value in _signs():
        found = pattern.finditer(head)
        points += value * sum(1 for _, _ in zip(range(MOST), found, strict=False))
        if points >= ENOUGH:
            return "markdown"
    return "plain"


def read_markup(text: str, source: str) -> Marked:
    """The edits that take the markup out of a text, and its blocks.

    Args:
        text: Any text.
        source: What it is, one of `SOURCES`.

    Example:
        >>> edits, blocks = read_markup("<h1>Chợ <b>Yên Sơn</b></h1>", "html")
        >>> [(e.start, e.end, e.replacement, e.name) for e in edits][:2]
        [(0, 4, '', 'block'), (8, 11, '', 'tag')]
        >>> blocks
        [Block(start=4, end=18, kind='headline')]
    """
    if source == "auto":
        source = find_source(text)
    if source == "html":
        from vntext.text.markup_html import read_html

        return read_html(text)
    if source == "markdown":
        from vntext.text.markup_markdown import read_markdown

        return read_markdown(text)
    return Marked([], [])
