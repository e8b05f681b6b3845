"""Protected spans: document numbers, dates, decimals, URLs, e-mails, abbreviations.

They are found on the normalised text before sentences and words, so that ``TS.`` ends no sentence
and ``35- NQ/TW`` is never cut. The patterns are the rows of
``data/split/protected.toml``, which `vntext.split.protected` reads.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from vntext.spans import Spans
from vntext.split.protected import known_abbreviations, rows_of, table_of_protected
from vntext.text.letters import LOWER
from vntext.text.sieve import HOT, SPACE, kinds, sieve

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from vntext.split.protected import Row

__all__ = ["Protected", "ends_sentence", "find_protected", "initials_of_line", "iter_protected"]


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


def _kind(first: str) -> str:
    return "digit" if first.isdecimal() else "letter" if first.isalpha() else "sign"


@cache
def _candidates() -> re.Pattern[str]:
    """Tokens between spaces that may hold or begin a protected span: all others are passed.

    They hold an at sign, a number sign, a digit that is not a plain number, or a full stop with
    something before it; not "..." alone.
    """
    return re.compile(
        r"(?<!\S)(?!\.++(?:\s|\Z))(?:\d++(?= ?[-–/]| \d{3})\S*+|(?!\d++[,.;)]?+(?:\s|\Z))"
        r"[^\s\d@#.]*+(?:[\d@#]\S*+|\.(?=\S)\S*+|(?<=[^\s.])\.))"
    )


# Signs of user names and hashtags, which are no part of the span.
SIGNS = ("@", "#")

# Shorter texts are searched by the pattern alone; longer ones are first sifted by arrays.
SHORT = 1000


def _tokens(text: str) -> Iterable[tuple[int, int]]:
    """The tokens of `_candidates`; the kernel leaves out most in which no row can match."""
    native = sieve()
    if native is not None:
        return native.candidates(text)
    if len(text) < SHORT:
        return [m.span() for m in _candidates().finditer(text)]
    found = (_candidates().match(text, begin) for begin in _sifted(text))
    return [m.span() for m in found if m is not None]


def _sifted(text: str) -> list[int]:
    """Where candidates may begin, by arrays.

    A candidate begins after white space and holds a digit, an at or number sign, or a full stop
    that is not its first character or that another one follows.
    """
    import numpy as np

    wide = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    found = kinds().take(wide, mode="clip")
    hot = np.flatnonzero(found > SPACE)
    spaces = np.flatnonzero(found == SPACE)
    before = np.searchsorted(spaces, hot) - 1
    begins = np.where(before >= 0, spaces.take(before) if len(spaces) else -1, -1) + 1
    last = np.append(found, np.uint8(SPACE)).take(hot + 1) == SPACE
    place = hot - begins
    begins = begins[(found.take(hot) == HOT) | ~last | (place > 0)]
    kept: list[int] = np.unique(begins).tolist()
    return kept


@cache
def _shortened() -> frozenset[str]:
    """Words of letters alone that a full stop may shorten, but for single letters."""
    return known_abbreviations() | set(table_of_protected()["initials"]["onsets"])


@cache
def _plain_number() -> re.Pattern[str]:
    """A number with nothing glued to it, which the row `number` matches and no row before it."""
    number = table_of_protected()["parts"]["number"]
    return re.compile(
        rf"(?<![^\s(“\"])(?!0\d\d)(?:{number}|\d{{1,4}}/\d{{1,4}})%?+"
        r"(?=[.,;:)”]*+(?!\S)(?! [-–/]))"
    )


@cache
def _last_sign() -> re.Pattern[str]:
    """Up to the last place of a token that a row which may begin with a letter needs."""
    return re.compile(r"\S*(?:[\w-]\.|[@#]|://)")


@cache
def _starts() -> re.Pattern[str]:
    """Places inside a token where any row may begin."""
    return re.compile(r"(?:(?<=\W)|(?<!\S))[\w(+]")


@cache
def _figures() -> re.Pattern[str]:
    """Places where a row of figures may begin and match more than a plain number."""
    return re.compile(
        r"(?:(?<=[^\w/.,-])|(?<!\S))"
        r"(?=\d++(?:[.,/]\d|[%hg:]| \d{3}| ?/ ?\w| ?[-–] ?(?:[^\W\d]|\d\d?[-/.]\d))"
        r"|\(\+?\d++\)[ .]\d|\+\d)"
    )


BEYOND = 8  # characters after a token that `_figures` may look at: "27 - 28/3"
REACH = 12  # and those up to what tells a row: "12 / 2016 / NQ"


def _trim(found: str) -> int:
    """Length of a URL without the punctuation that belongs to the sentence around it."""
    n = len(found)
    unopened = {shut: found.count(shut) - found.count(opened) for opened, shut in ("()", "[]")}
    while n:
        last = found[n - 1]
        if unopened.get(last, 0) > 0:
            unopened[last] -= 1
        elif last not in ".,;:!?'’…*":
            break
        n -= 1
    return n


def _matches(text: str, begin: int, end: int) -> Iterator[tuple[Row | None, re.Match[str]]]:
    """What the rows match in a token, each after the one before; None for a plain number."""
    plain = _plain_number().match
    number = plain(text, begin)
    if number is not None:  # most candidates are a number, with at most a sign behind it
        yield None, number
        return
    sign = _last_sign().match(text, begin, end)
    limit = begin if sign is None else sign.end()
    start = (_figures() if sign is None else _starts()).search
    near = text[max(begin - 1, 0) : end + REACH]
    likely: dict[str, list[Row]] = {}
    while (first := start(text, begin, end + BEYOND)) is not None:
        at = first.start()
        if at >= end:
            return
        begin = at + 1
        if at >= limit and text[at].isalpha() and text[at - 1 : at] not in SIGNS:
            continue
        number = plain(text, at)
        if number is not None:
            begin = number.end()
            yield None, number
            continue
        kind = _kind(text[at])
        if kind not in likely:
            likely[kind] = [row for row in rows_of(kind) if row.may_match(near)]
        for row in likely[kind]:
            m = row.match(text, at)
            if m is not None:
                begin = m.end()
                yield row, m
                break


@cache
def _initials() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Initials of people inside a sentence, without a stop and with one."""
    letters = "|".join(("[A-ZĐ]", *table_of_protected()["initials"]["onsets"]))
    before = rf"(?<=[^\W\d_] )(?:{letters})"
    return (
        re.compile(rf"{before}(?=[,;)]| [{LOWER}])"),
        re.compile(rf"{before}\.(?=[,;)]| [{LOWER}])"),
    )


