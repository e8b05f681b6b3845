"""Pieces of a text for retrieval: whole sentences, or the nodes of a legal document, with offsets.

What splitters of LangChain and LlamaIndex have in common. Pieces hold all of a text that is not
white space, and each is a slice of it.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from vntext.checks import check_choice, check_count
from vntext.errors import InvalidOptionError
from vntext.pipeline import analyze

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from vntext.document import Span

__all__ = ["BY", "Piece", "pieces"]

By = Literal["sentences", "legal"]

BY: Final = ("sentences", "legal")
"""What pieces are made of."""

Place = tuple[int, int]


class Piece(NamedTuple):
    """A piece of a text.

    Attributes:
        start: First character in the text.
        end: End (exclusive).
        text: What stands there.
        path: Of a node of a legal document its path (``"khoản 2 điều 5"``), else ``""``.
        context: The document, and titles of what is above the node, else ``""``.
    """

    start: int
    end: int
    text: str
    path: str = ""
    context: str = ""


def pieces(
    text: str,
    *,
    by: By = "sentences",
    max_size: int = 1000,
    overlap: int = 0,
    size: Callable[[str], int] = len,
) -> list[Piece]:
    r"""Cuts a text into pieces.

    Args:
        text: Any text.
        by: ``"sentences"``: as many whole sentences as fit; one that is too long is cut between
            words. ``"legal"``: nodes of a legal document as `vntext.legal.chunks` gives them, and
            what stands outside of them by sentences.
        max_size: Longest piece; only a word that is longer makes a longer one.
        overlap: So much of the sentences at the end of a piece begins the next one, at most;
            pieces of different nodes do not overlap.
        size: Measures a text, in characters by default; it must not give less for more text.

    Returns:
        The pieces, in the order of the text.

    Raises:
        InvalidTextError: If ``text`` is not a str.
        TextTooLongError: If ``text`` is over the limit.
        InvalidOptionError: If an option has a value that it cannot have.

    Example:
        >>> text = "Trời mưa. Bà Mai về Huế.\nÔng An ở lại."
        >>> [p.text for p in pieces(text, max_size=25)]
        ['Trời mưa. Bà Mai về Huế.', 'Ông An ở lại.']
        >>> act = "Điều 1. Bờ hồ\n\n1. Bờ Bắc.\n\n2. Bờ Nam.\n\nĐiều 2. Hiệu lực"
        >>> [(p.path, p.text) for p in pieces(act, by="legal", max_size=30)][1:]
        [('khoản 1 điều 1', '1. Bờ Bắc.\n\n2. Bờ Nam.'), ('điều 2', 'Điều 2. Hiệu lực')]
    """
    check_choice("by", by, BY)
    check_count("max_size", max_size)
    if not isinstance(overlap, int) or isinstance(overlap, bool) or not 0 <= overlap < max_size:
        raise InvalidOptionError(f"overlap is from 0 to below max_size, not {overlap!r}")
    doc = analyze(text, layers=("sentences",))

    def fits(start: int, end: int, limit: int = max_size) -> bool:
        return size(text[start:end]) <= limit

    out: list[Piece] = []
    for region in _regions(text, max_size) if by == "legal" else [Piece(0, len(text), text)]:
        start, end = _stripped(text, region.start, region.end)
        if start < end and region.path and fits(start, end):
            out.append(region._replace(start=start, end=end, text=text[start:end]))
            continue
        atoms = [
            atom
            for s in _parts(doc.sentences, start, end)
            for atom in ([s] if fits(*s) else _packed(_parts(doc.words, *s), fits))
        ]
        for a, b in _packed(atoms, fits, overlap):
            out.append(region._replace(start=a, end=b, text=text[a:b]))
    return out


def _stripped(text: str, start: int, end: int) -> Place:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end


def _parts(rows: Sequence[Span], start: int, end: int) -> list[Place]:
    """The parts of rows, sorted and without overlap, that lie in a stretch."""
    first = bisect_right(rows, start, key=lambda row: row.end)
    out = []
    for k in range(first, len(rows)):
        row = rows[k]
        if row.start >= end:
            break
        out.append((max(row.start, start), min(row.end, end)))
    return out


def _packed(atoms: list[Place], fits: Callable[..., bool], overlap: int = 0) -> Iterator[Place]:
    """As many neighbours together as fit."""
    group: list[Place] = []
    for atom in atoms:
        if group and not fits(group[0][0], atom[1]):
            yield group[0][0], group[-1][1]
            end = group[-1][1]
            group = [
                a for a in group if overlap and fits(a[0], end, overlap) and fits(a[0], atom[1])
            ]
        group.append(atom)
    if group:
        yield group[0][0], group[-1][1]


def _regions(text: str, max_size: int) -> Iterator[Piece]:
    """The nodes of a legal document, and what stands between them."""
    from vntext.legal import chunks, read

    at = 0
    # `chunks` counts syllables; one with the space behind it is hardly ever shorter than this
    for chunk in chunks(read(text), max_syllables=max(1, max_size // 4)):
        if chunk.start > at:
            yield Piece(at, chunk.start, text[at : chunk.start])
        yield Piece(chunk.start, chunk.end, chunk.text, chunk.path, chunk.context)
        at = max(at, chunk.end)
    yield Piece(at, len(text), text[at:])
