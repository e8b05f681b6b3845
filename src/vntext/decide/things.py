"""Rules for what has a name and is no person, body or place, and for names of countries.

As `vntext.decide.rules`, with the same tables.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cache, lru_cache
from itertools import chain
from typing import TYPE_CHECKING

from vntext.decide.before import Before, spelled, written
from vntext.decide.case import rule_table
from vntext.names.table import verdicts
from vntext.patterns import Pattern
from vntext.text.syllables import is_vietnamese_syllable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from vntext.decide.around import Row
    from vntext.decide.case import Case

__all__ = ["THINGS", "cues", "heads"]

_NAMES = ("PERSON", "ORG", "LOC")

NEAR = 40
"""Characters before a name in which its head is looked for."""


@cache
def _thing() -> tuple[Before, Pattern]:
    """The noun of a thing that has a name of its own: up to the end of a text; with the name."""
    words, inside = rule_table()["thing"]["words"], "|".join(rule_table()["thing"]["inside"])
    return (
        Before(rf"(?<![\p{{L}}\d])(?i:{'|'.join(words)}) \Z", words),
        Pattern(rf"\p{{Lu}}\p{{Ll}}*(?: \p{{Ll}}+)*?(?<=(?i:{inside})) (?P<name>\p{{Lu}}.*)"),
    )


_QUOTES = ('"', "“", "'", "‘")


def thing(case: Case) -> None:
    """A foreign name right behind the noun of a thing is the thing's: "phím [Num Lock]"."""
    # most names are Vietnamese
    foreign = (case.around(label).where(_has_foreign) for label in ("PERSON", "ORG"))
    for number, f in chain(*foreign):
        if number in case.instead:
            continue
        whole = case.text[f.start : f.end]
        name = _named_inside(whole)
        if not name and f.label == "PERSON":
            # the name may stand in quotes
            end = f.start - case.text.endswith(_QUOTES, 0, f.start)
            behind = _thing()[0].search(case.text, f.start - NEAR, end)
            name = whole if behind else ""
        if any(_foreign(part) for part in name.split()):
            case.instead[number] = "thing", None


@lru_cache(maxsize=1 << 12)
def _named_inside(text: str) -> str:
    """The name of a thing behind its noun, where a span holds both; else nothing."""
    m = _thing()[1].fullmatch(text)
    return m["name"] if m is not None else ""


@lru_cache(maxsize=1 << 14)
def _has_foreign(name: str) -> bool:
    return any(map(_foreign, name.split()))


def _foreign(part: str) -> bool:
    """Whether a part of a name is a word of another language."""
    return len(part) > 2 and part.isalpha() and not is_vietnamese_syllable(part.lower())


@cache
def _awards() -> Pattern:
    words = "|".join(rule_table()["award"]["words"])
    return Pattern(rf"(?<![\p{{L}}\d])(?:{words}) \Z")


@cache
def cues() -> tuple[str, ...]:
    r"""What the rules of this module look for in a text: of "cúp \p{Lu}\p{Ll}+" it is "cúp"."""
    words = (word.partition(" \\p")[0] for word in rule_table()["award"]["words"])
    return tuple({form.lower(): None for word in words for form in spelled(word)})


def award(case: Case) -> None:
    """Who has given a name to a prize is nobody of the text: "giải thưởng [Ruby Miller]"."""
    people = case.of("PERSON")
    starts = [f.start for _, f in people]
    for place in case.places(cues()):
        for number, f in people[bisect_left(starts, place) : bisect_left(starts, place + NEAR)]:
            if number in case.instead:
                continue
            if _awards().search(case.text, max(0, f.start - NEAR), f.start) is not None:
                case.instead[number] = "award", None


@cache
def _species() -> tuple[Pattern, Pattern]:
    """An initial that a span ends with; the second word of a Latin name behind it."""
    return Pattern(r"(?:\p{Lu}\p{Ll}* )?\p{Lu}\."), Pattern(r" ?([a-z]{4,})(?![\p{L}\d])")


def species(case: Case) -> None:
    """Half the name of a species is no person: "E. coli", "H. pylori"."""
    initial, behind = _species()
    for number, f in case.around("PERSON").closing("."):
        if case.text[f.end - 1] != "." or number in case.instead:
            continue
        m = behind.match(case.text, f.end)
        if m is None or not initial.fullmatch(case.text, f.start, f.end):
            continue
        if m[1].endswith(_latin()) and not is_vietnamese_syllable(m[1]):
            case.instead[number] = "species", None


@cache
def _latin() -> tuple[str, ...]:
    return tuple(rule_table()["species"]["endings"])


@cache
def _compound() -> Pattern:
    return Pattern(rf"-(?:{'|'.join(rule_table()['compound']['endings'])})(?![\p{{L}}\d])")


def compound(case: Case) -> None:
    """What goes on with "-Index", "-League" is no place or body."""
    found = [row for label in _NAMES for row in case.around(label).followed("-")]
    for number, f in found:
        if case.text[f.end : f.end + 1] != "-" or number in case.instead:
            continue
        if _compound().match(case.text, f.end):
            case.instead[number] = "compound", None


