"""Shorter sentences: what a sentence can spare, found by named rules (``summary/trim.toml``)."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from vntext.document import Cut
from vntext.resources import load_toml
from vntext.roles.tables import UPPER, one_of
from vntext.summary.offices import find_offices
from vntext.summary.preferences import preferences
from vntext.summary.terms import on_one_line, words_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from vntext.summary.article import Article
    from vntext.summary.candidates import Candidate

__all__ = ["CUT", "Piece", "clip", "cuts_of", "find_cuts", "shorten", "without"]

CUT = "…"
NEAR = 2_000  # characters; a longer sentence is no sentence of prose
SHORT = 5  # syllables of a tail that is not worth a cut


class Piece(NamedTuple):
    """A piece that a sentence can spare.

    Attributes:
        start: First character, in characters of the sentence.
        end: End (exclusive).
        rule: ``"brackets"``, ``"offices"``, ``"introduction"``, ``"tail"`` or ``"clauses"``.
    """

    start: int
    end: int
    rule: str


@cache
def _table() -> Mapping[str, dict[str, Any]]:
    return load_toml("summary/trim.toml")


@cache
def _kept() -> re.Pattern[str]:
    kept = _table()["kept"]
    return re.compile(rf"(?<!\w)(?:{one_of(kept['others'])}|({one_of(kept['words'])}))(?!\w)", re.I)


def _must_stay(text: str, start: int, end: int) -> bool:
    """True where a piece holds a negation, a condition, a contrast or an exception."""
    return any(m[1] for m in _kept().finditer(text, start, end))


@cache
def _quotation() -> re.Pattern[str]:
    return re.compile(r'“[^”]*+”?|"[^"]*+"?|‘[^’]*+’|«[^»]*+»?')


@cache
def _brackets() -> re.Pattern[str]:
    kept = one_of(_table()["brackets"]["kept"])
    return re.compile(rf" \((?!{kept}(?!\w))[^()]{{2,300}}\)(?=[\s.,;:!?…]|$)")


@cache
def _introduction() -> re.Pattern[str]:
    row = _table()["introductions"]
    return re.compile(
        rf"{one_of(row['joints'])}, (?!{one_of(row['not_before'])}(?!\w))(?=\w)"
        rf"|{one_of(row['openings'])}(?!\w)(?: [^\s,.;:0-9]+){{0,9}}, "
        rf"(?={one_of(row['subjects'])}(?!\w)|[{UPPER}])"
    )


@cache
def _tail() -> re.Pattern[str]:
    return re.compile(rf"{one_of(_table()['tails']['openings'])}(?= )")


@cache
def _goes_on() -> re.Pattern[str]:
    """What tells that a tail holds the main clause."""
    return re.compile(rf"(?<!\w){one_of(_table()['tails']['main'])}(?!\w)")


@cache
def _opens() -> re.Pattern[str]:
    """What cannot end a sentence: what follows belongs to it."""
    return re.compile(rf"(?:(?<!\w){one_of(_table()['tails']['open'])}|[,;:–(-])$", re.I)


@cache
def _enumeration() -> re.Pattern[str]:
    row = _table()["enumeration"]
    no_number = "".join(rf"(?<!{re.escape(word)} )" for word in row["not_after"])
    counted = rf"{no_number}(?:\d+|{one_of(row['numbers'])}) {one_of(row['nouns'])}(?!\w)"
    return re.compile(
        rf"(?<!\w)(?:{one_of(row['words'])}(?!\w)|{counted}[^;.]{{0,120}}?(?: là |:))", re.I
    )


def _bracketed(text: str) -> Iterator[Piece]:
    for m in _brackets().finditer(text):
        yield Piece(m.start(), m.end(), "brackets")


def _introduced(text: str) -> Iterator[Piece]:
    if m := _introduction().match(text):
        yield Piece(0, m.end(), "introduction")


def _ends(text: str) -> Iterator[Piece]:
    """Where a long sentence can end: the earliest place that leaves enough, for each kind."""
    prefer = preferences()
    # the mark at the end stays
    last = len(text) - (text[-1:] in ".!?…")
    if last < len(text) - 1 or _enumeration().search(text, 0, NEAR):
        return
    at = text.find(";")
    while 0 <= at < last:
        if words_in(text[:at]) >= prefer.trim_kept and not _must_stay(text, at, last):
            yield Piece(at + 1, len(text), "clauses")
            break
        at = text.find(";", at + 1)
    for m in _tail().finditer(text):
        start, words = m.start(), words_in(text[: m.start()])
        if words < prefer.trim_kept or _opens().search(text[:start]):
            continue
        piece = text[start:last]
        if _must_stay(text, start, last) or _goes_on().search(piece):
            continue
        if words_in(piece) > SHORT:
            # what stands behind ";" may be no part of the tail
            cut = Piece(start, len(text), "clauses") if ";" in piece else Piece(start, last, "tail")
            yield cut
            break


def find_cuts(text: str, *, long: int | None = None) -> tuple[Piece, ...]:
    """What a sentence can spare: brackets, offices, an introduction, a tail, later clauses.

    Never cut: what stands in quotation marks or crosses them, an enumeration that is announced, a
    piece with a negation, a condition or an exception. Tail and clauses go only where the sentence
    is still long without the other pieces.

    Args:
        text: A sentence on one line.
        long: Syllables above which a sentence is long; those of the preferences by default.

    Returns:
        The cuts, sorted, without overlap.

    Example:
        >>> text = "Ngoài ra, ông Trần Bá Lộc, Phó Bí thư, Chủ tịch xã (bìa phải) nói về chợ mới."
        >>> for cut in find_cuts(text):
        ...     print(cut.rule, text[cut.start : cut.end].strip())
        introduction Ngoài ra,
        offices Phó Bí thư,
        brackets (bìa phải)
    """
    if len(text) > NEAR:
        return ()
    quoted = [m.span() for m in _quotation().finditer(text)]

    def free(cut: Piece) -> bool:
        return all(cut.end <= a or b <= cut.start for a, b in quoted)

    cuts: list[Piece] = []
    for cut in (
        *_bracketed(text),
        *(Piece(a, b, "offices") for a, b in find_offices(text)),
        *_introduced(text),
    ):
        apart = all(cut.end <= c.start or c.end <= cut.start for c in cuts)
        if apart and free(cut) and not _must_stay(text, cut.start, cut.end):
            cuts.append(cut)
    left = without(text, tuple(sorted(cuts)))
    longest = preferences().trim_long if long is None else long
    if words_in(left) > longest:
        ends = [c for c in _ends(text) if free(c)]
        if ends:
            end = min(ends)
            cuts = [c for c in cuts if c.end <= end.start]
            cuts.append(end)
    return tuple(sorted(cuts))


def without(text: str, cuts: tuple[Piece, ...]) -> str:
    """The sentence without its cuts: with a capital, one space between words, ``…`` for clauses.

    Args:
        text: The sentence.
        cuts: Cuts of it, sorted, without overlap.

    Example:
        >>> without("Dọn chợ; thay dây điện.", (Piece(8, 23, "clauses"),))
        'Dọn chợ; …'
    """
    if not cuts:
        return text
    out, at = "", 0
    for cut in cuts:
        out += text[at : cut.start]
        at = cut.end
        if cut.rule == "clauses":
            out += f" {CUT}"
    out = re.sub(r" ++(?=[,.;:!?])", "", " ".join((out + text[at:]).split()))
    return out[:1].upper() + out[1:]


def clip(text: str, words: int) -> str:
    """The first ``words`` syllables of a text, with ``…`` where more followed.

    Example:
        >>> clip("Xã Yên Sơn mở lớp tập huấn.", 3)
        'Xã Yên Sơn …'
    """
    at = 0
    for k, m in enumerate(re.finditer(r"[^\W_]++", text)):
        if k == words:
            return f"{text[:at]} {CUT}"
        at = m.end()
    return text


def shorten(c: Candidate) -> Candidate:
    """The candidate with its cuts; its place stays that of the whole sentence."""
    shown = without(c.text, find_cuts(c.text))
    if shown == c.text:
        return c
    return c._replace(text=shown, shown=shown, size=words_in(shown))


def cuts_of(article: Article, place: int, shown: str) -> tuple[Cut, ...]:
    """What was cut from a sentence of an article, in characters of the text as given.

    Args:
        article: The article.
        place: Place of the sentence.
        shown: What is left of it, ``""`` where nothing was cut.
    """
    start, end = article.sentences[place]
    raw = article.text[start:end]
    line = on_one_line(raw)
    found = find_cuts(line) if shown else ()
    if not found or without(line, found) != shown:
        return ()
    at = list(range(len(line)))
    if line != raw:
        # white space was made single spaces: where each character stood
        at = [k for m in re.finditer(r"\S+", raw) for k in range(m.start(), m.end() + 1)]
    out = []
    for piece in found:
        a, b = start + at[piece.start], start + at[piece.end - 1] + 1
        if article.alignment is not None:
            a, b = article.alignment.span_to_original(a, b)
        out.append(Cut(a, b, article.given[a:b], piece.rule))
    return tuple(out)
