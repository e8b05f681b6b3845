"""Legacy encodings told apart and read: nothing is changed when it is not sure.

A text is decoded in every encoding that its characters allow; the syllables that come out are
weighed by how common they are, and the best reading wins if it is far enough ahead of the text as
it stands.
"""

from __future__ import annotations

import math
import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from vntext.errors import DecodingError, InvalidOptionError, InvalidTextError
from vntext.text.charsets import TABLE_ENCODINGS, decode_table, from_1252, to_1252
from vntext.text.mojibake import decode_mojibake, mojibake_line
from vntext.text.references import decode_references
from vntext.text.syllables import is_vietnamese_syllable, rarity
from vntext.text.viqr import decode_viqr, may_be_viqr

if TYPE_CHECKING:
    import re
    from collections.abc import Callable

__all__ = ["Detection", "decode_legacy", "detect_encoding"]

# What a word costs, in nats: a possible syllable that is not in use, an ASCII word of another
# language, a word with letters that make no syllable, a sign that texts do not hold.
_UNUSED, _ASCII, _BROKEN, _SIGN = 17.0, 12.0, 22.0, 6.0
_MARGIN = 8.0  # nats that a reading must be ahead of the text as it stands
_SAMPLE = 20_000  # characters that a decision rests on
_ENOUGH = 0.7  # of the words that decoding changes must be syllables then
_NO_TEXT = 0.05  # share of control characters from which on bytes are no text at all
_VIETNAMESE = 0.5  # of all words must be: one word in a French sentence is no evidence


class Detection(NamedTuple):
    """What `detect_encoding` found.

    Attributes:
        encoding: ``"unicode"`` for a string that is right as it is; for bytes ``"utf-8"``,
            ``"utf-16"`` or ``"windows-1252"``; otherwise the legacy encoding: ``"tcvn3"``,
            ``"vni"``, ``"viscii"``, ``"vps"``, ``"bkhcm1"``, ``"bkhcm2"``, ``"vietware-x"``,
            ``"vietware-f"``, ``"windows-1258"``, ``"viqr"``, ``"ncr"`` (``&#7879;``),
            ``"mojibake"`` (UTF-8 read as Windows-1252 or Latin-1, once or twice).
        confidence: From 0 to 1. Bytes that nothing fits are ``"windows-1252"``, where every byte
            is a character; the more control characters come out, the lower it is, and 0 means that
            they are no text.
    """

    encoding: str
    confidence: float


@lru_cache(maxsize=1 << 15)
def _cost(word: str) -> float:
    if len(word) <= 8 and is_vietnamese_syllable(word):
        cost = rarity(word) or _UNUSED
        # "tiẾng" is no way to write
        inside = word[1:]
        mixed = not (inside.islower() or inside.isupper() or not inside)
        return cost + (_SIGN if mixed or (word[:1].islower() and inside.isupper()) else 0)
    return _ASCII + 0.5 * len(word) if word.isascii() else _BROKEN


@cache
def _tokens() -> re.Pattern[str]:
    import re

    # a word; or a character of the upper half of Windows-1252 that texts hardly hold
    return re.compile(
        r"[^\W\d_]+|[\x02\x05\x06\x14\x19\x1e\x7f-\x9f¡¢¤¥¦¨ª¬\xad¯±²³´µ¶·¸¹º¼½¾¿×÷ƒˆ˜‰‹›†‡]"
    )


def _price(text: str) -> float:
    total = 0.0
    for token in _tokens().findall(text):
        total += _cost(token) if token[0].isalpha() else _SIGN
    return total


def _gain(text: str, decoded: str) -> tuple[float, bool]:
    """How many nats better the decoded text reads, and whether it is Vietnamese enough."""
    words = [w for w in _tokens().findall(decoded) if w[0].isalpha()]
    good = sum(is_vietnamese_syllable(w) for w in words)
    before, after = text.split(), decoded.split()
    new = words
    if len(before) == len(after):  # else a space is a letter of the encoding, or a letter a space
        pairs = zip(before, after, strict=True)
        new = [w for b, a in pairs if b != a for w in _tokens().findall(a)]
    right = sum(w.isascii() or is_vietnamese_syllable(w) for w in new)
    enough = right >= _ENOUGH * len(new) and good >= _VIETNAMESE * len(words) > 0
    return _price(text) - _price(decoded), enough


def _readings(text: str) -> dict[str, str]:
    """The text in every encoding that its characters allow."""
    found: dict[str, str] = {}
    readers: list[tuple[str, Callable[[str], str]]] = [
        ("mojibake", lambda t: "\n".join(mojibake_line(x) or x for x in t.split("\n"))),
        ("ncr", decode_references),
    ]
    if may_be_viqr(text):
        readers.append(("viqr", decode_viqr))
    for name, reader in readers:
        decoded = reader(text)
        if decoded != text:
            found[name] = decoded
    # VISCII has letters among the control characters
    if any(c < "\t" for c in text) or (not text.isascii() and from_1252(text) is not None):
        for name in TABLE_ENCODINGS:
            decoded = decode_table(text, name)
            if decoded != text:
                found[name] = unicodedata.normalize("NFC", decoded)
    return found


