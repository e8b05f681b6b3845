"""Normalisation: Unicode, tones, legacy encodings, keyboards, accents. Offsets are never lost.

The names below are loaded when they are first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from vntext._callable import make_callable

if TYPE_CHECKING:
    from vntext.normalize.accents import (
        Restored,
        looks_unaccented,
        restore_diacritics,
        restore_syllables,
    )
    from vntext.normalize.encodings import Detection, decode_legacy, detect_encoding
    from vntext.normalize.folding import align_stripped, fold, slugify, strip_diacritics
    from vntext.normalize.keyboard import from_telex, from_vni
    from vntext.normalize.rules import align, explain_normalization, normalize
    from vntext.normalize.syllables import is_vietnamese_syllable, split_syllable, syllable_key
    from vntext.normalize.tones import place_tone, place_tones, repair_syllable
    from vntext.normalize.unicode import Twin, normalized_twin

_MODULES = {
    "accents": ("Restored", "looks_unaccented", "restore_diacritics", "restore_syllables"),
    "encodings": ("Detection", "decode_legacy", "detect_encoding"),
    "folding": ("align_stripped", "fold", "slugify", "strip_diacritics"),
    "keyboard": ("from_telex", "from_vni"),
    "rules": ("align", "explain_normalization", "normalize"),
    "syllables": ("is_vietnamese_syllable", "split_syllable", "syllable_key"),
    "tones": ("place_tone", "place_tones", "repair_syllable"),
    "unicode": ("Twin", "normalized_twin"),
}
_WHERE = {name: module for module, names in _MODULES.items() for name in names}

__all__ = [
    "Detection",
    "Restored",
    "Twin",
    "align",
    "align_stripped",
    "decode_legacy",
    "detect_encoding",
    "explain_normalization",
    "fold",
    "from_telex",
    "from_vni",
    "is_vietnamese_syllable",
    "looks_unaccented",
    "normalize",
    "normalized_twin",
    "place_tone",
    "place_tones",
    "repair_syllable",
    "restore_diacritics",
    "restore_syllables",
    "slugify",
    "split_syllable",
    "strip_diacritics",
    "syllable_key",
]


def __getattr__(name: str) -> Any:
    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{_WHERE[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__


make_callable(__name__, "vntext.normalize.rules", "normalize")
