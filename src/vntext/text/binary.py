"""Bytes before they are text: what encoding they are in, and what is no text at all."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from vntext.errors import DecodingError, InvalidTextError
from vntext.text.charsets import to_1252

if TYPE_CHECKING:
    import re

__all__ = ["checked_bytes", "refuse_binary", "text_of", "textual"]

_NO_TEXT = 0.05  # share of control characters from which on bytes are no text at all
_FILES = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a file of Word or Excel (.doc, .xls)"),
    (b"PK\x03\x04", "an archive (.zip, .docx, .xlsx, .odt)"),
    (b"%PDF-", "a PDF"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a compressed file"),
    (b"7z\xbc\xaf\x27\x1c", "an archive (.7z)"),
    (b"Rar!\x1a\x07", "an archive (.rar)"),
    (b"SQLite format 3\0", "a database"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90\0", "a program"),
    (b"OggS", "sound"),
    (b"ID3", "sound"),
    (b"II*\0", "a picture"),
    (b"MM\0*", "a picture"),
)


def checked_bytes(data: object) -> bytes:
    """The bytes of an object that holds some.

    Raises:
        InvalidTextError: If it holds none.
    """
    if not isinstance(data, bytes | bytearray | memoryview):
        raise InvalidTextError(f"str or bytes are needed, not {type(data).__name__}")
    return bytes(data)


@cache
def _controls() -> re.Pattern[str]:
    import re

    # those that texts hold are left out: tabs, line ends, the end mark of DOS, colours of terminals
    return re.compile(r"[\x00-\x08\x0e-\x19\x1c-\x1f\x7f-\x9f]+")


def textual(text: str) -> float:
    """1 for a text, 0 for bytes that are none: by the control characters among them."""
    if not text:
        return 1.0
    controls = sum(map(len, _controls().findall(text)))
    return max(0.0, 1 - controls / len(text) / _NO_TEXT)


def refuse_binary(data: bytes) -> None:
    """Raises an error for bytes that are a file of another kind.

    Raises:
        DecodingError: If they begin as one does, or are full of zeros and are not UTF-16.
    """
    for start, kind in _FILES:
        if data.startswith(start):
            raise DecodingError(f"these bytes are {kind}, no text: take its text out first")
    text, encoding = text_of(data) if b"\0" in data[:4096] else ("", "")
    if encoding == "windows-1252" or (encoding and not textual(text[:4096])):
        raise DecodingError("these bytes hold zeros: they are no text")


def text_of(data: bytes) -> tuple[str, str]:
    """Reads bytes as UTF-16, UTF-8 or, where they are neither, Windows-1252.

    Returns:
        The text and the name of the encoding.
    """
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        try:
            return data.decode("utf-16"), "utf-16"
        except UnicodeDecodeError:
            pass
    elif b"\0" in data[:200] and len(data) >= 8 and len(data) % 2 == 0:
        # UTF-16 without its mark: most of the high bytes are 0
        for name, high in (("utf-16-le", data[1:400:2]), ("utf-16-be", data[:400:2])):
            if 2 * high.count(0) > len(high) and len(set(high)) < 8:
                try:
                    return data.decode(name), "utf-16"
                except UnicodeDecodeError:
                    continue
    try:
        return data.decode("utf-8-sig"), "utf-8"
    except UnicodeDecodeError:
        return to_1252(data), "windows-1252"
