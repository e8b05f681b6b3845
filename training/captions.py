"""Trains which words speak for a caption and which for running text.

usage: python training/captions.py [--data FOLDER] [--articles N] [--least N] [--out FOLDER]

Reads ``vietnews-train``: captions against sentences of bodies, both of 4 to 45 syllables. Fits a
logistic regression over the syllables of a line and its pairs of neighbours, keeps the pieces that
weigh most, and writes ``src/vntext/data/roles/caption-words.tsv``. Run training/roles.py after
it. Deterministic; about two minutes.
"""

import itertools
import random

import numpy as np
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression

import corpora
from vietnews import articles
from vntext.roles.captions import pieces

KEPT = 3000


def lines(size):
    rng = random.Random(7)
    for a in itertools.islice(articles("train"), size):
        for line in a["captions"]:
            yield line, 1
        body = [x for x in a["body"] if 4 <= x.count(" ") + 1 <= 45]
        for line in rng.sample(body, min(len(body), 4)):
            yield line, 0


def main():
    parser = corpora.arguments(__doc__)
    parser.add_argument("--articles", type=int, default=20_000)
    parser.add_argument("--least", type=int, default=40, help="lines that must hold a piece")
    options = parser.parse_args()
    rows = [(t, y) for t, y in lines(options.articles) if 4 <= t.count(" ") + 1 <= 45]
    texts, y = [t for t, _ in rows], np.array([v for _, v in rows])
    count = CountVectorizer(analyzer=pieces, binary=True, min_df=options.least)
    x = count.fit_transform(texts)
    cut = int(0.9 * len(y))
    model = LogisticRegression(C=0.05, max_iter=300).fit(x[:cut], y[:cut])
    print(
        f"{len(y)} lines, {y.mean():.2f} captions, {x.shape[1]} pieces, "
        f"right on the last tenth: {model.score(x[cut:], y[cut:]):.3f}"
    )
    names, weight = count.get_feature_names_out(), model.coef_[0]
    best = np.argsort(-np.abs(weight), kind="stable")[:KEPT]
    out = [
        "# How much a syllable or pair speaks for a caption (above 0) or for running text.",
        "# Made by: python training/captions.py",
        f"\t{model.intercept_[0]:.2f}",
    ]
    out += [f"{names[k]}\t{weight[k]:.2f}" for k in sorted(best, key=lambda k: names[k])]
    corpora.made(options.out, "roles/caption-words.tsv", "\n".join(out) + "\n")


if __name__ == "__main__":
    main()
