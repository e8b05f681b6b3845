"""The normalised twin that the stages read: composed letters, real letters, plain spaces.

Only what cannot change the meaning is touched: marks are put in order and composed (NFC, per base
and its marks), letters that look like Vietnamese letters become them, spaces that are not plain
become plain, invisible characters go, a mark on the wrong letter of a syllable goes to the right
one. Quotes, dashes, case and the style of tone placement stay as the writer put them.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate, groupby
from typing import TYPE_CHECKING

from vntext.alignment import Alignment, Edit
from vntext.checks import check_str
from vntext.text.by_token import text_by_token, twin_by_token
from vntext.text.composition import composed_cluster, mark_run, nfc
from vntext.text.sieve import sieve

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Twin", "edited_twins", "normalized_text", "normalized_twin"]


@dataclass(frozen=True, slots=True)
class Twin:
    """A normalised text and how it maps to the original.

    Attributes:
        text: The normalised text.
        alignment: The edits that lead from the original to it.
    """

    text: str
    alignment: Alignment


def normalized_twin(text: str) -> Twin:
    r"""Returns the normalised twin of a text.

    Args:
        text: Any text.

    Returns:
        The twin, with an alignment back to ``text``. Line breaks stay as they are. The twin of
        clean text is the same string.

    Example:
        >>> twin = normalized_twin("Nghi\u0323 quye\u0302\u0301t 58/NÐ")
        >>> twin.text
        'Nghị quyết 58/NĐ'
        >>> twin.alignment.span_to_original(5, 10)
        (6, 13)
    """
    check_str(text)
    doubtful = _doubtful(text)
    if doubtful is None:
        return _twin(text)
    if not doubtful:
        return Twin(text, Alignment())
    return Twin(*twin_by_token(text, doubtful, _twin_parts))


def edited_twins(texts: list[str]) -> dict[int, Twin]:
    r"""The twins of those texts that are not normalised, by place.

    Args:
        texts: Any texts. They are searched together, which is faster than one by one.

    Example:
        >>> {i: twin.text for i, twin in edited_twins(["Huế", "Nghi\u0323"]).items()}
        {1: 'Nghị'}
    """
    doubtful = _doubtful("\n".join(texts))
    if doubtful is None:
        twins = {i: _twin(text) for i, text in enumerate(texts)}
    else:
        ends = list(accumulate(len(text) + 1 for text in texts)) if doubtful else []
        twins = {}
        for i, group in groupby(doubtful, lambda span: bisect_right(ends, span[0])):
            begin = ends[i - 1] if i else 0
            own = [(start - begin, end - begin) for start, end in group]
            twins[i] = Twin(*twin_by_token(texts[i], own, _twin_parts))
    return {i: twin for i, twin in twins.items() if twin.alignment.edits}


def normalized_text(text: str) -> str:
    """The text of `normalized_twin`, without positions; clean text is the same object."""
    doubtful = _doubtful(text)
    if doubtful is None:
        return _twin(text).text
    return text_by_token(text, doubtful, _twin_parts) if doubtful else text


def _doubtful(text: str) -> list[tuple[int, int]] | None:
    """Tokens that may not be normalised; None where the kernel is missing."""
    if text.isascii():
        return []
    native = sieve()
    return None if native is None else native.doubtful(text)


def _twin_parts(text: str) -> tuple[str, Alignment]:
    twin = _twin(text)
    return twin.text, twin.alignment


def _twin(text: str) -> Twin:
    """The twin of a text, by looking at all of it."""
    alignment = Alignment()
    from vntext.text import characters
    from vntext.text.edits import compose
    from vntext.text.tones import misplaced_edits

    # Each pass reads what the one before made; a pass without edits ends it. Two passes do it all
    # but for a few contrived texts (marks of other scripts parted by invisible characters).
    while True:
        found = characters.classes(text)
        highest = max(found, default=0)
        edits: list[Edit] = []
        if highest >= characters.MARKED:
            edits = _character_edits(text, found)
        if not edits and not unicodedata.is_normalized("NFC", text):
            edits = list(_rare_edits(text))
        if not edits:
            break
        step = Alignment.from_edits(edits)
        text = step.apply(text)
        alignment = compose(alignment, step)
    later = list(misplaced_edits(text, found))
    if highest >= characters.MAYBE:
        from vntext.text.look_alikes import look_alike_edits

        later = sorted([*later, *look_alike_edits(text, found)])
    if later:
        step = Alignment.from_edits(later)
        text = step.apply(text)
        alignment = compose(alignment, step)
    return Twin(text, alignment)


_MARKED_RUN = re.compile(
    rb"(?P<simple>[\x01-\x1f]\x60{1,3}(?![\x40-\xff]))|(?P<special>[\x40-\x7f]+)"
)
"""In classes: a letter with marks alone behind it, else what has the flag `MARKED`, not `MAYBE`."""


def _joins(text: str, at: int) -> bool:
    """True for a zero-width (non-)joiner that shapes an emoji or a letter of another script."""
    before = text[at - 1] if at else ""
    return (
        "\u0590" <= before <= "\u1cff"  # Arabic, Indic scripts, Mongolian
        or "\u2190" <= before <= "\u2bff"  # arrows, symbols
        or before == "\ufe0f"  # VARIATION SELECTOR-16, the coloured form of a symbol
        or before >= "\U00010000"
    )


def _character_edits(text: str, found: bytes) -> list[Edit]:
    """The edits at single characters: what is replaced, removed or composed."""
    edits = []
    special: list[int] = []
    for run in _MARKED_RUN.finditer(found):
        start, end = run.span()
        if run.lastgroup == "special":
            special += range(start, end)
            continue
        # most are letters with their marks and nothing special around them
        cluster = text[start:end]
        composed = composed_cluster(cluster)
        if composed != cluster:
            edits.append(Edit(start, end, composed, "compose"))
    if special:
        edits += _special_edits(text, special)
        edits.sort(key=lambda e: e.start)
    return edits


def _special_edits(text: str, positions: list[int]) -> Iterator[Edit]:
    """Edits where characters are replaced or removed, or marks have company."""
    from vntext.text.characters import character_fixes

    fixes = character_fixes()
    marks = mark_run().match
    last = 0
    for at in positions:
        if at < last:
            continue
        fix = fixes.get(text[at])
        run = marks(text, at)
        if run is not None:
            # marks after a plain letter, unless they begin a line
            start = max(at - 1, last) if at > 0 and not text[at - 1].isspace() else at
        else:
            start = at
            if fix is None:
                continue
            run = marks(text, at + 1) if fix.replacement not in ("", " ") else None
        if run is None:
            last = at + 1
            if fix is not None and (fix.when != "unjoined" or not _joins(text, at)):
                yield Edit(at, last, fix.replacement, fix.name)
            continue
        last = run.end()
        cluster = text[start:last]
        base = fixes.get(cluster[0])
        if base is not None and base.when == "always" and base.replacement:
            cluster = base.replacement + cluster[1:]
        composed = composed_cluster(cluster)
        if composed != text[start:last]:
            yield Edit(start, last, composed, "compose")


def _rare_edits(text: str) -> Iterator[Edit]:
    """NFC where no Latin mark is involved: other scripts, characters that are written anew."""
    import regex

    # nothing joins across white space
    for run in regex.finditer(r"\S?[^\x00-\u02ff\s]+", text):
        if unicodedata.is_normalized("NFC", run.group()):
            continue
        edits = []
        for m in regex.finditer(r"[^\p{M}]\p{M}*+|\p{M}++", run.group()):
            composed = nfc(m.group())
            if composed != m.group():
                edits.append(
                    Edit(run.start() + m.start(), run.start() + m.end(), composed, "compose")
                )
        # what joins across letters, as Korean jamo do, is one edit
        yield from edits or [Edit(run.start(), run.end(), nfc(run.group()), "compose")]
