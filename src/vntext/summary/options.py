"""What a caller may ask of a summary, checked once."""

from __future__ import annotations

import sys
import warnings
from dataclasses import dataclass

from vntext.checks import check_count, check_flag, check_string
from vntext.errors import InvalidOptionError
from vntext.summary.preferences import preferences

__all__ = ["Budget", "Options", "former_title"]


def former_title(headline: str | None, title: str | None) -> str | None:
    """The headline, by its name or by the one that it had: a title is an office, not a headline.

    Raises:
        InvalidOptionError: If both are given.
    """
    if title is None:
        return headline
    if headline is not None:
        raise InvalidOptionError("headline and title are the same option; give headline alone")
    warnings.warn(
        "the option title= is called headline= now, and goes with version 1.0",
        DeprecationWarning,
        stacklevel=3,
    )
    check_string("title", title)
    return title


@dataclass(frozen=True, slots=True)
class Budget:
    """How long a summary may be.

    Attributes:
        sentences: At most so many sentences; ``None`` when words are counted.
        words: At most so many syllables (see `vntext.summary.terms.words_in`); ``None`` when
            sentences are counted.
    """

    sentences: int | None
    words: int | None


@dataclass(frozen=True, slots=True)
class Options:
    """The options of a summary; `vntext.summarize` says what each means.

    Raises:
        InvalidOptionError: If an option is out of its range, or two budgets are given.

    Example:
        >>> Options(words=100).budget(total_words=900)
        Budget(sentences=None, words=100)
    """

    sentences: int | None = None
    words: int | None = None
    ratio: float | None = None
    headline: str | None = None
    query: str | None = None
    keep_lead: bool = True
    max_sentence_words: int | None = None
    trim: bool = False

    def __post_init__(self) -> None:
        check_string("headline", self.headline, optional=True)
        check_string("query", self.query, optional=True)
        check_flag("keep_lead", self.keep_lead)
        check_flag("trim", self.trim)
        if sum(x is not None for x in (self.sentences, self.words, self.ratio)) > 1:
            raise InvalidOptionError("give one of sentences, words and ratio")
        for name in ("sentences", "words", "max_sentence_words"):
            if (value := getattr(self, name)) is not None:
                check_count(name, value)
        r = self.ratio
        if r is not None and (
            not isinstance(r, int | float) or isinstance(r, bool) or not 0 < r <= 1
        ):
            raise InvalidOptionError(f"ratio must be above 0 and at most 1, not {r!r}")

    def budget(self, total_words: int) -> Budget:
        """The budget; a ratio is one of so many syllables."""
        if self.ratio is not None:
            return Budget(None, max(1, int(self.ratio * total_words)))
        if self.words is not None:
            return Budget(None, self.words)
        return Budget(self.sentences or preferences().budget_sentences, None)

    def says_no_budget(self) -> bool:
        """The caller leaves it to the library how long the summary is."""
        return self.sentences is None and self.words is None and self.ratio is None

    def asks_for_one(self) -> bool:
        """One sentence is enough: the caller asks for one, or leaves the length to the library."""
        return not self.query and (self.says_no_budget() or self.sentences == 1)

    def longest(self, budget: Budget) -> int:
        """Syllables of the longest sentence that may be taken."""
        return min(self.max_sentence_words or sys.maxsize, budget.words or sys.maxsize)
