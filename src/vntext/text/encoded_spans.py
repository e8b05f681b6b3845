"""Where a text is in a legacy encoding, and what stands there.

Broken UTF-8 is read line by line (`vntext.text.mojibake`), what is older than Unicode part by part
(`vntext.text.regions`), texts of a few words by what they say (`vntext.text.short`), VIQR where
lines have its signs.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from vntext.text.charsets import decode_letters
from vntext.text.letter_spacing import close_letters
from vntext.text.mojibake import has_sequences, mojibake_line
from vntext.text.pricing import BROKEN, UNUSED, price, word_cost, words_and_signs
from vntext.text.short import LONGEST, may_be_meant, read_short, says_again
from vntext.text.substitutes import LEARNED, learned_signs, without_private
from vntext.text.syllables import is_vietnamese_syllable, rarity
from vntext.text.viqr import decode_viqr, may_be_viqr

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from vntext.text.regions import Region

__all__ = ["EncodedSpan", "encoded_spans"]

_MARGIN = 8.0  # nats that VIQR must be ahead of the text as it stands
_ENOUGH, _VIETNAMESE = 0.7, 0.5  # of changed words, of all words must be syllables then
_SAMPLE = 20_000  # characters that VIQR is decided by
_SURE = 20.0  # nats from which on the words beside a part do not count
_LINE = 200  # characters of a part that is long enough to speak for itself
# Of the words that decoding changes must be in use in a part that is not sure; and beside words of
# another language.
_RIGHT, _RIGHT_BESIDE = 0.5, 0.7
_ONE = 14.0  # nats from which on one word beside such words is enough
_THROUGHOUT = 0.8  # of what is read that is in TCVN3 in a text of it
_VOWELS = frozenset("aeiouy")
_FEW = 400  # characters up to which one by one is faster than all at once
_BOXED, _PRIVATE = (0x221A, 0x259F), (0xF021, 0xF0FF)
_SOME, _OWN = 3, 0.5  # other words of its line, and how many of them must be in use then


class EncodedSpan(NamedTuple):
    """A part of a text and the encoding that it is in.

    Attributes:
        start: First character.
        end: End (exclusive).
        encoding: As in `Detection`; never ``"unicode"``.
        confidence: From 0 to 1.
        text: The part, decoded.
    """

    start: int
    end: int
    encoding: str
    confidence: float
    text: str


def encoded_spans(text: str) -> list[EncodedSpan]:
    """The parts of a text that are in a legacy encoding, in order."""
    if text.isascii() and "&" not in text and "\\'" not in text and not _has_controls(text):
        return list(_viqr_spans(text, [])) if may_be_viqr(text) else []
    from vntext.text.token_costs import suspicious_lines

    found: list[EncodedSpan] = []
    given = text
    boxed, private = _unusual(text)
    if private:
        text = without_private(text)
    lines = suspicious_lines(text)
    broken = lines
    if boxed:
        broken = sorted({*lines, *_boxed_lines(text)})
    if broken:
        found = list(_mojibake_spans(broken))
        if found:  # read already: nothing else there
            found += _table_spans(_without(text, found), None)
        elif lines:
            found += _table_spans(text, lines)
        found.sort()
    if not found and len(text) <= LONGEST:
        found = list(_short_spans(text))
    if may_be_viqr(text):
        found = sorted([*found, *_viqr_spans(text, found)])
    return [span for span in found if span.text != given[span.start : span.end]]


def _without(text: str, spans: list[EncodedSpan]) -> str:
    """A text with spaces where spans are."""
    parts: list[str] = []
    last = 0
    for span in spans:
        parts += [text[last : span.start], " " * (span.end - span.start)]
        last = span.end
    return "".join([*parts, text[last:]])


def _table_spans(text: str, lines: list[tuple[int, str]] | None) -> Iterator[EncodedSpan]:
    """What is in an encoding that has a table, or in references."""
    from vntext.text.readers import READINGS
    from vntext.text.regions import confidence_of, legacy_regions

    text, closed = close_letters(text)
    masked = _without_tags(text)
    regions = legacy_regions(masked, None if closed or masked != text else lines)
    for encoding in LEARNED:
        own = [r for r in regions if READINGS[r.reading].encoding == encoding]
        if 2 * sum(r.end - r.start for r in own) > len(text):
            parts = [text[r.start : r.end] for r in own] if len(own) < len(regions) else [text]
            signs = learned_signs("\n".join(parts), encoding)
            if signs:
                text = text.translate(signs)
                regions = legacy_regions(_without_tags(text))
    found: list[EncodedSpan] = []
    meant = True  # as it stands: nothing proves that any of it is in another encoding
    for region in regions:
        part = text[region.start : region.end]
        reading = READINGS[region.reading]
        decoded = reading.run(part)
        if reading.encoding != "ncr" and (
            not _fits(text, region, decoded) or says_again(part, decoded)
        ):
            continue
        if closed:
            decoded = _trimmed(decoded, part, region.start, closed)
        sure = confidence_of(region.ahead)
        found.append(EncodedSpan(region.start, region.end, reading.encoding, sure, decoded))
        meant &= may_be_meant(part, decoded, region.ahead)
    if not meant:
        yield from found
    yield from _lone_signs(text, regions)


@cache
def _lone() -> re.Pattern[str]:
    import re

    return re.compile(r"(?<![^\W\d_])®(?![^\W\d_])|(?<!\w)¦(?=[.\dA-Z])")


def _lone_signs(text: str, regions: list[Region]) -> Iterator[EncodedSpan]:
    """đ and Ư of lines of figures in a text that is in TCVN3 throughout: "(1000 ®)"."""
    from vntext.text.readers import READINGS
    from vntext.text.regions import confidence_of

    own = sum(r.end - r.start for r in regions if READINGS[r.reading].encoding == "tcvn3")
    read = sum(r.end - r.start for r in regions)
    if not own or 2 * own < sum(map(len, text.split())) or own < _THROUGHOUT * read:
        return
    sure = confidence_of(max(r.ahead for r in regions))
    ends = [0, *(r.end for r in regions)]
    starts = [*(r.start for r in regions), len(text)]
    for begin, end in zip(ends, starts, strict=True):
        for m in _lone().finditer(text, begin, end):
            letter = decode_letters(m.group(), "tcvn3")
            yield EncodedSpan(m.start(), m.end(), "tcvn3", sure, letter)


def _trimmed(decoded: str, part: str, start: int, closed: frozenset[int]) -> str:
    """Lines without the spaces that stand for closed gaps."""
    out = []
    for line, before in zip(decoded.split("\n"), part.split("\n"), strict=True):
        out.append(line.rstrip(" ") if start in closed else line)
        start += len(before) + 1
    return "\n".join(out)


@cache
def _tags() -> re.Pattern[str]:
    import re

    return re.compile(r"<[A-Za-z/!][^<>&\x80-\U0010ffff\n]*+>")


def _without_tags(text: str) -> str:
    """Spaces where tags have their names and attributes, which are no words of the text."""
    if "<" not in text:
        return text
    return _tags().sub(lambda m: f"<{' ' * (len(m.group()) - 2)}>", text)


def _fits(text: str, region: Region, decoded: str) -> bool:
    """False for words of another language that happen to be codes of letters."""
    if region.ahead >= _SURE or region.end - region.start > _LINE:
        return True
    new = [w for w in words_and_signs(decoded) if w[0].isalpha() and not w.isascii()]
    start = text.rfind("\n", 0, region.start) + 1
    end = text.find("\n", region.end)
    around = text[start : region.start] + " " + text[region.end : end if end >= 0 else len(text)]
    around = _without_tags(around + " " + decoded)
    words = [w for w in words_and_signs(around) if len(w) > 1 and w.isalpha()]
    plain = [w for w in words if w not in new and not w.isupper()]
    vietnamese = sum(rarity(w) is not None for w in plain)
    costs = [word_cost(w) for w in new]
    # what is possible and in no use counts half
    right = sum(0.5 * (cost < BROKEN) + 0.5 * (cost < UNUSED) for cost in costs)
    if right < (_RIGHT if vietnamese == len(plain) else _RIGHT_BESIDE) * len(new):
        return False
    foreign = any(len(w) > 3 and not _VOWELS.isdisjoint(w) for w in plain)  # no unit
    if len(new) == 1 and foreign and not vietnamese and region.ahead < _ONE:
        return False  # "Só isso"
    return len(plain) < _SOME or vietnamese >= _OWN * len(plain)


def _short_spans(text: str) -> Iterator[EncodedSpan]:
    short = read_short(text)
    if short is None or may_be_meant(text, short.text, short.ahead):
        return
    if not says_again(text, short.text):
        from vntext.text.readers import READINGS
        from vntext.text.regions import confidence_of

        encoding = READINGS[short.reading].encoding
        yield EncodedSpan(0, len(text), encoding, confidence_of(short.ahead), short.text)


def _has_controls(text: str) -> bool:
    return any(c < "\t" for c in text)


def _unusual(text: str) -> tuple[bool, bool]:
    """Whether a text has signs of DOS and Macintosh, and characters of the private area."""
    if len(text) < _FEW and max(text) < "\u221a":
        return False, False
    import numpy as np

    codes = np.frombuffer(text.encode("utf-16-le", "surrogatepass"), np.uint16)
    found = [bool(((codes >= a) & (codes <= b)).any()) for a, b in (_BOXED, _PRIVATE)]
    return found[0], found[1]


@cache
def _boxes() -> re.Pattern[str]:
    """Signs that DOS and Macintosh have for bytes of UTF-8."""
    import re

    return re.compile("[\u221a\u2206\u221e\u25ca\u2500-\u259f]")


def _boxed_lines(text: str) -> Iterator[tuple[int, str]]:
    """Lines that may be broken though all their letters are words: "Th√°ng"."""
    last = -1
    for m in _boxes().finditer(text):
        at = m.start()
        if at > last and (text[at - 1 : at].isalpha() or text[at + 1 : at + 2].isalpha()):
            start = text.rfind("\n", 0, at) + 1
            last = text.find("\n", at)
            last = len(text) if last < 0 else last
            yield start, text[start:last]


def _mojibake_spans(lines: list[tuple[int, str]]) -> Iterator[EncodedSpan]:
    from vntext.text.regions import confidence_of

    for start, line in lines:
        decoded = mojibake_line(line) if has_sequences(line) else None
        if decoded is not None:
            sure = confidence_of(price(line) - price(decoded))
            yield EncodedSpan(start, start + len(line), "mojibake", sure, decoded)


def _viqr_spans(text: str, taken: list[EncodedSpan]) -> Iterator[EncodedSpan]:
    """Lines of VIQR, if the text as a whole reads better so."""
    from vntext.text.regions import confidence_of

    lines = text.split("\n")
    busy = {text.count("\n", 0, s.start) for s in taken}
    own = [i for i, line in enumerate(lines) if i not in busy]
    sample = "\n".join(lines[i] for i in own)[:_SAMPLE]
    gain, enough = _gain(sample, decode_viqr(sample))
    if gain < _MARGIN or not enough:
        return
    start = 0
    for i, line in enumerate(lines):
        if i not in busy:
            decoded = decode_viqr(line)
            better, sound = _gain(line, decoded) if decoded != line else (0.0, False)
            if better > 0 and (sound or better > _MARGIN):
                yield EncodedSpan(start, start + len(line), "viqr", confidence_of(gain), decoded)
        start += len(line) + 1


def _gain(text: str, decoded: str) -> tuple[float, bool]:
    """How many nats better the decoded text reads, and whether it is Vietnamese enough."""
    words = [w for w in words_and_signs(decoded) if w[0].isalpha()]
    good = sum(is_vietnamese_syllable(w) for w in words)
    before, after = text.split(), decoded.split()
    new = words
    if len(before) == len(after):
        pairs = zip(before, after, strict=True)
        new = [w for b, a in pairs if b != a for w in words_and_signs(a)]
    right = sum(w.isascii() or is_vietnamese_syllable(w) for w in new)
    enough = right >= _ENOUGH * len(new) and good >= _VIETNAMESE * len(words) > 0
    return price(text) - price(decoded), enough
