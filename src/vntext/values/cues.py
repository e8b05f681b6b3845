"""Verbs of saying in a text, and where what was said begins behind each."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from vntext.resources import load_toml
from vntext.values.ending import Ending
from vntext.values.words import any_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from vntext.values.scan import Hit, Scan

__all__ = [
    "Cue",
    "any_of",
    "behind",
    "endings",
    "find_cues",
    "marks",
    "opened",
    "patterns",
    "table",
]


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
def _kinds() -> dict[str, frozenset[str]]:
    """For each verb the lists of the table that have it."""
    cues = table()["cues"]
    return {
        verb: frozenset(name for name in _LISTS if verb in cues[name])
        for verb in {v for name in _LISTS for v in cues[name]}
    }


_LISTS = ("strong", "weak", "clausal", "told")


class _Marks(NamedTuple):
    """What stands beside verbs of saying, as it is looked for.

    Attributes:
        sure: Ends of verbs that are never nouns.
        told: What shows right behind a verb that it is no noun.
        to: Before whom it is told to: "nói với phóng viên".
        bound: What must stand behind a verb of these lists, unless that is whom it is told to.
        opening: Ends of verbs behind which a statement begins at once.
    """

    sure: tuple[str, ...]
    told: tuple[str, ...]
    to: tuple[str, ...]
    bound: dict[str, tuple[str, ...]]
    opening: tuple[str, ...]


@cache
def marks() -> _Marks:
    """What stands beside verbs of saying."""
    c = table()["cues"]
    that = tuple(f" {word}" for word in c["that"])
    before = ("", *(f" {word}" for word in c["to_before"]))
    return _Marks(
        (*c["that"], *c["sure"]),
        (*that, ":"),
        tuple(f"{first} {word} " for word in c["to"] for first in before),
        {"clausal": (*that, ",", ":", " ,", " :"), "told": (*that, ":", " :")},
        tuple(c["opening"]),
    )


def _whom() -> str:
    """Whom it is told to: "nói với phóng viên rằng", "hỏi mẹ: "."""
    c = table()["cues"]
    return (
        r"(?: [^,.:;\"“”'‘\n]{1,45}(?=:\s{0,3}(?:[\"“'‘–-]|\Z))"
        rf"|(?: {any_of(c['to_before'])})? {any_of(c['to'])} [^,.:;\"“”\n]{{2,60}}?"
        rf"(?= {any_of(c['that'])}|[:,]))"
    )


@cache
def patterns() -> dict[str, re.Pattern[str]]:
    """The patterns of the table by name."""
    t = table()
    c = t["cues"]
    joints, whom = any_of(c["joints"]), _whom()
    verbs = [*c["strong"], *c["weak"], *c["clausal"], *c["told"]]
    return {
        "whom": re.compile(whom),
        "verb": re.compile(rf"(?<!\w){any_of(verbs)}(?!\w)"),
        "opener": re.compile(rf"{whom}?(?: {any_of(c['openers'])}(?!\w))? ?[,:]?\s{{0,3}}"),
        "no_clause": re.compile(rf"{any_of(c['no_clause'])}(?!\w)"),
        "things": re.compile(rf"{any_of(c['things'])}(?!\w)"),
        "deeds": re.compile(rf"{any_of(c['deeds'])}(?!\w)"),
        "clause": re.compile(rf" {any_of(c['clause'])}(?!\w)"),
        "listed": re.compile(rf", {any_of(c['beside'])}(?!\w)"),
        "first": re.compile(rf"(?:{joints}[ ,]{{1,2}}){{1,2}}\Z"),
        "works": re.compile(rf"(?<!\w){any_of(t['works']['words'])}:? \Z"),
        "opener_plain": re.compile(rf"(?: {any_of(c['openers'])}(?!\w))? ?[,:]?\s{{0,3}}"),
        "orders": re.compile(rf"(?<!\w){any_of(t['orders']['words'])}(?!\w)"),
        "questions": re.compile(rf"(?<!\w){any_of(t['orders']['questions'])}(?!\w)"),
        "tasks": re.compile(rf"(?<!\w){any_of(t['orders']['tasks'])}(?!\w)"),
        "continues": re.compile(rf"{any_of(t['continues']['words'])}(?!\w)"),
        "past": re.compile(rf"(?<!\w){any_of(t['continues']['past'])}(?!\w)"),
    }


@cache
def endings() -> dict[str, Ending]:
    """What is looked for right before a verb, by name."""
    c = table()["cues"]
    joints, strong = any_of(c["joints"]), any_of(c["strong_joints"])
    return {
        "noun": Ending(rf"(?<!\w){any_of(c['before_nouns'])} \Z", c["before_nouns"]),
        "handled": Ending(rf"(?<=\w ){any_of(c['handling'])} \Z", c["handling"]),
        "list": Ending(rf"(?<!\w){any_of(c['beside'])}, \Z", c["beside"]),
        "joint": Ending(
            rf"(?:[,;] ?(?:{joints} ){{0,2}}| (?:{joints} ){{1,2}})\Z", c["joints"], ",;"
        ),
        "strong_joint": Ending(rf"(?:; ?|,? {strong},? )\Z", c["strong_joints"], ";"),
    }


def opened(low: str, start: int, end: int) -> int:
    """Where what was said begins behind a verb.

    Args:
        low: The text in small letters.
        start: End of the verb.
        end: End of the sentence.
    """
    name = "opener" if _may_tell_whom(low, start) else "opener_plain"
    m = patterns()[name].match(low, start, end)
    return m.end() if m is not None else start


def _may_tell_whom(low: str, end: int) -> bool:
    """Whether behind a verb may stand whom it is told to: before a colon, or behind "với"."""
    return low.find(":", end, end + _WHOM_REACH) >= 0 or low.startswith(marks().to, end)


_WHOM_REACH = 48  # characters of the longest such words before a colon


@cache
def _before() -> frozenset[str]:
    """The last words of all that is looked for right before a verb that is then none."""
    return frozenset().union(*(endings()[name].last for name in ("noun", "handled", "list")))


def find_cues(scan: Scan, inside: Callable[[int], bool] | None = None) -> list[Cue]:
    """Finds the verbs of saying of a text.

    Args:
        scan: The words of the text.
        inside: Whether a place lies in quotation marks; a verb there is none. None where there are
            no marks.

    Example:
        >>> from vntext.values.scan import Scan
        >>> scan = Scan("Ông An cho biết, mưa đã tạnh. Ông đôn đốc, chỉ đạo, kiểm tra.")
        >>> [scan.text[c.start : c.end] for c in find_cues(scan)]
        ['cho biết']
    """
    hits = scan.of("cue")
    if not hits:
        return []
    listed, low = patterns()["listed"], scan.low
    nouns, lists, handled = (endings()[name] for name in ("noun", "list", "handled"))
    lone, new, before = _lone(), tuple.__new__, _before()
    ends, told, _, bound, _ = marks()
    out: list[Cue] = []
    end, after, count = 0, 0, len(hits)
    while after < count:
        place, stop, verb = hits[after]
        begin = after
        after += 1
        while after < count and hits[after][0] == place:
            after += 1
        if place < end or (inside is not None and inside(place)):
            continue
        if after == begin + 1 and verb in lone:
            kind, order, sure = lone[verb]
            if kind in bound and not _fits(low, stop, kind):
                continue
        else:
            verb, kind, order = _verb(low, hits[begin:after])
            if not kind:
                continue
            stop = place + len(verb)
            sure = verb.endswith(ends)
        end = stop
        # before "rằng" and a colon it is no noun: "nhiều kiến nghị", "bản tin dự báo"
        noun = not sure and not low.startswith(told, end)
        first = place - 16 if place > 16 else 0
        space = low.rfind(" ", first, place - 1) if place > 1 else -1
        word = low[space + 1 if space >= 0 else first : place - 1]
        if word.isalpha() and word not in before:  # the usual case: nothing to be tried
            noun = False
        if noun:
            if nouns.search(low, first, place):
                continue
            m = handled.search(low, first, place)
            if m is not None and not scan.text[m.start()].isupper():
                continue  # no name: "bà Nguyễn Thị Hạ dự báo"
        if kind != "strong" and (
            (low[place - 2 : place] == ", " and lists.search(low, first, place))
            or (low[end : end + 1] == "," and listed.match(low, end))
        ):
            continue  # "lãnh đạo, chỉ đạo, đôn đốc"
        out.append(new(Cue, (place, end, kind != "weak", order)))
    return out


@cache
def _lone() -> dict[str, tuple[str, bool, bool]]:
    """Of verbs that one list has: that list, whether they give an order and are never nouns."""
    orders, ends = table()["orders"]["words"], marks().sure
    return {
        verb: (next(iter(kinds)), verb in orders, verb.endswith(ends))
        for verb, kinds in _kinds().items()
        if len(kinds) == 1
    }


def _verb(low: str, hits: list[Hit]) -> tuple[str, str, bool]:
    """The verb of a place, its list and whether it gives an order; the longest hit comes first."""
    kinds, followed = _kinds(), marks().bound
    longest = hits[0][2]
    bound = kinds[longest] <= followed.keys()  # "nói nhỏ với vợ": what is told is not "nhỏ với vợ"
    for kind in _LISTS:
        for _, end, verb in hits:
            if bound and kind not in followed and verb is not longest:
                continue
            if kind in kinds[verb] and _fits(low, end, kind):
                return verb, kind, verb in table()["orders"]["words"]
    return "", "", False


def _fits(low: str, end: int, kind: str) -> bool:
    """Whether a verb of a list counts before what follows it."""
    follows = marks().bound.get(kind)
    if follows is None or low.startswith(follows, end):
        return True
    if not low.startswith(" ", end):
        return False
    return _may_tell_whom(low, end) and patterns()["whom"].match(low, end) is not None


def behind(low: str, start: int, end: int) -> list[Cue]:
    """Verbs of saying behind a quotation, where any of them counts: "..., ông An cười nói"."""
    return [Cue(*m.span(), strong=True) for m in patterns()["verb"].finditer(low, start, end)]
