"""Names of laws in which a machine misread a syllable: "tố tụng dn sự", "Đât đai"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vntext.legal.fold import fold, strip_marks
from vntext.legal.names import name_token
from vntext.text.syllables import is_vietnamese_syllable

if TYPE_CHECKING:
    from vntext.legal.laws import Name, NameTable

__all__ = ["match_damaged"]

MOST = 2
"""Syllables of a name that may be damaged."""


def match_damaged(low: str, pos: int, table: NameTable) -> tuple[int, Name] | None:
    """The longest name of a table that begins at an offset, some of its syllables misread.

    A syllable may have lost its marks, or be none and differ by one letter from the one that the
    name has. At least one syllable must be as it is in the name.

    Args:
        low: The text in lower case.
        pos: Offset right after the type word, in characters.
        table: Names to look up.

    Returns:
        End of the name and its row, or ``None``.
    """
    best = None
    key = ""
    damaged = right = 0
    i = pos
    while (m := name_token().match(low, i)) is not None and (m.group(1) or m.group(2)):
        syllable = fold(m.group(3))
        longer = f"{key} {syllable}".lstrip()
        if longer in table.nodes:
            right += 1
        else:
            near = _whole(syllable, key, table)
            damaged += 1
            if len(near) != 1 or damaged > MOST:
                break
            longer = f"{key} {near[0]}".lstrip()
        key = longer
        if m.group(2) not in ("", "&") and key not in table.breaks:
            break
        i = m.end()
        found = table.nodes[key]
        if found is not None and right and damaged:
            best = (i, found)
    return best


def _whole(syllable: str, beginning: str, table: NameTable) -> list[str]:
    """The syllables behind the beginning of a name that may have been misread as another one."""
    lost = table.following(beginning, strip_marks(syllable))
    if lost or is_vietnamese_syllable(syllable):
        return lost
    return [s for s in table.following(beginning) if _one_apart(syllable, s)]


def _one_apart(a: str, b: str) -> bool:
    """Whether two strings differ by one letter."""
    if len(a) > len(b):
        a, b = b, a
    if len(b) - len(a) > 1 or len(b) == 1:
        return False
    i = 0
    while i < len(a) and a[i] == b[i]:
        i += 1
    return a[i + (len(a) == len(b)) :] == b[i + 1 :]
