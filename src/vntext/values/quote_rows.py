"""Quotations as rows, and the objects that are made of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from vntext.document import Person, Span
from vntext.meaning import Quote
from vntext.navigation import made

if TYPE_CHECKING:
    from vntext.values.talk import Said

__all__ = ["Row", "quotes_of", "row_of"]


class Row(NamedTuple):
    """A quotation; its cue as a pair."""

    start: int
    end: int
    direct: bool
    speaker: Person | Span | None
    cue: tuple[int, int] | None
    continues: bool


def quotes_of(text: str, rows: list[Row]) -> list[Quote]:
    """The quotations of rows."""
    if not rows:
        return []
    starts, ends, direct, speakers, cues, continues = zip(*rows, strict=True)
    said = [cue for cue in cues if cue is not None]
    first, last = [a for a, _ in said], [b for _, b in said]
    spans = iter(made(Span, len(said), first, last, [text[a:b] for a, b in said]))
    verbs = [None if cue is None else next(spans) for cue in cues]
    texts = [text[a:b] for a, b in zip(starts, ends, strict=True)]
    return made(Quote, len(rows), starts, ends, texts, direct, speakers, verbs, continues)


def row_of(said: Said, *, direct: bool, continues: bool = False) -> Row:
    """The row of what was said."""
    return Row(said.start, said.end, direct, said.speaker, said.cue, continues)