def initials_of_line(text: str, at: int) -> tuple[str, int]:
    """How a line writes the initials of people: "ông L mua nhà" or "ông L. mua nhà".

    Args:
        text: A normalised text, or several joined by line breaks.
        at: A place in the line.

    Returns:
        ``"bare"``, ``"stop"`` or ``""`` where the line writes none or both, and the line's end.
    """
    start, end = text.rfind("\n", 0, at) + 1, text.find("\n", at) + 1 or len(text)
    without, with_stop = _initials()
    bare, stopped = without.search(text, start, end), with_stop.search(text, start, end)
    return "" if bool(bare) == bool(stopped) else "bare" if bare else "stop", end


def ends_sentence(text: str, at: int) -> bool:
    """Whether nothing or a capital follows."""
    following = text[at : at + 3].lstrip(" ")[:1]
    return not following.strip() or following.isupper()


def iter_protected(text: str) -> Iterator[Protected]:
    """Finds the protected spans of a normalised text, with the rule that found each.

    Example:
        >>> [text for text in ("TS. Lê An ký số 35- NQ/TW",)
        ...  for p in iter_protected(text) if print(text[p.start:p.end], p.rule)]
        TS. abbreviation
        35- NQ/TW document-number
        []
    """
    shortened = _shortened()
    last = judged = 0
    style = ""
    for begin, end in _tokens(text):
        if end <= last:
            continue
        word = text[begin:end]
        if word[-1] == ".":
            stem = word.rstrip(".")
            if len(stem) > 1 and stem.isalpha() and stem not in shortened:
                continue  # the last word of a sentence
        for row, m in _matches(text, max(begin, last), end):
            a, b = m.span()
            last = b
            rule = "number" if row is None else row.name
            if row is not None and row.trim:
                b = a + _trim(m.group())
            if b - a <= 1 or (rule == "number" and text[a:b].isdigit()):
                continue  # a plain number is a token of its own anyway
            if rule == "initial":
                if b > judged:
                    style, judged = initials_of_line(text, a)
                if style == "bare" and ends_sentence(text, b):
                    continue  # "... nhà ông L. Khi ông L về": the stop is the sentence's
            yield Protected(a, b, rule)


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
