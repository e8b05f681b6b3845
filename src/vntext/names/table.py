"""The table of names: what a phrase can be, and who may go by it.

``data/names/*.tsv`` hold one row for each kind of a name. A row of use ``feature`` is weighed by
the tagger in context, one of use ``verdict`` is what a rule goes by, ``both`` is both. A row that
is added works at once: nothing of the table is frozen in a model.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from vntext.text.name_rows import (
    FEATURES,
    FILES,
    VERDICTS as VERDICT,
    kinds_of_names,
    names_of,
    table_texts,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = [
    "FILES",
    "KINDS",
    "VERDICTS",
    "Name",
    "names_in",
    "phrases",
    "phrases_of",
    "verdicts",
    "verdicts_of",
]

KINDS = (
    "place", "unit", "unit-word", "body", "body-head", "field", "office", "honorific",
    "surname", "given", "middle", "foreign-name", "commune",
)  # fmt: skip
"""What a phrase can be to the tagger; bit ``n`` of a column stands for kind ``n``."""

VERDICTS = (
    "body", "local-body", "agency", "namesake", "honorific", "surname", "place", "thing", "mononym",
)  # fmt: skip
"""Kinds of the rows that rules go by."""


class Name(NamedTuple):
    """A row of the table.

    Attributes:
        kind: What the name can be: one of `KINDS` or `VERDICTS`.
        name: The name as it is written.
        use: ``"feature"``, ``"verdict"`` or ``"both"``.
        group: Which of its kind: a country, a party body, a rank ...; empty where nobody asks.
        source: Where the row comes from; the head of the file says what the word means.
        example: A sentence with the name in brackets, for a verdict.
    """

    kind: str
    name: str
    use: str
    group: str
    source: str
    example: str


def phrases() -> Iterator[tuple[str, str]]:
    """Kind and name of every row that the tagger weighs."""
    for kind in kinds_of_names():
        for name in names_of(kind, uses=FEATURES):
            yield kind, name


def phrases_of(*kinds: str) -> list[str]:
    """The names of some kinds among `phrases`.

    Args:
        kinds: Kinds of the table.

    Example:
        >>> "Trần" in phrases_of("surname"), "Trần" in phrases_of("given", "place")
        (True, False)
    """
    return names_of(*kinds, uses=FEATURES)


def verdicts_of(*kinds: str) -> list[str]:
    """The names of some kinds among `verdicts`.

    Args:
        kinds: Kinds of the table.

    Example:
        >>> "TTXVN" in verdicts_of("agency"), "TTXVN" in verdicts_of("body")
        (True, False)
    """
    return names_of(*kinds, uses=VERDICT)


@cache
def names_in(kind: str, group: str) -> tuple[str, ...]:
    """The names of one kind and group, whatever they are used for.

    Args:
        kind: A kind of the table.
        group: A group of that kind.

    Example:
        >>> "Lào" in names_in("place", "country"), "Huế" in names_in("place", "country")
        (True, False)
    """
    row = re.compile(rf"^{kind}\t([^\t\n]++)\t\w+\t{group}\t", re.MULTILINE)
    return tuple(name for text in table_texts() for name in row.findall(text))


@cache
def verdicts() -> tuple[Name, ...]:
    """The rows that rules go by, with all that stands in them."""
    return tuple(
        Name._make(line.split("\t"))
        for text in table_texts()
        if "\tverdict\t" in text or "\tboth\t" in text
        for line in text.splitlines()
        if line[:1] != "#" and ("\tverdict\t" in line or "\tboth\t" in line)
    )
