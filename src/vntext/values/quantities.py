"""``doc.quantities``: figures with their units and values."""

from __future__ import annotations

import re
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from vntext.meaning import Quantity
from vntext.navigation import made
from vntext.values.numbers import (
    decimal_sign,
    read_number,
    read_words,
)
from vntext.values.quantity_patterns import (
    counted_words,
    endings,
    goes_on,
    patterns,
    point_units,
    quantity_table,
    units_by_word,
)
from vntext.values.scan import Scan

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["find_quantities"]

_TIMES = ("s", "min", "h", "d", "wk", "mo", "a")
_GROUPED = 5  # characters of the shortest figure that a comma may part into thousands
_WORD = re.compile(r"\w+")
_NEVER_BEFORE = "/.,–-_"  # right before a figure: it goes on with what stands there
_SHORT = 4  # letters of the longest unit that may stand right behind a figure


def find_quantities(
    text: str, taken: Iterable[tuple[int, int]] = (), *, scan: Scan | None = None
) -> list[Quantity]:
    """Finds figures with a unit, and what is counted.

    Args:
        text: A normalised text.
        taken: Spans in which no figure counts: dates, references, protected codes; sorted.
        scan: The words and figures of the text, where they are known.

    Returns:
        The quantities in the order of the text, without overlap. A figure without a unit is none.

    Example:
        >>> text = "Hơn 1.250 học viên nhận 270 triệu đồng, tăng 6,08% trong 1,5 ngày."
        >>> for q in find_quantities(text):
        ...     print(q.text, q.bound, q.number, q.unit)
        1.250 học viên > 1250.0 học viên
        270 triệu đồng  270000000.0 VND
        6,08%  6.08 %
        1,5 ngày  1.5 d
        >>> [(q.text, q.value, q.unit) for q in find_quantities("Ba phần tư số hộ mua hai xe.")]
        [('Ba phần tư số hộ', 0.75, 'hộ'), ('hai xe', 2.0, 'xe')]
    """
    rows = _Finder(scan or Scan(text), sorted(taken)).found()
    return made(Quantity, len(rows), *zip(*rows, strict=True))


_Row = tuple[int, int, str, float, str, float | None, str]
"""The fields of a quantity."""


@lru_cache(maxsize=4096)
def _value(written: str, unit: str, counted: bool, sign: str) -> float:
    return read_number(written, unit=unit, counted=counted, sign=sign)


