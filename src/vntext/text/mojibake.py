"""UTF-8 that was read as Windows-1252 or Latin-1 ("Viá»‡t"), and character references."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from vntext.text.charsets import from_1252, to_1252

if TYPE_CHECKING:
    import re

__all__ = ["decode_mojibake", "decode_references"]


@cache
def _sequences() -> re.Pattern[str]:
    """Bytes of one character of UTF-8, each read as Windows-1252 or Latin-1."""
    import re

    def of(first: int, last: int) -> str:
        chars = {c for b in range(first, last + 1) for c in (to_1252(bytes([b])), chr(b))}
        return "[" + "".join(map(re.escape, sorted(chars))) + "]"

    on = of(0x80, 0xBF)
    return re.compile(
        f"(?:{of(0xC2, 0xDF)}{on}|{of(0xE0, 0xEF)}{on}{on}|{of(0xF0, 0xF4)}{on}{on}{on})+"
    )


def _decode_run(run: str) -> str:
    data = from_1252(run)
    if data is None:
        return run
    try:
        decoded = data.decode("utf-8")
    except UnicodeDecodeError:
        return run
    return decoded


def decode_mojibake(text: str) -> str:
    """Reads UTF-8 that was taken for Windows-1252 or Latin-1, once or twice.

    Args:
        text: Any text; what is no such sequence stays.

    Example:
        >>> decode_mojibake("Viá»‡t Nam"), decode_mojibake("ViÃ¡Â»â€¡t Nam")
        ('Việt Nam', 'Việt Nam')
        >>> decode_mojibake("Ängström, café")
        'Ängström, café'
    """
    for _ in range(2):
        decoded = _sequences().sub(lambda m: _decode_run(m.group()), text)
        if decoded == text:
            break
        text = decoded
    return text


@cache
def _references() -> re.Pattern[str]:
    import re

    return re.compile(r"&(?:#([0-9]{2,6})|#[xX]([0-9a-fA-F]{2,5})|([A-Za-z]{3,8}));")


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
    """

    def char(m: re.Match[str]) -> str:
        if m.group(3):
            return _names().get(m.group(3), m.group())
        code = int(m.group(1)) if m.group(1) else int(m.group(2), 16)
        if code < 0xC0 or code > 0x10FFFF or 0xD800 <= code < 0xE000:
            return m.group()
        return chr(code) if chr(code).isalpha() or 0x300 <= code < 0x370 else m.group()

    return _references().sub(char, text) if "&" in text else text
