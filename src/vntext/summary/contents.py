"""Pages of contents: lists of headlines, links or names, with little or no text of their own."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache
from typing import TYPE_CHECKING

from vntext.resources import load_toml

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vntext.summary.article import Line

__all__ = ["announces", "is_contents", "what_is_listed"]

ENTRY = 25
"""Syllables of the longest entry."""

PROSE = 8
"""Syllables of the shortest line of text."""

SHARE = 0.4
"""Part of a page of contents that is text, at most."""

NAMED_WITHIN = 12
"""Lines in which a page says what it lists."""

JUST_ANNOUNCES = 3
"""Syllables of a line that announces a list and does not say of what ("Mục lục")."""

SIGNS = "#*- "
"""Signs of headings and lists."""

CLOSING = " \"'”’)]*_|"
"""Marks behind the end of a sentence."""


def _words(line: str) -> int:
    return line.count(" ") + 1


@cache
def _way() -> re.Pattern[str]:
    """The way to a page, or a date: neither text nor what is listed."""
    ways = "|".join(map(re.escape, load_toml("summary/cues.toml")["contents"]["ways"]))
    return re.compile(rf"\W*+(?:{ways})(?:[\W\d]*$| ?[/>»|›])", re.IGNORECASE)


@cache
def _list_words() -> re.Pattern[str]:
    words = "|".join(map(re.escape, load_toml("summary/cues.toml")["contents"]["announces"]))
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)


def announces(line: str) -> bool:
    """True for a line that says of what a page is a list.

    Example:
        >>> announces("Danh mục thủ tục của xã Yên Sơn"), announces("Mục lục")
        (True, False)
    """
    return _words(line) > JUST_ANNOUNCES and _list_words().search(line) is not None


def _kind(line: str) -> str:
    """``entry``, ``prose``, or ``""`` for what is neither."""
    bare = line.rstrip(CLOSING)
    if not any(map(str.isalpha, bare)):
        return ""
    ends = bare[-1:] in ".!?…:;"
    if bare.endswith(("...", "…")) or (not ends and _words(bare) <= ENTRY):
        return "entry"
    return "prose" if _words(bare) >= PROSE else ""


def is_contents(text: str, paragraphs: Sequence[Line], entries: int) -> bool:
    r"""True where a page is a list of headlines, links or names rather than a text.

    Args:
        text: The normalised text.
        paragraphs: Its paragraphs: start, end, role and reason.
        entries: How many of its lines must be entries, at least.

    Example:
        >>> page = "Mục lục\nChọn đất\nGiống dâu\nBón phân"
        >>> is_contents(page, [(0, 7, "title", ""), (8, 16, "body", ""), (17, 26, "body", ""),
        ...                    (27, 35, "body", "")], 4)
        True
    """
    if len(paragraphs) < entries:
        return False
    lines = [text[a:b].strip() for a, b, *_ in paragraphs]
    kinds = list(map(_kind, lines))
    listed = kinds.count("entry")
    if listed < entries or listed < 2 * kinds.count("prose"):
        return False
    told = sum(_words(line) for line, kind in zip(lines, kinds, strict=True) if kind == "prose")
    return told <= SHARE * sum(map(_words, lines))


def what_is_listed(
    text: str, paragraphs: Sequence[Line], sentences: Sequence[tuple[int, int]]
) -> int | None:
    r"""The sentence of a page of contents that says what it is a list of.

    That is a sentence above the list, else a line that announces it, else the headline, else the
    first line that is no way to the page.

    Args:
        text: The normalised text.
        paragraphs: Its paragraphs: start, end, role and reason.
        sentences: Its sentences: start and end.

    Returns:
        Its place; None where no line is one.

    Example:
        >>> page = "Trang chủ\nDanh mục thủ tục của xã\nKhai sinh\nKết hôn"
        >>> spans = [(0, 9), (10, 33), (34, 43), (44, 51)]
        >>> what_is_listed(page, [(*span, "body", "") for span in spans], spans)
        1
    """
    first: int | None = None
    named: int | None = None
    listed = 0
    for start, end, role, reason in paragraphs[:NAMED_WITHIN]:
        line = text[start:end].strip().lstrip(SIGNS)
        kind = _kind(line)
        if not kind or _words(line) < 2 or line[-1:] in ":?" or _way().match(line):
            continue
        if kind == "prose" and (listed < 2 or announces(line)):
            return _place(sentences, start)
        if named is None and announces(line):
            named = start
        if first is None or (role, reason) == ("title", "headline"):
            first = start
        listed += 1
    found = first if named is None else named
    return None if found is None else _place(sentences, found)


def _place(sentences: Sequence[tuple[int, int]], start: int) -> int | None:
    """The sentence that begins a paragraph."""
    k = bisect_left(sentences, (start, start))
    return k if k < len(sentences) else None
