"""The rows of ``data/split/protected.toml``: what each matches, and where it is tried."""

from __future__ import annotations

import re
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

from vntext.resources import load_toml
from vntext.text.letters import UPPER

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

__all__ = [
    "TABLE",
    "Row",
    "fill",
    "known_abbreviations",
    "parts",
    "rows",
    "rows_of",
    "table_of_protected",
]

TABLE = "split/protected.toml"


@cache
def known_abbreviations() -> frozenset[str]:
    """Known abbreviations, without their stop."""
    table = table_of_protected()["abbreviations"]
    return frozenset([*table["before-name"], *table["inside"], *table["last"]])


def fill(pattern: str, named: Mapping[str, str]) -> str:
    """A pattern with its named parts filled in."""
    for name, part in named.items():
        pattern = pattern.replace("{" + name + "}", part)
    return pattern


@cache
def table_of_protected() -> Mapping[str, Any]:
    """The table, as it is written."""
    return load_toml(TABLE)


@cache
def parts() -> dict[str, str]:
    """The named parts of patterns."""
    types = load_toml("legal/document_types.toml")["type"]
    signs = {
        *table_of_protected()["signs"]["words"],
        *(s for row in types for s in row.get("signs", ())),
    }
    longest_first = sorted(signs, key=lambda sign: (-len(sign), sign))
    return {**table_of_protected()["parts"], "sign": "|".join(longest_first), "upper": UPPER}


class Row:
    """A row of the table, compiled when a token may hold what it matches.

    Args:
        name: Its name.
        pattern: Its pattern, with the names of parts.
        begins: With what it begins.
        needs: Strings of which one stands in it or right before it; none where that is not known.
        likely: A pattern of what stands in it.
        fits: What else must hold of a match.
        trim: Whether marks of the sentence around it are taken off its end.
    """

    def __init__(
        self,
        name: str,
        pattern: str,
        begins: Collection[str],
        needs: Collection[str] = (),
        likely: str = "",
        fits: Callable[[str, int, int], bool] | None = None,
        *,
        trim: bool = False,
    ) -> None:
        self.name = name
        self.begins = begins
        self.trim = trim
        self._source = pattern
        self._needs = needs
        self._likely = likely
        self._fits = fits

    @cached_property
    def _match(self) -> Callable[[str, int], re.Match[str] | None]:
        return re.compile(fill(self._source, parts())).match

    @cached_property
    def _looks_likely(self) -> Callable[[str], re.Match[str] | None]:
        return re.compile(self._likely).search

    def match(self, text: str, at: int) -> re.Match[str] | None:
        """What the row matches at a place."""
        m = self._match(text, at)
        return m if m is None or self._fits is None or self._fits(text, *m.span()) else None

    def may_match(self, near: str) -> bool:
        """Whether a stretch of text may hold what the row matches: a quick look."""
        if self._needs:
            return any(sign in near for sign in self._needs)
        return not self._likely or self._looks_likely(near) is not None


@cache
def rows() -> tuple[Row, ...]:
    """The rows in the order in which they are tried."""
    table = table_of_protected()
    found = [
        Row(
            row["name"],
            row["pattern"],
            row["begins"],
            row.get("needs", ()),
            row.get("likely", ""),
            trim=row.get("trim", False),
        )
        for row in table["row"]
    ]
    words = "|".join(
        sorted((re.escape(w) for w in known_abbreviations()), key=lambda w: (-len(w), w))
    )
    # PGS.TS. Lê - several at once, each with its stop; also glued to the name: TP.Huế
    several = rf"(?<![^\W_])(?<!\.)(?:(?:{words})\.)++(?=[^\S\n]?[{{upper}}\d]|[,;:)]|…)"
    found.append(Row("abbreviation", several, ["letter"], ["."]))
    # a name cut short: "Nguyễn Tiến K.", "ông V. Putin", "anh Trần Văn Th."
    short = rf"(?:[A-ZĐ]|{'|'.join(table['initials']['onsets'])})\.(?![^\W\d_])"
    found.append(Row("initial", short, ["letter"], ["."], fits=_is_cut_short))
    return tuple(found)


LONGEST_SYLLABLE = 7
"""Letters of the longest syllable before a name cut short to several letters."""


def _is_cut_short(text: str, start: int, end: int) -> bool:
    """Whether a name may be cut short here: more than one letter only behind a capitalised word."""
    if end - start == 2:
        return text[start - 1 : start] in (" ", "(", "“", '"')
    if text[start - 1 : start] != " ":
        return False
    at = start - 2
    while at > start - 2 - LONGEST_SYLLABLE and at >= 0 and text[at].islower():
        at -= 1
    return start - 2 - LONGEST_SYLLABLE < at and at >= 0 and text[at].isupper()


@cache
def rows_of(kind: str) -> tuple[Row, ...]:
    """The rows that begin with a digit, a letter or a sign."""
    return tuple(row for row in rows() if kind in row.begins)
