"""UTF-8 that was read in another encoding ("Viá»‡t", "Viß╗çt"), once or several times.

Sequences of UTF-8 are so regular that they need no guess: two or three characters that stand for
bytes of one letter. Where a byte was lost on the way (an editor dropped it, or made a space of a
no-break space), the syllables that are possible tell which it was.
"""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from itertools import islice, product
from typing import TYPE_CHECKING, NamedTuple

from vntext.text.charsets import from_1252
from vntext.text.pricing import SIGN, price, word_cost, words_and_signs
from vntext.text.references import decode_references, unescape_signs
from vntext.text.syllables import is_vietnamese_syllable, rarity

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

__all__ = ["decode_mojibake", "has_sequences", "mojibake_line"]

# Encodings that bytes of UTF-8 are taken for; those of Vietnamese and Western systems first.
CODE_PAGES = (
    *("cp1252", "cp1258", "mac_roman", "cp437", "cp850"),
    *("cp1250", "cp1251", "cp1254", "cp1257", "iso8859_2", "cp858", "cp852"),
)
_ROUNDS = 4
_MARGIN = 4.0  # nats that a line must read better
_BYTE = 2.0  # nats that every byte that makes sense as UTF-8 speaks for it
_CONSUMED = 0.45  # of the characters beyond ASCII, where a line is broken throughout
_MOST = 24  # combinations of lost bytes that are tried for a word


class _Page(NamedTuple):
    """One encoding as mojibake uses it.

    Attributes:
        byte: The byte of each character.
        sequences: Finds whole sequences of UTF-8.
        broken: Finds the beginnings of sequences, whole or with a byte lost.
        spaces: Finds those of one letter whose last byte became a space.
        quotes: Finds closing quotes with their last byte lost.
        lost: The bytes that get lost: those that the encoding does not define, the soft hyphen
            and the no-break space.
    """

    byte: dict[str, int]
    sequences: re.Pattern[str]
    broken: re.Pattern[str]
    spaces: re.Pattern[str]
    quotes: re.Pattern[str]
    lost: tuple[int, ...]


@cache
def _page(name: str) -> _Page:
    import re

    char: dict[int, set[str]] = {}
    lost = []
    for b in range(0x80, 0x100):
        known = bytes([b]).decode(name, "ignore")
        # what an encoding leaves out becomes a control character, as Latin-1 has it, or is lost
        char[b] = {known} if known else {chr(b)}
        if name == "cp1252":
            char[b].add(chr(b))
        if not known:
            lost.append(b)
    byte = {c: b for b, found in char.items() for c in found}

    def of(first: int, last: int) -> str:
        chars = {c for b in range(first, last + 1) for c in char[b]}
        return "[" + "".join(map(re.escape, sorted(chars))) + "]"

    on = of(0x80, 0xBF)
    whole = f"{of(0xC2, 0xDF)}{on}|{of(0xE1, 0xEF)}{on}{on}|{of(0xF0, 0xF4)}{on}{on}{on}"
    # à, Ơ, Ạ, Ỡ: their last byte is a no-break space
    leads = f"{of(0xC3, 0xC3)}|{of(0xC6, 0xC6)}|{of(0xE1, 0xE1)}{of(0xBA, 0xBB)}"
    # Vietnamese letters only, a byte of whose may be lost: the last one
    start = f"{of(0xE1, 0xE1)}{of(0xBA, 0xBB)}|{of(0xC3, 0xC4)}|{of(0xC6, 0xC6)}|{of(0xCC, 0xCC)}"
    return _Page(
        byte,
        re.compile(f"(?:{whole})+"),
        re.compile(f"({start})(?:\ufffd|({on}))?"),
        re.compile(rf"(?<![^\W\d_])([^\W\d_]{{0,6}}?)({leads}) (?=( ?)([^\W\d_]{{0,8}}))"),
        re.compile(f"{of(0xE2, 0xE2)}{of(0x80, 0x80)}(?:\ufffd|(?!{on}))"),
        tuple(dict.fromkeys([*lost, 0xAD, 0xA0])),
    )


