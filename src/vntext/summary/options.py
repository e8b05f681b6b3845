"""What a caller may ask of a summary, checked."""

from __future__ import annotations

from dataclasses import dataclass

from vntext.errors import InvalidOptionError

__all__ = ["DEFAULT_SENTENCES", "Budget", "budget_of"]

DEFAULT_SENTENCES = 3


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


def budget_of(
    sentences: int | None, words: int | None, ratio: float | None, total_words: int
) -> Budget:
    """Checks the three ways to say how long a summary may be; three sentences by default.

    Raises:
        InvalidOptionError: If more than one is given, or one is out of its range.
    """
    given = [x for x in (sentences, words, ratio) if x is not None]
    if len(given) > 1:
        raise InvalidOptionError("give one of sentences, words and ratio")
    if ratio is not None:
        if not isinstance(ratio, int | float) or isinstance(ratio, bool) or not 0 < ratio <= 1:
            raise InvalidOptionError(f"ratio must be above 0 and at most 1, not {ratio!r}")
        return Budget(None, max(1, int(ratio * total_words)))
    for name, value in (("sentences", sentences), ("words", words)):
        if value is not None and (
            not isinstance(value, int) or isinstance(value, bool) or value < 1
        ):
            raise InvalidOptionError(f"{name} must be a whole number above 0, not {value!r}")
    if words is not None:
        return Budget(None, words)
    return Budget(sentences or DEFAULT_SENTENCES, None)
