"""Names carried through their document: mentions teach each other.

A tagger looks at a few words around a name. Where one mention of a name is plain ("bà Lê Thị Hằng")
and another is not ("Hằng gật đầu"), the first says what the second is, before it or behind it in
the text: the same string, the given name of a Vietnamese, the family or given name of a foreigner.
A label that few mentions bear gives way to the one that most of them do.

What is carried, and where it is not, was measured on annotated articles that the tagger had not
seen (``docs/models/entities.md``).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from operator import attrgetter
from sys import maxsize
from typing import TYPE_CHECKING

from vntext.entities.carried_known import FULL, SHORT, Known, elsewhere, honorifics, parts
from vntext.entities.carried_site import PERSON, TABLE, Site
from vntext.entities.types import Found
from vntext.tokens.column import CAPITALIZED, LOWER, MARK_KEY, MIXED, SINGLE
from vntext.tokens.look import KeySet, rows_of_spans

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from vntext.spans import Spans
    from vntext.tokens.column import Tokens

__all__ = ["TABLE", "carry"]

LONGEST = 8
"""Tokens of the longest name that is carried."""

_NAMES = ("PERSON", "ORG", "LOC")
ORG = _NAMES.index("ORG")
OPENED, CLOSED = MARK_KEY + ord("("), MARK_KEY + ord(")")
_LABELS = {label: k for k, label in enumerate(_NAMES)}

SCORE = 0.75
"""Of four names that are carried three are right."""

_START = attrgetter("start")
_IS_LOWER = bytes(shape == LOWER for shape in range(256))
_ONES = b"\1" * LONGEST
_IS_CASED = bytes(CAPITALIZED <= shape <= MIXED for shape in range(256))

BRANDS = frozenset({"brand", "signed"})
"""Rules that say for certain that a name is a body's."""


def carry(
    found: Sequence[Found],
    tokens: Tokens,
    words: Spans,
    documents: Sequence[int],
    stays: Collection[int] = (),
) -> list[Found]:
    """Carries names through their documents.

    Args:
        found: The entities of a text of one document or several, sorted by start, outer before
            inner.
        tokens: The tokens of the text.
        words: Its words: no name is found inside one.
        documents: Starts of the documents; a name is carried through its own.
        stays: Identities (``id``) of the entities whose label does not change.

    Returns:
        The entities with those that were found, of rule ``"carried"``, in the same order.

    Example:
        >>> from vntext.spans import Spans
        >>> from vntext.tokens.column import tokenize
        >>> text = "Bà Lê Thị Hằng đến. Ai cũng quý Hằng."
        >>> found = [Found(3, 14, "PERSON", "tagger", 0.9)]
        >>> more = carry(found, tokenize(text), Spans.of([]), [0])
        >>> [text[f.start : f.end] for f in more]
        ['Lê Thị Hằng', 'Hằng']
    """
    at = _Mentions(found, tokens, documents)
    known = at.known()
    if not known.votes:
        return list(found)
    out = at.relabelled(known, stays)
    more = [
        Found(at.starts[i], at.ends[j - 1], _NAMES[label], "carried", SCORE)
        for i, j, label in _unfound(at, known, words)
    ]
    return _with(out, more) if more else out


def _with(found: list[Found], more: list[Found]) -> list[Found]:
    """Spans with others between them that overlap none, sorted by start, outer before inner."""
    out = []
    k = 0
    for new in sorted(more):
        stop = bisect_left(found, new.start, k, key=_START)
        out += found[k:stop]
        out.append(new)
        k = stop
    return out + found[k:]


