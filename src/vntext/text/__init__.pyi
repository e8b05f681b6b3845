"""The names of `vntext.text`, each with the module that holds it."""

from vntext.text.accents import (
    Restored as Restored,
    restore_diacritics as restore_diacritics,
    restore_syllables as restore_syllables,
)
from vntext.text.encoded_spans import EncodedSpan as EncodedSpan
from vntext.text.encodings import (
    Detection as Detection,
    decode_legacy as decode_legacy,
    detect_encoding as detect_encoding,
    detect_encodings as detect_encodings,
)
from vntext.text.folding import (
    align_stripped as align_stripped,
    fold as fold,
    slugify as slugify,
    strip_diacritics as strip_diacritics,
)
from vntext.text.keyboard import (
    from_telex as from_telex,
    from_vni as from_vni,
)
from vntext.text.rules import (
    align as align,
    explain_normalization as explain_normalization,
    normalize as normalize,
)
from vntext.text.sorting import (
    sort_key as sort_key,
)
from vntext.text.syllables import (
    is_vietnamese_syllable as is_vietnamese_syllable,
    split_syllable as split_syllable,
    syllable_key as syllable_key,
)
from vntext.text.tones import (
    place_tone as place_tone,
    place_tones as place_tones,
    repair_syllable as repair_syllable,
)
from vntext.text.unicode import (
    Twin as Twin,
    normalized_twin as normalized_twin,
)

__all__: list[str]
from vntext.text.unaccented import (
    looks_unaccented as looks_unaccented,
    should_restore as should_restore,
)
