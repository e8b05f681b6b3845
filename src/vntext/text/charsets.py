"""The encodings of Vietnamese before Unicode: how each writes a letter, there and back.

A legacy text reaches a program in one of two ways: as bytes, or as a string whose bytes were taken
for Windows-1252 ("TiÕng ViÖt"). Both are the same here: bytes are first read as Windows-1252, with
the control character of that number for the five bytes that Windows-1252 leaves out.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from vntext.resources import load_lines
from vntext.text.capitals import capitals

if TYPE_CHECKING:
    import re

__all__ = [
    "TABLE_ENCODINGS",
    "decode_letters",
    "decode_table",
    "encode_table",
    "from_1252",
    "to_1252",
    "undefined",
    "without_case",
]

# The columns of data/text/charsets.tsv, and Windows-1258, which Python knows.
TABLE_ENCODINGS = (
    *("tcvn3", "vni", "viscii", "vps", "bkhcm1", "bkhcm2", "vietware-x", "vietware-f"),
    "windows-1258",
)


@cache
def _bytes_to_chars() -> dict[int, str]:
    return {b: bytes([b]).decode("cp1252", "ignore") or chr(b) for b in range(256)}


@cache
def _chars_to_bytes() -> dict[str, int]:
    chars = {c: b for b, c in _bytes_to_chars().items()}
    # a text that was read as Latin-1 has control characters where Windows-1252 has others
    return {chr(b): b for b in range(256)} | chars


def to_1252(data: bytes) -> str:
    """Reads bytes as Windows-1252; no byte is an error."""
    table = _bytes_to_chars()
    return "".join([table[b] for b in data])


def from_1252(text: str) -> bytes | None:
    """The bytes that `to_1252` or Latin-1 reads as ``text``; None when there are none."""
    table = _chars_to_bytes()
    try:
        return bytes([table[c] for c in text])
    except KeyError:
        return None


@cache
def letters(encoding: str) -> dict[str, str]:
    """Each Vietnamese letter as the encoding writes it, read as Windows-1252."""
    lines = load_lines("text/charsets.tsv")
    if encoding != "windows-1258":
        column = 1 + TABLE_ENCODINGS.index(encoding)
        rows = (line.split("\t") for line in lines)
        return {row[0]: to_1252(bytes.fromhex(row[column])) for row in rows}
    found = {}
    for line in lines:
        letter = line.split("\t")[0]
        # the tone is a byte of its own, everything else is composed
        parts = unicodedata.normalize("NFD", letter)
        tone = next((c for c in parts[1:] if c in "\u0300\u0301\u0303\u0309\u0323"), "")
        base = unicodedata.normalize("NFC", "".join(c for c in parts if c != tone or not tone))
        found[letter] = to_1252((base + tone).encode("cp1258"))
    return found


@cache
def _decoder(encoding: str) -> tuple[re.Pattern[str], dict[str, str]]:
    import re

    table: dict[str, str] = {}
    for letter, code in letters(encoding).items():
        table.setdefault(code, letter)  # small letters come first in the table
    if encoding == "windows-1258":  # à á è é ê ó ô ù ú have a byte of their own, too
        for b in range(0xC0, 0x100):
            char = bytes([b]).decode("cp1258", "ignore")
            if char and char.isalpha():
                table.setdefault(to_1252(bytes([b])), char)
    if encoding == "vni":  # a letter with its circumflex typed first, then the tone: "ê" + "ï"
        for base in "âêôÂÊÔ":
            for key, mark in zip("ùøûõïÙØÛÕÏ", "\u0301\u0300\u0309\u0303\u0323" * 2, strict=True):
                table.setdefault(base + key, unicodedata.normalize("NFC", base + mark))
    # the same bytes read as Latin-1
    for code in list(table):
        raw = from_1252(code)
        if raw is not None:
            table.setdefault(raw.decode("latin-1"), table[code])
    codes = sorted(table, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, codes))), table


def encode_table(text: str, encoding: str) -> str:
    """Writes composed text in a legacy encoding, read as Windows-1252; for tests and fonts.

    Example:
        >>> encode_table("Tiếng Việt", "tcvn3"), encode_table("Tiếng Việt", "vni")
        ('TiÕng ViÖt', 'Tieáng Vieät')
    """
    return text.translate({ord(c): code for c, code in letters(encoding).items()})


@cache
def _capital_codes() -> tuple[re.Pattern[str], dict[str, str]]:
    """The capitals that TCVN 5712-1 has, and TCVN3 has not, among the control characters."""
    import re

    table = {}
    for line in load_lines("text/tcvn5712-capitals.tsv"):
        letter, code = line.split("\t")
        table[chr(int(code, 16))] = letter
        table[to_1252(bytes([int(code, 16)]))] = letter
    codes = "".join(map(re.escape, table))
    # they are signs of punctuation in other texts: beside a letter only
    return re.compile(f"[{codes}](?=[^\\W\\d_]|[\\x80-\\xff])|(?<=[^\\W\\d_])[{codes}]"), table


@cache
def _controls() -> re.Pattern[str]:
    import re

    return re.compile(r"[\x01-\x06\x11-\x17\x80-\x9f]")


def decode_letters(text: str, encoding: str, *, controls: bool = False) -> str:
    """Reads a legacy encoding letter by letter, composed; capitals that it lacks stay small.

    Args:
        text: Text read as Windows-1252 or Latin-1.
        encoding: One of `TABLE_ENCODINGS`.
        controls: Whether signs of punctuation may be capitals, as in TCVN 5712-1; characters that
            are control characters are, where the encoding is TCVN3.
    """
    if encoding == "tcvn3" and (controls or _controls().search(text)):
        pattern, table = _capital_codes()
        text = pattern.sub(
            lambda m: table[m.group()] if controls or _controls().match(m.group()) else m.group(),
            text,
        )
    pattern, table = _decoder(encoding)
    return unicodedata.normalize("NFC", pattern.sub(lambda m: table[m.group()], text))


def undefined(text: str, encoding: str) -> bool:
    """True when a text has a letter beyond ASCII that is no code of an encoding."""
    pattern, _ = _decoder(encoding)
    return any(c > "\x7f" and c.isalpha() for c in pattern.sub("", text))


def decode_table(text: str, encoding: str, *, controls: bool = False) -> str:
    """Reads a legacy encoding; characters that it does not define stay.

    Args:
        text: Text read as Windows-1252 or Latin-1.
        encoding: One of `TABLE_ENCODINGS`.
        controls: As for `decode_letters`.

    Example:
        >>> decode_table("TiÕng ViÖt", "tcvn3"), decode_table("TIEÁNG VIEÄT", "vni")
        ('Tiếng Việt', 'TIẾNG VIỆT')
    """
    decoded = decode_letters(text, encoding, controls=controls)
    unsure = without_case(encoding)
    return capitals(decoded, unsure) if unsure else decoded


@cache
def without_case(encoding: str) -> frozenset[str]:
    """Small letters whose capitals have the same code."""
    table = letters(encoding)
    return frozenset(c for c in table if c.islower() and table[c] == table[c.upper()])
