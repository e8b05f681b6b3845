"""Calibrates the scores of the entity tagger on texts that it has not seen.

usage: python training/entities_scores.py CLASSES.npz [--data FOLDER] [--out FOLDER] [--folds K]
                                         [--further TEXTS]

Each text of train is tagged by a CRF that did not see it (gold alone). With ``--further`` the
package's model, which the press alone must have taught, is trained on instead, over all texts but a
part of the gold ones of other genres, and tags that part: run it before the new model takes the
place of the old. For each label a curve that only rises says how often a span
of that score that the package lets stand is right, span and label; it goes into the model file as
``calibration``: one row a label of `vntext.entities.tagger_labels.SPAN_LABELS`, one column for each
tenth of a score. `make model-entities` runs this last.
"""

from __future__ import annotations

import pathlib
from collections import Counter, defaultdict
from typing import Any

import numpy as np

import corpora
from archive import save
from corpora import say
from entities_corpus import annotated, genres, gold, own
from entities_data import Article, article, count_settled, row_of, settled
from entities_fit import further, gold_crf
from entities_gold import GoldData, augmented
from entities_teacher import bounds_of, hashes_of, look_up
from entities_words import build_words, load_classes
from vntext.entities.tagger_decode import alike, spans_of
from vntext.entities.tagger_labels import SPAN_LABELS
from vntext.entities.tagger_model import MODEL

Array = Any
Row = tuple[int, float, bool]
"""Number of the label of a span, its score, and whether span and label are right."""

STEPS = 11
LEAST, MOST = 0.02, 0.99
"""No score says more than this."""

PRIOR = 20
"""Spans that each point of a curve borrows from the mean of its label."""


def rows_of(art: Article, labels: Array, scores: Array) -> list[Row]:
    """The spans of a text with their scores, as the tagger makes them.

    Without open spans, and without those that no rule of the package lets stand as they are.
    """
    chance = np.exp(scores - scores.max(axis=1, keepdims=True))
    trust = (alike()[labels] * chance).sum(axis=1) / chance.sum(axis=1)
    stand = {(f.start, f.end, f.label) for f in settled(art, labels) if f.rule == "tagger"}
    out = []
    for i, j, label in spans_of(labels, art.tokens.lines):
        a, b = int(art.tokens.starts[i]), int(art.tokens.ends[j - 1])
        if (a, b, label) in stand and not any(a < y and x < b for x, y in art.ignore):
            right = (a, b) in art.gold[label]
            out.append((SPAN_LABELS.index(label), float(trust[i:j].mean()), right))
    return out


def rising(values: Array, weights: Array) -> Array:
    """The nearest values that never fall (pool adjacent violators)."""
    blocks: list[list[float]] = []
    for value, weight in zip(values.tolist(), weights.tolist(), strict=True):
        blocks.append([value, weight, 1])
        while len(blocks) > 1 and blocks[-2][0] > blocks[-1][0]:
            v, w, n = blocks.pop()
            before = blocks[-1]
            total = before[1] + w
            before[:] = [(before[0] * before[1] + v * w) / total, total, before[2] + n]
    return np.concatenate([np.full(int(n), v) for v, _, n in blocks])


def curves(rows: list[Row]) -> Array:
    """The calibration: float32, one row a label, one column for each tenth of a score."""
    out = np.zeros((len(SPAN_LABELS), STEPS), np.float32)
    grid = np.linspace(0, 1, STEPS)
    for k in range(len(SPAN_LABELS)):
        some = [(s, r) for label, s, r in rows if label == k]
        scores = np.array([s for s, _ in some])
        right = np.array([r for _, r in some], float)
        prior = right.mean() if len(right) else 0.5
        # a span speaks for the points on its two sides
        near = np.maximum(0, 1 - np.abs(scores[:, None] - grid) * (STEPS - 1))
        weights = near.sum(axis=0) + PRIOR
        values = (near.T @ right + PRIOR * prior) / weights
        out[k] = np.clip(rising(values, weights), LEAST, MOST)
    return out


def held_out(classes: dict[str, Array], folds: int, texts: int = 0) -> list[Row]:
    """Spans of texts of train, each tagged by a CRF that did not see it.

    Args:
        classes: The classes of words.
        folds: How many parts are held out in turn.
        texts: As `entities_fit.further` takes it; 0 for a CRF on gold alone.
    """
    arts = [article(r, grammars=True) for r in gold("train")]
    always = []
    if texts:
        kinds = genres()
        other = [a for a in arts if a.id in kinds]
        always = [a for a in arts if a.id not in kinds] if other else []
        always += [article(r, grammars=True) for r in annotated() + own()]
        arts = other or arts
    words, _ = build_words(classes, [a.tokens for a in always + arts])
    order = np.random.default_rng(4).permutation(len(arts)).tolist()
    out = []
    for k in range(folds):
        held = set(order[k::folds])
        taught = always + [a for i, a in enumerate(arts) if i not in held]
        if texts:
            copies = augmented(taught, shares=(0.4, 0.2))
            keys, crf = further(GoldData(copies, words), words, texts)
        else:
            keys, crf = gold_crf(GoldData(augmented(taught), words), 1)
        n: dict[str, Counter[str]] = defaultdict(Counter)
        for i in sorted(held):
            ids = look_up(keys, hashes_of(arts[i].tokens, words))
            labels, _ = crf.decode(ids, bounds_of(arts[i].tokens.lines))
            out += rows_of(arts[i], labels, crf.scores(ids))
            count_settled(arts[i], labels, n)
        say(f"fold {k + 1}: {len(out)} spans, decided:", row_of(n))
    return out


def main() -> None:
    parser = corpora.arguments(__doc__)
    parser.add_argument("classes", type=pathlib.Path)
    parser.add_argument("--folds", type=int, default=3)
    parser.add_argument(
        "--further", type=int, default=0, metavar="TEXTS",
        help="train the package's model on; its features are looked for in so many texts",
    )  # fmt: skip
    args = parser.parse_args()
    from vntext.tables import load_model

    made = args.out / MODEL
    rows = held_out(load_classes(args.classes), args.folds, args.further) if args.further else None
    if made.exists():
        corpora.read_instead(MODEL, made)
    arrays = dict(load_model(MODEL))
    arrays["calibration"] = curves(
        held_out(load_classes(args.classes), args.folds) if rows is None else rows
    )
    save(made, arrays)
    corpora.made(args.out, MODEL)


if __name__ == "__main__":
    main()
