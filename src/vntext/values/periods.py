"""Centuries, decades and seasons, which are no DATE: "thế kỷ 19", "những năm 90", "mùa 2023/24"."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from vntext.values.words import any_of, date_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vntext.values.scan import Scan

__all__ = ["find_periods"]

_TENS = {"": 0, "x": 10, "xx": 20}
_ONES = dict(
    zip(("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"), range(10), strict=True)
)


def _words(name: str) -> str:
    return any_of(date_words()["around"][name])


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {
        "century": re.compile(
            rf"(?<!\w){_words('century')} (?:{_words('number')} )?(\d\d?|[ivx]{{1,5}})(?![\w/])"
        ),
        "season": re.compile(
            rf"(?<!\w){_words('seasons')} (?P<first>\d{{4}})[/–-](?P<last>\d{{4}}|\d\d)(?![\w/])"
        ),
        "decade": re.compile(rf"(?<!\w){_words('decade')} (?:19|20)?\d0(?![\w/])"),
    }


def _roman(figure: str) -> int:
    """A Roman figure up to 29, 0 for what is none."""
    tens = len(figure) - len(figure.lstrip("x"))
    ten, one = _TENS.get(figure[:tens]), _ONES.get(figure[tens:])
    return 0 if ten is None or one is None else ten + one


def find_periods(scan: Scan) -> Iterator[tuple[int, int, str]]:
    """Finds centuries, decades and seasons.

    Args:
        scan: The words of a text.

    Yields:
        Start, end and value of each.

    Example:
        >>> from vntext.values.scan import Scan
        >>> list(find_periods(Scan("Đình dựng từ thế kỷ 19, sửa trong thập niên 90.")))
        [(13, 22, '18XX'), (34, 46, '199X')]
    """
    for m in _matches(scan, "century"):
        n = int(m[1]) if m[1].isdigit() else _roman(m[1])
        if 1 <= n <= 21:
            yield *m.span(), f"{n - 1:02d}XX"
    for m in _matches(scan, "season"):
        first, last = int(m["first"]), int(m["last"])
        if last == (first + 1) % 10 ** len(m["last"]):
            yield m.start("first"), m.end(), f"{first}/{first + 1}"
    for m in _matches(scan, "decade"):
        n = int(re.split(r"\D+", m[0])[-1])
        if n < 100:
            n += 2000 if n < 30 else 1900
        yield *m.span(), f"{n // 10:03d}X"


def _matches(scan: Scan, name: str) -> Iterator[re.Match[str]]:
    """What `re.finditer` would give for a pattern that begins with words that were looked for."""
    words = scan.of(name)
    end = 0
    for start, _, _ in words:
        m = _patterns()[name].match(scan.low, start) if start >= end else None
        if m is not None:
            end = m.end()
            yield m
