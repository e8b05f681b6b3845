"""The public names of vntext, each with the module that holds it: the one list of them."""

from vntext.about import (
    Info as Info,
    info as info,
)
from vntext.alignment import (
    Alignment as Alignment,
    Edit as Edit,
)
from vntext.api import (
    find_entities as find_entities,
    find_legal_references as find_legal_references,
    find_people as find_people,
    pos_tag as pos_tag,
    sent_tokenize as sent_tokenize,
    word_tokenize as word_tokenize,
    word_tokenize_many as word_tokenize_many,
)
from vntext.bulk.failures import (
    Failure as Failure,
)
from vntext.document import (
    Document as Document,
    Entity as Entity,
    LegalReference as LegalReference,
    Paragraph as Paragraph,
    Person as Person,
    Sentence as Sentence,
    Span as Span,
    Summary as Summary,
    SummarySentence as SummarySentence,
    Title as Title,
    Word as Word,
)
from vntext.errors import (
    DecodingError as DecodingError,
    InvalidDocumentError as InvalidDocumentError,
    InvalidOptionError as InvalidOptionError,
    InvalidTextError as InvalidTextError,
    LexiconError as LexiconError,
    MissingExtraError as MissingExtraError,
    ResourceError as ResourceError,
    StageError as StageError,
    TextTimeoutError as TextTimeoutError,
    TextTooLongError as TextTooLongError,
    VntextError as VntextError,
    WorkerError as WorkerError,
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
    Pipeline as Pipeline,
    analyze as analyze,
    pipe as pipe,
)
from vntext.render import (
    render_html as render_html,
)
from vntext.schema import (
    document_schema as document_schema,
)
from vntext.stages import (
    EntityTagger as EntityTagger,
    SentenceScorer as SentenceScorer,
    SentenceSplitter as SentenceSplitter,
    WordSegmenter as WordSegmenter,
)
from vntext.summary.api import (
    summarize as summarize,
)
from vntext.summary.brief import (
    Brief as Brief,
    brief as brief,
)
from vntext.summary.genre import (
    Genre as Genre,
)
from vntext.summary.keyphrases import (
    KeyPhrase as KeyPhrase,
    keyphrases as keyphrases,
)
from vntext.summary.many import (
    Digest as Digest,
    summarize_many as summarize_many,
)
from vntext.summary.scorer import (
    default_scorer as default_scorer,
)
from vntext.summary.short import (
    bullets as bullets,
    genre_of as genre_of,
    gist as gist,
)
from vntext.text.accents import restore_diacritics as restore_diacritics
from vntext.text.encodings import (
    decode_legacy as decode_legacy,
    detect_encoding as detect_encoding,
    detect_encodings as detect_encodings,
)
from vntext.text.folding import (
    fold as fold,
    slugify as slugify,
    strip_diacritics as strip_diacritics,
)
from vntext.text.keyboard import (
    from_telex as from_telex,
    from_vni as from_vni,
)
from vntext.text.rules import (
    explain_normalization as explain_normalization,
    normalize as normalize,
)
from vntext.text.sorting import (
    sort_key as sort_key,
)
from vntext.text.syllables import (
    is_vietnamese_syllable as is_vietnamese_syllable,
)
from vntext.text.unaccented import (
    looks_unaccented as looks_unaccented,
)
from vntext.values.address import (
    parse_address as parse_address,
)
from vntext.values.conversion import (
    convert_address as convert_address,
)

__version__: str
__all__: list[str]