@cache
def _any_sequence() -> re.Pattern[str]:
    """Where a sequence, whole or not, may begin in any of the encodings."""
    import re

    leads = "".join(
        re.escape(c)
        for c in sorted(
            {c for name in CODE_PAGES for c, b in _page(name).byte.items() if 0xC2 <= b <= 0xF4}
        )
    )
    on = "".join(
        re.escape(c)
        for c in sorted({c for name in CODE_PAGES for c, b in _page(name).byte.items() if b < 0xC0})
    )
    return re.compile(
        f"[{leads}](?:[{on}\ufffd]|&)|(?<=[^\\W\\d_A-ZĐ])[ÃÄÆ]|Ã(?=[ a-z])|&[A-Za-z#]"
    )


def has_sequences(text: str) -> bool:
    """True where a text may hold such sequences; False is sure."""
    return _any_sequence().search(text) is not None


@cache
def _plausible() -> re.Pattern[str]:
    """What decoding may give in an encoding that is rare: Vietnamese, signs, marks, emoji."""
    import re

    return re.compile(
        "[\u00a0-\u00ff\u0102\u0103\u0110\u0111\u0128\u0129\u0168\u0169\u01a0\u01a1\u01af\u01b0"
        "\u0300\u0301\u0302\u0303\u0306\u0309\u031b\u0323\u1ea0-\u1ef9\u2000-\u2122\u2190-\u24ff\u25a0-\u2bff"
        "\ufe0f\ufeff\U0001f000-\U0001faff]+"
    )


@cache
def _odd() -> re.Pattern[str]:
    import re

    # what is left where another encoding was meant: lines of boxes, letters of mathematics
    # and signs behind letters
    return re.compile(
        "[\u2500-\u259f\u0370-\u03ff\u2200-\u22ff\u02c6-\u02dd\ufffd]|(?<=[^\\W\\d_])[®©¬⌐¿ª]"
    )


def _decode_page(text: str, name: str) -> str:
    """Replaces the whole sequences of one encoding."""
    page = _page(name)
    sure = 0
    held: list[str] = []

    def run(m: re.Match[str], lenient: bool = False) -> str:
        nonlocal sure
        data = bytes([page.byte[c] for c in m.group()])
        try:
            decoded = data.decode("utf-8")
        except UnicodeDecodeError:
            return m.group()
        if _plausible().fullmatch(decoded):
            sure += 1
            return decoded
        if lenient and decoded.isalpha():
            return decoded
        held.append(decoded)
        if len(decoded) == 1:
            return m.group()  # "tr\xdf\xb6ng" is VISCII, not a letter of another script
        if name != "cp1252":
            # what is broken bytes again may be read in a further round
            return m.group() if from_1252(decoded) is None else decoded
        return decoded

    out = page.sequences.sub(run, text)
    if sure > 1 and any(map(str.isalpha, held)):
        # a name in another script beside Vietnamese that is broken in the same way
        return page.sequences.sub(lambda m: run(m, lenient=True), text)
    return out


def decode_mojibake(text: str) -> str:
    """Reads UTF-8 that was taken for Windows-1252 or Latin-1, up to four times over.

    Args:
        text: Any text; what is no such sequence stays.

    Example:
        >>> decode_mojibake("Viá»‡t Nam"), decode_mojibake("ViÃ¡Â»â€¡t Nam")
        ('Việt Nam', 'Việt Nam')
        >>> decode_mojibake("Ängström, café")
        'Ängström, café'
    """
    for _ in range(_ROUNDS):
        decoded = _decode_page(text, "cp1252")
        if decoded == text:
            break
        text = decoded
    return text


