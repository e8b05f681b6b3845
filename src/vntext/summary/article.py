"""What summaries read of a text: its normalised form, its paragraphs and its sentences."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from vntext.resources import load_toml
from vntext.summary.foot import without_asides
from vntext.summary.terms import on_one_line
from vntext.summary.tidy import tidy
from vntext.text.markup import find_source

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from vntext.alignment import Alignment
    from vntext.document import Document

__all__ = ["Article", "Line", "article_of", "headline_of"]

Line = tuple[int, int, str, str]
"""A paragraph: start, end, role, reason."""


class Article(NamedTuple):
    """A text as summaries read it.

    Attributes:
        given: The text as given.
        spans: Its sentences, in characters of ``given``.
        text: The normalised text.
        paragraphs: Its paragraphs, in characters of ``text``: start, end, role and reason.
        sentences: Its sentences, in characters of ``text``, as many as ``spans``.
        marked: The text as given has tags and signs, which a sentence is shown without, or no
            accents.
        alignment: Joins ``text`` to ``given``.
        strong: The text is Markdown that was read as plain: its strong signs are no words.
    """

    given: str
    spans: Sequence[tuple[int, int]]
    text: str
    paragraphs: Sequence[Line]
    sentences: Sequence[tuple[int, int]]
    marked: bool = False
    alignment: Alignment | None = None
    strong: bool = False

    def readable(self, place: int) -> str:
        """A sentence to read, ``""`` where that is what stands in the text.

        Without tags and signs, the number of a footnote, the sign of a list and the name of the
        newspaper in front (`vntext.summary.tidy`).
        """
        a, b = self.spans[place]
        plain = self.text[slice(*self.sentences[place])] if self.marked else self.given[a:b]
        tidied = tidy(plain, strong=self.strong)
        return tidied if tidied != self.given[a:b] else ""

    @property
    def headline(self) -> str:
        """The headline, ``""`` when the text has none."""
        return headline_of(self.text, self.paragraphs)


def headline_of(text: str, paragraphs: Sequence[Line]) -> str:
    """The headline of a normalised text on one line, ``""`` when it has none."""
    for start, end, role, reason in paragraphs:
        if role == "title" and reason in ("headline", ""):
            return on_one_line(text[start:end]).lstrip("# ")
    # what a form says it is, below the name of the state
    for start, end, role, reason in paragraphs[:LETTERHEAD]:
        line = text[start:end]
        if role == "title" and reason == "capitals" and _names_a_form(line):
            return on_one_line(line)
    # a page of which no line was told to be the headline, but begins with a heading
    for start, end, role, _ in paragraphs[:1]:
        if role == "title":
            return on_one_line(text[start:end]).lstrip("# ")
    return ""


LETTERHEAD = 6
"""Paragraphs in which a form says what it is."""


def _names_a_form(line: str) -> bool:
    low = on_one_line(line).lower()
    return (
        low.count(" ") >= 3
        and low[-1:] != ":"
        and not low.startswith(tuple(_tables()["letterheads"]))
    )


@cache
def _tables() -> Mapping[str, Any]:
    table: Mapping[str, Any] = load_toml("summary/cues.toml")["never"]
    return table


HEADLINE = 150
"""Characters of a headline."""


def _begins_with_headline(lines: Sequence[Line], text: str) -> bool:
    """True where the first of lines was taken for text, but ends as none and text follows."""
    if len(lines) < 3 or lines[0][2] not in ("lead", "body"):
        return False
    start, end = lines[0][:2]
    if end - start > HEADLINE or any(row[2:] == ("title", "headline") for row in lines):
        return False
    ends = [text[a:b].rstrip()[-1:] in '.!?…”"' for a, b, *_ in lines[:4]]
    return not ends[0] and not text[start:end].rstrip().endswith((":", ";", ",")) and any(ends[1:])


def article_of(doc: Document) -> Article:
    """What a summary reads of an analysis."""
    twin = doc.twin
    to = twin.alignment.span_to_normalized
    spans = [(s.start, s.end) for s in doc.sentences]
    lines = [(*to(p.start, p.end), p.role, p.reason) for p in doc.paragraphs]
    marked = twin.source != "plain" or doc.restored
    # a page may begin with the way to it, or with its date
    first = next((k for k, row in enumerate(lines) if row[2] not in ("related", "byline")), 0)
    capitals = [k for k, p in enumerate(doc.paragraphs) if p.text.isupper()]
    letterhead = first in capitals and not _names_a_form(twin.text[slice(*lines[first][:2])])
    if not letterhead and _begins_with_headline(lines[first:], twin.text):
        lines[first] = (*lines[first][:2], "title", "headline")
    if 3 * len(capitals) < 2 * len(lines):
        for k in capitals:
            if lines[k][2] in ("lead", "body"):
                lines[k] = (*lines[k][:2], "title", "capitals")
    strong = twin.source == "plain" and find_source(doc.text) == "markdown"
    places = [to(a, b) for a, b in spans]
    lines = without_asides(twin.text, lines)
    return Article(doc.text, spans, twin.text, lines, places, marked, twin.alignment, strong)
