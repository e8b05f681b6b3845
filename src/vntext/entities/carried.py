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
from operator import attrgetter
from typing import TYPE_CHECKING

from vntext.entities.carried_known import FULL, SHORT, Known, elsewhere, heads, honorifics, parts
from vntext.entities.carried_names import DOCUMENT, KEY, names_of_spans
from vntext.entities.carried_site import PERSON, TABLE
from vntext.entities.carried_unfound import ORG, unfound
from vntext.entities.types import Found
from vntext.tokens.column import CAPITALIZED, MARK_KEY, MIXED
from vntext.tokens.look import rows_of_spans

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from vntext.entities.carried_names import Name
    from vntext.spans import Spans
    from vntext.tokens.column import Tokens

__all__ = ["TABLE", "carry"]

_NAMES = ("PERSON", "ORG", "LOC")
OPENED, CLOSED = MARK_KEY + ord("("), MARK_KEY + ord(")")
_LABELS = {label: k for k, label in enumerate(_NAMES)}

SCORE = 0.75
"""Of four names that are carried three are right."""

_START = attrgetter("start")
_ALONE = DOCUMENT + KEY  # size of a name of one token
_IS_CASED = bytes(CAPITALIZED <= shape <= MIXED for shape in range(256))

BRANDS = frozenset({"brand", "defined", "signed"})
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
        for i, j, label in unfound(at, known, words)
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
        names: Names of entities, with the numbers of those that bear them; not of those too long,
            nor of LAW, DATE and TITLE.
        tokens: The tokens.
        starts: First characters of the tokens.
        ends: Their ends.
        keys: Their keys.
        packed: The same as bytes.
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
        self.first, self.stop = rows = rows_of_spans((self.starts, self.ends), found)
        self.packed = self.keys.tobytes()
        self.covered, self.names = names_of_spans([*found], rows, self.keys, documents)

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
                if f.rule in BRANDS and label == ORG:
                    out.brands.add(name)
            if len(name) == _ALONE:
                continue
            if votes[ORG] and (alone := self._named_alone(name, places[0])):
                out.brands.add(alone)
                out.introduced.add(alone)
                out.votes.setdefault(alone, [0.0, 0.0, 0.0])[ORG] += SHORT
            if people:
                begin, last = name[DOCUMENT:_ALONE], name[-KEY:]
                if begin in families:
                    out.short(name[:DOCUMENT] + last, people, foreign=False)
                elif begin not in rest and last not in rest:
                    out.short(name[:DOCUMENT] + last, people, foreign=True)
                    out.short(name[:_ALONE], people, foreign=True)
        if out.brands:
            out.brands -= {
                name
                for name in out.brands
                if any(
                    found[k].label == "PERSON" and self._addressed(k)
                    for k in self.names.get(name, ())
                )
            }
        return out

    def _named_alone(self, name: Name, k: int) -> Name:
        """The name of a body without its head where it stands alone too; else nothing."""
        stop = self.stop[k]
        for size, known in heads().items():
            own = name[DOCUMENT + size :]
            if not own or name[DOCUMENT : DOCUMENT + size] not in known:
                continue
            families, rest = parts()
            many, first = len(own) // KEY, own[:KEY]
            if 0 in self.cased[stop - many : stop] or first in elsewhere():
                return b""
            # "nhóm Hải", "nhóm Trần Văn Mận" are those of somebody
            if first in (rest if many == 1 else families if many > 2 else ()):
                return b""
            return name[:DOCUMENT] + own
        return b""

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
                    and name[DOCUMENT:_ALONE] not in elsewhere()
                ):
                    out[k] = Found(f.start, f.end, "PERSON", "carried", f.score)
        for name in known.brands:
            for k in self.names.get(name, ()):
                if out[k].label != "ORG" and id(out[k]) not in stays:
                    out[k] = out[k]._replace(label="ORG", rule="carried")
        return out
