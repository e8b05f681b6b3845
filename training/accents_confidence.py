"""Weighs how sure a restored syllable is: `src/vntext/data/text/accents-confidence.tsv`.

usage: python training/accents_confidence.py MODEL [--data FOLDER] [--out FOLDER]

MODEL is the folder that ``accents_net.py --held MODEL`` filled: neither the model of three
syllables nor its net has seen the texts that it is tried on here, which are of the press, of
vietnews-val, pages as crawled, and the lines of `texts/unread.txt`, `texts/late.txt` and, by the
other model of the folder, `texts/talk.txt`, also with short forms. Logistic regression over the
features of `vntext.text.accents_confidence`, every genre with its weight.

Prints how often readings of each tenth of confidence are right, every line judged by weights that
were learned from the other four fifths of the lines, beside the difference to the confidence, its
standard error and the number of syllables. One core, two minutes.
"""

import itertools
import pathlib
import unicodedata
from collections import defaultdict
from typing import NamedTuple

import numpy as np
from sklearn.linear_model import LogisticRegression

import accents_chat
import accents_texts
import corpora
from archive import load
from vntext.text import accents
from vntext.text.accents_confidence import TABLE, features
from vntext.text.accents_model import AccentModel, model_word
from vntext.text.accents_tokens import AccentTokens
from vntext.text.folding import strip_diacritics
from vntext.text.pieces import pieces

MODEL = "text/accents.safetensors"
ARTICLES = 300  # of the press and of vietnews-val, each
# What every genre weighs: news most, as most users have it; lines of chat are tried several times.
WEIGHTS = {
    "press": 3, "vietnews": 3, "pages": 1.5, "chat": 3, "chat, short forms": 1, "reviews": 1,
    "verse": 2, "daily": 0.8,
}  # fmt: skip
FOLDS = 5
STRENGTH = 0.5  # of the weights: the smaller, the smaller they are
OFTEN, EVERY = 8, 4  # nats of lead from which on every fourth syllable is enough to learn from
LEAST = 50  # syllables of a tenth that is shown
HEADER = """\
# What makes a restored syllable sure (above 0) or doubtful (below 0). The features are told in
# vntext/text/accents_confidence.py. Columns: feature, weight. Made by
# training/accents_confidence.py
"""


class Tried(NamedTuple):
    """Syllables of texts as a model restored them.

    Attributes:
        features: Columns, by their names.
        right: Whether each was restored right.
        single: Whether it has one reading only.
        line: Number of its line.
    """

    features: dict[str, np.ndarray]
    right: np.ndarray
    single: np.ndarray
    line: np.ndarray


def news_and_pages():
    """Texts by genre that no model has counted."""
    rows = itertools.islice(corpora.rows("press-articles.jsonl"), ARTICLES)
    yield "press", [r["text"] for r in rows]
    rows = itertools.islice(corpora.rows("vietnews-val.jsonl.xz"), ARTICLES)
    yield "vietnews", ["\n".join(accents_texts.plain(r)) for r in rows]
    pages = (accents_texts.cleaned(r["text"]) for r in corpora.rows("web-pages.jsonl"))
    yield "pages", [page for page in pages if page]


def trials(folder):
    """Genre and syllables, text by text."""
    model = AccentModel(load(folder / MODEL))
    for name, texts in news_and_pages():
        yield name, tried(model, texts)
    for lines in (accents_texts.late(), accents_texts.unread()):
        for name, some in lines.items():
            if some:
                yield name, tried(model, ["\n".join(some)])
    late = accents_texts.late()["chat"]
    for share in accents_chat.SHARES:
        found = tried(model, ["\n".join(accents_chat.shortened(late, share))]).right
        print(f"chat, {share:.0%} in short forms: {found.mean():.1%} of {len(found)}", flush=True)
    model = AccentModel(load(folder / accents_texts.TALK / MODEL))
    talk = accents_texts.own(accents_texts.TALK)
    yield "chat", tried(model, ["\n".join(talk)])
    for share in accents_chat.SHARES:
        lines = accents_chat.shortened(talk, share)
        yield "chat, short forms", tried(model, ["\n".join(lines)])


