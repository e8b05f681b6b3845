"""Word classes for the entity tagger: word2vec vectors of the unlabelled news, cut into classes.

usage: python training/entities_clusters.py OUT.npz

A word is a token's key and whether it is written with a capital: "Hoa" is a name, "hoa" a flower.
"""

from __future__ import annotations

import sys
import tempfile
import time
from typing import TYPE_CHECKING

import numpy as np
from gensim.models import Word2Vec
from sklearn.cluster import MiniBatchKMeans

from entities_corpus import unlabelled
from vntext.text.unicode import normalized_twin
from vntext.tokens.column import CAPITALIZED, MIXED, tokenize

if TYPE_CHECKING:
    import pathlib

SIZE, WINDOW, EPOCHS, MIN_COUNT, SEED = 64, 3, 5, 8, 11
CLASSES = (64, 256, 1024)


def main(out_path: str | pathlib.Path) -> None:
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
            min_count=MIN_COUNT, workers=1, seed=SEED, sample=1e-4,
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
        km = MiniBatchKMeans(k, random_state=SEED, n_init=3, batch_size=4096, max_iter=60)
        out[f"class{k}"] = km.fit_predict(unit, sample_weight=np.sqrt(counts)).astype(np.int16)
        print(f"{k} classes, {time.time() - t0:.0f} s", flush=True)
    np.savez(out_path, **out)


if __name__ == "__main__":
    main(sys.argv[1])
