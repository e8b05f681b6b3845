"""The public names of vntext, each with the module that holds it: the one list of them."""

from vntext.alignment import (
    Alignment as Alignment,
)
from vntext.alignment import (
    Edit as Edit,
)
from vntext.api import (
    find_entities as find_entities,
)
from vntext.api import (
    find_legal_references as find_legal_references,
)
from vntext.api import (
    find_people as find_people,
)
from vntext.api import (
    pos_tag as pos_tag,
)
from vntext.api import (
    sent_tokenize as sent_tokenize,
)
from vntext.api import (
    word_tokenize as word_tokenize,
)
from vntext.api import (
    word_tokenize_many as word_tokenize_many,
)
from vntext.document import (
    Document as Document,
)
from vntext.document import (
    Entity as Entity,
)
from vntext.document import (
    LegalReference as LegalReference,
)
from vntext.document import (
    Paragraph as Paragraph,
)
from vntext.document import (
    Person as Person,
)
from vntext.document import (
    Sentence as Sentence,
)
from vntext.document import (
    Span as Span,
)
from vntext.document import (
    Summary as Summary,
)
from vntext.document import (
    SummarySentence as SummarySentence,
)
from vntext.document import (
    Title as Title,
)
from vntext.document import (
    Word as Word,
)
from vntext.errors import (
    DecodingError as DecodingError,
)
from vntext.errors import (
    InvalidDocumentError as InvalidDocumentError,
)
from vntext.errors import (
    InvalidOptionError as InvalidOptionError,
)
from vntext.errors import (
    InvalidTextError as InvalidTextError,
)
from vntext.errors import (
    LexiconError as LexiconError,
)
from vntext.errors import (
    MissingExtraError as MissingExtraError,
)
from vntext.errors import (
    ResourceError as ResourceError,
)
from vntext.errors import (
    StageError as StageError,
)
from vntext.errors import (
    TextTooLongError as TextTooLongError,
)
from vntext.errors import (
    VntextError as VntextError,
)
from vntext.legal.annotate import (
    annotate as annotate,
)
from vntext.legal.resolve import (
    resolve_legal_references as resolve_legal_references,
)
from vntext.lexicon import (
    Lexicon as Lexicon,
)
from vntext.pipeline import (
    EntityTagger as EntityTagger,
)
from vntext.pipeline import (
    Pipeline as Pipeline,
)
from vntext.pipeline import (
    SentenceScorer as SentenceScorer,
)
from vntext.pipeline import (
    WordSegmenter as WordSegmenter,
)
from vntext.pipeline import (
    analyze as analyze,
)
from vntext.pipeline import (
    pipe as pipe,
)
from vntext.render import (
    render_html as render_html,
)
from vntext.summary.api import (
    summarize as summarize,
)
from vntext.summary.brief import (
    Brief as Brief,
)
from vntext.summary.brief import (
    brief as brief,
)
from vntext.summary.keyphrases import (
    KeyPhrase as KeyPhrase,
)
from vntext.summary.keyphrases import (
    keyphrases as keyphrases,
)
from vntext.summary.many import (
    Digest as Digest,
)
from vntext.summary.many import (
    summarize_many as summarize_many,
)
from vntext.text.accents import (
    looks_unaccented as looks_unaccented,
)
from vntext.text.accents import (
    restore_diacritics as restore_diacritics,
)
from vntext.text.encodings import (
    decode_legacy as decode_legacy,
)
from vntext.text.encodings import (
    detect_encoding as detect_encoding,
)
from vntext.text.folding import (
    fold as fold,
)
from vntext.text.folding import (
    slugify as slugify,
)
from vntext.text.folding import (
    strip_diacritics as strip_diacritics,
)
from vntext.text.keyboard import (
    from_telex as from_telex,
)
from vntext.text.keyboard import (
    from_vni as from_vni,
)
from vntext.text.rules import (
    explain_normalization as explain_normalization,
)
from vntext.text.rules import (
    normalize as normalize,
)
from vntext.text.syllables import (
    is_vietnamese_syllable as is_vietnamese_syllable,
)

__version__: str
__all__: list[str]
