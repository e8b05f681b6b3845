"""Weighs what speaks for a capital in text without any: `src/vntext/data/text/case.safetensors`.

usage: python training/case.py [--data FOLDER] [--words N] [--out FOLDER]

Logistic regression (AdaGrad) over the words around a word, in news, an encyclopedia and laws, for
three ways to write it: small letters, a capital, capitals only. Only what weighs most is kept. One
in fifty paragraphs is held out; it prints how many of their words come out right, best way through
the line included. One core, twenty-five minutes and 5 GB; the same each
time.
"""

from __future__ import annotations

import random
import re
from itertools import islice
from typing import TYPE_CHECKING, Any

import numpy as np

import archive
import corpora
import vietnews
from vntext.text import case_model as model
from vntext.text.unicode import normalized_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

LEAST = 4  # times that a feature must be seen
KEPT = 500_000  # features of the model
HELD = 3000  # paragraphs of other news to try the model on
EPOCHS = 2, 4  # to choose features, and to weigh those that are kept
BATCH = 8192
DECAY = 0.0025
LARGEST = 6.0  # weight
NAME = "text/case.safetensors"


def paragraphs() -> Iterator[str]:
    """Paragraphs in turn from all sources, the news most often."""
    rng = random.Random(1)
    sources = [(news("train", rng), 6), (wiki(), 2), (sentences(rng), 2), (press(), 2), (laws(), 1)]
    while sources:
        for source, times in list(sources):
            got = list(islice(source, times * 40))
            yield from got
            if not got:
                sources.remove((source, times))


def news(part: str, rng: random.Random) -> Iterator[str]:
    """Headlines, abstracts and sentences of the body, several to a paragraph."""
    for article in vietnews.articles(part):
        yield article["title"]
        yield article["abstract"]
        body = iter(article["body"])
        while part := list(islice(body, rng.randint(1, 4))):
            yield " ".join(part)


def sentences(rng: random.Random) -> Iterator[str]:
    """Sentences of news as they were written, several to a paragraph."""
    for row in corpora.rows("dantri-sentences.jsonl.xz"):
        rest = iter(row["sentences"])
        while part := list(islice(rest, rng.randint(1, 4))):
            yield " ".join(part)


def wiki() -> Iterator[str]:
    """Lines of an encyclopedia, where there is one."""
    if (corpora.folder() / "viwiki.jsonl.xz").exists():
        for row in corpora.rows("viwiki.jsonl.xz"):
            yield from row["text"].split("\n")


def press() -> Iterator[str]:
    """Lines of press articles."""
    for row in corpora.rows("press-articles.jsonl"):
        yield from row["text"].split("\n")


def laws() -> Iterator[str]:
    """Lines of laws."""
    for row in corpora.rows("legal/laws.jsonl.xz"):
        yield from row["text"].split("\n")


def usable(line: str) -> bool:
    """Lines of words, with small letters and a capital."""
    return bool(re.search("[a-zà-ỹ]{2}.*[a-zà-ỹ]{2}", line)) and not line.islower()


def way(word: str) -> int:
    """How a word is written."""
    if word.islower() or word[0].isdigit():
        return 0
    return 2 if len(word) > 1 and not word[1:].islower() else 1


def collect(limit: int) -> tuple[list[str], list[str]]:
    """Lines to learn from, and lines that are held out."""
    learnt: list[str] = []
    words = 0
    for line in paragraphs():
        if usable(line):
            learnt.append(normalized_text(line))
            words += line.count(" ") + 1
            if words > limit:
                break
    rng = random.Random(2)
    held = [x for x in islice(news("val", rng), HELD) if usable(x)]
    return learnt, held


def columns(lines: list[str]) -> tuple[model.Words, NDArray[np.int64]]:
    """The words of lines and how each is written."""
    text = "\n".join(lines)
    words = model.read_words(text)
    ways = [way(text[a:b]) for a, b in zip(words.starts, words.ends, strict=True)]
    return words, np.array(ways)


