"""The orders in a paragraph of an amending act: its pieces between semicolons, its quotations."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from vntext.legal.chains import chains_of
from vntext.legal.patterns import pattern
from vntext.legal.units import unit_kinds

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vntext.legal.find import Row

__all__ = ["Piece", "blotted", "completed", "joined_pieces", "pieces_of", "quotations"]


@cache
def _quotation() -> re.Pattern[str]:
    return re.compile(r"“([^“”]{1,1200})[”’]{1,2}|\"([^\"]{1,1200})\"")


def quotations(low: str) -> list[tuple[int, int]]:
    """Where quotations stand in a paragraph, with their marks."""
    return [(m.start(), m.end(m.lastindex or 0) + 1) for m in _quotation().finditer(low)]


def blotted(low: str, spans: Sequence[tuple[int, int]]) -> str:
    r"""A paragraph whose quotations are blotted out, so that no pattern reads them.

    Example:
        >>> blotted("thay “ao”", [(5, 9)]).replace("\0", ".")
        'thay “..”'
    """
    for a, b in spans:
        low = low[: a + 1] + "\0" * (b - a - 2) + low[b - 1 :]
    return low


@dataclass(slots=True)
class Piece:
    """A part of an order, between semicolons.

    Attributes:
        start: First character in the sheet.
        end: End (exclusive).
        op: What it orders, a name of a group of ``order``.
        phrases: Its quotations, in characters of the paragraph.
        act: The reference to the act that it names, or ``None``.
        text: Its text, quotations blotted out.
    """

    start: int
    end: int
    op: str = ""
    phrases: tuple[tuple[int, int], ...] = ()
    act: Row | None = None
    text: str = ""

    def open(self, following: str) -> bool:
        """Whether it lists phrases whose replacement the text behind the semicolon gives."""
        if self.op != "replace" or not self.phrases or following.lstrip()[:1] not in '“"c':
            return False
        return pattern("becomes_within").search(self.text) is None


def _cuts(plain: str, base: int, op: str, rows: Sequence[Row], *, quoted: bool) -> list[int]:
    """Where pieces end: at semicolons, before another verb, behind each of several acts that go."""
    stops = {m.start() for m in re.finditer(r";|$", plain)}
    for m in pattern("and_order").finditer(plain):
        begin = max((x for x in stops if x < m.start()), default=0)
        if chains_of(plain[begin : m.start()]):
            stops.add(m.start())
    if op == "repeal" and not quoted:
        for a, b in pairwise(rows):
            between = plain[a.end - base : b.start - base]
            last = between.rfind(" và ")
            whole = not (a.provision or b.provision) and between.endswith(" và ")
            whole = whole and pattern("order").search(between) is None
            same = whole and b.type == rows[0].type
            if last >= 0 and ";" not in between and (same or (a.provision and b.provision)):
                stops.add(a.end - base + last)
    return sorted(stops)


def pieces_of(
    plain: str, base: int, op: str, spans: Sequence[tuple[int, int]], rows: Sequence[Row]
) -> list[Piece]:
    """The pieces of an order.

    Args:
        plain: The paragraph in lower case, quotations blotted out.
        base: Where it begins in the sheet.
        op: What it orders first.
        spans: Its quotations.
        rows: The references to other acts in it.
    """
    out: list[Piece] = []
    pos = 0
    for stop in _cuts(plain, base, op, rows, quoted=bool(spans)):
        if stop > pos:
            piece = Piece(base + pos, base + stop, op)
            text = plain[pos:stop]
            own = [r for r in rows if base + pos <= r.start < base + stop]
            piece.act = own[0] if own else None
            head = text[: own[0].start - base - pos] if own else text
            verb = pattern("order").search(head)
            if out and out[-1].open(text):
                out[-1].end = base + stop
                out[-1].phrases += tuple(s for s in spans if pos <= s[0] < stop)
                out[-1].act = out[-1].act or piece.act
                out[-1].text += ";" + text
                pos = stop + 1
                continue
            piece.text = text
            if verb is not None and out:
                piece.op = str(verb.lastgroup)
            elif out:
                piece.op = out[-1].op
            piece.phrases = tuple(s for s in spans if pos <= s[0] < stop)
            out.append(piece)
        pos = stop + 1
    return out


def joined_pieces(pieces: Sequence[Piece], plain: str, base: int) -> list[tuple[Piece, str]]:
    """Pieces with what follows them: provisions alone go on with the piece before."""
    out: list[tuple[Piece, str]] = []
    for piece in pieces:
        text = piece.text or plain[piece.start - base : piece.end - base]
        verb = pattern("order").search(text) or pattern("order_passive").search(text)
        another = out and piece.act is not None and piece.act is not out[-1][0].act
        first = piece.act is not None and not text[: piece.act.start - piece.start].strip(" và")
        # "Điều 1 Nghị định 8 sửa đổi Nghị định 5; Nghị định 6": what goes is in Nghị định 8
        first = first and not (out and pattern("order").search(out[-1][1], 24))
        alone = another and (first or chains_of(text))
        if out and not piece.phrases and verb is None and not alone:
            before, joined = out[-1]
            before.end = piece.end
            out[-1] = before, joined + ";" + text
        else:
            out.append((piece, text))
    return out


def completed(provisions: list[str], position: str) -> list[str]:
    """Inserted provisions with the larger units that only their place names.

    Example:
        >>> completed(["khoản 5"], "khoản 4 Điều 7")
        ['khoản 5 Điều 7']
    """
    unit = next((u for u in unit_kinds() if position.lower().startswith(f"{u} ")), None)
    if unit is None:
        return provisions
    larger = position[len(unit) + 1 :].partition(" ")[2]
    size = len(unit.split()) + 1
    return [
        f"{p} {larger}"
        if larger and p.lower().startswith(f"{unit} ") and len(p.split()) == size
        else p
        for p in provisions
    ]
