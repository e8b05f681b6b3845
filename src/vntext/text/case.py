"""Lines without capitals, and lines of capitals alone: their twin is written as usual.

Chat, speech recognition and search boxes have small letters only, headings and old telegrams
capitals only. What tells names, sentences and signs by their capitals is blind there. Such lines
are read as they would be written in a newspaper: the words by a model (`vntext.text.case_model`),
signs of documents by the tables of signs.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from vntext.alignment import Edit
from vntext.resources import load_toml
from vntext.text.signs import document_signs
from vntext.text.syllables import is_vietnamese_syllable

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["case_edits", "opens_sentence"]

FEWEST = 4
"""Words that a line or text must have before its case says anything."""

ENDS = '%)”"’»]°²'
"""What may stand before the mark that ends a sentence, beside letters and figures."""

STOPS = 2
"""Sentences that begin with a small letter in lines that stand among others."""


class _Line(NamedTuple):
    """A line with letters.

    Attributes:
        start: First character.
        end: End (exclusive).
        kind: ``"small"``, ``"capitals"`` or ``"usual"``.
    """

    start: int
    end: int
    kind: str


@cache
def _word() -> re.Pattern[str]:
    return re.compile(r"[^\W\d_]+")


@cache
def _small_sentence() -> re.Pattern[str]:
    return re.compile(r"[^\W\d_]{2}[.?!…]++[”\")]? (?=[^\W\d_])")


@cache
def _addresses() -> re.Pattern[str]:
    """Addresses, user names and hashtags: nobody writes them with capitals."""
    return re.compile(r"(?<!\S)\S*?(?:[@#]|://|www\.|\.(?:com|vn|net|org)\b)\S*+", re.IGNORECASE)


def _lines(text: str) -> list[_Line]:
    out = []
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        if line.islower():
            out.append(_Line(start, end, "small"))
        elif line.isupper():
            out.append(_Line(start, end, "capitals"))
        elif line and not line.isspace() and _word().search(line):
            out.append(_Line(start, end, "usual"))
        start = end + 1
    return out


def _words(text: str, line: _Line) -> int:
    found = 0
    for _ in _word().finditer(text, line.start, line.end):
        found += 1
        if found == FEWEST:
            break
    return found


def _odd_lines(text: str) -> list[_Line]:
    """The lines whose case says nothing."""
    if not any(line.islower() or line.isupper() for line in text.split("\n")):
        return []
    lines = _lines(text)
    kinds = {line.kind for line in lines}
    if "usual" not in kinds and len(kinds) == 1:
        many = sum(_words(text, line) for line in lines) >= FEWEST
        return lines if many else []
    out: list[_Line] = []
    run: list[_Line] = []
    for line in [*lines, _Line(len(text), len(text), "usual")]:
        if line.kind == "small":
            run.append(line)
            continue
        if run and _goes_without(text, run):
            out += run
        run = []
        if line.kind == "capitals" and _words(text, line) >= FEWEST:
            out.append(line)
    return out


def _goes_without(text: str, run: list[_Line]) -> bool:
    """Lines among others: their sentences begin with small letters."""
    found = _small_sentence().finditer(text, run[0].start, run[-1].end)
    return any(number == STOPS for number, _ in enumerate(found, 1))


@cache
def _codes() -> re.Pattern[str]:
    """A number of a document and its sign, in small letters: ``58/2025/nđ-cp``."""
    return re.compile(
        r"(?<![\w/.,-])\d{1,6}(?: ?/ ?\d{4})? ?[-–/] ?[^\W\d_]{1,10}\d{0,2}"
        r"(?: ?[-–/] ?[^\W\d_]{1,14}\d{0,2}){0,5}(?!\w)"
    )


def _code_words(line: str) -> Iterator[tuple[int, int, str]]:
    """The words of signs in a line of small letters, and how each is written."""
    signs = document_signs()
    for code in _codes().finditer(line):
        known = False
        last = code.start()
        for m in _sign_word().finditer(line, code.start(), code.end()):
            word = m.group()
            spaced = " " in line[last : m.start()]
            sign = signs.get(word)
            if sign is None and (spaced or not known):
                break
            known = True
            last = m.end()
            yield m.start(), m.end(), sign or word.upper()


@cache
def _sign_word() -> re.Pattern[str]:
    return re.compile(r"[^\W\d_]+\d*")


def case_edits(text: str) -> list[Edit]:
    """The edits that write lines without capitals, or of capitals alone, as usual.

    Args:
        text: A text whose letters, lines and spaces are normalised.

    Example:
        >>> text = "ông nguyễn văn an ở hà nội ký nghị định 58/2025/nđ-cp"
        >>> from vntext.alignment import Alignment
        >>> Alignment.from_edits(case_edits(text)).apply(text)
        'Ông Nguyễn Văn An ở Hà Nội ký Nghị định 58/2025/NĐ-CP'
    """
    lines = _odd_lines(text)
    if not lines:
        return []
    from vntext.text.case_document import ways_in_text
    from vntext.text.case_model import lowered, read_words

    # one text of the odd lines: the model reads no other
    odd = lowered("\n".join(text[a:b] for a, b, _ in lines))
    words = read_words(odd)
    ways = ways_in_text(words)
    written = list(odd)
    last = 0
    for a, b, best in zip(words.starts, words.ends, ways, strict=True):
        word = odd[a:b]
        way = 0 if word in _small() or _drawn().search(word) else best
        way = way or int(_begins_sentence(odd, last, a))
        last = b
        if way:
            new = _cased(odd[a:b], way)
            if len(new) == b - a:
                written[a:b] = new
    for a, b, new in _code_words(odd):
        written[a:b] = new
    out: list[Edit] = []
    base = 0
    for line in lines:
        given = text[line.start : line.end]
        wanted = "".join(written[base : base + len(given)])
        kept = [m.span() for m in _addresses().finditer(given)]
        out += _edits(given, wanted, line.start, kept)
        base += len(given) + 1
    return out


@cache
def _short_forms() -> frozenset[str]:
    """Words that a full stop shortens, in small letters."""
    rows = load_toml("split/protected.toml")["abbreviations"]
    return frozenset(word.lower() for kind in ("before-name", "inside") for word in rows[kind])


def _begins_sentence(low: str, end: int, start: int) -> bool:
    """Whether the word at ``start`` begins a sentence behind the word that ends at ``end``."""
    between = low[end:start]
    if not low[start].isalpha() or between[-2:] not in (". ", "? ", "! "):
        return False
    if len(between) > 2:
        return between[-3] in ENDS  # "(chiếm 40,6%). thời gian"
    begin = end
    while begin and low[begin - 1].isalpha():
        begin -= 1
    before = low[begin:end]
    if between != ". ":
        return bool(before) or low[end - 1 : end].isdigit()
    if not before:  # "năm 2031. mục tiêu", and no number of a list
        line = low[low.rfind("\n", 0, end) + 1 : end]
        return line[-1:].isdigit() and " " in line
    return (
        len(before) > 1 and before not in _short_forms() and is_vietnamese_syllable(before)
    ) or before == "ạ"


def opens_sentence(text: str, at: int) -> bool:
    """Whether a word opens a line or a sentence.

    Args:
        text: A text.
        at: Where the word begins.
    """
    before = text[max(0, at - 3) : at].rstrip(" ")
    return not before or before[-1] in '.?!…\n"“(-'


@cache
def _small() -> frozenset[str]:
    """Short forms of chat, which nobody writes with a capital within a sentence."""
    return frozenset(load_toml("text/case.toml")["small"]["words"])


@cache
def _drawn() -> re.Pattern[str]:
    """A letter three times, and no Roman number: "đẹp quáaaa"."""
    return re.compile(r"([^\W\d_ixcm])\1\1")


@cache
def _mixed() -> dict[str, str]:
    """Words that have capitals inside, by the word in small letters."""
    return {word.lower(): word for word in load_toml("text/case.toml")["mixed"]["words"]}


def _cased(word: str, way: int) -> str:
    mixed = _mixed().get(word)
    if mixed is not None:
        return mixed
    return word[0].upper() + word[1:] if way == 1 else word.upper()


def _edits(given: str, wanted: str, base: int, kept: list[tuple[int, int]]) -> Iterator[Edit]:
    """What differs, a stretch of letters an edit; nothing within ``kept``."""
    if given == wanted:
        return
    k = 0
    for m in _word().finditer(given):
        a, b = m.span()
        while k < len(kept) and kept[k][1] <= a:
            k += 1
        if (k < len(kept) and kept[k][0] < b) or given[a:b] == wanted[a:b]:
            continue
        while given[a] == wanted[a]:
            a += 1
        while given[b - 1] == wanted[b - 1]:
            b -= 1
        yield Edit(base + a, base + b, wanted[a:b], "case")
