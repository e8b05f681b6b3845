"""Legacy encodings told apart and read: nothing is changed when it is not sure.

A text may hold several; which part is in which, `vntext.text.encoded_spans` finds.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from vntext.checks import check_str
from vntext.errors import DecodingError, InvalidOptionError
from vntext.text.binary import checked_bytes, refuse_binary, text_of, textual
from vntext.text.charsets import TABLE_ENCODINGS, decode_table, to_1252
from vntext.text.encoded_spans import EncodedSpan, encoded_spans
from vntext.text.mojibake import decode_mojibake, mojibake_line
from vntext.text.references import decode_references
from vntext.text.viqr import decode_viqr

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Detection", "EncodedSpan", "decode_legacy", "detect_encoding", "detect_encodings"]

_PLAIN = ("unicode", "utf-8", "utf-16", "windows-1252")
_SHORT = 40  # characters that are too few to tell bytes that are no text


class Detection(NamedTuple):
    """What `detect_encoding` found.

    Attributes:
        encoding: ``"unicode"`` for a string that is right as it is; for bytes ``"utf-8"``,
            ``"utf-16"`` or ``"windows-1252"``; otherwise the legacy encoding: ``"tcvn3"``,
            ``"vni"``, ``"viscii"``, ``"vps"``, ``"bkhcm1"``, ``"bkhcm2"``, ``"vietware-x"``,
            ``"vietware-f"``, ``"windows-1258"``, ``"viqr"``, ``"ncr"`` (``&#7879;``),
            ``"mojibake"`` (UTF-8 read in another encoding, once or several times). Of several
            encodings in a text the one of most characters.
        confidence: From 0 to 1. Bytes that nothing fits are ``"windows-1252"``, where every byte
            is a character; the more control characters come out, the lower it is, and 0 means that
            they are no text.
    """

    encoding: str
    confidence: float


def detect_encodings(text: str) -> tuple[EncodedSpan, ...]:
    r"""Tells which parts of a text are in a legacy encoding.

    Args:
        text: Text that may hold several encodings, read as Windows-1252 or Latin-1.

    Returns:
        The parts in the order of the text; what stands between them is right as it is.

    Raises:
        InvalidTextError: If ``text`` is no ``str``.

    Example:
        >>> text = "Céng hoµ x· héi chñ nghÜa\nCaên cöù Luaät Toå chöùc\nTiếng Việt"
        >>> [(s.encoding, s.text) for s in detect_encodings(text)]
        [('tcvn3', 'Cộng hoà xã hội chủ nghĩa'), ('vni', 'Căn cứ Luật Tổ chức')]
    """
    check_str(text)
    return tuple(encoded_spans(text))


def detect_encoding(text_or_bytes: str | bytes) -> Detection:
    """Tells in which encoding Vietnamese text is.

    Args:
        text_or_bytes: Bytes, or a string that may hold a legacy encoding read as Windows-1252 or
            Latin-1.

    Returns:
        The name of the encoding and how sure that is, from 0 to 1.

    Raises:
        InvalidTextError: If it is neither.

    Example:
        >>> detect_encoding("Céng hoµ x· héi chñ nghÜa ViÖt Nam").encoding
        'tcvn3'
        >>> detect_encoding("Cộng hòa xã hội chủ nghĩa Việt Nam").encoding
        'unicode'
        >>> detect_encoding("Việt Nam".encode()).encoding
        'utf-8'
    """
    if isinstance(text_or_bytes, str):
        return _most(encoded_spans(text_or_bytes), "unicode")
    text, outer = text_of(checked_bytes(text_or_bytes))
    found = _most(encoded_spans(text), outer)
    if outer != "windows-1252":
        return found
    sure = textual(text) if len(text) > _SHORT else 1.0
    if found.encoding == outer or not sure:
        return Detection(outer, round(sure, 4))
    return found


def _most(spans: list[EncodedSpan], otherwise: str) -> Detection:
    """The encoding of most characters."""
    size: dict[str, int] = {}
    sure: dict[str, float] = {}
    for s in spans:
        size[s.encoding] = size.get(s.encoding, 0) + s.end - s.start
        sure[s.encoding] = max(sure.get(s.encoding, 0.0), s.confidence)
    if not size:
        return Detection(otherwise, 1.0)
    name = max(size, key=lambda n: size[n])
    return Detection(name, sure[name])


def decode_legacy(text_or_bytes: str | bytes, encoding: str | None = None) -> str:
    r"""Reads text in a legacy encoding; when it is not sure, a string comes back as it is.

    Args:
        text_or_bytes: Bytes, or a string that holds a legacy encoding read as Windows-1252.
        encoding: A name that `detect_encoding` gives; None to find out. Then parts that are
            right already stay, and a text may hold several encodings, as `detect_encodings` tells.

    Returns:
        The text in Unicode, composed where it was decoded. Bytes that are neither UTF-8 nor a
        legacy encoding of Vietnamese are read as Windows-1252.

    Raises:
        InvalidTextError: If it is neither ``str`` nor bytes.
        InvalidOptionError: If there is no such encoding.
        DecodingError: If bytes are not in the encoding that was asked for, or are no text but a
            file of Word, a PDF, an archive.

    Example:
        >>> decode_legacy("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam")
        'Cộng hòa xã hội chủ nghĩa Việt Nam'
        >>> decode_legacy("déjà vu, très français")
        'déjà vu, très français'
        >>> decode_legacy(b"Vi\xd6t Nam", "tcvn3")
        'Việt Nam'
    """
    if encoding is not None:
        return _decode_as(text_or_bytes, encoding)
    if isinstance(text_or_bytes, str):
        text = text_or_bytes
    else:
        data = checked_bytes(text_or_bytes)
        refuse_binary(data)
        text, _ = text_of(data)
    spans = encoded_spans(text)
    if not spans:
        return text
    out: list[str] = []
    last = 0
    for s in spans:
        out += [text[last : s.start], s.text]
        last = s.end
    return "".join([*out, text[last:]])


def _decode_as(text_or_bytes: str | bytes, encoding: str) -> str:
    names = (*_PLAIN, "mojibake", "ncr", "viqr", *TABLE_ENCODINGS)
    if encoding not in names:
        known = ", ".join(names)
        raise InvalidOptionError(f"no encoding is called {encoding!r}; there are {known}")
    if isinstance(text_or_bytes, str):
        return text_or_bytes if encoding in _PLAIN else _reader(encoding)(text_or_bytes)
    data = checked_bytes(text_or_bytes)
    if encoding in ("utf-8", "utf-16", "unicode"):
        try:
            return data.decode("utf-16" if encoding == "utf-16" else "utf-8-sig")
        except UnicodeDecodeError as e:
            raise DecodingError(f"the bytes are not {encoding}: {e}") from e
    text = to_1252(data)
    return text if encoding == "windows-1252" else _reader(encoding)(text)


def _reader(encoding: str) -> Callable[[str], str]:
    readers: dict[str, Callable[[str], str]] = {
        "mojibake": lambda text: "\n".join(
            mojibake_line(line) or decode_mojibake(line) for line in text.split("\n")
        ),
        "ncr": decode_references,
        "viqr": decode_viqr,
    }
    if encoding in readers:
        return readers[encoding]
    return lambda text: unicodedata.normalize("NFC", decode_table(text, encoding))
