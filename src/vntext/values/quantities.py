"""``doc.quantities``: figures with their units and values."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from vntext.meaning import Quantity
from vntext.resources import load_toml
from vntext.text.heads import Heads
from vntext.values.numbers import decimal_sign, number_words, read_number, read_words
from vntext.values.relative import any_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["find_quantities"]

_FIGURE = (
    r"\d{1,3}(?:\.\d{3}){1,5}(?:,\d{1,9})?|\d{1,3}(?:,\d{3}){2,5}(?:\.\d{1,9})?"
    r"|\d{1,3}(?: \d{3}){1,5}(?![\d.,]*\d)|\d{1,12}(?:[.,]\d{1,6})?"
)
_TIMES = ("s", "min", "h", "d", "wk", "mo", "a")
_SHORT = 4  # letters of the longest unit that may stand right behind a figure


def _table() -> Mapping[str, Any]:
    return load_toml("values/quantities.toml")


@cache
def _units() -> dict[str, str]:
    out = {word: unit for unit, words in _table()["unit"].items() for word in words}
    return out | {word: word for word in _table()["counted"]["words"]}


@cache
def _counted() -> frozenset[str]:
    return frozenset(_table()["counted"]["words"])


@cache
def _heads() -> Heads:
    """Where a figure or a number in words may begin."""
    numbers = ["hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười", "một", "nửa"]
    return Heads(["0", *(f"{word} " for word in [*numbers, "phân", "hàng"])])


@cache
def _unit() -> str:
    """A unit behind a figure, and what it is for each of: "đồng/vé"."""
    signs = [u for u in _units() if not u[0].isalpha()]
    words = [u for u in _units() if u[0].isalpha()]
    glued = [u for u in words if (len(u) <= _SHORT and u.isascii()) or u[-1] in "đ²³"]
    money = any_of(_table()["money"])
    each = rf"(?:/(?P<each>{any_of(words)})(?!\w))?"
    return (
        rf"(?:\s?(?P<u1>{any_of(signs)})(?!\w)|\s(?P<u2>{any_of(words)})(?!\w)"
        rf"|(?P<u3>{any_of(glued)})(?!\w)|(?P<money>{money})(?!\w)){each}"
    )


def _choice(rows: Mapping[str, Iterable[str]]) -> str:
    """Words of several rows; the group that matches names the row by its number."""
    return "|".join(f"(?P<b{i}>{any_of(words)})" for i, words in enumerate(rows.values()))


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    t = _table()
    parts, names = t["parts"], t["names"]
    scales = any_of(t["scale"])
    scale = rf"(?:\s(?P<s>{scales})(?!\w)(?: (?P<rest>\d{{1,3}}) (?P<s2>{scales})(?!\w))?)?"
    to = rf"(?:\s?[-–]\s?|\s{any_of(t['range']['words'])}\s)"
    whole = rf"(?: {any_of(parts['whole'])})?"
    units = any_of([u for u in _units() if u[0].isalpha()])
    things = rf"(?P<u2>{units}|{any_of(parts['things'])})(?!\w)"
    many, of = any_of(["một", *parts["numbers"]]), any_of(parts["numbers"])
    alone = r"(?<![\w/.,–-])"
    return {
        "figure": re.compile(
            rf"{alone}(?P<sign>[$€£])?(?:(?P<a>{_FIGURE})(?:\s?(?:%|{scales}))?{to})?"
            rf"(?P<n>{_FIGURE})(?![\d/]|[.,-]\d){scale}(?:{_unit()})?"
        ),
        "mixed": re.compile(rf"{alone}(?P<m>\d{{1,2}})m(?P<cm>\d{{1,2}})(?![\w/²])"),
        "fraction": re.compile(rf"{alone}(?P<many>\d{{1,2}})/(?P<of>\d{{1,2}}){whole} {things}"),
        "words": re.compile(rf"(?<!\w)(?P<n>{number_words()}) (?P<u2>{units})(?!\w)"),
        "part": re.compile(
            rf"(?<!\w)(?P<many>{many}) {parts['of']} (?P<of>{of})(?!\w)(?:{whole} {things})?"
        ),
        "half": re.compile(
            rf"(?<!\w){any_of(parts['half'])}{whole}(?: (?P<s>{scales})(?!\w))? {things}"
        ),
        "tens": re.compile(
            rf"(?<!\w)hàng (?P<s>chục|{scales})(?: (?P<s2>{scales})(?!\w))? (?P<u2>{units})(?!\w)"
        ),
        "bound": re.compile(rf"(?<!\w)(?:{_choice(t['bound'])}) \Z"),
        "behind": re.compile(rf" (?:{_choice(t['bound_behind'])})(?!\w)"),
        "names": re.compile(rf"(?<!\w){any_of(names['words'])} \Z"),
        "people": re.compile(rf"(?<!\w){any_of([*names['people'], *names['words']])} \Z"),
        "apart": re.compile(rf"{any_of(names['words_apart'])}(?!\w)"),
    }


def find_quantities(text: str, taken: Iterable[tuple[int, int]] = ()) -> list[Quantity]:
    """Finds figures with a unit, and what is counted.

    Args:
        text: A normalised text.
        taken: Spans in which no figure counts: dates, references, protected codes; sorted.

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
    return _Finder(text, sorted(taken)).found()


