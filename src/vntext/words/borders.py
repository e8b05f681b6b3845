"""Words that hold a name and its neighbour, or two words of the lists, are cut.

The segmenter weighs each gap by itself. Where it joins "Nha Trang bị" or "bị cáo buộc" the whole
tells more: small letters behind a name, and entries of the two word lists of the model.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from functools import cache, lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING

from vntext.kernel import kernel
from vntext.spans import INT32
from vntext.words.border_rows import (
    TABLE,
    border_rows,
    border_words,
    entry_scores,
    is_entry,
    is_vietnamese,
    surnames,
    town_names,
)

if TYPE_CHECKING:
    from vntext.kernel import _kernel
    from vntext.spans import Spans

__all__ = ["TABLE", "cut_borders", "cuts_of"]


LONGER = 20
"""Characters before a place in which the words that it asks for end."""

LONGEST = 8
"""Syllables of the longest word that is looked at: longer ones are foreign names."""


def cut_borders(text: str, words: Spans, own: Spans | None = None) -> Spans:
    """Cuts the words that hold a name and its neighbour, or several words of the lists.

    Args:
        text: A normalised text, or several joined by line breaks.
        words: Its words.
        own: Words of a lexicon, which stay as they are.

    Example:
        >>> from vntext.spans import Spans
        >>> text = "Ở Nha Trang bị mưa"
        >>> words = Spans.of([(0, 1), (2, 14), (15, 18)])
        >>> [text[a:b] for a, b in cut_borders(text, words).pairs()]
        ['Ở', 'Nha Trang', 'bị', 'mưa']
    """
    if not words.size:
        return words
    starts, ends = words.raw()
    rows: dict[int, list[tuple[int, int]]] = {}
    for number in _suspects(text, words):
        a, b = starts[number], ends[number]
        cuts = [a + k for k in cuts_of(text[a:b])]
        if own is not None and own.size:
            cuts = [k for k in cuts if not _inside(own, k)]
        if cuts:
            edges = [a, *(x for k in cuts for x in (k, k + 1)), b]
            rows[number] = list(zip(edges[::2], edges[1::2], strict=True))
    return _at_their_places(text, words.replaced(rows), own)


def _suspects(text: str, words: Spans) -> list[int]:
    """Numbers of the words of three parts or more, with a capital or of which one is no syllable.

    The kernel leaves out two or three capitals that no opener heads: `_before_name` cuts none.
    """
    native = border_kernel()
    if native is None:
        from vntext.words.by_arrays import suspects_of

        return suspects_of(text, words, _capitals(), _odd())
    return native.suspects(text, *words.raw())


@cache
def _capitals() -> bytes:
    """For each character up to U+1FFE whether it is a capital, and 0 for those behind."""
    return bytes([*map(str.isupper, map(chr, range(0x1FFF))), False])


@cache
def _mute() -> bytes:
    """For each character up to U+1FFE whether no syllable is made of such alone; 0 behind."""
    consonants = border_words()["consonants"]
    return bytes([*(chr(k) in consonants for k in range(0x1FFF)), False])


@cache
def _odd() -> re.Pattern[str]:
    """Two consonants or more alone, or one letter three times."""
    consonants = "".join(sorted(border_words()["consonants"]))
    return re.compile(rf"(?<![^ \n])[{consonants}]{{2,}}(?![^ \n])|([^ \n])\1\1")


@cache
def border_kernel() -> _kernel.Borders | None:
    """The tables for the kernel, or None where it was not built."""
    native = kernel()
    if native is None:
        return None
    heads = sorted(border_words()["openers"])
    names = [*(row.name for row in border_rows()), *(f"{head} " for head in heads)]
    kinds = [*(row.kind == "join" for row in border_rows()), *(2 for _ in heads)]
    found: _kernel.Borders = native.Borders(
        {
            "capitals": _capitals(),
            "mute": _mute(),
            "names": memoryview("".join(names).encode("utf-32-le")).cast("I"),
            "ends": array(INT32, accumulate(map(len, names))),
            "kinds": bytes(kinds),
        }
    )
    return found


def _inside(spans: Spans, place: int) -> bool:
    """Whether a place lies inside one of the spans."""
    starts, ends = spans.raw()
    k = bisect_right(starts, place) - 1
    return k >= 0 and starts[k] < place < ends[k]


@lru_cache(maxsize=1 << 16)
def cuts_of(word: str) -> tuple[int, ...]:
    """The spaces at which a word is cut, in characters of the word.

    Example:
        >>> cuts_of("Nha Trang bị"), cuts_of("bị cáo buộc"), cuts_of("chính trị")
        ((9,), (2,), ())
    """
    parts = word.split(" ")
    if len(parts) > LONGEST or not all(part.isalpha() for part in parts):
        return ()
    at = _places(parts)
    ends, out = 0, []
    for k, part in enumerate(parts[:-1], 1):
        ends += len(part)
        if k in at:
            out.append(ends)
        ends += 1
    return tuple(out)


def _places(parts: list[str]) -> set[int]:
    """The numbers of the parts before which a word is cut."""
    odd = [k for k, part in enumerate(parts) if part.islower() and _odd().search(part)]
    if odd and not is_entry(" ".join(parts)):
        return {k for at in odd for k in (at, at + 1)} - {0}
    capital = [part[0].isupper() for part in parts]
    if all(capital):
        return _before_name(parts)
    if not any(capital):
        return _between_entries(parts) if 2 < len(parts) <= 4 else set()
    table = border_words()
    if not capital[0]:
        first = capital.index(True)
        if parts[0] in table["joined"]:
            return set()
        if parts[0] not in table["apart"] and is_entry(" ".join(parts)):
            return set()
        return {first}
    run = capital.index(False)
    if run == 1:
        return _behind_head(parts, capital)
    return {run} if _ends_name(parts, run) else set()


def _before_name(parts: list[str]) -> set[int]:
    """Of a run of capitals: behind a word that opens the sentence, before a foreign name."""
    if parts[0] in border_words()["openers"] and not _is_name(parts):
        return {1}
    rest = parts[2:]
    if len(rest) > 1 and " ".join(parts[:2]) in town_names() and not any(map(is_vietnamese, rest)):
        return {2} if all(len(part) > 1 for part in rest) else set()
    return set()


def _is_name(parts: list[str]) -> bool:
    name = " ".join(parts)
    return name in town_names() or bool(is_entry(name))


def _behind_head(parts: list[str], capital: list[bool]) -> set[int]:
    """Of "Cộng hòa Séc", "Quần đảo Marshall": before the name of a place, or a foreign one."""
    if True not in capital[1:]:
        return set()
    at = capital.index(True, 1)
    rest = parts[at:]
    if not all(capital[at:]) or not is_entry(" ".join(parts[:at])):
        return set()
    foreign = not any(map(is_vietnamese, rest))
    return {at} if foreign or " ".join(rest) in town_names() else set()


def _ends_name(parts: list[str], run: int) -> bool:
    """Whether the capitals in front are a name, and what follows in small letters is not its."""
    if parts[run] in border_words()["suffixes"]:
        return False
    name = " ".join(parts[:run])
    if name in town_names():
        return True
    tail = is_entry(" ".join(parts[run - 1 :])) or is_entry(" ".join(parts[run - 1 : run + 1]))
    if run > 2 and parts[0] in surnames() and (run > 3 or not tail):
        return True
    if not is_vietnamese(parts[run - 1]):
        return True
    return not tail and not is_entry(" ".join(parts))


def _between_entries(parts: list[str]) -> set[int]:
    """Of common words: where the parts are entries and the whole is none."""
    if is_entry(" ".join(parts)):
        return set()
    table = border_words()
    if parts[-1] in table["suffixes"]:
        return set()
    cuts = [
        cut
        for cut in range(1, len(parts))
        if all(len(p) == 1 or is_entry(" ".join(p)) for p in (parts[:cut], parts[cut:]))
    ]
    if not cuts:
        return set()
    if cuts[0] == 1 and parts[0] in table["alone"]:
        return {1}
    scores = entry_scores(" ".join(parts))
    return {min(cuts, key=lambda cut: scores[cut - 1])}


def _at_their_places(text: str, words: Spans, own: Spans | None) -> Spans:
    """Borders that a table moves where certain words stand beside each other."""
    rows: dict[int, list[tuple[int, int]]] = {}
    starts, ends = words.raw()
    for number, i, j in _places_of_rows(text, words):
        row = border_rows()[number]
        at, end = starts[i], ends[j]
        if own is not None and (_inside(own, at + 1) or _inside(own, end - 1)):
            continue
        if row.behind and not text.endswith(row.behind, max(0, at - LONGER), at):
            continue
        if row.before and not text.startswith(row.before, end):
            continue
        if row.kind == "join" and _joined_otherwise(text, words, i, j):
            continue
        if not rows.keys() & (found := range(i, j + 1)):
            border = at + row.border
            rows.update((k, []) for k in found)
            rows[i] = [(at, end)] if row.kind == "join" else [(at, border), (border + 1, end)]
    return words.replaced(rows)


def _places_of_rows(text: str, words: Spans) -> list[tuple[int, int, int]]:
    """Rows that fill words, in order, with the first and last word of each; joined ones several."""
    native = border_kernel()
    if native is not None:
        return sorted(native.places(text, *words.raw()))
    found = []
    starts, ends = words.raw()
    for number, row in enumerate(border_rows()):
        at = text.find(row.name)
        while at >= 0:
            end = at + len(row.name)
            i, j = bisect_left(starts, at), bisect_left(ends, end)
            inside = i <= j - (row.kind == "join") and j < len(starts)
            if inside and starts[i] == at and ends[j] == end:
                found.append((number, i, j))
            at = text.find(row.name, end)
    return found


def _joined_otherwise(text: str, words: Spans, i: int, j: int) -> bool:
    """Whether the first word makes an entry with the word before it, or the last with the next."""
    starts, ends = words.raw()
    for a, b in ((i - 1, i), (j, j + 1)):
        if a >= 0 and b < len(starts):
            pair = text[starts[a] : ends[b]]
            if pair.count(" ") == 1 and "\n" not in pair and is_entry(pair):
                return True
    return False
