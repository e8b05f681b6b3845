"""Trains what summaries need: rarity of syllables, weights of ROUGE and of an editor's ratings.

usage: python training/summaries.py [--data FOLDER] [--articles N] [--least N] [--part PART]
                                    [--out FOLDER]

Reads ``vietnews-train`` (articles that also stand in val are left out). Writes
``summary/rarity.tsv`` (from all articles) and ``summary/sentence-weights.tsv``: a ridge
regression from the features of a sentence to the mean of its ROUGE-1, -2 and -L against the
abstract. Then reads ``ratings.jsonl`` and writes ``summary/editor-weights.tsv`` (`editor`), which
is all that ``--part editor`` does. Seeded; about five minutes on one core.
"""

import math
from collections import Counter, defaultdict

import numpy as np
from sklearn.linear_model import Ridge

import corpora
import editor
import ratings
from vietnews import articles
from vntext.evaluate import rouge
from vntext.split.sentences import split_sentences
from vntext.summary import terms
from vntext.summary.features import NAMES, count, sentence_features
from vntext.summary.terms import syllables

LONGEST = 80

# both ways to place the tone on the open rhymes oa, oe, uy
TO_OLD = {
    "òa": "oà",
    "óa": "oá",
    "ỏa": "oả",
    "õa": "oã",
    "ọa": "oạ",
    "òe": "oè",
    "óe": "oé",
    "ỏe": "oẻ",
    "õe": "oẽ",
    "ọe": "oẹ",
    "ùy": "uỳ",
    "úy": "uý",
    "ủy": "uỷ",
    "ũy": "uỹ",
    "ụy": "uỵ",
}
TO_NEW = {old: new for new, old in TO_OLD.items()}


def new_style(s):
    return s[:-2] + TO_NEW[s[-2:]] if s[-2:] in TO_NEW and s[0] != "q" else s


def rarity_table(found, least):
    often = Counter()
    for a in found:
        often.update({new_style(s) for s in syllables(" ".join([a["title"], *a["body"]]))})
    rows = defaultdict(list)
    for s, k in often.items():
        if k < least:
            continue
        value = round(round(math.log(len(found) / k) * 20) / 20, 2)
        rows[value].append(s)
        if s[-2:] in TO_OLD and s[0] != "q":
            rows[value].append(s[:-2] + TO_OLD[s[-2:]])
    out = [
        "# Rarity of syllables: ln(articles / articles that hold it), in steps of 0.05.",
        "# Made by: python training/summaries.py",
    ]
    out += [f"{v:.2f}\t{' '.join(sorted(rows[v]))}" for v in sorted(rows)]
    return "\n".join(out) + "\n"


def examples(found):
    for k, a in enumerate(found):
        text = "\n".join(a["body"])
        sentences = [text[x:y] for x, y, _ in split_sentences(text)][:LONGEST]
        # every eighth article is seen without its headline, as some texts come
        title = "" if k % 8 == 7 else a["title"]
        for x, s in zip(sentence_features(count(sentences, title)), sentences, strict=True):
            yield x, sum(score.f1 for score in rouge(s, a["abstract"])) / 3


def main():
    parser = corpora.arguments(__doc__)
    parser.add_argument("--articles", type=int, default=40_000)
    parser.add_argument("--least", type=int, default=20, help="articles that hold a syllable")
    parser.add_argument("--part", choices=("all", "editor"), default="all")
    options = parser.parse_args()
    if options.part == "all":
        train_rouge(options)
    train_editor(options)


def train_editor(options):
    found = editor.examples(ratings.read())
    weights = editor.fit(found)
    out = [
        "# Weights of what an editor goes by, in ratings (0 to 3): see vntext/summary/editor.py.",
        "# Made by: python training/summaries.py",
        "feature\tweight",
        *(f"{name}\t{weight:.4f}" for name, weight in weights.items()),
    ]
    corpora.made(options.out, "summary/editor-weights.tsv", "\n".join(out) + "\n")
    print(f"{len(found)} rated articles, {sum(len(e.found) for e in found)} candidates")


def train_rouge(options):
    held_out = {a["key"] for a in articles("val")}
    found = [a for a in articles("train") if a["key"] not in held_out]
    name = "summary/rarity.tsv"
    rarity = corpora.made(options.out, name, rarity_table(found, options.least))
    corpora.read_instead(name, rarity)
    terms.rarity.cache_clear()
    x, y = zip(*examples(found[: options.articles]), strict=True)
    x, y = np.array(x), np.array(y)
    mean, scale = x.mean(0), x.std(0)
    scale[scale == 0] = 1
    model = Ridge(alpha=10).fit((x - mean) / scale, y)
    out = [
        "# Weights of the sentence scorer: value = intercept + sum of weight * (x - mean) / scale.",
        "# Made by: python training/summaries.py",
        "feature\tmean\tscale\tweight",
        f"intercept\t0\t1\t{model.intercept_:.5f}",
    ]
    rows = zip(NAMES, mean, scale, model.coef_, strict=True)
    out += ["{}\t{:.5f}\t{:.5f}\t{:.5f}".format(*row) for row in rows]
    corpora.made(options.out, "summary/sentence-weights.tsv", "\n".join(out) + "\n")
    print(f"{len(found)} articles, {len(y)} sentences, R2 {model.score((x - mean) / scale, y):.3f}")


if __name__ == "__main__":
    main()
