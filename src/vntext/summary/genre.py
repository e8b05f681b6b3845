"""Genres that are summarised in their own way (``summary/genres.toml``): told with a reason."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from vntext.resources import load_toml
from vntext.summary.contents import is_contents
from vntext.summary.cues import adds
from vntext.summary.signs import kinds_of_words
from vntext.text.strings import Strings

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from vntext.summary.article import Line
    from vntext.summary.candidates import Candidate

__all__ = ["Genre", "find_genre", "genre_marks", "spoken_for"]

_NEVER = r"(?!)"

QUESTION = 300
"""Characters of the longest paragraph that asks."""

MOST_ASKED = 1
"""Sentences before the question, in a paragraph of the one who asks."""


@cache
def _numbered() -> re.Pattern[str]:
    return re.compile(r"^\W{0,6}(?:Bước )?\d{1,2}\s?[.):/]\s?\D", re.MULTILINE)


@cache
def _number() -> re.Pattern[str]:
    return re.compile(r"\W{0,6}(?:Bước )?\d")


@cache
def _asks() -> re.Pattern[str]:
    return re.compile(
        r"[*_–\- ]*(?:PV|P\.V|Phóng viên|Hỏi|MC|BTV|[^:.]{2,30} [–-] [A-Z]{2,5})[^:.]{0,20}:"
    )


@cache
def _ends() -> re.Pattern[str]:
    return re.compile(r"[.!?…:][\"”]? ")


@cache
def _pattern(source: str) -> re.Pattern[str]:
    """A pattern of the table, compiled when first asked for: most texts ask for none."""
    return re.compile(source)


class Genre(NamedTuple):
    """A genre, and how it is told and summarised.

    Attributes:
        name: ``abstract``, ``judgment``, ``law``, ``questions``, ``minutes``, ``letter``,
            ``contents``, ``interview``, ``speech``, ``obituary``, ``match``, ``review``,
            ``biography`` or ``list``.
        reason: What tells it.
        headline: A pattern that the headline must hold, ``""`` for any.
        marks: Pieces of text, of which ``least`` must stand in the text.
        least: How many of the marks.
        numbered: How many paragraphs must be numbered.
        asked: So many paragraphs of one who asks do as well as the marks; 0 where they do not.
        entries: How many lines must be entries of a list (`vntext.summary.contents`).
        asked_from: A pattern of where the words of the one who asks begin, ``""`` for none.
        asked_until: A pattern of what stands behind them.
        itself: A pattern of what sentences call the text itself by.
        opening: A pattern that the first paragraph of text must begin with, ``""`` for any.
        prefers: A pattern; sentences that hold it gain.
        best: A pattern; sentences that hold it gain as much again.
        against: A pattern; sentences that hold it lose.
        result: A pattern of what a summary must tell (`vntext.summary.results`), ``""`` for
            nothing.
        gain: How much, in ratings.
        sentences: So many sentences at most, when the caller says nothing.
        leads: The paragraph below the headline is taken first, as in news.
    """

    name: str
    reason: str
    headline: str
    marks: frozenset[str]
    least: int
    numbered: int
    asked: int
    entries: int
    asked_from: str
    asked_until: str
    itself: str
    opening: str
    prefers: str
    best: str
    against: str
    result: str
    gain: float
    sentences: int | None
    leads: bool

    def fits(
        self, text: str, headline: str, held: frozenset[str], paragraphs: Sequence[Line]
    ) -> bool:
        """True for a text of this genre.

        Args:
            text: The text.
            headline: Its headline.
            held: Marks of all genres that it holds.
            paragraphs: Its paragraphs.
        """
        if len(held.intersection(self.marks)) < self.least and not (
            self.asked and self._is_talk(text, held, paragraphs)
        ):
            return False
        if self.headline and not _pattern(self.headline).search(headline):
            return False
        if self.opening and not self._opens(text, paragraphs):
            return False
        if self.entries and not is_contents(text, paragraphs, self.entries):
            return False
        if not self.numbered:
            return True
        # a look at the beginnings of paragraphs: few texts have as many numbers there
        maybe = sum(1 for a, *_ in paragraphs if _number().match(text, a))
        return maybe >= self.numbered and len(_numbered().findall(text)) >= self.numbered

    def _opens(self, text: str, paragraphs: Sequence[Line]) -> bool:
        first = next((a for a, _, role, _ in paragraphs if role in ("lead", "body")), None)
        return first is not None and _pattern(self.opening).match(text, first) is not None

    def _is_talk(self, text: str, held: frozenset[str], paragraphs: Sequence[Line]) -> bool:
        """True where somebody asks again and again, and somebody speaks of himself or herself."""
        if not held.intersection(_SPEAKS):
            return False
        asked = 0
        for start, end, *_ in paragraphs:
            paragraph = text[start:end]
            asked += len(paragraph) <= QUESTION and self.asks(paragraph)
        return asked >= self.asked

    def asks(self, paragraph: str) -> bool:
        """True for a paragraph in which the one who asks speaks, in a talk."""
        if self.name != "interview":
            return False
        if _asks().match(paragraph):
            return True
        # no paragraph of text that closes with a question
        end = paragraph.rstrip(' *_"”')
        return end.endswith("?") and len(_ends().findall(end)) <= MOST_ASKED

    def question(self, text: str) -> tuple[int, int] | None:
        """Where the one who asks speaks, in a page of one question."""
        first = _pattern(self.asked_from).search(text) if self.asked_from else None
        behind = _pattern(self.asked_until).search(text, first.end()) if first else None
        return (first.start(), behind.start()) if first and behind else None

    def known_in(self, line: str) -> tuple[str, ...]:
        """Kinds of needs that a sentence has not, since every reader knows what it points at.

        "Quyết định này ..." is the act itself, "Ông ..." the one whose life is told.
        """
        if _pattern(self.itself).match(line):
            return "points", "leans"
        return ("points",) if _pattern(self.itself).search(line) else ()

    def speaks_against(self, line: str) -> bool:
        """True for a sentence that no summary of this genre begins with, a lead or not."""
        return bool(_pattern(self.against).search(line))

    def tells_result(self, line: str) -> bool:
        """True for a sentence or a line that holds what a summary of this genre must tell."""
        return bool(_pattern(self.result).search(line)) and not self.speaks_against(line)

    def gain_of(self, line: str) -> float:
        """What a sentence gains, or loses, in a text of this genre."""
        # a sentence may be asked for by its first words and be thanks all the same
        if _pattern(self.against).search(line):
            return -self.gain
        gain = self.gain if _pattern(self.prefers).search(line) else 0.0
        return gain + self.gain if _pattern(self.best).search(line) else gain


@cache
def _genres() -> tuple[Genre, ...]:
    return tuple(
        Genre(
            row["name"],
            row["reason"],
            row.get("headline", ""),
            frozenset(row["marks"]),
            row["least"],
            row.get("numbered", 0),
            row.get("asked", 0),
            row.get("entries", 0),
            row.get("asked_from", ""),
            row.get("asked_until", _NEVER),
            row.get("itself", _NEVER),
            row.get("opening", ""),
            row["prefers"],
            row.get("best", _NEVER),
            row.get("against", _NEVER),
            row.get("result", ""),
            row["gain"],
            row.get("sentences"),
            row.get("leads", True),
        )
        for row in load_toml("summary/genres.toml")["genre"]
    )


@cache
def genre_marks() -> frozenset[str]:
    """The marks of all genres, and what tells that somebody speaks."""
    return frozenset(mark for genre in _genres() for mark in genre.marks) | _SPEAKS


_SPEAKS = frozenset({"tôi", "Tôi"})
"""Words of one who speaks."""


@cache
def _marks() -> Strings:
    return Strings(sorted(genre_marks()))


def spoken_for(found: Sequence[Candidate], genre: Genre) -> list[Candidate]:
    """The candidates, without those that a genre does without and what leans on them.

    Args:
        found: The candidates, in the order of the text.
        genre: The genre of the text.
    """
    out: list[Candidate] = []
    left = -1  # the place of the last one that was left out
    words = kinds_of_words([c.text for c in found])
    for c, kinds in zip(found, words, strict=True):
        if (
            genre.speaks_against(c.text)
            or "courtesy" in kinds
            or (
                c.leans
                and left == c.place - 1
                and not adds(c.text)
                and genre.gain_of(c.text) <= 0
                and "leans" not in genre.known_in(c.text)
            )
        ):
            left = c.place
        else:
            out.append(c)
    return out


def find_genre(
    text: str, paragraphs: Sequence[Line], headline: str, held: Collection[str] | None = None
) -> Genre | None:
    """The genre of a normalised text, None for news and all else.

    Args:
        text: The normalised text.
        paragraphs: Its paragraphs: start, end, role and reason.
        headline: Its headline, ``""`` when it has none.
        held: The marks that the text holds, among others, where the caller knows them.
    """
    # where no headline was told, the first line stands for it
    heading = headline or (text[paragraphs[0][0] : paragraphs[0][1]] if paragraphs else "")
    marks = genre_marks().intersection(_marks().held(text) if held is None else held)
    for genre in _genres():
        # most texts have fewer marks of all genres than any of them asks for
        enough = len(marks) >= genre.least or genre.asked
        if enough and genre.fits(text, heading, marks, paragraphs):
            return genre
    return None
