"""Trains the entity tagger and writes ``src/vntext/data/entities/model/tagger.npz``.

usage: python training/entities.py CLASSES.npz [--silver N] [--out FILE] [--folds K]

1. Teachers: CRFs with different seeds on the gold articles (train), with copies of some lines in
   capitals and in small letters.
2. Silver: the teachers tag unlabelled news; where they are unsure the label stays open.
3. Student: one CRF on silver and gold, with the features that both show often enough.
4. Export: small weights go, the rest become eight-bit numbers in a perfect hash.

CLASSES.npz comes from ``entities_clusters.py``; it is made if it does not exist. ``--folds K``
cross-validates over the gold articles of train and dev instead, and writes nothing.
"""

from __future__ import annotations

import argparse
import pathlib
import time
from collections import Counter, defaultdict
from dataclasses import replace
from typing import Any

import numpy as np

import entities_clusters
from entities_corpus import gold, unlabelled
from entities_crf import Crf, train
from entities_data import ANY, Article, article, count, fixed_spans, row_of
from vntext.entities.gazetteers import gazetteer, phrases
from vntext.entities.tagger_features import (
    BEGINS_PHRASE,
    NEVER_ENTITY,
    RARELY_ENTITY,
    TEMPLATES,
    Words,
    columns,
    features,
)
from vntext.entities.tagger_labels import LABELS, legal_first, legal_transitions
from vntext.entities.tagger_tokens import CAPITALIZED, LOWER, MARK, MIXED, SINGLE, UPPER, tokenize
from vntext.normalize.unicode import normalized_twin
from vntext.tables import HashIndex

Array = Any
ROOT = pathlib.Path(__file__).parents[1]
OUT = ROOT / "src/vntext/data/entities/model/tagger.npz"
LEGAL, FIRST = legal_transitions(), legal_first()
T0 = time.time()


def say(*parts: object) -> None:
    print(f"[{time.time() - T0:5.0f} s]", *parts, flush=True)


def build_words(classes: dict[str, Array], tokens: list[Any]) -> tuple[Words, dict[str, Array]]:
    """The table of words: those of the classes, of the gazetteers, and of the texts given."""
    listed = gazetteer()
    pairs: set[tuple[int, bool]] = set(
        zip(classes["keys"].tolist(), classes["cased"].tolist(), strict=True)
    )
    joined = tokenize("\n".join(p for _, p in phrases()))
    pairs |= {(k, c) for k in joined.keys.tolist() for c in (False, True)}
    for t in tokens:
        cased = (t.shapes >= CAPITALIZED) & (t.shapes <= MIXED)
        pairs |= set(zip(t.keys.tolist(), cased.tolist(), strict=True))
    rows = sorted(pairs)
    keys = np.array([k for k, _ in rows], np.uint64)
    cased = np.array([c for _, c in rows])
    hashes = Words.hashes(keys, cased)
    _, unique = np.unique(hashes, return_index=True)
    keys, hashes = keys[unique], hashes[unique]
    index, slots = HashIndex.build(hashes)
    known = np.zeros(index.size, np.uint16)
    known[slots] = listed.single(keys)
    flags = np.zeros(index.size, np.uint8)
    flags[slots] = np.isin(keys, listed.starts) * BEGINS_PHRASE
    names = [f"class{k}" for k in entities_clusters.CLASSES]
    table = np.zeros((index.size, len(names)), np.uint16)
    found, hit = index.find(Words.hashes(classes["keys"], classes["cased"]))
    for column, name in enumerate(names):
        table[found[hit], column] = classes[name][hit].astype(np.uint16) + 1
    word_keys = np.zeros(index.size, np.uint64)
    word_keys[slots] = keys
    arrays = {
        **index.arrays("words"),
        "words.keys": word_keys,
        "words.classes": table,
        "words.known": known,
        "words.flags": flags,
    }
    return Words(index, word_keys, table, known, flags), arrays


def hashes_of(tokens: Any, words: Words) -> Array:
    """The features of one document: a row a token, a column a template."""
    cols = columns(tokens, np.zeros(len(tokens.keys), np.int64), gazetteer(), words)
    return np.stack(list(features(cols)), 1)


