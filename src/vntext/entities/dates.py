"""DATE: calendar expressions with figures, by the rows of ``data/entities/dates.toml``."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from vntext.resources import load_toml

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import regex

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
    parts = {**parts, "y2": f"(?:{parts['y']}|\\d\\d)"}
    for name, part in parts.items():
        pattern = pattern.replace("{" + name + "}", part)
    return pattern


@cache
def _rows() -> tuple[regex.Pattern[str], dict[str, str]]:
    """The rows as one pattern, and the cue of each."""
    import regex

    table = load_toml(TABLE)
    rows = table["row"]
    alternatives = "|".join(
        f"(?P<{r['name'].replace('-', '_')}>{_fill(r['pattern'], table['parts'])})" for r in rows
    )
    # the fast way out: nothing begins but at a figure or a date word
    begins = r"\d|[Nn]gày|NGÀY|[Tt]háng|THÁNG|[Nn]ăm|NĂM|[Qq]uý|QUÝ|[Mm]ùng|[Mm]ồng"
    return (
        regex.compile(rf"(?={begins})(?<![\p{{L}}\d/.,–-])(?:{alternatives})"),
        {r["name"].replace("-", "_"): r["cue"] for r in rows},
    )


def _words(names: list[str]) -> str:
    import regex

    return "|".join(sorted((regex.escape(n) for n in names), key=len, reverse=True))


@cache
def _cues() -> dict[str, regex.Pattern[str]]:
    import regex

    cues: dict[str, Any] = load_toml(TABLE)["cues"]
    # `search` is asked in the 24 characters before, `match` right behind
    return {
        "asks": regex.compile(rf"(?:(?<!\p{{L}})(?i:{_words(cues['asks'])}) ?[(]?|\()\Z"),
        "certain": regex.compile(rf"(?<!\p{{L}})(?i:{_words(cues['certain'])}) ?[(]?\Z"),
        "series": regex.compile(
            r"(?:(?:[Nn]gày|[Mm]ùng) \d{1,2}(?:[/-]\d{1,2})?|\d{1,2}[/-]\d{1,2})"
            r"(?:, ?\d{1,2}(?:[/-]\d{1,2})?){0,4},? (?:và|đến|hoặc|tới) "
            r"(?:(?:sáng|chiều|tối) )?\Z"
        ),
        "against_before": regex.compile(rf"(?<!\p{{L}})(?i:{_words(cues['against_before'])}) \Z"),
        "against_after": regex.compile(rf" ?(?:{_words(cues['against_after'])})(?!\p{{L}})"),
        "year_against_before": regex.compile(
            rf"(?<!\p{{L}})(?i:{_words(cues['year_against_before'])}) \Z"
        ),
        "year_against_after": regex.compile(
            rf" ?(?:{_words(cues['year_against_after'])})(?!\p{{L}})"
        ),
    }


def _before(text: str, pos: int) -> str:
    return text[max(0, pos - 24) : pos]


def _free(text: str, start: int, end: int) -> bool:
    cues = _cues()
    before = _before(text, start)
    if cues["certain"].search(before):
        return True
    if cues["against_after"].match(text, end):
        return False
    return cues["asks"].search(before) is not None or not cues["against_before"].search(before)


def _asked(text: str, start: int, end: int) -> bool:
    cues = _cues()
    before = _before(text, start)
    if cues["certain"].search(before):
        return True
    if cues["against_after"].match(text, end):
        return False
    return bool(cues["asks"].search(before) or cues["series"].search(before))


def _year(text: str, start: int, end: int) -> bool:
    cues = _cues()
    return not (
        cues["year_against_after"].match(text, end)
        or cues["year_against_before"].search(_before(text, start))
    )


def _series(text: str, start: int, end: int) -> bool:
    """``hai ngày 8 và 9``: a bare figure only where a day stands right before."""
    return bool(_cues()["series"].search(_before(text, start))) and text[end : end + 1] in ",.;) \n"


_ACCEPT: dict[str, Callable[[str, int, int], bool]] = {
    "none": lambda text, start, end: True,
    "day": lambda text, start, end: True,
    "free": _free,
    "asked": _asked,
    "year": _year,
    "series": _series,
}


def _iter_dates(text: str) -> Iterator[Date]:
    pattern, cues = _rows()
    pos = 0
    while True:
        m = pattern.search(text, pos)
        if m is None:
            return
        rule = m.lastgroup or ""
        start, end = m.span()
        if _ACCEPT[cues[rule]](text, start, end):
            yield Date(start, end, rule.replace("_", "-"))
        # after a refused match nothing is hidden: figures glued to it are no date either
        pos = end


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
