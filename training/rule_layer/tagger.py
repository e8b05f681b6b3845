"""The rule layer: people, titles, organisations and places by tables and patterns.

It gives the teacher of the entity tagger proposals to weigh (`training/entities_teacher.py`);
nothing of it is in the package. The tables are ``training/tables``; every group carries examples
that a test proves.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rule_layer.grammar import SentenceGrammar
from rule_layer.phrases import Tokens
from rule_layer.tables import rule_tables
from vntext.entities.types import Found

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rule_layer.tables import RuleTables
    from vntext.entities.types import TaggerInput

__all__ = ["RuleTagger"]


class _Piece:
    """A span over tokens of one sentence."""

    __slots__ = ("end", "label", "org", "rule", "start")

    def __init__(
        self, start: int, end: int, label: str, rule: str, org: tuple[int, int] | None = None
    ) -> None:
        self.start = start
        self.end = end
        self.label = label
        self.rule = rule
        self.org = org


class _Scan:
    """One pass over a sentence: what begins at each token, longest and surest first."""

    def __init__(self, tokens: Tokens, tables: RuleTables, taken: list[bool]) -> None:
        self.t = tokens
        self.tables = tables
        self.grammar = SentenceGrammar(tokens, tables)
        self.taken = taken
        self.pieces: list[_Piece] = []

    def run(self) -> list[_Piece]:
        i = 0
        while i < len(self.t):
            i = self._step(i)
        return self._drop_lonely_titles()

    def _step(self, i: int) -> int:
        if self.taken[i]:
            return i + 1
        title = self._title(i)
        org_end = self.grammar.organization(i)
        if title and (org_end is None or title.end >= org_end):
            self.pieces.append(title)
            return self._name_after(title.end)
        if org_end:
            self.pieces.append(_Piece(i, org_end, "ORG", "organization"))
            return org_end
        place_end = self.grammar.place(i)
        if place_end and not self._is_person_first(i, place_end):
            self.pieces.append(_Piece(i, place_end, "LOC", "place"))
            return place_end
        honorific = self.tables.honorifics.match(self.t, i)
        if honorific:
            after = self._name_after(honorific[0], "honorific")
            if after > honorific[0]:
                return after
            return max(i + 1, honorific[0])
        if self.t.capital[i]:
            end = self.grammar.person(i, sure=False)
            if end:
                self.pieces.append(_Piece(i, end, "PERSON", "surname"))
                return end
            # an unknown capitalised run is passed as a whole: its tail is no name of its own
            return max(i + 1, self.grammar.capitals(i, 6) if i else i + 1)
        return i + 1

    def _is_person_first(self, i: int, place_end: int) -> bool:
        """A full name that a place would swallow: ``Lê Bình Định`` is no ``Bình Định``."""
        return self.grammar.starts_full_name(i) and place_end - i < 3

    def _name_after(self, i: int, rule: str = "title") -> int:
        """Reads the name that a title or an honorific announces; returns where to go on."""
        if i >= len(self.t) or not self.t.capital[i] or self.taken[i]:
            return i
        if self.t.starts[i] - self.t.ends[i - 1] > 1:
            return i
        if self._title(i) or self.grammar.organization(i):
            return i
        if rule == "title" and self.tables.honorifics.match(self.t, i):
            return i
        end = self.grammar.person(i, sure=True)
        if end == i + 1 and self.t.words[i] in self.tables.not_names:
            return i
        if end:
            self.pieces.append(_Piece(i, end, "PERSON", rule))
            return end
        return i

    def _title(self, i: int) -> _Piece | None:
        t = self.t
        start = i
        if t.keys[i] in self.tables.prefixes and i + 1 < len(t):
            i += 1
            if t.words[i] == ".":
                i += 1
            if i >= len(t):
                return None
        found = self.tables.titles.match(t, i)
        if not found:
            return None
        end, head = found
        if head.org and end < len(t) and t.starts[end] - t.ends[end - 1] <= 1:
            org = self._org_of_title(i, end)
            if org:
                return _Piece(start, org[1], "TITLE", head.group, org)
            if not head.needs_org:
                place = self.grammar.place(end)
                if place and not self.grammar.starts_full_name(end):
                    return _Piece(start, place, "TITLE", head.group)
                bare = self.tables.bare.match(t, end)
                if bare:
                    return _Piece(start, bare[0], "TITLE", head.group)
        if head.needs_org:
            return None
        if head.group == "degree" and end < len(t) and t.words[end] == ".":
            end += 1
        return _Piece(start, end, "TITLE", head.group)

    def _org_of_title(self, head: int, end: int) -> tuple[int, int] | None:
        """The organisation of a title; it may begin with the word that ends the head.

        ``Phó Trưởng ban [Ban Tuyên giáo]``, but also ``Trưởng [Ban Tuyên giáo]``.
        """
        org = self.grammar.organization(end)
        if org:
            return end, org
        if end - 1 > head:
            org = self.grammar.organization(end - 1)
            if org and org > end:
                return end - 1, org
        return None

    # -- titles count only beside a name ---------------------------------------------------------

    def _drop_lonely_titles(self) -> list[_Piece]:
        pieces = self.pieces
        keep = [p.label != "TITLE" for p in pieces]
        # a chain of titles joined by comma, dash, "kiêm", "và" lives if one end touches a name
        for k, p in enumerate(pieces):
            if p.label != "PERSON":
                continue
            self._spread(keep, k, -1)
            self._spread(keep, k, +1)
        out = []
        for p, kept in zip(pieces, keep, strict=True):
            if kept:
                out.append(p)
            elif p.org is not None:
                out.append(_Piece(*p.org, "ORG", "organization"))
        return out

    def _spread(self, keep: list[bool], k: int, step: int) -> None:
        """Keeps the titles next to the name ``k`` in one direction."""
        last = k
        j = k + step
        while 0 <= j < len(self.pieces) and self.pieces[j].label == "TITLE":
            left, right = sorted((last, j))
            between = self.t.keys[self.pieces[left].end : self.pieces[right].start]
            if not self._joins(between, before=step < 0, first=last == k):
                return
            keep[j] = True
            last = j
            j += step

    def _joins(self, between: list[str], *, before: bool, first: bool) -> bool:
        if not between:
            return True
        text = " ".join(between)
        if before:
            return text in _BEFORE or (
                first and between[-1] in _HONORIFIC_KEYS and len(between) < 4
            )
        if text in _AFTER:
            return True
        if first and len(between) <= 6:
            words = [w for w in between if w not in (",", "-", "–", "(")]
            return " ".join(words) in self.tables.predicates
        return False


_BEFORE = frozenset((",", "-", "–", "và", "kiêm", ":", "là", ", kiêm", "- ", ";"))
_AFTER = frozenset(
    (",", "-", "–", "và", "kiêm", "(", ":", ", kiêm", ", nay là", "là", ", là", "; ")
)
_HONORIFIC_KEYS = frozenset(["ông", "bà", "anh", "chị", "em", "cụ", "chí", "cô", "thầy"])


class RuleTagger:
    """Finds people, titles, organisations and places by rules alone.

    Example:
        >>> from vntext.spans import Spans
        >>> from vntext.entities.types import TaggerInput
        >>> text = "Ông Lê An, Giám đốc Sở Y tế, đến Huế."
        >>> whole = Spans.of([(0, len(text))])
        >>> found = RuleTagger().tag(TaggerInput(text, whole, whole, Spans.of([])))
        >>> [(text[f.start:f.end], f.label) for f in found]
        [('Lê An', 'PERSON'), ('Giám đốc Sở Y tế', 'TITLE'), ('Sở Y tế', 'ORG'), ('Huế', 'LOC')]
    """

    def tag(self, batch: TaggerInput) -> list[Found]:
        """Returns the spans of every sentence, in order."""
        out: list[Found] = []
        fixed = sorted((f.start, f.end) for f in batch.fixed)
        at = 0
        for start, end in batch.sentences.pairs():
            while at < len(fixed) and fixed[at][1] <= start:
                at += 1
            inside = []
            k = at
            while k < len(fixed) and fixed[k][0] < end:
                inside.append(fixed[k])
                k += 1
            out.extend(self._sentence(batch.text, start, end, inside))
        return out

    def _sentence(
        self, text: str, start: int, end: int, fixed: list[tuple[int, int]]
    ) -> Iterator[Found]:
        tokens = Tokens(text, start, end)
        taken = [False] * len(tokens)
        for a, b in fixed:
            for i, s in enumerate(tokens.starts):
                if a <= s < b:
                    taken[i] = True
        for p in _Scan(tokens, rule_tables(), taken).run():
            yield Found(tokens.starts[p.start], tokens.ends[p.end - 1], p.label, p.rule)
            if p.org is not None:
                a, b = p.org
                yield Found(tokens.starts[a], tokens.ends[b - 1], "ORG", "organization")
