"""How a text is read: markup, letters, wraps, spaces, case; one function for every caller."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from vntext.alignment import Alignment, Edit
from vntext.text.blocks import Block, is_record, lines_of_capitals, tabbed_rows
from vntext.text.case import case_edits, opens_sentence
from vntext.text.columns import name_columns, signature_rows
from vntext.text.edits import compose
from vntext.text.layout import Region, find_wraps
from vntext.text.markup import find_source, read_markup
from vntext.text.spaces import space_edits
from vntext.text.stops import stop_edits
from vntext.text.unicode import edited_twins

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

__all__ = ["LAYOUTS", "Reading", "read_texts"]

LAYOUTS = ("auto", "lines", "wrapped")
"""How lines may be meant: the text tells, a break ends a paragraph, a break is a space."""

NO_EDITS = Alignment()


@dataclass(frozen=True, slots=True)
class Reading:
    """What the stages read of a text.

    Attributes:
        text: The text with all repairs.
        alignment: The edits that lead there from the text as given.
        regions: Stretches whose lines are wraps, in characters of the text as given.
        blocks: What markup says of stretches of ``text``, in order.
        source: What the text was taken for: ``"plain"``, ``"html"`` or ``"markdown"``.
        reference: The day of the text, ``""`` where nobody says it.
        restored: Whether accents were put back.
        openings: Where words of ``text`` begin whose capital says nothing: it was put there because
            they open a sentence.
    """

    text: str
    alignment: Alignment = NO_EDITS
    regions: tuple[Region, ...] = ()
    blocks: tuple[Block, ...] = ()
    source: str = "plain"
    reference: str = ""
    restored: bool = False
    openings: tuple[int, ...] = ()


def read_texts(
    texts: Sequence[str],
    *,
    layout: str = "auto",
    source: str = "plain",
    case: bool = True,
    restore: bool | str = False,
) -> list[Reading]:
    r"""Reads texts.

    Args:
        texts: Any texts. They are searched together, which is faster than one by one.
        layout: How lines are meant, one of `LAYOUTS`.
        source: What the texts are, one of `vntext.text.markup.SOURCES`.
        case: Give small letters and capitals to lines that are of one case alone.
        restore: Put accents back, ``True`` or ``"always"``; ``"auto"`` where a text has lost them.

    Example:
        >>> read_texts(["Huế", "Nghi\u0323"])[1].text
        'Nghị'
    """
    marked = [_marked(text, source) for text in texts]
    twins = edited_twins([reading.text for reading in marked])
    out = []
    for i, first in enumerate(marked):
        twin = twins.get(i)
        reading = first if twin is None else _stepped(first, twin.text, twin.alignment)
        out.append(_without_gaps(reading, layout, case=case, restore=restore))
    return out


def _without_gaps(reading: Reading, layout: str, *, case: bool, restore: bool | str) -> Reading:
    """The reading without wraps and odd spaces, with what is missing: accents, case, spaces."""
    if reading.source == "plain":
        reading = _with_rows(reading)
    if "\n" in reading.text and layout != "lines":
        reading = _with_layout(reading, layout)
    reading = _stepwise(reading, space_edits)
    if restore and restore != "never":
        reading = _with_accents(reading, restore)
    if case:
        reading = _with_case(reading)
    return _stepwise(reading, stop_edits)


def _with_rows(reading: Reading) -> Reading:
    """The reading of a plain text with the rows of its tables and signatures."""
    text = reading.text
    if not any(sign in text for sign in ("   ", "\t", " | ")) and not is_record(
        text.partition("\n")[0]
    ):
        return reading
    rows = {b.start: b for b in tabbed_rows(text)}
    rows |= {b.start: b for b in signature_rows(text)}
    reading = replace(reading, blocks=tuple(sorted(rows.values())))
    return _stepwise(reading, name_columns)


def _stepwise(reading: Reading, step: Callable[[str], list[Edit]]) -> Reading:
    edits = step(reading.text)
    return _edited(reading, edits) if edits else reading


def _with_case(reading: Reading) -> Reading:
    edits = case_edits(reading.text)
    if not edits:
        return reading
    text = reading.text
    openings = tuple(e.start for e in edits if opens_sentence(text, e.start))
    blocks = reading.blocks
    if reading.source == "plain":
        blocks = tuple(sorted([*blocks, *lines_of_capitals(text, edits)]))
    reading = _edited(replace(reading, blocks=blocks), edits)
    return replace(reading, openings=openings)


def _with_accents(reading: Reading, restore: bool | str) -> Reading:
    """The reading with its accents put back, letter for letter, so that positions stay."""
    from vntext.text.accents import restore_diacritics, should_restore

    if restore == "auto" and not should_restore(reading.text):
        return reading
    return replace(reading, text=restore_diacritics(reading.text), restored=True)


def _marked(text: str, source: str) -> Reading:
    """The text without its markup."""
    if source == "auto":
        source = find_source(text)
    if source == "plain":
        return Reading(text)
    edits, blocks = read_markup(text, source)
    step = Alignment.from_edits(edits)
    to = step.span_to_normalized
    own = tuple(Block(*to(b.start, b.end), b.kind) for b in blocks)
    return Reading(step.apply(text), step, blocks=own, source=source)


def _stepped(reading: Reading, text: str, step: Alignment) -> Reading:
    """The reading after one more step, which leads to ``text``."""
    to = step.span_to_normalized
    blocks = tuple(Block(*to(b.start, b.end), b.kind) for b in reading.blocks)
    openings = tuple(to(at, at + 1)[0] for at in reading.openings)
    both = compose(reading.alignment, step)
    return replace(reading, text=text, alignment=both, blocks=blocks, openings=openings)


def _edited(reading: Reading, edits: list[Edit]) -> Reading:
    step = Alignment.from_edits(edits)
    return _stepped(reading, step.apply(reading.text), step)


def _with_layout(reading: Reading, layout: str) -> Reading:
    given = reading.source == "plain" and not reading.alignment.is_identity
    measure = reading.alignment.span_to_original if given else None
    edits, regions = find_wraps(reading.text, layout=layout, measure=measure)
    if not edits:
        return reading
    back = reading.alignment.span_to_original
    own = tuple(r._replace(start=a, end=b) for r in regions for a, b in [back(r.start, r.end)])
    return replace(_edited(reading, edits), regions=own)
