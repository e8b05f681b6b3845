"""Vietnamese text: words, people and their titles, legal references, places, dates, summaries.

Every result is a span of the untouched text:

    >>> import vntext
    >>> doc = vntext.analyze("Sáng 24/5, đồng chí Lê Văn An, Bí thư Tỉnh ủy, dự hội nghị.")
    >>> [(e.text, e.label) for e in doc.entities]
    [('24/5', 'DATE'), ('Lê Văn An', 'PERSON'), ('Bí thư Tỉnh ủy', 'TITLE'), ('Tỉnh ủy', 'ORG')]
    >>> doc.people[0].titles[0].organization.text
    'Tỉnh ủy'

The names below are loaded when they are first used; importing the package loads no model and no
heavy package.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vntext.alignment import Alignment, Edit
    from vntext.api import (
        find_entities,
        find_legal_references,
        find_people,
        pos_tag,
        sent_tokenize,
        word_tokenize,
    )
    from vntext.document import (
        Document,
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
    )
    from vntext.errors import (
        DecodingError,
        InvalidDocumentError,
        InvalidOptionError,
        InvalidTextError,
        LexiconError,
        MissingExtraError,
        ResourceError,
        TextTooLongError,
        VntextError,
    )
    from vntext.pipeline import EntityTagger, Pipeline, SentenceScorer, WordSegmenter, analyze, pipe

__version__ = "0.1.0"

# public name -> module that holds it
_HOME = {
    **dict.fromkeys(("Alignment", "Edit"), "vntext.alignment"),
    **dict.fromkeys(
        (
            "find_entities",
            "find_legal_references",
            "find_people",
            "pos_tag",
            "sent_tokenize",
            "word_tokenize",
        ),
        "vntext.api",
    ),
    **dict.fromkeys(
        (
            "Document",
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
        ),
        "vntext.document",
    ),
    **dict.fromkeys(
        (
            "DecodingError",
            "InvalidDocumentError",
            "InvalidOptionError",
            "InvalidTextError",
            "LexiconError",
            "MissingExtraError",
            "ResourceError",
            "TextTooLongError",
            "VntextError",
        ),
        "vntext.errors",
    ),
    **dict.fromkeys(
        ("EntityTagger", "Pipeline", "SentenceScorer", "WordSegmenter", "analyze", "pipe"),
        "vntext.pipeline",
    ),
}

__all__ = [
    "Alignment",
    "DecodingError",
    "Document",
    "Edit",
    "Entity",
    "EntityTagger",
    "InvalidDocumentError",
    "InvalidOptionError",
    "InvalidTextError",
    "LegalReference",
    "LexiconError",
    "MissingExtraError",
    "Paragraph",
    "Person",
    "Pipeline",
    "ResourceError",
    "Sentence",
    "SentenceScorer",
    "Span",
    "Summary",
    "SummarySentence",
    "TextTooLongError",
    "Title",
    "VntextError",
    "Word",
    "WordSegmenter",
    "__version__",
    "analyze",
    "find_entities",
    "find_legal_references",
    "find_people",
    "pipe",
    "pos_tag",
    "sent_tokenize",
    "word_tokenize",
]


def __getattr__(name: str) -> object:
    """Loads a public name from its module (PEP 562)."""
    home = _HOME.get(name)
    if home is None:
        raise AttributeError(f"module 'vntext' has no attribute {name!r}")
    from importlib import import_module

    value: object = getattr(import_module(home), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
