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
        word_tokenize_many,
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
        StageError,
        TextTooLongError,
        VntextError,
    )
    from vntext.legal.annotate import annotate
    from vntext.legal.resolve import resolve_legal_references
    from vntext.lexicon import Lexicon
    from vntext.normalize import (
        decode_legacy,
        detect_encoding,
        explain_normalization,
        fold,
        from_telex,
        from_vni,
        is_vietnamese_syllable,
        looks_unaccented,
        normalize,
        restore_diacritics,
        slugify,
        strip_diacritics,
    )
    from vntext.pipeline import EntityTagger, Pipeline, SentenceScorer, WordSegmenter, analyze, pipe
    from vntext.render import render_html
    from vntext.summarize import summarize
    from vntext.summarize.brief import Brief, brief
    from vntext.summarize.keyphrases import KeyPhrase, keyphrases
    from vntext.summarize.many import Digest, summarize_many

__version__ = "0.1.0"

# module -> the public names that it holds
_EXPORTS = {
    "vntext.alignment": (
        "Alignment",
        "Edit",
    ),
    "vntext.api": (
        "find_entities",
        "find_legal_references",
        "find_people",
        "pos_tag",
        "sent_tokenize",
        "word_tokenize",
        "word_tokenize_many",
    ),
    "vntext.document": (
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
    "vntext.errors": (
        "DecodingError",
        "InvalidDocumentError",
        "InvalidOptionError",
        "InvalidTextError",
        "LexiconError",
        "MissingExtraError",
        "ResourceError",
        "StageError",
        "TextTooLongError",
        "VntextError",
    ),
    "vntext.legal.annotate": ("annotate",),
    "vntext.legal.resolve": ("resolve_legal_references",),
    "vntext.lexicon": ("Lexicon",),
    "vntext.normalize": (
        "decode_legacy",
        "detect_encoding",
        "explain_normalization",
        "fold",
        "from_telex",
        "from_vni",
        "is_vietnamese_syllable",
        "looks_unaccented",
        "normalize",
        "restore_diacritics",
        "slugify",
        "strip_diacritics",
    ),
    "vntext.pipeline": (
        "EntityTagger",
        "Pipeline",
        "SentenceScorer",
        "WordSegmenter",
        "analyze",
        "pipe",
    ),
    "vntext.render": ("render_html",),
    "vntext.summarize": ("summarize",),
    "vntext.summarize.brief": (
        "Brief",
        "brief",
    ),
    "vntext.summarize.keyphrases": (
        "KeyPhrase",
        "keyphrases",
    ),
    "vntext.summarize.many": (
        "Digest",
        "summarize_many",
    ),
}
_HOME = {name: module for module, names in _EXPORTS.items() for name in names}

# `normalize` and `summarize` are folders and functions at once: the folder answers the call
_CALLABLE = ("normalize", "summarize")

__all__ = [
    "Alignment",
    "Brief",
    "DecodingError",
    "Digest",
    "Document",
    "Edit",
    "Entity",
    "EntityTagger",
    "InvalidDocumentError",
    "InvalidOptionError",
    "InvalidTextError",
    "KeyPhrase",
    "LegalReference",
    "Lexicon",
    "LexiconError",
    "MissingExtraError",
    "Paragraph",
    "Person",
    "Pipeline",
    "ResourceError",
    "Sentence",
    "SentenceScorer",
    "Span",
    "StageError",
    "Summary",
    "SummarySentence",
    "TextTooLongError",
    "Title",
    "VntextError",
    "Word",
    "WordSegmenter",
    "__version__",
    "analyze",
    "annotate",
    "brief",
    "decode_legacy",
    "detect_encoding",
    "explain_normalization",
    "find_entities",
    "find_legal_references",
    "find_people",
    "fold",
    "from_telex",
    "from_vni",
    "is_vietnamese_syllable",
    "keyphrases",
    "looks_unaccented",
    "normalize",
    "pipe",
    "pos_tag",
    "render_html",
    "resolve_legal_references",
    "restore_diacritics",
    "sent_tokenize",
    "slugify",
    "strip_diacritics",
    "summarize",
    "summarize_many",
    "word_tokenize",
    "word_tokenize_many",
]


def __getattr__(name: str) -> object:
    """Loads a public name from its module (PEP 562)."""
    home = _HOME.get(name)
    if home is None:
        raise AttributeError(f"module 'vntext' has no attribute {name!r}")
    from importlib import import_module

    module = import_module(home)
    value: object = module if name in _CALLABLE else getattr(module, name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
