"""Which phrases a text has: names, and noun phrases of words that stand side by side."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from vntext.names.table import verdicts_of
from vntext.resources import load_lines, load_toml
from vntext.roles.tables import UPPER, one_of
from vntext.summary.keyness import features, known_words
from vntext.summary.preferences import preferences
from vntext.summary.terms import on_one_line, syllables
from vntext.text.key import key as key_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from vntext.document import Document
    from vntext.summary.article import Line

__all__ = ["Phrase", "candidates"]

NAMES = ("PERSON", "ORG", "LOC", "LAW")
LONGEST_NAME = 8  # syllables of a person's name, without the last one
LONGEST_HEAD = 2  # syllables that tell the kind of a place or body: "tỉnh Điện Biên", "TP. Huế"
SKIPPED = ("byline", "related", "caption")
"""Roles of paragraphs that tell nothing of what the text is about."""


class _Word(NamedTuple):
    """A word with what phrases ask of it.

    Attributes:
        start: First character, in the text as given.
        end: End (exclusive).
        key: Its key.
        syllables: The keys of its syllables; none for marks.
        content: A phrase may begin and end with it.
        kind: Its part of speech, as `vntext.summary.keyness.Word` names it.
        glued: It stands right behind the word before it.
        role: The role of its paragraph.
    """

    start: int
    end: int
    key: str
    syllables: tuple[str, ...]
    content: bool
    kind: str
    glued: bool
    role: str


class Phrase:
    """A phrase while it is counted."""

    __slots__ = ("first", "label", "places", "roles", "score", "syllables", "words")

    def __init__(self, key: tuple[str, ...], label: str, words: tuple[str, ...] = ()) -> None:
        self.syllables = key
        self.label = label
        self.words = words or key
        self.places: list[tuple[int, int]] = []
        self.first: tuple[int, int] | None = None
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


@cache
def _agency() -> re.Pattern[str]:
    """Names of those that report: they are no subject of the text."""
    table = load_toml("summary/keyphrases.toml")
    heads = one_of(table["agency"]["heads"])
    return re.compile(rf"{heads} [{UPPER}]|{one_of(verdicts_of('agency'))}(?!\w)")


class _NoTerms(NamedTuple):
    """Words that make a phrase none, by their keys (``keyphrases.toml``)."""

    units: frozenset[str]
    hang: frozenset[str]
    doers: frozenset[str]
    empty: frozenset[str]


@cache
def _no_terms() -> _NoTerms:
    row = load_toml("summary/keyphrases.toml")["terms"]
    return _NoTerms(*(frozenset(map(key_of, row[name])) for name in _NoTerms._fields))


def _read(word: str) -> tuple[str, tuple[str, ...], bool, str]:
    """A word's key, its syllables, whether a phrase may begin and end with it, its kind."""
    if _address().search(word):
        return "", (), False, "X"
    line = on_one_line(word)
    key = key_of(line)
    content = _letters().search(line) is not None and line.lower() not in _stopwords()
    known = known_words().get(key)
    return key, tuple(syllables(key)), content, known.kind if known else "N"


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
    known: dict[str, tuple[str, tuple[str, ...], bool, str]] = {}
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
            read = "", (), False, "X"  # a user name or hashtag
        role = roles.at(a)
        if read[1] and role not in SKIPPED:
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


class _Term(NamedTuple):
    """A phrase at one place."""

    start: int
    end: int
    syllables: tuple[str, ...]
    words: tuple[str, ...]
    role: str


def _terms(run: list[_Word], text: str) -> Iterator[_Term]:
    """Noun phrases of a few words that begin and end with a word of content.

    A verb or adjective opens no phrase of several words ("tặng hoa chúc mừng"); alone it is one
    where it has several syllables ("tập huấn").
    """
    longest = preferences().keyphrases.longest
    no = _no_terms()
    for i, first in enumerate(run):
        if not first.content or first.key in no.units:
            continue
        key: tuple[str, ...] = ()
        words: tuple[str, ...] = ()
        for word in run[i : i + (longest if first.kind == "N" else 1)]:
            # an inner word without content ends the phrase: "nền tảng của Đảng" is two
            if not word.content or (words and word.kind == "V" and words[-1] in no.doers):
                break
            if key and word.glued:
                # what is written as one is one syllable
                key = tuple(syllables(key_of(text[first.start : word.end])))
            else:
                key += word.syllables
            words = (*words, word.key)
            if word.key in no.hang or (word is first and word.key in no.empty):
                continue
            if first.kind == "N" or len(key) > 1:
                yield _Term(first.start, word.end, key, words, first.role)


