"""PERSON and source in a byline: ``Thu Giang - Mạnh Tùng``, ``Bài, ảnh: Lê An``, ``(Theo AFP)``.

The paragraph's role already says that authors stand here, so a capitalised run is a name; only
agencies, initials and words of the trade are told apart.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from vntext.entities.types import Found
from vntext.names.table import phrases_of, verdicts_of
from vntext.resources import load_toml
from vntext.text.key import key

if TYPE_CHECKING:
    from collections.abc import Mapping

    import regex

__all__ = ["fields", "find_authors"]

_MAX_PARTS = 5


@cache
def _table() -> Mapping[str, Any]:
    return load_toml("entities/byline.toml")


@cache
def _patterns() -> tuple[regex.Pattern[str], regex.Pattern[str]]:
    """What separates names, and what stands before them."""
    import regex

    table = _table()
    words = "|".join(sorted((regex.escape(w) for w in table["openings"]), key=len, reverse=True))
    joints = "|".join(map(regex.escape, table["joints"]))
    return (
        regex.compile(rf"\s*(?:[-–—,;/&+|:()]|\b(?:{joints})\b)\s*"),
        regex.compile(rf"(?:{words})(?!\p{{L}})\s*"),
    )


@cache
def _nobody() -> frozenset[str]:
    """Keys of what stands where an author does."""
    return frozenset(map(key, (*_table()["nobody"], *verdicts_of("agency"))))


@cache
def fields() -> frozenset[str]:
    """Keys of the names of fields in forms: "Ngày: 12/3", "Họ tên: Lê Mận"."""
    return frozenset(map(key, _table()["fields"]))


@cache
def _offices() -> frozenset[str]:
    return frozenset(key(name) for name in phrases_of("office") if " " in name)


def _is_office(words: list[str]) -> bool:
    """Whether an office stands at the beginning, with or without a deputy's word before it."""
    low = [key(word) for word in words]
    low = low[1:] if low[0] in _table()["deputies"] else low
    return any(" ".join(low[:k]) in _offices() for k in range(2, len(low) + 1))


def _is_name(part: str) -> bool:
    words = part.split()
    if not words or len(words) > _MAX_PARTS or key(part) in _nobody():
        return False
    if not all(w[0].isupper() for w in words):
        return False
    if _is_office(words):  # "KT. BỘ TRƯỞNG", "PHÓ CHỦ TỊCH" above the name of who signs
        return False
    if any(c.isdigit() for c in part) or any(x in part for x in _table()["sites"]):
        return False
    if len(words) == 1:
        # initials (VT, TTXVN, N.H) are no name; "HLam", "Nhân" are
        return part != part.upper() and len(part) > 1
    # of more than two words in capitals the first is a family name: "ĐIỀU KHOẢN CUỐI" is a heading
    return len(words) < 3 or part != part.upper() or key(words[0]) in _families()


@cache
def _families() -> frozenset[str]:
    return frozenset(map(key, verdicts_of("surname")))


def find_authors(text: str, start: int, end: int) -> list[Found]:
    """Finds the authors in the byline ``[start, end)``.

    Args:
        text: The normalised text.
        start: First character of the paragraph.
        end: End of the paragraph (exclusive).

    Returns:
        PERSON spans, in characters of ``text``.

    Example:
        >>> text = "Thu Giang - Mạnh Tùng (tổng hợp)"
        >>> [text[f.start:f.end] for f in find_authors(text, 0, len(text))]
        ['Thu Giang', 'Mạnh Tùng']
    """
    separator, opening = _patterns()
    sources = _table()["sources"]
    out = []
    pos = start
    source = False
    while pos < end:
        while m := opening.match(text, pos, end):
            # "Theo TASS", "(Theo VnExpress)": what follows is a source and no author
            source = key(m.group().strip()) in sources
            pos = m.end()
        m = separator.search(text, pos, end)
        stop = m.start() if m else end
        part = text[pos:stop].rstrip(" .")
        field = m is not None and ":" in m.group() and key(part) in fields()
        if not source and not field and _is_name(part):
            out.append(Found(pos, pos + len(part), "PERSON", "byline"))
        if m is None or m.end() <= pos:
            break
        pos = m.end()
    return out
