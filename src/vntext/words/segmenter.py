"""The library's own word segmenter: trained tables, scored for whole texts at once.

Every gap between two tokens of a line is scored by `word_model`; where the score is above 0 the
two are in one word. Signs, numbers and protected spans are tokens too. Nothing depends on what
else is in the batch.
"""

from __future__ import annotations

from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

import numpy as np

from vntext.checks import check_texts
from vntext.kernel import kernel
from vntext.lexicon import check_lexicon
from vntext.spans import Spans
from vntext.split.protect import iter_protected
from vntext.text.reading import Reading, read_texts
from vntext.words.borders import cut_borders
from vntext.words.ends import cut_words
from vntext.words.hyphens import join_hyphens
from vntext.words.model import word_kernel, word_model
from vntext.words.tokens import SHAPES, character_codes, find_tokens, keys_and_shapes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from vntext.lexicon import Lexicon
    from vntext.split.protect import Protected

__all__ = ["TableSegmenter", "tokenize"]

OTHER = SHAPES.index("other")
SIGN = SHAPES.index("stop")  # the first of the shapes of signs

BLOCK = 1 << 17
"""Characters that are scored at a time: few calls, and columns that the cache still holds."""


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    """Cuts a text into stretches of whole lines, about `BLOCK` characters each."""
    start = 0
    while len(text) - start > BLOCK:
        end = text.rfind("\n", start, start + BLOCK)
        if end < 0:
            end = text.find("\n", start + BLOCK)
        if end < 0:
            break
        yield start, end
        start = end + 1
    yield start, len(text)


def _words(text: str, protected: Spans, alone: Spans) -> Spans:
    """The words of one block."""
    codes = character_codes(text)
    starts, ends = tokens = find_tokens(codes, protected)
    keys, shapes = keys_and_shapes(codes, tokens)
    model = word_model()
    ids = model.ids(keys, shapes)
    real = shapes > 0
    single = real & (shapes != OTHER)  # emoji and unknown signs stand alone
    ids *= real
    join = np.zeros(len(starts) + 1, dtype=bool)  # between token i - 1 and token i
    np.greater(model.scores(ids, shapes), 0, out=join[1:-1])
    join[:-1] &= single
    join[1:] &= single
    part_signs(join, (shapes >= SIGN) & single)
    if len(alone.starts):
        # own words end and begin where the lexicon says
        join[np.searchsorted(starts, alone.starts, side="right") - 1] = False
        join[np.searchsorted(starts, alone.ends, side="left")] = False
    first = ~join[:-1]
    last = ~join[1:]
    first &= real
    last &= real
    return Spans(
        np.compress(first, starts).astype(np.int32), np.compress(last, ends).astype(np.int32)
    )


def part_signs(join: NDArray[np.bool_], sign: NDArray[np.bool_]) -> None:
    """Cuts signs off the beginnings and ends of words: "10 - 15" may be one word, "- 15" is two.

    Args:
        join: For each token, and the end, whether it is in one word with the token before it;
            changed in place.
        sign: For each token whether it is a sign.
    """
    at = np.flatnonzero(join[1:-1] & (sign[1:] | sign[:-1])) + 1
    for i in at.tolist():
        if sign[i - 1] and not join[i - 1]:
            join[i] = False
    for i in at[::-1].tolist():
        if sign[i] and not join[i + 1]:
            join[i] = False


def _with_own(text: str, protected: Spans, lexicon: Lexicon | None) -> tuple[Spans, Spans]:
    """The protected spans with the words of a lexicon, and these alone."""
    if lexicon is None:
        return protected, Spans.of([])
    alone = lexicon.find(text)
    return _united(protected, alone), alone


def _united(a: Spans, b: Spans) -> Spans:
    """Both columns in one, spans that overlap made one."""
    if not len(a.starts) or not len(b.starts):
        return a if len(a.starts) else b
    starts = np.concatenate([a.starts, b.starts])
    ends = np.concatenate([a.ends, b.ends])
    order = np.argsort(starts, kind="stable")
    starts, ends = starts[order], np.maximum.accumulate(ends[order])
    new = np.append(True, starts[1:] >= ends[:-1])
    return Spans(starts[new], ends[np.append(new[1:], True)])


