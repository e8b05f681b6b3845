"""Which sentences may stand in a summary, and what is known of each before it is scored."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from vntext.roles.bylines import looks_like_byline
from vntext.roles.captions import caption_words
from vntext.roles.tables import shapes_of
from vntext.split.rules import credit
from vntext.summary.cues import directives, leans, orders
from vntext.summary.preferences import preferences
from vntext.summary.terms import on_one_line, syllables, syllables_of_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

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
        syllables: Its syllables in lower case.
        lead: It belongs to the lead of the article.
        leans: It is not understood without the sentence before it.
        directive: A named speaker says in it what is to be done.
        doubtful: It is a paragraph of its own, and its words speak for a caption.
        shown: The sentence with its cuts, ``""`` when nothing was cut.
    """

    place: int
    text: str
    syllables: list[str]
    lead: bool
    leans: bool
    directive: bool
    doubtful: bool
    shown: str = ""

    @property
    def size(self) -> int:
        """Its length in syllables."""
        return len(self.syllables)


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
        self._by_first: dict[str, list[str]] = {}
        for text in texts:
            if m := _first_syllable().match(text):
                self._by_first.setdefault(m[1].lower(), []).append(text)

    def say(self, found: list[str]) -> bool:
        """True when one of them has these syllables."""
        texts = self._by_first.get(found[0]) if found else None
        return texts is not None and any(syllables(text) == found for text in texts)


def _glued(text: str, size: int) -> bool:
    """True for a credit or link that stands in a paragraph of text."""
    return (
        size <= SHORT
        and len(text) <= SHORT_CHARS
        and any(shape.fits(text, size) for shape in shapes_of(text[:1], glued=True))
    )


def _is_bare_credit(line: str, size: int) -> bool:
    """``Ảnh: Lê Hân``, and nothing more."""
    return size <= BARE and line.lstrip("([").startswith(credit())


def find_candidates(
    text: str,
    paragraphs: Sequence[Line],
    sentences: Sequence[tuple[int, int]],
    title: str = "",
) -> list[Candidate]:
    """The sentences of lead and body that say something.

    Left out: captions, credits, bylines and links that stand in a paragraph of text, and what
    stands before a credit in the middle of one; what repeats the headline or a caption; sentences
    of fewer syllables than the preferences ask for. Where nothing is left, every sentence is a
    candidate, so that a text that is not blank has at least one.

    Args:
        text: The normalised text.
        paragraphs: Its paragraphs: start, end, role and reason.
        sentences: Its sentences: start and end.
        title: The headline.
    """
    prefer = preferences()
    roles = _roles(paragraphs, sentences)
    places = [k for k, role in enumerate(roles) if role in ("lead", "body")]
    lines = [on_one_line(text[a:b]) for a, b in map(sentences.__getitem__, places)]
    known = _Known([title, *(text[a:b] for a, b, r, _ in paragraphs if r in ("title", "caption"))])
    alone = _alone(paragraphs, sentences)
    last_of = {end for _, end, _, _ in paragraphs}
    verbs = [verb for verb in directives() if verb in text]
    out: list[Candidate] = []
    for place, line, found in zip(places, lines, syllables_of_lines(lines), strict=True):
        size, role, span = len(found), roles[place], sentences[place]
        if _glued(line, size):
            before = out[-1].place if out else -1
            if before == place - 1 and span[1] not in last_of and _is_bare_credit(line, size):
                out.pop()  # its caption: the picture stood in the middle of the paragraph
            continue
        if size < prefer.candidates_shortest or known.say(found):
            continue
        if span[1] in last_of and looks_like_byline(line):
            continue
        out.append(_candidate(place, line, found, role, verbs, span in alone))
    return out or _rest(text, roles, sentences, verbs, alone)


def _candidate(
    place: int, line: str, found: list[str], role: str, verbs: list[str], alone: bool
) -> Candidate:
    lead, size = role == "lead", len(found)
    return Candidate(
        place,
        line,
        found,
        lead,
        not lead and leans(line),
        role == "body"
        and size >= SAYS_MORE
        and any(map(line.__contains__, verbs))
        and orders(line),
        alone and size <= SHORT and caption_words(line) > preferences().candidates_doubt,
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
        _candidate(place, line, found, roles[place], verbs, sentences[place] in alone)
        for place, (line, found) in enumerate(zip(lines, syllables_of_lines(lines), strict=True))
    ]
    return [c for c in every if c.syllables] or every
