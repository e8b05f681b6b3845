"""ROUGE for Vietnamese: overlap of syllables or words between a summary and a reference.

The default tokenizer of the package ``rouge-score`` keeps ASCII letters and figures alone: it
breaks ``đường`` into ``ng`` and ``nghị quyết`` into ``ngh quy t``, pieces that any two Vietnamese
texts share, so that even a random sentence scores nearly twice as high as it should. Figures
made that way cannot be compared with these.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from vntext.checks import check_str
from vntext.errors import InvalidOptionError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

__all__ = ["Rouge", "Score", "rouge", "syllables"]


class Score(NamedTuple):
    """Precision, recall and their harmonic mean, from 0 to 1."""

    precision: float
    recall: float
    f1: float


class Rouge(NamedTuple):
    """The three figures that papers report.

    Attributes:
        rouge1: Single tokens.
        rouge2: Pairs of neighbouring tokens.
        rougel: The longest common subsequence of the whole texts.
    """

    rouge1: Score
    rouge2: Score
    rougel: Score


@cache
def _syllable() -> re.Pattern[str]:
    return re.compile(r"[^\W_]++")


def syllables(text: str) -> list[str]:
    """The syllables and figures of a text in lower case, composed (NFC), without punctuation.

    Example:
        >>> syllables("Nghị quyết 35-NQ/TW, năm 2018.")
        ['nghị', 'quyết', '35', 'nq', 'tw', 'năm', '2018']
    """
    return _syllable().findall(unicodedata.normalize("NFC", text).lower())


def _score(shared: int, hypothesis: int, reference: int) -> Score:
    p = shared / hypothesis if hypothesis else 0.0
    r = shared / reference if reference else 0.0
    return Score(p, r, 2 * p * r / (p + r) if shared else 0.0)


def _ngrams(a: Sequence[str], b: Sequence[str], n: int) -> Score:
    x = Counter(zip(*(a[k:] for k in range(n)), strict=False))
    y = Counter(zip(*(b[k:] for k in range(n)), strict=False))
    return _score(sum((x & y).values()), sum(x.values()), sum(y.values()))


def _common_subsequence(a: Sequence[str], b: Sequence[str]) -> int:
    """Length of the longest common subsequence, by one row of bits for each token of ``b``."""
    places: dict[str, int] = {}
    for k, token in enumerate(a):
        places[token] = places.get(token, 0) | 1 << k
    full = (1 << len(a)) - 1
    row = full
    for token in b:
        hit = row & places.get(token, 0)
        row = ((row + hit) | (row - hit)) & full
    return len(a) - row.bit_count()


def _tokenizer(tokens: str | Callable[[str], Sequence[str]]) -> Callable[[str], Sequence[str]]:
    if callable(tokens):
        return tokens
    if tokens == "syllable":
        return syllables
    if tokens == "word":
        from vntext.words.segmenter import tokenize

        def words(text: str) -> list[str]:
            (found,) = tokenize([unicodedata.normalize("NFC", text)])
            return [w.lower() for w in found if any(c.isalnum() for c in w)]

        return words
    raise InvalidOptionError(f'tokens must be "syllable", "word" or a function, not {tokens!r}')


def rouge(
    hypothesis: str,
    reference: str,
    tokens: str | Callable[[str], Sequence[str]] = "syllable",
) -> Rouge:
    """Compares a summary with a reference.

    Args:
        hypothesis: The summary.
        reference: What a human wrote.
        tokens: ``"syllable"`` (lower case, NFC, no punctuation), ``"word"`` (words of the library,
            lower case, no punctuation), or a function from a text to its tokens.

    Returns:
        ROUGE-1, ROUGE-2 and ROUGE-L. Equal to the package ``rouge-score`` when it is given the same
        tokens; its default tokens are wrong for Vietnamese (see the module).

    Raises:
        InvalidTextError: If one of the two is not a str.
        InvalidOptionError: If ``tokens`` is none of these.

    Example:
        >>> score = rouge("xã mở lớp tập huấn", "xã Yên Sơn mở lớp học")
        >>> round(score.rouge1.f1, 3), round(score.rouge2.f1, 3), round(score.rougel.recall, 3)
        (0.545, 0.222, 0.5)
    """
    check_str(hypothesis, "hypothesis")
    check_str(reference, "reference")
    cut = _tokenizer(tokens)
    a, b = cut(hypothesis), cut(reference)
    return Rouge(
        _ngrams(a, b, 1),
        _ngrams(a, b, 2),
        _score(_common_subsequence(a, b), len(a), len(b)),
    )