class _Mentions:
    """The entities of a text as runs of tokens, each in its document.

    Args:
        found: The entities, sorted by start, outer before inner.
        tokens: The tokens of the text.
        documents: Starts of the documents.

    Attributes:
        names: Document and keys of entities, with the numbers of those that bear them; not of those
            too long, nor of LAW, DATE and TITLE.
        tokens: The tokens.
        starts: First characters of the tokens.
        ends: Their ends.
        keys: Their keys.
        lines: Their lines.
        shapes: Their shapes.
        cased: Of each whether it has a capital.
        covered: Of each whether it belongs to an entity.
        first: First token of each entity.
        stop: Its end (exclusive).
    """

    def __init__(self, found: Sequence[Found], tokens: Tokens, documents: Sequence[int]) -> None:
        self.found = found
        self.tokens = tokens
        self.starts, self.ends, self.keys, shapes, self.lines, *_ = tokens.raw()
        self._documents = documents
        self.shapes = shapes.tobytes()
        self.cased = self.shapes.translate(_IS_CASED)
        self.covered = bytearray(len(self.keys))
        self.first, self.stop = rows_of_spans((self.starts, self.ends), found)
        self.names: dict[tuple[int, ...], list[int]] = {}
        covered, keys, names = self.covered, self.keys, self.names
        doc, begins = 0, [*documents, maxsize]
        for k, (f, i, j) in enumerate(zip(found, self.first, self.stop, strict=True)):
            while begins[doc] <= f.start:
                doc += 1
            covered[i:j] = _ONES[: j - i] if j - i <= LONGEST else b"\1" * (j - i)
            if f.label in _LABELS and 0 < j - i <= LONGEST:
                name = (doc, *keys[i:j])
                if name in names:
                    names[name].append(k)
                else:
                    names[name] = [k]

    def document(self, start: int) -> int:
        """Number of the document at a place."""
        return bisect_right(self._documents, start)

    def known(self) -> Known:
        """What the entities say about names."""
        families, rest = parts()
        out = Known()
        found, keys, first = self.found, self.keys, self.first
        for name, places in self.names.items():
            people = 0
            votes = out.votes.get(name)
            if votes is None:  # a short form may have had votes before
                votes = out.votes[name] = [0.0, 0.0, 0.0]
            for k in places:
                f = found[k]
                label = _LABELS[f.label]
                votes[label] += FULL
                if label == PERSON:
                    people += 1
                elif label == ORG and keys[first[k] - 1] == OPENED and self._introduced(k):
                    out.introduced.add(name)
                if f.rule in BRANDS:
                    out.brands.add(name)
            if people and len(name) > 2:
                doc, begin, last = name[0], name[1], name[-1]
                if begin in families:
                    out.short((doc, last), people, foreign=False)
                elif begin not in rest and last not in rest:
                    out.short((doc, last), people, foreign=True)
                    out.short((doc, begin), people, foreign=True)
        if out.brands:
            out.brands -= {
                name
                for name in out.brands
                if any(found[k].label == "PERSON" and self._addressed(k) for k in self.names[name])
            }
        return out

    def _addressed(self, k: int) -> bool:
        """Whether a title or a word for people stands right before an entity."""
        first = self.first[k]
        before = self.keys[first - 1] if first else 0
        return before in honorifics() or (
            k > 0 and self.found[k - 1].label == "TITLE" and self.stop[k - 1] == first
        )

    def _introduced(self, k: int) -> bool:
        """Whether a body stands in brackets right behind another one: its short name."""
        first, stop = self.first[k], self.stop[k]
        before = self.found[k - 1] if k else None
        return (
            before is not None
            and before.label == "ORG"
            and self.stop[k - 1] == first - 1
            and self.keys[first - 1] == OPENED
            and self.keys[stop : stop + 1].tolist() == [CLOSED]
        )

    def relabelled(self, known: Known, stays: Collection[int]) -> list[Found]:
        """The entities, each with the label that most mentions of its name bear."""
        out = list(self.found)
        torn = [
            (name, votes, k)
            for name, votes in known.votes.items()
            if votes.count(0.0) < 2
            for k in self.names.get(name, ())
        ]
        if not torn:
            return out
        for name, votes, k in torn:
            f = out[k]
            if id(f) not in stays:
                best = max(votes)
                # "Theo [Mikheev]", where "Alexander Mikheev" is named and no table knows the word
                if best == votes[PERSON] >= 2 * votes[_LABELS[f.label]] or (
                    f.label != "PERSON"
                    and name in known.ends
                    and votes[PERSON] >= SHORT * votes[_LABELS[f.label]]
                    and name[1] not in elsewhere()
                ):
                    out[k] = Found(f.start, f.end, "PERSON", "carried", f.score)
        for name in known.brands:
            for k in self.names[name]:
                if out[k].label != "ORG" and id(out[k]) not in stays:
                    out[k] = out[k]._replace(label="ORG", rule="carried")
        return out


def _occurrences(at: _Mentions, known: Known) -> dict[tuple[int, ...], list[tuple[int, int]]]:
    """Where known names stand that are no entities: bounds in tokens, by document and name."""
    keys, lines, votes_of = at.keys, at.lines, known.votes
    longest: dict[tuple[int, int], int] = {}  # tokens of the longest name that begins so
    for whole in votes_of:
        begin = whole[0], whole[1]
        if longest.get(begin, 0) < len(whole) - 1:
            longest[begin] = len(whole) - 1
    begins = KeySet(key for _, key in longest)
    out: dict[tuple[int, ...], list[tuple[int, int]]] = {}
    stop = 0
    for i in begins.at(at.tokens, _IS_CASED):
        if i < stop or at.covered[i]:
            continue
        doc = at.document(at.starts[i])
        most = longest.get((doc, keys[i]), 0)
        name: tuple[int, ...] = (doc,)
        best: tuple[int, ...] = ()
        for j in range(i, min(i + most, len(keys))):
            if j > i and (at.covered[j] or lines[j] != lines[i]):
                break
            name = (*name, keys[j])
            votes = votes_of.get(name)
            # no part of a person's name stands in small letters
            if votes and (not votes[PERSON] or 0 not in at.cased[i : j + 1]):
                best = name
        # one letter is an initial of somebody, or the name of a thing
        if len(best) > 2 or (best and at.shapes[i] != SINGLE):
            stop = i + len(best) - 1
            out.setdefault(best, []).append((i, stop))
    return out


def _unfound(at: _Mentions, known: Known, words: Spans) -> list[tuple[int, int, int]]:
    """The occurrences of known names that are entities: bounds in tokens, and label."""
    found = _occurrences(at, known)
    if not found:
        return []
    small = _small(at, {name[1] for name in found if len(name) == 2})
    out = []
    for name, places in found.items():
        votes = known.votes[name]
        label = votes.index(max(votes))
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
        out += [(s.first, s.stop, label) for s in sites if s.free and not s.behind(label)]
    return out


def _small(at: _Mentions, keys: set[int]) -> dict[tuple[int, ...], int]:
    """How often words stand in small letters, by document and key."""
    if not keys:
        return {}
    return Counter(
        [(at.document(at.starts[i]), at.keys[i]) for i in KeySet(keys).at(at.tokens, _IS_LOWER)]
    )
