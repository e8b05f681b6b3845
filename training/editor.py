"""Learns what an editor goes by from rated sentences; measures it on articles that it did not see.

Called by ``summaries.py``; `fit` and `folds` are what ``benchmarks/summaries.py`` measures with.
A weight is learned for each name of `vntext.summary.editor.SIGNS`, by least squares on ratings
inside each article, with the sign that stands there. What depends on the summary so far is learned
from beginnings of good summaries.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import lsq_linear

import ratings
from vntext import analyze
from vntext.summary.article import Article, article_of
from vntext.summary.candidates import Candidate, find_candidates
from vntext.summary.editor import COUNTED, SIGNS, EditorWeights, place_signs
from vntext.summary.features import NAMES, Counts, count, sentence_features
from vntext.summary.options import Budget, Options
from vntext.summary.scorer import default_scorer
from vntext.summary.select import choose
from vntext.summary.selection import EditorSelection
from vntext.summary.signs import signs_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

BEST = 1.0  # what being one of the best three adds to a rating
NEVER = 0.5  # what a rating of 0 loses
BROKEN = 3.3  # what a sentence loses without one that it needs
# prices that stay at least: few of the rated sentences are captions, say the same again, are
# directives, lives or halves of quotations; what a sentence lacks is dearer than ratings tell alone
LEAST = {
    "doubtful": 0.3,
    "repeats": 0.5,
    "known": 0.6,
    "leans": 1.0,
    "points": 1.0,
    "short name": 1.0,
    "adds": 0.2,
    "orders": 0.1,
    "lives": 0.4,
    "half quote": 0.6,
    "bare quote": 0.8,
}
# gains that stay at most: the rated articles are press, where the next sentence is more often good
# than on other pages
MOST = {"goes on": 0.7}
RIDGE = 600.0
STATES = 3  # beginnings of summaries an article
FOLDS = 10
COLUMNS = {name: k for k, name in enumerate(SIGNS)}


@dataclass
class Example:
    """A rated article as the library reads it.

    Attributes:
        rated: The article and its ratings.
        article: What summaries read of it.
        found: The candidates.
        places: For each its rated sentence.
        rows: Differences of the columns of `SIGNS` from their means, a block for each beginning.
        wanted: The same for the ratings.
        blocks: How many beginnings there are.
        mean: Means of the columns where nothing is taken, and of the ratings.
    """

    rated: ratings.Rated
    article: Article
    found: list[Candidate]
    places: list[int]
    rows: np.ndarray
    wanted: np.ndarray
    blocks: int
    mean: tuple[np.ndarray, float]


def examples(rated: Sequence[ratings.Rated], seed: int = 0) -> list[Example]:
    """Reads rated articles."""
    chance = random.Random(seed)
    return [_example(a, chance) for a in rated]


def _example(rated: ratings.Rated, chance: random.Random) -> Example:
    article = article_of(analyze(rated.text, layers=("paragraphs", "sentences")))
    found = find_candidates(article.text, article.paragraphs, article.sentences, article.headline)
    places = [rated.place(*article.spans[c.place]) for c in found]
    blocks = list(_blocks(rated, article, found, places, chance))
    rows = np.vstack([x for x, _ in blocks]) if blocks else np.zeros((0, len(SIGNS)))
    wanted = np.concatenate([y for _, y in blocks]) if blocks else np.zeros(0)
    whole = _whole(article, found)
    mean = (whole.mean(0), float(np.mean([rated.rating[p] for p in places])))
    return Example(rated, article, found, places, rows, wanted, max(len(blocks), 1), mean)


def _whole(article: Article, found: list[Candidate]) -> np.ndarray:
    counts = count([c.text for c in found], article.headline)
    x = _alone(counts, found)
    leads = [k for k, c in enumerate(found) if c.lead][:2]
    _add(x, place_signs(found, counts.shares(leads) if leads else [0.0] * len(found)))
    return x


def _blocks(
    rated: ratings.Rated,
    article: Article,
    found: list[Candidate],
    places: list[int],
    chance: random.Random,
) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    counts = count([c.text for c in found], article.headline)
    leads = [k for k, c in enumerate(found) if c.lead][:2]
    body = [not c.lead for c in found]
    whole = _alone(counts, found)
    part = whole.copy()
    if leads and any(body):
        part[body] = _alone(counts.only(body), [c for c in found if not c.lead])
    said = counts.shares(leads) if leads else [0.0] * len(found)
    for matrix in (whole, part):
        _add(matrix, place_signs(found, said))
    ideal = [k for k, p in enumerate(places) if p in rated.ideal]
    good = [k for k, p in enumerate(places) if rated.rating[p] > 1]
    begun = [leads, leads] if leads else [[]]
    for _ in range(STATES):
        first = leads or chance.sample(ideal, min(1, len(ideal)))
        more = [k for k in (good if chance.random() < 0.5 else ideal) if k not in first]
        if more:
            begun.append([*first, chance.choice(more)])
    rows = [
        (part if leads else whole, taken, [k for k, b in enumerate(body) if b or not leads])
        for taken in begun
    ]
    if leads:
        rows.append((whole, [], list(range(len(found)))))  # where the lead is not kept
    for matrix, taken, among in rows:
        left = [k for k in among if k not in taken]
        if len(left) < 2:
            continue
        x = matrix.copy()
        empty = EditorSelection(
            found, counts, [0.0] * len(found), Budget(99, None), EditorWeights.of({})
        )
        for k in taken:
            empty.take(k, "")
        _add(x, empty.states(empty.shares()))
        y = _wanted(rated, places, {places[k] for k in taken})
        yield x[left] - x[left].mean(0), y[left] - y[left].mean()


def _alone(counts: Counts, found: list[Candidate]) -> np.ndarray:
    """The columns of the sentences alone."""
    x = np.zeros((len(found), len(SIGNS)))
    if found:
        x[:, COLUMNS["value"]] = default_scorer().estimates(counts)
        features = sentence_features(counts)
        for name in COUNTED:
            x[:, COLUMNS[name]] = features[:, NAMES.index(name)]
        _add(x, signs_of([c.text for c in found], counts.length))
    return x


def _add(x: np.ndarray, rows: Sequence[Sequence[tuple[str, float]]]) -> None:
    for k, row in enumerate(rows):
        for name, strength in row:
            x[k, COLUMNS[name]] += strength


def _wanted(rated: ratings.Rated, places: list[int], taken: set[int]) -> np.ndarray:
    y = np.zeros(len(places))
    for k, p in enumerate(places):
        rating = rated.rating[p]
        # a summary stands below its headline
        needs = {q for q in rated.needs.get(p, ()) if rated.roles[q] != "title"}
        y[k] = (
            rating
            + BEST * (p in rated.ideal)
            - NEVER * (rating == 0)
            - BROKEN * (not needs <= taken)
        )
        if p in taken:
            y[k] = -1.0
    return y


def fit(rows: Sequence[Example]) -> dict[str, float]:
    """The weights, by name; those that came out as nothing are left out."""
    x = np.vstack([e.rows for e in rows])
    y = np.concatenate([e.wanted for e in rows])
    scale = x.std(0)
    scale[scale == 0] = 1
    z = x / scale
    often = np.mean([e.blocks for e in rows])
    # least squares with a ridge, each weight on its side of zero
    square = np.linalg.cholesky(z.T @ z / often + RIDGE * np.eye(z.shape[1]))
    sides = np.array(list(SIGNS.values()))
    least = np.array([LEAST.get(name, 0.0) for name in SIGNS]) * scale
    most = np.array([MOST.get(name, np.inf) for name in SIGNS]) * scale
    low = np.where(sides > 0, least, -most)
    high = np.where(sides > 0, most, -least)
    found = lsq_linear(square.T, np.linalg.solve(square, z.T @ y / often), (low, high)).x / scale
    weights = {n: float(w) for n, w in zip(SIGNS, found, strict=True) if abs(w) > 1e-3}
    # so that a value is a rating
    first = np.mean([rating - row @ found for row, rating in (e.mean for e in rows)])
    return {"intercept": float(first), **weights}


def summary(
    e: Example, weights: EditorWeights | None = None, **options: int
) -> list[tuple[int, int, str]]:
    """The summary of an article: start, end and what is shown."""
    chosen = choose(
        e.article.text, e.article.paragraphs, e.article.sentences, Options(**options), None, weights
    )
    spans = [e.article.spans[c.sentence] for c in chosen]
    return [
        (a, b, c.shown or e.article.given[a:b]) for (a, b), c in zip(spans, chosen, strict=True)
    ]


def folds(rows: Sequence[Example], seed: int = 1) -> ratings.Figures:
    """Measures summaries of three sentences, each article with weights that did not see it."""
    order = list(range(len(rows)))
    random.Random(seed).shuffle(order)
    figures = ratings.Figures()
    for k in range(min(FOLDS, len(rows))):
        kept_out = set(order[k::FOLDS])
        weights = EditorWeights.of(fit([rows[i] for i in order if i not in kept_out]))
        for i in sorted(kept_out):
            figures.add(rows[i].rated, summary(rows[i], weights))
    return figures
