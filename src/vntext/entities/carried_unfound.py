"""Where known names stand that are no entities yet, and which of them are."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Protocol

from vntext.entities.carried_known import Known, parts
from vntext.entities.carried_names import DOCUMENT, KEY
from vntext.entities.carried_site import PERSON, Mentions, Site
from vntext.tokens.column import CAPITALIZED, LOWER, MIXED, SINGLE
from vntext.tokens.look import KeySet

if TYPE_CHECKING:
    from vntext.entities.carried_names import Name
    from vntext.spans import Spans
    from vntext.tokens.column import Tokens

__all__ = ["ORG", "unfound"]

ORG = 1
"""Number of the label of bodies among those that are carried."""

_IS_LOWER = bytes(shape == LOWER for shape in range(256))
_IS_CASED = bytes(CAPITALIZED <= shape <= MIXED for shape in range(256))


_ALONE = DOCUMENT + KEY
"""Bytes of a name of one token."""


class Occurring(Mentions, Protocol):
    """What is read of the entities of a text: see `vntext.entities.carried`."""

    names: dict[Name, list[int]]
    packed: bytes
    tokens: Tokens

    def document(self, start: int) -> int:
        """Number of the document at a place."""


def _occurrences(at: Occurring, known: Known) -> dict[Name, list[tuple[int, int]]]:
    """Where known names stand that are no entities: bounds in tokens, by name."""
    packed, lines, votes_of = at.packed, at.lines, known.votes
    longest: dict[Name, int] = {}  # bytes of the longest name that begins so
    for whole in votes_of:
        begin = whole[:_ALONE]
        if longest.get(begin, 0) < len(whole):
            longest[begin] = len(whole)
    begins = KeySet(map(_key, longest))
    out: dict[Name, list[tuple[int, int]]] = {}
    stop = 0
    for i in begins.at(at.tokens, _IS_CASED):
        if i < stop or at.covered[i]:
            continue
        name = at.document(at.starts[i]).to_bytes(DOCUMENT, "little")
        most = longest.get(name + packed[KEY * i : KEY * (i + 1)], 0) // KEY
        best: Name = b""
        for j in range(i, min(i + most, len(lines))):
            if j > i and (at.covered[j] or lines[j] != lines[i]):
                break
            name += packed[KEY * j : KEY * (j + 1)]
            votes = votes_of.get(name)
            # no part of a person's name stands in small letters
            if votes and (not votes[PERSON] or 0 not in at.cased[i : j + 1]):
                best = name
        # one letter is an initial of somebody, or the name of a thing
        if len(best) > _ALONE or (best and at.shapes[i] != SINGLE):
            stop = i + len(best) // KEY
            out.setdefault(best, []).append((i, stop))
    return out


def _key(name: Name) -> int:
    """The key of the first token of a name."""
    return int.from_bytes(name[DOCUMENT:_ALONE], "little")


def unfound(at: Occurring, known: Known, words: Spans) -> list[tuple[int, int, int]]:
    """The occurrences of known names that are entities: bounds in tokens, and label."""
    found = _occurrences(at, known)
    if not found:
        return []
    _, rest = parts()
    small = _small(at, {_key(name) for name in found if len(name) == _ALONE})
    out = []
    for name, places in found.items():
        votes = known.votes[name]
        label = ORG if name in known.brands else votes.index(max(votes))
        same = len(at.names.get(name, ()))
        # bodies and places that are more often passed over than found are something else, but for
        # short names that the text itself gives
        if label != PERSON and len(places) > same and name not in known.introduced:
            continue
        # so is a word that mostly stands in small letters: "Người có quyền", "người"
        if small.get(name, 0) > same + len(places):
            continue
        sites = [Site(at, i, j, words) for i, j in places]
        # a given name that stands at starts of sentences alone may be any word: "Kỳ họp thứ hai"
        if not same and all(s.opens for s in sites):
            continue
        sites = [s for s in sites if s.free and not s.behind(label)]
        # "Bà Hương đi cấy. Hương lúa thơm": a part of Vietnamese names may be any word
        if label == PERSON and len(name) == _ALONE and name[DOCUMENT:] in rest:
            sites = [s for s in sites if not s.odd()]
        out += [(s.first, s.stop, label) for s in sites]
    return out


def _small(at: Occurring, keys: set[int]) -> dict[Name, int]:
    """How often words stand in small letters, by document and key."""
    if not keys:
        return {}
    return Counter(
        at.document(at.starts[i]).to_bytes(DOCUMENT, "little") + at.packed[KEY * i : KEY * (i + 1)]
        for i in KeySet(keys).at(at.tokens, _IS_LOWER)
    )
