"""Rules of professions beside names: before them, behind them, in lists, with a country.

As `vntext.decide.rules`, with the same tables.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache
from itertools import chain, product
from typing import TYPE_CHECKING

from vntext.decide.before import Before, spelled
from vntext.decide.case import rule_table
from vntext.decide.grammar import NEAR, SURE
from vntext.decide.inside import countries
from vntext.entities.types import Found
from vntext.patterns import Pattern
from vntext.text.strings import Phrases

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vntext.decide.case import Case

__all__ = [
    "appositive",
    "cues",
    "described",
    "further",
    "heads",
    "national",
    "predicate",
    "profession",
    "professions",
]


FAR = 240
"""Characters between a name and what its bearer is, with what stands in brackets."""


@cache
def _profession() -> Before:
    """A profession that ends where the look behind ends."""
    table = rule_table()["profession"]
    words = "|".join(sorted(table["words"], key=lambda w: (-len(w), w)))
    before, between = "|".join(table["before"]), "|".join(table["between"])
    # the first letter may open a sentence
    pattern = (
        rf"(?<![\p{{L}}\d-]|(?<!\p{{L}})y )(?P<title>(?:(?i:{before}) )?(?i:{words}))"
        rf"(?: (?:{between}))?+ ?\Z"
    )
    return Before(pattern, [*table["words"], *table["between"]])


def profession(case: Case) -> None:
    """A profession right before a name is a title, with the country between the two."""
    pattern, people = _profession(), case.around("PERSON")
    found = dict(people.before(pattern))
    behind = (people.starts.get(place.end + 1) for _, place in case.around("LOC").before(pattern))
    found.update(row for row in behind if row is not None)
    for number, f in sorted(found.items()):
        if case.text[f.start - 1 : f.start] != " ":
            continue
        rule, new = case.instead.get(number, ("", f))
        if new is None or (new.start != f.start and rule != "compatriot"):
            continue
        stop = f.start - 1
        between = case.ending(stop, but="PERSON")
        end = stop
        if new.start != f.start:  # "công nương [Monaco] [Grace Kelly]"
            m = pattern.search(case.text, stop - NEAR, stop)
            if m is not None and m.end("title") == stop:
                case.made.append(Found(m.start(), new.start - 1, "TITLE", "profession", SURE))
            continue
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
def _predicate() -> Pattern:
    """A profession that somebody has: "X vốn là một ca sĩ"."""
    words = rule_table()["profession"]["words"]
    longest = "|".join(sorted(words, key=lambda w: (-len(w), w)))
    row = rule_table()["predicate"]
    verbs, more, longer = ("|".join(row[k]) for k in ("verbs", "more", "longer"))
    return Pattern(
        rf"(?<![\p{{L}}\d])(?:{verbs}) (?:(?:{more}) )?(?P<title>{longest})(?![\p{{L}}\d-])"
        rf"(?! (?:{longer})(?!\p{{L}}))"
    )


@cache
def _words() -> Phrases:
    """The professions as words of their own."""
    return Phrases(cues())


@cache
def _before_profession() -> tuple[str, ...]:
    """What stands between a person and a profession, the longest first."""
    row = rule_table()["predicate"]
    verbs = [verb.rpartition(")")[2] for verb in row["verbs"]]  # "(?<!cho )là"
    found = {f"{verb} {more}".rstrip() + " " for verb in verbs for more in ("", *row["more"])}
    return tuple(sorted(found, key=len, reverse=True))


@cache
def cues() -> tuple[str, ...]:
    """What the rules of this module look for in a text: professions."""
    words = rule_table()["profession"]["words"]
    return tuple({form: None for word in words for form in spelled(word.lower())})


def _predicates(case: Case) -> Iterator[re.Match[str]]:
    """Matches of the pattern of predicates, tried where a profession stands."""
    text, before, done = case.text, _before_profession(), 0
    for place in dict.fromkeys(case.places(cues())):
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
    spans = [f for _, f in case.of("PERSON")]
    if not spans:
        return
    people = [f.end for f in spans]
    taken = [f for _, f in case.of("TITLE")]
    places = case.around("LOC").starts
    for m in _predicates(case):
        start, end = m.span("title")
        k = bisect_left(people, m.start() + 1) - 1
        if k < 0 or m.start() - people[k] > FAR:
            continue
        between = case.text[people[k] : m.start()]
        if "(" in between:  # "Lê An (sinh năm 1990; ...) là ca sĩ"
            between = _bracketed().sub("", between)
        if len(between) > NEAR or _clause_ends().search(between):
            continue
        if _others().search(case.text, max(0, spans[k].start - NEAR), spans[k].start):
            continue
        if not case.whole_word(start, end):  # "nhà văn" in "nhà văn hoá"
            continue
        if end + 1 in places:  # "là nhà thơ Nga"
            end = places[end + 1][1].end
        elif case.text[end : end + 1] == " " and case.text[end + 1 : end + 2].isupper():
            continue
        if not any(f.start < end and start < f.end for f in taken):
            case.made.append(Found(start, end, "TITLE", "predicate", SURE))


@cache
def _others() -> Pattern:
    """Words before a name that say that the clause is about somebody else: "Mẹ của [Hoa] là"."""
    row = rule_table()["predicate"]
    kin, joints = "|".join(row["kin"]), "|".join(row["joints"])
    return Pattern(rf"(?<![\p{{L}}\d])(?i:{kin})(?: (?:{joints})){{0,2}} \Z")


@cache
def _bracketed() -> Pattern:
    return Pattern(r"\([^()\n]*\)")


@cache
def _clause_ends() -> Pattern:
    words = "|".join(rule_table()["predicate"]["not_between"])
    return Pattern(rf"[.;:!?\n\"“”]|(?<!\p{{L}})(?:{words})(?!\p{{L}})")


@cache
def _described() -> Before:
    """A profession with an adjective behind it, that a title is from end to end."""
    table = rule_table()["profession"]
    words = "|".join(sorted(table["words"], key=lambda w: (-len(w), w)))
    between = "|".join(table["between"])
    pattern = rf"\G(?P<title>(?:.* )?(?i:{words})) (?:{between})\Z"
    return Before(pattern, table["between"])


@cache
def _ends() -> frozenset[str]:
    """How what is no part of a title ends: two characters."""
    figures = [str(k) for k in range(10)]
    tails = {tail[-2:] for some in _described().tails.values() for tail in some}
    ways = ([figures if c == "0" else [c] for c in tail] for tail in tails)
    return frozenset(chain.from_iterable(map("".join, product(*way)) for way in ways))


def described(case: Case) -> None:
    """What a holder is like is no part of a title: "huấn luyện viên | kỳ cựu"."""
    for number, f in case.around("TITLE").closing(_ends()):
        if number not in case.instead and f.end not in case.ends:
            m = _described().search(case.text, f.start, f.end)
            if m is not None:
                new = f._replace(end=m.end("title"), rule="described")
                case.instead[number] = "described", new


@cache
def _listed() -> Before:
    """A profession with what opens a list of those who have it."""
    table = rule_table()
    words = "|".join(sorted(table["profession"]["words"], key=lambda w: (-len(w), w)))
    row = table["professions"]
    several, joints = "|".join(row["several"]), "|".join(row["joints"])
    pattern = (
        rf"(?<![\p{{L}}\d-])(?i:{several}) (?P<title>(?i:{words}))"
        rf"(?: \p{{Ll}}+){{0,2}}?(?:{joints}) \Z"
    )
    return Before(pattern, row["joints"])


def professions(case: Case) -> None:
    """The profession of a list of people is said once before them: "các [ca sĩ]: A, B"."""
    pattern = _listed()
    taken = case.around("TITLE").starts
    for number, f in case.around("PERSON").before(pattern):
        if number in case.instead or case.text[f.start - 1 : f.start] != " ":
            continue
        m = pattern.search(case.text, f.start - NEAR, f.start)
        if m is not None and m.start("title") not in taken:
            start, end = m.span("title")
            case.made.append(Found(start, end, "TITLE", "professions", SURE))


@cache
def _apposed() -> tuple[Pattern, ...]:
    """What stands between a name and what its bearer is; a name behind it."""
    row = rule_table()["national"]
    more = "|".join(row["more"])
    return (
        Pattern(rf"(?:, (?:\d\d tuổi, )?| - | là |, là )(?:(?:{more}) )?\Z"),
        Pattern(rf"(?: (?:{'|'.join(row['behind'])})){{0,2}} "),
    )


def national(case: Case) -> None:
    """A profession with the country right behind it, beside its holder: "A, [doanh nhân Anh]"."""
    people = case.around("PERSON")
    ends, starts = people.ends, people.starts
    if not ends:
        return
    pattern, (left, right) = _profession(), _apposed()
    known = countries()
    for number, f in case.around("LOC").before(pattern):
        if case.text[f.start : f.end] not in known or number in case.instead:
            continue
        m = pattern.search(case.text, f.start - 1 - NEAR, f.start - 1)
        if m is None or m.end("title") != f.start - 1:
            continue
        if any(t.start < f.end and m.start() < t.end for _, t in case.of("TITLE")):
            continue
        before = left.search(case.text, max(0, m.start() - NEAR), m.start())
        behind = right.match(case.text, f.end)
        if (before and before.start() in ends) or (behind and behind.end() in starts):
            case.made.append(Found(m.start(), f.end, "TITLE", "national", SURE))


@cache
def _appositive() -> re.Pattern[str]:
    """What stands behind a name and a comma: a profession that a mark or some words close."""
    table, row = rule_table(), rule_table()["appositive"]
    words = "|".join(sorted(table["profession"]["words"], key=lambda w: (-len(w), w)))
    more, closed = "|".join(table["national"]["more"]), "|".join(row["closed"])
    return re.compile(
        rf",? (?:\(?\d\d tuổi\)?, |[-–] )?(?:(?:{more}) )?(?P<title>(?:cựu |nguyên )?(?:{words}))"
        rf"(?=[,.;)\n]| [-–] | (?:{closed})(?![^\W\d_])|\Z)"
    )


_BEHIND = 100  # characters behind a name in which a profession ends, if one stands there


def appositive(case: Case) -> None:
    """A profession behind a name and a comma says who it is: "Lê An, [luật sư] ở Huế"."""
    taken = case.around("TITLE").starts
    text = case.text
    for number, f in case.around("PERSON").followed((", ", " -", " –")):
        if number in case.instead or text[f.end : f.end + 2] not in (", ", " -", " –"):
            continue
        if not _words().at(text[f.end : f.end + _BEHIND]):
            continue  # no profession: no pattern has to be made
        m = _appositive().match(text, f.end)
        if m is None or m.start("title") in taken or not case.whole_word(*m.span("title")):
            continue
        start, end = m.span("title")
        if not any(a.start < end and start < a.end for _, a in case.of("TITLE")):
            case.made.append(Found(start, end, "TITLE", "appositive", SURE))


@cache
def _further() -> Pattern:
    """One more profession of the same person, which a mark or certain words close."""
    table = rule_table()
    words = "|".join(sorted(table["profession"]["words"], key=lambda w: (-len(w), w)))
    closed = "|".join(table["further"]["closed"])
    return Pattern(
        rf"(?:, và|,| và| kiêm) (?P<title>{words})(?=[,.;)\n]|\Z| (?:{closed})(?!\p{{L}}))"
    )


@cache
def _alone() -> frozenset[str]:
    """The professions that are written in one way."""
    return frozenset(rule_table()["profession"]["words"])


def heads() -> tuple[Before, ...]:
    """What the rules of this module look for before a span."""
    return _profession(), _listed()


def further(case: Case) -> None:
    """Who is one thing is another too: "là [nhà văn], [nhà thơ] và [dịch giả] người Nga"."""
    own = _alone()
    titles, people = case.around("TITLE"), case.around("PERSON").starts
    taken = titles.starts.keys() | {f.start for f in case.made}
    found = [f for n, f in titles.opening(own) if n not in case.instead]
    found += [f for f in case.made if f.label == "TITLE"]
    for f in found:
        if case.text[f.start : f.end] not in own:
            continue
        end = f.end
        while (m := _further().match(case.text, end)) is not None:
            start, end = m.span("title")
            if start in taken or end + 1 in people:
                break
            taken.add(start)
            case.made.append(Found(start, end, "TITLE", "further", SURE))
