"""What the words of a line say of it: a caption, or running text (``roles/caption-words.tsv``).

Words are numbered and a pair of neighbours is one number, so that a line is looked up in sets of
whole numbers.
"""

from __future__ import annotations

import itertools
import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from vntext.resources import load_lines
from vntext.roles.tables import phrases

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["WordsOfLine", "caption_words", "pieces", "read_words"]

_FIRST, _LAST = 1, 2  # numbers of the two ends of a line
_BITS = 20  # of the number of a word


@cache
def _word() -> re.Pattern[str]:
    return re.compile(r"\w++")


def _words(text: str) -> list[str]:
    return _plain(" ".join(_word().findall(text)).lower().split())


def _plain(words: Iterable[str]) -> list[str]:
    """Words with one sign for all figures."""
    return ["0" if w < ":" else w for w in words]  # digits come before the colon, letters after


def pieces(text: str) -> list[str]:
    """Syllables of a line in lower case and pairs of neighbours; figures count as one syllable.

    Example:
        >>> pieces("Một góc chợ")
        ['một', 'góc', 'chợ', '^ một', 'một góc', 'góc chợ', 'chợ $']
    """
    words = _words(text)
    return words + [f"{a} {b}" for a, b in itertools.pairwise(["^", *words, "$"])]


class _Table(NamedTuple):
    """Weights in hundredths: sums of whole numbers do not depend on their order.

    Attributes:
        number: Number of each word that some table holds; 0 for the others.
        bias: Weight of any line.
        single: Weight of each word, by its number.
        double: Weight of a pair.
        weighed: The pairs that have a weight.
        event: First pairs of the phrases of the kind ``event`` in ``roles/openings.toml``.
        said: Those of the kind ``said``.
    """

    number: dict[str, int]
    bias: int
    single: list[int]
    double: dict[int, int]
    weighed: frozenset[int]
    event: frozenset[int]
    said: frozenset[int]


@cache
def _table() -> _Table:
    number = {"^": _FIRST, "$": _LAST}

    def pair(first: str, second: str) -> int:
        a, b = (number.setdefault(word, len(number) + 1) for word in (first, second))
        return a << _BITS | b

    def first_pairs(kind: str) -> frozenset[int]:
        return frozenset(pair(*phrase.lower().split(" ")[:2]) for phrase in phrases(kind))

    bias, single, double = 0, {}, {}
    for line in load_lines("roles/caption-words.tsv"):
        piece, value = line.split("\t")
        weight = round(100 * float(value))
        first, _, second = piece.partition(" ")
        if second:
            double[pair(first, second)] = weight
        elif first:
            single[number.setdefault(first, len(number) + 1)] = weight
        else:
            bias = weight
    event, said = first_pairs("event"), first_pairs("said")
    column = [single.get(k, 0) for k in range(len(number) + 1)]
    return _Table(number, bias, column, double, frozenset(double), event, said)


class WordsOfLine(NamedTuple):
    """What the words of a line tell.

    Attributes:
        value: Above 0 they speak for a caption, below 0 for running text.
        event: Two words stand side by side that begin a phrase of the kind ``event``.
        said: The same for the kind ``said``.
    """

    value: float
    event: bool
    said: bool


def read_words(words: list[str], *, figures: bool = True) -> WordsOfLine:
    """Looks the words of a line up; every word and pair counts once.

    Args:
        words: Its words in lower case.
        figures: Some may be figures.
    """
    t = _table()
    if figures:
        words = _plain(words)
    numbers = [_FIRST, *map(t.number.get, words, itertools.repeat(0)), _LAST]
    pairs = {a << _BITS | b for a, b in itertools.pairwise(numbers) if a and b}
    total = t.bias + sum(map(t.single.__getitem__, set(numbers)))
    total += sum(map(t.double.__getitem__, t.weighed & pairs))
    return WordsOfLine(total / 100, not t.event.isdisjoint(pairs), not t.said.isdisjoint(pairs))


def caption_words(text: str) -> float:
    """What the words of a line say of it: above 0 a caption, below 0 running text.

    Example:
        >>> caption_words("Toàn cảnh phiên tòa.") > 0 > caption_words("Theo đó, giá điện sẽ tăng.")
        True
    """
    return read_words(_words(text), figures=False).value
