"""The kernel's reader of lines, with the tables that it goes by."""

from __future__ import annotations

from array import array
from functools import cache
from typing import TYPE_CHECKING

from vntext.kernel import kernel
from vntext.resources import load_lines
from vntext.roles.tables import phrases, weights
from vntext.text.strings import characters

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vntext.kernel import _kernel

__all__ = ["pieces_of_captions", "reader"]

EVENT, SAID, TENSE = 1, 2, 4  # of a word or pair: what its phrase is of, see roles/openings.toml
HITS = 256  # words and pairs of a line that the table holds; a line with more is read by Python
FACTS = 64  # facts that hold for one line
ROLES = 5  # that are learnt
SEEN_BYTES = 1024  # bits for the words of the long lines of a document


def pieces_of_captions() -> Iterator[tuple[str, int]]:
    """Words and pairs of ``roles/caption-words.tsv`` with their weights in hundredths."""
    for line in load_lines("roles/caption-words.tsv"):
        piece, value = line.split("\t")
        yield piece, round(100 * float(value))


@cache
def reader() -> _kernel.Lines | None:
    """The reader of lines, None where the kernel was not built."""
    native = kernel()
    if native is None:
        return None
    rows = [(piece, weight, 0) for piece, weight in pieces_of_captions() if piece]
    for kind, mark in (("event", EVENT), ("said", SAID)):
        rows += [(" ".join(p.lower().split(" ")[:2]), 0, mark) for p in phrases(kind)]
    rows += [(phrase, 0, TENSE) for phrase in phrases("tense")]
    pieces, values, marks = zip(*rows, strict=True)
    facts = weights()
    lower, flags = characters()
    made: _kernel.Lines = native.Lines(
        {
            "lower": lower,
            "flags": flags,
            "pieces": list(pieces),
            "values": array("i", values),
            "marks": bytes(marks),
            "fact": {name: row for row, name in enumerate(facts)},
            "weights": array("d", [x for row in facts.values() for x in row[:-1]]),
        }
    )
    return made
