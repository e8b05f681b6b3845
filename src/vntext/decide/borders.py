"""Settles the borders of what the tagger found.

Tables know better than the tagger where a long name ends (``Học viện Báo chí [và Tuyên truyền]``),
no name begins or ends inside a word (``Bộ Văn hóa, Thể thao và Du [lịch]``), and a match report
names two clubs (``CLB Sao Vàng | thắng Hải Âu 3-0``).
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from vntext.entities.types import Found
from vntext.names.phrases import Phrases, Tokens, fold
from vntext.resources import load_lines, load_toml
from vntext.split.paragraphs import LINE_BREAKS

if TYPE_CHECKING:
    from collections.abc import Iterator

    import regex

    from vntext.spans import Spans

__all__ = ["settle_borders"]

LONGEST = 120
"""Characters that a body's name may have."""


@cache
def _bodies() -> tuple[Phrases[bool], frozenset[tuple[str, ...]]]:
    """Names of bodies, with whether there is one body of the name; the first two tokens of each."""
    names = Phrases[bool]()
    local, known = load_lines("entities/local-bodies.txt"), load_lines("entities/bodies.txt")
    names.update(local, False)
    names.update(known, True)
    return names, frozenset(_opening(row) for row in (*local, *known))


@cache
def _first_words() -> regex.Pattern[str]:
    """The first words of known names, as they are written."""
    import regex

    first = sorted({row.split(" ", 1)[0] for row in load_lines("entities/bodies.txt")})
    return regex.compile(rf"(?<![\p{{L}}\d])(?:{'|'.join(map(regex.escape, first))}) (?=\p{{L}})")


@cache
def _line() -> re.Pattern[str]:
    return re.compile(rf"[^{LINE_BREAKS}]*+")


def _opening(text: str) -> tuple[str, ...]:
    """The first two tokens of a text."""
    return tuple(fold(token.rstrip(",")) for token in text.split(maxsplit=2)[:2])


def _body_end(text: str, start: int, *, known: bool = False) -> int:
    """End of the name that begins at a place, 0 where none does or, if asked, no known one."""
    names, openings = _bodies()
    if _opening(text[start : start + 40]) not in openings:
        return 0
    line = _line().match(text, start, start + LONGEST)
    tokens = Tokens(text, start, line.end() if line else start)
    found = names.match(tokens, 0)
    return tokens.ends[found[0] - 1] if found and (found[1] or not known) else 0


def _passed_over(text: str, found: list[Found]) -> Iterator[Found]:
    """Known names where the tagger found nothing: "Tổ chức Y tế thế giới"."""
    last = 0
    starts = {f.start for f in found if f.label == "ORG"}
    for m in _first_words().finditer(text):
        if m.start() < last or m.start() in starts:
            continue
        end = _body_end(text, m.start(), known=True)
        if end:
            last = end
            yield Found(m.start(), end, "ORG", "body")


@cache
def _particle() -> regex.Pattern[str]:
    """The rest of a foreign name: "Louis [van Gaal]", "Lula [da Silva]"."""
    import regex

    particles = "|".join(load_toml("entities/names.toml")["particles"])
    return regex.compile(
        rf"(?: (?:{particles})){{1,2}}(?: \p{{Lu}}[\p{{L}}'’-]+){{1,2}}(?!\p{{L}})"
    )


@cache
def _match_report() -> regex.Pattern[str]:
    """A club, what it did to another one, and the score."""
    import regex

    verbs = "|".join(load_toml("entities/organizations.toml")["matches"]["verbs"])
    return regex.compile(rf" (?:{verbs}) (?=\p{{Lu}})")


@cache
def _score() -> re.Pattern[str]:
    return re.compile(r" \d{1,2}\Z")


@cache
def _honorifics() -> frozenset[str]:
    return frozenset(load_toml("entities/names.toml")["honorifics"])


def _word_end(text: str, f: Found, word: tuple[int, int]) -> int:
    """Where a span ends that stops inside a word; the same end where the word may be wrong.

    The word goes on in small letters ("Du [lịch]", "Sang[-sik]"), and only its first syllable is in
    the span: in "Nha Trang [bị]" it is the word that is wrong. A person of one syllable that begins
    a word is none, "Thanh [tra]", unless an honorific stands before: "bà Nghĩa [là]".
    """
    inside, rest = text[word[0] : f.end], text[f.end : word[1]]
    if rest[0] == "-":
        more = rest[1:]
        name = more.isalnum() and more == more.lower() and not inside[-1].isdigit()
        return word[1] if name else f.end
    small = rest[0] == " " and all(w.isalpha() and w.islower() for w in rest.split())
    if not small or " " in inside:
        return f.end
    if f.label != "PERSON":
        return word[1] if word[0] > f.start else f.end
    if word[0] != f.start:
        return f.end
    before = text[max(0, f.start - 12) : f.start].split()
    return f.end if before and before[-1].lower() in _honorifics() else f.start