@cache
def _country() -> tuple[Pattern, Pattern, frozenset[str]]:
    """The official name of a country; a party in a row with what is before it; how names begin."""
    table = rule_table()["republic"]
    heads, words = "|".join(table["heads"]), "|".join(table["words"])
    return (
        Pattern(rf"(?:nước )?(?i:{heads})(?: (?i:{words}))*(?: \p{{Lu}}[\p{{L}}-]*)+"),
        Pattern(r" (?:và|với|cùng) (?=[Đđ]ảng \p{Lu})"),
        written(["nước", *table["heads"]]),
    )


def country(case: Case) -> None:
    """The official name of a country is a place, and no part of a party's name."""
    whole, party, begins = _country()
    found = [row for label in ("ORG", "PERSON") for row in case.around(label).opening(begins)]
    found += case.around("ORG").holding("ảng ")
    for number, f in sorted(found):
        if number in case.instead:
            continue
        m = party.search(case.text, f.start, f.end)
        end = m.start() if m else f.end
        if whole.fullmatch(case.text, f.start, end):
            case.instead[number] = "country", f._replace(end=end, label="LOC", rule="country")
            if m:
                case.made.append(f._replace(start=m.end(), rule="country"))
        elif m and f.label == "ORG":
            case.instead[number] = "country", f._replace(end=end, rule="country")
            case.made.append(f._replace(start=m.end(), rule="country"))


@cache
def _contest() -> tuple[Before, frozenset[str]]:
    """The head of a competition up to the end of a text; what it may be of."""
    from vntext.decide.inside import countries

    table = rule_table()["contest"]
    heads, kinds = "|".join(table["heads"]), "|".join(table["kinds"])
    pattern = rf"(?<![\p{{L}}\d])(?:(?:{heads})(?: (?:{kinds}))+|{'|'.join(table['alone'])}) \Z"
    return Before(pattern, [*table["kinds"], *table["alone"]]), countries()


@cache
def _open_events() -> Before:
    """What stands before the country of an open competition."""
    return Before(r"\Z", ["[Gg]iải", "vợt"])


def _before(case: Case, labels: Iterable[str], *patterns: Before) -> list[Row]:
    """The spans of labels before which a pattern may end."""
    return [row for label in labels for row in case.around(label).before(*patterns)]


@cache
def _age_group() -> Pattern:
    return Pattern(r"U[ -]?\d\d ")


def contest(case: Case) -> None:
    """The country of a competition is no place: "Giải vô địch bóng đá [Đông Á]"."""
    head, known = _contest()
    goes_on = tuple(rule_table()["contest"]["behind"])
    for number, f in _before(case, ("LOC", "ORG"), head, _open_events()):
        if number in case.instead or f.end in case.ends:
            continue
        name = case.text[f.start : f.end]
        if name[:1] == "U":
            name = _age_group().sub("", name)
        if name not in known:
            continue
        if head.search(case.text, f.start - NEAR, f.start) or (
            case.text.startswith(goes_on, f.end)
            and case.text.endswith(("Giải ", "giải ", "vợt "), 0, f.start)
        ):
            case.instead[number] = "contest", None


@cache
def _things() -> frozenset[str]:
    """Names of competitions, programs and the like."""
    return frozenset(row.name for row in verdicts() if row.kind == "thing")


def named_thing(case: Case) -> None:
    """What the table knows as a thing is no person, body or place."""
    known, longer = _things(), _longer_things()
    text = case.text
    # a thing begins like nearly every name: nothing is quicker than to look them all up
    for number, f in [row for label in _NAMES for row in case.of(label)]:
        name = text[f.start : f.end]
        if name in known or (name in longer and _goes_on(text, f.start, longer[name])):
            case.instead.setdefault(number, ("named-thing", None))


@cache
def _longer_things() -> Mapping[str, tuple[str, ...]]:
    """What things are called, by what their names begin with: "Nikkei" of "Nikkei 225"."""
    out: dict[str, tuple[str, ...]] = {}
    for name in _things():
        at = name.find(" ")
        while at > 0:
            out[name[:at]] = (*out.get(name[:at], ()), name)
            at = name.find(" ", at + 1)
    return out


def _goes_on(text: str, start: int, names: tuple[str, ...]) -> bool:
    """Whether one of some names stands whole at a place."""
    return any(
        text.startswith(name, start)
        and not text[start + len(name) : start + len(name) + 1].isalnum()
        for name in names
    )


@cache
def _vessel() -> Before:
    return Before.words(rule_table()["vessel"]["words"], any_case=True)


def vessel(case: Case) -> None:
    """A ship has the name of a town or an admiral, and is neither."""
    from vntext.decide.inside import countries

    pattern = _vessel()
    for number, f in _before(case, ("LOC", "PERSON"), pattern):
        if number in case.instead:
            continue
        if pattern.search(case.text, f.start - NEAR, f.start) is None:
            continue
        if case.text[f.start : f.end] not in countries():
            case.instead[number] = "vessel", None


def heads() -> tuple[Before, ...]:
    """What the rules of this module look for before a span."""
    return _contest()[0], _vessel(), _open_events()


THINGS: tuple[Callable[[Case], None], ...] = (
    thing,
    award,
    species,
    compound,
    country,
    contest,
    named_thing,
    vessel,
)
"""The rules of this module in order."""
