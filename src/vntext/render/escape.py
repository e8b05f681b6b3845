"""Text into HTML: the only place where characters of a text become markup."""

from __future__ import annotations

from functools import cache
from typing import Final

__all__ = ["attribute", "content", "css_string"]

BIDI: Final = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
"""Characters that turn the direction of what comes after them."""


@cache
def _unprintable() -> dict[int, str]:
    # Characters that HTML forbids and that no file in UTF-8 can hold (lone surrogates) are shown
    # as the replacement character; tab and line breaks stay.
    codes = [c for c in range(0x20) if c not in (0x09, 0x0A, 0x0D)]
    codes += [*range(0x7F, 0xA0), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF]
    return dict.fromkeys(codes, "\ufffd")


@cache
def _turning() -> dict[int, str]:
    # in an element of its own, what turns the direction ends with it: nothing else is reordered
    return {ord(c): f"<bdi>{c}</bdi>" for c in BIDI}


@cache
def _flat() -> dict[int, str]:
    return {**_unprintable(), **dict.fromkeys(map(ord, BIDI), "\ufffd")}


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def content(text: str) -> str:
    """Escapes a text for the content of an element.

    A character that turns the direction of writing stands in an element of its own, so that it
    reorders nothing of what a reader sees.

    Args:
        text: Any text, lone surrogates and control characters included.

    Returns:
        Text that no browser reads as markup, and that can be encoded as UTF-8.

    Example:
        >>> content('<b> & "x"')
        '&lt;b&gt; &amp; "x"'
    """
    if text.isprintable():
        return _escaped(text)
    return _escaped(text.translate(_unprintable())).translate(_turning())


def attribute(text: str) -> str:
    """Escapes a text for an attribute value between double quotes, or for a title.

    Characters that turn the direction of writing become U+FFFD, since no element can hold them.

    Example:
        >>> attribute('"x" onclick="y')
        '&quot;x&quot; onclick=&quot;y'
    """
    out = _escaped(text if text.isprintable() else text.translate(_flat()))
    return out.replace('"', "&quot;").replace("\n", "&#10;").replace("\r", "&#13;")


def css_string(text: str) -> str:
    r"""A text as a string of CSS that can stand in a style element, whatever the text holds.

    Example:
        >>> print(css_string('</style> "x"\\'))
        "\3c /style> \22 x\22 \5c "
    """
    flat = text if text.isprintable() else text.translate(_flat())
    return '"' + "".join(f"\\{ord(c):x} " if c in '"\\<\n\r\f' else c for c in flat) + '"'
