"""Parts of the tagger: labels, the batched decoder against an exhaustive one, stored features."""

import itertools

import numpy as np
from hypothesis import given, strategies as st

from vntext.entities.tagger_decode import legal_first, legal_transitions, spans_of, viterbi
from vntext.entities.tagger_labels import LABELS
from vntext.entities.tagger_tables import feature_arrays
from vntext.tables import HashIndex


def test_labels_spell_spans():
    row = ["B-PERSON", "I-PERSON", "B-TITLE+B-ORG", "I-TITLE+ORG", "I-TITLE", "I-TITLE+B-ORG",
           "B-LOC", "B-LOC"]  # fmt: skip
    labels = np.array([LABELS.index(x) for x in row])
    lines = np.array([0, 0, 0, 0, 0, 0, 0, 1])
    assert spans_of(labels, lines) == [
        (0, 2, "PERSON"), (2, 6, "TITLE"), (2, 4, "ORG"), (5, 6, "ORG"), (6, 7, "LOC"),
        (7, 8, "LOC"),
    ]  # fmt: skip


def test_inside_labels_never_come_first():
    legal, first = legal_transitions(), legal_first()
    for k, name in enumerate(LABELS):
        if name.startswith("I-"):
            assert not first[k]
            assert not legal[0, k]
            # inside one kind only that kind goes on
            kinds = {LABELS[j][2:].split("+")[0] for j in np.flatnonzero(legal[:, k])}
            assert kinds == {name[2:].split("+")[0]}


@given(st.integers(0, 10_000), st.lists(st.integers(1, 5), min_size=1, max_size=4))
def test_decoder_finds_the_best_path(seed, lengths):
    rng = np.random.default_rng(seed)
    n, width = sum(lengths), 3
    scores = rng.integers(-9, 9, (n, width)).astype(np.float32)
    trans = rng.integers(-9, 9, (width, width)).astype(np.float32)
    s = len(lengths)
    init, end = (rng.integers(-9, 9, (s, width)).astype(np.float32) for _ in range(2))
    starts = np.cumsum([0, *lengths[:-1]])
    got = viterbi(scores, starts, np.array(lengths), trans, init=init, end=end)

    def value(k, path):
        rows = scores[starts[k] : starts[k] + lengths[k]]
        v = init[k, path[0]] + end[k, path[-1]] + sum(r[y] for r, y in zip(rows, path, strict=True))
        return v + sum(trans[a, b] for a, b in itertools.pairwise(path))

    for k, length in enumerate(lengths):
        best = max(value(k, p) for p in itertools.product(range(width), repeat=length))
        mine = got[starts[k] : starts[k] + length].tolist()
        assert value(k, mine) == best


@given(st.integers(0, 10_000), st.integers(1, 200))
def test_rows_of_features_hold_prints_and_weights(seed, n):
    rng = np.random.default_rng(seed)
    keys = np.unique(rng.integers(0, 1 << 63, n, dtype=np.uint64))
    weights = rng.integers(-127, 128, (len(keys), len(LABELS))).astype(np.int8)
    stored = feature_arrays(keys, weights)
    index, slots = HashIndex.build(keys)
    used = np.unpackbits(stored["features.used"], bitorder="little")
    assert np.array_equal(used > 0, index.prints > 0)
    rows = np.cumsum(used)[slots] - 1
    found = stored["features.rows"][rows]
    assert np.array_equal(found[:, 2 : 2 + len(LABELS)].view(np.int8), weights)
    assert np.array_equal(found[:, :2].copy().view("<u2")[:, 0], index.prints[slots])
    assert not stored["features.rows"][-2:].any()
    assert len(stored["features.rows"]) == len(keys) + 2
