"""Calibrates the scores of the entity tagger on texts that it has not seen.

usage: python training/entities_scores.py CLASSES.npz [--data FOLDER] [--out FOLDER] [--folds K]
                                         [--further TEXTS]

Each text of train is tagged by a CRF that did not see it (gold alone). With ``--further`` the
package's model, which the press alone must have taught, is trained on instead, over all texts but a
part of the gold ones of other genres, and tags that part: run it before the new model takes the
place of the old. The press it has seen; of that the scores of the CRFs on gold alone are taken as
the other model would give them, by their quantiles on the texts of other genres that both tagged.

For each label a curve that only rises says how often a span of that score that the package lets
stand is right, span and label, and a number how much that changes with the mean score of the spans
of its document. They go into the model file as ``calibration``, logits: one row a label of
`vntext.entities.tagger_labels.SPAN_LABELS`, one column for each tenth of a score; and
``calibration.document``. `make model-entities` runs this last.
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
from vntext.entities.tagger_model import MODEL, USUAL, sureness

Array = Any
Span = tuple[int, float, bool | None]
"""Number of the label of a span, its score, whether it is right; None where it does not count."""

Texts = dict[str, list[Span]]
"""Spans of texts by the names of the texts."""

STEPS = 11
MOST = 0.99
"""No score says more than this."""

PRIOR = 10
"""Spans that each point of a curve borrows from the mean of its label."""

ROUNDS = 500
"""Steps of the fit of a curve."""

SPREAD = 30
"""Spans that say that a document changes nothing, at one logit."""


def spans_in(art: Article, labels: Array, scores: Array) -> list[Span]:
    """The spans of a text with their scores, as the tagger makes them.

    Open spans do not count, nor those that no rule of the package lets stand as they are.
    """
    chance = np.exp(scores - scores.max(axis=1, keepdims=True))
    trust = (alike()[labels] * chance).sum(axis=1) / chance.sum(axis=1)
    stand = {(f.start, f.end, f.label) for f in settled(art, labels) if f.rule == "tagger"}
    out: list[Span] = []
    for i, j, label in spans_of(labels, art.tokens.lines):
        a, b = int(art.tokens.starts[i]), int(art.tokens.ends[j - 1])
        counts = (a, b, label) in stand and not any(a < y and x < b for x, y in art.ignore)
        right = (a, b) in art.gold[label] if counts else None
        out.append((SPAN_LABELS.index(label), float(trust[i:j].mean()), right))
    return out


def as_of(other: Texts, texts: Texts) -> Texts:
    """Scores of a tagger as another one would give them, by the quantiles of the texts of both.

    Args:
        other: What the other tagger found.
        texts: What the tagger found.

    Returns:
        The texts that the other tagger did not see.
    """
    both = [name for name in texts if name in other]
    grid = np.linspace(0, 1, 4 * STEPS - 3)

    def quantiles(of: Texts, k: int) -> Array:
        some = [s for name in both for label, s, _ in of[name] if label == k]
        return np.quantile(some or [0.0, 1.0], grid)

    to = [(quantiles(texts, k), quantiles(other, k)) for k in range(len(SPAN_LABELS))]
    return {
        name: [(k, float(np.interp(score, *to[k])), right) for k, score, right in spans]
        for name, spans in texts.items()
        if name not in other
    }


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


def logistic(columns: Array, right: Array, start: Array, stiff: Array) -> Array:
    """Weights of a logistic regression; the bend is taken as at its greatest, so that it ends.

    Args:
        columns: One row a span.
        right: Whether each is right.
        start: Weights that it begins with, and that `stiff` holds it to.
        stiff: How strongly, one number a weight.
    """
    weights = start.copy()
    bend = np.linalg.inv(columns.T @ columns / 4 + np.diag(stiff))
    for _ in range(ROUNDS):
        chance = 1 / (1 + np.exp(-columns @ weights))
        weights += bend @ (columns.T @ (right - chance) - stiff * (weights - start))
    return weights


def curves(texts: Texts) -> dict[str, Array]:
    """The calibration as columns of the model.

    Args:
        texts: What a tagger found in texts that it had not seen.

    Returns:
        ``calibration``: logits, float32, one row a label, one column for each tenth of a score;
        ``calibration.document``: what one more of `sureness` adds to them, one number a label.
    """
    out = np.zeros((len(SPAN_LABELS), STEPS), np.float32)
    slopes = np.zeros(len(SPAN_LABELS), np.float32)
    grid = np.linspace(0, 1, STEPS)
    most = np.log(MOST / (1 - MOST))
    rows = [
        (label, score, sure, right)
        for spans in texts.values()
        for sure in [sureness([score for _, score, _ in spans])]
        for label, score, right in spans
        if right is not None
    ]
    for k in range(len(SPAN_LABELS)):
        some = [row[1:] for row in rows if row[0] == k]
        scores, documents, right = np.array(some or np.zeros((0, 3)), float).T
        mean = min(max(right.mean(), 1 - MOST), MOST) if len(right) else 0.5
        # a span speaks for the points on its two sides
        near = np.maximum(0, 1 - np.abs(scores[:, None] - grid) * (STEPS - 1))
        columns = np.column_stack([near, documents - USUAL])
        start = np.full(STEPS + 1, np.log(mean / (1 - mean)))
        start[-1] = 0
        stiff = np.full(STEPS + 1, PRIOR * mean * (1 - mean))
        stiff[-1] = SPREAD * mean * (1 - mean) / 100
        weights = logistic(columns, right, start, stiff)
        points = rising(weights[:-1], near.sum(axis=0) + PRIOR)
        out[k], slopes[k] = np.clip(points, -most, most), max(weights[-1], 0)
    return {"calibration": out, "calibration.document": slopes}


def held_out(classes: dict[str, Array], folds: int, texts: int = 0) -> Texts:
    """Spans of texts of train, each tagged by a CRF that did not see it.

    Args:
        classes: The classes of words.
        folds: How many parts are held out in turn.
        texts: As `entities_fit.further` takes it; 0 for CRFs on gold, which tag the press too.
    """
    arts = [article(r, grammars=True) for r in gold("train")]
    always = [article(r, grammars=True) for r in annotated() + own()]
    kinds = genres()
    if texts and any(a.id in kinds for a in arts):
        always += [a for a in arts if a.id not in kinds]
        arts = [a for a in arts if a.id in kinds]
    words, _ = build_words(classes, [a.tokens for a in always + arts])
    order = np.random.default_rng(4).permutation(len(arts)).tolist()
    order.sort(key=lambda i: kinds.get(arts[i].id, "press"))  # each fold has its share of all
    out: Texts = {}
    for k in range(folds):
        held = set(order[k::folds])
        taught = always + [a for i, a in enumerate(arts) if i not in held]
        data = GoldData(augmented(taught, shares=(0.4, 0.2)), words)
        keys, crf = further(data, words, texts) if texts else gold_crf(data, 1)
        del data
        n: dict[str, Counter[str]] = defaultdict(Counter)
        for i in sorted(held):
            ids = look_up(keys, hashes_of(arts[i].tokens, words))
            labels, _ = crf.decode(ids, bounds_of(arts[i].tokens.lines))
            out[arts[i].id] = spans_in(arts[i], labels, crf.scores(ids))
            count_settled(arts[i], labels, n)
        say(f"fold {k + 1}: {len(out)} texts, decided:", row_of(n))
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
    classes = load_classes(args.classes)
    texts = held_out(classes, args.folds)
    if args.further:
        others = held_out(classes, args.folds, args.further)
        texts = others | as_of(others, texts) if set(others) < set(texts) else others
    if made.exists():
        corpora.read_instead(MODEL, made)
    arrays = dict(load_model(MODEL))
    arrays |= curves(texts)
    save(made, arrays)
    corpora.made(args.out, MODEL)


if __name__ == "__main__":
    main()
