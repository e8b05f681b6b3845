"""The names of `vntext.text`, each with the module that holds it."""

from vntext.text.accents import (
    Restored as Restored,
)
from vntext.text.accents import (
    looks_unaccented as looks_unaccented,
)
from vntext.text.accents import (
    restore_diacritics as restore_diacritics,
)
from vntext.text.accents import (
    restore_syllables as restore_syllables,
)
from vntext.text.encodings import (
    Detection as Detection,
)
from vntext.text.encodings import (
    decode_legacy as decode_legacy,
)
from vntext.text.encodings import (
    detect_encoding as detect_encoding,
)
from vntext.text.folding import (
    align_stripped as align_stripped,
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
    align as align,
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
from vntext.text.syllables import (
    split_syllable as split_syllable,
)
from vntext.text.syllables import (
    syllable_key as syllable_key,
)
from vntext.text.tones import (
    place_tone as place_tone,
)
from vntext.text.tones import (
    place_tones as place_tones,
)
from vntext.text.tones import (
    repair_syllable as repair_syllable,
)
from vntext.text.unicode import (
    Twin as Twin,
)
from vntext.text.unicode import (
    normalized_twin as normalized_twin,
)

__all__: list[str]