@lru_cache(maxsize=1 << 12)
def mojibake_line(line: str) -> str | None:
    """Reads a line of broken UTF-8 in whatever encoding it was taken for.

    Args:
        line: One line.

    Returns:
        The line, composed, or None when it does not read better as Vietnamese then.

    Example:
        >>> mojibake_line("Viß╗çt Nam khß╗Åe mß║ính")
        'Việt Nam khỏe mạnh'
        >>> mojibake_line("CÃ´ng ty cÃ³ thá»a thuáºn") # bytes were lost
        'Công ty có thỏa thuận'
        >>> mojibake_line("São Paulo, Ängström") is None
        True
    """
    if not has_sequences(line):
        return None
    # decomposed letters and references of whole letters are right, or another encoding
    best = price(unicodedata.normalize("NFC", decode_references(line))) - _MARGIN
    found = None
    for escaped in (False, True):
        start = unescape_signs(line) if escaped else line
        if escaped and start == line:
            continue
        for name in CODE_PAGES:
            decoded = _decode_line(start, name)
            if decoded == start:
                continue
            decoded = unicodedata.normalize("NFC", decode_references(decoded))
            cost = price(decoded) + SIGN * len(_odd().findall(decoded))
            cost -= _BYTE * (len(unicodedata.normalize("NFC", start)) - len(decoded))
            if cost < best and (_whole(start, decoded) or _sound(line, decoded)):
                best, found = cost, decoded
        if found is not None:
            break
    return found


def _decode_line(line: str, name: str) -> str:
    text = line
    for i in range(_ROUNDS):
        decoded = _decode_page(text, name)
        if not i and decoded == text and name not in CODE_PAGES[:2]:
            break
        decoded = _repaired(decoded, name)
        if decoded == text:
            break
        text = decoded
        if i and name != "cp1252":
            name = "cp1252"  # what was broken twice, was so in the common encoding once
    return text


def _whole(start: str, decoded: str) -> bool:
    """True when nearly all that is not ASCII was sequences: one or two of three bytes went."""
    start = unicodedata.normalize("NFC", start)  # composed letters are no sequences
    other = sum(c > "\x7f" for c in start)
    return len(start) - len(decoded) >= _CONSUMED * other


def _sound(line: str, decoded: str) -> bool:
    """True when what decoding made are words of Vietnamese, or signs."""
    before = set(words_and_signs(line))
    new = [w for w in words_and_signs(decoded) if w not in before]
    right = sum(w.isascii() or not w[0].isalpha() or is_vietnamese_syllable(w) for w in new)
    words = [w for w in words_and_signs(decoded) if not w.isascii()]
    broken = sum(
        not is_vietnamese_syllable(w) or not (w[1:].islower() or w.isupper() or len(w) == 1)
        for w in words
    )
    if (
        len(unicodedata.normalize("NFC", line)) <= len(decoded) and "&" not in line
    ):  # lost bytes alone: nothing else may be odd
        signs = [w for w in words_and_signs(decoded) if not w[0].isalpha()]
        return right == len(new) and not broken and not signs
    return right >= 0.6 * len(new) and broken <= 0.34 * len(words)


# Bytes that were lost.


@cache
def _words() -> re.Pattern[str]:
    import re

    # a no-break space may be a byte of a letter
    return re.compile(r"[^ \t\n\r\d.,;:!?()\[\]/\"']+")


def _repaired(text: str, name: str) -> str:
    """Puts bytes back that were lost behind the beginning of a sequence."""
    page = _page(name)
    if not page.broken.search(text) and not page.quotes.search(text):
        return text
    text = _spaces(text, page)
    text = page.quotes.sub("”", text)
    spans = [
        m.span()
        for m in _words().finditer(text)
        if page.broken.search(m.group()) and not _right(m.group())
    ]
    places = []
    for start, end in spans:
        readings = _readings(text[start:end], name)
        if readings:
            places.append((start, end, readings))
    if not places:
        return text
    chosen = _chosen(text, places)
    out: list[str] = []
    last = 0
    for (start, end, _), word in zip(places, chosen, strict=True):
        out += [text[last:start], word]
        last = end
    return "".join([*out, text[last:]])


