"""Lines of authors' names, and lines of nothing but a date (``roles/bylines.toml``)."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from vntext.resources import load_toml
from vntext.roles.tables import UPPER, one_of

__all__ = ["looks_like_authors_and_date", "looks_like_byline", "looks_like_date", "signs"]

LONGEST = 10  # syllables of a byline; longer lines of capitalised words are headlines
LONGEST_CHARS = 90
LONGEST_DATE = 60  # characters


@cache
def _table(kind: str) -> dict[str, Any]:
    row: dict[str, Any] = load_toml("roles/bylines.toml")[kind]
    return row


@cache
def _byline(*, more: bool) -> re.Pattern[str]:
    """Names of authors: capitalised words and initials, joined, with or without their source.

    Args:
        more: Whether others stand behind a full stop: "Lê Hân. Ảnh: Hải Đường".
    """
    row = _table("author")
    name = rf"[{UPPER}][\w.’'-]{{0,15}}+"
    names = rf"{name}(?: {name}){{0,6}}"
    joined = rf"{names}(?: ?[-–,/&;|+] ?{names}| {one_of(row['and'])} {names}){{0,4}}"
    by = rf"{one_of(row['by'])}(?: ?: ?| )"
    if more:
        after = rf"\. ?{one_of(row['after'])} {joined}"
        return re.compile(rf"[*(]?(?:{by})?{joined}{after}[).]?$")
    source = rf"\({one_of(row['sources'])} ?[^()]{{0,40}}\)"
    tail = rf"(?: ?[-–,.] ?)?{one_of(row['tails'])}"
    return re.compile(rf"[*(]?(?:{by})?{joined}(?: ?{source}|{tail})?[).]?$")


def _bare(text: str) -> str:
    """The text without the emphasis of Markdown around it."""
    return text.strip("*_") if text[:1] in ("*", "_") and text[-1:] == text[0] else text


@cache
def signs() -> tuple[str, ...]:
    """Words before names that say that these are authors, whatever follows."""
    return tuple(word for word in _table("author")["by"] if " " in word)


@cache
def _small_words() -> frozenset[str]:
    """The words with a small letter that a byline may have outside of brackets."""
    row = _table("author")
    rows = [phrase for kind in ("by", "and", "tails", "after") for phrase in row[kind]]
    return frozenset(word.strip(_AROUND) for phrase in rows for word in phrase.split())


_AROUND = "*[].,:;-–/&|+’'"
"""Marks that stand around the words of a byline."""


def _may_be_byline(text: str) -> bool:
    """False only for lines that are none: most sentences have other words with small letters."""
    small = _small_words()
    # in brackets at the end stands the source
    words = (word.strip(_AROUND) for word in text.lstrip("*(").partition("(")[0].split())
    return not any(word[:1].islower() and word not in small for word in words)


@cache
def _no_author() -> re.Pattern[str]:
    """Short lines of capitalised words that name no author."""
    return re.compile(rf"\d|{one_of(_table('author')['others'])}(?!\w)")


@cache
def _date() -> re.Pattern[str]:
    words = one_of(_table("date")["words"])
    named = r"(?:ngày|lúc|thứ \w{1,4},?|nhật,?) \d\d?[/-]\d"
    day = rf"\d[/.-]\d{{1,2}}[/.-]\d|\d ?[:hg] ?\d\d|tháng \d|{named}"
    return re.compile(rf"(?=.*(?:{day}))(?:{words}|\d{{1,4}}|[\s,;:|/.()–-])++$", re.IGNORECASE)


@cache
def _between() -> re.Pattern[str]:
    """What stands between authors and a date."""
    return re.compile(r" ?[|•·–-] |, | \(|: ")


def looks_like_byline(text: str) -> bool:
    """True for names of authors alone on a line or at the end of a text.

    Example:
        >>> looks_like_byline("Hải Đường - Lê Hân"), looks_like_byline("Ông Lê Hân nói.")
        (True, False)
    """
    if text.count(" ") >= LONGEST or len(text) > LONGEST_CHARS:
        return False
    text = _bare(text)
    if not _may_be_byline(text) or _no_author().match(text):
        return False
    if _byline(more=False).match(text):
        return True
    return "." in text[:-1] and _byline(more=True).match(text) is not None


def looks_like_authors_and_date(text: str) -> bool:
    """True for a line of authors and a date, in either order.

    Example:
        >>> looks_like_authors_and_date("Đăng bởi Lê Hân | 12/05/2024")
        True
        >>> looks_like_authors_and_date("Lê Hân - 12/05/2024 07:15")
        True
        >>> looks_like_authors_and_date("Chợ Yên Sơn, 12/05/2024 mở cửa")
        False
    """
    text = _bare(text)
    if len(text) > LONGEST_CHARS or not text[-3:].strip("):").replace(":", "").isalnum():
        return False
    for m in _between().finditer(text):
        first, second = text[: m.start()], text[m.end() :]
        if looks_like_date(second) and looks_like_byline(first):
            return True
        if looks_like_date(first) and looks_like_byline(second):
            return True
    return False


def looks_like_date(text: str) -> bool:
    """True for a line of nothing but a date and a time.

    Example:
        >>> looks_like_date("Thứ năm, 10/7/2024, 08:30 (GMT+7)"), looks_like_date("Hôm 10/7")
        (True, False)
    """
    return len(text) < LONGEST_DATE and _date().match(text) is not None
