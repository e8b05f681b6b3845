"""Capitals that an encoding cannot write: TCVN3 has one code for "ủ" and "Ủ".

Fonts of capitals showed the difference, so it is not in the text. The letters without tone show
the case of most words; a word that begins with a letter in doubt ("ủy", "ấn") is weighed by the
words around it: ``data/text/capitals.tsv`` (`training/capitals.py`).
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from vntext.resources import load_lines

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

__all__ = ["Doubt", "capitals", "doubts", "features", "words"]

TABLE = "text/capitals.tsv"

Doubt = tuple["re.Match[str]", "re.Match[str] | None", "re.Match[str] | None"]
"""A word in doubt, the word before it and the word after it, of one line."""


@cache
def _word() -> re.Pattern[str]:
    import re

    return re.compile(r"[^\W\d_]+")


def words(line: str) -> list[re.Match[str]]:
    """The words of a line: runs of letters."""
    return list(_word().finditer(line))


def _only_codes(line: str, found: list[re.Match[str]], large: list[bool]) -> bool:
    """True when the capital words of a line are parts of codes: beside figures or slashes."""
    return all(
        line[m.start() - 1 : m.start()] in tuple("/-0123456789")
        or line[m.end() : m.end() + 1] in tuple("/-0123456789")
        for m, all_ in zip(found, large, strict=True)
        if all_
    )


def _begins(text: str, at: int) -> bool:
    """True where a sentence begins: nothing before, or a stop and a space."""
    before = text[max(0, at - 8) : at].rstrip(' "“')
    return not before or (text[at - 1].isspace() and before[-1] in "\n.!?")


def doubts(line: str, found: list[re.Match[str]], unsure: frozenset[str]) -> Iterator[Doubt]:
    """The words of a line whose first letter may be a capital: they do not begin a sentence.

    Args:
        line: One line.
        found: Its words.
        unsure: The letters whose capitals cannot be told from them.
    """
    for i, m in enumerate(found):
        known = [c for c in m.group() if c.lower() not in unsure]
        if m.group()[0].lower() not in unsure or any(c.isupper() for c in known):
            continue
        if not _begins(line, m.start()):
            yield m, found[i - 1] if i else None, found[i + 1] if i + 1 < len(found) else None


def features(line: str, doubt: Doubt, unsure: frozenset[str]) -> list[str]:
    """What speaks for or against a capital, as the keys of the table.

    The word; with the word before or after it, or the sign between; with their case.
    """
    m, before, after = doubt
    word = m.group().lower()

    def case(other: str) -> str:
        return "?" if other[0].lower() in unsure else "A" if other[0].isupper() else "a"

    if before is None:
        left = left_case = "^"
    elif sign := line[before.end() : m.start()].strip():
        left = left_case = sign[-1]
    else:
        left, left_case = before.group().lower(), case(before.group())
    if after is None:
        right = right_case = "$"
    elif sign := line[m.end() : after.start()].strip():
        right = right_case = sign[0]
    else:
        right, right_case = after.group().lower(), case(after.group())
    return [
        word,
        f"{word} {right}",
        f"{left} {word}",
        f"{left_case} * {right_case}",
        f"{left_case} {word} {right_case}",
        f"{left_case} {word} {right}",
        f"{left} {word} {right_case}",
    ]


@cache
def _weights() -> dict[str, float]:
    rows = (line.rpartition("\t") for line in load_lines(TABLE))
    return {key: float(weight) for key, _, weight in rows}


def capitals(text: str, unsure: frozenset[str]) -> str:
    """Puts capitals where an encoding has small letters only: "VIệT NAM" becomes "VIỆT NAM".

    "Vũ" shows one capital only and is "VŨ" in a line of capitals. A sentence begins with a
    capital.

    Args:
        text: Decoded text.
        unsure: The small letters whose capitals have the same code.

    Example:
        >>> capitals("thăm ấn Độ, ý kiến của tỉnh ủy", frozenset("ấủý"))
        'thăm Ấn Độ, ý kiến của tỉnh ủy'
    """
    weights = _weights()
    out: list[str] = []
    for line in text.splitlines(keepends=True):
        found = words(line)
        # letters that show the case of their word: one capital may be the first of a small word
        known = [[c for c in m.group() if c not in unsure] for m in found]
        small = [any(c.islower() for c in letters) for letters in known]
        large = [len(known[i]) > 1 and not small[i] for i in range(len(found))]
        # abbreviations within numbers of documents ("12/2001/QĐ-BTC") show no case
        if any(large) and not any(small) and not _only_codes(line, found, large):
            out.append(line.upper())
            continue
        upper = {m.start(): m.end() for m, all_ in zip(found, large, strict=True) if all_}
        for m in found:
            if line[m.start()] in unsure and _begins(line, m.start()):
                upper.setdefault(m.start(), m.start() + 1)
        for doubt in doubts(line, found, unsure):
            if sum(weights.get(f, 0) for f in features(line, doubt, unsure)) > 0:
                at = doubt[0].start()
                upper.setdefault(at, at + 1)
        last = 0
        for start in sorted(upper):
            out += [line[last:start], line[start : upper[start]].upper()]
            last = upper[start]
        out.append(line[last:])
    return "".join(out)
