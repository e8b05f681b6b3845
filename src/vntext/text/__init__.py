"""Normalisation: Unicode, tones, legacy encodings, keyboards, accents. Offsets are never lost.

The names below are loaded when they are first used.
"""

from __future__ import annotations

from vntext._lazy import attach

__getattr__, __dir__, __all__ = attach(globals())