class TableSegmenter:
    """Finds words with the trained tables.

    Args:
        lexicon: Own words, which are kept whole.

    Example:
        >>> from vntext.spans import Spans
        >>> TableSegmenter().segment("Hà Nội mưa", Spans.of([])).pairs()
        [(0, 6), (7, 10)]
    """

    __slots__ = ("_lexicon",)

    def __init__(self, lexicon: Lexicon | None = None) -> None:
        self._lexicon = lexicon or None

    def segment(self, text: str, protected: Spans) -> Spans:
        """Returns the words of a normalised text.

        Args:
            text: A normalised text, or several joined by line breaks.
            protected: Spans that no word boundary may cut, in characters of ``text``.

        Returns:
            The words in order: every character that is not white space is in exactly one.
        """
        return _all_words(text, *_with_own(text, protected, self._lexicon))

    def words(self, text: str, protected: Sequence[Protected]) -> Spans:
        """The words of a normalised text, none of which crosses the end of a sentence.

        Args:
            text: A normalised text, or several joined by line breaks.
            protected: Its protected spans with the rule that found each.

        Example:
            >>> text = "mới 100%. Ms Lan nói"
            >>> [text[a:b] for a, b in TableSegmenter().words(text, []).pairs()]
            ['mới', '100%', '.', 'Ms Lan', 'nói']
        """
        spans = Spans.of((p.start, p.end) for p in protected)
        own, alone = _with_own(text, spans, self._lexicon)
        found = cut_words(text, _all_words(text, own, alone), protected)
        return cut_borders(text, join_hyphens(text, found), alone)


def _all_words(text: str, protected: Spans, alone: Spans) -> Spans:
    """The words of a text, by the kernel or block by block.

    Args:
        text: A normalised text.
        protected: Spans that no word boundary may cut.
        alone: Those of them that are words of their own.
    """
    native = word_kernel()
    if native is not None:
        columns = native.spans(text, *protected, *alone)
        return Spans(*(np.frombuffer(column, np.int32) for column in columns))
    if len(text) <= BLOCK:
        return _words(text, protected, alone)
    parts = []
    for start, end in _blocks(text):
        found = _words(text[start:end], protected.between(start, end), alone.between(start, end))
        parts.append(Spans(found.starts + np.int32(start), found.ends + np.int32(start)))
    return Spans(np.concatenate([p.starts for p in parts]), np.concatenate([p.ends for p in parts]))


def tokenize(
    texts: Iterable[str], *, lexicon: Lexicon | None = None, restore: bool | str = False
) -> list[list[str]]:
    """Splits texts into words: the fast way for many texts when words are all that is wanted.

    Args:
        texts: Any texts.
        lexicon: Own words, which are kept whole.
        restore: Put accents back first; ``"auto"`` where a text has lost them.

    Returns:
        For each text its words as they stand in it; a word may hold spaces (``"Hà Nội"``). The
        words are those of `vntext.analyze`, whatever else is in the call.

    Raises:
        InvalidTextError: If a text is not a str.
        TextTooLongError: If a text is over the limit.
        InvalidOptionError: If ``lexicon`` is no `Lexicon`.

    Example:
        >>> tokenize(["Hà Nội mưa.", ""])
        [['Hà Nội', 'mưa', '.'], []]
    """
    check_lexicon(lexicon)
    out: list[list[str]] = []
    for batch in _batches(check_texts(texts)):
        out += _tokenize_batch(batch, lexicon or None, restore)
    return out


def _batches(texts: Iterable[str]) -> Iterator[list[str]]:
    batch: list[str] = []
    size = 0
    for text in texts:
        if batch and size + len(text) > BLOCK:
            yield batch
            batch, size = [], 0
        batch.append(text)
        size += len(text) + 1
    if batch:
        yield batch