def before(words: model.Words, ways: NDArray[np.int64]) -> NDArray[np.uint64]:
    """How the word before each is written."""
    out = np.append(0, ways[:-1])
    out[words.first] = model.WAYS
    return out.astype(np.uint64)


def train(
    features: NDArray[np.uint32], ways: NDArray[Any], known: NDArray[np.uint32], epochs: int
) -> NDArray[np.float32]:
    """The weights of features for capital and capitals, small letters being 0."""
    at = np.searchsorted(known, features).astype(np.int32)
    at[at == len(known)] = 0
    at[known[at] != features] = len(known)
    size = len(known) + 1
    weights = np.zeros((2, size), np.float32)
    squares = np.ones((2, size), np.float32)
    rng = np.random.default_rng(20261129)
    wanted = np.stack([ways == 1, ways == 2]).astype(np.float32)
    for epoch in range(epochs):
        rate = np.float32(0.5 / (1 + 0.5 * epoch))
        loss = 0.0
        for rows in np.array_split(rng.permutation(len(at)), max(1, len(at) // BATCH)):
            x = at[rows]
            z = np.exp(np.minimum(weights[:, x].sum(2), 30))
            g = z / (1 + z.sum(0)) - wanted[:, rows]
            loss += float(np.abs(g).sum())
            flat = x.ravel()
            for c in range(2):
                total = np.bincount(flat, np.repeat(g[c], x.shape[1]), size).astype(np.float32)
                total += np.float32(DECAY) * weights[c]
                squares[c] += total * total
                weights[c] -= rate * total / np.sqrt(squares[c])
            weights[:, -1] = 0
        print(f"epoch {epoch + 1}: mean error {loss / len(at):.4f}", flush=True)
    return weights[:, :-1].T


def save(out: Any, known: NDArray[np.uint32], weights: NDArray[np.float32]) -> None:
    """Writes the model: weights in 255 steps; the few that are larger are cut."""
    scale = LARGEST / 127
    rounded = np.clip(np.round(weights / scale), -127, 127).astype(np.int8)
    path = out / NAME
    archive.save(
        path, {"features": known, "weights": rounded, "scale": np.array(scale, np.float32)}
    )
    corpora.made(out, NAME)


def report(path: Any, held: list[str]) -> None:
    """How many words of held-out lines come out right."""
    corpora.read_instead(NAME, path)
    model._model.cache_clear()
    words, ways = columns(held)
    got = np.array(model.best_ways(words))
    inner = words.separators == model.SPACE
    for name, of in (("all words", got >= 0), ("after a space", inner)):
        right = (got == ways)[of].mean()
        hit = ((got == ways) & (ways > 0))[of].sum()
        f1 = 2 * hit / ((got > 0)[of].sum() + (ways > 0)[of].sum())
        print(f"{name}: {right:.2%} of {of.sum()} right, F1 of capitals {f1:.2%}")
    stops = words.separators == model.STOP
    print(f"after a stop: {(got == ways)[stops].mean():.2%} of {stops.sum()} right")


def main() -> None:
    parser = corpora.arguments(__doc__)
    parser.add_argument("--words", type=int, default=11_000_000, help="words to learn from")
    parser.add_argument("--kept", type=int, default=KEPT, help="features of the model")
    options = parser.parse_args()
    learnt, held = collect(options.words)
    words, ways = columns(learnt)
    print(len(learnt), "lines,", len(ways), "words,", f"{(ways > 0).mean():.1%} with a capital")
    features = np.concatenate(
        [model.static_features(words), model.dynamic_features(words, before(words, ways))], 1
    )
    known, counts = np.unique(features, return_counts=True)
    known, counts = known[counts >= LEAST], counts[counts >= LEAST]
    print(len(known), "features seen often enough", flush=True)
    weights = train(features, ways, known, EPOCHS[0])
    if len(known) > options.kept:
        gain = np.abs(weights).max(1) * np.sqrt(counts)
        best = np.sort(np.argsort(-gain, kind="stable")[: options.kept])
        known = known[best]
    weights = train(features, ways, known, EPOCHS[1])
    save(options.out, known, weights)
    report(options.out / NAME, held)


if __name__ == "__main__":
    main()
