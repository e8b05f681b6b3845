"""The layers of a batch of texts, and how they are cut and carried back to the originals."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from vntext.document import Words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from vntext.alignment import Alignment
    from vntext.document import LegalReference
    from vntext.entities.types import Found
    from vntext.lexicon import Lexicon
    from vntext.spans import Spans
    from vntext.split.protect import Protected
    from vntext.text.unicode import Twin

__all__ = ["Batch", "apart", "cut_rows", "paragraphs_of", "with_own", "words_of"]


@dataclass(slots=True)
class Batch:
    """The layers of a batch, in characters of the joined normalised text."""

    text: str
    bounds: list[tuple[int, int]]
    protected: list[Protected]
    sentences: list[tuple[int, int, str]]
    words: Spans
    paragraphs: list[tuple[int, int, str, str]]
    legal: list[LegalReference]
    found: list[Found]


def paragraphs_of(
    twins: list[Twin], bounds: list[tuple[int, int]], sentences: list[tuple[int, int, str]]
) -> list[tuple[int, int, str, str]]:
    """Paragraphs with role and reason. A role depends on its whole document, so one at a time."""
    from vntext.roles.assign import assign_roles
    from vntext.split.paragraphs import find_paragraphs

    out = []
    for twin, (base, _) in zip(twins, bounds, strict=True):
        lines = find_paragraphs(twin.text).pairs()
        for (a, b), (role, reason) in zip(lines, assign_roles(twin.text, lines), strict=True):
            out.append((a + base, b + base, role, reason))
    return out


def with_own(protected: list[Protected], lexicon: Lexicon | None, text: str) -> list[Protected]:
    """Adds the abbreviations of a lexicon to the protected spans, and what they overlap goes."""
    own = lexicon.find_abbreviations(text) if lexicon is not None else []
    if not own:
        return protected
    from vntext.split.protect import Protected

    starts = [a for a, _ in own]
    kept = []
    for p in protected:
        i = bisect_left(starts, p.end) - 1
        if i < 0 or own[i][1] <= p.start:
            kept.append(p)
    return sorted([*kept, *(Protected(a, b, "abbreviation") for a, b in own)])


def apart(
    rows: Sequence[Any], back: Callable[[int, int], tuple[int, int]]
) -> Iterator[tuple[int, int, Any]]:
    """Carries spans of one layer back to the original, still without overlap.

    A border inside an edit (between a letter and a mark that fits no letter) has no place of its
    own in the original: the first span takes the whole edit.
    """
    last = 0
    for row in rows:
        a, b = back(row[0], row[1])
        a = max(a, last)
        if a < b:
            yield a, b, row
            last = b


def cut_rows(rows: Sequence[Any], starts: Sequence[int], a: int, b: int) -> Sequence[Any]:
    return rows[bisect_left(starts, a) : bisect_left(starts, b)]


def words_of(text: str, words: Spans, alignment: Alignment) -> Words:
    """The words of one document, carried back; columns stay columns where nothing was edited."""
    if alignment.is_identity:
        return Words(text, words.starts.tobytes(), words.ends.tobytes())
    return Words.of(text, ((a, b) for a, b, _ in apart(words.pairs(), alignment.span_to_original)))
