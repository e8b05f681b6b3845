"""Trains the word model `src/vntext/data/words/words.safetensors`.

usage: python training/words.py --labelled FILE.xz [--data FOLDER] [--out FOLDER]

`training/words_teacher.py` makes FILE.xz; without it the model loses 0.25 F1.

1. A vocabulary, two word lists and statistics of pairs of syllables; the second list and the
   statistics come from segmented news, which the next step does not train on.
2. Logistic regression (AdaGrad) over the gaps of sentences that two open-source segmenters cut,
   some of them in small and some in capital letters.
3. The same on the training part of VTB, with small steps.
4. The entries with the largest weights, rounded to one byte, go into hash tables.

Sentences that share seven syllables in a row with the dev or test part of VTB are left out of
step 2. One core, about ten minutes, 10 GB; the result is the same each time.
"""

from __future__ import annotations

import pathlib
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING, Any

import numpy as np

import corpora
from archive import save
from vntext.words.model import WordModel
from vntext.words.reader import MODEL
from words_corpora import Corpus, training_corpora
from words_features import TextStatistics, Vocabulary, features
from words_tables import (
    Columns,
    adagrad,
    first_pairs,
    log,
    mixed_case,
    tables,
    without_signs,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[Any]
    Lists = list[dict[int, Array]]

# Treebank names of brackets: they stand in the place of a sign.
BRACKETS = {"lbkt": "(", "rbkt": ")"}


def published_list() -> list[str]:
    """The word list that the package underthesea ships (Apache-2.0)."""
    import underthesea

    path = pathlib.Path(underthesea.__file__).parent / "corpus/data/Viet74K.txt"
    words = unicodedata.normalize("NFC", path.read_text("utf8")).replace("-", " ").splitlines()
    return [w.strip() for w in words]


def induced_list(corpus: Corpus, least: int) -> list[str]:
    """Words of two to four tokens that a text has at least ``least`` times."""
    joined = np.concatenate([[False], corpus.join, [False]])
    first = np.flatnonzero(joined[1:] & ~joined[:-1])
    last = np.flatnonzero(joined[:-1] & ~joined[1:])
    short = last - first < 4
    counts = Counter(
        corpus.text[a:b]
        for a, b in zip(
            corpus.starts[first[short]].tolist(), corpus.ends[last[short]].tolist(), strict=True
        )
    )
    return [w for w, n in counts.items() if n >= least and w.replace(" ", "").isalpha()]


def main() -> None:
    arguments = corpora.arguments(__doc__)
    arguments.add_argument("--sentences", type=int, default=10**9, help="sentences of a teacher")
    arguments.add_argument("--articles", type=int, default=30_000, help="articles of step 1")
    arguments.add_argument("--labelled", type=pathlib.Path, help="from words_teacher.py")
    options = arguments.parse_args()

    taught, news, own, dev = training_corpora(options.labelled, options.sentences, options.articles)
    log("tokens of teachers", len(taught.starts), "of news", len(news.starts))

    first, second = published_list(), induced_list(news, 5)
    vocabulary = Vocabulary([(taught, 4), (news, 6), (own, 1)], [*first, *second])
    for name, sign in BRACKETS.items():
        vocabulary.alias(name, sign)
    lists = [vocabulary.entries(first), vocabulary.entries(second)]
    statistics = TextStatistics.of(vocabulary.ids(news.keys, news.shapes), news.shapes, news.join)
    del news
    log("vocabulary", vocabulary.size, "pairs with statistics", len(statistics.keys))

    def seen(corpus: Corpus, shapes: Array) -> dict[str, Array]:
        return features(vocabulary.ids(corpus.keys, shapes), shapes, lists, statistics)

    rows = own.inner
    plain = seen(own, own.shapes)
    found = seen(taught, mixed_case(taught))
    taught_rows = taught.inner
    columns = Columns({k: v[taught_rows] for k, v in found.items()}, plain)
    first_pair = first_pairs([found, plain])
    x = columns.matrix(found, taught_rows)
    del found
    log("features", columns.size, "gaps", len(x))
    zeros = list(columns.offsets.values())
    start = np.zeros(columns.size, dtype=np.float32), np.ones(columns.size, dtype=np.float32)
    y = taught.join[taught_rows]
    weights = adagrad(x, y, *start, zeros, rate=0.2, epochs=3, batch=2048)
    del x
    cases = (own.shapes, own.lowered(), own.raised())
    own_x = np.concatenate([columns.matrix(seen(own, shapes), rows) for shapes in cases])
    importance = np.repeat(np.array([1, 0.2, 0.15], dtype=np.float32), rows.sum())
    squares = np.full(columns.size, 5, dtype=np.float32)
    weights = adagrad(
        own_x,
        np.tile(own.join[rows], 3),
        weights,
        squares,
        zeros,
        rate=0.05,
        epochs=4,
        batch=64,
        importance=importance,
    )
    arrays = tables(vocabulary, lists, statistics, columns, weights, first_pair)
    save(options.out / MODEL, arrays)
    corpora.made(options.out, MODEL)
    model = WordModel(arrays)
    for name, corpus in (("train", own), ("dev", dev)):
        for case, shapes in (
            ("", corpus.shapes),
            ("small", corpus.lowered()),
            ("capital", corpus.raised()),
        ):
            ids = model.ids(corpus.keys, shapes)
            ids[shapes == 0] = 0
            join = np.append(model.scores(ids, shapes) > 0, False)
            log(name, case, round(corpus.f1(without_signs(join, shapes)), 2))
    gaps = dev.inner
    z = weights[columns.matrix(seen(dev, dev.shapes), gaps)].sum(axis=1)
    join = np.zeros(len(gaps), dtype=bool)
    join[gaps] = z > 0
    log("dev before rounding and pruning", round(dev.f1(without_signs(join, dev.shapes)), 2))


if __name__ == "__main__":
    main()
