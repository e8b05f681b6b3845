"""Lines of chat as others would have typed them: with short forms, and with other pronouns.

What is written in `texts/` is spelt out. People type "e" for "em" and "ko" for "không", and the
same line is said by a friend, a seller or a child with other words for "I" and "you".
"""

from __future__ import annotations

import pathlib
import random
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

TABLES = pathlib.Path(__file__).parent / "tables"
SHARES = (0.3, 0.6, 0.9)  # of the words with short forms that become one
_WORD = re.compile(r"[^\W\d_]+")


def _rows(name: str) -> list[str]:
    lines = (TABLES / name).read_text("utf8").splitlines()
    return [line for line in lines if line and line[0] != "#"]


def shortened(lines: Iterable[str], share: float, seed: int = 0) -> list[str]:
    """Lines with short forms.

    Args:
        lines: Lines that are spelt out.
        share: Of the words that have short forms, those that become one.
        seed: Of what is drawn.
    """
    draw = random.Random(seed)
    rows = [row.split("\t") for row in _rows("chat-forms.tsv")]
    forms = {words: short.split() for words, short in rows if " " not in words}
    phrases = {words: short for words, short in rows if " " in words}

    def short(match: re.Match[str]) -> str:
        word = match[0]
        known = forms.get(word.lower())
        return draw.choice(known) if known and draw.random() < share else word

    out = []
    for given in lines:
        line = given
        for words, form in phrases.items():
            if words in line and draw.random() < share:
                line = line.replace(words, form)
        out.append(_WORD.sub(short, line))
    return out


def swapped(lines: Iterable[str], seed: int = 0) -> list[str]:
    """Lines said by others to others: those in which something can be swapped.

    Args:
        lines: Lines that are spelt out.
        seed: Of what is drawn.
    """
    draw = random.Random(seed)
    sets = [row.split() for row in _rows("chat-swaps.tsv")]
    swaps = [dict(zip(row[::2], row[1::2], strict=True)) for row in sets]
    out = []
    for line in lines:
        words = {word.lower() for word in _WORD.findall(line)}
        possible = [swap for swap in swaps if words & swap.keys()]
        if possible:
            out.append(_said(line, draw.choice(possible)))
    return out


def _said(line: str, swap: dict[str, str]) -> str:
    return _WORD.sub(lambda m: _like(swap.get(m[0].lower(), m[0]), m[0]), line)


def _like(word: str, model: str) -> str:
    return word[0].upper() + word[1:] if model[0].isupper() else word


def varied(lines: list[str]) -> list[str]:
    """All variants of lines of chat that the net learns from."""
    out = swapped(lines)
    for k, share in enumerate(SHARES):
        out += shortened(lines, share, seed=k)
    return out
