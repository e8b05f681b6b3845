"""Which sentences may stand in a summary, and what is known of each before it is scored."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from vntext.roles.bylines import looks_like_byline
from vntext.roles.captions import caption_words
from vntext.roles.tables import Shapes
from vntext.split.rules import credit
from vntext.summary.cues import (
    anywhere,
    attends,
    directives,
    fragment,
    leans,
    lists,
    never,
    opens,
    orders,
    without_credit,
)
from vntext.summary.headings import headings, says_nothing
from vntext.summary.pieces import pieces_in
from vntext.summary.preferences import preferences
from vntext.summary.terms import (
    on_one_line,
    only_quoted,
    sizes_of_lines,
    syllables,
    words_in,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from vntext.summary.article import Line

__all__ = ["Candidate", "find_candidates"]

SHORT = 45  # syllables; longer sentences are no captions, credits or links
SHORT_CHARS = 500
BARE = 9  # syllables of a credit without its caption
SAYS_MORE = 12  # syllables; a shorter sentence does not tell what somebody wants


class Candidate(NamedTuple):
    """A sentence that may stand in a summary.

    Attributes:
        place: Its place among the sentences of the text.
        text: The sentence on one line.
        size: Its length in syllables.
        lead: It belongs to the lead of the article.
        leans: It is not understood without the sentence before it.
        directive: A named speaker says in it what is to be done.
        doubtful: It is a paragraph of its own, and its words speak for a caption.
        shown: The sentence with its cuts, ``""`` when nothing was cut.
        opens: It opens a paragraph.
    """

    place: int
    text: str
    size: int
    lead: bool
    leans: bool
    directive: bool
    doubtful: bool
    shown: str = ""
    opens: bool = False


def _roles(paragraphs: Sequence[Line], sentences: Sequence[tuple[int, int]]) -> list[str]:
    """The role of the paragraph of each sentence."""
    k, last = 0, len(paragraphs) - 1
    out = []
    for start, _ in sentences:
        while k < last and start >= paragraphs[k][1]:
            k += 1
        out.append(paragraphs[k][2] if paragraphs else "body")
    return out


def _alone(
    paragraphs: Sequence[Line], sentences: Sequence[tuple[int, int]]
) -> set[tuple[int, int]]:
    """The sentences that are a paragraph of the body each, unless nearly all are."""
    body = {(a, b) for a, b, role, _ in paragraphs if role == "body"}
    alone = body.intersection(sentences)
    return set() if len(alone) > 0.8 * len(body) else alone


@cache
def _first_syllable() -> re.Pattern[str]:
    return re.compile(r"[\W_]*+([^\W_]++)")


class _Known:
    """What headlines and captions say: a sentence of the body that says the same adds nothing."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._by_first: dict[str, list[list[str]]] = {}
        for said in map(syllables, texts):
            if said:
                self._by_first.setdefault(said[0], []).append(said)
        self._letters = {first[0] for first in self._by_first}

    def say(self, line: str, size: int) -> bool:
        """True when one of them has the syllables of a line.

        Args:
            line: The line.
            size: How many syllables it has.
        """
        first = line[:1]
        if first.isalnum() and first.lower() not in self._letters:
            return False  # most lines begin with another letter than they do
        m = _first_syllable().match(line)
        same = self._by_first.get(m[1].lower()) if m else None
        # most have another length
        if same is None or size not in map(len, same):
            return False
        return syllables(line) in same


def _is_bare_credit(line: str, size: int) -> bool:
    """``Ảnh: Lê Hân``, and nothing more."""
    return size <= BARE and line.lstrip("([").startswith(credit())


