"""Patterns that are compiled when they are first tried.

Rules have hundreds of patterns, and a text tries a few of them: compiling them all takes longer
than reading the text. What `re` can read as `regex` does is left to `re`, which compiles three
times as fast and is there already.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["Pattern"]

_OWN: Final = re.compile(r"\\[pPwWbBXG]|\[\[:|\(\?r\)")
"""What `regex` alone has, or reads in another way than `re`: properties, letters of words."""

_METHODS: Final = ("findall", "finditer", "fullmatch", "match", "search", "sub")


class Pattern:
    r"""A pattern in the syntax of `regex`, with the methods of a compiled one.

    Args:
        pattern: The pattern.

    Raises:
        regex.error: When it is first tried, if it is none.

    Example:
        >>> name = Pattern(r"(?:ông|bà) (?P<name>\p{Lu}\p{Ll}+)")
        >>> name.search("mời bà Mai")["name"]
        'Mai'
    """

    __slots__ = ("findall", "finditer", "fullmatch", "match", "pattern", "search", "sub")

    findall: Callable[..., list[Any]]
    finditer: Callable[..., Iterator[re.Match[str]]]
    fullmatch: Callable[..., re.Match[str] | None]
    match: Callable[..., re.Match[str] | None]
    search: Callable[..., re.Match[str] | None]
    sub: Callable[..., str]

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern

    def __getattr__(self, name: str) -> Any:
        # a method that no slot holds yet
        if name not in _METHODS:
            raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")
        compiled = _compiled(self.pattern)
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)

    def __repr__(self) -> str:
        return f"Pattern({self.pattern!r})"


def _compiled(source: str) -> Any:
    if not _OWN.search(source):
        try:
            return re.compile(source)
        except re.error:  # what stands behind has several lengths
            pass
    import regex

    return regex.compile(source)
