"""One automaton over the token column: all phrases of the rows that rules go by, in one pass."""

from __future__ import annotations

from functools import cache
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from vntext.kernel import kernel
from vntext.names.table import verdicts_of
from vntext.text.key import BEFORE_Y, spellings
from vntext.tokens.column import tokenize
from vntext.tokens.look import PLACES, KeySet, place_of_pair

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vntext.tokens.column import Tokens

__all__ = ["Automaton", "Match", "automaton"]

KINDS = ("body", "local-body", "namesake", "place")
"""Kinds of rows that are looked for in texts."""


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
        _, _, keys, _, lines, *_ = tokenize("\n".join(phrase for _, phrase in listed)).raw()
        other = _other_spellings()
        self._root: dict[int, Any] = {}
        for line, own in groupby(zip(lines, keys, strict=True), itemgetter(0)):
            branch = self._root
            for _, key in own:
                step = branch.get(key)
                if step is None:
                    step = branch[key] = {}
                    if key in other:
                        branch[other[key]] = step
                branch = step
            branch[0] = listed[line][0]  # no token has the key 0
        self._alone = KeySet(key for key, node in self._root.items() if 0 in node)
        pairs = ((first, second) for first, node in self._root.items() for second in node if second)
        self._begins = bytearray(PLACES)
        for first, second in pairs:
            self._begins[place_of_pair(first, second)] = 1

    def find(self, text: str, tokens: Tokens) -> dict[int, Match]:
        """The longest phrase that begins at each token, by the token's first character.

        Args:
            text: A normalised text.
            tokens: Its tokens. A phrase never reaches into a token of a fixed span.
        """
        out: dict[int, Match] = {}
        starts, ends, keys, _, lines, *_ = tokens.raw()
        # few pairs of tokens begin a phrase: only from there is the tree walked
        may = _places_of_pairs(keys, self._begins)
        alone = self._alone.at(tokens)
        if alone:  # names of one token: hardly any
            may = sorted({*may, *alone})
        for i in may:
            node: Any = self._root
            end, kind = 0, ""
            for j in range(i, len(keys)):
                node = node.get(keys[j])
                if node is None or lines[j] != lines[i]:
                    break
                if 0 in node and not _goes_on(text, ends[j]):
                    end, kind = ends[j], node[0]
            if end:
                out[starts[i]] = Match(end, kind)
        return out


def _places_of_pairs(keys: memoryview, begins: bytearray) -> list[int]:
    """Numbers of the tokens that may begin a phrase with the one behind them."""
    native = kernel()
    if native is not None:
        found: list[int] = native.places_of_pairs(keys, begins)
        return found
    from vntext.names.by_arrays import places_of_pairs

    return places_of_pairs(keys, begins)


def _goes_on(text: str, end: int) -> bool:
    """Whether the word of the token before a place goes on there."""
    after = text[end : end + 2]
    return after[:1].isalnum() or (after[:1] in ("-", "&", "'", "’") and after[1:].isalnum())


@cache
def _other_spellings() -> dict[int, int]:
    """Keys of syllables that have two spellings, each with the key of the other."""
    pairs = [sorted(spellings(onset + vowel)) for onset in BEFORE_Y for vowel in "iìíĩỉị"]
    keys = iter(tokenize(" ".join(s for pair in pairs for s in pair)).raw()[2].tolist())
    out = {}
    for a, b in zip(keys, keys, strict=True):
        out[a], out[b] = b, a
    return out


@cache
def automaton() -> Automaton:
    """The automaton of the package's table."""
    return Automaton((kind, name) for kind in KINDS for name in verdicts_of(kind))
