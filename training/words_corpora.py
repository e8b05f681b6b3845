"""Segmented texts as columns of tokens, for `training/words*.py` and `benchmarks/words.py`."""

from __future__ import annotations

import itertools
import lzma
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

import corpora
from vntext.split.protect import find_protected
from vntext.words.tokens import character_codes, find_tokens, keys_and_shapes

if TYPE_CHECKING:
    import pathlib
    from collections.abc import Iterator

    from numpy.typing import NDArray


def words_of(tokens: list[str]) -> list[str]:
    """Words with spaces between syllables, composed, with real letters."""
    words = (unicodedata.normalize("NFC", t).replace("Ð", "Đ").replace("_", " ") for t in tokens)
    return [" ".join(w.split()) for w in words if w.strip()]


def vtb(part: str) -> list[list[str]]:
    """Sentences of UD Vietnamese VTB: ``train``, ``dev`` or ``test``."""
    sentences: list[list[str]] = [[]]
    for line in corpora.lines(f"vtb/vi_vtb-ud-{part}.conllu"):
        if not line:
            sentences.append([])
        elif line[0].isdigit():
            columns = line.split("\t")
            if columns[0].isdigit():
                sentences[-1].append(columns[1])
    return [words_of(s) for s in sentences if s]


def silver() -> Iterator[list[str]]:
    """Sentences segmented by an open-source segmenter, each once."""
    seen = set()
    for line in corpora.lines("words-silver.txt.xz"):
        words = words_of(line.split())
        key = " ".join(words)
        if words and key not in seen:
            seen.add(key)
            yield words


def labelled(path: pathlib.Path) -> Iterator[list[str]]:
    """Sentences that `training/words_teacher.py` wrote."""
    with lzma.open(path, "rt", encoding="utf8") as lines:
        for line in lines:
            yield words_of(line.split())


def news(first: int, last: int) -> Iterator[list[str]]:
    """Sentences of segmented news articles, from article ``first`` to ``last`` (exclusive)."""
    for article in itertools.islice(corpora.rows("vietnews-train.jsonl.xz"), first, last):
        for sentence in [article["title"], *article["abstract"], *article["body"]]:
            words = words_of(sentence.split())
            if len(words) > 4:
                yield words


def without_overlap(
    sentences: Iterator[list[str]], held_out: list[list[str]], size: int = 7
) -> Iterator[list[str]]:
    """Leaves out sentences that share ``size`` syllables in a row with held-out ones."""

    def windows(sentence: list[str]) -> set[tuple[str, ...]]:
        s = " ".join(sentence).lower().split()
        return {tuple(s[i : i + size]) for i in range(len(s) - size + 1)}

    known: set[tuple[str, ...]] = set()
    for sentence in held_out:
        known |= windows(sentence)
    for sentence in sentences:
        if known.isdisjoint(windows(sentence)):
            yield sentence


@dataclass
class Corpus:
    """Tokens of segmented sentences, a line break between sentences.

    Attributes:
        text: The sentences, one a line, words separated by spaces.
        starts: First characters of tokens.
        ends: Ends of tokens.
        keys: Keys of tokens.
        shapes: Shapes of tokens.
        join: Whether the gap after a token lies inside a word.
        gold: Pairs of offsets of the words.
    """

    text: str
    starts: NDArray[np.int32]
    ends: NDArray[np.int32]
    keys: NDArray[np.uint64]
    shapes: NDArray[np.uint8]
    join: NDArray[np.bool_]
    gold: NDArray[np.int32]

    @classmethod
    def of(cls, sentences: list[list[str]]) -> Corpus:
        """The columns of sentences, each a list of words with spaces inside."""
        text = "\n".join(" ".join(s) for s in sentences)
        lengths = np.array([len(w) for s in sentences for w in s])
        word_ends = np.cumsum(lengths + 1) - 1
        codes = character_codes(text)
        tokens = find_tokens(codes, find_protected(text))
        keys, shapes = keys_and_shapes(codes, tokens)
        word = np.searchsorted(word_ends, tokens.starts, side="right")
        join = np.append(word[1:] == word[:-1], False)
        real = shapes > 0
        join &= real & np.append(real[1:], False)
        return cls(
            text,
            tokens.starts.astype(np.int32),
            tokens.ends.astype(np.int32),
            keys,
            shapes,
            join,
            np.stack([word_ends - lengths, word_ends], axis=1).astype(np.int32),
        )

    @property
    def inner(self) -> NDArray[np.bool_]:
        """Gaps between two tokens of a sentence."""
        real = self.shapes > 0
        return real & np.append(real[1:], False)

    def lowered(self) -> NDArray[np.uint8]:
        """Shapes of the same text in small letters."""
        return np.where(np.isin(self.shapes, (2, 3, 4, 5)), 1, self.shapes).astype(np.uint8)

    def raised(self) -> NDArray[np.uint8]:
        """Shapes of the same text in capital letters."""
        capital = np.where(self.ends - self.starts == 1, 3, 4)
        return np.where(np.isin(self.shapes, (1, 2, 5)), capital, self.shapes).astype(np.uint8)

    def f1(self, join: NDArray[np.bool_]) -> float:
        """F1 of the words that joined gaps give, in per cent."""
        join = join & self.inner
        real = self.shapes > 0
        first = real & ~np.concatenate([[False], join[:-1]])
        last = real & ~join
        found = set(zip(self.starts[first].tolist(), self.ends[last].tolist(), strict=True))
        gold = set(map(tuple, self.gold.tolist()))
        return 200 * len(found & gold) / (len(found) + len(gold))


def training_corpora(
    labelled_file: pathlib.Path | None, sentences: int, articles: int
) -> tuple[Corpus, Corpus, Corpus, Corpus]:
    """What the word model learns from.

    Args:
        labelled_file: From `training/words_teacher.py`.
        sentences: The most sentences of each open-source segmenter.
        articles: The number of news articles.

    Returns:
        Sentences that open-source segmenters cut; segmented news for lists and statistics; the
        training part and the dev part of VTB. What overlaps with the dev or test part is left out.
    """
    parts = {part: vtb(part) for part in ("train", "dev", "test")}
    held_out = parts["dev"] + parts["test"]
    taught = list(itertools.islice(without_overlap(silver(), held_out), sentences))
    if labelled_file:
        more = without_overlap(labelled(labelled_file), held_out)
        taught += itertools.islice(more, sentences)
    found = list(without_overlap(news(0, articles), held_out))
    return Corpus.of(taught), Corpus.of(found), Corpus.of(parts["train"]), Corpus.of(parts["dev"])
