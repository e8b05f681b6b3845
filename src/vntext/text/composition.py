"""Letters and their marks as one character, in whatever order the marks were typed."""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import re

__all__ = ["MARKS", "composed_cluster", "mark_run", "nfc"]

# The marks that make a letter (circumflex, breve, horn) come before the tone in a composed letter;
# typed the other way round NFC leaves the circumflex apart: e + acute + circumflex is "é̂", not "ế".
_QUALITY = "\u0302\u0306\u031b"
MARKS = "\u0300-\u036f"
_SHORT = 16  # marks on one letter that unicodedata may sort itself; its sort is quadratic


def nfc(text: str) -> str:
    """NFC in linear time: unicodedata sorts long runs of marks in quadratic time."""
    if len(text) > _SHORT:
        parts = [c for char in text for c in unicodedata.normalize("NFD", char)]
        run: list[str] = []
        out: list[str] = []
        for c in parts:
            if unicodedata.combining(c):
                run.append(c)
            else:
                out += sorted(run, key=unicodedata.combining)
                run = []
                out.append(c)
        out += sorted(run, key=unicodedata.combining)
        text = "".join(out)
    return unicodedata.normalize("NFC", text)


@lru_cache(maxsize=1 << 12)
def composed_cluster(cluster: str) -> str:
    """NFC of one base and its marks, the letter's own marks before its tone."""
    parts = unicodedata.normalize("NFD", cluster[0]) + cluster[1:]
    parts = parts.translate(_invisible())
    if len(parts) > 2 and parts[0] in "aeouAEOU":
        parts = parts[0] + "".join(sorted(parts[1:], key=lambda c: c not in _QUALITY))
    return nfc(parts)


@cache
def _invisible() -> dict[int, None]:
    from vntext.text.characters import character_fixes

    return {
        ord(c): None
        for c, f in character_fixes().items()
        if f.when != "syllable" and not f.replacement
    }


@cache
def mark_run() -> re.Pattern[str]:
    """Marks, with invisible characters between them; the last one is a mark."""
    import re

    hidden = "".join(map(chr, _invisible()))
    return re.compile(rf"(?:[{hidden}]{{0,4}}[{MARKS}])+")
