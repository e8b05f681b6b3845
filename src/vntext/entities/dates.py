"""DATE: calendar expressions with figures, by the rows of ``data/entities/dates.toml``."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from vntext.resources import load_toml
from vntext.split.protected import fill
from vntext.text.heads import Heads

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

__all__ = ["Date", "find_dates"]

TABLE = "entities/dates.toml"


class Date(NamedTuple):
    """A calendar expression.

    Attributes:
        start: First character, in characters of the text.
        end: End (exclusive).
        rule: Name of the row that found it.
    """

    start: int
    end: int
    rule: str


def _fill(pattern: str, parts: dict[str, str]) -> str:
    return fill(pattern, {**parts, "y2": f"(?:{parts['y']}|\\d\\d)"})


@cache
def _table() -> Mapping[str, Any]:
    return load_toml(TABLE)


@cache
def _rows() -> tuple[re.Pattern[str], dict[str, str]]:
    """The rows as one pattern, and the cue of each."""
    table = _table()
    rows = table["row"]
    alternatives = "|".join(
        f"(?P<{r['name'].replace('-', '_')}>{_fill(r['pattern'], table['parts'])})" for r in rows
    )
    return (
        re.compile(
            rf"(?<![^\W_])(?:(?<![/.,–-])|(?<=[–-])(?={_date_word()} ?\d))(?:{alternatives})"
        ),
        {r["name"].replace("-", "_"): r["cue"] for r in rows},
    )


@cache
def _heads() -> Heads:
    """Where a row may match: a date word, figures and a mark or word between them, a joint."""
    words = _table()["words"]
    marks = ("/", "-", "–", ".0", " /", " -", " –", " t")
    numbers = [f"{'0' * many}{mark}" for many in (1, 2) for mark in marks]
    before = [word + end for word in words["heads"] for end in (" ", "0")]
    return Heads([*before, *numbers, "0000", *(f"{word} " for word in words["joints"])])


@cache
def _joint() -> str:
    """A joint of a series, before the figure of one more day."""
    words = _table()["words"]
    joints, parts = ("|".join(words[name]) for name in ("joints", "part_of_day"))
    return rf"(?:{joints}) (?:(?:{parts}) )?"


@cache
def _begin() -> re.Pattern[str]:
    """Before a date: nothing or a joint and a figure, or a date word and a figure."""
    return re.compile(rf"({_joint()})?(?=\d)|{_date_word()}(?= ?[\dI])")


def _date_word() -> str:
    """A date word; behind a dash a date begins with one ("ngày 5/3–ngày 6/4")."""
    return rf"(?i:{'|'.join(_table()['words']['heads'])})"


class _Words:
    """Words of one list of the table, looked up right before or behind a place."""

    def __init__(self, name: str) -> None:
        self._words = frozenset(_table()["cues"][name])

    def before(self, text: str) -> bool:
        """Whether the text ends with one of the words, whatever the case."""
        pieces = text.lower().rsplit(" ", _LONGEST)[-_LONGEST:]
        word = ""
        for piece in reversed(pieces):
            head = len(piece)
            while head and piece[head - 1].isalpha():
                head -= 1
            word = f"{piece[head:]} {word}" if word else piece[head:]
            if word in self._words:
                return True
            if head or not piece:
                return False
        return False

    def after(self, text: str, pos: int) -> bool:
        """Whether one of the words stands at a place, with or without a space before it."""
        m = _following().match(text, pos)
        return m is not None and any(word in self._words for word in m.groups() if word)


_LONGEST = 3  # syllables of a word of the cues


@cache
def _following() -> re.Pattern[str]:
    """The sign or the words behind a date, one word and two: "phiếu", "phiếu bầu"."""
    return re.compile(r" ?(?:(%)(?![^\W\d_])|(?=([^\W\d_]+ [^\W\d_]+)?)([^\W\d_]+))")


@cache
def _words(name: str) -> _Words:
    return _Words(name)


@cache
def _series_before() -> re.Pattern[str]:
    return re.compile(_table()["cues"]["series"].replace("{joint}", _joint()) + r"\Z")


@cache
def _chain() -> re.Pattern[str]:
    """Further days of a series behind a day, without the one that ends the series."""
    table = _table()
    pattern = table["cues"]["chain"].replace("{joint}", _joint())
    return re.compile(_fill(pattern, table["parts"]))


_DAY = re.compile(r"(?<!\d)\d{1,2}\Z")
_DAYS = re.compile(r"\d{1,2}")


@cache
def _years_before() -> re.Pattern[str]:
    """A year and a joint right before: "2019, 2020 và "."""
    joints = "|".join(_table()["words"]["joints"])
    return re.compile(rf"(?<!\d)(?:19|20)\d\d,? (?:{joints}) \Z")


def _before(text: str, pos: int) -> str:
    return text[max(0, pos - 24) : pos]


def _asks(before: str) -> bool:
    return before[-1:] == "(" or _words("asks").before(_unspaced(before))


def _certain(before: str) -> bool:
    return _words("certain").before(_unspaced(before))


def _unspaced(before: str) -> str:
    """What stands before a date without the bracket and the space between: "sáng (", "sáng "."""
    return before.removesuffix("(").removesuffix(" ")


def _free(text: str, start: int, end: int) -> bool:
    before = _before(text, start)
    if _certain(before):
        return True
    if _words("against_after").after(text, end):
        return False
    # "địa chỉ: 12/4 ..."
    against = before[-1:] == " " and _words("against_before").before(before[:-1].removesuffix(":"))
    return (_asks(before) or not against) and not _before_street(text, end)


@cache
def _street() -> re.Pattern[str]:
    """The name of a street behind a house number, and how an address goes on: ", quận 7"."""
    units = "|".join(_table()["cues"]["units"])
    return re.compile(rf"((?: [^\W\d_]+){{2,4}}), ?(?:{units})")


def _before_street(text: str, end: int) -> bool:
    m = _street().match(text, end)
    return m is not None and all(word[0].isupper() for word in m[1].split())


def _asked(text: str, start: int, end: int) -> bool:
    before = _before(text, start)
    if _certain(before):
        return True
    if _words("against_after").after(text, end):
        return False
    return _asks(before) or _series_before().search(before) is not None


def _year(text: str, start: int, end: int) -> bool:
    before = _before(text, start)
    if _words("year_against_after").after(text, end):
        return False
    against = before[-1:] == " " and _words("year_against_before").before(before[:-1])
    return not against or _years_before().search(before) is not None


def _series(text: str, start: int, end: int) -> bool:
    """``hai ngày 8 và 9``: a bare figure only where a day stands right before."""
    if text[end : end + 1] not in ",.;) \n":
        return False
    return _series_before().search(_before(text, start)) is not None


_ACCEPT: dict[str, Callable[[str, int, int], bool] | None] = {
    "none": None,
    "day": None,
    "free": _free,
    "asked": _asked,
    "year": _year,
    "series": _series,
}


def _iter_dates(text: str) -> Iterator[Date]:
    pattern, cues = _rows()
    match, begin = pattern.match, _begin().match
    pos = 0
    for start in _heads().places(text):
        if start < pos:
            continue
        first = begin(text, start)
        if first is None:
            continue
        m = match(text, max(start, first.end(1)))
        if m is None:
            continue
        rule = m.lastgroup or ""
        start, pos = m.span()  # noqa: PLW2901
        accept = _ACCEPT[cues[rule]]
        # after a refused match nothing is hidden: figures glued to it are no date either
        if accept is None or accept(text, start, pos):
            yield Date(start, pos, rule.replace("_", "-"))
            if text.startswith(",", pos) and rule == "day_word":
                for found in _further(text, start, pos):
                    yield found
                    pos = found.end


def _further(text: str, start: int, end: int) -> Iterator[Date]:
    """The days between the first and the last one of a series: "ngày 1, 2 và 3 tháng 5"."""
    chain = _chain().match(text, end) if _DAY.search(text, start, end) else None
    for m in _DAYS.finditer(text, *chain.span()) if chain is not None else ():
        yield Date(*m.span(), "day")


def find_dates(text: str) -> list[Date]:
    """Finds calendar expressions with figures in a normalised text.

    Durations ("5 năm"), clock times and fractions are no dates.

    Args:
        text: A normalised text.

    Returns:
        The dates in the order of the text, without overlap; offsets in characters.

    Example:
        >>> text = "Sáng 24/5, tổng kết năm 2018; 2/3 đại biểu dự."
        >>> [text[d.start:d.end] for d in find_dates(text)]
        ['24/5', 'năm 2018']
    """
    return list(_iter_dates(text))
