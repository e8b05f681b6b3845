"""What the entity stage reads and gives: plain records on the joined normalised text."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from vntext.spans import Spans

__all__ = ["Found", "TaggerInput"]


class Found(NamedTuple):
    """A span that a grammar, a rule or the trained tagger found.

    A named tuple: an article has some fifty, and a frozen dataclass takes three times as long.

    Attributes:
        start: First character in the joined normalised text.
        end: End, exclusive.
        label: One of `vntext.document.LABELS`.
        rule: Name of what found it: ``"tagger"``, or the name of a rule or grammar.
        score: How sure the finder is, from 0 to 1; rules and grammars give 1.

    Example:
        >>> sorted([Found(7, 13, "LOC", "tagger", 0.9), Found(0, 6, "PERSON", "tagger", 0.8)])[0]
        Found(start=0, end=6, label='PERSON', rule='tagger', score=0.8)
    """

    start: int
    end: int
    label: str
    rule: str = "tagger"
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class TaggerInput:
    r"""A batch of documents as one text, with the layers that were made before.

    Attributes:
        text: The normalised texts of the batch, joined with ``"\n"``.
        documents: Bounds of the documents in ``text``. What one document says about a name never
            reaches another one.
        sentences: Sentences, sorted; none crosses a line break.
        protected: Spans that no stage cuts (document numbers, dates, abbreviations ...).
        fixed: What stands already: LAW and DATE spans, authors of bylines, spans of the lexicon.
        words: Words, sorted; None where nobody has found them yet.
    """

    text: str
    documents: Spans
    sentences: Spans
    protected: Spans
    fixed: list[Found] = field(default_factory=list)
    words: Spans | None = None
