"""Verbs of saying in a text, and where what was said begins behind each."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from vntext.resources import load_toml
from vntext.text.heads import Heads
from vntext.values.relative import any_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["Cue", "any_of", "behind", "find_cues", "patterns", "table"]

# whom it is told to: "nói với phóng viên rằng", "hỏi mẹ: "
_WHOM = (
    r"(?: [^,.:;\"“”'‘\n]{1,45}(?=:\s{0,3}(?:[\"“'‘–-]|\Z))"
    r"|(?: lại| thêm)? với [^,.:;\"“”\n]{2,60}?(?= rằng|[:,]))"
)

_SURE = ("rằng", "cho biết", "cho hay", "cho là")
_TOLD = re.compile(r" rằng|:")


class Cue(NamedTuple):
    """A verb of saying.

    Attributes:
        start: First character.
        end: End (exclusive).
        strong: Whether it says nothing else than that somebody said something.
        order: Whether what follows may be an order and so no clause.
    """

    start: int
    end: int
    strong: bool
    order: bool = False


def table() -> Mapping[str, Any]:
    """The words by which a text says that something was said."""
    return load_toml("values/quotes.toml")


@cache
def _heads() -> Heads:
    """Where a verb of saying may begin."""
    cues = table()["cues"]
    return Heads([*cues["strong"], *cues["weak"], *cues["clausal"], *cues["told"]])


@cache
def patterns() -> dict[str, re.Pattern[str]]:
    """The patterns of the table by name."""
    t = table()
    c = t["cues"]
    joints = any_of(c["joints"])
    verbs = [*c["strong"], *c["weak"], *c["clausal"], *c["told"]]
    return {
        "cue": re.compile(
            rf"(?<!\w)(?:(?P<strong>{any_of(c['strong'])})|(?P<weak>{any_of(c['weak'])})"
            rf"|{any_of(c['clausal'])}(?= rằng| ?[,:]|{_WHOM})"
            rf"|{any_of(c['told'])}(?= rằng| ?:|{_WHOM}))(?!\w)"
        ),
        "verb": re.compile(rf"(?<!\w){any_of(verbs)}(?!\w)"),
        "opener": re.compile(rf"{_WHOM}?(?: {any_of(c['openers'])}(?!\w))? ?[,:]?\s{{0,3}}"),
        "no_clause": re.compile(rf"{any_of(c['no_clause'])}(?!\w)"),
        "things": re.compile(rf"{any_of(c['things'])}(?!\w)"),
        "deeds": re.compile(rf"{any_of(c['deeds'])}(?!\w)"),
        "clause": re.compile(r" (?:là|do|đã|sẽ|đang|bị|được|không|cần|phải)(?!\w)"),
        "noun": re.compile(rf"(?<!\w){any_of(c['before_nouns'])} \Z"),
        "list": re.compile(rf"(?<!\w){any_of(c['beside'])}, \Z"),
        "listed": re.compile(rf", {any_of(c['beside'])}(?!\w)"),
        "joint": re.compile(rf"(?:[,;] ?(?:{joints} ){{0,2}}| (?:{joints} ){{1,2}})\Z"),
        "strong_joint": re.compile(rf"(?:; ?|,? {any_of(c['strong_joints'])},? )\Z"),
        "first": re.compile(rf"(?:{joints}[ ,]{{1,2}}){{1,2}}\Z"),
        "works": re.compile(rf"(?<!\w){any_of(t['works']['words'])}:? \Z"),
        "orders": re.compile(rf"(?<!\w){any_of(t['orders']['words'])}(?!\w)"),
        "questions": re.compile(rf"(?<!\w){any_of(t['orders']['questions'])}(?!\w)"),
        "tasks": re.compile(rf"(?<!\w){any_of(t['orders']['tasks'])}(?!\w)"),
        "continues": re.compile(rf"{any_of(t['continues']['words'])}(?!\w)"),
        "past": re.compile(rf"(?<!\w){any_of(t['continues']['past'])}(?!\w)"),
    }


def find_cues(text: str, low: str, inside: Callable[[int], bool]) -> list[Cue]:
    """Finds the verbs of saying of a text.

    Args:
        text: The text.
        low: The same in small letters, of the same length.
        inside: Whether a place lies in quotation marks; a verb there is none.

    Example:
        >>> text = "Ông An cho biết, mưa đã tạnh. Ông đôn đốc, chỉ đạo, kiểm tra."
        >>> [text[c.start : c.end] for c in find_cues(text, text.lower(), lambda at: False)]
        ['cho biết']
    """
    p = patterns()
    out: list[Cue] = []
    end = 0
    for place in _heads().places(text):
        m = p["cue"].match(low, place) if place >= end and not inside(place) else None
        if m is None:
            continue
        end = m.end()
        strong = m["weak"] is None
        before = max(0, place - 16)
        sure = low.endswith(_SURE, place, end) or _TOLD.match(low, end)
        if not sure and p["noun"].search(low, before, place):
            # "nhiều kiến nghị", "bản tin dự báo"
            continue
        if m["strong"] is None and (
            p["list"].search(low, before, place) or p["listed"].match(low, end)
        ):
            continue  # "lãnh đạo, chỉ đạo, đôn đốc"
        order = p["orders"].fullmatch(m.group()) is not None
        out.append(Cue(place, end, strong, order))
    return out


def behind(low: str, start: int, end: int) -> list[Cue]:
    """Verbs of saying behind a quotation, where any of them counts: "..., ông An cười nói"."""
    return [Cue(*m.span(), strong=True) for m in patterns()["verb"].finditer(low, start, end)]
