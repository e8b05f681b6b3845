"""Trains what key phrases need: how much words tell of an article, and the weights of phrases.

usage: python training/keyphrases.py [--data FOLDER] [--articles N] [--tagged N] [--phrases N]
                                     [--least N] [--out FOLDER]

Reads ``vietnews-train`` (articles that also stand in val are left out). Writes
``summary/keyness.tsv``: for each word the share of articles that name it in headline or abstract
among those that have it in the body, and its part of speech, which underthesea's tagger gives it
most often; and ``summary/phrase-weights.tsv``: a logistic regression, on articles after those of
the table, from the features of a phrase to the share of its syllables that headline and abstract
say. Deterministic; about ten minutes on one core.
"""

import math
from collections import Counter, defaultdict

import numpy as np
from sklearn.linear_model import LogisticRegression

import corpora
from vietnews import articles
from vntext import analyze, word_tokenize
from vntext.summary import keyness
from vntext.summary.phrases import candidates
from vntext.summary.terms import COMMON, rarity, syllables
from vntext.text.key import key

KINDS = {"NOUN": "N", "PROPN": "N", "VERB": "V", "ADJ": "A"}


def tagged(found):
    """How often each word has each part of speech."""
    kinds = defaultdict(Counter)
    for a in found:
        for w in analyze("\n".join(a["body"])).pos_tags:
            kinds[key(w.text)][KINDS.get(w.upos, "X")] += 1
    return {w: max("NVAX", key=seen.__getitem__) for w, seen in kinds.items()}


def keyness_table(found, kinds, least):
    """Rows of words that tell about the same, in steps of a tenth."""
    have, told = Counter(), Counter()
    for a in found:
        wanted = set(map(key, syllables(f"{a['title']} {a['abstract']}")))
        for w in set(map(key, word_tokenize("\n".join(a["body"])))):
            if not (w[:1].isalpha() and len(w) > 1):
                continue
            have[w] += 1
            told[w] += all(s in wanted for s in w.split())
    rows = defaultdict(list)
    for w, times in have.items():
        if times >= least:
            value = math.log((told[w] + 1) / (times + 8))
            rows[kinds.get(w, "N"), round(10 * value)].append(w.replace(" ", "_"))
    out = [
        "# Part of speech; logarithm of the share of articles that name a word in headline or",
        "# abstract among those that have it in the body; words by their keys.",
        "# Made by: python training/keyphrases.py",
    ]
    out += [f"{k}\t{v / 10:.1f}\t{' '.join(sorted(rows[k, v]))}" for k, v in sorted(rows)]
    return "\n".join(out) + "\n"


def examples(found):
    common = {s for s, value in rarity().items() if value <= COMMON}
    for a in found:
        wanted = set(syllables(f"{a['title']} {a['abstract']}")) - common
        for phrase, row in candidates(analyze("\n".join(a["body"]))):
            own = set(phrase.syllables) - common
            if own:
                yield row, len(own & wanted) / len(own)


def main():
    parser = corpora.arguments(__doc__)
    parser.add_argument("--articles", type=int, default=20_000, help="that words are counted in")
    parser.add_argument("--tagged", type=int, default=1_500, help="articles that are tagged")
    parser.add_argument("--phrases", type=int, default=1_500, help="articles of phrases")
    parser.add_argument("--least", type=int, default=20, help="articles that hold a word")
    options = parser.parse_args()
    held_out = {a["key"] for a in articles("val")}
    found = [a for a in articles("train") if a["key"] not in held_out]
    n = min(options.articles, len(found) // 2)
    table = keyness_table(found[:n], tagged(found[: options.tagged]), options.least)
    name = "summary/keyness.tsv"
    corpora.read_instead(name, corpora.made(options.out, name, table))
    keyness.known_words.cache_clear()
    x, y = zip(*examples(found[n : n + options.phrases]), strict=True)
    x, y = np.array(x), np.array(y)
    mean, scale = x.mean(0), x.std(0)
    scale[scale == 0] = 1
    z = (x - mean) / scale
    # a share is so much of a yes and so much of a no
    model = LogisticRegression(max_iter=500).fit(
        np.vstack([z, z]),
        np.repeat([1, 0], len(z)),
        sample_weight=np.concatenate([y, 1 - y]),
    )
    out = [
        "# Weights of key phrases: logit = intercept + sum of weight * (x - mean) / scale.",
        "# Made by: python training/keyphrases.py",
        "feature\tmean\tscale\tweight",
        f"intercept\t0\t1\t{model.intercept_[0]:.5f}",
    ]
    rows = zip(keyness.NAMES, mean, scale, model.coef_[0], strict=True)
    out += ["{}\t{:.5f}\t{:.5f}\t{:.5f}".format(*row) for row in rows]
    corpora.made(options.out, "summary/phrase-weights.tsv", "\n".join(out) + "\n")
    print(f"{n} articles, {len(y)} phrases")


if __name__ == "__main__":
    main()
