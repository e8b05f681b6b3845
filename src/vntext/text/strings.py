"""Many strings looked for in one pass over a text.

A table of hints, marks or cues has some dozens of them: to ask for each whether a text holds it
reads the text as often. Here it is read once.
"""

from __future__ import annotations

from array import array
from functools import cache, cached_property
from itertools import chain
from typing import TYPE_CHECKING

from vntext.kernel import kernel
from vntext.text.heads import Heads, lower

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vntext.kernel import _kernel

__all__ = ["CAPITAL", "DOUBT", "FIGURE", "Cues", "Phrases", "Strings", "characters"]

CAPITAL, FIGURE, DOUBT = 1, 2, 4  # of a character: a capital, a figure, Python must read it

# Characters of nearly all texts: Latin letters, tones that stand alone, marks, currencies. A line
# with others is left to Python, so that no table of all characters is made.
_USUAL = (range(0x250), range(0x300, 0x345), range(0x1E00, 0x1F00), range(0x2000, 0x20D0))


@cache
def characters() -> tuple[array[int], bytearray]:
    """Of each character its small letter, 0 for one in no word, and its flags."""
    low, flags = array("H", bytes(2 * 0x10000)), bytearray([DOUBT]) * 0x10000
    for code in chain(*_USUAL):
        c = chr(code)
        small = c.lower()
        if len(small) > 1:
            continue
        flags[code] = (CAPITAL if c.isupper() else 0) | (FIGURE if c.isdecimal() else 0)
        if c.isalnum() or c == "_":
            low[code] = ord(small)
    return low, flags


class Strings:
    """Strings to look for in texts, as they are written.

    Args:
        strings: The strings; none is empty.

    Example:
        >>> Strings(["Ảnh:", "họa", "chợ"]).held("Chợ Yên Sơn, một góc chợ. Ảnh: Lê Hân")
        ['Ảnh:', 'chợ']
    """

    def __init__(self, strings: Iterable[str]) -> None:
        self._strings = list(dict.fromkeys(strings))

    @cached_property
    def _native(self) -> _kernel.Strings | None:
        native = kernel()
        if native is None:
            return None
        found: _kernel.Strings = native.Strings({"strings": self._strings})
        return found

    def held(self, text: str) -> list[str]:
        """Those of the strings that a text holds, in their own order."""
        native = self._native
        if native is None:
            return [s for s in self._strings if s in text]
        strings = self._strings
        return [strings[k] for k in native.held(text)]


def _in_any_case(strings: list[str]) -> _kernel.Strings | None:
    """The kernel's reader of strings whatever the case; None where there is no kernel."""
    native = kernel()
    if native is None:
        return None
    low, flags = characters()
    found: _kernel.Strings = native.Strings({"strings": strings, "lower": low, "flags": flags})
    return found


class Cues:
    """Strings to look for in texts whatever the case, inside of words too.

    Args:
        cues: The strings in small letters, each of two characters at least.

    Example:
        >>> Cues(["chợ", "mở chợ"]).places("Xã mở CHỢ, chợ đông")
        {'chợ': [6, 11], 'mở chợ': [3]}
    """

    def __init__(self, cues: Iterable[str]) -> None:
        self.cues = list(cues)

    @cached_property
    def _native(self) -> _kernel.Strings | None:
        return _in_any_case(self.cues)

    def places(self, text: str) -> dict[str, list[int]]:
        """The places of the strings that a text holds, each in order."""
        native = self._native
        if native is not None:
            return {self.cues[k]: found for k, found in sorted(native.places(text).items())}
        low = lower(text)
        return {cue: found for cue in self.cues if (found := _places(low, cue))}


def _places(text: str, string: str) -> list[int]:
    found = []
    at = text.find(string)
    while at >= 0:
        found.append(at)
        at = text.find(string, at + 1)
    return found


class Phrases:
    """Phrases to look for in texts as words of their own, whatever the case.

    Args:
        phrases: The phrases in small letters, each of two characters at least.

    Example:
        >>> Phrases(["chợ", "mở chợ"]).at("Xã mở CHỢ, chợ đông")
        [(3, 1), (6, 0), (11, 0)]
    """

    def __init__(self, phrases: Iterable[str]) -> None:
        self._phrases = list(phrases)

    @cached_property
    def _native(self) -> _kernel.Strings | None:
        return _in_any_case(self._phrases)

    @cached_property
    def _begin(self) -> tuple[Heads, dict[str, list[tuple[str, int]]]]:
        rows: dict[str, list[tuple[str, int]]] = {}
        for k, phrase in enumerate(self._phrases):
            rows.setdefault(phrase[:2], []).append((phrase, k))
        return Heads(self._phrases), rows

    def at(self, text: str) -> list[tuple[int, int]]:
        """Places of the phrases in a text, each with the number of the phrase, in order."""
        native = self._native
        found = native.at(text) if native is not None else None
        if found is not None:
            return found
        low, n = lower(text), len(text)
        heads, rows = self._begin
        return [
            (at, k)
            for at in heads.places(text)
            if not (at and low[at - 1].isalnum())
            for phrase, k in rows.get(low[at : at + 2], ())
            if low.startswith(phrase, at)
            and not (at + len(phrase) < n and low[at + len(phrase)].isalnum())
        ]
