"""The library's own word segmenter: trained tables, scored for whole texts at once.

Every gap between two tokens of a line is scored by `word_model`; where the score is above 0 the
two are in one word. Signs, numbers and protected spans are tokens too. Nothing depends on what
else is in the batch.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import accumulate
from operator import itemgetter
from typing import TYPE_CHECKING

from vntext.checks import check_texts
from vntext.kernel import kernel
from vntext.lexicon import check_lexicon
from vntext.spans import Spans
from vntext.split.protect import iter_protected
from vntext.text.reading import Reading, read_texts
from vntext.words.bare import with_accents
from vntext.words.borders import cut_borders
from vntext.words.ends import cut_words
from vntext.words.hyphens import join_hyphens
from vntext.words.reader import word_kernel

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from vntext.lexicon import Lexicon
    from vntext.split.protect import Protected

__all__ = ["TableSegmenter", "tokenize"]

BATCH = 1 << 17
"""Characters that are read at a time: few calls, and columns that the cache still holds."""


def _with_own(text: str, protected: Spans, lexicon: Lexicon | None) -> tuple[Spans, Spans]:
    """The protected spans with the words of a lexicon, and these alone."""
    if lexicon is None:
        return protected, Spans.of([])
    alone = lexicon.find(text)
    return _united(protected, alone), alone


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
        return _all_words(with_accents(text), *_with_own(text, protected, self._lexicon))

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
        spans = Spans.of(protected)
        own, alone = _with_own(text, spans, self._lexicon)
        code = [(p.start, p.end) for p in protected if p.rule == "code"]
        if code:
            alone = _united(alone, Spans.of(code))
        text = with_accents(text)
        found = cut_words(text, _all_words(text, own, alone), protected)
        return cut_borders(text, join_hyphens(text, found), alone)


def _united(a: Spans, b: Spans) -> Spans:
    """Both columns in one, spans that overlap made one."""
    if not a.size or not b.size:
        return a if a.size else b
    out: list[tuple[int, int]] = []
    for start, end in sorted([*a.pairs(), *b.pairs()], key=itemgetter(0)):
        if out and start < out[-1][1]:
            out[-1] = out[-1][0], max(out[-1][1], end)
        else:
            out.append((start, end))
    return Spans.of(out)


def _all_words(text: str, protected: Spans, alone: Spans) -> Spans:
    """The words of a text, by the kernel or block by block.

    Args:
        text: A normalised text.
        protected: Spans that no word boundary may cut.
        alone: Those of them that are words of their own.
    """
    native = word_kernel()
    if native is None:
        from vntext.words.by_arrays import words_of

        return words_of(text, protected, alone)
    return Spans.of_columns(*native.spans(text, *protected.raw(), *alone.raw()))


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
        if batch and size + len(text) > BATCH:
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
    own, alone = _with_own(text, Spans.of(protected), lexicon)
    read = with_accents(text)
    words = cut_words(read, _all_words(read, own, alone), protected)
    words = cut_borders(read, join_hyphens(read, words), alone)
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
    starts_of, ends_of = words.raw()
    done = stop = 0
    none = []  # words with no place of their own: one edit covers them and the word before
    for begin, end_of in zip(begins, ends, strict=True):
        a, b = bisect_right(ends_of, begin), bisect_left(starts_of, end_of)
        for i in range(max(a, done), b):
            start, end = twin.alignment.span_to_original(starts_of[i], ends_of[i])
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
    if native is None:
        from vntext.words.by_arrays import strings_of

        return strings_of(text, lengths, words)
    out: list[list[str]] = native.sliced(text, lengths, *words.raw())
    return out