class _Finder:
    """Finds the quantities of one text."""

    def __init__(self, scan: Scan, taken: list[tuple[int, int]]) -> None:
        self._text, self._low, self._scan = scan.text, scan.low, scan
        self._taken = taken
        self._p = patterns()

    @cached_property
    def _sign(self) -> str:
        return decimal_sign(self._low)

    def found(self) -> list[_Row]:
        out: list[_Row] = []
        scan, taken = self._scan, self._taken
        k = end = 0
        words = {at: after for at, after, _ in scan.of("number") if self._may_count(after)}
        for place in sorted([*scan.figures, *words]) if words else scan.figures:
            if place < end:
                continue
            while k < len(taken) and taken[k][1] < place:
                k += 1
            if k < len(taken) and taken[k][0] <= place < taken[k][1]:
                continue  # in a date: nothing that begins here is free of it
            q = self._words(place) if place in words else self._figure(place)
            if q is None:
                continue
            while k < len(taken) and taken[k][1] <= q[0]:
                k += 1
            if k < len(taken) and taken[k][0] < q[1]:
                continue
            out.append(q)
            end = q[1]
        return out

    def _may_count(self, end: int) -> bool:
        """Whether the word behind a number word can go on with it."""
        low = self._low
        if low[end : end + 1] != " ":
            return False
        m = _WORD.match(low, end + 1)
        return m is not None and m[0] in goes_on()

    def _quantity(
        self,
        m: re.Match[str],
        number: float,
        unit: str,
        upper: float | None = None,
        *,
        bound: str = "",
    ) -> _Row:
        start, end = m.span()
        number = round(number, 9)
        if not bound:
            bound = self._bound(start, end, ranged=upper is not None)
        return start, end, self._text[start:end], number, unit, upper, bound

    def _bound(self, start: int, end: int, *, ranged: bool) -> str:
        """The kind of bound that the words around a figure tell."""
        t, p = quantity_table(), self._p
        m = p["behind"].match(self._low, end)
        if m is not None:
            return str(list(t["bound_behind"])[int((m.lastgroup or "b0")[1:])])
        m = endings()["bound"].search(self._low, max(0, start - 16), start)
        if (
            m is None or m.group().rstrip() in t["range"]["from"]
        ):  # "từ 5 đến 7" is a range, "từ 5 lên 7" a change
            return ""
        sign = str(list(t["bound"])[int((m.lastgroup or "b0")[1:])])
        return "" if ranged and sign not in ("~",) else sign

    def _figure(self, place: int) -> _Row | None:
        p, low = self._p, self._low
        before = low[place - 1] if place else " "
        if before in _NEVER_BEFORE:
            return None
        ahead = low[place + 1 : place + 3]
        m = p["mixed"].match(low, place) if "m" in ahead else None
        if m is not None and not (m["cm"] in ("2", "3") and m["m"] not in ("1", "2")):
            return self._quantity(m, int(m["m"]) + float(f"0.{m['cm']}"), "m")
        m = p["fraction"].match(low, place) if "/" in ahead else None
        if m is not None:
            return self._part(m, int(m["many"]), int(m["of"]))
        at = place - 1 if before in "$€£" else place
        # what is behind most figures is no unit: one look tells
        if at == place and p["quick"].match(low, place) is None:
            return None
        m = p["figure"].match(low, at)
        if m is None:
            return None
        u1, u2, glued, sign, scale, money = m.group("u1", "u2", "u3", "sign", "s", "money")
        word = u1 or u2 or glued or sign
        if word is None and scale is None and money is None:
            return None
        if glued == "g" and self._text[m.start("u3")] == "G":
            return None  # "4G" is no weight
        counts = word in counted_words() or units_by_word().get(word or "") in _TIMES
        if counts and not scale:
            start = m.start()
            if endings()["names"].search(low, max(0, start - 16), start):
                return None  # "lớp 6", "phòng 12"; a house of 120 m² has no number
        return self._valued(m, word, scale, money)

    def _valued(
        self, m: re.Match[str], word: str | None, scale: str | None, money: str | None
    ) -> _Row | None:
        t = quantity_table()
        unit = "VND" if money else units_by_word()[word] if word is not None else ""
        factor = t["money"][money] if money else t["scale"][scale] if scale else 1
        counted = word in counted_words() and not scale
        written, first, rest, each = m.group("n", "a", "rest", "each")
        number = round(self._read(written, unit, counted) * factor, 9)
        if rest:  # "2 tỷ 300 triệu đồng"
            number += int(rest) * t["scale"][m["s2"]]
        one = round(self._read(first, unit, counted) * factor, 9) if first else None
        if each:
            unit = f"{unit}/{units_by_word()[each]}"
        if one is None:
            return self._quantity(m, number, unit)
        return None if one >= number else self._quantity(m, one, unit, number)

    def _read(self, written: str, unit: str, counted: bool) -> float:
        """The value of a figure; the sign that the text shows is looked for where it matters."""
        matters = unit in point_units() or ("," in written and len(written) >= _GROUPED)
        return _value(written, unit, counted, self._sign if matters else "")

    def _part(self, m: re.Match[str], many: int, of: int) -> _Row | None:
        """A part of a whole: "ba phần tư số hộ"."""
        if not 0 < many < of:
            return None
        word = m["u2"] or ""
        return self._quantity(m, many / of, units_by_word().get(word, word))

    def _words(self, place: int) -> _Row | None:
        """A quantity in words: "hai mươi lăm nghìn đồng", "một nửa số hộ"."""
        p, low, t = self._p, self._low, quantity_table()
        m = p["part"].match(low, place)
        if m is not None:
            names = [*t["parts"]["one"], *t["parts"]["numbers"]]
            of = names.index(m["of"]) + 1
            return self._part(m, names.index(m["many"]) + 1, of)
        m = p["half"].match(low, place)
        if m is not None:
            factor = t["scale"][m["s"]] if m["s"] else 1
            return self._quantity(m, 0.5 * factor, units_by_word().get(m["u2"], m["u2"]))
        m = p["tens"].match(low, place)
        if m is not None:
            factor = t["scale"].get(m["s"], 10) * (t["scale"][m["s2"]] if m["s2"] else 1)
            return self._quantity(m, factor, units_by_word()[m["u2"]], bound=">")
        m = p["words"].match(low, place)
        if m is None or p["apart"].match(low, place):
            return None
        number = read_words(m["n"])
        single = " " not in m["n"]
        if number is None or (single and number <= 1):
            return None
        if single and endings()["people"].search(low, max(0, place - 16), place):
            return None
        return self._quantity(m, number, units_by_word()[m["u2"]])
