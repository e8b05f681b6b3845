"""Rules for works, goods and stocks: "vở [Mận Nguyệt Hoa]", "giày [Nike]", "gom [VCB] giá thấp".

As `vntext.decide.rules`, with the same tables.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cache
from itertools import pairwise
from operator import or_
from typing import TYPE_CHECKING

from vntext.decide.before import Before
from vntext.decide.case import rule_table
from vntext.decide.grammar import SHORT, SURE
from vntext.entities.types import Found
from vntext.names.table import verdicts_of
from vntext.patterns import Pattern
from vntext.text.key import key
from vntext.tokens.column import UPPER, word_keys
from vntext.tokens.look import KeySet

if TYPE_CHECKING:
    from collections.abc import Callable

    from vntext.decide.case import Case

__all__ = ["WORKS", "cues", "heads"]

_IS_UPPER = bytes(shape == UPPER for shape in range(256))

NEAR = 30
"""Characters before a name in which the noun of a work or of goods is looked for."""

FULL = 3
"""Words of a name in full: "phim Trấn Thành", but "tiểu thuyết Lê Văn Mận" is by its author."""


@cache
def _work() -> tuple[Pattern, Before, Before]:
    """A span that a noun of works opens; nouns of works at an end, and those of authors too."""
    table = rule_table()["work"]
    opens, sure, either = (table[k] for k in ("opens", "sure", "either"))
    return (
        Pattern(rf"(?:{'|'.join(opens)}) (?=\p{{Lu}})"),
        _quoted(sure),
        _quoted(either),
    )


def _quoted(words: list[str]) -> Before:
    return Before(rf"(?<![\p{{L}}\d])(?i:{'|'.join(words)}) \Z", words)


@cache
def _families() -> frozenset[str]:
    return frozenset(map(key, verdicts_of("surname")))


def work(case: Case) -> None:
    """The name of a work is nobody's, though it may be that of its hero: "[Truyện Mận]"."""
    opens, sure, either = _work()
    people, text = case.around("PERSON"), case.text
    for number, f in people.opening(_openings()):
        if number not in case.instead and opens.match(text, f.start, f.end):
            case.instead[number] = "work", None
    for number, f in people.before(sure, either):
        if number in case.instead:
            continue
        if sure.search(text, f.start - NEAR, f.start):
            case.instead[number] = "work", None
        elif either.search(text, f.start - NEAR, f.start):
            parts = text[f.start : f.end].split()
            if len(parts) < FULL or key(parts[0]) not in _families():
                case.instead[number] = "work", None


@cache
def _openings() -> tuple[str, ...]:
    return tuple(rule_table()["work"]["opens"])


@cache
def _goods() -> tuple[Before, Before, Pattern]:
    """A noun of goods at an end; the makers of goods; goods that open a span."""
    table = rule_table()["goods"]
    words = table["words"]
    return (
        Before.words(words, any_case=True),
        Before.words(table["makers"], any_case=True),
        Pattern(rf"(?i:{'|'.join(words)}) (?=\p{{Lu}}\p{{Ll}}*+$)"),
    )


def goods(case: Case) -> None:
    """A brand right behind the noun of goods names them, and no firm acts: "giày [Nike]"."""
    noun, makers, opened = _goods()
    bodies, text = case.around("ORG"), case.text
    found = []
    for number, f in bodies.before(noun):
        # "lái xe [Công ty Mận]", "bia [Mận Xuân]": a body, or one that may be
        if _foreign(text[f.start : f.end].partition(" ")[0]):
            m = noun.search(text, f.start - NEAR, f.start)
            if m is not None:
                found.append((number, f, m.start()))
    for number, f in bodies.opening(_capitals()):
        m = opened.match(text, f.start, f.end)
        # "Giày Mận Xuân" is a firm: its words are Vietnamese
        if m is not None and _foreign(text[m.end() : f.end]):
            found.append((number, f, f.start))
    for number, f, start in found:
        if number in case.instead or f.end in case.ends:
            continue
        if not makers.search(text, start - NEAR, start):
            case.instead[number] = "goods", None


@cache
def _capitals() -> tuple[str, ...]:
    """Nouns of goods as they open a sentence."""
    return tuple(word[0].upper() + word[1:] for word in rule_table()["goods"]["words"])


def _foreign(word: str) -> bool:
    from vntext.text.syllables import is_vietnamese_syllable

    return word[:1].isupper() and not word.isupper() and not is_vietnamese_syllable(word.lower())


@cache
def _tickers() -> tuple[Pattern, Pattern, Before]:
    """Codes of listed firms; what joins two of them; what makes a stock of the code behind it."""
    table = rule_table()["ticker"]
    codes = "|".join(sorted(table["codes"].split()))
    return (
        # "500 tỷ VND" is money
        Pattern(
            rf"(?<![\p{{L}}\d.&/(-]|\d |tỷ |tỉ |triệu |nghìn |ngàn )(?:{codes})"
            r"(?![\p{L}\d&/-]|\.\p{L})"
        ),
        Pattern(r",? (?:và|cùng|với|hay) |, | ?[-–] ?"),
        Before.words(table["stock"], any_case=True),
    )


@cache
def _codes() -> KeySet:
    """Codes of listed firms as keys of tokens."""
    return KeySet(word_keys(rule_table()["ticker"]["codes"].split()))


FAR = 400
"""Characters to both sides of a code in which a word of the stock market stands."""


def ticker(case: Case) -> None:
    """In a text about the stock market the code of a listed firm is the firm."""
    text = case.text
    # most texts have no such code, and the pattern is dear: it is tried where such a token begins
    likely = _codes().at(case.tokens, _IS_UPPER)
    if not likely:
        return
    signs = case.places(cues())
    codes, joint, stock = _tickers()
    starts, *_ = case.tokens.raw()
    matches = (codes.match(text, starts[i]) for i in likely)
    found = [m.span() for m in matches if m is not None]
    joined = [joint.fullmatch(text, a, b) is not None for (_, a), (b, _) in pairwise(found)]
    in_row = map(or_, [False, *joined], [*joined, False])
    for (start, end), row in zip(found, in_row, strict=False):
        if _in_capitals(text, start, end):
            continue
        # several in a row are firms whatever stands around; "cổ phiếu [VCB]" is a stock
        if not row:
            k = bisect_left(signs, start - FAR)
            if k == len(signs) or signs[k] > end + FAR:
                continue
            if stock.search(text, start - SHORT - 4, start) is not None:
                continue
        inside = case.over(start, end)
        if not inside:
            case.made.append(Found(start, end, "ORG", "ticker", SURE))
            continue
        number, f = inside[-1]
        if (f.start, f.end) == (start, end) and f.label != "ORG" and number not in case.instead:
            case.instead[number] = "ticker", Found(start, end, "ORG", "ticker", SURE)


def _in_capitals(text: str, start: int, end: int) -> bool:
    """Whether the words on both sides are in capitals, as in a headline."""
    before, behind = text[max(0, start - 6) : start].split(), text[end : end + 6].split()
    return any(len(w) > 1 and w.isupper() and w.isalpha() for w in (*before[-1:], *behind[:1]))


@cache
def cues() -> tuple[str, ...]:
    """What the rules of this module look for in a text."""
    return tuple(rule_table()["ticker"]["signs"])


def heads() -> tuple[Before, ...]:
    """What the rules of this module look for before a span."""
    _, *works = _work()
    return (*works, _goods()[0])


WORKS: tuple[Callable[[Case], None], ...] = (work, goods, ticker)
"""The rules of this module in order."""
