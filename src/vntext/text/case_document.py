"""How words of a text are written, where the text as a whole tells more than a line.

A name comes again: what makes "mộc miên" a name in one line counts in the others too, and who is
"nguyễn văn đào" in the first line is "đào" in the next. Also the odds of one capital, for those who
ask whether a line goes on a sentence.
"""

from __future__ import annotations

import zlib
from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from vntext.resources import load_toml
from vntext.text.case_model import (
    SPACE,
    WAYS,
    best_path,
    dynamic_features,
    log_shares,
    scores,
    static_features,
    way_shares,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

    from numpy.typing import NDArray

    from vntext.text.case_model import Words

__all__ = ["capital_odds", "ways_in_text"]

SHARED = 0.4
"""How much of what speaks for a capital in other places of the text counts in each."""

GIVEN = 3.0
"""What speaks for the capital of a given name that stands alone, once its full name was read."""

SHORTEST, LONGEST = 3, 4
"""Words of a full name."""

SURE = 8.0
"""Odds beyond which nothing is surer."""


@cache
def _addressed() -> frozenset[int]:
    """Words that people are called by, which are names as well: "anh"."""
    words = load_toml("text/case.toml")["addressed"]["words"]
    return frozenset(zlib.crc32(word.encode()) for word in words)


def ways_in_text(words: Words) -> Sequence[int]:
    """How each word of a text is written.

    Args:
        words: The words of all lines of one text.
    """
    n = len(words.keys)
    if not n:
        return []
    shares = way_shares(words)
    first = words.first.tolist()
    ways = best_path(shares, first)
    before = np.append(0, ways[:-1])
    before[words.first] = WAYS
    here = shares[np.arange(n), before]
    odds = np.clip(np.logaddexp(here[:, 1], here[:, 2]) - here[:, 0], -SURE, SURE)
    more = _shared(words, odds)
    keys = words.keys.tolist()
    given = frozenset(_given_names(words, ways, keys)) - _addressed()
    if given:
        more += [GIVEN * (not way and key in given) for key, way in zip(keys, ways, strict=True)]
    if not more.any():
        return ways
    shares[:, :, 1:] += more[:, None, None].astype(np.float32)
    return best_path(shares, first)


def _shared(words: Words, odds: NDArray[Any]) -> NDArray[Any]:
    """What other places of two words that stand together add to the odds of theirs."""
    n = len(odds)
    follows = np.flatnonzero(words.separators == SPACE)
    places: dict[tuple[int, int], list[int]] = defaultdict(list)
    keys = words.keys.tolist()
    for i in follows.tolist():
        places[keys[i - 1], keys[i]].append(i)
    total, times = np.zeros(n), np.zeros(n)
    behind_space = words.separators == SPACE
    for found in places.values():
        if len(found) < 2:
            continue
        for by in (0, 1):
            at = np.array(found) - by
            mean = odds[at].mean()
            if by:
                at = at[behind_space[at]]
            total[at] += mean - odds[at]
            times[at] += 1
    return np.maximum(SHARED * total / np.maximum(times, 1), 0)


def _given_names(words: Words, ways: Sequence[int], keys: Sequence[int]) -> Iterator[int]:
    """The last words of full names: runs of words with a capital."""
    run = 0
    inner = (words.separators == SPACE).tolist()
    for i, way in enumerate([*ways, 0]):
        if way == 1 and (not run or inner[i]):
            run += 1
            continue
        if SHORTEST <= run <= LONGEST:
            yield keys[i - 1]
        run = int(way == 1)


def capital_odds(text: str, words: Words, at: Sequence[int]) -> list[float]:
    """How likely words have a capital first, given how the words before them are written.

    Args:
        text: The text of the words, with its capitals.
        words: Its words.
        at: Numbers of the words that are asked for; none is the first of a line.

    Returns:
        For each the logarithm of the odds.
    """
    if not at:
        return []
    before = np.array([_way(text[words.starts[i - 1] : words.ends[i - 1]]) for i in at], np.uint64)
    way = np.zeros(len(words.keys), np.uint64)
    way[at] = before
    own = scores(static_features(words)[at]) + scores(dynamic_features(words, way)[at])
    shares = np.exp(log_shares(own))
    odds: list[float] = np.log((1 - shares[:, 0] + 1e-6) / (shares[:, 0] + 1e-6)).tolist()
    return odds


def _way(word: str) -> int:
    """How a word is written."""
    return 2 if word.isupper() and len(word) > 1 else int(word[0].isupper())
