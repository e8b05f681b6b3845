"""Where a reference to a legal document may begin: a word or a figure, and what must follow it."""

from __future__ import annotations

import re
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING

from vntext.legal.tables import document_types, laws, short_types, treaties, types_by_form
from vntext.text.heads import Heads, lower

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["candidates"]

_DIGITS = "0123456789"


@cache
def _openings() -> dict[str, list[str]]:
    """What must follow a word, and the words after which it must."""
    s = "[ \\t]"
    # "số 5", "5", "(số 5", "tạm đình chỉ số 5"
    number = (
        rf"{s}{{0,3}}\(?(?:số|so)?{s}{{0,2}}[:.]?{s}{{0,2}}\d"
        rf"|(?:{s}{{1,2}}[^\W\d_]{{1,8}}){{1,8}}{s}{{1,2}}\(?(?:số|so){s}{{0,2}}\d"
        # "thanh tra 1468/KL-TTCP"
        rf"|(?:{s}[^\W\d_]{{1,8}}){{1,4}}{s}\d{{1,6}}(?:[ ]?/[ ]?\d{{4}})?[ ]?[/-][ ]?[a-zđ]{{2}}"
    )
    congress = (
        rf"{s}{{1,3}}(?:đại hội|hội nghị|lần thứ|trung ương|tw|t\.ư|tư|bch|ban chấp|k[ỳì] họp)"
    )
    roman = rf"{s}(?:số )?(?:\d|[ivxl]{{1,6}}(?!\w)|[a-e](?!\w))"
    out: dict[str, list[str]] = {}

    def add(follows: str, *literals: str) -> None:
        out.setdefault(follows, []).extend(literals)

    add(rf"(?:{s}(?:điều|khoản))?{s}{{1,3}}(?:số |thứ )?\d", "điều", "khoản", "dieu", "khoan")
    add(rf"{s}{{1,3}}[\"“'‘]?(?:[a-zđăâêôơư]\d{{0,2}}(?!\w)|\d)", "điểm", "diem", "tiết")
    add(roman, "mục", "chương", "phần", "phụ lục")
    forms = {form for t in document_types() for form in t.forms}
    named = {form for form in forms if types_by_form()[form].named}
    add(number, *(forms - named))
    add(congress, "nghị quyết", "kết luận", "nghi quyet")
    add(rf"{s}{{1,3}}[\w“\"(]", *(named - {"hiến pháp"}))
    add(r"(?!\w)", "hiến pháp", *laws().short, *treaties().short)
    add(rf"{s}{{0,2}}(?:số )?\d", *short_types())
    return out


@cache
def _proposals() -> re.Pattern[str]:
    """Where a reference begins: a word and what must follow it, in lower-case text."""
    # first letter -> what must follow the word -> the words without their first letter
    groups: dict[str, dict[str, list[str]]] = {}
    for follows, opening in _openings().items():
        for word in sorted(opening, key=len, reverse=True):
            groups.setdefault(word[0], {}).setdefault(follows, []).append(word[1:])
    sign = r"[ ]?[/-][ ]?"
    number = (
        rf"\d{{0,4}}[ab]?(?:[ ]?/[ ]?(?:19|20)\d\d)?{sign}"
        rf"(?:[a-zđ]{{1,6}}{sign}[a-zđư]{{2}}|(?:ubtv)?qh\d)"
    )
    branches = [rf"[0-9](?={number})"]
    for first, rests in groups.items():
        words = (f"(?:{'|'.join(map(re.escape, w))})(?={f})" for f, w in rests.items())
        branches.append(f"{re.escape(first)}(?:{'|'.join(words)})")
    return re.compile("|".join(branches))


@cache
def _heads() -> Heads:
    """Where anything that `_proposals` knows may begin."""
    digits = [a + b for a in _DIGITS for b in (*_DIGITS, "a", "b", "/", "-", " /", " -")]
    return Heads([*chain.from_iterable(_openings().values()), *digits])


# Characters that a proposal may look at: eight words of eight letters, a type and a number.
_WINDOW = 200
_FIRST = 4  # characters that tell most words from all that no reference begins with


@cache
def _by_beginning() -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
    """The words of `_openings` by their first characters, and the abbreviations among them."""
    short = {*laws().short, *treaties().short, *short_types()}
    words: dict[str, tuple[str, ...]] = {}
    letters: dict[str, tuple[str, ...]] = {}
    for word in chain.from_iterable(_openings().values()):
        table = letters if word in short else words
        table[word[:_FIRST]] = (*table.get(word[:_FIRST], ()), word)
    return words, letters


@cache
def _figures() -> re.Pattern[str]:
    """A number that a sign may follow; most that do not are passed so."""
    return re.compile(r"\d{1,5}[abAB]?[ ]?[/-]")


def candidates(text: str) -> Iterator[int]:
    """Places where a reference may begin, in order.

    Args:
        text: A normalised text.

    Yields:
        Offsets in characters.

    Example:
        >>> list(candidates("Theo Điều 5 Nghị định 167"))
        [5, 12]
    """
    match, figures = _proposals().match, _figures().match
    words, letters = _by_beginning()
    longest = max(len(word) for group in words.values() for word in group)
    for start in _heads().places(text):
        head = text[start : start + _FIRST].lower()
        if head[0] in _DIGITS:
            if figures(text, start) is None:
                continue
        else:
            these = words.get(head) or words.get(head[:3])
            if these is None and text[start : start + 2].isupper():
                # an abbreviation is written in capitals, but for the end of "TTr"
                these = letters.get(head) or letters.get(head[:3]) or letters.get(head[:2])
            if these is None or not text[start : start + longest].lower().startswith(these):
                continue
        if match(lower(text[start : start + _WINDOW])) is None:
            continue
        # "ban hành kèm theoThông tư 10": a capital after a small letter begins a word
        before = text[start - 1] if start else " "
        inside = before.isalnum() or before == "_"
        if not inside or (text[start].isupper() and before.islower()):
            yield start
