"""Text into HTML: the only place where characters of a text become markup."""

from __future__ import annotations

from functools import cache

__all__ = ["attribute", "content"]


@cache
def _unprintable() -> dict[int, str]:
    # Characters that HTML forbids and that no file in UTF-8 can hold (lone surrogates) are shown
    # as the replacement character; tab and line breaks stay.
    codes = [c for c in range(0x20) if c not in (0x09, 0x0A, 0x0D)]
    codes += [*range(0x7F, 0xA0), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF]
    return dict.fromkeys(codes, "\ufffd")


def content(text: str) -> str:
    """Escapes a text for the content of an element.

    Args:
        text: Any text, lone surrogates and control characters included.

    Returns:
        Text that no browser reads as markup, and that can be encoded as UTF-8.

    Example:
        >>> content('<b> & "x"')
        '&lt;b&gt; &amp; "x"'
    """
    if not text.isprintable():
        text = text.translate(_unprintable())
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def attribute(text: str) -> str:
    """Escapes a text for an attribute value between double quotes.

    Example:
        >>> attribute('"x" onclick="y')
        '&quot;x&quot; onclick=&quot;y'
    """
    return content(text).replace('"', "&quot;").replace("\n", "&#10;").replace("\r", "&#13;")
