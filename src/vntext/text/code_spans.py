r"""Where a text holds code and markup, whose words are nobody's sentences.

What is looked for is what stands in plain text, in Markdown and in HTML alike: fences and spans of
code, tags with what `<code>`, `<pre>` and their like hold, comments, targets of links.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

__all__ = ["code_spans"]

_SIGNS = ("`", "<", "~~~", "](", "][", "]:")  # without one of them there is none
_RAW = ("code", "pre", "script", "style", "kbd", "samp", "tt", "var", "textarea")


@cache
def _fence() -> re.Pattern[str]:
    import re

    # a longer row of "~" parts a page
    return re.compile(r"^[ \t>]*+(`{3,}+|~{3}(?!~))([^`\n]*+)$", re.MULTILINE)


@cache
def _inline() -> re.Pattern[str]:
    import re

    value = r"""(?:"[^"<>]*+"|'[^'<>]*+'|[^\s"'<>=]++)"""
    attributes = rf"(?:\s++[\w:@.-]++(?:\s*+=\s*+{value})?+)*+"
    return re.compile(
        # spans of code on one line
        r"(?<!`)`(?!`)[^`\n]{1,500}`(?!`)|(?<!`)``(?!`)(?:[^`\n]|`(?!`)){1,500}``(?!`)"
        rf"|<(?P<name>[A-Za-z][\w-]*+){attributes}\s*+/?>|</[A-Za-z][\w-]*+\s*+>"
        r"|(?P<comment><!--)"
        # targets and names of links
        r"|(?<=\])\((?=[^\s()])[^\s()]*+(?=\)| [\"'])|(?<=\])\[[^\[\]\n]{1,200}\]"
        r"|(?<=\])\((?=[^\s()/#]*+[/#])[^()\n]{1,500}(?=\))"
        r"|^ {0,3}\[[^\[\]\n]{1,200}\]:[ \t]++(?=[^\s/#]*+[/#])\S++",
        re.MULTILINE,
    )


@cache
def _closing(name: str) -> re.Pattern[str]:
    import re

    return re.compile(rf"</{name}\s*+>", re.IGNORECASE)


def _fences(text: str) -> Iterator[tuple[int, int]]:
    """Fenced blocks; one that is never closed is none."""
    start, sign = -1, ""
    for m in _fence().finditer(text):
        if start < 0:
            start, sign = m.start(), m[1]
        elif m[1].startswith(sign) and not m[2].strip():
            yield start, m.end()
            start = -1


def _between(text: str, at: int, end: int, unclosed: set[str]) -> Iterator[tuple[int, int]]:
    """Code and markup where there are no fences."""
    while m := _inline().search(text, at, end):
        start, at = m.span()
        name = (m["name"] or "").lower()
        if m["comment"] and "-->" not in unclosed:
            found = text.find("-->", at, end)
            if found < 0:
                unclosed.add("-->")
            at = found + 3 if found >= 0 else at
        elif name in _RAW and name not in unclosed and not m[0].endswith("/>"):
            closing = _closing(name).search(text, at, end)
            if closing is None:
                unclosed.add(name)
            at = closing.end() if closing else at
        yield start, at


def code_spans(text: str) -> list[tuple[int, int]]:
    """Finds code and markup.

    Args:
        text: Any text.

    Returns:
        Start and end (exclusive) of each piece, in characters, in order.

    Example:
        >>> text = "Chay lenh `git them file` trong <b>thu muc</b>"
        >>> [text[a:b] for a, b in code_spans(text)]
        ['`git them file`', '<b>', '</b>']
    """
    if not any(sign in text for sign in _SIGNS):
        return []
    found: list[tuple[int, int]] = []
    at = 0
    for start, end in [*_fences(text), (len(text), len(text))]:
        # what a block before did not close, this one may
        found += _between(text, at, start, set())
        if start < end:
            found.append((start, end))
        at = end
    return found
