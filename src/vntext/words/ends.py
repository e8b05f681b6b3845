"""No word crosses the end of a sentence or an address.

"mới 100%. Ms Lan nói" holds no word "100%. Ms Lan", and "@lan http://a.vn" not one word for both.

The segmenter reads signs as it reads syllables, and takes some stops for those of "TP. HCM". Where
one of its words goes on behind the end of a sentence it is cut there, and the stop stands alone.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cache
from typing import TYPE_CHECKING

from vntext.kernel import kernel
from vntext.split.scan import LINE_BREAKS, places_of
from vntext.split.sentences import credit_ends, split_sentences

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from vntext.spans import Spans
    from vntext.split.protect import Protected

__all__ = ["ADDRESSES", "cut_words"]

FINAL = ".?!…"

ADDRESSES = frozenset(("url", "email", "domain", "phone", "user", "hashtag"))
"""Rules of protected spans that are words of their own: no word goes on from one."""


@cache
def _marks() -> re.Pattern[str]:
    """Final marks behind which a word may go on: a space or a capital follows."""
    return re.compile(r"[.?!…][”’»)\]}\"']*+(?:\s|(?=[^\W\d_a-z]))")


@cache
def _pieces() -> re.Pattern[str]:
    """Signs at the end of a word, each run of a mark one."""
    return re.compile(r"\.+|!+|\?+|…+|[”’»)\]}\"']")


@cache
def _tail() -> re.Pattern[str]:
    return re.compile(r"[.!?…”’»)\]}\"']+\Z")


def cut_words(text: str, words: Spans, protected: Sequence[Protected]) -> Spans:
    """Cuts the words that go on behind the end of a sentence.

    Args:
        text: A normalised text, or several joined by line breaks.
        words: Its words.
        protected: Its protected spans.

    Example:
        >>> from vntext.spans import Spans
        >>> text = "mới 100%. Ms Lan"
        >>> words = Spans.of([(0, 3), (4, 16)])
        >>> [text[a:b] for a, b in cut_words(text, words, []).pairs()]
        ['mới', '100%', '.', 'Ms Lan']
    """
    words = _around_addresses(text, words, protected)
    match = _marks().match
    doubtful = [at for at in _marks_inside(text, words) if match(text, at)]
    if credits := credit_ends(text):
        doubtful = sorted({*doubtful, *_inside(words, credits)})
    if not doubtful:
        return words
    ends = [end for end in _ends_of_lines(text, doubtful, protected) if not _in_number(text, end)]
    crossed = _inside(words, ends)
    return _cut(text, words, crossed, protected) if crossed else words


def _in_number(text: str, end: int) -> bool:
    """Whether figures stand on both sides of a stop that is set apart: "596 . 094"."""
    before = text[max(0, end - 3) : end]
    return before[:1].isdigit() and before[1:] == " ." and text[end : end + 2].strip().isdigit()


def _around_addresses(text: str, words: Spans, protected: Sequence[Protected]) -> Spans:
    """Words that hold an address and more are cut at its edges."""
    found = [(p.start, p.end) for p in protected if p.rule in ADDRESSES]
    rows: dict[int, list[tuple[int, int]]] = {}
    for start, end in reversed(found):
        pairs, k = _pieces_at(words, rows, start)
        i = bisect_left(pairs, (start + 1, 0)) - 1
        a, b = pairs[i]
        if (a, b) != (start, end) and a <= start and end <= b:
            parts = [_trimmed(text, a, start), (start, end), _trimmed(text, end, b)]
            pairs[i : i + 1] = [(x, y) for x, y in parts if x < y]
            rows[k] = pairs
    return words.replaced(rows)


def _pieces_at(
    words: Spans, rows: dict[int, list[tuple[int, int]]], place: int
) -> tuple[list[tuple[int, int]], int]:
    """What stands for the word that holds a place, and the number of that word."""
    starts, ends = words.raw()
    k = max(bisect_right(starts, place) - 1, 0)
    return rows.get(k) or [(starts[k], ends[k])], k


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A stretch without the white space at its edges."""
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end


def _marks_inside(text: str, words: Spans) -> list[int]:
    """Final marks that stand inside a word, in order."""
    native = kernel()
    if native is not None:
        found: list[int] = native.places_inside(text, FINAL, *words.raw())
        return found
    return _inside(words, places_of(text, FINAL))


def _inside(words: Spans, found: list[int]) -> list[int]:
    """The places that lie inside a word, in order: it begins before and goes on behind."""
    starts, ends = words.raw()
    return [at for at in sorted(found) if (k := bisect_left(starts, at)) and at < ends[k - 1]]


def _ends_of_lines(text: str, doubtful: list[int], protected: Sequence[Protected]) -> list[int]:
    """The ends of all sentences of the lines that hold these places."""
    spans = [(p.start, p.end) for p in protected]
    breaks = places_of(text, LINE_BREAKS)
    out: list[int] = []
    done = -1
    for place in doubtful:
        if place < done:
            continue
        k = bisect_left(breaks, place)
        start = breaks[k - 1] + 1 if k else 0
        done = breaks[k] if k < len(breaks) else len(text)
        i = bisect_left(spans, (start, 0))
        j = bisect_left(spans, (done, 0))
        own = [p._replace(start=p.start - start, end=p.end - start) for p in protected[i:j]]
        out += [start + end for _, end, _ in split_sentences(text[start:done], own)]
    return out


def _cut(text: str, words: Spans, ends: list[int], protected: Sequence[Protected]) -> Spans:
    spans = [(p.start, p.end) for p in protected]
    rows: dict[int, list[tuple[int, int]]] = {}
    for end in reversed(ends):
        pairs, k = _pieces_at(words, rows, end - 1)
        i = bisect_left(pairs, (end, 0)) - 1
        start, stop = pairs[i]
        if not start < end < stop:  # cut already, by the end of a later sentence: "5%. . S"
            continue
        begin = end
        while text[begin].isspace():
            begin += 1
        pairs[i : i + 1] = [*_parts(text, start, end, spans), (begin, stop)]
        rows[k] = pairs
    return words.replaced(rows)


def _parts(
    text: str, start: int, end: int, protected: list[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """What stands before the end of a sentence: the word, and its signs one by one."""
    tail = _tail().search(text, start, end)
    at = tail.start() if tail else end
    i = bisect_left(protected, (at + 1, 0)) - 1
    if i >= 0 and protected[i][1] > at:
        at = min(end, protected[i][1])  # "thị trấn P.": the stop belongs to the name
    word = start + len(text[start:at].rstrip())
    if word > start:
        yield start, word
    yield from (m.span() for m in _pieces().finditer(text, at, end))
