"""Key phrases: the names and terms that a text is about, with every place where they stand."""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

from vntext.document import Document, Span
from vntext.errors import InvalidOptionError, InvalidTextError
from vntext.resources import load_lines
from vntext.summary.terms import UNKNOWN_RARITY, one_line, rarity, syllables
from vntext.text.unicode import normalized_twin

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["KeyPhrase", "keyphrases"]

LONGEST = 4
"""Words of the longest term; names may be longer."""

NAMES = ("PERSON", "ORG", "LOC", "LAW")

# How much more a phrase counts that stands there.
IN_TITLE = 1.0
IN_LEAD = 0.6
EARLY = 0.8
NAME = 0.15
# Longer phrases say more, one syllable that is no name says little.
LENGTH = 0.7
ALONE = 0.4
# Part of a phrase's places that must be its own: the others lie inside a longer phrase.
OWN_PLACES = 0.5


@dataclass(frozen=True, slots=True, repr=False)
class KeyPhrase(Span):
    """A name or term that a text is about.

    Attributes:
        start: First character of the first mention, in characters of the text as given.
        end: End of it (exclusive).
        text: The first mention as it stands in the text.
        score: Higher is better; comparable inside one text only.
        label: ``"PERSON"``, ``"ORG"``, ``"LOC"`` or ``"LAW"`` for names, ``""`` for terms.
        mentions: Every place where the phrase stands, however it is cased.
    """

    score: float = 0.0
    label: str = ""
    mentions: tuple[Span, ...] = ()


@dataclass(slots=True)
class _Phrase:
    """A phrase while it is counted."""

    syllables: tuple[str, ...]
    words: int
    places: list[tuple[int, int]] = field(default_factory=list)
    label: str = ""
    where: set[str] = field(default_factory=set)
    score: float = 0.0


@cache
def _stopwords() -> frozenset[str]:
    words = " ".join(load_lines("summary/stopwords.txt")).split()
    return frozenset(w.replace("_", " ") for w in words)


@cache
def _letters() -> re.Pattern[str]:
    return re.compile(r"[^\W\d_]{2}")


def _runs(doc: Document) -> Iterator[list[tuple[int, int, str, str]]]:
    """Words that stand side by side with nothing but space between: start, end, text, role."""
    text = doc.text
    starts = [p.start for p in doc.paragraphs]
    run: list[tuple[int, int, str, str]] = []
    last = sentence = 0
    ends = [s.end for s in doc.sentences]
    for a, b in zip(doc.words.starts.tolist(), doc.words.ends.tolist(), strict=True):
        while sentence < len(ends) and a >= ends[sentence]:
            sentence += 1
            last = -1
        word = one_line(text[a:b])
        k = bisect_right(starts, a) - 1
        role: str = doc.paragraphs[k].role if k >= 0 else "body"
        if run and (last < 0 or text[last:a].strip() or "\n" in text[last:a]):
            yield run
            run = []
        if any(c.isalnum() for c in word) and role not in ("byline", "related"):
            run.append((a, b, word, role))
        elif run:
            yield run
            run = []
        last = b
    if run:
        yield run


def _content(word: str) -> bool:
    return _letters().search(word) is not None and word.lower() not in _stopwords()


def _terms(doc: Document) -> Iterator[tuple[int, int, int, str]]:
    """Phrases of up to `LONGEST` words that begin and end with a word of content."""
    for run in _runs(doc):
        good = [_content(w) for _, _, w, _ in run]
        for i, (a, _, _, role) in enumerate(run):
            if not good[i]:
                continue
            for j in range(i, min(i + LONGEST, len(run))):
                # an inner word without content ends the phrase: "nền tảng của Đảng" is two
                if not good[j]:
                    break
                yield a, run[j][1], j - i + 1, role


def _collect(doc: Document) -> dict[tuple[str, ...], _Phrase]:
    text = doc.text
    found: dict[tuple[str, ...], _Phrase] = {}
    names = [e for e in doc.entities if e.label in NAMES]
    bounds = [(e.start, e.end) for e in names]
    starts = [p.start for p in doc.paragraphs]

    def add(a: int, b: int, words: int, role: str, label: str) -> None:
        key = tuple(syllables(text[a:b]))
        if not key:
            return
        phrase = found.setdefault(key, _Phrase(key, words))
        phrase.places.append((a, b))
        phrase.where.add(role)
        phrase.label = phrase.label or label

    for e in names:
        k = bisect_right(starts, e.start) - 1
        role: str = doc.paragraphs[k].role if k >= 0 else "body"
        if role not in ("byline", "related"):
            add(e.start, e.end, 2, role, e.label)
    k = 0
    for a, b, words, role in _terms(doc):
        while k < len(bounds) and bounds[k][1] <= a:
            k += 1
        # a name is taken whole: no term lies in it or crosses its border
        if any(x < b and a < y for x, y in bounds[k : k + 3]):
            continue
        add(a, b, words, role, "")
    return found


