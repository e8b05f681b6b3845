"""Courtesy and teasing: sentences that greet, praise or promise, and tell nothing."""

from __future__ import annotations

from vntext.summary.signs import kinds_of_words

__all__ = ["courteous"]


def courteous(text: str) -> bool:
    """True for a sentence that welcomes, praises, delights or whets the reader's appetite.

    Args:
        text: A sentence.

    Example:
        >>> courteous("Ông Lộc nhiệt liệt chào mừng các đội."), courteous("Chợ mở lại hôm qua.")
        (True, False)
    """
    return "courtesy" in kinds_of_words([text])[0]
