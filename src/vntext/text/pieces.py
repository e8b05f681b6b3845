"""A text cut into pieces for restoring accents: words, and all that is not a word."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from vntext.text.code_spans import code_spans

if TYPE_CHECKING:
    import re

__all__ = ["BREAK", "KEEP", "MARK", "NONE", "gap_kind", "pieces"]

# What a piece that is no word says to the words around it.
NONE = 0  # spaces: nothing
MARK = 1  # a comma, bracket, quote, dash
KEEP = 2  # a number, code, address or word in another script: one unknown word
BREAK = 3  # the end of a sentence or line: what follows does not depend on what precedes


@cache
def _pattern() -> re.Pattern[str]:
    import re

    # A word of letters only; a word with figures or "_" in it; what stands between, line by line,
    # so that a line reads alike alone and after another.
    return re.compile(r"[^\W\d_]++(?!\w)|\w++|[^\w\n]++|\n\s*+")


@cache
def _addresses() -> re.Pattern[str]:
    import re

    return re.compile(r"@|://|www\.|\.(?:vn|com|net|org|edu|gov|info)(?![^\W\d_])")


def pieces(text: str) -> list[str]:
    """Cuts a text into pieces; joined they are the text again.

    Args:
        text: A composed text.

    Returns:
        Words of letters only, words with other characters, and what stands between. An address
        (of a page, of mail), a span or block of code, a tag is one piece each.

    Example:
        >>> pieces("Gui 2 thu den a@vi.example.vn")
        ['Gui', ' ', '2', ' ', 'thu', ' ', 'den', ' ', 'a@vi.example.vn']
    """
    out: list[str] = []
    last = 0
    for start, end in code_spans(text):
        _add(out, text, last, start)
        out.append(text[start:end])
        last = end
    _add(out, text, last, len(text))
    return out


def _add(out: list[str], text: str, last: int, stop: int) -> None:
    """Adds the pieces of a part of a text that has no code in it."""
    find = _pattern().findall
    for m in _addresses().finditer(text, last, stop):
        if m.start() < last:
            continue
        start, end = m.span()
        while start > last and not text[start - 1].isspace():
            start -= 1
        while end < stop and not text[end].isspace():
            end += 1
        out += find(text, last, start)
        out.append(text[start:end])
        last = end
    out += find(text, last, stop)


@cache
def _inline_tag() -> re.Pattern[str]:
    import re

    names = "a|abbr|b|bdi|bdo|cite|del|dfn|em|font|i|ins|mark|q|s|small|span|strong|sub|sup|time|u"
    return re.compile(rf"</?(?:{names})(?![\w-])|<!--", re.IGNORECASE)


@cache
def _ends() -> re.Pattern[str]:
    import re

    return re.compile(r"[\n\r\u2028\u2029]|[.!?…;:](?:\W|\Z)")


def gap_kind(piece: str) -> int:
    """What a piece that is no word of letters says: `NONE`, `MARK`, `KEEP` or `BREAK`."""
    if piece.isspace():
        return BREAK if "\n" in piece or "\r" in piece else NONE
    if piece[0] == "<" and piece[-1] == ">":
        return NONE if _inline_tag().match(piece) else BREAK
    if piece.lstrip(" \t>").startswith(("```", "~~~")):
        return BREAK
    if any(c.isalnum() for c in piece):
        return KEEP
    return BREAK if _ends().search(piece) else MARK
