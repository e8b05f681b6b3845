"""The protocols of the stages that a user can replace, and the checks of what his stages give.

The library's own stages satisfy the protocols and are not wrapped: what they give is proved by
tests, and the default path pays nothing.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from vntext.entities.types import Found
from vntext.errors import StageError
from vntext.labels import given_labels
from vntext.spans import Spans

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vntext.document import Sentence
    from vntext.entities.types import TaggerInput
    from vntext.split.protect import Protected

__all__ = [
    "CheckedScorer",
    "CheckedSegmenter",
    "CheckedSplitter",
    "CheckedTagger",
    "EntityTagger",
    "SentenceScorer",
    "SentenceSplitter",
    "WordSegmenter",
]


@runtime_checkable
class SentenceSplitter(Protocol):
    """Finds the sentences of a normalised text."""

    def split(self, text: str, protected: Sequence[Protected]) -> Iterable[tuple[int, int, str]]:
        """Returns the sentences.

        Args:
            text: A normalised text, or several joined by line breaks.
            protected: Spans in which no sentence ends, each with the name of its rule.

        Returns:
            ``(start, end, rule)`` of every sentence in order, in characters of ``text``; ``rule``
            is a name for what ended it. Together they cover all characters that are not white
            space, none with a line break inside; `StageError` is raised for others.
        """
        ...


@runtime_checkable
class WordSegmenter(Protocol):
    """Finds the words of a normalised text."""

    def segment(self, text: str, protected: Spans) -> Spans:
        """Returns the words.

        Args:
            text: A normalised text, or several joined by line breaks.
            protected: Spans that no word border may lie inside of.

        Returns:
            Words in order, which together cover all characters that are not white space, none
            with a line break inside; `StageError` is raised for others.
        """
        ...


@runtime_checkable
class EntityTagger(Protocol):
    """Finds people, titles, organisations and places in a batch."""

    def tag(self, batch: TaggerInput) -> list[Found]:
        """Returns the entities; overlaps are settled by `vntext.decide`.

        Each lies in the text and on one line; its label is PERSON, TITLE, ORG, LOC or DATE, its
        score from 0 to 1. `StageError` is raised for others.
        """
        ...


@runtime_checkable
class SentenceScorer(Protocol):
    """Scores the sentences of a document for its summary."""

    def score(self, text: str, sentences: Sequence[Sentence], headline: str) -> Sequence[float]:
        """Returns a finite number per sentence; higher is better.

        Args:
            text: The normalised text.
            sentences: The sentences that may be taken, in characters of ``text``. The sentences of
                a lead that is kept anyway are not among them.
            headline: The headline, ``""`` when there is none.
        """
        ...


SHOWN = 40
"""Characters of a text that an error quotes."""


class _Checked:
    """A stage and its name in errors: the part that it plays, its class and its method."""

    role = ""
    method = ""

    def __init__(self, stage: Any) -> None:
        self._stage = stage

    def _error(self, what: str) -> StageError:
        return StageError(f"{self.role} {type(self._stage).__name__}: {self.method} gave {what}")

    def _bounds(self, text: str, start: int, end: int, what: str) -> None:
        """Refuses a span that is empty, lies outside the text or crosses a line break."""
        if not 0 <= start < end <= len(text):
            raise self._error(
                f"{what} at [{start}, {end}), which is no stretch of the text of "
                f"{len(text):,} characters"
            )
        at = text.find("\n", start, end)
        if at >= 0:
            shown = text[max(start, at - SHOWN // 2) : min(end, at + SHOWN // 2)]
            raise self._error(f"{what} at [{start}, {end}) across a line break: {shown!r}")

    def _gap(self, text: str, start: int, end: int, unit: str) -> None:
        """Refuses visible characters between two units."""
        between = text[start:end]
        if between and not between.isspace():
            raise self._error(
                f"no {unit} for {between.strip()[:SHOWN]!r} in [{start}, {end}); {unit}s cover all "
                "that is not white space"
            )

    def _whole(self, value: Any) -> int:
        from operator import index

        try:
            return index(value)
        except TypeError:
            raise self._error(f"the offset {value!r}, which is no whole number") from None


class CheckedSplitter(_Checked):
    """A sentence splitter whose sentences are checked."""

    role, method = "splitter", "split"

    def split(self, text: str, protected: Sequence[Protected]) -> list[tuple[int, int, str]]:
        """Returns the sentences of the stage.

        Raises:
            StageError: If they are no rows of start, end and rule, do not lie in the text or on one
                line, overlap, or leave out what is not white space.
        """
        given = self._stage.split(text, protected)
        if not isinstance(given, Iterable) or isinstance(given, str | bytes):
            raise self._error(f"{_kind(given)}, not a list of (start, end, rule)")
        out: list[tuple[int, int, str]] = []
        done = 0
        for row in given:
            if not isinstance(row, tuple) or len(row) != 3 or not isinstance(row[2], str):
                raise self._error(f"{row!r} in its list, not (start, end, rule)")
            start, end = self._whole(row[0]), self._whole(row[1])
            self._bounds(text, start, end, "a sentence")
            if start < done:
                raise self._error(f"a sentence at [{start}, {end}) after one that ends at {done}")
            self._gap(text, done, start, "sentence")
            out.append((start, end, row[2]))
            done = end
        self._gap(text, done, len(text), "sentence")
        return out


class CheckedSegmenter(_Checked):
    """A word segmenter whose words are checked."""

    role, method = "segmenter", "segment"

    def segment(self, text: str, protected: Spans) -> Spans:
        """Returns the words of the stage.

        Raises:
            StageError: If they are no `Spans`, do not lie in the text or on one line, overlap, or
                leave out what is not white space.
        """
        words = self._columns(self._stage.segment(text, protected))
        done = 0
        for start, end in words.pairs():
            self._bounds(text, start, end, "a word")
            if start < done:
                raise self._error(f"a word at [{start}, {end}) after one that ends at {done}")
            self._gap(text, done, start, "word")
            done = end
        self._gap(text, done, len(text), "word")
        return words

    def _columns(self, words: Any) -> Spans:
        import numpy as np

        if not isinstance(words, Spans):
            raise self._error(f"{_kind(words)}, not Spans; make them with Spans.of(pairs)")
        starts, ends = (np.asarray(column) for column in words)
        if starts.ndim != 1 or starts.shape != ends.shape:
            raise self._error(f"columns of the shapes {starts.shape} and {ends.shape}")
        if starts.size and (starts.dtype.kind not in "iu" or ends.dtype.kind not in "iu"):
            raise self._error(f"columns of {starts.dtype} and {ends.dtype}, not of whole numbers")
        return Spans(starts.astype(np.int32), ends.astype(np.int32))


class CheckedTagger(_Checked):
    """An entity tagger whose entities are checked."""

    role, method = "tagger", "tag"

    def tag(self, batch: TaggerInput) -> list[Found]:
        """Returns the entities of the stage.

        Raises:
            StageError: If they are no list of `Found`, do not lie in the text or on one line, or
                have a label or a score that there is not.
        """
        found = self._stage.tag(batch)
        if not isinstance(found, list | tuple):
            raise self._error(f"{_kind(found)}, not a list of Found")
        return [self._found(batch.text, f) for f in found]

    def _found(self, text: str, f: Any) -> Found:
        if not isinstance(f, Found):
            raise self._error(f"{_kind(f)} in its list, not Found(start, end, label)")
        start, end, score = self._whole(f.start), self._whole(f.end), f.score
        if f.label not in (given := given_labels()):
            raise self._error(f"the label {f.label!r}; there are {', '.join(given)}")
        self._bounds(text, start, end, f"a {f.label}")
        if not isinstance(f.rule, str):
            raise self._error(f"a rule that is no str but {_kind(f.rule)}")
        try:
            score = float(score)
        except (TypeError, ValueError):
            score = math.nan
        if not 0 <= score <= 1:
            raise self._error(f"the score {f.score!r}, which is no number from 0 to 1")
        return f._replace(start=start, end=end, score=score)


class CheckedScorer(_Checked):
    """A sentence scorer whose scores are checked."""

    role, method = "scorer", "score"

    def score(self, text: str, sentences: Sequence[Sentence], headline: str) -> list[float]:
        """Returns the scores of the stage.

        Raises:
            StageError: If they are not one finite number a sentence.
        """
        import numpy as np

        given = self._stage.score(text, sentences, headline)
        try:
            scores = np.asarray(given)
        except (TypeError, ValueError):  # lists of several lengths
            scores = np.asarray(None)
        if scores.ndim != 1 or (scores.size and scores.dtype.kind not in "iuf"):
            raise self._error(f"{_kind(given)}, not a list of numbers: one for each sentence")
        if len(scores) != len(sentences):
            raise self._error(f"{len(scores)} scores for {len(sentences)} sentences")
        bad = np.flatnonzero(~np.isfinite(scores))
        if len(bad):
            raise self._error(f"the score {scores[bad[0]]} for sentence {bad[0]}")
        return [float(x) for x in scores]


def _kind(value: object) -> str:
    return type(value).__name__
