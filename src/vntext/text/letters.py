"""Letters by case, for patterns; a range such as À-Ỹ would mix both cases."""

from __future__ import annotations

__all__ = ["LOWER", "UPPER"]

# Latin letters up to the last Vietnamese one.
_LETTERS = [chr(c) for c in (*range(0x41, 0x250), *range(0x1E00, 0x1F00))]

UPPER = "".join(c for c in _LETTERS if c.isupper())
"""Capital letters, to stand inside ``[...]`` of a pattern."""

LOWER = "".join(c for c in _LETTERS if c.islower())
"""Small letters, to stand inside ``[...]`` of a pattern."""
