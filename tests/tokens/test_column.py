"""The token column: what a token is, its key and shape, spans that are one token each."""

import itertools

import numpy as np
import pytest
from hypothesis import given, strategies as st

from vntext.spans import Spans
from vntext.tokens.column import (
    CAPITALIZED,
    DIGITS,
    FIXED,
    LOWER,
    MARK,
    MIXED,
    SINGLE,
    UPPER,
    tokenize,
    word_key,
)

pytestmark = pytest.mark.usefixtures("backend")


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


@pytest.mark.parametrize(
    ("word", "shape"),
    [
        ("xã", LOWER), ("Xã", CAPITALIZED), ("XÃ", UPPER), ("X", SINGLE), ("XÃa", MIXED),
        ("2025", DIGITS), ("%", MARK), ("\U0001f600", MARK), ("²", DIGITS),
    ],
)  # fmt: skip
def test_shapes(word, shape):
    assert tokenize(word).shapes.tolist() == [shape]


def test_lines_spaces_and_words():
    text = "Sở Y tế(Hà Giang)\n\nmưa\u2028to"
    words = Spans.of([(0, 7), (7, 8), (8, 16), (16, 17), (19, 22), (23, 25)])
    t = tokenize(text, words=words)
    assert t.lines.tolist() == [0, 0, 0, 0, 0, 0, 0, 2, 3]
    assert t.spaced.tolist() == [True, True, True, False, False, True, False, True, True]
    assert t.joined.tolist() == [False, True, True, False, False, True, False, False, False]
    assert not tokenize(text).joined.any()


def test_kinds_of_fixed_spans_are_their_keys():
    t = tokenize("từ 5/6 theo 11-NQ/TW", Spans.of([(3, 6), (12, 20)]), np.array([2, 1]))
    fixed = t.keys[t.shapes == FIXED]
    assert fixed[0] == fixed[1] + np.uint64(1)


@pytest.mark.parametrize(
    "spans", [[(2, 4), (3, 6)], [(5, 6), (2, 3)], [(2, 2)], [(4, 3)], [(0, 99)], [(-1, 2)]]
)
def test_fixed_spans_that_cannot_be_are_refused(spans):
    with pytest.raises(ValueError, match="sorted, apart and within"):
        tokenize("Ngày 5/6 có mưa.", Spans.of(spans))
