"""Segments news articles with the open-source tagger ViNLP, for `training/words.py --labelled`.

usage: python training/words_teacher.py FILE.xz [--data FOLDER] [--first N] [--last N]

ViNLP (pip install ViNLP==1.2.106, Apache-2.0) is a CRF of its own making; on the dev part of VTB it
reaches 97.4 F1. Only the texts are taken from the articles, not the words that are marked in them.
One core, about ten minutes.
"""

from __future__ import annotations

import argparse
import lzma
import pathlib

import corpora
from words_corpora import news

# Articles that `training/words.py` counts no statistics in.
FIRST, LAST = 30_000, 40_000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("file", type=pathlib.Path)
    parser.add_argument("--data", type=corpora.use, help="instead of the variable VNTEXT_DATA")
    parser.add_argument("--first", type=int, default=FIRST)
    parser.add_argument("--last", type=int, default=LAST)
    options = parser.parse_args()

    from ViNLP.features.ws_feature import WSFeature
    from ViNLP.pipeline.word_tokenize import crf_model

    feature = WSFeature()
    options.file.parent.mkdir(parents=True, exist_ok=True)
    with lzma.open(options.file, "wt", encoding="utf8", preset=1) as out:
        for sentence in news(options.first, options.last):
            syllables = [s for word in sentence for s in word.split()]
            rows = [(s, "") for s in syllables]
            tags = crf_model.predict_single(
                [feature.word2features(rows, i) for i in range(len(rows))]
            )
            words: list[str] = []
            for syllable, tag in zip(syllables, tags, strict=True):
                if tag == "I-W" and words:
                    words[-1] += "_" + syllable
                else:
                    words.append(syllable)
            out.write(" ".join(words) + "\n")


if __name__ == "__main__":
    main()
