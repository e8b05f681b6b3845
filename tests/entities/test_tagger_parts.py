"""Parts of the tagger: tokens, labels, the batched decoder against an exhaustive one."""

import itertools

import numpy as np
import pytest
from hypothesis import given, strategies as st

from vntext.entities.tagger_decode import viterbi
from vntext.entities.tagger_labels import LABELS, legal_first, legal_transitions, spans_of
from vntext.spans import Spans
from vntext.tokens.column import tokenize, word_key


def cut(text, fixed=None):
    t = tokenize(text, fixed)
    return [text[a:b] for a, b in zip(t.starts.tolist(), t.ends.tolist(), strict=True)]


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("TP.Quy Nhơn", ["TP", ".", "Quy", "Nhơn"]),
        ("Đại tướngLê Văn An", ["Đại", "tướng", "Lê", "Văn", "An"]),
        ("U23, G7 và 35- NQ/TW", ["U", "23", ",", "G", "7", "và", "35", "-", "NQ", "/", "TW"]),
        ("  a\n\nb ", ["a", "b"]),
        ("GD&ĐT", ["GD", "&", "ĐT"]),
        ("", []),
    ],
)
def test_tokens(text, tokens):
    assert cut(text) == tokens


def test_a_fixed_span_is_one_token():
    text = "Theo Nghị quyết 11-NQ/TW,ngày 5/6."
    assert cut(text, Spans.of([(5, 24), (25, 33)])) == [
        "Theo", "Nghị quyết 11-NQ/TW", ",", "ngày 5/6", ".",
    ]  # fmt: skip
    assert cut("ab", Spans.of([(0, 2)])) == ["ab"]
    assert cut("a b", Spans.of([(0, 1), (2, 3)])) == ["a", "b"]


@given(st.text(alphabet="aĂđẾ1.- \n\U0001f600", max_size=40))
def test_tokens_cover_what_is_not_space(text):
    assert "".join(cut(text)) == "".join(text.split())


def test_keys_tell_syllables_apart():
    onsets = ["", "b", "ngh", "tr", "đ", "qu"]
    rimes = ["a", "ă", "â", "oan", "ươi", "iêng", "uyên", "o", "ô", "ơ"]
    words = {a + b for a, b in itertools.product(onsets, rimes)}
    assert len({word_key(w) for w in words}) == len(words)
    assert len({word_key(w) for w in ("ma", "má", "mà", "mả", "mã", "mạ")}) == 6
    assert word_key("nghiêng") != word_key("nghiêngs") != word_key("nghiêngt")
    assert word_key("–") == word_key("-")


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
