"""Blocks of a text: what its markup, its tabs and its capitals say of stretches of it."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from vntext.resources import load_toml

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from vntext.alignment import Edit

__all__ = [
    "LONGEST_HEADING",
    "Block",
    "Kind",
    "Marked",
    "is_navigation",
    "is_record",
    "kinds",
    "lines_of_capitals",
    "tabbed_rows",
    "table",
]


class Block(NamedTuple):
    """A stretch of a text that its markup says something of.

    Attributes:
        start: First character.
        end: End (exclusive).
        kind: A name of ``kinds`` in ``text/markup.toml``: ``"headline"``, ``"table"`` ...
    """

    start: int
    end: int
    kind: str


class Kind(NamedTuple):
    """What is known of a kind.

    Attributes:
        rank: Its strength; a block inside another has the stronger kind.
        role: The role of its paragraphs, ``""`` where their words must tell it.
        soft: Longest block in characters that its place alone makes one; 0 for no limit.
    """

    rank: int
    role: str
    soft: int


class Marked(NamedTuple):
    """What the markup of a text says.

    Attributes:
        edits: What takes its signs out, in characters of the text as given.
        blocks: Blocks of a kind, in characters of the text as given.
    """

    edits: list[Edit]
    blocks: list[Block]


@cache
def table() -> Mapping[str, Any]:
    """The rows of ``text/markup.toml``."""
    return load_toml("text/markup.toml")


@cache
def kinds() -> dict[str, Kind]:
    """The kinds by their names; ``""`` is the weakest.

    Example:
        >>> kinds()["headline"].role, kinds()["quote"].role
        ('title', '')
    """
    rows = {"": Kind(0, "", 0)}
    for name, row in table()["kinds"].items():
        rows[name] = Kind(len(rows), row.get("role", ""), row.get("soft", 0))
    return rows


LONGEST_HEADING = 200
"""Characters of a line that is a heading because it is underlined or strong as a whole."""

SHARE_OF_LINKS = 0.8
"""Of the letters of a block of navigation."""


def is_navigation(links: int, size: int) -> bool:
    """True for a block of nothing but links: the way to other pages.

    Args:
        links: Visible characters that are links.
        size: Visible characters.
    """
    return links > 0 and links >= SHARE_OF_LINKS * size


WIDE = 5
"""Spaces of a gap that alone makes two columns."""

BARS = 2
"""Tabs or bars in a row of a table."""


@cache
def _gap() -> re.Pattern[str]:
    """Spaces between two columns."""
    return re.compile(r"(?<=\S) {3,}+(?=\S)")


def _gaps(line: str) -> int:
    """Gaps between columns; one alone counts if it is wide, or before a figure at the end."""
    if "   " not in line:
        return 0
    gaps = [len(m[0]) for m in _gap().finditer(line)]
    sure = len(gaps) > 1 or line.rstrip()[-1:].isdigit() or (gaps and gaps[0] >= WIDE)
    return len(gaps) if sure else 0


def _commas(line: str) -> int:
    """Commas of a row of values, behind which no space stands: "Huế,12,7.5"."""
    many = line.count(",")
    if many < BARS or line[-1] in ".!?…":
        return 0
    many -= sum(part.count(",") for part in line.split('"')[1::2])  # within quotes
    return many if many >= BARS and _tight().fullmatch(line) else 0


def is_record(line: str) -> bool:
    """Whether a line is a row of values with commas, as the first one of a file tells.

    Example:
        >>> is_record("ho_ten,que_quan,diem"), is_record("Huế, Đà Nẵng, Vinh")
        (True, False)
    """
    return _commas(line) > 0


@cache
def _tight() -> re.Pattern[str]:
    return re.compile(r'(?:[^,"\n]|,(?! )|"[^"\n]*+")++')


def tabbed_rows(text: str) -> Iterator[Block]:
    r"""Rows of a table in a plain text: lines with as many tabs, bars or gaps as one beside them.

    Example:
        >>> [text[b.start : b.end] for text in ["Giá\na\tb\tc\n1\t2\t3"] for b in tabbed_rows(text)]
        ['a\tb\tc', '1\t2\t3']
    """
    rows: list[tuple[int, int, int]] = []
    start = 0
    for line in text.split("\n"):
        bars = line.strip().count("\t") or line.count(" | ") or _gaps(line) or _commas(line)
        rows.append((start, start + len(line), bars))
        start += len(line) + 1
    counts = [0, 0, *(row[2] for row in rows), 0, 0]
    for k, (start, end, bars) in enumerate(rows, 2):
        beside = counts[k - 1] == bars, counts[k + 1] == bars
        if bars >= BARS and any(beside):
            yield Block(start, end, "row")
        elif bars == 1:
            # one sign stands in many lines: three rows make a table
            around = [beside, (beside[0], counts[k - 2] == 1), (beside[1], counts[k + 2] == 1)]
            if any(map(all, around)):
                yield Block(start, end, "row")


def lines_of_capitals(text: str, edits: Sequence[Edit]) -> list[Block]:
    """Lines of capitals alone that stand among others.

    Args:
        text: A text.
        edits: What writes them as usual, in order.
    """
    out: list[Block] = []
    usual = False
    k = start = 0
    for line in text.split("\n"):
        end = start + len(line)
        while k < len(edits) and edits[k].start < start:
            k += 1
        if line.isupper():
            if k < len(edits) and edits[k].start < end:
                out.append(Block(start, end, "capitals"))
        else:
            usual = usual or line.upper() != line
        start = end + 1
    return out if usual else []
