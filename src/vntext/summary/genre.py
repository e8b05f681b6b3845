"""Genres that are summarised in their own way (``summary/genres.toml``): told with a reason."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from vntext.resources import load_toml
from vntext.text.strings import Strings

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from vntext.summary.article import Line

__all__ = ["Genre", "find_genre", "genre_marks"]

_NEVER = r"(?!)"


@cache
def _numbered() -> re.Pattern[str]:
    return re.compile(r"^\W{0,6}\d{1,2}\s?[.)/]\s?\D", re.MULTILINE)


@cache
def _number() -> re.Pattern[str]:
    return re.compile(r"\W{0,6}\d")


@cache
def _asks() -> re.Pattern[str]:
    return re.compile(
        r"[*_–\- ]*(?:PV|P\.V|Phóng viên|Hỏi|MC|BTV|[^:.]{2,30} [–-] [A-Z]{2,5})[^:.]{0,20}:"
    )


@cache
def _pattern(source: str) -> re.Pattern[str]:
    """A pattern of the table, compiled when first asked for: most texts ask for none."""
    return re.compile(source)


class Genre(NamedTuple):
    """A genre, and how it is told and summarised.

    Attributes:
        name: ``abstract``, ``law``, ``questions``, ``minutes``, ``interview``, ``speech``,
            ``obituary``, ``match`` or ``list``.
        reason: What tells it.
        headline: A pattern that the headline must hold, ``""`` for any.
        marks: Pieces of text, of which ``least`` must stand in the text.
        least: How many of the marks.
        numbered: How many paragraphs must be numbered.
        prefers: A pattern; sentences that hold it gain.
        against: A pattern; sentences that hold it lose.
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
    prefers: str
    against: str
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
        if len(held.intersection(self.marks)) < self.least:
            return False
        if self.headline and not _pattern(self.headline).search(headline):
            return False
        if not self.numbered:
            return True
        # a look at the beginnings of paragraphs: few texts have as many numbers there
        maybe = sum(1 for a, *_ in paragraphs if _number().match(text, a))
        return maybe >= self.numbered and len(_numbered().findall(text)) >= self.numbered

    def asks(self, paragraph: str) -> bool:
        """True for a paragraph in which the one who asks speaks, in a talk."""
        if self.name != "interview":
            return False
        return paragraph.rstrip(' *_"”').endswith("?") or _asks().match(paragraph) is not None

    def speaks_against(self, line: str) -> bool:
        """True for a sentence that no summary of this genre begins with, a lead or not."""
        return bool(_pattern(self.against).search(line))

    def gain_of(self, line: str) -> float:
        """What a sentence gains, or loses, in a text of this genre."""
        # a sentence may be asked for by its first words and be thanks all the same
        if _pattern(self.against).search(line):
            return -self.gain
        return self.gain if _pattern(self.prefers).search(line) else 0.0


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
            row["prefers"],
            row.get("against", _NEVER),
            row["gain"],
            row.get("sentences"),
            row.get("leads", True),
        )
        for row in load_toml("summary/genres.toml")["genre"]
    )


@cache
def genre_marks() -> frozenset[str]:
    """The marks of all genres."""
    return frozenset(mark for genre in _genres() for mark in genre.marks)


@cache
def _marks() -> Strings:
    return Strings(sorted(genre_marks()))


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
        if len(marks) >= genre.least and genre.fits(text, heading, marks, paragraphs):
            return genre
    return None
