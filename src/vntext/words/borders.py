"""Words that hold a name and its neighbour, or two words of the lists, are cut.

The segmenter weighs each gap by itself. Where it joins "Nha Trang bị" or "bị cáo buộc" the whole
tells more: small letters behind a name, and entries of the two word lists of the model.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from vntext.kernel import kernel
from vntext.resources import load_text, load_toml
from vntext.spans import Spans
from vntext.text.syllables import is_vietnamese_syllable
from vntext.words.model import word_model
from vntext.words.tokens import character_codes, find_tokens, keys_and_shapes

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from numpy.typing import NDArray

    from vntext.kernel import _kernel

__all__ = ["TABLE", "cut_borders", "cuts_of"]

TABLE = "words/borders.toml"

LONGER = 20
"""Characters before a place in which the words that it asks for end."""

SPACE = 32
LONGEST = 8
"""Syllables of the longest word that is looked at: longer ones are foreign names."""


def cut_borders(text: str, words: Spans, own: Spans | None = None) -> Spans:
    """Cuts the words that hold a name and its neighbour, or several words of the lists.

    Args:
        text: A normalised text, or several joined by line breaks.
        words: Its words.
        own: Words of a lexicon, which stay as they are.

    Example:
        >>> text = "Ở Nha Trang bị mưa"
        >>> words = Spans.of([(0, 1), (2, 14), (15, 18)])
        >>> [text[a:b] for a, b in cut_borders(text, words).pairs()]
        ['Ở', 'Nha Trang', 'bị', 'mưa']
    """
    starts, ends = words
    if not len(starts):
        return words
    new: list[int] = []
    if len(at := _suspects(text, words)):
        for a, b in zip(starts[at].tolist(), ends[at].tolist(), strict=True):
            if cuts := cuts_of(text[a:b]):
                new += [a + k for k in cuts]
    if own is not None and len(own.starts):
        new = [k for k in new if not _inside(own, k)]
    if new:
        cut = np.array(new, np.int32)
        words = Spans(
            np.sort(np.concatenate([starts, cut + np.int32(1)])),
            np.sort(np.concatenate([ends, cut])),
        )
    return _at_their_places(text, words, own)


def _suspects(text: str, words: Spans) -> list[int] | NDArray[np.intp]:
    """Numbers of the words of three syllables or more, or with a capital behind a space.

    The kernel leaves out two or three capitals that no opener heads: `_before_name` cuts none.
    """
    native = border_kernel()
    if native is not None:
        return native.suspects(text, *words)
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    weight = (codes == SPACE).astype(np.int32)
    # a space counts one, with a capital behind it two: two of these are more than one
    weight[:-1] <<= _capitals().astype(np.int32).take(codes[1:], mode="clip")
    before = np.cumsum(weight)
    found: NDArray[np.intp] = np.flatnonzero(before[words.ends - 1] - before[words.starts] > 1)
    return found


@cache
def _capitals() -> NDArray[np.uint8]:
    """For each character up to U+1FFE whether it is a capital, and 0 for those behind."""
    return np.array([chr(k).isupper() for k in range(0x1FFF)] + [False], np.uint8)


@cache
def border_kernel() -> _kernel.Borders | None:
    """The tables for the kernel, or None where it was not built."""
    native = kernel()
    if native is None:
        return None
    heads = sorted(_table()["openers"])
    names = [*(row.name for row in _rows()), *(f"{head} " for head in heads)]
    kinds = [*(row.kind == "join" for row in _rows()), *(2 for _ in heads)]
    found: _kernel.Borders = native.Borders(
        {
            "capitals": _capitals(),
            "names": np.frombuffer("".join(names).encode("utf-32-le"), np.uint32),
            "ends": np.cumsum([len(name) for name in names], dtype=np.int32),
            "kinds": np.array(kinds, np.uint8),
        }
    )
    return found


def _inside(spans: Spans, place: int) -> bool:
    """Whether a place lies inside one of the spans."""
    k = int(spans.starts.searchsorted(place, "right")) - 1
    return k >= 0 and bool(spans.starts[k] < place < spans.ends[k])


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
    capital = [part[0].isupper() for part in parts]
    if all(capital):
        return _before_name(parts)
    if not any(capital):
        return _between_entries(parts) if 2 < len(parts) <= 4 else set()
    table = _table()
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
    if parts[0] in _table()["openers"] and not _is_name(parts):
        return {1}
    rest = parts[2:]
    if len(rest) > 1 and " ".join(parts[:2]) in _towns() and not any(map(_vietnamese, rest)):
        return {2} if all(len(part) > 1 for part in rest) else set()
    return set()


def _is_name(parts: list[str]) -> bool:
    name = " ".join(parts)
    return name in _towns() or bool(is_entry(name))


def _behind_head(parts: list[str], capital: list[bool]) -> set[int]:
    """Of "Cộng hòa Séc", "Quần đảo Marshall": before the name of a place, or a foreign one."""
    if True not in capital[1:]:
        return set()
    at = capital.index(True, 1)
    rest = parts[at:]
    if not all(capital[at:]) or not is_entry(" ".join(parts[:at])):
        return set()
    foreign = not any(map(_vietnamese, rest))
    return {at} if foreign or " ".join(rest) in _towns() else set()


def _ends_name(parts: list[str], run: int) -> bool:
    """Whether the capitals in front are a name, and what follows in small letters is not its."""
    if parts[run] in _table()["suffixes"]:
        return False
    name = " ".join(parts[:run])
    if name in _towns():
        return True
    tail = is_entry(" ".join(parts[run - 1 :])) or is_entry(" ".join(parts[run - 1 : run + 1]))
    if run > 2 and parts[0] in _surnames() and (run > 3 or not tail):
        return True
    if not _vietnamese(parts[run - 1]):
        return True
    return not tail and not is_entry(" ".join(parts))


def _between_entries(parts: list[str]) -> set[int]:
    """Of common words: where the parts are entries and the whole is none."""
    if is_entry(" ".join(parts)):
        return set()
    table = _table()
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
    scores = _scores(" ".join(parts))
    return {min(cuts, key=lambda cut: int(scores[cut - 1]))}


def _at_their_places(text: str, words: Spans, own: Spans | None) -> Spans:
    """Borders that a table moves where certain words stand beside each other."""
    gone: set[int] = set()
    made: list[tuple[int, int]] = []
    for number, i, j in _places_of_rows(text, words):
        row = _rows()[number]
        at, end = int(words.starts[i]), int(words.ends[j])
        if own is not None and (_inside(own, at + 1) or _inside(own, end - 1)):
            continue
        if row.behind and not text.endswith(row.behind, max(0, at - LONGER), at):
            continue
        if row.before and not text.startswith(row.before, end):
            continue
        if row.kind == "join" and _joined_otherwise(text, words, i, j):
            continue
        if not gone.intersection(found := range(i, j + 1)):
            gone.update(found)
            border = at + row.border
            made += [(at, end)] if row.kind == "join" else [(at, border), (border + 1, end)]
    if not made:
        return words
    new = np.array(sorted(made), np.int32)
    stays = np.delete(words.starts, list(gone)), np.delete(words.ends, list(gone))
    place = stays[0].searchsorted(new[:, 0])
    return Spans(np.insert(stays[0], place, new[:, 0]), np.insert(stays[1], place, new[:, 1]))


def _places_of_rows(text: str, words: Spans) -> list[tuple[int, int, int]]:
    """Rows that fill words, in order, with the first and last word of each; joined ones several."""
    native = border_kernel()
    if native is not None:
        return sorted(native.places(text, *words))
    found = []
    for number, row in enumerate(_rows()):
        at = text.find(row.name)
        while at >= 0:
            end = at + len(row.name)
            i, j = int(words.starts.searchsorted(at)), int(words.ends.searchsorted(end))
            inside = i <= j - (row.kind == "join") and j < len(words.starts)
            if inside and words.starts[i] == at and words.ends[j] == end:
                found.append((number, i, j))
            at = text.find(row.name, end)
    return found


def _joined_otherwise(text: str, words: Spans, i: int, j: int) -> bool:
    """Whether the first word makes an entry with the word before it, or the last with the next."""
    for a, b in ((i - 1, i), (j, j + 1)):
        if a >= 0 and b < len(words.starts):
            pair = text[words.starts[a] : words.ends[b]]
            if pair.count(" ") == 1 and "\n" not in pair and is_entry(pair):
                return True
    return False


@lru_cache(maxsize=1 << 14)
def is_entry(words: str) -> int:
    """In how many of the two word lists of the model two to four syllables stand, as bits.

    Example:
        >>> is_entry("chính trị"), is_entry("bị cáo buộc")
        (3, 0)
    """
    return word_model().entry(*_ids(words.lower()))


def _ids(words: str) -> tuple[Any, Any]:
    codes = character_codes(words)
    keys, shapes = keys_and_shapes(codes, find_tokens(codes, Spans.of([])))
    return word_model().ids(keys, shapes), shapes


def _scores(words: str) -> Any:
    """The score of each gap of a word that stands alone."""
    return word_model().scores(*_ids(words))


@lru_cache(maxsize=1 << 12)
def _vietnamese(part: str) -> bool:
    return is_vietnamese_syllable(part.lower())


@cache
def _table() -> Mapping[str, frozenset[str]]:
    table = load_toml(TABLE)
    return {
        name: frozenset(table[name]) for name in ("apart", "joined", "openers", "suffixes", "alone")
    }


class _Row(NamedTuple):
    """Words side by side whose border is moved: see the table."""

    name: str
    border: int
    kind: str
    behind: tuple[str, ...] = ()
    before: tuple[str, ...] = ()


@cache
def _rows() -> tuple[_Row, ...]:
    table = load_toml(TABLE)
    out = [
        _Row(f"{row['left']} {right}", len(row["left"]), "side")
        for row in table["side"]
        for right in row["right"]
    ]
    for kind in ("cut", "join"):
        for row in table[kind]:
            # the first word of a sentence has a capital
            listed = row.get("behind", ())
            behind = tuple(f"{x} " for word in listed for x in (word, word.capitalize()))
            before = tuple(f" {word}" for word in row.get("before", ()))
            border = len(row.get("left", "")) or row["word"].index(" ")
            out.append(_Row(row["word"], border, kind, behind, before))
    return tuple(out)


@cache
def _towns() -> frozenset[str]:
    return _names("places", ("place", "unit"))


@cache
def _surnames() -> frozenset[str]:
    return _names("people", ("surname",), ("verdict", "both"))


def _names(
    file: str, kinds: tuple[str, ...], uses: tuple[str, ...] = ("feature", "verdict", "both")
) -> frozenset[str]:
    """Names of some kinds of the table of names, which is read here as it is.

    Words are made before anything asks what a name is.
    """
    rows = (line.split("\t") for line in load_text(f"names/{file}.tsv").splitlines())
    return frozenset(row[1] for row in rows if row[0] in kinds and row[2] in uses)
