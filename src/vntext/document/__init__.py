"""The result of an analysis: one immutable `Document` whose layers are spans of the given text.

Offsets are in characters (code points) of the text as the caller gave it, and for every span ``s``
of a document ``doc.text[s.start:s.end] == s.text``.
"""

from __future__ import annotations

from vntext.annotations import (
    Cut,
    Entity,
    LegalReference,
    Paragraph,
    Person,
    Sentence,
    Span,
    Summary,
    SummarySentence,
    Title,
    Word,
    Words,
)
from vntext.document.document import (
    Document,
    _Changed as _Changed,  # documents that were pickled name them here
    _with_parts as _with_parts,
    check_document,
    was_analysed,
)
from vntext.document.layers import ALL_LAYERS, FORMAT as FORMAT, LAYERS, VALUE_LAYERS
from vntext.labels import LABELS, ROLES, Label, Role

__all__ = [
    "ALL_LAYERS",
    "LABELS",
    "LAYERS",
    "ROLES",
    "VALUE_LAYERS",
    "Cut",
    "Document",
    "Entity",
    "Label",
    "LegalReference",
    "Paragraph",
    "Person",
    "Role",
    "Sentence",
    "Span",
    "Summary",
    "SummarySentence",
    "Title",
    "Word",
    "Words",
    "check_document",
    "was_analysed",
]
