"""Words of the tables: those around dates, and a pattern of any words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from vntext.resources import load_toml

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["any_of", "date_words"]


def date_words() -> Mapping[str, Any]:
    """The words around dates."""
    return load_toml("values/dates.toml")


def any_of(words: Any) -> str:
    r"""A pattern of any of these words, the longest first: as a tree, which fails at once.

    Example:
        >>> any_of(["hộ", "hộ dân", "xe"])
        '(?:hộ(?:\\ dân)?|xe)'
    """
    tree: dict[str, Any] = {}
    for word in words:
        node = tree
        for letter in word:
            node = node.setdefault(letter, {})
        node[""] = {}
    return f"(?:{'|'.join(_branches(tree))})"


def _branches(node: dict[str, Any]) -> list[str]:
    """The ways on from a place of the tree, each as a pattern."""
    out = []
    for letter, rest in node.items():
        if not letter:
            continue
        ways = _branches(rest)
        if "" in rest and ways:
            out.append(f"{re.escape(letter)}(?:{'|'.join(ways)})?")
        elif len(ways) > 1:
            out.append(f"{re.escape(letter)}(?:{'|'.join(ways)})")
        else:
            out.append(re.escape(letter) + "".join(ways))
    return out
