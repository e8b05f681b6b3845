"""Rules of titles: professions, offices and contests beside names of people.

As `vntext.decide.rules`, with the same tables.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cache
from typing import TYPE_CHECKING

from vntext.decide.before import Before, spelled
from vntext.decide.case import rule_table
from vntext.decide.contests import pageant
from vntext.decide.grammar import NEAR, SHORT, SURE
from vntext.entities.types import Found
from vntext.text.strings import Phrases

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import regex

    from vntext.decide.case import Case

__all__ = ["TITLES"]


@cache
def _profession() -> Before:
    """A profession that ends where the look behind ends."""
    table = rule_table()["profession"]
    words = "|".join(sorted(table["words"], key=lambda w: (-len(w), w)))
    before, between = "|".join(table["before"]), "|".join(table["between"])
    # the first letter may open a sentence
    pattern = (
        rf"(?<![\p{{L}}\d-])(?P<title>(?:(?i:{before}) )?(?i:{words}))(?: (?:{between}))?+ ?\Z"
    )
    return Before(pattern, [*table["words"], *table["between"]])


def profession(case: Case) -> None:
    """A profession right before a name is a title, with the country between the two."""
    ends = {f.end: f for f in case.tagged if f.label != "PERSON"}
    pattern = _profession()
    for number, f in case.of("PERSON"):
        if case.text[f.start - 1 : f.start] != " ":
            continue
        _, new = case.instead.get(number, ("", f))
        if new is None or new.start != f.start:
            continue
        stop = f.start - 1
        between = ends.get(stop)
        end = stop
        if between is not None:
            if between.label != "LOC" or case.text[between.start - 1 : between.start] != " ":
                continue
            m = pattern.search(case.text, between.start - NEAR, between.start)
        else:
            m = pattern.search(case.text, stop - NEAR, stop)
            end = m.end("title") if m else stop
        if m is not None:
            case.made.append(Found(m.start(), end, "TITLE", "profession", SURE))


@cache
def _predicate() -> regex.Pattern[str]:
    """A profession that somebody has: "X vốn là một ca sĩ"."""
    import regex

    words = rule_table()["profession"]["words"]
    longest = "|".join(sorted(words, key=lambda w: (-len(w), w)))
    row = rule_table()["predicate"]
    verbs, more, longer = ("|".join(row[k]) for k in ("verbs", "more", "longer"))
    return regex.compile(
        rf"(?<![\p{{L}}\d])(?:{verbs}) (?:(?:{more}) )?(?P<title>{longest})(?![\p{{L}}\d-])"
        rf"(?! (?:\p{{Lu}}|(?:{longer})(?!\p{{L}})))"
    )


@cache
def _professions() -> Phrases:
    """The professions; where one of them stands a predicate may end."""
    words = rule_table()["profession"]["words"]
    return Phrases(form for word in words for form in spelled(word.lower()))


@cache
def _before_profession() -> tuple[str, ...]:
    """What stands between a person and a profession, the longest first."""
    row = rule_table()["predicate"]
    verbs = [verb.rpartition(")")[2] for verb in row["verbs"]]  # "(?<!cho )là"
    found = {f"{verb} {more}".rstrip() + " " for verb in verbs for more in ("", *row["more"])}
    return tuple(sorted(found, key=len, reverse=True))


def _predicates(text: str) -> Iterator[regex.Match[str]]:
    """Matches of the pattern of predicates, tried where a profession stands."""
    before, done = _before_profession(), 0
    for place, _ in _professions().at(text):
        if not text.endswith(before, done, place):
            continue
        for words in before:
            start = place - len(words)
            if start < done or not text.startswith(words, start):
                continue
            m = _predicate().match(text, start)
            if m is not None:
                done = m.end()
                yield m
                break


def predicate(case: Case) -> None:
    """A profession behind "là", "làm" is the title of who is named before it in the clause."""
    people = [f.end for _, f in case.of("PERSON")]
    if not people:
        return
    taken = [f for _, f in case.of("TITLE")]
    for m in _predicates(case.text):
        start, end = m.span("title")
        k = bisect_left(people, m.start() + 1) - 1
        if k < 0 or m.start() - people[k] > NEAR:
            continue
        if _clause_ends().search(case.text, people[k], m.start()):
            continue
        if not any(f.start < end and start < f.end for f in taken):
            case.made.append(Found(start, end, "TITLE", "predicate", SURE))


@cache
def _clause_ends() -> regex.Pattern[str]:
    import regex

    return regex.compile(r"[.;:!?\n\"“”]")


@cache
def _former() -> Before:
    words = rule_table()["former"]["words"]
    return Before(rf"(?<![\p{{L}}\d])(?i:{'|'.join(words)}) \Z", words)


def former(case: Case) -> None:
    """A word for a former, acting or new holder right before a title belongs to it."""
    pattern = _former()
    for number, f in case.of("TITLE"):
        if number not in case.instead and f.end not in case.ends:
            m = pattern.search(case.text, f.start - SHORT, f.start)
            if m is not None:
                case.instead[number] = "former", f._replace(start=m.start(), rule="former")


@cache
def _described() -> Before:
    """A profession with an adjective behind it, that a title is from end to end."""
    table = rule_table()["profession"]
    words = "|".join(sorted(table["words"], key=lambda w: (-len(w), w)))
    between = "|".join(table["between"])
    pattern = rf"\G(?P<title>(?:.* )?(?i:{words})) (?:{between})\Z"
    return Before(pattern, table["between"])


def described(case: Case) -> None:
    """What a holder is like is no part of a title: "huấn luyện viên | kỳ cựu"."""
    for number, f in case.of("TITLE"):
        if number not in case.instead and f.end not in case.ends:
            m = _described().search(case.text, f.start, f.end)
            if m is not None:
                new = f._replace(end=m.end("title"), rule="described")
                case.instead[number] = "described", new


def title_body(case: Case) -> None:
    """A body right behind a title, or behind "của", ends the title: "giám đốc của [Sao Mai]"."""
    bodies = {f.start: f for _, f in case.of("ORG")}
    people = {f.start for _, f in case.of("PERSON")}
    for number, f in case.of("TITLE"):
        if number in case.instead or f.end in case.ends:
            continue
        for joint in (" ", " của "):
            body = bodies.get(f.end + len(joint))
            if body is None or not case.text.startswith(joint, f.end) or body.end in case.ends:
                continue
            if joint == " " or body.end + 1 not in people:
                new = f._replace(end=body.end, rule="title-body")
                case.instead[number] = "title-body", new


@cache
def _office() -> tuple[regex.Pattern[str], ...]:
    """What stands between a title and a name before it and behind it; an end."""
    import regex

    row = rule_table()["office-body"]
    before, behind = "|".join(row["before"]), "|".join(row["behind"])
    return (
        regex.compile(rf"(?:,| [-–]| \(|{before}) \Z"),
        regex.compile(rf" (?:(?:{behind}) )?"),
        regex.compile(r" ?[,.;)\n]| [-–]|\Z"),
    )


@cache
def _offices() -> frozenset[str]:
    from vntext.names.table import phrases_of

    offices = {name.lower() for name in phrases_of("office")}
    return frozenset(offices | {f"{name} của" for name in offices})


@cache
def _last_words() -> frozenset[str]:
    return frozenset(name.rpartition(" ")[2] for name in _offices())


def _office_before(text: str, stop: int) -> int:
    """Where an office begins that a space parts from what stands at a place; -1 for none."""
    if text[stop - 1 : stop] != " ":
        return -1
    last = text[max(0, stop - NEAR) : stop - 1].rpartition(" ")[2].lower()
    if last.isalpha() and last not in _last_words():
        return -1
    offices = _offices()
    first = max(0, stop - NEAR)
    inside = first > 0 and text[first - 1].isalnum()  # of a word
    for at in range(first, stop - 1):
        before, inside = inside, text[at].isalnum()
        if inside and not before and text[at : stop - 1].lower() in offices:
            return at
    return -1


def office_body(case: Case) -> None:
    """An office right before a body is a title where a name stands beside the two."""
    before, behind, closed = _office()
    starts = {f.start for _, f in case.of("PERSON")}
    ends = {f.end for _, f in case.of("PERSON")}
    titles = [f for _, f in case.of("TITLE")]
    title_starts = [f.start for f in titles]
    if not starts:
        return
    ordered = sorted(ends)
    for _, f in case.of("ORG"):
        if f.end in case.ends:
            continue
        right = behind.match(case.text, f.end)
        beside = right is not None and right.end() in starts
        near = bisect_left(ordered, f.start - NEAR - SHORT)
        if not beside and (near == len(ordered) or ordered[near] > f.start):
            continue
        start = _office_before(case.text, f.start)
        # titles do not overlap: the last one that begins before the body's end ends last
        k = bisect_left(title_starts, f.end) - 1
        if start < 0 or (k >= 0 and start < titles[k].end):
            continue
        left = before.search(case.text, max(0, start - SHORT), start)
        apposed = left is not None and left.start() in ends
        # what stands between two commas says who somebody is; behind one alone a clause may begin
        if apposed and left is not None and not left[0].strip().isalpha():
            apposed = closed.match(case.text, f.end) is not None
        if beside or apposed:
            case.made.append(Found(start, f.end, "TITLE", "office-body", f.score))


TITLES: tuple[Callable[[Case], None], ...] = (
    profession,
    predicate,
    pageant,
    former,
    described,
    title_body,
    office_body,
)
"""The rules of this module in order."""
