"""What stands in the layers of a document: spans of the given text, people, summaries.

Offsets are in characters (code points) of the text as the caller gave it.
"""

from __future__ import annotations

from vntext.annotations.legal import LegalReference
from vntext.annotations.people import Person, Title
from vntext.annotations.span import Entity, Paragraph, Sentence, Span, Word
from vntext.annotations.summary import Cut, Summary, SummarySentence
from vntext.annotations.words import Words

__all__ = [
    "Cut",
    "Entity",
    "LegalReference",
    "Paragraph",
    "Person",
    "Sentence",
    "Span",
    "Summary",
    "SummarySentence",
    "Title",
    "Word",
    "Words",
]
