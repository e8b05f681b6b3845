"""Syllables of sentences and how rare they are: what scoring, selection and key phrases count."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from vntext.resources import load_lines
from vntext.text.unicode import normalized_text

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["UNKNOWN_RARITY", "one_line", "rarity", "syllables", "words_in"]

UNKNOWN_RARITY = 8.0
"""Rarity of a syllable that the table does not hold: foreign names, codes, figures."""


@cache
def _syllable() -> re.Pattern[str]:
    return re.compile(r"[^\W_]++")


def one_line(text: str) -> str:
    r"""A text normalised and on one line, as patterns and budgets read it.

    Example:
        >>> one_line("Chợ  Ye\u0302n\nSơn")
        'Chợ Yên Sơn'
    """
    return " ".join(normalized_text(text).split())


def syllables(text: str) -> list[str]:
    """Syllables and figures in lower case, composed, in the order of the text.

    Example:
        >>> syllables("Xã Yên Sơn: 35-NQ/ĐU")
        ['xã', 'yên', 'sơn', '35', 'nq', 'đu']
    """
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    return _syllable().findall(text.lower())


def words_in(text: str) -> int:
    """How many syllables and figures a text has: the unit of the budgets ``words=``.

    Example:
        >>> words_in("Nghị quyết số 35-NQ/TW, năm 2018.")
        8
    """
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    return len(_syllable().findall(text))


@cache
def rarity() -> dict[str, float]:
    """Rarity of syllables: the logarithm of how many articles there are to one that holds it.

    Both ways to place a tone (``hòa``, ``hoà``) are in the table.
    """
    table = {}
    for line in load_lines("summary/rarity.tsv"):
        value, names = line.split("\t")
        table.update(dict.fromkeys(names.split(), float(value)))
    return table


def weigh(found: Iterable[str]) -> list[float]:
    """The rarity of each syllable."""
    table = rarity()
    return [table.get(s, UNKNOWN_RARITY) for s in found]
