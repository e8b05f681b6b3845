"""Feature templates of the entity tagger: what each feature looks at.

A feature is the hash of a template's number and of what it looks at, around a token. The kernel
reads the same list.
"""

from __future__ import annotations

from vntext.names.table import KINDS
from vntext.tokens.column import MARK_KEY

__all__ = [
    "CLOSING",
    "COLUMNS",
    "KINDS_BEFORE",
    "OPENING",
    "TEMPLATES",
    "Template",
    "is_word_template",
]

COLUMNS = (
    *("word", "class0", "class1", "class2", "shape", "known", "begin", "inside", "doc", "pair"),
    *("line", "place", "run", "run_first", "run_last", "run_before", "run_before2", "run_after"),
    *("run_known", "depth", "spaced", "seg"),
)
"""What templates look at, by name."""

Template = tuple[tuple[str, int], ...]
"""The columns that a template looks at, each with its distance from the token."""


def _template_list() -> list[Template]:
    """Every template: the columns that it looks at, with their offsets."""
    out: list[Template] = []

    def add(*parts: tuple[str, int]) -> None:
        out.append(parts)

    for k in (-2, -1, 0, 1, 2):
        add(("word", k))
        add(("class2", k))
        add(("class1", k))
        add(("class0", k))
        add(("known", k))
        add(("word", k), ("shape", k), ("shape", 0))
    for a, b in ((-1, 0), (0, 1), (-2, -1), (1, 2), (-1, 1), (-2, 0), (0, 2)):
        add(("word", a), ("word", b))
        add(("class1", a), ("class1", b))
    add(("word", 0), ("class1", -1))
    add(("word", 0), ("class1", 1))
    add(("word", -1), ("class1", 0))
    add(("word", 1), ("class1", 0))
    for span in ((-1, 1), (-2, 2), (-1, 2), (-2, 1)):
        add(*(("shape", k) for k in range(span[0], span[1] + 1)))
    add(("shape", 0), ("line", 0), ("place", 0))
    add(("word", 0), ("line", 0))
    add(("class1", 0), ("line", 0), ("place", 0))
    for k in (-1, 0, 1):
        add(("inside", k), ("begin", k))
        add(("inside", k), ("shape", 0))
    add(("inside", -1), ("begin", 0), ("inside", 0), ("inside", 1), ("shape", 0))
    add(("inside", 0), ("begin", 0), ("shape", 0), ("shape", 1))
    add(("inside", 0), ("begin", 1), ("inside", 1))
    add(("inside", 0), ("known", 0), ("shape", 0))
    add(("known", -1), ("known", 0), ("shape", -1), ("shape", 0))
    add(("known", 0), ("known", 1), ("shape", 0), ("shape", 1))
    add(("known", -1), ("known", 0), ("known", 1), ("shape", 0))
    add(("run", 0), ("known", 0))
    add(("run", 0), ("run_known", 0))
    add(("run", 0), ("run_first", 0))
    add(("run", 0), ("run_last", 0))
    add(("run_first", 0), ("run_last", 0))
    add(("run", 0), ("run_before", 0))
    add(("run_before", 0), ("run_known", 0), ("run", 0))
    add(("run_before", 0), ("run_before2", 0))
    add(("run_after", 0), ("run", 0))
    add(("run_after", 0), ("run_before", 0))
    add(("run", 0), ("run", 1), ("shape", 0))
    for k in (-1, 0, 1):
        add(("doc", k), ("shape", 0))
    add(("doc", 0), ("run", 0))
    add(("doc", 0), ("run", 0), ("run_known", 0))
    add(("doc", 0), ("run_before", 0))
    add(("doc", 0), ("doc", 1), ("run", 0))
    add(("doc", -1), ("doc", 0), ("run", 0))
    add(("pair", -1), ("pair", 0), ("doc", 0), ("run", 0))
    add(("depth", 0), ("shape", 0))
    add(("spaced", 0), ("spaced", 1), ("shape", -1), ("shape", 0))
    add(("seg", 0))
    add(("seg", 0), ("seg", 1))
    add(("seg", 0), ("shape", 0), ("shape", 1))
    add(("seg", -1), ("seg", 0), ("shape", -1), ("shape", 0))
    return out


TEMPLATES = tuple(enumerate(_template_list(), 1))
"""Number and parts of every template. The number is part of the hash: it never changes."""

_OF_WORDS = COLUMNS[:4]
"""Columns that the table of words gives."""


def is_word_template(parts: Template) -> bool:
    """Whether a template looks at nothing but what the table of words says of one word."""
    return len(parts) == 1 and parts[0][0] in _OF_WORDS


HONORIFIC, SURNAME, UNIT_WORD, OFFICE, BODY_HEAD = KINDS_BEFORE = tuple(
    1 << KINDS.index(kind) for kind in ("honorific", "surname", "unit-word", "office", "body-head")
)
"""Kinds of phrases that say something about the name behind them, as bits; the second opens it."""

OPENING, CLOSING = (tuple(MARK_KEY + ord(c) for c in marks) for marks in ("([“‘", ")]”’"))
"""Keys of brackets and quotation marks; those of round brackets come first."""
