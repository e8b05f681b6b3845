"""The rows of `data/words/borders.toml` as sets and patterns, and which words are entries."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from vntext.resources import load_toml
from vntext.text.name_rows import VERDICTS, names_of
from vntext.text.syllables import is_vietnamese_syllable
from vntext.words.reader import word_kernel

if TYPE_CHECKING:
    from collections.abc import Mapping


__all__ = [
    "TABLE",
    "Row",
    "border_rows",
    "border_words",
    "entry_scores",
    "is_entry",
    "is_vietnamese",
    "surnames",
    "town_names",
]

TABLE = "words/borders.toml"


@lru_cache(maxsize=1 << 14)
def is_entry(words: str) -> int:
    """In how many of the two word lists of the model two to four syllables stand, as bits.

    Example:
        >>> is_entry("chính trị"), is_entry("bị cáo buộc")
        (3, 0)
    """
    native = word_kernel()
    if native is None:
        from vntext.words.by_arrays import entry_of

        return entry_of(words.lower())
    return native.entry(words.lower())


def entry_scores(words: str) -> list[int]:
    """The score of each gap of a word that stands alone."""
    native = word_kernel()
    if native is None:
        from vntext.words.by_arrays import scores_of

        return scores_of(words)
    return native.gaps(words)


@lru_cache(maxsize=1 << 12)
def is_vietnamese(part: str) -> bool:
    """Whether a syllable is one of Vietnamese, whatever its case."""
    return is_vietnamese_syllable(part.lower())


@cache
def border_words() -> Mapping[str, frozenset[str]]:
    """The lists of the table by name."""
    table = load_toml(TABLE)
    return {
        name: frozenset(table[name])
        for name in ("apart", "joined", "openers", "suffixes", "alone", "consonants")
    }


class Row(NamedTuple):
    """Words side by side whose border is moved: see the table."""

    name: str
    border: int
    kind: str
    behind: tuple[str, ...] = ()
    before: tuple[str, ...] = ()


@cache
def border_rows() -> tuple[Row, ...]:
    """The rows of the table that cut or join two words."""
    table = load_toml(TABLE)
    out = [
        Row(f"{row['left']} {right}", len(row["left"]), "side")
        for row in table["side"]
        for right in row["right"]
    ]
    for kind in ("cut", "join"):
        for row in table[kind]:
            # the first word of a sentence has a capital
            listed = row.get("behind", ())
            behind = tuple(f"{x} " for word in listed for x in (word, word.capitalize()))
            before = tuple(f" {word}" for word in row.get("before", ()))
            border = len(row.get("left", "")) or row["word"].index(" ")
            out.append(Row(row["word"], border, kind, behind, before))
    return tuple(out)


@cache
def town_names() -> frozenset[str]:
    """Names of places that are units."""
    return frozenset(names_of("place", "unit"))


@cache
def surnames() -> frozenset[str]:
    """Names that are surnames for sure."""
    return frozenset(names_of("surname", uses=VERDICTS))
