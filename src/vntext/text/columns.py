"""Signatures that stand side by side below a text: "THƯ KÝ      CHỦ TỌA", and the names below.

What stands in two columns is no sentence, and two names are not one. Such lines have a wide gap
between their cells.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from vntext.alignment import Edit
from vntext.text.blocks import Block

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["name_columns", "signature_rows"]

WORDS = 8
"""Words of a cell."""

WIDE = 4
"""Spaces between two cells."""

MOST = 3
"""Cells of a line: more make a table."""

LONG = 60
"""Characters of a line of text: below signatures stands none."""


@cache
def _gap() -> re.Pattern[str]:
    return re.compile(r"(?<=\S)[ \t]++(?=\S)")


@cache
def _text() -> re.Pattern[str]:
    """A line of running text."""
    return re.compile(rf"(?m)^(?![^\n]*(?: {{4}}|\t))[^\n]{{{LONG},}}+$")


@cache
def _name() -> re.Pattern[str]:
    """Two to five words with a capital, maybe behind a degree or honorific with a stop."""
    return re.compile(r"(?:[^\W\d_]{1,5}\. ?){0,3}[^\W\d_]+(?: [^\W\d_]+){1,4}")


@cache
def _field() -> re.Pattern[str]:
    """A field of a form: "Tuổi: 45"."""
    return re.compile(r"[^\W\d_][^:\n]{1,30}: ?\S")


def _is_name(cell: str) -> bool:
    if not _name().fullmatch(cell):
        return False
    words = cell.split()
    return all(w[0].isupper() for w in words) and not cell.isupper()


def _is_office(cell: str) -> bool:
    """A heading of a signature in capitals, or what stands in brackets below it."""
    if cell[0] == "(":
        return cell[-1] == ")"
    return cell.isupper() and any(c.isalpha() for c in cell) and not any(c.isdigit() for c in cell)


def _lines(text: str) -> Iterator[tuple[int, int, list[tuple[int, int]]]]:
    """Lines of cells: where they begin and end, and the gaps between their cells."""
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        if "    " in line or "\t" in line:
            body = start + len(line) - len(line.lstrip())
            found = _gap().finditer(text, body, end)
            gaps = [m.span() for m in found if len(m[0]) >= WIDE or "\t" in m[0]]
            if 0 < len(gaps) < MOST:
                yield body, start + len(line.rstrip()), gaps
        start = end + 1


def _cells(text: str, start: int, end: int, gaps: list[tuple[int, int]]) -> list[str]:
    begins, ends = [start, *(b for _, b in gaps)], [*(a for a, _ in gaps), end]
    return [text[a:b] for a, b in zip(begins, ends, strict=True)]


def signature_rows(text: str) -> list[Block]:
    r"""Lines of two or three columns in which offices or names stand, below a text.

    Example:
        >>> text = "Họp xong lúc 17 giờ.\n  THƯ KÝ      CHỦ TỌA\n  Đinh Mai      Lê Hân"
        >>> [text[b.start : b.end] for b in signature_rows(text)]
        ['THƯ KÝ      CHỦ TỌA', 'Đinh Mai      Lê Hân']
    """
    rows: list[tuple[Block, bool]] = []
    seen = False
    below = max((m.end() for m in _text().finditer(text)), default=0)
    for start, end, gaps in _lines(text):
        if start < below:
            continue
        cells = _cells(text, start, end, gaps)
        if any(c.count(" ") >= WORDS for c in cells):
            continue
        offices = sum(map(_is_office, cells))
        names = sum(map(_is_name, cells))
        rest = [c for c in cells if not _is_office(c) and not _is_name(c)]
        sure = offices + names > 0 and all(c[-1] in ":;." for c in rest)
        seen = seen or (sure and offices > 0)
        if sure or not any(map(str.isdigit, text[start:end])):
            rows.append((Block(start, end, "signature"), sure))
    return list(_beside(text, rows)) if seen else []


def _beside(text: str, rows: list[tuple[Block, bool]]) -> Iterator[Block]:
    """The rows that are sure, and those right above or below one of them."""
    for k, (block, sure) in enumerate(rows):
        above = k > 0 and rows[k - 1][1] and text[rows[k - 1][0].end : block.start].isspace()
        under = k + 1 < len(rows) and rows[k + 1][1]
        if sure or above or (under and text[block.end : rows[k + 1][0].start].isspace()):
            yield block


def name_columns(text: str) -> list[Edit]:
    r"""The edits that put names and fields which stand side by side on lines of their own.

    Example:
        >>> text = "Phạm Minh Đức\tVũ Ngọc Hải"
        >>> [(e.start, e.end, e.replacement) for e in name_columns(text)]
        [(13, 14, '\n')]
    """
    edits: list[Edit] = []
    for start, end, gaps in _lines(text):
        cells = _cells(text, start, end, gaps)
        if all(map(_is_name, cells)) or all(map(_field().match, cells)):
            edits += [Edit(a, b, "\n", "column") for a, b in gaps]
    return edits
