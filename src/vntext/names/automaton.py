"""One automaton over the token column: all phrases of the rows that rules go by, in one pass."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from vntext.names.table import verdicts
from vntext.text.key import BEFORE_Y, spellings
from vntext.tokens.column import tokenize

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vntext.tokens.column import Tokens

__all__ = ["Automaton", "Match", "automaton"]

KINDS = ("body", "local-body", "namesake", "place")
"""Kinds of rows that are looked for in texts."""

BITS = 16
"""Bits of what is made of two keys, which say at once whether a phrase may begin with the two."""

_FIRST, _SECOND = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xBF58476D1CE4E5B9)
_SHIFT = np.uint64(64 - BITS)


class Match(NamedTuple):
    """A phrase in a text.

    Attributes:
        end: End (exclusive), in characters.
        kind: Kind of its row.
    """

    end: int
    kind: str


class Automaton:
    """Phrases as a tree over the keys of tokens.

    The keys fold case and tone placement; where a syllable has a spelling with i and one with y,
    both lead on. No phrase crosses a line, begins or ends inside a word ("Covid" in "Covid19"), or
    in one that is joined by a hyphen or ``&``.

    Args:
        rows: Kinds and phrases.

    Example:
        >>> text = "do Viện Kĩ thuật Biển mở"
        >>> found = Automaton([("body", "Viện Kỹ thuật biển")]).find(text, tokenize(text))
        >>> [(text[start : match.end], match.kind) for start, match in found.items()]
        [('Viện Kĩ thuật Biển', 'body')]
    """

    def __init__(self, rows: Iterable[tuple[str, str]]) -> None:
        listed = list(rows)
        tokens = tokenize("\n".join(phrase for _, phrase in listed))
        bounds = np.searchsorted(tokens.lines, np.arange(len(listed) + 1)).tolist()
        keys = tokens.keys.tolist()
        other = _other_spellings()
        self._root: dict[int, Any] = {}
        for (kind, _), (a, b) in zip(listed, pairwise(bounds), strict=True):
            branch = self._root
            for key in keys[a:b]:
                step = branch.get(key)
                if step is None:
                    step = branch[key] = {}
                    if key in other:
                        branch[other[key]] = step
                branch = step
            if b > a:
                branch[0] = kind  # no token has the key 0
        self._alone = [np.uint64(key) for key, node in self._root.items() if 0 in node]
        pairs = [(first, second) for first, node in self._root.items() for second in node if second]
        self._may_begin = np.zeros(1 << BITS, np.bool_)
        self._may_begin[_places(np.array(pairs, np.uint64).reshape(-1, 2).T)] = True

    def find(self, text: str, tokens: Tokens) -> dict[int, Match]:
        """The longest phrase that begins at each token, by the token's first character.

        Args:
            text: A normalised text.
            tokens: Its tokens. A phrase never reaches into a token of a fixed span.
        """
        out: dict[int, Match] = {}
        keys = tokens.keys
        # few pairs of tokens begin a phrase: only from there is the tree walked
        n = len(keys)
        may = np.zeros(n, np.bool_)
        may[:-1] = self._may_begin[_places((keys[:-1], keys[1:]))]
        for key in self._alone:  # names of one token: hardly any
            may |= keys == key
        for i in may.nonzero()[0].tolist():
            node: Any = self._root
            end, kind = 0, ""
            for j in range(i, n):
                node = node.get(int(keys[j]))
                if node is None or tokens.lines[j] != tokens.lines[i]:
                    break
                if 0 in node and not _goes_on(text, int(tokens.ends[j])):
                    end, kind = int(tokens.ends[j]), node[0]
            if end:
                out[int(tokens.starts[i])] = Match(end, kind)
        return out


def _places(pairs: Any) -> Any:
    """Places of pairs of keys in the table of what may begin a phrase."""
    return ((pairs[0] * _FIRST ^ pairs[1] * _SECOND) >> _SHIFT).view(np.int64)


def _goes_on(text: str, end: int) -> bool:
    """Whether the word of the token before a place goes on there."""
    after = text[end : end + 2]
    return after[:1].isalnum() or (after[:1] in ("-", "&", "'", "’") and after[1:].isalnum())


@cache
def _other_spellings() -> dict[int, int]:
    """Keys of syllables that have two spellings, each with the key of the other."""
    pairs = [sorted(spellings(onset + vowel)) for onset in BEFORE_Y for vowel in "iìíĩỉị"]
    keys = iter(tokenize(" ".join(s for pair in pairs for s in pair)).keys.tolist())
    out = {}
    for a, b in zip(keys, keys, strict=True):
        out[a], out[b] = b, a
    return out


@cache
def automaton() -> Automaton:
    """The automaton of the package's table."""
    return Automaton((row.kind, row.name) for row in verdicts() if row.kind in KINDS)
