"""Weighs how sure a restored syllable is: `src/vntext/data/text/accents-confidence.tsv`.

usage: python training/accents_confidence.py MODEL [--data FOLDER] [--out FOLDER]

MODEL is the folder that ``accents_net.py --held MODEL`` filled: neither the model of three
syllables nor its net has seen the texts that it is tried on here, which are of the press, pages as
crawled, and the lines of `texts/late.txt`. Logistic regression over the features of
`vntext.text.accents_confidence`, every genre with the same weight, news with more. Prints how often
readings of each tenth of confidence are right, measured on the half of the syllables that did not
teach, and how many are right beside short forms of chat. One core, two minutes.
"""

import itertools
import pathlib
import unicodedata

import numpy as np
from sklearn.linear_model import LogisticRegression

import accents_chat
import accents_texts
import corpora
from vntext.text import accents
from vntext.text.accents_confidence import FEATURES, TABLE, features
from vntext.text.accents_model import accent_model, model_word
from vntext.text.accents_tokens import AccentTokens
from vntext.text.folding import strip_diacritics
from vntext.text.pieces import pieces

MODEL = "text/accents.safetensors"
PRESS = 100  # articles of the press, which no model of accents has counted
NEWS, NEWS_WEIGHT = ("press", "vietnews"), 4  # the genres that most users have
HEADER = """\
# What makes a restored syllable sure (above 0) or doubtful (below 0). The features are told in
# vntext/text/accents_confidence.py. Columns: feature, weight. Made by
# training/accents_confidence.py
"""


def genres():
    """Texts by genre that the model has not counted."""
    rows = corpora.rows("press-articles.jsonl")
    yield "press", [r["text"] for r in itertools.islice(rows, PRESS)]
    rows = corpora.rows("vietnews-val.jsonl.xz")
    yield "vietnews", ["\n".join(accents_texts.plain(r)) for r in itertools.islice(rows, PRESS)]
    pages = (accents_texts.cleaned(r["text"]) for r in corpora.rows("web-pages.jsonl"))
    yield "pages", [page for page in pages if page]
    yield from accents_texts.late().items()


def tried(texts):
    """Features of the syllables of texts, and whether they were restored right."""
    model = accent_model()
    rows, right = [], []
    for text in (unicodedata.normalize("NFC", given) for given in texts):
        gold = pieces(text)
        tokens = AccentTokens(model, strip_diacritics(text))
        if len(gold) != len(tokens.pieces):
            continue
        shares, chosen, places = accents._shares(model, tokens)
        if not places:
            continue
        rows.append(features(*accents._parts(shares, chosen, tokens.segment[places])))
        for place, k in zip(places, chosen, strict=True):
            reading = int(model.first[tokens.rows[place]]) + k
            right.append(model.ids.get(model_word(gold[int(tokens.owner[place])])) == reading)
    return np.concatenate(rows), np.array(right)


def fitted(x, y, weights):
    model = LogisticRegression(C=1, fit_intercept=False, max_iter=3000)
    return model.fit(x, y, sample_weight=weights).coef_[0]


def main():
    parser = corpora.arguments(__doc__)
    parser.add_argument("model", type=pathlib.Path, metavar="MODEL")
    options = parser.parse_args()
    corpora.read_instead(MODEL, options.model / MODEL)
    names, x, y = [], [], []
    for name, texts in genres():
        rows, right = tried(texts)
        names += [name] * len(right)
        x.append(rows)
        y.append(right)
        print(f"{name}: {right.mean():.1%} of {len(right)} syllables are right", flush=True)
    for share in accents_chat.SHARES:
        lines = accents_chat.shortened(accents_texts.late()["chat"], share)
        _, right = tried(["\n".join(lines)])
        print(f"chat, {share:.0%} in short forms: {right.mean():.1%} of {len(right)}", flush=True)
    names, x, y = np.array(names), np.concatenate(x), np.concatenate(y)
    counts = {name: int(np.sum(names == name)) for name in set(names.tolist())}
    weights = np.array([len(y) / len(counts) / counts[n] for n in names.tolist()])
    weights[np.isin(names, NEWS)] *= NEWS_WEIGHT
    half = np.random.default_rng(0).random(len(y)) < 0.5
    sure = np.zeros(len(y))
    for part in (half, ~half):
        sure[~part] = 1 / (1 + np.exp(-x[~part] @ fitted(x[part], y[part], weights[part])))
    for name in counts:
        shown = []
        for low in np.arange(0.3, 1, 0.1):
            tenth = (names == name) & (sure >= low) & (sure < low + 0.1)
            if tenth.sum() >= 50:
                shown.append(f"{sure[tenth].mean():.2f} {y[tenth].mean():.2f} ({tenth.sum()})")
        print(
            f"{name}: confidence, share that is right (syllables): {'; '.join(shown)}", flush=True
        )
    found = fitted(x, y, weights)
    lines = [f"{name}\t{weight:.4f}" for name, weight in zip(FEATURES, found, strict=True)]
    corpora.made(options.out, TABLE, HEADER + "\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