def _right(text: str) -> bool:
    """True for a word that needs no repair."""
    return text.isalpha() and text[1:].islower() and rarity(text) is not None


@lru_cache(maxsize=1 << 14)
def _readings(word: str, name: str) -> tuple[str, ...]:
    """Syllables that a word with lost bytes may be, the most common first."""
    page = _page(name)
    parts: list[list[str]] = []
    last = 0
    for m in page.broken.finditer(word):
        if m.group(2) is not None:
            return ()  # a whole sequence that is no text
        options = list(_completed(m.group(1), page))
        if options:
            parts += [[word[last : m.start()]], options]
            last = m.end()
    if not parts or len(word) > 24:
        return ()
    parts.append([word[last:]])
    found: dict[str, float] = {}
    for choice in islice(product(*parts), _MOST):
        written = unicodedata.normalize("NFC", "".join(choice))
        words = [w for w in words_and_signs(written) if w[0].isalpha()]
        if words and all(is_vietnamese_syllable(w) for w in words):
            # "vỀ" for "về" is no way to write
            odd = any(w[:1].islower() and not w.islower() for w in words)
            capitals = sum(map(str.isupper, written)) / 100  # small letters are likelier
            found[written] = sum(map(word_cost, words)) + 99 * odd + capitals
    if not found and all(len(options) == 1 for options in parts):
        return ("".join(options[0] for options in parts),)  # nothing else can be: ĐH, Đắk
    if found and min(found.values()) < 99:
        found = {w: cost for w, cost in found.items() if cost < 99}
    return tuple(sorted(found, key=lambda w: found[w])[:6])


def _completed(start: str, page: _Page) -> Iterator[str]:
    lead = bytes([page.byte[c] for c in start])
    for b in page.lost:
        try:
            char = (lead + bytes([b])).decode("utf-8")
        except UnicodeDecodeError:
            continue
        if _plausible().fullmatch(char) and (char.isalpha() or "\u0300" <= char <= "\u036f"):
            yield char


def _chosen(text: str, places: list[tuple[int, int, tuple[str, ...]]]) -> list[str]:
    if all(len(readings) == 1 for _, _, readings in places):
        return [readings[0] for _, _, readings in places]
    from vntext.text.choose import choose

    row: list[tuple[str, ...]] = []
    at: list[int] = []
    last = 0
    for start, end, readings in places:
        row += [(w,) for w in words_and_signs(text[last:start])]
        at.append(len(row))
        row.append(readings)
        last = end
    row += [(w,) for w in words_and_signs(text[last:])]
    found = choose(row)
    return [row[i][found[i]] for i in at]


def _spaces(text: str, page: _Page) -> str:
    """Reads sequences whose last byte, a no-break space, became a space or went: à, Ơ, Ạ, Ỡ."""

    def put(m: re.Match[str]) -> str:
        before, lead, second, after = m.groups()
        if lead.islower() and is_vietnamese_syllable(before + lead):
            return m.group()
        letter = (bytes([page.byte[c] for c in lead]) + b"\xa0").decode("utf-8")
        alone, joined = before + letter, before + letter + after
        if letter.isupper() and not (before.isupper() or (not before and after)):
            return m.group()
        if second:
            return alone if is_vietnamese_syllable(alone) else m.group()
        if after and is_vietnamese_syllable(joined):
            return m.group() if _apart(alone, after, joined) else alone
        if not after and letter == "à" and text[m.end() : m.end() + 1] in tuple(",.;:!?)"):
            return alone
        return m.group()

    return page.spaces.sub(put, text)


def _apart(alone: str, after: str, joined: str) -> bool:
    """True when two words are likelier than one; the second is a word by itself."""
    if not is_vietnamese_syllable(after):
        return False
    return word_cost(alone) + word_cost(after) + SIGN < word_cost(joined)
