"""Summaries: sentences taken from a text, and what was cut from them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from vntext.annotations.span import Span
from vntext.views import view

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Cut", "Summary", "SummarySentence"]


@dataclass(frozen=True, slots=True, repr=False)
class Cut(Span):
    """A piece of a sentence that a summary leaves out.

    Attributes:
        rule: Why it can be spared: ``"brackets"``, ``"offices"``, ``"introduction"``, ``"tail"``,
            ``"clauses"``.
    """

    rule: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class SummarySentence(Span):
    """A sentence of a summary.

    Attributes:
        score: Higher is better; comparable inside one summary only.
        reason: Why it was taken (``"lead"``, ``"score"`` ...).
        shown: How the summary prints it when a part was cut; ``""`` when it is printed whole. The
            offsets are those of the whole sentence.
        cuts: What was cut, sorted. ``…`` stands in `shown` where clauses were cut at the end.
    """

    score: float = 0.0
    reason: str = ""
    shown: str = ""
    cuts: tuple[Cut, ...] = ()


@dataclass(frozen=True, slots=True)
class Summary:
    """Sentences that stand for the text, in the original order.

    Attributes:
        sentences: The sentences.
    """

    sentences: tuple[SummarySentence, ...] = ()

    @property
    def text(self) -> str:
        """The sentences as one text."""
        return " ".join(s.shown or " ".join(s.text.split()) for s in self.sentences)

    def __str__(self) -> str:
        return self.text

    def __len__(self) -> int:
        return len(self.sentences)

    def __iter__(self) -> Iterator[SummarySentence]:
        return iter(self.sentences)

    def _repr_html_(self) -> str:
        return str(view("summary", self))
