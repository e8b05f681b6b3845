"""The rows of the tables of names, read once for all who ask: `vntext.names` says what they mean.

Text is read before anything asks what a name is: breaks inside of names, borders of words.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from vntext.errors import ResourceError
from vntext.resources import load_text

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

__all__ = ["FEATURES", "FILES", "HEAD", "VERDICTS", "kinds_of_names", "names_of", "table_texts"]

FILES = ("people", "places", "bodies", "offices", "things")
HEAD = "kind\tname\tuse\tgroup\tsource\texample\n"

FEATURES, VERDICTS = ("feature", "both"), ("verdict", "both")
"""Uses of the rows that the tagger weighs, and of those that rules go by."""


def table_texts() -> list[str]:
    """The tables, without their head.

    Raises:
        ResourceError: If one of them has other columns.
    """
    out = []
    for file in FILES:
        text = load_text(f"names/{file}.tsv")
        if HEAD not in text[:2000]:
            raise ResourceError(f"the package's file data/names/{file}.tsv has other columns")
        out.append(text.replace(HEAD, "", 1))
    return out


@cache
def _rows() -> Mapping[str, list[tuple[str, str]]]:
    """Name and use of each row by its kind, in order: a dozen tables are made of some of them."""
    # one pattern over each whole file: fifteen thousand rows in 8 ms
    row = re.compile(r"^([^#\t\n]++)\t([^\t\n]++)\t([a-z]++)\t[^\n]*+\n", re.MULTILINE)
    found: dict[str, list[tuple[str, str]]] = {}
    for text in table_texts():
        for kind, name, use in row.findall(text):
            found.setdefault(kind, []).append((name, use))
    return found


def kinds_of_names() -> tuple[str, ...]:
    """The kinds that have rows, in the order of the tables."""
    return tuple(_rows())


def names_of(*kinds: str, uses: Collection[str] = ("feature", "verdict", "both")) -> list[str]:
    """The names of some kinds, in the order of the kinds and of the tables.

    Args:
        kinds: Kinds of the table.
        uses: Uses of the rows that are meant.

    Example:
        >>> "Trần" in names_of("surname"), "Trần" in names_of("given", "place")
        (True, False)
    """
    rows = _rows()
    return [name for kind in kinds for name, use in rows.get(kind, ()) if use in uses]
