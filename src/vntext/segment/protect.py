"""Protected spans: document numbers, dates, decimals, URLs, e-mails, abbreviations.

They are found on the normalised text before sentences and words, so that ``TS.`` ends no sentence
and ``35- NQ/TW`` is never cut. The patterns are the rows of ``data/segment/protected.toml``.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from vntext.normalize.sieve import HOT, SPACE, kinds, sieve
from vntext.resources import load_toml
from vntext.spans import Spans

if TYPE_CHECKING:
    from collections.abc import Iterator

    import regex

__all__ = ["Protected", "find_protected", "iter_protected"]

TABLE = "segment/protected.toml"


class Protected(NamedTuple):
    """One protected span and the row of the table that found it.

    Attributes:
        start: First character, in characters of the text.
        end: End (exclusive).
        rule: Name of the row; ``"abbreviation"`` for a known abbreviation, ``"initial"`` for a
            name cut short.
    """

    start: int
    end: int
    rule: str


def _fill(pattern: str, parts: dict[str, str]) -> str:
    for name, part in parts.items():
        pattern = pattern.replace("{" + name + "}", part)
    return pattern


@cache
def _pattern() -> regex.Pattern[str]:
    import regex

    table = load_toml(TABLE)
    parts = table["parts"]
    rows = [
        f"(?P<{row['name'].replace('-', '_')}>{_fill(row['pattern'], parts)})"
        for row in table["row"]
    ]
    words = "|".join(sorted((regex.escape(w) for w in _known()), key=lambda w: (-len(w), w)))
    upper = parts["upper"]
    rows.append(
        # PGS.TS. Lê - several at once, each with its stop; also glued to the name: TP.Huế
        rf"(?P<abbreviation>(?<![\p{{L}}\d.])(?:(?:{words})\.)++(?=[^\S\n]?[{upper}\d]|[,;:)…]))"
    )
    rows.append(
        # a name cut short: "Nguyễn Tiến K.", "ông V. Putin", "anh Trần Văn Th." - more than one
        # letter only after a capitalised syllable on the same line
        rf"(?P<initial>(?:(?<=[ (“\"])[A-ZĐ]|(?<=[{upper}]\p{{Ll}}{{0,6}}[ ])"
        rf"(?:Ch|Gh|Gi|Kh|Ng|Ngh|Nh|Ph|Qu|Th|Tr))\.(?!\p{{L}}))"
    )
    return regex.compile("|".join(rows))


@cache
def _candidates() -> re.Pattern[str]:
    """Tokens between spaces that may hold or begin a protected span: all others are passed.

    They hold an at sign, a digit that is not a plain number, a full stop inside, or are a short
    word with a full stop ("TP.", "Kh."); not "..." alone.
    """
    return re.compile(
        r"(?<!\S)(?!\.++(?:\s|\Z))(?:\d++(?= ?[-–/]| \d{3})|(?!\d++[,.;)]?+(?:\s|\Z))[^\s\d@.]*+"
        r"(?:[\d@]\S*+|\.(?=\S)\S*+|(?<=[^\s.])(?<!\S{8})\.))"
    )


# Shorter texts are searched by the pattern alone; longer ones are first sifted by arrays.
SHORT = 1000


def _tokens(text: str) -> Iterator[re.Match[str]]:
    """The matches of `_candidates`, without looking at every token where that is dear.

    A candidate begins after white space and holds a digit, an at sign, or a full stop that is
    inside the token or among its first eight characters.
    """
    native = sieve()
    if native is None and len(text) < SHORT:
        yield from _candidates().finditer(text)
        return
    match = _candidates().match
    for begin in native.candidates(text) if native is not None else _sifted(text):
        m = match(text, begin)
        if m is not None:
            yield m


def _sifted(text: str) -> list[int]:
    """Where candidates may begin: what the kernel gives, by arrays."""
    import numpy as np

    wide = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    found = kinds().take(wide, mode="clip")
    hot = np.flatnonzero(found > SPACE)
    spaces = np.flatnonzero(found == SPACE)
    before = np.searchsorted(spaces, hot) - 1
    begins = np.where(before >= 0, spaces.take(before) if len(spaces) else -1, -1) + 1
    last = np.append(found, np.uint8(SPACE)).take(hot + 1) == SPACE
    place = hot - begins
    begins = begins[(found.take(hot) == HOT) | ~last | ((place < 8) & (place > 0))]
    kept: list[int] = np.unique(begins).tolist()
    return kept


@cache
def _known() -> frozenset[str]:
    """Known abbreviations, without their stop."""
    table = load_toml(TABLE)["abbreviations"]
    return frozenset([*table["before-name"], *table["inside"]])


@cache
def _spaced() -> frozenset[str]:
    """First words of the known abbreviations that have several."""
    return frozenset(w.split(" ")[0] for w in _known() if " " in w)


def _may_begin(text: str, start: int, end: int) -> bool:
    """False where no row can match: a letter with no full stop, at sign or colon in the token.

    All rows that begin with a letter need one of them; those of numbers begin with a digit, a
    bracket or a plus sign.
    """
    return (
        not text[start].isalpha()
        or text.find(".", start, end) >= 0
        or text.find("@", start, end) >= 0
        or text.find(":", start, end) >= 0
        or text[start:end] in _spaced()
    )


@cache
def _starts() -> re.Pattern[str]:
    """Places inside a token where a span may begin."""
    return re.compile(r"(?:(?<=[^\w])|(?<!\S))[\w(+]")


@cache
def _trimmed() -> frozenset[str]:
    return frozenset(r["name"].replace("-", "_") for r in load_toml(TABLE)["row"] if r.get("trim"))


def _trim(found: str) -> int:
    """Length of a URL without the punctuation that belongs to the sentence around it."""
    n = len(found)
    while n and (
        found[n - 1] in ".,;:!?'’…*"
        or (found[n - 1] == ")" and found.count(")", 0, n) > found.count("(", 0, n))
        or (found[n - 1] == "]" and found.count("]", 0, n) > found.count("[", 0, n))
    ):
        n -= 1
    return n


def iter_protected(text: str) -> Iterator[Protected]:
    """Finds the protected spans of a normalised text, with the rule that found each.

    Example:
        >>> [text for text in ("TS. Lê An ký số 35- NQ/TW",)
        ...  for p in iter_protected(text) if print(text[p.start:p.end], p.rule)]
        TS. abbreviation
        35- NQ/TW document-number
        []
    """
    trimmed = _trimmed()
    match = _pattern().match
    last = 0
    for token in _tokens(text):
        word = token[0]
        if word[-1] == "." and word.islower() and word[:-1].isalpha() and word[:-1] not in _known():
            continue  # the last word of a sentence
        for first in _starts().finditer(text, token.start(), token.end()):
            a = first.start()
            if a < last or not _may_begin(text, a, token.end()):
                continue
            m = match(text, a)
            if m is None:
                continue
            last = b = m.end()
            rule = m.lastgroup or ""
            if rule in trimmed:
                b = a + _trim(m.group())
            if b - a <= 1 or (rule == "number" and text[a:b].isdigit()):
                continue  # a plain number is a token of its own anyway
            yield Protected(a, b, rule.replace("_", "-"))


def find_protected(text: str) -> Spans:
    """Finds the protected spans of a normalised text.

    Args:
        text: A normalised text, or several joined by line breaks.

    Returns:
        The spans, sorted, without overlap, none with a line break inside.

    Example:
        >>> find_protected("Tăng 10,5% từ 24/5").pairs()
        [(5, 10), (14, 18)]
    """
    return Spans.of((p.start, p.end) for p in iter_protected(text))
