"""Sentences: places where one may end, and small named rules that join or split there.

Every final mark is a proposal; the rules are asked in order and the first that knows decides. The
name of that rule stays on the sentence, and `trace` shows the decisions for every proposal.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache
from typing import TYPE_CHECKING

from vntext.split.paragraphs import find_lines
from vntext.split.protect import Protected, iter_protected
from vntext.split.rules import HEADING, RULES, Decision, Proposal, end_of_line, tables
from vntext.split.scan import places_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    import regex

__all__ = ["RuleSplitter", "credit_ends", "split_sentences", "trace"]


@cache
def _marks() -> re.Pattern[str]:
    """Final marks with the closing quotes and brackets behind them."""
    return re.compile(r"""[.?!…]++(?:/\.)?(?:[”’»)\]}]|["'](?=[\s,.;:)]|$))*+""")


@cache
def _credits() -> regex.Pattern[str]:
    """A photo credit glued to the sentence behind it: ``Ảnh: Thu Giang Tại buổi lễ, ...``."""
    import regex

    openers = "|".join(map(regex.escape, sorted(tables().openers)))
    credit = regex.escape(tables().credit)
    return regex.compile(
        rf"(?<=[.!?…)”\"] )\(?{credit} ?:? ?(?:\p{{Lu}}[\p{{L}}.]*+(?: ?[-–/+] ?| ?)){{1,5}}?\)?"
        rf"(?= (?:{openers}) [\p{{Ll}}\d])"
    )


def credit_ends(text: str) -> list[int]:
    """Where a photo credit may end without a stop."""
    if tables().credit not in text:
        return []
    return [m.end() for m in _credits().finditer(text)]


def _spans_of_marks(text: str) -> list[tuple[int, int]]:
    """What `_marks` finds: the marks of which many stand side by side are found at their first."""
    match = _marks().match
    out: list[tuple[int, int]] = []
    stop = 0
    for at in places_of(text, ".?!…"):
        if at >= stop and (m := match(text, at)):
            stop = m.end()
            out.append((at, stop))
    return out