def bounds_of(lines: Array) -> Array:
    """Bounds of the sequences, one a line."""
    return np.r_[0, np.flatnonzero(np.diff(lines)) + 1, len(lines)].astype(np.int64)


def joined_bounds(many: list[Array]) -> Array:
    out, base = [np.zeros(1, np.int64)], 0
    for lines in many:
        out.append(bounds_of(lines)[1:] + base)
        base += len(lines)
    return np.concatenate(out)


def look_up(keys: Array, hashes: Array) -> Array:
    """Ids of features, -1 for those that are not in `keys`, which are sorted."""
    out = np.empty(hashes.shape, np.int32)
    for j in range(hashes.shape[1]):
        column = hashes[:, j]
        at = np.minimum(np.searchsorted(keys, column), len(keys) - 1)
        out[:, j] = np.where(keys[at] == column, at, -1)
    return out


def recased(art: Article, shape: int, rng: np.random.Generator, weight: float) -> Article:
    """A copy of an article with about half of its lines in capitals, or in small letters."""
    t = art.tokens
    lines = np.unique(t.lines)
    chosen = np.isin(t.lines, lines[rng.random(len(lines)) < 0.5])
    shapes = t.shapes.copy()
    letters = chosen & (shapes <= MIXED)
    shapes[letters] = shape
    if shape == UPPER:
        shapes[letters & (t.ends - t.starts == 1)] = SINGLE
    # lines that stay as they are have been learnt from already: they only give the document
    allow = np.where(chosen, art.allow, np.uint32(ANY)).astype(np.uint32)
    return replace(art, tokens=t._replace(shapes=shapes), allow=allow, weight=weight)


def augmented(arts: list[Article], seed: int = 5) -> list[Article]:
    """The articles, and copies in capitals and in small letters."""
    rng = np.random.default_rng(seed)
    out = list(arts)
    out += [recased(a, UPPER, rng, 0.5) for a in arts]
    out += [recased(a, LOWER, rng, 0.3) for a in arts if rng.random() < 0.5]
    return out


class GoldData:
    """Gold articles as feature columns."""

    def __init__(self, arts: list[Article], words: Words) -> None:
        self.arts = arts
        self.hashes = [hashes_of(a.tokens, words) for a in arts]

    def arrays(self) -> tuple[Array, Array, Array, Array]:
        """Hashes, allowed labels, bounds and weights of the sequences."""
        weights = [np.full(len(bounds_of(a.tokens.lines)) - 1, a.weight) for a in self.arts]
        return (
            np.concatenate(self.hashes),
            np.concatenate([a.allow for a in self.arts]),
            joined_bounds([a.tokens.lines for a in self.arts]),
            np.concatenate(weights).astype(np.float32),
        )

    def evaluate(self, crf: Crf, keys: Array) -> dict[str, Counter[str]]:
        """Counts right, predicted and gold spans of each label."""
        n: dict[str, Counter[str]] = defaultdict(Counter)
        for a, h in zip(self.arts, self.hashes, strict=True):
            y, _ = crf.decode(look_up(keys, h), bounds_of(a.tokens.lines))
            count(a, y, n)
        return n


def frequent(hashes: Array, least: int) -> Array:
    """Sorted features that occur at least so often."""
    kept = []
    for j in range(hashes.shape[1]):
        u, c = np.unique(hashes[:, j], return_counts=True)
        kept.append(u[c >= least])
    return np.unique(np.concatenate(kept))


def mean(crfs: list[Crf]) -> Crf:
    """The mean of several CRFs over the same features."""
    return Crf(
        np.mean([c.weights for c in crfs], 0).astype(np.float32),
        np.mean([c.trans for c in crfs], 0),
        np.mean([c.init for c in crfs], 0),
        LEGAL,
        FIRST,
    )


