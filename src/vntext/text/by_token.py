"""Normalisation token by token: the kernel tells which tokens are in doubt, most were seen before.

No fix looks beyond white space, so a token has the same twin wherever it stands. Tokens that were
not seen before are looked at together.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from vntext.alignment import Alignment, Edit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

__all__ = ["text_by_token", "twin_by_token"]

_REMEMBERED = 1 << 15  # tokens
_LONG = 64  # characters: longer tokens are not remembered


class _Fixed(NamedTuple):
    """The twin of a token, and the edits that lead to it."""

    text: str
    edits: tuple[Edit, ...]


_known: dict[str, _Fixed] = {}


def _fixed(
    tokens: Iterable[str], slow: Callable[[str], tuple[str, Alignment]]
) -> dict[str, _Fixed]:
    """The twins of tokens: remembered, or looked at now, all in one text."""
    found: dict[str, _Fixed] = {}
    fresh = []
    for token in dict.fromkeys(tokens):
        known = _known.get(token)
        if known is None:
            fresh.append(token)
        else:
            found[token] = known
    if not fresh:
        return found
    text, alignment = slow("\n".join(fresh))
    edits, starts = alignment.edits, [e.start for e in alignment.edits]
    if len(_known) > _REMEMBERED:
        _known.clear()
    at = first = 0
    for token, better in zip(fresh, text.split("\n"), strict=True):
        end = at + len(token)
        last = bisect_left(starts, end, first)
        own = (Edit(e.start - at, e.end - at, e.replacement, e.name) for e in edits[first:last])
        found[token] = fixed = _Fixed(better, tuple(own))
        if len(token) < _LONG:
            _known[token] = fixed
        at, first = end + 1, last
    return found


def twin_by_token(
    text: str,
    doubtful: list[tuple[int, int]],
    slow: Callable[[str], tuple[str, Alignment]],
) -> tuple[str, Alignment]:
    """The twin of a text, and how it maps to the text.

    Args:
        text: The text.
        doubtful: Spans of its tokens that may not be normalised, in order.
        slow: Gives both for a text at any rate.
    """
    tokens = [text[a:b] for a, b in doubtful]
    found = _fixed(tokens, slow)
    edits: list[Edit] = []
    for token, (start, _) in zip(tokens, doubtful, strict=True):
        edits += [
            Edit(start + e.start, start + e.end, e.replacement, e.name) for e in found[token].edits
        ]
    alignment = Alignment.from_edits(edits)
    return alignment.apply(text), alignment


def text_by_token(
    text: str,
    doubtful: list[tuple[int, int]],
    slow: Callable[[str], tuple[str, Alignment]],
) -> str:
    """The text of `twin_by_token` alone; the same object when nothing changes."""
    tokens = [text[a:b] for a, b in doubtful]
    found = _fixed(tokens, slow)
    if not any(f.edits for f in found.values()):
        return text
    parts: list[str] = []
    last = 0
    for token, (start, end) in zip(tokens, doubtful, strict=True):
        parts += (text[last:start], found[token].text)
        last = end
    parts.append(text[last:])
    return "".join(parts)
