"""Names of laws, codes and treaties: where a name ends, in the tables and outside of them."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from vntext.legal.fold import fold
from vntext.legal.patterns import pattern
from vntext.legal.tables import word_set, words
from vntext.legal.units import unit_kinds

if TYPE_CHECKING:
    from vntext.legal.laws import Name, NameTable

__all__ = ["match_table", "match_year", "name_token", "unknown_name_end"]


_NONE: frozenset[str] = frozenset()


@cache
def name_token() -> re.Pattern[str]:
    """A syllable of a name and what stands before it."""
    return re.compile(r"([ \t]{0,3})([,–&/(-]?)[ \t]{0,2}([^\W_]+)")


def match_table(
    low: str, pos: int, table: NameTable, *, fold_marks: bool = True
) -> tuple[int, Name] | None:
    """The longest name of a table that begins at an offset.

    Args:
        low: The text in lower case.
        pos: Offset right after the type word, in characters.
        table: Names to look up.
        fold_marks: False for text typed without marks.

    Returns:
        End of the name and its row, or ``None``.
    """
    best = None
    key = ""
    nodes = table.nodes
    token = name_token()
    i = pos
    while True:
        m = token.match(low, i)
        if m is None or (not m.group(1) and not m.group(2)):
            return best
        syllable = fold(m.group(3)) if fold_marks else m.group(3)
        key = f"{key} {syllable}" if key else syllable
        if key not in nodes:
            return best
        # a comma of the text needs a comma of the name: "Luật Đầu tư, công ty ..."
        if m.group(2) not in ("", "&") and key not in table.breaks:
            return best
        i = m.end()
        found = nodes[key]
        if found is not None:
            best = (i, found)


def match_year(low: str, pos: int) -> tuple[int, int] | None:
    """A year that belongs to a name: "năm 2015", "2015", "(2018)".

    Returns:
        End of the year and the year, or ``None``.
    """
    m = pattern("year_of_name").match(low, pos)
    if m is None or low[pos : pos + 1] not in (" ", "\t"):
        return None
    return m.end(), int(m.group(1) or m.group(2))


@cache
def _foreign() -> re.Pattern[str]:
    """A word that is no Vietnamese syllable: "Basel", "INF", "Trumpcare"."""
    return re.compile(r"^[A-Z][a-z]*[bdfjklqrsvwxz]$|[fjwzFJWZ]|^[A-Za-z]{7,}$")


@cache
def _whose() -> tuple[str, ...]:
    return words("countries")


def unknown_name_end(
    low: str, text: str, pos: int, *, limit: int = 12, among: frozenset[str] = _NONE
) -> int:
    """Where a name that is in no table ends.

    A name goes on until punctuation or a word that cannot be in a name; "và" goes on only when a
    word of the name follows, a dash only before a capital.

    Args:
        low: The text in lower case.
        text: The text.
        pos: Offset right after the type word, in characters.
        limit: At most this many syllables.
        among: Words that may stand in the name although they seldom do.

    Returns:
        End of the name; ``pos`` where none follows.
    """
    word = pattern("name_word")
    stops = word_set("name_stops")
    i = end = pos
    joined = foreign = False
    for _ in range(limit):
        m = word.match(low, i)
        if m is None:
            break
        w = m.group(2)
        dash = m.group(1).strip()
        capital = text[m.start(2)].isupper()
        if w in unit_kinds() and low[m.end() + 1 : m.end() + 2].isdigit():
            break  # "Công ước Vienna Điều 5"
        if w in word_set("of") and low.startswith(_whose(), m.end() + 1):
            break  # "Đạo luật Quốc phòng của Mỹ"
        if (dash and not capital) or low.startswith(words("related"), m.start(2)):
            break
        if w in stops and w not in among and (not capital or text[m.start(2) : m.end(2)].isupper()):
            # "tự do", "thông tin": words of which one syllable alone would end the name
            back = low.rfind(" ", max(pos, i - 12), i)
            compound = pattern("compound")
            if not compound.match(low, m.start(2)) and not (
                back >= 0 and (c := compound.match(low, back + 1)) and c.end() >= m.end(2)
            ):
                break
        if joined and w in word_set("begins_document"):
            break  # "Luật Dẫn độ và Bộ luật Hình sự"
        if foreign and not capital and w not in word_set("after_foreign"):
            break  # "Công ước Basel vốn", "Công ước UNESCO bỏ phiếu"
        foreign = bool(_foreign().search(text[m.start(2) : m.end(2)]))
        joined = w in word_set("joins")
        i = m.end()
        # never leave a joining word at the end
        if w not in word_set("inside_names"):
            end = i
    return end