def fit(ids: Array, seq: Array, allow: Array, n: int, **settings: Any) -> Crf:
    """Trains a CRF with the legal transitions of the labels."""
    settings = {"drop": 0.7, **settings}
    return train(ids, seq, allow, n, legal=LEGAL, legal0=FIRST, **settings)


def teachers(data: GoldData, seeds: int = 3) -> tuple[Array, Crf]:
    """CRFs on gold alone, their mean."""
    hashes, allow, seq, weight = data.arrays()
    keys = frequent(hashes, 3)
    ids = look_up(keys, hashes)
    crfs = [
        fit(ids, seq, allow, len(keys), weight=weight, epochs=30, eta=0.03, average=12, seed=s)
        for s in range(1, seeds + 1)
    ]
    return keys, mean(crfs)


def silver(keys: Array, teacher: Crf, words: Words, size: int, skip: set[str]) -> dict[str, Any]:
    """Tags unlabelled news until `size` tokens are kept."""
    rng = np.random.default_rng(3)
    hashes, allow, bounds, labels_of, n, bases = [], [], [np.zeros(1, np.int64)], [], 0, 0
    for name, original in unlabelled():
        if name in skip:
            continue
        text = normalized_twin(original).text
        fixed, kinds = fixed_spans(text)
        t = tokenize(text, fixed, kinds)
        if len(t.keys) < 20:
            continue
        h = hashes_of(t, words)
        seq = bounds_of(t.lines)
        y, p = teacher.decode(look_up(keys, h), seq, marginals=True)
        sure = p[np.arange(len(y)), y] >= 0.6
        row = np.where(sure, np.uint32(1) << y.astype(np.uint32), np.uint32(ANY))
        sizes = np.diff(seq)
        some = np.maximum.reduceat(y, seq[:-1]) > 0
        lines = some | (rng.random(len(sizes)) < 0.25)
        keep = np.repeat(lines, sizes)
        hashes.append(h[keep])
        allow.append(row[keep].astype(np.uint32))
        bounds.append(np.cumsum(sizes[lines]) + bases)
        labels_of.append((t.keys, t.shapes, y))
        bases += int(sizes[lines].sum())
        n += 1
        if bases >= size:
            break
    say(f"silver: {n} articles, {bases} tokens")
    return {
        "hashes": np.concatenate(hashes),
        "allow": np.concatenate(allow),
        "seq": np.concatenate(bounds),
        "labels": labels_of,
    }


def student(data: GoldData, more: dict[str, Any], weight: float = 0.3) -> tuple[Array, Crf]:
    """One CRF on silver and gold, then on gold alone."""
    gh, ga, gs, gw = data.arrays()
    inside = more["allow"] != 1
    keys = np.union1d(frequent(gh, 4), frequent(more["hashes"][inside], 15))
    say(f"student: {len(keys)} features")
    g_ids, s_ids = look_up(keys, gh), look_up(keys, more["hashes"])
    ids = np.concatenate([g_ids, s_ids])
    allow = np.concatenate([ga, more["allow"]])
    seq = np.concatenate([gs, more["seq"][1:] + gs[-1]])
    weights = np.concatenate([gw, np.full(len(more["seq"]) - 1, weight, np.float32)])
    crf = fit(
        ids, seq, allow, len(keys), weight=weights, epochs=8, eta=0.04, drop=0.5, average=3, seed=7
    )
    say("student on silver and gold")
    crf = fit(
        g_ids, gs, ga, len(keys), weight=gw, epochs=12, eta=0.02, average=6, seed=8, start=crf
    )
    return keys, crf


def never_entity(arrays: dict[str, Array], tagged: list[tuple[Array, Array, Array]]) -> None:
    """Flags words that in small letters, or as marks, are never or rarely part of an entity."""
    keys = np.concatenate([k for k, _, _ in tagged])
    shapes = np.concatenate([s for _, s, _ in tagged])
    inside = np.concatenate([y for _, _, y in tagged]) > 0
    plain = (shapes == LOWER) | (shapes == MARK)
    u, inverse, n = np.unique(keys[plain], return_inverse=True, return_counts=True)
    hits = np.bincount(inverse, weights=inside[plain])
    rate = (hits + 0.02) / n
    flags = arrays["words.flags"]
    for flag, most in ((NEVER_ENTITY, 5e-4), (RARELY_ENTITY, 2e-2)):
        safe = u[rate <= most]
        flags = flags | np.isin(arrays["words.keys"], safe) * flag
        share = np.isin(keys[plain], safe).sum() / len(keys)
        say(f"{len(safe)} words at most {most} in entities, {share:.2f} of the tokens")
    arrays["words.flags"] = np.where(arrays["words.keys"] == 0, 0, flags).astype(np.uint8)


