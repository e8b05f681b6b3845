"""What stands beside the text of a page: to whom a letter goes, references, links at its foot."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from vntext.resources import load_toml
from vntext.summary.terms import words_in
from vntext.text.strings import Strings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vntext.summary.article import Line

__all__ = ["without_asides"]

ROW = 22
"""Syllables of the longest row of a list of those to whom a letter goes."""

ENTRY = 50
"""Syllables of the longest reference; a longer paragraph is text again."""

SIGNS = "=#*_|:~ \t"
"""Signs of a heading."""


LISTS = ("below", "below_marked", "rows_below", "announced_by")
"""Kinds of headings in the table."""


class _Headings(NamedTuple):
    """What asides stand below; in small letters."""

    below: frozenset[str]
    marked: frozenset[str]
    rows_below: frozenset[str]
    announced_by: tuple[str, ...]


@cache
def _headings() -> _Headings:
    table = load_toml("summary/cues.toml")["asides"]
    below, marked, rows, announced = ([x.lower() for x in table[name]] for name in LISTS)
    return _Headings(frozenset(below), frozenset(marked), frozenset(rows), tuple(announced))


@cache
def _any() -> Strings:
    """The headings as they are written: most texts hold none."""
    table = load_toml("summary/cues.toml")["asides"]
    words = [word for name in LISTS for word in table[name]]
    return Strings({*words, *map(str.upper, words)})


@cache
def _marks() -> re.Pattern[str]:
    return re.compile(r"={1,6} ?[^=\n]+={1,6}$|#{1,6} ")


def without_asides(text: str, lines: Sequence[Line]) -> list[Line]:
    r"""The paragraphs, with the role ``related`` for those below "Tham khảo" or "Nơi nhận".

    Rows below "Kính gửi:" are taken out too, and no more than rows: the text of the letter follows.
    References and links end at the next heading or at a long paragraph.

    Args:
        text: The normalised text.
        lines: Its paragraphs: start, end, role and reason.

    Returns:
        As many paragraphs.

    Example:
        >>> text = "Chợ mở lại hôm qua.\nTham khảo\nLê Hân, Chợ quê, 2031."
        >>> lines = [(0, 19, "body", ""), (20, 29, "body", ""), (30, 52, "body", "")]
        >>> [role for _, _, role, _ in without_asides(text, lines)]
        ['body', 'related', 'related']
    """
    if not _any().held(text):
        return list(lines)
    named = _headings()
    out: list[Line] = []
    within = ""  # what the paragraphs belong to
    for start, end, role, reason in lines:
        line = text[start:end]
        plain = line.strip(SIGNS).lower() if end - start <= ROW * 10 else ""
        marked = _marks().match(line.strip()) is not None
        opens_rows = plain in named.rows_below or (
            line.rstrip("*_ ").endswith(":") and plain.endswith(named.announced_by)
        )
        if plain in named.below or (marked and plain in named.marked):
            within = "foot"
        elif opens_rows:
            within = "first"
            out.append((start, end, "related", "addressees"))
            continue
        elif within == "foot":
            text_again = role in ("body", "lead") and words_in(line) > ENTRY
            if text_again or marked:
                within = ""
        elif within and plain:
            goes_on = line.rstrip()[-1:] == ";"
            row = line[:1] in "-–+*•" or goes_on or within in ("first", "goes on")
            within = ("goes on" if goes_on else "rows") if row and words_in(line) <= ROW else ""
        elif within and any(map(str.isalnum, line)):
            within = ""
        if within:
            why = "foot" if within == "foot" else "addressees"
            out.append((start, end, "related", why))
        else:
            out.append((start, end, role, reason))
    return out
