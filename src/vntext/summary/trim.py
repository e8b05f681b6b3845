"""Shorter sentences: what a sentence can spare, found by named rules (``summary/trim.toml``)."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from vntext.document import Cut
from vntext.roles.tables import UPPER, one_of
from vntext.summary.offices import find_offices
from vntext.summary.preferences import preferences
from vntext.summary.stay import (
    belongs,
    clauses_stay,
    enumeration,
    must_stay,
    quotation,
    table,
)
from vntext.summary.terms import half_quoted, on_one_line, words_in
from vntext.summary.tight import loose_pieces

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vntext.summary.article import Article
    from vntext.summary.candidates import Candidate

__all__ = ["CUT", "Piece", "clip", "cuts_of", "find_cuts", "narrower", "shorten", "without"]

CUT = "…"
NEAR = 2_000  # characters; a longer sentence is no sentence of prose
SHORT = 5  # syllables of a tail that is not worth a cut


class Piece(NamedTuple):
    """A piece that a sentence can spare.

    Attributes:
        start: First character, in characters of the sentence.
        end: End (exclusive).
        rule: ``"brackets"``, ``"offices"``, ``"introduction"``, ``"tail"`` or ``"clauses"``; where
            there is little room also one of `vntext.summary.tight.LEVELS`.
    """

    start: int
    end: int
    rule: str


@cache
def _brackets() -> re.Pattern[str]:
    kept = one_of(table()["brackets"]["kept"])
    return re.compile(rf" \((?!{kept}(?!\w))[^()]{{2,300}}\)(?=[\s.,;:!?…]|$)")


@cache
def _introduction() -> re.Pattern[str]:
    row = table()["introductions"]
    return re.compile(
        rf"{one_of(row['joints'])}, (?!{one_of(row['not_before'])}(?!\w))(?=\w)"
        rf"|{one_of(row['openings'])}(?!\w)(?: [^\s,.;:0-9]+){{0,9}}, "
        rf"(?={one_of(row['subjects'])}(?!\w)|[{UPPER}])"
    )


@cache
def _tail() -> re.Pattern[str]:
    return re.compile(rf"{one_of(table()['tails']['openings'])}(?= )")


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
    if last < len(text) - 1 or enumeration().search(text, 0, NEAR):
        return
    at = text.find(";")
    while 0 <= at < last:
        stays = must_stay(text, at, last) or clauses_stay(text, at)
        if words_in(text[:at]) >= prefer.trim_kept and not stays:
            yield Piece(at + 1, len(text), "clauses")
            break
        at = text.find(";", at + 1)
    for m in _tail().finditer(text):
        start, words = m.start(), words_in(text[: m.start()])
        piece = text[start:last]
        if words < prefer.trim_kept or belongs(text, start, last):
            continue
        if must_stay(text, start, last) or half_quoted(piece):
            continue
        if words_in(piece) > SHORT:
            # what stands behind ";" may be no part of the tail
            cut = Piece(start, len(text), "clauses") if ";" in piece else Piece(start, last, "tail")
            yield cut
            break


def find_cuts(text: str, *, long: int | None = None, room: int | None = None) -> tuple[Piece, ...]:
    """What a sentence can spare: brackets, offices, an introduction, a tail, later clauses.

    Never cut: what stands in quotation marks or crosses them, an enumeration that is announced, a
    piece with a negation, a condition or an exception. Tail and clauses go only where the sentence
    is still long without the other pieces.

    Args:
        text: A sentence on one line.
        long: Syllables above which a sentence is long; those of the preferences by default.
        room: Syllables that there is room for: more is cut, piece by piece
            (`vntext.summary.tight`), until it fits, or nothing more can go.

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
    quoted = [m.span() for m in quotation().finditer(text)]

    def free(cut: Piece) -> bool:
        return all(cut.end <= a or b <= cut.start for a, b in quoted)

    cuts: list[Piece] = []
    for cut in (
        *_bracketed(text),
        *(Piece(a, b, "offices") for a, b in find_offices(text)),
        *_introduced(text),
    ):
        apart = all(cut.end <= c.start or c.end <= cut.start for c in cuts)
        if apart and free(cut) and not must_stay(text, cut.start, cut.end):
            cuts.append(cut)
    left = without(text, tuple(sorted(cuts)))
    longest = preferences().trim_long if long is None else long
    if words_in(left) > longest:
        ends = [c for c in _ends(text) if free(c)]
        if ends:
            end = min(ends)
            cuts = [c for c in cuts if c.end <= end.start]
            cuts.append(end)
    found = tuple(sorted(cuts))
    if room is not None:
        for _, more in narrower(text, found):
            found = more
            if words_in(without(text, found)) <= room:
                break
    return found


def narrower(text: str, cuts: tuple[Piece, ...]) -> Iterator[tuple[int, tuple[Piece, ...]]]:
    """More and more cuts of a sentence, those first that cost least.

    Args:
        text: A sentence on one line.
        cuts: Cuts of it, sorted, without overlap.

    Yields:
        Level of the last cut, and the cuts: as given, then with one piece more each time.
    """
    yield 0, cuts
    last = len(text) - (text[-1:] in ".!?…")
    if len(text) > NEAR or last < len(text) - 1:
        return
    quoted = [m.span() for m in quotation().finditer(text)]
    announced = enumeration().search(text, 0, NEAR)
    whole = announced.start() if announced else len(text)
    now = cuts
    # of one level those that stand last: what stands first matters most
    for level, a, b, rule in sorted(loose_pieces(text, last), key=lambda p: (p.level, -p.start)):
        if rule not in ("fillers", "asides") and b > whole:
            continue
        if any(a < end and start < b for start, end in quoted) or must_stay(text, a, b):
            continue
        if half_quoted(text[a:b]):
            continue
        if rule in ("tail", "clauses") and text[a - 1] != ";" and belongs(text, a, last):
            continue
        if rule == "clauses" and clauses_stay(text, a - 1 if text[a - 1] == ";" else a):
            continue
        inside = [c for c in now if a <= c.start and c.end <= b]
        beside = [c for c in now if c.end <= a or b <= c.start]
        if len(inside) + len(beside) < len(now):
            continue
        now = tuple(sorted([*beside, Piece(a, b, rule)]))
        yield level, now


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


def shorten(c: Candidate, room: int | None = None) -> Candidate:
    """The candidate with its cuts; its place stays that of the whole sentence.

    Args:
        c: A sentence, whole.
        room: Syllables that there is room for.
    """
    shown = without(c.text, find_cuts(c.text, room=room))
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
    if shown and without(line, found) != shown:
        found = find_cuts(line, room=words_in(shown))
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
