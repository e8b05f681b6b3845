"""The table of names: what a phrase can be, and who may go by it.

``data/names/*.tsv`` hold one row for each kind of a name. A row of use ``feature`` is weighed by
the tagger in context, one of use ``verdict`` is what a rule goes by, ``both`` is both. A row that
is added works at once: nothing of the table is frozen in a model.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from vntext.errors import ResourceError
from vntext.resources import load_text

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["FILES", "KINDS", "VERDICTS", "Name", "names_in", "phrases", "phrases_of", "verdicts"]

FILES = ("people", "places", "bodies", "offices", "things")
HEAD = "kind\tname\tuse\tgroup\tsource\texample\n"

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


def _texts() -> Iterator[str]:
    for file in FILES:
        text = load_text(f"names/{file}.tsv")
        if HEAD not in text[:2000]:
            raise ResourceError(f"the package's file data/names/{file}.tsv has other columns")
        yield text.replace(HEAD, "", 1)


def phrases() -> Iterator[tuple[str, str]]:
    """Kind and name of every row that the tagger weighs."""
    for kind, names in _phrases_by_kind().items():
        for name in names:
            yield kind, name


def phrases_of(*kinds: str) -> tuple[str, ...]:
    """The names of some kinds among `phrases`.

    Args:
        kinds: Kinds of the table.

    Example:
        >>> "Trần" in phrases_of("surname"), "Trần" in phrases_of("given", "place")
        (True, False)
    """
    return tuple(chain.from_iterable(_phrases_by_kind()[kind] for kind in kinds))


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
    return tuple(name for text in _texts() for name in row.findall(text))


@cache
def _phrases_by_kind() -> dict[str, list[str]]:
    """The names of `phrases`, kept: a dozen tables are made of some of them."""
    # one pattern over each whole file: twelve thousand rows in 5 ms
    row = re.compile(r"^([^#\t\n]++)\t([^\t\n]++)\t(?:feature|both)\t[^\n]*+\n", re.MULTILINE)
    found: dict[str, list[str]] = {}
    for text in _texts():
        for kind, name in row.findall(text):
            found.setdefault(kind, []).append(name)
    return found


@cache
def verdicts() -> tuple[Name, ...]:
    """The rows that rules go by."""
    return tuple(
        Name._make(line.split("\t"))
        for text in _texts()
        if "\tverdict\t" in text or "\tboth\t" in text
        for line in text.splitlines()
        if line[:1] != "#" and ("\tverdict\t" in line or "\tboth\t" in line)
    )
