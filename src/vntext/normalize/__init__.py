"""Normalisation: Unicode, tones, legacy encodings, accents. Offsets are never lost."""