class _Finder:
    """Finds the quantities of one text."""

    def __init__(self, text: str, taken: list[tuple[int, int]]) -> None:
        low = text.lower()
        self._text, self._low = text, low if len(low) == len(text) else text
        self._taken = taken
        self._sign = decimal_sign(self._low)

    def found(self) -> list[Quantity]:
        out: list[Quantity] = []
        k = end = 0
        for place in _heads().places(self._text):
            if place < end:
                continue
            figure = self._low[place].isdigit()
            q = self._figure(place) if figure else self._words(place)
            if q is None:
                continue
            while k < len(self._taken) and self._taken[k][1] <= q.start:
                k += 1
            if k < len(self._taken) and self._taken[k][0] < q.end:
                continue
            out.append(q)
            end = q.end
        return out

    def _quantity(
        self,
        m: re.Match[str],
        number: float,
        unit: str,
        upper: float | None = None,
        *,
        bound: str = "",
    ) -> Quantity:
        start, end = m.span()
        number = round(number, 9)
        if not bound:
            bound = self._bound(start, end, ranged=upper is not None)
        return Quantity(start, end, self._text[start:end], number, unit, upper, bound)

    def _bound(self, start: int, end: int, *, ranged: bool) -> str:
        """The kind of bound that the words around a figure tell."""
        t, p = _table(), _patterns()
        m = p["behind"].match(self._low, end)
        if m is not None:
            return str(list(t["bound_behind"])[int((m.lastgroup or "b0")[1:])])
        m = p["bound"].search(self._low, max(0, start - 16), start)
        if m is None or m.group() == "từ ":  # "từ 5 đến 7" is a range, "từ 5 lên 7" a change
            return ""
        sign = str(list(t["bound"])[int((m.lastgroup or "b0")[1:])])
        return "" if ranged and sign not in ("~",) else sign

    def _figure(self, place: int) -> Quantity | None:
        p, low = _patterns(), self._low
        m = p["mixed"].match(low, place)
        if m is not None and not (m["cm"] in ("2", "3") and m["m"] not in ("1", "2")):
            return self._quantity(m, int(m["m"]) + float(f"0.{m['cm']}"), "m")
        m = p["fraction"].match(low, place)
        if m is not None:
            return self._part(m, int(m["many"]), int(m["of"]))
        at = place - 1 if place and low[place - 1] in "$€£" else place
        m = p["figure"].match(low, at)
        if m is None:
            return None
        word = m["u1"] or m["u2"] or m["u3"] or m["sign"]
        if word is None and m["s"] is None and m["money"] is None:
            return None
        if m["u3"] == "g" and self._text[m.start("u3")] == "G":
            return None  # "4G" is no weight
        before = max(0, m.start() - 16)
        counts = word in _counted() or _units().get(word or "") in _TIMES
        if counts and not m["s"] and p["names"].search(low, before, m.start()):
            return None  # "lớp 6", "phòng 12"; a house of 120 m² has no number
        return self._valued(m, word)

    def _valued(self, m: re.Match[str], word: str | None) -> Quantity | None:
        t = _table()
        unit = "VND" if m["money"] else _units()[word] if word is not None else ""
        factor = t["money"][m["money"]] if m["money"] else t["scale"][m["s"]] if m["s"] else 1
        counted = word in _counted() and not m["s"]

        def read(written: str) -> float:
            return read_number(written, unit=unit, counted=counted, sign=self._sign)

        number = round(read(m["n"]) * factor, 9)
        if m["rest"]:  # "2 tỷ 300 triệu đồng"
            number += int(m["rest"]) * t["scale"][m["s2"]]
        if m["each"]:
            unit = f"{unit}/{_units()[m['each']]}"
        first = round(read(m["a"]) * factor, 9) if m["a"] else None
        if first is None:
            return self._quantity(m, number, unit)
        return None if first >= number else self._quantity(m, first, unit, number)

    def _part(self, m: re.Match[str], many: int, of: int) -> Quantity | None:
        """A part of a whole: "ba phần tư số hộ"."""
        if not 0 < many < of:
            return None
        word = m["u2"] or ""
        return self._quantity(m, many / of, _units().get(word, word))

    def _words(self, place: int) -> Quantity | None:
        """A quantity in words: "hai mươi lăm nghìn đồng", "một nửa số hộ"."""
        p, low, t = _patterns(), self._low, _table()
        m = p["part"].match(low, place)
        if m is not None:
            names = ["một", *t["parts"]["numbers"]]
            of = names.index(m["of"]) + 1
            return self._part(m, names.index(m["many"]) + 1, of)
        m = p["half"].match(low, place)
        if m is not None:
            factor = t["scale"][m["s"]] if m["s"] else 1
            return self._quantity(m, 0.5 * factor, _units().get(m["u2"], m["u2"]))
        m = p["tens"].match(low, place)
        if m is not None:
            factor = t["scale"].get(m["s"], 10) * (t["scale"][m["s2"]] if m["s2"] else 1)
            return self._quantity(m, factor, _units()[m["u2"]], bound=">")
        m = p["words"].match(low, place)
        if m is None or p["apart"].match(low, place):
            return None
        number = read_words(m["n"])
        single = " " not in m["n"]
        if number is None or (single and number <= 1):
            return None
        if single and p["people"].search(low, max(0, place - 16), place):
            return None
        return self._quantity(m, number, _units()[m["u2"]])