def _tokenize_batch(
    texts: list[str], lexicon: Lexicon | None, restore: bool | str
) -> list[list[str]]:
    readings = read_texts(texts, restore=restore)
    twins = {i: r for i, r in enumerate(readings) if r.restored or not r.alignment.is_identity}
    parts = [r.text for r in readings]
    text = "\n".join(parts)
    lengths = [len(part) for part in parts]
    protected = list(iter_protected(text))
    own, alone = _with_own(text, Spans.of((p.start, p.end) for p in protected), lexicon)
    words = cut_words(text, _all_words(text, own, alone), protected)
    words = cut_borders(text, join_hyphens(text, words), alone)
    out = _texts_of(text, lengths, words)
    if twins:
        begins = [0, *accumulate(length + 1 for length in lengths)]
        for i, twin in twins.items():
            there = words.between(begins[i], begins[i + 1])
            if twin.restored:
                back = twin.alignment.span_to_original
                out[i] = [texts[i][slice(*back(a, b))] for a, b in there.pairs()]
            else:
                _as_given(out[i], there, texts[i], twin)
    return out


def _as_given(found: list[str], words: Spans, text: str, twin: Reading) -> None:
    """Puts words of the original text in the place of those that edits touch."""
    begins, ends, shift = [], [], 0
    for edit in twin.alignment.edits:
        begins.append(edit.start + shift)
        ends.append(edit.start + shift + len(edit.replacement))
        shift = ends[-1] - edit.end
    first = np.searchsorted(words.ends, begins, side="right").tolist()
    last = np.searchsorted(words.starts, ends, side="left").tolist()
    done = stop = 0
    none = []  # words with no place of their own: one edit covers them and the word before
    for a, b in zip(first, last, strict=True):
        for i in range(max(a, done), b):
            start, end = twin.alignment.span_to_original(int(words.starts[i]), int(words.ends[i]))
            found[i] = text[max(start, stop) : end]
            stop = max(stop, end)
            if not found[i]:
                none.append(i)
        done = max(done, b)
    for i in reversed(none):
        del found[i]


def _texts_of(text: str, lengths: list[int], words: Spans) -> list[list[str]]:
    """The words of each of several texts that one text holds, as strings."""
    native = kernel()
    if native is not None:
        out: list[list[str]] = native.sliced(text, lengths, *words)
        return out
    found = _strings(text, words)
    return [found[a:b] for a, b in pairwise([0, *_cuts(words, lengths)])]


def _strings(text: str, words: Spans) -> list[str]:
    """The words as strings.

    Many words are cut by marking the ends of all of them in an array of characters and splitting
    the text there, which is faster than a slice for each.
    """
    starts, ends = words
    if len(starts) < 200 or "\0" in text:
        return [text[a:b] for a, b in zip(starts.tolist(), ends.tolist(), strict=True)]
    wide = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    marked = wide[: ends[-1]].copy()
    gaps = starts[1:] - ends[:-1]
    marked[ends[:-1][gaps > 0]] = 0
    wider = np.flatnonzero(gaps > 1)
    # of a wider gap all but the first character go; a word with no gap before it gets a mark
    keep = np.ones(len(marked), dtype=bool)
    keep[: starts[0]] = False
    for i in wider.tolist():
        keep[ends[i] + 1 : starts[i + 1]] = False
    tight = starts[1:][gaps == 0]
    if len(wider) or starts[0]:
        tight = tight - (np.cumsum(~keep)[tight]).astype(np.int32)
        marked = marked[keep]
    marked = np.insert(marked, tight, 0)
    return marked.tobytes().decode("utf-32-le", "surrogatepass").split("\0")


def _cuts(words: Spans, lengths: list[int]) -> list[int]:
    """Number of words up to the end of each text."""
    ends: NDArray[np.int64] = np.cumsum(np.array(lengths) + 1)
    cuts: list[int] = np.searchsorted(words.starts, ends).tolist()
    return cuts