def _collect(doc: Document, words: Sequence[str], read: Callable[[int, int], str]) -> list[Phrase]:
    """Counts names and terms.

    Args:
        doc: The analysis.
        words: Its words, normalised.
        read: Gives any stretch of the text, normalised.
    """
    text = doc.text
    found: dict[tuple[str, ...], Phrase] = {}
    paragraphs = [(p.start, p.end, p.role, p.reason) for p in doc.paragraphs]
    names = [e for e in doc.entities if e.label in NAMES]
    roles = _Roles(paragraphs)

    def add(
        a: int, b: int, key: tuple[str, ...], words: tuple[str, ...], role: str, label: str
    ) -> None:
        phrase = found.get(key)
        if phrase is None:
            phrase = found[key] = Phrase(key, label, words)
        phrase.places.append((a, b))
        phrase.roles.add(role)
        phrase.label = phrase.label or label

    for e in names:
        role, name = roles.at(e.start), on_one_line(read(e.start, e.end))
        key = tuple(syllables(key_of(name)))
        if key and role not in SKIPPED and not _agency().match(name):
            add(e.start, e.end, key, (), role, e.label)
    spans = doc.words.pairs()
    ends = [s.end for s in doc.sentences]
    k = 0
    for run in _runs(text, spans, words, ends, paragraphs):
        for term in _terms(run, text):
            while k < len(names) and names[k].end <= term.start:
                k += 1
            # a name is taken whole: no term lies in it or crosses its border
            if k == len(names) or term.end <= names[k].start:
                add(term.start, term.end, term.syllables, term.words, term.role, "")
    return _merged(found)


def _merged(found: dict[tuple[str, ...], Phrase]) -> list[Phrase]:
    """Names with those of their mentions that leave the beginning out.

    "Điện Biên" stands for "tỉnh Điện Biên", "Lộc" for "Trần Bá Lộc", but for none where several
    names of the kind end so.
    """
    longer: dict[tuple[str, tuple[str, ...]], list[Phrase]] = {}
    for phrase in found.values():
        n = len(phrase.syllables)
        more = LONGEST_NAME if phrase.label == "PERSON" else LONGEST_HEAD
        for k in range(1, min(n, more + 1) if phrase.label else 0):
            longer.setdefault((phrase.label, phrase.syllables[k:]), []).append(phrase)
    gone = set()
    for key, phrase in sorted(found.items(), key=lambda row: -len(row[0])):
        whole = [p for p in longer.get((phrase.label, key), ()) if p.syllables not in gone]
        if len(whole) == 1:
            first = whole[0]
            first.first = first.first or first.places[0]
            first.places += phrase.places
            first.roles |= phrase.roles
            gone.add(key)
    return [phrase for key, phrase in found.items() if key not in gone]


def candidates(doc: Document) -> list[tuple[Phrase, list[float]]]:
    """The phrases of a text that may be key phrases, and the features of each.

    A term that stands once, in neither headline nor lead, is chance.

    Args:
        doc: The analysis.
    """
    twin = doc.twin
    normal: str = twin.text
    to = twin.alignment.span_to_normalized

    def read(start: int, end: int) -> str:
        a, b = to(start, end)
        return normal[a:b]

    words = doc.words.texts()
    if normal != doc.text:
        words = list(map(read, doc.words.starts.tolist(), doc.words.ends.tolist()))
    kept = [
        p
        for p in _collect(doc, words, read)
        if p.label or len(p.places) > 1 or not p.roles.isdisjoint(("title", "lead"))
    ]
    most = max([len(p.places) for p in kept], default=1)
    out = []
    for phrase in kept:
        phrase.places.sort()
        places = [to(a, b) for a, b in phrase.places]
        words_of = tuple(phrase.words)
        row = features(words_of, phrase.syllables, phrase.label, places, len(normal), most)
        out.append((phrase, row))
    return out
