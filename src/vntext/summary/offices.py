"""Offices beside a name: which one matters, and which can be spared."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from vntext.resources import load_toml
from vntext.roles.tables import UPPER, one_of

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["find_offices"]

LONGEST = 120  # characters of an office


class _Patterns(NamedTuple):
    """What offices are found by.

    Attributes:
        after_name: A name and the joint to its first office.
        office: An office as far as it can reach.
        verb: Where the last office ends at the latest.
        ranks: Heads of offices, by rank, the most telling rank last.
        before_name: Offices without weight before one that a name follows.
    """

    after_name: re.Pattern[str]
    office: re.Pattern[str]
    verb: re.Pattern[str]
    ranks: tuple[tuple[int, re.Pattern[str]], ...]
    before_name: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    table = load_toml("summary/trim.toml")["offices"]
    ranks = {row["rank"]: row["heads"] for row in table["rank"]}
    heads = one_of([head for row in ranks.values() for head in row])
    name = rf"[{UPPER}]\w*+(?: [{UPPER}]\w*+){{1,4}}"
    former = rf"(?:{one_of(table['former'])} )?"
    office = rf"{former}(?:{heads})(?!\w)(?:(?! - )[^,.;:\n–(]){{0,{LONGEST}}}"
    light = one_of(ranks[0])
    # "Ban chỉ đạo" is a body
    nouns = "".join(rf"(?<!{re.escape(word)})" for word in table["not_after"])
    strong = one_of([head for rank, row in ranks.items() if rank for head in row])
    return _Patterns(
        re.compile(rf"(?<!\w){name}(?:,| [-–]) (?={former}{heads}(?!\w))"),
        re.compile(office),
        re.compile(rf"{nouns} {one_of(table['verbs'])}(?!\w)"),
        tuple(
            (rank, re.compile(rf"{former}{one_of(row)}(?!\w)"))
            for rank, row in sorted(ranks.items())
        ),
        re.compile(
            rf"(?:(?<=^)|(?<=[ ,:]))(?P<light>(?:{light}(?!\w)[^,.;:–(]{{0,{LONGEST}}}, )+)"
            rf"(?:{strong})(?!\w)[^,.;:–(]{{0,{LONGEST}}} {name}(?=[ ,:.;])"
        ),
    )


def _rank(office: str) -> int:
    """How much an office tells: that of the longest head."""
    best, length = 0, 0
    for rank, heads in _patterns().ranks:
        m = heads.match(office)
        if m and m.end() > length:
            best, length = rank, m.end()
    return best


def find_offices(text: str) -> Iterator[tuple[int, int]]:
    """The offices beside a name that can be spared, all but the one that matters.

    That is the highest by the table, and of equals the first. Where the end of the last office
    cannot be told, it stays too.

    Args:
        text: A sentence on one line.

    Yields:
        First character and end (exclusive), with the comma that the piece leaves behind.

    Example:
        >>> text = "Ông Trần Bá Lộc, Phó Bí thư Đảng ủy, Chủ tịch UBND xã, cho biết chợ mở lại."
        >>> [text[a:b] for a, b in find_offices(text)]
        [' Phó Bí thư Đảng ủy,']
    """
    patterns = _patterns()
    for m in patterns.after_name.finditer(text):
        rows: list[tuple[int, int]] = []
        closed, at = True, m.end()
        while found := patterns.office.match(text, at):
            end = found.end()
            verb = patterns.verb.search(text, at, min(end + 1, len(text)))
            if verb:
                rows.append((at, verb.start()))
                break
            rows.append((at, end))
            if text[end : end + 2] != ", ":
                closed = text[end : end + 1] in (":", ";", ".") or text.startswith(" - ", end)
                break
            at = end + 2
        if len(rows) < 2:
            continue
        kept = max(range(len(rows)), key=lambda k: (_rank(text[slice(*rows[k])]), -k))
        for k, (a, b) in enumerate(rows):
            if k == kept or (k == len(rows) - 1 and not closed):
                continue
            # before the one that is kept the comma behind goes, after it the comma before
            yield (a - 1, b + 1) if k < kept else (rows[k - 1][1], b)
    for m in patterns.before_name.finditer(text):
        # "Tỉnh ủy viên" is one office
        before = text[: m.start("light")].rsplit(maxsplit=1)[-1:]
        if not before or not before[0][0].isupper():
            yield m.start("light"), m.end("light")