def tried(model, texts):
    """Syllables of texts as a model restores them."""
    found, line = [], 0
    for text in (unicodedata.normalize("NFC", given) for given in texts):
        gold = pieces(text)
        tokens = AccentTokens(model, strip_diacritics(text))
        if len(gold) != len(tokens.pieces):
            continue
        shares, chosen, places = accents._shares(model, tokens)
        if not places:
            continue
        evidence = accents._evidence(model, tokens, shares, chosen, places)
        owners = tokens.owner[places]
        lines = line + np.cumsum([piece.count("\n") for piece in gold])
        right = [
            model.ids.get(model_word(gold[owner])) == int(model.first[tokens.rows[place]]) + k
            for owner, place, k in zip(owners.tolist(), places, chosen, strict=True)
        ]
        found.append(
            Tried(features(evidence), np.array(right), evidence.readings == 1, lines[owners])
        )
        line = int(lines[-1]) + 1
    return together(found)


def together(parts):
    names = parts[0].features
    columns = {name: np.concatenate([p.features[name] for p in parts]) for name in names}
    others = [np.concatenate(column) for column in zip(*(p[1:] for p in parts), strict=True)]
    return Tried(columns, *others)


def fitted(x, y, weights):
    """Weights of the columns, the first of which is 1."""
    spread = x.std(axis=0) + 1e-9
    spread[0] = 1e-2  # what all have in common is free
    model = LogisticRegression(C=STRENGTH, fit_intercept=False, solver="newton-cholesky")
    return model.fit(x / spread, y, sample_weight=weights).coef_[0] / spread


def shown(sure, right):
    """Of every tenth its confidence, the share that is right, the difference, the syllables."""
    for low in np.arange(0, 1, 0.1):
        tenth = (sure >= low) & (sure < (low + 0.1 if low < 0.85 else 2))
        if tenth.sum() >= LEAST:
            says, is_ = sure[tenth].mean(), right[tenth].mean()
            error = np.sqrt(says * (1 - says) / tenth.sum())
            yield (
                f"{says:.2f} {is_:.2f} {100 * (is_ - says):+.1f} ± {100 * error:.1f}"
                f" ({tenth.sum()})"
            )


def main():
    parser = corpora.arguments(__doc__)
    parser.add_argument("model", type=pathlib.Path, metavar="MODEL")
    options = parser.parse_args()
    by_genre = defaultdict(list)
    for name, found in trials(options.model):
        by_genre[name].append(found)
    parts = {name: together(found) for name, found in by_genre.items()}
    for name, part in parts.items():
        right = part.right
        print(f"{name}: {right.mean():.1%} of {len(right)} syllables are right", flush=True)
    names = np.repeat(list(parts), [len(part.right) for part in parts.values()])
    every = together(list(parts.values()))
    x, y = np.stack(list(every.features.values()), 1), every.right
    weights = np.zeros(len(y))
    for name in parts:
        weights[names == name] = WEIGHTS[name] / np.sum(names == name)
    weights *= len(y) / weights.sum()
    lead = every.features["lead"]
    weights[lead >= OFTEN] *= EVERY
    taught = ~every.single & ((lead < OFTEN) | (np.arange(len(y)) % EVERY == 0))
    sure = np.ones(len(y))
    for k in range(FOLDS):
        rows = every.line % FOLDS == k
        some = taught & ~rows
        sure[rows] = 1 / (1 + np.exp(-x[rows] @ fitted(x[some], y[some], weights[some])))
    sure[every.single] = 1
    kinds = {**{name: (name,) for name in parts}, "press and vietnews": ("press", "vietnews")}
    for name, some in kinds.items():
        rows = np.isin(names, some)
        table = "; ".join(shown(sure[rows], y[rows]))
        print(f"{name}: confidence, share that is right, points (syllables): {table}", flush=True)
    found = fitted(x[taught], y[taught], weights[taught])
    lines = [f"{name}\t{weight:.5g}" for name, weight in zip(every.features, found, strict=True)]
    corpora.made(options.out, TABLE, HEADER + "\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
