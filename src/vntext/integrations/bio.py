r"""BIO columns: one token a line with the label of its entity, and back.

The first column is the token, the syllables of a word joined by ``_``; the second the label of the
outer entity; the third that of an entity inside it, as in the corpora of the VLSP campaigns. A word
that an entity cuts is written as two tokens: with the text, entities come back character by
character.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from vntext.checks import check_str
from vntext.document import Sentence, check_document
from vntext.errors import InvalidDocumentError
from vntext.integrations.annotated import entity, with_marks

if TYPE_CHECKING:
    from vntext.document import Document, Entity

__all__ = ["from_bio", "to_bio"]

LEVELS = 2
"""Columns of labels, at least: an ORG may lie inside a TITLE."""


def to_bio(doc: Document) -> str:
    r"""Writes the entities of a document as BIO columns.

    Args:
        doc: The document.

    Returns:
        One token a line, columns separated by tabs, a blank line behind each sentence.

    Raises:
        InvalidTextError: If ``doc`` is no `Document`.
        InvalidDocumentError: If an entity crosses the end of a sentence, which BIO cannot say.

    Example:
        >>> import vntext
        >>> print(to_bio(vntext.analyze("Bà Mai, Giám đốc Sở Y tế.")).replace("\t", " ").strip())
        Bà O O
        Mai B-PERSON O
        , O O
        Giám_đốc B-TITLE O
        Sở I-TITLE B-ORG
        Y_tế I-TITLE I-ORG
        . O O
    """
    check_document(doc)
    levels = _levels(doc.entities)
    borders = sorted({x for e in doc.entities for x in (e.start, e.end)})
    starts, ends = [s.start for s in doc.sentences], [s.end for s in doc.sentences]
    for e in doc.entities:
        if bisect_left(starts, e.end) > bisect_left(starts, e.start + 1):
            raise InvalidDocumentError(f"{e!r} crosses the end of a sentence; BIO cannot say that")
    out: list[str] = []
    at = [0] * len(levels)
    k = 0
    for word in doc.words:
        while k + 1 < len(ends) and word.start >= ends[k]:
            k += 1
            if out and out[-1]:
                out.append("")
        first, last = bisect_left(borders, word.start + 1), bisect_left(borders, word.end)
        cuts = [word.start, *borders[first:last], word.end]
        for start, end in itertools.pairwise(cuts):
            token = "_".join(doc.text[start:end].split())
            if token:
                out.append("\t".join([token, *_labels(levels, at, start)]))
    return "\n".join(out) + "\n\n" if out else ""


def _levels(entities: tuple[Entity, ...]) -> list[list[Entity]]:
    """Entities without overlap in each level, outer ones in the first."""
    levels: list[list[Entity]] = [[] for _ in range(LEVELS)]
    for e in sorted(entities, key=lambda e: (e.start, -e.end)):
        free = (level for level in levels if not level or level[-1].end <= e.start)
        level = next(free, None)
        if level is None:
            levels.append(level := [])
        level.append(e)
    return levels


def _labels(levels: list[list[Entity]], at: list[int], start: int) -> list[str]:
    out = []
    for number, level in enumerate(levels):
        while at[number] < len(level) and level[at[number]].end <= start:
            at[number] += 1
        e = level[at[number]] if at[number] < len(level) else None
        inside = e is not None and e.start <= start
        out.append(f"{'B' if e and e.start == start else 'I'}-{e.label}" if e and inside else "O")
    return out


def from_bio(data: str, text: str | None = None) -> Document:
    r"""Reads BIO columns.

    Args:
        data: Columns separated by tabs or spaces: the token first, then one label or several. A
            blank line ends a sentence.
        text: The text that the tokens are of. Without it tokens are joined by spaces and sentences
            by line breaks, and ``_`` in a token becomes a space.

    Returns:
        The document: sentences and entities are those of the data, every other layer is made when
        it is looked at.

    Raises:
        InvalidDocumentError: If a line has no label or one that is not known, or a token does not
            stand in ``text``; the message names the line.

    Example:
        >>> doc = from_bio("Bà O\nMai B-PERSON\nvề O\nHà_Nội B-LOC\n")
        >>> doc.text, [(e.text, e.label) for e in doc.entities]
        ('Bà Mai về Hà Nội', [('Mai', 'PERSON'), ('Hà Nội', 'LOC')])
    """
    check_str(data, "data", InvalidDocumentError)
    rows = _rows(data)
    if text is None:
        lines: list[list[str]] = [[]]
        for _, token, _ in rows:
            if token:
                lines[-1].append(token.replace("_", " "))
            elif lines[-1]:
                lines.append([])
        text = "\n".join(" ".join(line) for line in lines if line)
    check_str(text)
    at = 0
    sentences: list[list[int]] = [[]]
    entities: list[tuple[int, int, str]] = []
    # of each column the entity that goes on: where it begins and ends, and its label
    waiting: list[tuple[int, int, str] | None] = []
    for number, token, labels in rows:
        if not token:
            if sentences[-1]:
                sentences.append([])
            labels = ["O"] * len(waiting)  # noqa: PLW2901 - no entity crosses the end of a sentence
        else:
            start, at = _find(token, text, at, number)
            sentences[-1] += (start, at)
        waiting += [None] * (len(labels) - len(waiting))
        labels = labels + ["O"] * (len(waiting) - len(labels))  # noqa: PLW2901
        for level, label in enumerate(labels):
            begun = waiting[level]
            kind, _, name = label.partition("-")
            if begun and kind == "I" and begun[2] == name:
                waiting[level] = (begun[0], at, name)
                continue
            if begun:
                entities.append(begun)
            waiting[level] = None if label == "O" else (start, at, name)
    entities += [begun for begun in waiting if begun]
    return with_marks(
        text,
        {
            "sentences": tuple(
                Sentence(s[0], s[-1], text[s[0] : s[-1]], "bio") for s in sentences if s
            ),
            "entities": tuple(
                entity(text, a, b, label, "bio")
                for a, b, label in sorted(entities, key=lambda e: (e[0], -e[1]))
            ),
        },
    )


_LABEL = re.compile(r"O|[BI]-\w+")


def _rows(data: str) -> list[tuple[int, str, list[str]]]:
    """For each line its number, token and labels; a blank line has no token."""
    rows = []
    for number, line in enumerate(data.split("\n"), 1):
        token, *labels = line.rstrip("\r").split("\t" if "\t" in line else " ")
        if token and not labels:
            raise InvalidDocumentError(f"line {number} has a token and no label")
        if token:
            for label in labels:
                if not _LABEL.fullmatch(label):
                    raise InvalidDocumentError(f"line {number}: {label!r} is no label of BIO")
        rows.append((number, token, labels if token else []))
    return rows


def _find(token: str, text: str, at: int, line: int) -> tuple[int, int]:
    """Where a token stands, with nothing but spaces and signs that no word holds before it."""
    inner = token.strip("_")  # no token begins or ends with a space
    before, _, after = token.partition(inner) if inner else (token, "", "")
    joined = r"(?:_|\s+)".join(map(re.escape, inner.split("_")))
    pattern = re.escape(before) + joined + re.escape(after)
    m = re.compile(pattern).search(text, at)
    if m is None or any(c.isalnum() for c in text[at : m.start()]):
        raise InvalidDocumentError(f"line {line}: the token {token!r} does not stand in the text")
    return m.span()