@cache
def _inside_words() -> tuple[frozenset[str], frozenset[str]]:
    """Words that end like the head of a body and are none; offices that stand before a head."""
    table = load_toml("entities/organizations.toml")["borders"]
    return frozenset(table["no_heads"]), frozenset(table["offices"])


def _start(text: str, f: Found, word: tuple[int, int]) -> int:
    """Where a body begins that begins inside a word.

    "Nghị [viện] châu Âu" begins with the word, "cán [bộ] Công an" after it, "Trưởng [ban]" there.
    """
    no_heads, offices = _inside_words()
    whole = text[word[0] : word[1]]
    if whole in no_heads:
        after = word[1] + 1
        return after if after < f.end and text[after].isupper() else f.start
    first = whole.split(" ", 1)[0]
    return word[0] if first[0].isupper() and first not in offices else f.start


def _starts(text: str, found: list[Found], words: Spans) -> list[Found]:
    import numpy as np

    at = np.maximum(np.searchsorted(words.starts, [f.start for f in found], side="right") - 1, 0)
    out, title = [], 0
    for f, begin, stop in zip(
        found, words.starts[at].tolist(), words.ends[at].tolist(), strict=True
    ):
        if f.label == "TITLE":
            title = f.end
        if f.label == "ORG" and begin < f.start < stop and f.start >= title:
            f = replace(f, start=_start(text, f, (begin, stop)))  # noqa: PLW2901 - mended
        out.append(f)
    return out


def _ends(text: str, found: list[Found], words: Spans) -> dict[Found, int]:
    """Better ends of spans, by span; the start where a span is none."""
    import numpy as np

    at = np.searchsorted(words.starts, [f.end for f in found], side="left") - 1
    out = {}
    for f, begin, stop in zip(
        found, words.starts[at].tolist(), words.ends[at].tolist(), strict=True
    ):
        end = f.end
        if f.label == "ORG":
            end = max(end, _body_end(text, f.start))
        elif f.label == "PERSON" and (m := _particle().match(text, end)):
            end = m.end()
        if end == f.end < stop:
            end = _word_end(text, f, (begin, stop))
        if end != f.end:
            out[f] = end
    return out


def _clubs(text: str, f: Found) -> Iterator[Found]:
    """The two clubs of a match report, without the score; any other body as it is."""
    verb = _match_report().search(text, f.start, f.end)
    if verb is not None:
        yield replace(f, end=verb.start())
        f = replace(f, start=verb.end())
    score = _score().search(text, f.start, f.end)
    if score is not None and text[f.end : f.end + 1] in ("-", "–"):
        f = replace(f, end=score.start())
    yield f


@cache
def _places() -> frozenset[str]:
    """Provinces and countries, without their unit word."""
    rows = (line.split("\t") for line in load_lines("entities/units.tsv")[1:])
    countries = load_toml("entities/places.toml")["countries"]["names"]
    return frozenset(name for kind, name, *_ in rows if kind == "province") | frozenset(countries)


def _apart(text: str, f: Found) -> Iterator[Found]:
    """Two places with a dash between: "Quảng Ninh - Hải Phòng", not "Bà Rịa - Vũng Tàu"."""
    whole = text[f.start : f.end]
    parts = whole.split(" - ")
    if len(parts) < 2 or whole in _places() or not _places().issuperset(parts):
        yield f
        return
    start = f.start
    for part in parts:
        yield replace(f, start=start, end=start + len(part))
        start += len(part) + len(" - ")


def settle_borders(text: str, found: list[Found], words: Spans) -> list[Found]:
    """Mends the borders of what the tagger found.

    Args:
        text: The normalised text.
        found: Spans of the tagger, sorted by start, outer before inner.
        words: The words of the text.

    Returns:
        The spans, which may overlap now: merging them keeps the longer ones.

    Example:
        >>> from vntext.entities.types import Found
        >>> from vntext.spans import Spans
        >>> text = "do Học viện Báo chí và Tuyên truyền mở"
        >>> (f,) = settle_borders(text, [Found(3, 19, "ORG")], Spans.of([(3, 11), (12, 19)]))
        >>> text[f.start : f.end]
        'Học viện Báo chí và Tuyên truyền'
    """
    if not len(words.starts):
        return found
    found = _starts(text, found, words)
    found = sorted([*found, *_passed_over(text, found)], key=lambda f: (f.start, -f.end))
    ends = _ends(text, found, words)
    # a title that ends with its body goes on with it
    bodies = {f.end: end for f, end in ends.items() if f.label == "ORG"}
    out: list[Found] = []
    for f in found:
        end = ends.get(f, f.end)
        if f.label == "TITLE":
            end = max(end, bodies.get(f.end, end))
        if end == f.start:
            continue
        if end != f.end:
            f = replace(f, end=end)  # noqa: PLW2901 - the same span, mended
        if f.label == "ORG":
            out += _clubs(text, f)
        elif f.label == "LOC":
            out += _apart(text, f)
        else:
            out.append(f)
    return out
