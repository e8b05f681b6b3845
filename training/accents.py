"""Counts n-grams of syllables: the model that restores accents, the table of syllables in use.

usage: python training/accents.py [--data FOLDER] [--out FOLDER]

Reads the texts of `accents_texts.py`; keeps counts only. The model is an interpolated Kneser-Ney
model of three syllables with its entries pruned by how much each is missed (relative entropy), in
whole steps of 1/16 nat. Then its scores are corrected where it reads wrongly (`accents_tune.py`):
each quarter of the texts is restored by a model of the other three, and in the end all of them by
the model of all. The net is added by `accents_net.py`. The same input gives the same file. Half an
hour, one core.
"""

from __future__ import annotations

import time
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING, Any

import numpy as np

import corpora
from accents_counts import (
    FOLDS,
    SYLLABLES,
    counted,
    estimate,
    syllable_table,
)
from accents_texts import formal, informal, own
from accents_tune import SCORES, Corrections, Tuner, rounded
from archive import save
from vntext.text.accents_model import (
    model_word,
)

if TYPE_CHECKING:
    Array = np.ndarray[Any, Any]

MODEL = "text/accents.safetensors"
SHORT_ROUNDS = 6  # over the short lines, after all others
RATES = (1, 1, 0.5)  # of the rounds of corrections, in steps of a stored score


def main():
    parser = corpora.arguments(__doc__)
    options = parser.parse_args()
    clock = time.time()

    def say(*what):
        print(f"{time.time() - clock:6.0f} s", *what, flush=True)

    all_texts = [unicodedata.normalize("NFC", t) for t in formal()]
    known = len(all_texts)
    all_texts += [unicodedata.normalize("NFC", t) for t in informal()]
    found = counted(all_texts, say)
    stream, owners, names = found.pieces
    seen = np.bincount(stream[owners < known], minlength=len(names))
    formal_counts = Counter()
    for name, n in zip(names, seen.tolist(), strict=True):
        if name.isalpha():
            formal_counts[model_word(name)] += n
    corpora.made(options.out, SYLLABLES, syllable_table(formal_counts))
    tokens, owners, size, of_key, same = found[1:]
    corrections = Corrections()

    def correct(tables, ngrams, part, rate):
        tuner = Tuner(tables, corrections.applied(tables, ngrams), rate)
        for text in part:
            tuner.read(text)
        say(f"{tuner.wrong / tuner.words:.3%} of {tuner.words} words were wrong")
        for name, (keys, slots) in ngrams.items():
            corrections.put(name, keys, tuner.averages(name)[slots] - tables[name][slots])

    def estimated(part):
        arrays, ngrams = estimate(part, size, of_key, say)
        every = np.arange(size)
        words = dict.fromkeys(("uni", "capital", "small"), (every.astype(np.uint64), every))
        return same | arrays, words | ngrams

    folds = [estimated(tokens[owners % FOLDS != k]) for k in range(FOLDS)]
    for rate in RATES:
        for k, (tables, ngrams) in enumerate(folds):
            correct(tables, ngrams, all_texts[k::FOLDS], rate)
    tables, ngrams = estimated(tokens)
    correct(tables, ngrams, all_texts, RATES[-1])
    arrays = finished(tables | rounded(corrections.applied(tables, ngrams)))
    save(options.out / MODEL, arrays)
    corpora.made(options.out, MODEL)


def finished(arrays):
    """The model, corrected by the short lines that stand for ends of headlines."""
    tuner = Tuner(arrays, {name: arrays[name].astype(np.float32) for name in SCORES}, 1)
    for _ in range(SHORT_ROUNDS):
        tuner.wrong = 0
        for line in own("short"):
            tuner.read(line)
    return arrays | tuner.scores()


if __name__ == "__main__":
    main()
