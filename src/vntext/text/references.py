"""Character references of letters in text: ``&#7879;``, ``&#x1EC7;``, ``&ecirc;``."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import re

__all__ = ["decode_references", "unescape_signs"]


@cache
def _references() -> re.Pattern[str]:
    import re

    # "&amp;#7879;" was escaped twice
    return re.compile(r"&(?:amp;)?(?:#([0-9]{2,6})|#[xX]([0-9a-fA-F]{2,5})|([A-Za-z]{3,8}));")


@cache
def _names() -> dict[str, str]:
    """The named references of Latin letters: ``&aacute;``."""
    from html.entities import name2codepoint

    return {name: chr(c) for name, c in name2codepoint.items() if 0xC0 <= c < 0x180 and c != 0xD7}


def decode_references(text: str) -> str:
    """Reads character references of letters (``&#7879;``, ``&#x1EC7;``, ``&ecirc;``).

    References of signs, such as ``&#60;`` and ``&lt;``, stay: they may be there for a purpose.

    Example:
        >>> decode_references("Vi&#7879;t &#60;b&#62;")
        'Việt &#60;b&#62;'
        >>> decode_references("c&ocirc;ng &amp; tư")
        'công &amp; tư'
        >>> decode_references("Quy&amp;#7871;t")
        'Quyết'
    """

    def char(m: re.Match[str]) -> str:
        if m.group(3):
            return _names().get(m.group(3), m.group())
        code = int(m.group(1)) if m.group(1) else int(m.group(2), 16)
        if code < 0xC0 or code > 0x10FFFF or 0xD800 <= code < 0xE000:
            return m.group()
        return chr(code) if chr(code).isalpha() or 0x300 <= code < 0x370 else m.group()

    return _references().sub(char, text) if "&" in text else text


@cache
def _upper_runs() -> re.Pattern[str]:
    import re

    return re.compile(
        r"(?:&(?:#[0-9]{2,6}|#[xX][0-9a-fA-F]{2,5}|[A-Za-z][A-Za-z0-9]{1,7});|[^\x00-\x7f])++"
    )


def unescape_signs(text: str) -> str:
    """Reads all references beyond ASCII that stand beside one another or beside such characters.

    For text that was broken first and escaped later: ``Vi&aacute;&raquo;&Dagger;t``. References
    that stand alone, and those of ASCII, stay.

    Example:
        >>> unescape_signs("Vi&aacute;&raquo;&Dagger;t &lt;b&gt; &copy;")
        'Viá»‡t &lt;b&gt; &copy;'
    """
    import html

    def run(m: re.Match[str]) -> str:
        if "&" not in m.group():
            return m.group()
        found = html.unescape(m.group())
        return found if len(found) > 1 and not any(c.isascii() for c in found) else m.group()

    return _upper_runs().sub(run, text) if "&" in text else text
