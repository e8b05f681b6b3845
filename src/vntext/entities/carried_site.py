"""Where a name stands that is carried through its document, and what speaks against it there."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cache
from typing import TYPE_CHECKING, Protocol

from vntext.resources import load_toml
from vntext.tokens.column import DIGITS, LOWER, MARK_KEY, word_keys

if TYPE_CHECKING:
    from vntext.spans import Spans

__all__ = ["PERSON", "TABLE", "Mentions", "Site"]

TABLE = "entities/carried.toml"
PERSON, PLACE = 0, 2
"""Numbers of the labels of people and of places among those that are carried."""


class Mentions(Protocol):
    """What a site reads of the entities of a text: see `vntext.entities.carried`."""

    starts: memoryview
    ends: memoryview
    keys: memoryview
    lines: memoryview
    shapes: bytes
    cased: bytes
    covered: bytearray


DASH = MARK_KEY + ord("-")
_ENDS = frozenset(MARK_KEY + ord(c) for c in '.!?…:“"')
"""Marks behind which a word has a capital whatever it is."""


@cache
def _not_behind() -> tuple[frozenset[int], frozenset[int], frozenset[int]]:
    """Keys of the words that nothing is carried behind, that no person is, that a place is."""
    table = load_toml(TABLE)
    nothing, people, places = (
        frozenset(word_keys(table[name]))
        for name in ("not_behind", "no_person_behind", "place_behind")
    )
    return nothing, nothing | people, places | people


@cache
def _opens_before() -> frozenset[int]:
    """Keys of the words before which a given name may open a sentence."""
    return frozenset(word_keys(load_toml(TABLE)["opens_before"]))


class Site:
    """The place of an occurrence, and what stands around it.

    Args:
        at: The entities and tokens.
        first: First token.
        stop: End (exclusive), in tokens.
        words: Words of the text.
    """

    def __init__(self, at: Mentions, first: int, stop: int, words: Spans) -> None:
        self.first, self.stop = first, stop
        keys, shapes, lines = at.keys, at.shapes, at.lines
        before = first > 0 and lines[first - 1] == lines[first]
        after = stop < len(lines) and lines[stop] == lines[first]
        self.before = keys[first - 1] if before else 0
        self.follows = follows = keys[stop] if after else 0
        self._lower = after and shapes[stop] == LOWER
        self.opens = not before or self.before in _ENDS
        # "Khi Hằng đến": a word that opens its sentence has a capital and is no part of the name
        opener = before and (
            first < 2 or lines[first - 2] != lines[first] or keys[first - 2] in _ENDS
        )
        joined = DASH in (self.before, follows)
        longer = (before and at.cased[first - 1] and not at.covered[first - 1] and not opener) or (
            after and ((at.cased[stop] and not at.covered[stop]) or shapes[stop] == DIGITS)
        )
        self.free = not (joined or longer or self._in_word(at, words))

    def _in_word(self, at: Mentions, words: Spans) -> bool:
        """Whether a border lies inside a word that goes on in small letters: "Hằng năm"."""
        if not words.size:
            return False
        starts, ends = words.raw()
        start, end = at.starts[self.first], at.ends[self.stop - 1]
        k = bisect_right(starts, start) - 1
        last = bisect_left(starts, end) - 1
        # of two words with capitals that were joined the later one may well be the name
        begun = k >= 0 and starts[k] < start < ends[k] and not at.cased[self.first - 1]
        return bool(begun or ends[last] > end)

    def odd(self) -> bool:
        """Whether a given name opens its sentence, and what follows says that it may be a word."""
        return (
            self.opens
            and self.stop - self.first == 1
            and self._lower
            and (self.follows not in _opens_before())
        )

    def behind(self, label: int) -> bool:
        """Whether the word before says that the name is none of the text."""
        nothing, nobody, places = _not_behind()
        if label == PLACE and self.before not in places:
            return True
        return self.before in (nobody if label == PERSON else nothing)
