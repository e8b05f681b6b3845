"""Key phrases: the names and terms that a text is about, with every place where they stand."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from vntext.checks import check_count
from vntext.document import Document, Span
from vntext.resources import load_lines
from vntext.summary.given import document_given
from vntext.summary.preferences import preferences
from vntext.summary.terms import on_one_line, rarity, syllables

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from vntext.summary.article import Line

__all__ = ["KeyPhrase", "keyphrases"]

NAMES = ("PERSON", "ORG", "LOC", "LAW")
SKIPPED = ("byline", "related")
"""Roles of paragraphs that tell nothing of what the text is about."""


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


class _Word(NamedTuple):
    """A word with what phrases ask of it.

    Attributes:
        start: First character, in the text as given.
        end: End (exclusive).
        syllables: Its syllables in lower case, normalised; none for marks.
        content: A phrase may begin and end with it.
        glued: It stands right behind the word before it.
        role: The role of its paragraph.
    """

    start: int
    end: int
    syllables: tuple[str, ...]
    content: bool
    glued: bool
    role: str


class _Phrase:
    """A phrase while it is counted."""

    __slots__ = ("label", "places", "roles", "score", "syllables")

    def __init__(self, key: tuple[str, ...], label: str) -> None:
        self.syllables = key
        self.label = label
        self.places: list[tuple[int, int]] = []
        self.roles: set[str] = set()
        self.score = 0.0


@cache
def _stopwords() -> frozenset[str]:
    words = " ".join(load_lines("summary/stopwords.txt")).split()
    return frozenset(w.replace("_", " ") for w in words)


@cache
def _letters() -> re.Pattern[str]:
    return re.compile(r"[^\W\d_]{2}")


@cache
def _address() -> re.Pattern[str]:
    return re.compile(r"://|@|\w\.(?:com|vn|net|org)\b")


def _read(word: str) -> tuple[tuple[str, ...], bool]:
    """Syllables of a word, and whether a phrase may begin and end with it."""
    if _address().search(word):
        return (), False
    line = on_one_line(word)
    content = _letters().search(line) is not None and line.lower() not in _stopwords()
    return tuple(syllables(line)), content


class _Roles:
    """The role of the paragraph at a place; places are asked for in the order of the text."""

    def __init__(self, paragraphs: Sequence[Line]) -> None:
        self._paragraphs = paragraphs
        self._at = -1

    def at(self, place: int) -> str:
        rows = self._paragraphs
        while self._at + 1 < len(rows) and rows[self._at + 1][0] <= place:
            self._at += 1
        return rows[self._at][2] if self._at >= 0 else "body"


def _runs(
    text: str,
    spans: Sequence[tuple[int, int]],
    words: Sequence[str],
    sentence_ends: Sequence[int],
    paragraphs: Sequence[Line],
) -> Iterator[list[_Word]]:
    """Words that stand side by side with nothing but space between, in one sentence."""
    run: list[_Word] = []
    roles = _Roles(paragraphs)
    known: dict[str, tuple[tuple[str, ...], bool]] = {}
    last, sentence = 0, 0
    for (a, b), word in zip(spans, words, strict=True):
        opens = False
        while sentence < len(sentence_ends) and a >= sentence_ends[sentence]:
            sentence += 1
            opens = True
        if run and (opens or not _side_by_side(text, last, a)):
            yield run
            run = []
        read = known.get(word)
        if read is None:
            read = known[word] = _read(word)
        if text[a - 1 : a] in ("@", "#"):
            read = (), False  # a user name or hashtag
        role = roles.at(a)
        if read[0] and role not in SKIPPED:
            run.append(_Word(a, b, *read, a == last, role))
        elif run:
            yield run
            run = []
        last = b
    if run:
        yield run


def _side_by_side(text: str, end: int, start: int) -> bool:
    gap = text[end:start]
    return gap in ("", " ") or (gap.isspace() and "\n" not in gap)


def _terms(run: list[_Word], text: str) -> Iterator[tuple[int, int, tuple[str, ...], str]]:
    """Phrases of a few words that begin and end with a word of content."""
    longest = preferences().keyphrases.longest
    for i, first in enumerate(run):
        if not first.content:
            continue
        key: tuple[str, ...] = ()
        for word in run[i : i + longest]:
            # an inner word without content ends the phrase: "nền tảng của Đảng" is two
            if not word.content:
                break
            if key and word.glued:
                # what is written as one is one syllable
                key = tuple(syllables(text[first.start : word.end]))
            else:
                key += word.syllables
            yield first.start, word.end, key, first.role


def _collect(doc: Document, words: Sequence[str], read: Callable[[int, int], str]) -> list[_Phrase]:
    """Counts names and terms.

    Args:
        doc: The analysis.
        words: Its words, normalised.
        read: Gives any stretch of the text, normalised.
    """
    text = doc.text
    found: dict[tuple[str, ...], _Phrase] = {}
    paragraphs = [(p.start, p.end, p.role, p.reason) for p in doc.paragraphs]
    names = [e for e in doc.entities if e.label in NAMES]
    roles = _Roles(paragraphs)

    def add(a: int, b: int, key: tuple[str, ...], role: str, label: str) -> None:
        phrase = found.get(key)
        if phrase is None:
            phrase = found[key] = _Phrase(key, label)
        phrase.places.append((a, b))
        phrase.roles.add(role)
        phrase.label = phrase.label or label

    for e in names:
        role = roles.at(e.start)
        if role not in SKIPPED and (key := tuple(syllables(read(e.start, e.end)))):
            add(e.start, e.end, key, role, e.label)
    spans = list(zip(doc.words.starts.tolist(), doc.words.ends.tolist(), strict=True))
    ends = [s.end for s in doc.sentences]
    k = 0
    for run in _runs(text, spans, words, ends, paragraphs):
        for a, b, key, role in _terms(run, text):
            while k < len(names) and names[k].end <= a:
                k += 1
            # a name is taken whole: no term lies in it or crosses its border
            if k == len(names) or b <= names[k].start:
                add(a, b, key, role, "")
    return list(found.values())


def _weigh(phrase: _Phrase, place: float) -> float:
    """What a phrase is worth: rare syllables, often, early, in headline and lead.

    Args:
        phrase: The phrase.
        place: The share of the text that stands before its first mention.
    """
    w = preferences().keyphrases
    table, size = rarity(), len(phrase.syllables)
    # the mean tells how special the phrase is; longer phrases say more, one syllable says little
    special = sum([min(table[s], w.rarest) for s in phrase.syllables]) / size
    special *= min(size, w.long) ** w.length if size > 1 else w.alone
    more = 1.0 + w.early * (1 - place)
    if "title" in phrase.roles:
        more += w.in_title
    if "lead" in phrase.roles:
        more += w.in_lead
    if phrase.label:
        more += w.name
    return special * math.log2(1 + len(phrase.places)) * more


def _choose(phrases: list[_Phrase], n: int, size: int) -> list[_Phrase]:
    """The best phrases, none of which is a better one with more around it, or hardly ever apart.

    Args:
        phrases: Phrases, best first.
        n: At most so many.
        size: Characters of the text.
    """
    own_places = preferences().keyphrases.own_places
    chosen: list[_Phrase] = []
    keys: set[tuple[str, ...]] = set()
    lengths: set[int] = set()
    taken = bytearray(size)
    for phrase in phrases:
        if len(chosen) == n:
            break
        key = phrase.syllables
        if any(
            key[k : k + m] in keys
            for m in lengths
            if m <= len(key)
            for k in range(len(key) - m + 1)
        ):
            continue  # a better phrase is a part of this one
        own = sum(taken.find(1, a, b) < 0 for a, b in phrase.places)
        if own < own_places * len(phrase.places):
            continue
        chosen.append(phrase)
        keys.add(key)
        lengths.add(len(key))
        for a, b in phrase.places:
            taken[a:b] = b"\1" * (b - a)
    return chosen


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
    check_count("n", n)
    doc = document_given(text_or_document)
    twin = doc.twin
    normal: str = twin.text
    to = twin.alignment.span_to_normalized

    def read(start: int, end: int) -> str:
        a, b = to(start, end)
        return normal[a:b]

    words = doc.words.texts()
    if not twin.alignment.is_identity:
        words = list(map(read, doc.words.starts.tolist(), doc.words.ends.tolist()))
    # a term that stands once, in neither headline nor lead, is chance
    kept = [
        p
        for p in _collect(doc, words, read)
        if p.label or len(p.places) > 1 or not p.roles.isdisjoint(("title", "lead"))
    ]
    for phrase in kept:
        phrase.places.sort()
        first, _ = to(*phrase.places[0])
        phrase.score = _weigh(phrase, first / len(twin.text))
    kept.sort(key=lambda p: (-p.score, p.places[0]))
    return tuple(_key_phrase(p, doc.text) for p in _choose(kept, n, len(doc.text)))


def _key_phrase(phrase: _Phrase, text: str) -> KeyPhrase:
    mentions = tuple(Span(a, b, text[a:b]) for a, b in phrase.places)
    first = mentions[0]
    score = round(phrase.score, 4)
    return KeyPhrase(first.start, first.end, first.text, score, phrase.label, mentions)
