"""Tokens of a sentence and longest match of phrases: the ground that the rules stand on."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable

    import regex

__all__ = ["Phrases", "Tokens", "fold"]

T = TypeVar("T")

# old and new places of the tone in open syllables: hoà = hòa, thuý = thúy, uỷ = ủy
_TONES = dict(
    zip(
        ["oà", "oá", "oả", "oã", "oạ", "oè", "oé", "oẻ", "oẽ", "oẹ", "uỳ", "uý", "uỷ", "uỹ", "uỵ"],
        ["òa", "óa", "ỏa", "õa", "ọa", "òe", "óe", "ỏe", "õe", "ọe", "ùy", "úy", "ủy", "ũy", "ụy"],
        strict=True,
    )
)


def fold(token: str) -> str:
    """Key of a token: small letters, one tone placement.

    Example:
        >>> fold("Uỷ") == fold("ủy")
        True
    """
    token = token.lower()
    return token[:-2] + _TONES[token[-2:]] if token[-2:] in _TONES else token


@cache
def _pattern() -> regex.Pattern[str]:
    import regex

    return regex.compile(r"\p{L}[\p{L}\p{M}\d]*+(?:[-&’'](?=[\p{L}\d])[\p{L}\p{M}\d]++)*+|\d++|\S")


class Tokens:
    """The tokens of one sentence, as columns.

    Attributes:
        text: The normalised text that the offsets refer to.
        starts: First characters.
        ends: Ends (exclusive).
        words: The tokens.
        keys: The tokens folded by `fold`.
        capital: Whether a token begins with a capital letter.
    """

    __slots__ = ("capital", "ends", "keys", "starts", "text", "words")

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text = text
        self.starts: list[int] = []
        self.ends: list[int] = []
        for m in _pattern().finditer(text, start, end):
            self.starts.append(m.start())
            self.ends.append(m.end())
        self.words = [text[a:b] for a, b in zip(self.starts, self.ends, strict=True)]
        self.keys = [fold(w) for w in self.words]
        self.capital = [w[0].isupper() for w in self.words]

    def __len__(self) -> int:
        return len(self.words)


class Phrases(Generic[T]):
    """Phrases of tokens with a value each; finds the longest that begins at a token.

    Args:
        exact: Compare the tokens as written, not folded.
    """

    def __init__(self, *, exact: bool = False) -> None:
        self._exact = exact
        self._root: dict[str, object] = {}

    def add(self, phrase: str, value: T) -> None:
        """Adds a phrase; a later value replaces an earlier one."""
        node = self._root
        for m in _pattern().finditer(phrase):
            token = m.group() if self._exact else fold(m.group())
            node = node.setdefault(token, {})  # type: ignore[assignment]
        node[""] = value

    def update(self, phrases: Iterable[str], value: T) -> None:
        """Adds several phrases with one value."""
        for p in phrases:
            self.add(p, value)

    def match(self, tokens: Tokens, i: int) -> tuple[int, T] | None:
        """The longest phrase that begins at token ``i``: the token after it, and its value."""
        column = tokens.words if self._exact else tokens.keys
        node = self._root
        best: tuple[int, T] | None = None
        while i < len(column):
            nxt = node.get(column[i])
            if nxt is None:
                break
            node = nxt  # type: ignore[assignment]
            i += 1
            if "" in node:
                best = (i, node[""])  # type: ignore[assignment]
        return best
