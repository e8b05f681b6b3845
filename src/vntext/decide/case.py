"""What the rules look at and what they say: one case for a batch of documents."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cache, cached_property
from itertools import accumulate, chain, compress
from typing import TYPE_CHECKING, Any, NamedTuple

from vntext.decide.around import Around
from vntext.decide.cues import known_cues, places_of_cues
from vntext.resources import load_toml
from vntext.spans import columns_of
from vntext.tokens.look import rows_of_spans

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from vntext.decide.around import Row
    from vntext.entities.types import Found
    from vntext.names.automaton import Match
    from vntext.spans import Spans
    from vntext.tokens.column import Tokens

__all__ = ["Case", "Change", "rule_table"]


@cache
def rule_table() -> Mapping[str, Any]:
    """The tables of the rules by name."""
    return load_toml("decide/rules.toml")


class Change(NamedTuple):
    """What a rule did to a span.

    Attributes:
        rule: Name of the rule.
        before: The span as it was proposed; None where the rule made it.
        after: The span as it is now; None where the rule dropped it.
    """

    rule: str
    before: Found | None
    after: Found | None


_NONE = Around("", [])
"""Of a label that no span has."""


class Case:
    """The proposals of the package's tagger with what the rules read, and their verdicts.

    Rules only write down what they want; `changed` puts it together.

    Args:
        text: The normalised text.
        tagged: Spans of the tagger, sorted by start, outer before inner.
        phrases: Names of the table by first character.
        words: The words of the text.
        tokens: Its tokens.

    Attributes:
        halves: For each end of a span that lies inside a word: bounds of the word.
        ends: For each end that a rule moves: the new end and the name of the rule.
        instead: By number of a span, the rule that drops it and what stands in its place, or None.
        made: Spans that a rule makes.
        numbered: The spans of the tagger with their numbers.
        rows: Names in rows, with the state of the other attributes that they were read in.
    """

    def __init__(
        self,
        text: str,
        tagged: Sequence[Found],
        phrases: Mapping[int, Match],
        words: Spans,
        tokens: Tokens,
    ) -> None:
        self.text = text
        self.tagged = tagged
        self.phrases = phrases
        self.words = words
        self.tokens = tokens
        self.halves = _halves(tagged, words)
        self.ends: dict[int, tuple[int, str]] = {}
        self.instead: dict[int, tuple[str, Found | None]] = {}
        self.made: list[Found] = []
        self.rows: tuple[Any, list[list[tuple[int, Found]]]] | None = None
        self._cues: Mapping[str, list[int]] | None = None
        self.numbered: list[Row] = list(enumerate(tagged))
        rows: dict[str, list[Row]] = {}
        for row in self.numbered:
            rows.setdefault(row[1].label, []).append(row)
        self._around = {label: Around(text, own) for label, own in rows.items()}

    def of(self, label: str) -> list[Row]:
        """The spans of a label with their numbers, in order."""
        around = self._around.get(label)
        return around.rows if around is not None else []

    def around(self, label: str) -> Around:
        """The spans of a label by what stands around them."""
        around = self._around.get(label)
        return around if around is not None else _NONE

    def places(self, cues: tuple[str, ...]) -> list[int]:
        """Where one of some cues stands, whatever the case, in order.

        Raises:
            KeyError: If ``cues`` of no module of rules names one.
        """
        if self._cues is None:
            self._cues = places_of_cues(self.text)
        found = [self._cues[cue] for cue in known_cues(cues).intersection(self._cues)]
        return found[0] if len(found) == 1 else sorted(chain.from_iterable(found))

    def ending(self, end: int, *, but: str) -> Found | None:
        """The innermost span that ends at a place and has another label than one."""
        rows = (a.ends[end] for name, a in self._around.items() if name != but and end in a.ends)
        return max(rows, default=(-1, None))[1]

    def now(self, row: Row) -> Row | None:
        """A tagged span as the rules have left it so far; None where it goes."""
        number, new = row
        if number in self.instead:
            other = self.instead[number][1]
            if other is None:
                return None
            new, row = other, (number, other)
        if self.ends and new.end in self.ends and new.label != "PERSON":
            return number, new._replace(end=self.ends[new.end][0])
        return row

    def left(self) -> Iterator[Row]:
        """The tagged spans but for titles as the rules have left them so far."""
        rows: list[Row | None] = list(self.numbered)
        changed = set(self.instead)
        if self.ends:
            ends = columns_of(self.tagged)[1]
            changed.update(compress(range(len(rows)), map(self.ends.__contains__, ends)))
        for number in changed:
            rows[number] = self.now(self.numbered[number])
        for number, _ in self.of("TITLE"):
            rows[number] = None
        return filter(None, rows)

    def over(self, start: int, end: int) -> list[tuple[int, Found]]:
        """The spans of the tagger that overlap a stretch, with their numbers, in order."""
        starts, furthest = self.borders
        k = bisect_left(starts, end)
        first = bisect_right(furthest, start, 0, k)
        return [row for row in self.numbered[first:k] if row[1].end > start]

    @cached_property
    def borders(self) -> tuple[list[int], list[int]]:
        """The starts of the spans, and of each the furthest end up to it: a title may end last."""
        starts, ends = columns_of(self.tagged)
        return starts.tolist(), list(accumulate(ends.tolist(), max))

    def whole_word(self, start: int, end: int) -> bool:
        """Whether a stretch begins and ends with words."""
        starts, ends = self.words.raw()
        if not len(starts):
            return True
        i, j = bisect_left(starts, start), bisect_left(ends, end)
        return i < len(starts) and starts[i] == start and j < len(ends) and ends[j] == end

    def ends_word(self, end: int) -> bool:
        """Whether a word ends at a place."""
        _, ends = self.words.raw()
        j = bisect_left(ends, end)
        return not len(ends) or (j < len(ends) and ends[j] == end)

    def keep_apart(self, fixed: Sequence[Found]) -> None:
        """Takes back moves into spans that stand: "chống dịch [Covid-19]" where that is a date."""
        spans = sorted((f.start, f.end) for f in fixed)
        starts = [a for a, _ in spans]
        for end, (new, _) in tuple(self.ends.items()):
            k = bisect_left(starts, new) - 1
            if k >= 0 and spans[k][1] > end:
                del self.ends[end]

    def changed(self, changes: list[Change] | None = None) -> list[Found]:
        """The spans as the rules left them, which may overlap now.

        A span that a rule made or moved carries its name. Where a table gives the whole name the
        score is 1; a border that moves leaves the score of the tagger, whose label it still is.
        """
        from vntext.entities.types import Found

        if not (self.ends or self.instead or self.made):
            return list(self.tagged)
        out = []
        for number, f in enumerate(self.tagged):
            new: Found | None = f
            rule = ""
            if number in self.instead:
                rule, new = self.instead[number]
            elif f.end in self.ends and f.label != "PERSON":
                end, rule = self.ends[f.end]
                score = 1.0 if f.label == "ORG" and rule == "body-end" else f.score
                new = Found(f.start, end, f.label, rule, score)
            if new is not None:
                out.append(new)
            if rule and changes is not None:
                changes.append(Change(rule, f, new))
        if changes is not None:
            changes += [Change(f.rule, None, f) for f in self.made]
        return out + self.made


def _halves(tagged: Sequence[Found], words: Spans) -> dict[int, tuple[int, int]]:
    if not words.size:
        return {}
    starts, ends = words.raw()
    _, stop = rows_of_spans((starts, ends), tagged)
    out = {}
    for f, k in zip(tagged, stop, strict=True):
        at = k - 1 if k else 0
        if ends[at] > f.end:
            out[f.end] = starts[at], ends[at]
    return out
