"""The lines of a text, without what belongs to the page it was printed on.

Page numbers, running heads and gazette heads stand alone between two lines of the text; what they
cut in two is read as if they were not there.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from vntext.resources import load_toml
from vntext.text.letters import UPPER

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = [
    "AGAIN",
    "CLOSING",
    "FINAL",
    "Line",
    "begins_anew",
    "blocks",
    "furniture",
    "is_open",
    "read_lines",
    "without_furniture",
]

LONGEST_HEAD = 100
"""Characters of a running head."""

AGAIN = 3
"""Times that a line must stand alone to be a running head."""

MARKS = ".!?…:;"
FINAL = ".!?…"
"""What ends a sentence."""

CLOSING = "”\"’')]»"
_BEHIND = CLOSING + "*_"  # signs of Markdown, too


class Line(NamedTuple):
    """A line that is not blank.

    Attributes:
        start: First character that is not white space.
        end: End of the last one.
        indent: Characters of white space before it.
        size: Its length with the indent.
        first: Length of its first word.
        after_blank: A blank line stands above it.
        after_page: The end of a page stands above it.
    """

    start: int
    end: int
    indent: int
    size: int
    first: int
    after_blank: bool
    after_page: bool = False


@cache
def furniture() -> re.Pattern[str]:
    """Lines that belong to the page and not to the text: numbers, running heads, gazette heads."""
    rows = load_toml("text/layout.toml")["furniture"]
    return re.compile("|".join(f"(?:{row['pattern']})" for row in rows))


@cache
def _visible() -> re.Pattern[str]:
    return re.compile(r"[^\S\n]*+(\S++)[^\n]*+")


@cache
def begins_anew() -> re.Pattern[str]:
    """What stands at the beginning of a line that no wrap begins: list marks and headings."""
    table = load_toml("text/layout.toml")["new_line"]
    marks = "|".join(re.escape(x) for x in table["marks"])
    heads = "|".join(sorted((re.escape(x) for x in table["heads"]), key=len, reverse=True))
    return re.compile(
        rf"(?:{marks})|\d{{1,2}}(?:(?:[.)]\d{{1,2}})+[.)]?|[.)]) +[{UPPER}]"
        r"|(?:[a-zđ]|[a-zđ]{2}(?=\)))[.)] +\S"
        rf"|[IVX]{{1,5}}[.)] +\S|(?:{heads}) (?:\d+[a-zđ]?[.:]|[IVX]+\b)",
    )


def read_lines(text: str) -> list[Line]:
    """The lines of a text that are not blank."""
    out: list[Line] = []
    last = 0
    for m in _visible().finditer(text):
        a, b = m.span(1)
        end = m.end()
        if text[end - 1].isspace():
            end = a + len(text[a:end].rstrip())
        blank = bool(out) and text.count("\n", last, a) > 1
        out.append(Line(a, end, a - m.start(), end - m.start(), b - a, blank))
        last = m.end()
    return out


def _heads(text: str, lines: list[Line]) -> set[str]:
    """Lines that stand alone and come again, but for their figures: running heads."""
    seen: dict[str, int] = {}
    for line, below in pairwise([*lines, lines[-1]._replace(after_blank=True)]):
        if line.after_blank and below.after_blank and line.size <= LONGEST_HEAD:
            head = _masked(text[line.start : line.end])
            seen[head] = seen.get(head, 0) + 1
    return {head for head, times in seen.items() if times >= AGAIN and len(head) > 1}


def _numbered_heads(text: str, lines: list[Line]) -> set[int]:
    """Places of running heads and the numbers of their pages right below them."""
    seen: dict[str, list[int]] = {}
    for k, (line, below) in enumerate(pairwise(lines)):
        if line.after_blank or not k:
            number = text[below.start : below.end]
            if not below.after_blank and number.isdigit() and line.size <= LONGEST_HEAD:
                seen.setdefault(_masked(text[line.start : line.end]), []).append(k)
    found = [places for places in seen.values() if len(places) >= AGAIN]
    return {k for places in found for place in places for k in (place, place + 1)}


def _masked(line: str) -> str:
    return re.sub(r"\d+", "0", line)


def without_furniture(text: str, lines: list[Line]) -> list[Line]:
    """The lines of the text itself; what a page put between two of them is passed over."""
    if not any(line.after_blank and line.size <= LONGEST_HEAD for line in lines):
        return lines
    heads, numbered = _heads(text, lines), _numbered_heads(text, lines)
    out: list[Line] = []
    passed = False
    for k, (line, below) in enumerate(pairwise([*lines, lines[-1]._replace(after_blank=True)])):
        if k in numbered:
            passed = bool(out)
            continue
        alone = line.after_blank and below.after_blank and line.size <= LONGEST_HEAD
        if alone and out:
            whole = text[line.start : line.end]
            if furniture().fullmatch(whole) or _masked(whole) in heads:
                passed = True
                continue
        out.append(line._replace(after_blank=False, after_page=True) if passed else line)
        passed = False
    return out


def is_open(text: str, line: Line) -> bool:
    """The line ends inside a sentence."""
    at = line.end - 1
    while at > line.start and text[at] in _BEHIND:
        at -= 1
    return text[at] not in MARKS


def blocks(lines: list[Line]) -> Iterator[list[Line]]:
    """The lines between blank lines, where there are enough of them to tell their width."""
    block: list[Line] = []
    for line in lines:
        if line.after_blank:
            yield block
            block = []
        block.append(line)
    yield block
