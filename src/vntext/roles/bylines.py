"""Lines of authors' names, and lines of nothing but a date (``roles/bylines.toml``)."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from vntext.resources import load_toml
from vntext.roles.tables import UPPER, one_of

__all__ = ["looks_like_byline", "looks_like_date"]

LONGEST = 10  # syllables of a byline; longer lines of capitalised words are headlines
LONGEST_CHARS = 90
LONGEST_DATE = 60  # characters


@cache
def _table(kind: str) -> dict[str, Any]:
    row: dict[str, Any] = load_toml("roles/bylines.toml")[kind]
    return row


@cache
def _byline() -> re.Pattern[str]:
    """Names of authors: capitalised words and initials, joined, with or without their source."""
    row = _table("author")
    name = rf"[{UPPER}][\w.’'-]{{0,15}}+"
    names = rf"{name}(?: {name}){{0,6}}"
    joined = rf"{names}(?: ?[-–,/&;|+] ?{names}| {one_of(row['and'])} {names}){{0,4}}"
    source = rf"\({one_of(row['sources'])} ?[^()]{{0,40}}\)"
    tail = rf"(?: ?[-–,.] ?)?{one_of(row['tails'])}"
    after = rf"\. ?{one_of(row['after'])} {joined}"
    by = rf"{one_of(row['by'])} ?:? ?"
    return re.compile(rf"[*(]?(?:{by})?{joined}(?: ?{source}|{tail}|{after})?[).]?$")


@cache
def _no_author() -> re.Pattern[str]:
    """Short lines of capitalised words that name no author."""
    return re.compile(rf"\d|{one_of(_table('author')['others'])}(?!\w)")


@cache
def _date() -> re.Pattern[str]:
    words = one_of(_table("date")["words"])
    return re.compile(rf"(?=.*\d\d)(?:{words}|\d{{1,4}}|[\s,;:|/.()–-])++$", re.IGNORECASE)


def looks_like_byline(text: str) -> bool:
    """True for names of authors alone on a line or at the end of a text.

    Example:
        >>> looks_like_byline("Hải Đường - Lê Hân"), looks_like_byline("Ông Lê Hân nói.")
        (True, False)
    """
    if text.count(" ") >= LONGEST or len(text) > LONGEST_CHARS:
        return False
    return bool(_byline().match(text)) and not _no_author().match(text)


def looks_like_date(text: str) -> bool:
    """True for a line of nothing but a date and a time.

    Example:
        >>> looks_like_date("Thứ năm, 10/7/2024, 08:30 (GMT+7)"), looks_like_date("Hôm 10/7")
        (True, False)
    """
    return len(text) < LONGEST_DATE and _date().match(text) is not None
