"""The rules, one function each: what tables know better than the tagger.

A rule reads a `Case` and writes down which ends move, which spans go and which are made. What it
says in words, with examples and counter-examples, stands in ``data/decide/rules.toml``. Names that
rules go by are rows of ``data/names``.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from vntext.decide.abroad import ABROAD
from vntext.decide.aliases import ALIASES
from vntext.decide.bodies import BODIES
from vntext.decide.case import rule_table
from vntext.decide.contests import club_sign, event, versus
from vntext.decide.definitions import DEFINITIONS
from vntext.decide.forms import FORMS
from vntext.decide.friends import FRIENDS
from vntext.decide.given import GIVEN
from vntext.decide.glosses import GLOSSES
from vntext.decide.grammar import GRAMMAR, SURE
from vntext.decide.inside import INSIDE, countries
from vntext.decide.lists import LISTS
from vntext.decide.sites import SITES
from vntext.decide.things import THINGS
from vntext.decide.titles import TITLES
from vntext.decide.units import UNITS
from vntext.decide.works import WORKS
from vntext.entities.types import Found
from vntext.names.table import verdicts_of
from vntext.patterns import Pattern
from vntext.resources import load_toml
from vntext.split.protect import ends_sentence, initials_of_line
from vntext.split.protected import TABLE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from vntext.decide.case import Case

__all__ = ["RULES", "rule_table"]

NEAR = 60
"""Characters before a name in which the head is looked for."""

HONORIFIC = 12
"""Characters before a name in which an honorific ends."""


def _names(kind: str) -> list[str]:
    """Verdicts of a kind, longest first."""
    return sorted(verdicts_of(kind), key=lambda x: (-len(x), x))


@cache
def _openings() -> tuple[str, ...]:
    return tuple(rule_table()["credit"]["openings"])


@cache
def _credited() -> Pattern:
    """What may stand behind the colon of a credit; initials and sigla only at an end."""
    agencies = "|".join(map(re.escape, _names("agency")))
    sites = "|".join(rule_table()["credit"]["sites"])
    return Pattern(
        rf" ?(?:(?P<agency>{agencies})(?![\p{{L}}\d.])"
        r"|(?P<person>\p{Lu}\.\p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}+)?)(?=[).,;/\n]|\Z)"
        r"|(?P<nobody>[A-ZĐ]{2,5}|[A-ZĐ](?:\.[A-ZĐ]){1,3})(?=\.?(?:\s*\n|\s*\Z|[/,;)]|\.))"
        rf"|(?P<site>[\p{{L}}\d-]++)(?=\.(?:{sites})\b))"
    )


def _credits(text: str) -> Iterator[re.Match[str]]:
    """What stands behind openings of credits: most texts have few colons."""
    openings, at = _openings(), text.find(":")
    while at >= 0:
        stop = at - 1 if text[at - 1 : at] == " " else at
        if text.endswith(openings, 0, stop):
            before = [stop - len(x) - 1 for x in openings if text.endswith(x, 0, stop)]
            if any(k < 0 or not text[k].isalpha() for k in before):
                m = _credited().match(text, at + 1)
                if m is not None:
                    yield m
        at = text.find(":", at + 1)


def credit(case: Case) -> None:
    """Agencies behind "Ảnh:" are organisations; initials, sigla and sites are nobody."""
    from vntext.text.syllables import is_vietnamese_syllable

    gone = []
    for m in _credits(case.text):
        kind = m.lastgroup or ""
        if kind == "nobody" and is_vietnamese_syllable(m[kind].lower()):
            continue  # the photographer Mai, in capitals
        gone.append((*m.span(kind), kind))
    if not gone:
        return
    agencies = {(a, b) for a, b, kind in gone if kind == "agency"}
    people = {(a, b) for a, b, kind in gone if kind == "person"}
    k = 0
    for number, f in enumerate(case.tagged):
        while k < len(gone) and gone[k][1] <= f.start:
            k += 1
        if k < len(gone) and gone[k][0] < f.end:
            if f.label == "ORG" and (f.start, f.end) in agencies:
                agencies.remove((f.start, f.end))  # the tagger knew
            elif f.label == "PERSON" and (f.start, f.end) in people:
                people.remove((f.start, f.end))
            else:
                case.instead[number] = "credit", None
    case.made += [Found(a, b, "ORG", "credit") for a, b in sorted(agencies)]
    case.made += [Found(a, b, "PERSON", "credit", SURE) for a, b in sorted(people)]


@cache
def _head() -> Pattern:
    """The head right before a name, by kind: ``ORG``, ``LOC``, or ``NONE``."""
    table = rule_table()["namesake"]
    kinds = "|".join(f"(?P<{kind}>{'|'.join(table[kind])})" for kind in ("ORG", "LOC", "NONE"))
    return Pattern(rf"(?<![\p{{L}}\d])(?:{kinds}) \Z")


def namesake(case: Case) -> None:
    """A name of history behind a school, a street or a prize belongs to what bears it."""
    for number, f in case.of("PERSON"):
        match = case.phrases.get(f.start)
        if match is None or match.kind != "namesake" or match.end > f.end:
            continue
        head = _head().search(case.text, max(0, f.start - NEAR), f.start)
        if head is None:
            continue
        end = match.end
        rest = len(case.text[end : f.end].lstrip())
        left = Found(f.end - rest, f.end, "PERSON", "namesake", f.score) if rest else None
        case.instead[number] = "namesake", left
        # what ended right before the name goes on with it
        case.ends[f.start - 1] = end, "namesake"
        if head.lastgroup != "NONE" and not _begun(case, head.start(), f.start - 1):
            case.made.append(Found(head.start(), end, head.lastgroup or "ORG", "namesake"))


def _begun(case: Case, start: int, end: int) -> bool:
    """Whether a span that holds the head ends right before the name, and is no title."""
    return any(f.end == end and f.start <= start and f.label != "TITLE" for f in case.tagged)


def body_end(case: Case) -> None:
    """A body in the table is read to its end, with the title that ends with it."""
    for _, f in case.of("ORG"):
        match = case.phrases.get(f.start)
        if match is not None and match.end > f.end and match.kind != "namesake":
            case.ends[f.end] = match.end, "body-end"


def known_body(case: Case) -> None:
    """A body in the table is found where the tagger passed over it."""
    starts = {f.start for _, f in case.of("ORG")}
    last = 0
    for start, match in case.phrases.items():
        if match.kind != "body" or start in starts or start < last:
            continue
        if case.text[start].isupper() and not case.text[start - 1 : start].isalnum():
            last = match.end
            case.made.append(Found(start, match.end, "ORG", "known-body"))


def known_place(case: Case) -> None:
    """A place in the table is read to its end: "Bosnia và Herzegovina"."""
    for start, match in case.phrases.items():
        if match.kind == "place" and case.text[start].isupper():
            case.made.append(Found(start, match.end, "LOC", "known-place"))


@cache
def _particles() -> tuple[tuple[str, ...], Pattern]:
    """How the rest of a foreign name begins, and the rest: "Lula [da Silva]"."""
    listed = rule_table()["particle"]["particles"]
    return tuple(f" {x} " for x in listed), Pattern(
        rf"(?: (?:{'|'.join(listed)})){{1,2}}(?: \p{{Lu}}[\p{{L}}'’-]+){{1,2}}(?!\p{{L}})"
    )


def particle(case: Case) -> None:
    """A foreign name goes on behind its particles."""
    begins, rest = _particles()
    for number, f in case.of("PERSON"):
        if (
            case.text.startswith(begins, f.end)
            and number not in case.instead
            and (m := rest.match(case.text, f.end))
        ):
            new = Found(f.start, m.end(), "PERSON", "particle", f.score)
            case.instead[number] = "particle", new


@cache
def _honorifics() -> frozenset[str]:
    return frozenset(_names("honorific"))


def word_end(case: Case) -> None:
    """What ends after the first syllable of a word takes all of it; a person there is none."""
    if not case.halves:
        return
    for number, f in enumerate(case.tagged):
        word = case.halves.get(f.end)
        if word is None or f.end in case.ends or number in case.instead:
            continue
        begin, stop = word
        text = case.text
        # one word may be very long, a row of capitals, and hold very many spans: each looks at its
        # own stretch of it
        if text[f.end] == "-":
            if text.find("-", f.end + 1, stop) >= 0:
                continue
            more = text[f.end + 1 : stop]
            if more.isalnum() and more == more.lower() and not text[f.end - 1].isdigit():
                if f.label == "PERSON":
                    new = Found(f.start, stop, f.label, "word-end", f.score)
                    case.instead[number] = "word-end", new
                else:
                    case.ends[f.end] = stop, "word-end"
            continue
        # in "Nha Trang [bị]" it is the word that is wrong, not the span
        if text[f.end] != " " or text.find(" ", begin, f.end) >= 0:
            continue
        if not all(w.isalpha() and w.islower() for w in text[f.end : stop].split()):
            continue
        if f.label == "LOC" and begin == f.start and text[begin : f.end] in countries():
            before = text[max(0, begin - HONORIFIC) : begin].split()
            if not (before and before[-1] in rule_table()["half-word"]["places"]):
                case.instead[number] = "half-word", None  # "[Bỉ] ngạn", "[Anh] em"
        elif f.label != "PERSON":
            if begin > f.start:
                case.ends[f.end] = stop, "word-end"
        elif begin == f.start:
            before = text[max(0, f.start - HONORIFIC) : f.start].split()
            if not (before and before[-1].lower() in _honorifics()):
                case.instead[number] = "half-word", None


def initial_stop(case: Case) -> None:
    """The stop behind an initial is the name's or the sentence's, as the line writes initials."""
    text, judged, style = case.text, -1, ""
    for number, f in case.of("PERSON"):
        if number in case.instead:
            continue
        stopped = text[f.end - 1] == "."
        stem = f.end - stopped
        if not stopped and text[f.end : f.end + 1] != ".":
            continue
        start = max(text.rfind(" ", f.start, stem) + 1, f.start)
        if not text[start].isupper() or text[start:stem] not in _cut_short(text[start]):
            continue
        if f.end > judged:
            style, judged = initials_of_line(text, f.start)
        if stopped and style == "bare" and ends_sentence(text, f.end):
            new = Found(f.start, stem, "PERSON", "initial-stop", f.score)
        elif not stopped and style == "stop":
            new = Found(f.start, f.end + 1, "PERSON", "initial-stop", f.score)
        else:
            continue
        case.instead[number] = "initial-stop", new


@cache
def _cut_short(first: str) -> frozenset[str]:
    """What a name that begins with a letter may be cut short to: the letter, or its onsets."""
    onsets = load_toml(TABLE)["initials"]["onsets"]
    return frozenset((first, *(x for x in onsets if x[0] == first)))


RULES: tuple[Callable[[Case], None], ...] = (
    *FORMS,
    *FRIENDS,
    credit,
    namesake,
    body_end,
    particle,
    word_end,
    known_body,
    known_place,
    initial_stop,
    *THINGS,
    *WORKS,
    club_sign,
    event,
    versus,
    *INSIDE,
    *SITES,
    *BODIES,
    *ABROAD,
    *GIVEN,
    *ALIASES,
    *GLOSSES,
    *LISTS,
    *UNITS,
    *GRAMMAR,
    *DEFINITIONS,
    *TITLES,
)
"""The rules in order: what an earlier one says of a span stands."""