def _weigh(phrase: _Phrase, place: float) -> float:
    """What a phrase is worth: rare syllables, often, early, in headline and lead.

    Args:
        phrase: The phrase.
        place: The share of the text that stands before its first mention.
    """
    table = rarity()
    values = [min(table.get(s, UNKNOWN_RARITY), UNKNOWN_RARITY - 2) for s in phrase.syllables]
    often = len(phrase.places)
    size = len(phrase.syllables)
    # the mean tells how special the phrase is; longer phrases say more, one syllable says little
    special = sum(values) / size * (min(size, 6) ** LENGTH if size > 1 else ALONE)
    more = 1.0 + EARLY * (1 - place)
    if "title" in phrase.where:
        more += IN_TITLE
    if "lead" in phrase.where:
        more += IN_LEAD
    if phrase.label:
        more += NAME
    return special * math.log2(1 + often) * more


def _part_of(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    n = len(short)
    return any(long[k : k + n] == short for k in range(len(long) - n + 1))


def keyphrases(text_or_document: str | Document, n: int = 10) -> tuple[KeyPhrase, ...]:
    """Finds the names and terms that a text is about.

    Phrases are words that stand side by side, none of them a function word or a word of every piece
    of news; names are taken whole. A phrase counts for the rarity of its syllables, how often and
    how early it stands, and for standing in headline or lead. Mentions that differ in case alone
    are one phrase; a phrase that hardly ever stands outside a better one is left out.

    Args:
        text_or_document: A text, or its analysis.
        n: At most so many phrases.

    Returns:
        Phrases with their offsets, best first.

    Raises:
        InvalidTextError: If the first argument is neither a str nor a `Document`.
        InvalidOptionError: If ``n`` is no whole number above 0.

    Example:
        >>> text = "Bình chữa cháy cho chợ Yên Sơn. Mỗi hộ nhận một bình chữa cháy."
        >>> [p.text for p in keyphrases(text, 1)]
        ['Bình chữa cháy']
    """
    if not isinstance(n, int) or isinstance(n, bool) or n < 1:
        raise InvalidOptionError(f"n must be a whole number above 0, not {n!r}")
    if isinstance(text_or_document, Document):
        doc = text_or_document
    elif isinstance(text_or_document, str):
        doc = import_module("vntext.pipeline").analyze(text_or_document)
    else:
        kind = type(text_or_document).__name__
        raise InvalidTextError(f"text must be a str or a Document, not {kind}")
    found = list(_collect(doc).values())
    twin = normalized_twin(doc.text)
    for phrase in found:
        phrase.places.sort()
        first, _ = twin.alignment.span_to_normalized(*phrase.places[0])
        phrase.score = _weigh(phrase, first / max(len(twin.text), 1))
    # a term that stands once, in neither headline nor lead, is chance
    kept = [p for p in found if p.label or len(p.places) > 1 or p.where & {"title", "lead"}]
    kept.sort(key=lambda p: (-p.score, p.places[0]))
    chosen: list[_Phrase] = []
    taken: set[int] = set()
    for phrase in kept:
        if len(chosen) == n:
            break
        if any(_part_of(c.syllables, phrase.syllables) for c in chosen):
            continue  # a better phrase is a part of this one
        own = sum(not taken.intersection(range(a, b)) for a, b in phrase.places)
        if own < OWN_PLACES * len(phrase.places):
            continue
        chosen.append(phrase)
        for a, b in phrase.places:
            taken.update(range(a, b))
    text = doc.text
    return tuple(
        KeyPhrase(
            p.places[0][0],
            p.places[0][1],
            text[p.places[0][0] : p.places[0][1]],
            round(p.score, 4),
            p.label,
            tuple(Span(a, b, text[a:b]) for a, b in p.places),
        )
        for p in chosen
    )
