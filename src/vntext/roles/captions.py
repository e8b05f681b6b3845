"""What the words of a line say of it: a caption, or running text (``roles/caption-words.tsv``).

Words are numbered and a pair of neighbours is one number, so that a line is looked up in sets of
whole numbers.
"""

from __future__ import annotations

import itertools
import re
from functools import cache
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from vntext.roles.reader import pieces_of_captions, reader
from vntext.roles.tables import UPPER, phrases

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["WordsOfLine", "caption_value", "caption_words", "pieces", "read_words", "words_of"]

_FIRST, _LAST = 1, 2  # numbers of the two ends of a line
_BITS = 20  # of the number of a word


@cache
def _word() -> re.Pattern[str]:
    return re.compile(r"\w++")


def words_of(line: str) -> list[str]:
    """The runs of letters and figures of a line in lower case.

    Example:
        >>> words_of("Ảnh: T.G.")
        ['ảnh', 't', 'g']
    """
    native = reader()
    found = native.words(line.lower(), True) if native is not None else None
    if found is not None and len(found) == 1:
        return found[0]
    return " ".join(_word().findall(line)).lower().split()


def _plain(words: Iterable[str]) -> list[str]:
    """Words with one sign for all figures."""
    return ["0" if w < ":" else w for w in words]  # digits come before the colon, letters after


def pieces(text: str) -> list[str]:
    """Syllables of a line in lower case and pairs of neighbours; figures count as one syllable.

    Example:
        >>> pieces("Một góc chợ")
        ['một', 'góc', 'chợ', '^ một', 'một góc', 'góc chợ', 'chợ $']
    """
    words = _plain(words_of(text))
    return words + [f"{a} {b}" for a, b in itertools.pairwise(["^", *words, "$"])]


class _Table(NamedTuple):
    """Weights in hundredths: sums of whole numbers do not depend on their order.

    Attributes:
        number: Number of each word that some table holds; 0 for the others.
        single: Weight of each word, by its number.
        double: Weight of a pair.
        weighed: The pairs that have a weight.
        event: First pairs of the phrases of the kind ``event`` in ``roles/openings.toml``.
        said: Those of the kind ``said``.
    """

    number: dict[str, int]
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

    single, double = {}, {}
    for piece, weight in pieces_of_captions():
        first, _, second = piece.partition(" ")
        if second:
            double[pair(first, second)] = weight
        elif first:
            single[number.setdefault(first, len(number) + 1)] = weight
    event, said = first_pairs("event"), first_pairs("said")
    column = [single.get(k, 0) for k in range(len(number) + 1)]
    return _Table(number, column, double, frozenset(double), event, said)


class WordsOfLine(NamedTuple):
    """What the words of a line tell.

    Attributes:
        value: Above 0 they speak for a caption, below 0 for running text; in hundredths, without
            the weight of any line.
        event: Two words stand side by side that begin a phrase of the kind ``event``.
        said: The same for the kind ``said``.
        tense: Words of the kind ``tense``.
        capitals: Words that begin with a capital.
        figures: There is a figure in the line, maybe beyond the characters that are read.
        seen: Every word with words on both sides may stand in the long lines.
    """

    value: int
    event: bool
    said: bool
    tense: int
    capitals: int
    figures: bool
    seen: bool


@cache
def _figure() -> re.Pattern[str]:
    return re.compile(r"\d")


@cache
def _tense() -> frozenset[str]:
    return frozenset(phrases("tense"))


_CAPITALS = frozenset(UPPER)


def read_words(text: str, limit: int, seen: bytes | None = None) -> WordsOfLine:
    """Looks the words of a line up; every word and pair counts once.

    Args:
        text: The line.
        limit: So many characters are read for words, all where below 0.
        seen: What the kernel's reader saw in the long lines of the document, if it did.
    """
    native = reader()
    found = native.read(text, limit, seen) if native is not None else None
    if found is not None:
        return WordsOfLine._make(found)
    cased = _word().findall(text[:limit] if limit >= 0 else text)
    t = _table()
    words = _plain(" ".join(cased).lower().split())
    numbers = [_FIRST, *map(t.number.get, words, itertools.repeat(0)), _LAST]
    pairs = {a << _BITS | b for a, b in itertools.pairwise(numbers) if a and b}
    total = sum(map(t.single.__getitem__, set(numbers)))
    total += sum(map(t.double.__getitem__, t.weighed & pairs))
    return WordsOfLine(
        total,
        not t.event.isdisjoint(pairs),
        not t.said.isdisjoint(pairs),
        sum(map(_tense().__contains__, cased)),
        sum(map(_CAPITALS.__contains__, map(itemgetter(0), cased))),
        _figure().search(text) is not None,
        True,
    )


def caption_value(found: WordsOfLine) -> float:
    """What words say of their line: above 0 a caption, below 0 running text."""
    return (_bias() + found.value) / 100


@cache
def _bias() -> int:
    return next(weight for piece, weight in pieces_of_captions() if not piece)


def caption_words(text: str) -> float:
    """What the words of a line say of it: above 0 a caption, below 0 running text.

    Example:
        >>> caption_words("Toàn cảnh phiên tòa.") > 0 > caption_words("Theo đó, giá điện sẽ tăng.")
        True
    """
    return caption_value(read_words(text, -1))