class _Lines:
    """The lines of a text that are not blank, each with the places where a sentence may end."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._marks = _spans_of_marks(text)

    def __iter__(self) -> Iterator[tuple[int, int, list[tuple[int, int]]]]:
        """Bounds of a line, and first mark and end of the marks of each place."""
        text, marks, credit = self._text, self._marks, tables().credit
        first, last, k = 0, len(marks), text.find(credit)
        for a, b in find_lines(text):
            after = first
            while after < last and marks[after][0] < b:
                after += 1
            places = marks[first:after]
            first = after
            while 0 <= k <= a:
                k = text.find(credit, k + 1)
            if 0 <= k < b:
                ends = (m.end() for m in _credits().finditer(text, a, b))
                places = sorted([*places, *((e - 1, e) for e in ends if text[e - 1] not in ".)")])
            yield a, b, places


def _decide(
    text: str, mark: int, end: int, line: int, stop: int, inside: Protected | None
) -> Decision:
    """Asks the rules in order about a place: its first mark, the end of the marks, its line."""
    if inside is not None:
        end = max(end, inside.end)
    following = end
    while following < stop and text[following].isspace():
        following += 1
    p = Proposal(text, mark, end, following, line, stop, inside, tables().openers)
    for rule, name in _NAMED:
        split = rule(p)
        if split is not None:
            return Decision(end, split, name)
    return Decision(end, True, _LAST)


def _named(rule: Callable[[Proposal], bool | None]) -> str:
    return rule.__name__.replace("_", "-")


_NAMED = [(rule, _named(rule)) for rule in RULES[:-1]]
_LAST = _named(RULES[-1])


def split_sentences(
    text: str, protected: Sequence[Protected] | None = None
) -> list[tuple[int, int, str]]:
    """Splits a normalised text into sentences.

    Args:
        text: A normalised text; a line break always ends a sentence.
        protected: The protected spans of the text; found anew when not given.

    Returns:
        ``(start, end, rule)`` of every sentence, in characters; ``rule`` names the rule that ended
        it. Together they cover all characters that are not white space.

    Example:
        >>> text = "Ông đến TP. Huế lúc 7h30. Hội nghị bế mạc!"
        >>> [text[a:b] for a, b, _ in split_sentences(text)]
        ['Ông đến TP. Huế lúc 7h30.', 'Hội nghị bế mạc!']
    """
    spans = list(iter_protected(text)) if protected is None else protected
    ends, final, last = _named(end_of_line), _LAST, len(spans)
    out: list[tuple[int, int, str]] = []
    k = 0  # the first protected span that ends behind the place
    for a, b, places in _Lines(text):
        start = a
        bracket = None  # where the first bracket of the line opens; looked for when it matters
        for mark, end in places:
            while k < last and spans[k].end <= mark:
                k += 1
            inside = spans[k] if k < last and spans[k].start <= mark else None
            # the two ways in which most sentences end, without asking every rule
            if inside is None and end == b:
                out.append((start, b, ends))
                start = b
                continue
            if inside is None and _is_plain(text, mark, end, a):
                if bracket is None:
                    bracket = text.find("(", a, b)
                if not 0 <= bracket < end:
                    out.append((start, end, final))
                    start = end + 1
                    continue
            if inside is not None and mark < inside.end - 1:
                continue  # the first rule: inside a number or an address
            d = _decide(text, mark, end, a, b, inside)
            if not d.split or start >= b:
                continue
            if d.end > start:
                out.append((start, d.end, d.rule))
            start = d.end
            while start < b and text[start].isspace():
                start += 1
        if start < b:
            out.append((start, b, "newline"))
    return out


def _is_plain(text: str, mark: int, end: int, line: int) -> bool:
    """Whether no rule but the last knows anything of a place, brackets and abbreviations aside.

    One mark between a word and a space that a capital follows, not near the line's start, where
    numbers of lists stand.
    """
    return (
        end - mark == 1
        and mark - line > HEADING
        and text[end] == " "
        and text[end + 1].isupper()
        and text[mark] in ".?!…"
        and not text[mark - 1].isspace()
    )


class RuleSplitter:
    """The library's own splitter, which a user's may call and cut further.

    Example:
        >>> text = "Ông đến lúc 7h30; bà đến sau. Hội nghị bế mạc!"
        >>> class Finer:
        ...     def split(self, text, protected):
        ...         for start, end, rule in RuleSplitter().split(text, protected):
        ...             while 0 <= (at := text.find(";", start, end)) < end - 1:
        ...                 yield start, at + 1, "semicolon"
        ...                 start = at + 2
        ...             yield start, end, rule
        >>> [text[a:b] for a, b, _ in Finer().split(text, [])]
        ['Ông đến lúc 7h30;', 'bà đến sau.', 'Hội nghị bế mạc!']
    """

    def split(self, text: str, protected: Sequence[Protected]) -> list[tuple[int, int, str]]:
        """Returns start, end and the rule that ended each sentence.

        Args:
            text: A normalised text, or several joined by line breaks.
            protected: Spans that no sentence ends inside of, with the rule that found each.
        """
        return split_sentences(text, protected)


def trace(text: str) -> list[Decision]:
    """Shows every place where a sentence could end, what became of it, and which rule decided.

    Example:
        >>> for d in trace("Ông về TP. Huế. Bà ở lại."):
        ...     print(d.end, d.split, d.rule)
        10 False abbreviation
        15 True final-mark
        25 True end-of-line
        25 True newline
    """
    spans = list(iter_protected(text))
    starts = [p.start for p in spans]
    out = []
    for a, b, places in _Lines(text):
        for mark, end in places:
            i = bisect_right(starts, mark) - 1
            inside = spans[i] if i >= 0 and mark < spans[i].end else None
            out.append(_decide(text, mark, end, a, b, inside))
        out.append(Decision(b, True, "newline"))
    return out
