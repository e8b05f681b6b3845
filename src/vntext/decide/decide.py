"""The one place that decides which proposed spans are entities of a text.

The rules of `vntext.decide.rules` mend what the package's tagger proposes; one policy
(`vntext.decide.overlaps`) settles what overlaps; names are carried through their document
(`vntext.entities.carried`); a title whose sentence names nobody goes. What a user's tagger or
lexicon says is not mended: of its spans only those go that overlap others.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import compress, count
from operator import lt
from sys import maxsize
from typing import TYPE_CHECKING

from vntext.decide.case import Case, Change
from vntext.decide.forms import code_stretches, without_code
from vntext.decide.overlaps import AUTHOR, LEXICON, REST, merge, ranked
from vntext.decide.rules import RULES
from vntext.entities.carried import carry
from vntext.names.automaton import automaton
from vntext.spans import columns_of
from vntext.tokens.column import tokenize
from vntext.tokens.look import rows_of_spans

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from vntext.decide.overlaps import Ranked
    from vntext.entities.types import Found
    from vntext.spans import Spans
    from vntext.tokens.column import Tokens

__all__ = ["decide", "mended"]

_LONG = frozenset({"TITLE", "ORG"})


def decide(
    text: str,
    tagged: Sequence[Found],
    words: Spans,
    sentences: Sequence[tuple[int, int]] | None = None,
    *,
    lexicon: Sequence[Found] = (),
    grammars: Sequence[Found] = (),
    authors: Sequence[Found] = (),
    documents: Sequence[int] | None = None,
    own: bool = False,
    tokens: Tokens | None = None,
    changes: list[Change] | None = None,
) -> list[Found]:
    """Decides among all proposals.

    Args:
        text: The normalised text, of one document or of many joined by line breaks.
        tagged: Spans of the tagger, sorted by start, outer before inner.
        words: The words of the text, in order.
        sentences: Sentences in order; without them no title is lonely.
        lexicon: Spans of the user's lexicon: nothing may overlap them.
        grammars: LAW and DATE spans: only the lexicon stands before them.
        authors: People of bylines.
        documents: Starts of the documents; without them no name is carried through its document.
        own: The tagger is the user's: no rule changes, adds or drops a span of it.
        tokens: The token column of the text, if somebody has made it already.
        changes: A list that takes what the rules change, for a trace.

    Returns:
        The entities, sorted by start, outer before inner; an ORG may lie inside a TITLE, no other
        spans overlap. A span that a rule made or moved carries the rule's name.

    Example:
        >>> from vntext.entities.types import Found
        >>> from vntext.spans import Spans
        >>> text = "Học viện Báo chí và Tuyên truyền. Ảnh: CTV"
        >>> words = Spans.of([(0, 8), (9, 16), (17, 19), (20, 32), (32, 33), (34, 37), (39, 42)])
        >>> found = [Found(0, 16, "ORG", "tagger", 0.9), Found(39, 42, "PERSON", "tagger", 0.8)]
        >>> [(text[f.start : f.end], f.rule) for f in decide(text, found, words)]
        [('Học viện Báo chí và Tuyên truyền', 'body-end')]
        >>> [text[f.start : f.end] for f in decide(text, found, words, own=True)]
        ['Học viện Báo chí', 'CTV']
    """
    code = [] if own else code_stretches(text, documents)
    if code:
        authors = without_code(authors, code)
    fixed = ranked(lexicon, LEXICON) + ranked(grammars, REST) + ranked(authors, AUTHOR)
    if not own:
        if tokens is None and text:
            tokens = tokenize(text)
        tagged = mended(text, tagged, words, [row[3] for row in fixed], tokens, changes)
        if grammars:
            fixed = _without_years(fixed, tagged)
    merged = merge(fixed, tagged)
    if documents is not None and not own and merged and tokens is not None:
        merged = _carried(merged, tokens, words, documents, fixed, changes)
    if code:
        merged = _outside(merged, code, [row[3] for row in fixed], changes)
    if sentences is None:
        return merged
    if not own:
        merged = _inside_sentences(text, merged, sentences, changes)
    # a title of the lexicon counts like any other, see `Lexicon`; one of the user's tagger stays
    stays = {id(f) for f in tagged} if own else ()
    return _not_lonely(merged, sentences, stays, changes)


def _without_years(fixed: list[Ranked], tagged: Sequence[Found]) -> list[Ranked]:
    """Without the years that belong to the title of a contest: "[Á hậu Việt Nam 2014]"."""
    titles = [f for f in tagged if f[3] == "pageant"]
    if not titles:
        return fixed
    return [
        row
        for row in fixed
        if row[3].label != "DATE"
        or not any(f.start <= row[3].start and row[3].end <= f.end for f in titles)
    ]


def _carried(
    merged: list[Found],
    tokens: Tokens,
    words: Spans,
    documents: Sequence[int],
    fixed: Sequence[Ranked],
    changes: list[Change] | None,
) -> list[Found]:
    """With the names that other mentions teach; of fixed spans no label changes."""
    stays = {id(row[3]) for row in fixed}
    out = carry(merged, tokens, words, documents, stays)
    if changes is not None:
        before = {(f.start, f.end): f for f in merged if f.label != "TITLE"}
        changes += [
            Change(f.rule, before.get((f.start, f.end)), f)
            for f in out
            if f.rule == "carried" and f not in merged
        ]
    return out


def mended(
    text: str,
    tagged: Sequence[Found],
    words: Spans,
    fixed: Sequence[Found] = (),
    tokens: Tokens | None = None,
    changes: list[Change] | None = None,
) -> Sequence[Found]:
    """Spans of the package's tagger as the rules leave them, before overlaps are settled.

    A tagger of one's own that asks the package's tagger and goes on from there calls this for the
    spans that it has from it: see `decide` for the arguments.

    Args:
        text: The normalised text.
        tagged: Spans of the package's tagger, sorted by start, outer before inner.
        words: The words of the text.
        fixed: Spans of lexicon, grammars and bylines, which no span grows into.
        tokens: The token column.
        changes: A list that takes what the rules change.
    """
    if not text:
        return tagged
    if tokens is None:
        tokens = tokenize(text)
    case = Case(text, tagged, automaton().find(text, tokens), words, tokens)
    for rule in RULES:
        rule(case)
    if case.ends and fixed:
        case.keep_apart(fixed)
    return case.changed(changes)


def _outside(
    found: list[Found],
    code: Sequence[tuple[int, int]],
    stays: Sequence[Found],
    changes: list[Change] | None,
) -> list[Found]:
    """Without the names in code, which name nobody; what stands by grammars or a lexicon stays."""
    left = {*map(id, without_code(found, code)), *map(id, stays)}
    if changes is not None:
        changes += [Change("code", f, None) for f in found if id(f) not in left]
    return [f for f in found if id(f) in left]


def _inside_sentences(
    text: str,
    found: list[Found],
    sentences: Sequence[tuple[int, int]],
    changes: list[Change] | None,
) -> list[Found]:
    """With the names cut that go over a sentence's end: "Ảnh: [Lê Hân] Lễ khai mạc ..."."""
    columns = columns_of(sentences)
    first, _ = rows_of_spans(columns, found)
    ends = [*columns[1].tolist(), maxsize]
    over = [*compress(count(), map(lt, map(ends.__getitem__, first), columns_of(found)[1]))]
    if not over:
        return found
    out = list(found)
    for k in over:
        f = found[k]
        cut = ends[first[k]]
        if f.label in _LONG and f.rule == "tagger" and text[cut - 1] == ".":
            # "Công ty Sao Mai. Sao Mai": a body or title ends with its sentence, before the stop
            cut -= 1
        elif (
            f.label != "PERSON"
            or f.rule == "lexicon"
            or text[cut - 1] == "."
            or text[cut] != " "
            or "\n" in text[cut : f.end]
        ):
            continue
        new = f._replace(end=cut, rule="sentence-end")
        out[k] = new
        if changes is not None:
            changes.append(Change("sentence-end", f, new))
    return out


def _not_lonely(
    found: list[Found],
    sentences: Sequence[tuple[int, int]],
    stays: Collection[int],
    changes: list[Change] | None,
) -> list[Found]:
    """Without the titles in whose sentence no person is named; organisations in them stay."""
    titles = [k for k, f in enumerate(found) if f.label == "TITLE"]
    if not titles:
        return found
    people = [f.start for f in found if f.label == "PERSON"]
    starts = [a for a, _ in sentences]
    gone = set()
    for k in titles:
        f = found[k]
        i = bisect_left(starts, f.start + 1) - 1
        if i < 0 or f.start >= sentences[i][1]:
            continue
        begin, end = sentences[i]
        at = bisect_left(people, begin)
        if (at == len(people) or people[at] >= end) and id(f) not in stays:
            gone.add(k)
    if not gone:
        return found
    if changes is not None:
        changes += [Change("lonely-title", found[k], None) for k in sorted(gone)]
    return [f for k, f in enumerate(found) if k not in gone]
