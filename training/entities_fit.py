"""The CRFs and the network of the tagger: on gold, on silver and gold, from an earlier model on."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any

import numpy as np

from corpora import say
from entities_corpus import gold, mixed, opening
from entities_crf import Crf, train
from entities_data import (
    ANY,
    PARTS,
    grammar_spans,
    words_of,
)
from entities_teacher import bounds_of, hashes_of, look_up, sequences
from vntext.entities.tagger import fixed_columns
from vntext.entities.tagger_decode import legal_first, legal_transitions
from vntext.entities.tagger_labels import LABELS
from vntext.entities.tagger_model import MODEL, TaggerModel
from vntext.tables import load_model
from vntext.text.unicode import normalized_twin
from vntext.tokens.column import tokenize

if TYPE_CHECKING:
    import entities_net
    from entities_gold import GoldData
    from vntext.entities.tagger_features import Words

Array = Any

STEP = np.where(np.char.find(LABELS, "TITLE") >= 0, 0.5, 1).astype(np.float32)
"""How far the weights of a label go on from those of an earlier model: the press teaches more
titles than other genres, whose texts make up most of what is new."""

LEGAL, FIRST = legal_transitions(), legal_first()


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


def gold_crf(data: GoldData, seeds: int) -> tuple[Array, Crf]:
    """The mean of CRFs on gold alone."""
    hashes, allow, seq, weight = data.arrays()
    keys = frequent(hashes, 3)
    ids = look_up(keys, hashes)
    crfs = [
        fit(ids, seq, allow, len(keys), weight=weight, epochs=14, eta=0.04, average=5, seed=s)
        for s in range(1, seeds + 1)
    ]
    return keys, mean(crfs)


def gold_net(data: GoldData, words: Words, vectors: entities_net.Vectors) -> entities_net.Net:
    """The network on gold."""
    import entities_net

    items, allow, weights = [], [], []
    for a, rules in zip(data.arts, data.rules, strict=True):
        at = bounds_of(a.tokens.lines)
        for item, i, j in zip(
            sequences(a.tokens, words, rules, vectors), at[:-1], at[1:], strict=True
        ):
            if (a.allow[i:j] != ANY).any():
                items.append(item)
                allow.append(a.allow[i:j])
                weights.append(a.weight)
    return entities_net.fit(items, allow, weights, vectors)


def student(data: GoldData, more: dict[str, Any], weight: float = 0.3) -> tuple[Array, Crf]:
    """One CRF on silver and gold, then on gold alone."""
    gh, ga, gs, gw = data.arrays()
    inside = more["allow"] != 1
    keys = np.union1d(frequent(gh, 4), frequent(more["hashes"][inside], 20))
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
    crf = fit(g_ids, gs, ga, len(keys), weight=gw, epochs=9, eta=0.02, average=5, seed=8, start=crf)
    return keys, crf


def further(data: GoldData, words: Words, texts: int, seeds: int = 1) -> tuple[Array, Crf]:
    """The tagger of the package, trained on over the gold articles.

    A model stores no hashes of its features: those of its features are kept that the gold
    articles or some unlabelled texts show.

    Args:
        data: The gold articles.
        words: The table of words.
        texts: How many unlabelled texts are read.
        seeds: How many times it is trained on, from the same beginning; the mean is what counts.
    """
    stored = load_model(MODEL)
    model = TaggerModel(stored)
    gh, ga, gs, gw = data.arrays()
    shown = [np.unique(gh)]
    held = {opening(r["text"]) for part in PARTS[1:] for r in gold(part)}
    for _, given in itertools.islice(mixed(held), texts):
        text = normalized_twin(given).text
        tokens = tokenize(text, *fixed_columns(grammar_spans(text)), words_of(text))
        if len(tokens.keys):
            shown.append(np.unique(hashes_of(tokens, words)))
    every = np.unique(np.concatenate(shown))
    weights = model.tables._find(every)[:, : len(LEGAL)].astype(np.float32)
    weights *= np.float32(model.scale)
    known = weights.any(axis=1)
    keys = np.union1d(every[known], frequent(gh, 3))
    start = np.zeros((len(keys), len(LEGAL)), np.float32)
    start[np.searchsorted(keys, every[known])] = weights[known]
    say(f"further: {len(keys)} features, {np.count_nonzero(known)} of them of the package's model")
    trans, init = (stored[name].astype(np.float64) for name in ("trans", "init"))
    crf = Crf(start, trans, init, LEGAL, FIRST)
    settings = {"weight": gw, "epochs": 8, "eta": 0.02, "average": 5}
    ids = look_up(keys, gh)
    rounds = [fit(ids, gs, ga, len(keys), start=crf, seed=8 + k, **settings) for k in range(seeds)]
    new = mean(rounds)
    both = np.minimum(STEP[:, None], STEP)
    new.weights = crf.weights + STEP * (new.weights - crf.weights)
    new.trans = crf.trans + both * (new.trans - crf.trans)
    new.init = crf.init + STEP * (new.init - crf.init)
    return keys, new