def export(keys: Array, crf: Crf, arrays: dict[str, Array], path: pathlib.Path, most: int) -> None:
    """Writes the model: the strongest features, eight bits a weight."""
    strength = np.abs(crf.weights).max(axis=1)
    chosen = np.argsort(-strength)[:most]
    chosen = np.sort(chosen[strength[chosen] > 0])
    scale = float(np.quantile(np.abs(crf.weights[chosen]), 0.9999)) / 127
    index, slots = HashIndex.build(keys[chosen])
    weights = np.zeros((index.size, len(LABELS)), np.int8)
    weights[slots] = np.clip(np.rint(crf.weights[chosen] / scale), -127, 127)
    path.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(
        path,
        **index.arrays("features"),
        weights=weights,
        scale=np.float64(scale),
        trans=crf.trans.astype(np.float32),
        init=crf.init.astype(np.float32),
        **arrays,
    )
    say(f"{len(chosen)} features, scale {scale:.4f}, {path.stat().st_size / 1e6:.2f} MB")


def load_classes(path: pathlib.Path) -> dict[str, Array]:
    if not path.exists():
        entities_clusters.main(path)
    with np.load(path) as z:
        return {k: z[k] for k in z.files if k != "vectors"}


def cross_validate(words: Words, folds: int) -> None:
    """Figures over train and dev: each article is tagged by teachers that did not see it."""
    arts = [article(r, grammars=True) for part in ("train", "dev") for r in gold(part)]
    order = np.random.default_rng(1).permutation(len(arts))
    every = []
    for k in range(folds):
        held = set(order[k::folds].tolist())
        data = GoldData(augmented([a for i, a in enumerate(arts) if i not in held]), words)
        keys, crf = teachers(data, 1)
        n = GoldData([arts[i] for i in sorted(held)], words).evaluate(crf, keys)
        every.append(n)
        say(f"fold {k + 1}:", row_of(n))
    total: dict[str, Counter[str]] = defaultdict(Counter)
    for n in every:
        for label, c in n.items():
            total[label] += c
    say("all folds:", row_of(total))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("classes", type=pathlib.Path)
    parser.add_argument("--silver", type=int, default=2_500_000, help="tokens of silver")
    parser.add_argument("--features", type=int, default=240_000, help="features of the model")
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--out", type=pathlib.Path, default=OUT)
    args = parser.parse_args()
    classes = load_classes(args.classes)
    arts = [article(r, grammars=True) for r in gold("train")]
    words, arrays = build_words(classes, [a.tokens for a in arts])
    say(f"{len(TEMPLATES)} templates, {int((arrays['words.keys'] > 0).sum())} words")
    if args.folds:
        cross_validate(words, args.folds)
        return
    data = GoldData(augmented(arts), words)
    dev = GoldData([article(r, grammars=True) for r in gold("dev")], words)
    keys, teacher = teachers(data)
    say("teacher on dev:", row_of(dev.evaluate(teacher, keys)))
    crf = teacher
    tagged = [(a.tokens.keys, a.tokens.shapes, np.where(a.allow == 1, 0, 1)) for a in arts]
    if args.silver:
        skip = {a.id for a in arts}
        more = silver(keys, teacher, words, args.silver, skip)
        tagged += more.pop("labels")
        keys, crf = student(data, more)
        say("student on dev:", row_of(dev.evaluate(crf, keys)))
    never_entity(arrays, tagged)
    export(keys, crf, arrays, args.out, args.features)


if __name__ == "__main__":
    main()
