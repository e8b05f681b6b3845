"""What in Markdown is code: fences and indents also hold letters, verse and quotations."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["FENCED", "holds_code", "is_code"]

FENCED = 60
"""Lines of a fence that tell whether it holds code."""

PROSE = frozenset({"", "text", "txt", "plain", "plaintext", "md", "markdown", "quote"})
"""What a fence may be called that holds no code."""


@cache
def _signs() -> re.Pattern[str]:
    """Signs that prose has not."""
    return re.compile(r"[=;{}<>\\$|]|\w\(|\w_\w|::|->|[^\W_]\.[^\W\d_]|^\s*(?:#|//|>>>)")


def is_code(line: str) -> bool:
    """Whether a line is code rather than Vietnamese prose.

    Example:
        >>> is_code("ten = 'Lan'"), is_code("Mẹ về, chợ vắng."), is_code("return x")
        (True, False, True)
    """
    return line.isascii() or _signs().search(line) is not None


def holds_code(lines: Sequence[str], language: str) -> bool:
    """Whether a fence holds code.

    Args:
        lines: The lines between its signs.
        language: What stands behind the first sign, in small letters.
    """
    return language not in PROSE or 2 * sum(map(is_code, lines)) > len(lines)