def _best(text: str) -> tuple[str, float, str]:
    """Encoding, confidence and the decoded text."""
    plain = text.isascii() and "&" not in text and not any(c < "\t" for c in text)
    if plain and not may_be_viqr(text):
        return "unicode", 1.0, text
    readings = _readings(text)
    if not readings:
        return "unicode", 1.0, text
    ranked = []
    for name, decoded in readings.items():
        gain, enough = _gain(text, decoded)
        if enough:
            ranked.append((gain, name, decoded))
    ranked.sort(key=lambda x: -x[0])
    if not ranked or ranked[0][0] < _MARGIN:
        behind = _MARGIN - ranked[0][0] if ranked else 2 * _MARGIN
        return "unicode", _confidence(behind), text
    gain, name, decoded = ranked[0]
    # two readings that give the same text are no doubt
    rivals = [g for g, _, d in ranked[1:] if d != decoded]
    ahead = min(gain, gain - rivals[0] + 4 if rivals else gain)
    return name, _confidence(ahead), decoded


def _confidence(nats: float) -> float:
    return round(1 / (1 + math.exp(-max(min(nats, 40.0), -40.0) / 4)), 4)


def detect_encoding(text_or_bytes: str | bytes) -> Detection:
    """Tells in which encoding Vietnamese text is.

    Args:
        text_or_bytes: Bytes, or a string that may hold a legacy encoding read as Windows-1252 or
            Latin-1.

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
        name, confidence, _ = _best(_suspect_lines(text_or_bytes))
        return Detection(name, confidence)
    return _of_bytes(text_or_bytes)[0]


def _suspect_lines(text: str) -> str:
    """The lines that may be in a legacy encoding, where others hold letters of Unicode."""
    if "\n" in text and not text.isascii() and from_1252(text) is None:
        text = "\n".join(line for line in text.split("\n") if from_1252(line) is not None)
    return text[:_SAMPLE]


def _checked_bytes(data: object) -> bytes:
    if not isinstance(data, bytes | bytearray | memoryview):
        raise InvalidTextError(f"str or bytes are needed, not {type(data).__name__}")
    return bytes(data)


@cache
def _controls() -> re.Pattern[str]:
    import re

    # those that texts hold are left out: tabs, line ends, the end mark of DOS, colours of terminals
    return re.compile(r"[\x00-\x08\x0e-\x19\x1c-\x1f\x7f-\x9f]+")


def _textual(text: str) -> float:
    """1 for a text, 0 for bytes that are none: by the control characters among them."""
    if not text:
        return 1.0
    controls = sum(map(len, _controls().findall(text)))
    return max(0.0, 1 - controls / len(text) / _NO_TEXT)


def _of_bytes(data: bytes) -> tuple[Detection, str]:
    data = _checked_bytes(data)
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        try:
            return Detection("utf-16", 1.0), data.decode("utf-16")
        except UnicodeDecodeError:
            pass
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = to_1252(data)
        name, confidence, _ = _best(text[:_SAMPLE])
        if name != "unicode":
            return Detection(name, confidence), text
        return Detection("windows-1252", round(confidence * _textual(text), 4)), text
    name, confidence, _ = _best(_suspect_lines(text))
    return Detection("utf-8" if name == "unicode" else name, confidence), text


def decode_legacy(text_or_bytes: str | bytes, encoding: str | None = None) -> str:
    r"""Reads text in a legacy encoding; when it is not sure, a string comes back as it is.

    Args:
        text_or_bytes: Bytes, or a string that holds a legacy encoding read as Windows-1252.
        encoding: A name that `detect_encoding` gives; None to find out. Then lines that are
            right already stay, also in a text that is in a legacy encoding elsewhere.

    Returns:
        The text in Unicode, composed. Bytes that are neither UTF-8 nor a legacy encoding of
        Vietnamese are read as Windows-1252.

    Raises:
        InvalidTextError: If it is neither ``str`` nor bytes.
        InvalidOptionError: If there is no such encoding.
        DecodingError: If bytes are not in the encoding that was asked for.

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
        whole = detect_encoding(text)
    else:
        whole, text = _of_bytes(text_or_bytes)
    if whole.encoding in ("unicode", "utf-8", "utf-16", "windows-1252"):
        return text
    if "\n" not in text:
        return _reader(whole.encoding)(text)
    return "\n".join(_line(line, whole.encoding) for line in text.split("\n"))


def _line(line: str, encoding: str) -> str:
    """A line of a text in a legacy encoding: decoded unless it reads better as it is."""
    decoded = _reader(encoding)(line)
    if decoded == line:
        return line
    gain, enough = _gain(line, decoded)
    return decoded if gain > 0 and (enough or gain > _MARGIN) else line


def _reader(encoding: str) -> Callable[[str], str]:
    readers: dict[str, Callable[[str], str]] = {
        "mojibake": lambda t: "\n".join(mojibake_line(x) or x for x in t.split("\n")),
        "ncr": decode_references,
        "viqr": decode_viqr,
    }
    if encoding in readers:
        return readers[encoding]
    return lambda text: unicodedata.normalize("NFC", decode_table(text, encoding))


def _decode_as(text_or_bytes: str | bytes, encoding: str) -> str:
    plain = ("unicode", "utf-8", "utf-16", "windows-1252")
    names = (*plain, "mojibake", "ncr", "viqr", *TABLE_ENCODINGS)
    if encoding not in names:
        known = ", ".join(names)
        raise InvalidOptionError(f"no encoding is called {encoding!r}; there are {known}")
    if isinstance(text_or_bytes, str):
        return text_or_bytes if encoding in plain else _reader(encoding)(text_or_bytes)
    data = _checked_bytes(text_or_bytes)
    if encoding in ("utf-8", "utf-16", "unicode"):
        try:
            return data.decode("utf-16" if encoding == "utf-16" else "utf-8-sig")
        except UnicodeDecodeError as e:
            raise DecodingError(f"the bytes are not {encoding}: {e}") from e
    text = to_1252(data)
    return text if encoding == "windows-1252" else _reader(encoding)(text)
