"""Where one of several strings may begin in a text: one quick look before patterns are tried.

A grammar whose expressions begin with known words asks for these places and tries its pattern
there alone. Places may be too many, never too few.
"""

from __future__ import annotations

import re
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

from vntext.kernel import kernel

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vntext.kernel import _kernel

__all__ = ["Heads", "lower"]

# Flags of a character: its class in six bits (0: in no string), inside a word, a capital.
_CLASSES, _INSIDE, _UPPER = 0x3F, 0x40, 0x80

_FIGURES = "0123456789"

# Letters that words of a text have; a character beyond counts as no letter, which costs a look.
_LETTERS = (range(0x30, 0x250), range(0x1E00, 0x1F00))

_SEEN = 4  # characters of a string that are looked at
_MIX = 0x9E3779B1  # as in kernel/heads.c


def lower(text: str) -> str:
    """Lower case with the same number of characters, so that offsets stay valid.

    Example:
        >>> lower("NGHỊ ĐỊNH"), len(lower("İ"))
        ('nghị định', 1)
    """
    low = text.lower()
    if len(low) == len(text):
        return low
    return "".join(c if len(c.lower()) != 1 else c.lower() for c in text)


class Heads:
    """Beginnings of strings, ready to look for them in texts.

    Args:
        strings: The strings in lower case; their first four characters count. A figure 0 stands
            for all figures.

    Example:
        >>> heads = Heads(["luật", "nghị định"])
        >>> text = "Theo Luật Đất đai và NGHỊ ĐỊNH 167"
        >>> {5, 21} <= set(heads.places(text))
        True
    """

    def __init__(self, strings: Iterable[str]) -> None:
        self._strings = sorted({s[:_SEEN] for s in strings})

    @cached_property
    def _native(self) -> _kernel.Heads | None:
        native = kernel()
        if native is None:
            return None
        letters = sorted(set("".join(self._strings)))
        # figures are one class; more letters than classes share them, which costs a few looks
        classes = {c: 1 if c in _FIGURES else i % (_CLASSES - 1) + 2 for i, c in enumerate(letters)}
        flags = bytearray(0x10000)
        for code in chain(*_LETTERS):
            c = chr(code)
            flags[code] = (_INSIDE if c.isalnum() else 0) | (_UPPER if c.isupper() else 0)
        for c, number in classes.items():
            for same in _FIGURES if c in _FIGURES else {c, c.upper()}:
                if len(same) == 1:
                    flags[ord(same)] |= number
        triples, fours = bytearray(1 << 15), bytearray(1 << 15)
        for s in self._strings:
            ways = [0]
            for i in range(_SEEN - 1):
                # what follows a short string may be anything
                last = [classes[s[i]]] if i < len(s) else range(_CLASSES + 1)
                ways = [way << 6 | number for way in ways for number in last]
            if len(s) < _SEEN:
                for way in ways:
                    triples[way >> 3] |= 1 << (way & 7)
            else:
                way = ((ways[0] << 6 | classes[s[-1]]) * _MIX & 0xFFFFFFFF) >> 14
                fours[way >> 3] |= 1 << (way & 7)
        found: _kernel.Heads = native.Heads({"classes": flags, "triples": triples, "fours": fours})
        return found

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        # one branch a first character: most places are passed at once
        rests: dict[str, list[str]] = {}
        for s in self._strings:
            rests.setdefault(s[0], []).append(re.escape(s[1:]))
        # one figure stands for all, as in the kernel's classes
        pattern = "|".join(f"{re.escape(c)}(?:{'|'.join(r)})" for c, r in rests.items())
        return re.compile(pattern.replace("0", "[0-9]"))

    def places(self, text: str) -> list[int]:
        """Offsets where one of the strings may begin, whatever the case, in order.

        Args:
            text: Any text.

        Returns:
            All places at the head of a word where a string begins, and maybe others.
        """
        if not self._strings:
            return []  # a pattern of no branch would match everywhere
        native = self._native
        if native is not None:
            return native.places(text)
        low, found, at = lower(text), [], 0
        search = self._pattern.search
        while (m := search(low, at)) is not None:
            found.append(m.start())
            at = m.start() + 1
        return found
