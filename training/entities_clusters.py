"""Word classes for the entity tagger: word2vec vectors of the unlabelled news, cut into classes.

usage: python training/entities_clusters.py FILE.npz [--data FOLDER] [--least N]

A word is a token's key and whether it is written with a capital: "Hoa" is a name, "hoa" a flower.
"""

from __future__ import annotations

import argparse
import pathlib
import tempfile
import time

import numpy as np

import corpora
from entities_corpus import unlabelled
from vntext.text.unicode import normalized_twin
from vntext.tokens.column import CAPITALIZED, MIXED, tokenize

SIZE, WINDOW, EPOCHS, LEAST, SEED = 64, 3, 5, 8, 11
CLASSES = (64, 256, 1024)


def make(out_path: pathlib.Path, least: int = LEAST) -> None:
    """Writes vectors and classes of the words that stand at least so often in the news."""
    from gensim.models import Word2Vec
    from sklearn.cluster import MiniBatchKMeans

    t0 = time.time()
    n = 0
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as f:
        for _, text in unlabelled():
            t = tokenize(normalized_twin(text).text)
            if not len(t.keys):
                continue
            cased = (t.shapes >= CAPITALIZED) & (t.shapes <= MIXED)
            pairs = zip(t.keys.tolist(), cased.tolist(), strict=True)
            words = [f"{k:x}{'C' if c else ''}" for k, c in pairs]
            at = np.flatnonzero(np.diff(t.lines)) + 1
            for a, b in zip([0, *at.tolist()], [*at.tolist(), len(words)], strict=True):
                f.write(" ".join(words[a:b]) + "\n")
            n += len(words)
        f.flush()
        print(f"{n} tokens, {time.time() - t0:.0f} s", flush=True)
        model = Word2Vec(
            corpus_file=f.name, vector_size=SIZE, window=WINDOW, epochs=EPOCHS, sg=0, negative=8,
            min_count=least, workers=1, seed=SEED, sample=1e-4,
        )  # fmt: skip
    words = model.wv.index_to_key
    vectors = model.wv.vectors.astype(np.float32)
    counts = np.array([model.wv.get_vecattr(w, "count") for w in words], np.int64)
    print(f"{len(words)} words, {time.time() - t0:.0f} s", flush=True)
    unit = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    out = {
        "keys": np.array([int(w.rstrip("C"), 16) for w in words], np.uint64),
        "cased": np.array([w.endswith("C") for w in words]),
        "counts": counts,
        "vectors": vectors,
    }
    for k in CLASSES:
        km = MiniBatchKMeans(
            min(k, len(words)), random_state=SEED, n_init=3, batch_size=4096, max_iter=60
        )
        out[f"class{k}"] = km.fit_predict(unit, sample_weight=np.sqrt(counts)).astype(np.int16)
        print(f"{k} classes, {time.time() - t0:.0f} s", flush=True)
    out_path.parent.mkdir(parents=True, exist_ok=True)
    np.savez(out_path, **out)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("file", type=pathlib.Path)
    parser.add_argument("--data", type=corpora.use, help="instead of the variable VNTEXT_DATA")
    parser.add_argument("--least", type=int, default=LEAST, help="times that a word must be seen")
    options = parser.parse_args()
    make(options.file, options.least)


if __name__ == "__main__":
    main()
