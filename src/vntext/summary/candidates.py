"""Which sentences may stand in a summary, and what is known of each before it is scored."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from vntext.roles.bylines import looks_like_byline
from vntext.roles.captions import caption_words
from vntext.roles.tables import glued_shapes
from vntext.summary.features import cue, leans
from vntext.summary.terms import one_line, syllables

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vntext.document import Paragraph, Sentence, Span

__all__ = ["Candidate", "find_candidates", "headline_of"]

SHORTEST = 4
"""Sentences of fewer syllables say nothing alone."""

DOUBT = -2.0
"""Above this value of `caption_words` a short paragraph of one sentence may be a caption."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may stand in a summary.

    Attributes:
        start: First character in the text as given.
        end: End (exclusive).
        text: The sentence on one line.
        syllables: Its syllables in lower case.
        lead: It belongs to the lead of the article.
        leans: It is not understood without the sentence before it.
        directive: A named speaker says in it what is to be done.
        doubtful: It is a paragraph of its own, and its words speak for a caption.
        shown: The sentence with its cuts, ``""`` when nothing was cut.
    """

    start: int
    end: int
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


def headline_of(paragraphs: Sequence[Paragraph]) -> str:
    """The headline, ``""`` when the text has none."""
    for p in paragraphs:
        if p.role == "title" and p.reason in ("headline", ""):
            return one_line(p.text)
    return ""


def _directive(text: str, people: list[str]) -> bool:
    """True for "Phát biểu bế mạc, đồng chí Lê Hân nhấn mạnh: ...": a name, then such a verb."""
    found = cue("directive").search(text, 8)
    while found:
        if found.start() > 260:
            return False
        head = text[: found.start()]
        if any(name in head for name in people) or cue("speaker").search(head):
            return len(text) - found.end() > 60
        found = cue("directive").search(text, found.end())
    return False


def find_candidates(
    paragraphs: Sequence[Paragraph],
    sentences: Sequence[Sentence],
    people: Sequence[Span] = (),
    title: str = "",
) -> list[Candidate]:
    """The sentences of lead and body that say something.

    Left out: captions, credits, bylines and links that stand in a paragraph of text; what repeats
    the headline or a caption; sentences of fewer than `SHORTEST` syllables. Where nothing is left,
    every sentence is a candidate, so that a text that is not blank has at least one.
    """
    out: list[Candidate] = []
    rest: list[Candidate] = []
    signs: list[Candidate] = []
    known = {" ".join(syllables(title))} if title else set()
    known.update(" ".join(syllables(p.text)) for p in paragraphs if p.role in ("title", "caption"))
    body = {(p.start, p.end) for p in paragraphs if p.role == "body"}
    alone = body.intersection((s.start, s.end) for s in sentences)
    if len(alone) > 0.8 * len(body):
        alone = set()  # a text with a line for each sentence
    last_of = {p.end for p in paragraphs}
    hints, glued = glued_shapes()
    k = seen = 0
    for s in sentences:
        while k + 1 < len(paragraphs) and s.start >= paragraphs[k].end:
            k += 1
        role = paragraphs[k].role if paragraphs else "body"
        text = one_line(s.text)
        found = syllables(text)
        size = len(found)
        named = []
        while seen < len(people) and people[seen].start < s.end:
            if people[seen].start >= s.start:
                named.append(one_line(people[seen].text))
            seen += 1
        c = Candidate(
            s.start,
            s.end,
            text,
            found,
            lead=role == "lead",
            leans=role != "lead" and leans(text),
            directive=role == "body" and size >= 12 and _directive(text, named),
            doubtful=(s.start, s.end) in alone and size <= 45 and caption_words(text) > DOUBT,
        )
        (rest if found else signs).append(c)
        if role not in ("lead", "body") or size < SHORTEST or " ".join(found) in known:
            continue
        sign = size <= 45 and len(text) <= 500 and any(map(text.__contains__, hints))
        if sign and any(shape.fits(text, size) for shape in glued):
            continue
        if s.end in last_of and looks_like_byline(text):
            continue
        out.append(c)
    # a text of headlines and captions, or of signs alone, still has a summary
    return out or rest or signs