def find_candidates(
    text: str,
    paragraphs: Sequence[Line],
    sentences: Sequence[tuple[int, int]],
    title: str = "",
    *,
    asked: bool = False,
    who_came: bool = False,
    held: Collection[str] | None = None,
) -> list[Candidate]:
    """The sentences of lead and body that say something.

    Left out: captions, credits, bylines and links that stand in a paragraph of text, and what
    stands before a credit in the middle of one; what repeats the headline or a caption; sentences
    of fewer syllables than the preferences ask for; questions, announcements that end in a colon,
    greetings, notes and lists of those who came. Where nothing is left, these are candidates, or
    else every sentence is one, so that a text that is not blank has at least one.

    Args:
        text: The normalised text.
        paragraphs: Its paragraphs: start, end, role and reason.
        sentences: Its sentences: start and end.
        title: The headline.
        asked: The candidates are for a question: what was taken for a caption by its words alone
            may answer it.
        who_came: Lists of those who came are candidates like others.
        held: What `vntext.summary.pieces.pieces_in` found, where the caller knows it.
    """
    prefer = preferences()
    if asked:
        paragraphs = [
            (a, b, "body" if role == "caption" and reason.startswith("weight:") else role, reason)
            for a, b, role, reason in paragraphs
        ]
    roles = _roles(paragraphs, sentences)
    places = [k for k, role in enumerate(roles) if role in ("lead", "body")]
    lines = [on_one_line(text[a:b]) for a, b in map(sentences.__getitem__, places)]
    known = _Known([title, *(text[a:b] for a, b, r, _ in paragraphs if r in ("title", "caption"))])
    alone = _alone(paragraphs, sentences)
    last_of = {end for _, end, _, _ in paragraphs}
    held = pieces_in(text) if held is None else held
    shapes = Shapes(text, glued=True, held=held)
    verbs = [verb for verb in directives() if verb in held]
    out: list[Candidate] = []
    spare: list[Candidate] = []
    pieces = tuple([piece for piece in anywhere() if piece in held])
    scene = False
    came = -2  # place of the list of those who came; none yet
    first_of = {start for start, _, _, _ in paragraphs}
    sizes = sizes_of_lines(lines)
    whole = {(a, b) for a, b, *_ in paragraphs}
    heads = headings(
        zip(lines, sizes, strict=True), {k for k, p in enumerate(places) if sentences[p] in whole}
    )
    for k, (place, line, size) in enumerate(zip(places, lines, sizes, strict=True)):
        role, span = roles[place], sentences[place]
        # a credit or link that stands in a paragraph of text
        if size <= SHORT and len(line) <= SHORT_CHARS and shapes.of(line, size):
            if (
                out
                and out[-1].place == place - 1
                and span[1] not in last_of
                and _is_bare_credit(line, size)
            ):
                out.pop()  # its caption: the picture stood in the middle of the paragraph
            continue
        said = without_credit(line) if line[:1] in "([" else line
        if said != line and out and out[-1].place == place - 1 and span[0] not in first_of:
            # "Quang cảnh lớp học. (Ảnh: Lê Hân) Sáng 3/4 ...": the caption stands before its credit
            out.pop()
        if size < prefer.candidates_shortest or known.say(line, size):
            continue
        if span[1] in last_of and looks_like_byline(line):
            continue
        opened = opens(said)
        alone_quoted = not asked and only_quoted(said)
        if alone_quoted and role == "lead":
            scene = True  # a story opens with somebody's words, and says later what it is about
        if scene and role == "lead":
            role = "body"
        made = _candidate(
            place, said, size, role, verbs, span in alone, span[0] in first_of, opened=opened
        )
        if said != line:
            made = made._replace(size=words_in(said), shown=said)
        if (opened and attends(said)) or (came == place - 1 and lists(said)):
            came = place
            (out if who_came else spare).append(made)
        elif (
            k in heads
            or alone_quoted
            or says_nothing(said)
            or ((opened or pieces) and never(said, pieces))
            or (opened and fragment(said))
        ):
            spare.append(made)
        else:
            out.append(made)
    return out or spare or _rest(text, roles, sentences, verbs, alone)


def _candidate(
    place: int,
    line: str,
    size: int,
    role: str,
    verbs: list[str],
    alone: bool,
    first: bool = False,
    *,
    opened: bool = True,
) -> Candidate:
    lead = role == "lead"
    return Candidate(
        place,
        line,
        size,
        lead,
        opened and leans(line),
        role == "body"
        and size >= SAYS_MORE
        and any(map(line.__contains__, verbs))
        and orders(line),
        alone and size <= SHORT and caption_words(line) > preferences().candidates_doubt,
        "",
        first,
    )


def _rest(
    text: str,
    roles: list[str],
    sentences: Sequence[tuple[int, int]],
    verbs: list[str],
    alone: set[tuple[int, int]],
) -> list[Candidate]:
    """A text of headlines and captions, or of signs alone, still has a summary."""
    lines = [on_one_line(text[a:b]) for a, b in sentences]
    every = [
        _candidate(place, line, size, roles[place], verbs, sentences[place] in alone)
        for place, (line, size) in enumerate(zip(lines, sizes_of_lines(lines), strict=True))
    ]
    return [c for c in every if c.size] or every
