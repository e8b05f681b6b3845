import itertools

import pytest
from hypothesis import given, strategies as st

from vntext.errors import InvalidOptionError
from vntext.evaluate.overlap import rouge, syllables

SENTENCES = st.text(alphabet="ab cđ.ệ", max_size=24)


def longest_common_subsequence(a, b):
    table = [[0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i, j in itertools.product(range(len(a)), range(len(b))):
        same = table[i][j] + 1
        table[i + 1][j + 1] = same if a[i] == b[j] else max(table[i][j + 1], table[i + 1][j])
    return table[-1][-1]


def test_hand_counted():
    score = rouge("xã mở lớp tập huấn", "xã Yên Sơn mở lớp học")
    assert score.rouge1 == (3 / 5, 3 / 6, pytest.approx(2 * 3 / 11))
    assert score.rouge2 == (1 / 4, 1 / 5, pytest.approx(2 / 9))
    assert score.rougel == (3 / 5, 3 / 6, pytest.approx(6 / 11))


def test_a_syllable_counts_as_often_as_both_have_it():
    assert rouge("a a a", "a a b").rouge1 == (2 / 3, 2 / 3, pytest.approx(2 / 3))


def test_composed_and_decomposed_letters_are_the_same():
    assert rouge("Nghi\u0323 quye\u0302\u0301t", "nghị quyết").rougel.f1 == 1


@pytest.mark.parametrize("pair", [("", ""), ("", "a"), ("a", ""), ("...", "a")])
def test_nothing_scores_nothing(pair):
    assert all(x == (0, 0, 0) for x in rouge(*pair))


def test_unknown_tokens():
    with pytest.raises(InvalidOptionError):
        rouge("a", "b", tokens="letters")


@given(SENTENCES, SENTENCES)
def test_longest_common_subsequence_equals_the_table(a, b):
    x, y = syllables(a), syllables(b)
    common = longest_common_subsequence(x, y)
    assert rouge(a, b).rougel.precision == (common / len(x) if x else 0)


@given(SENTENCES, SENTENCES)
def test_equal_to_rouge_score_with_the_same_tokens(a, b):
    scorer = pytest.importorskip("rouge_score.rouge_scorer", reason="rouge-score is not installed")

    class Tokens:
        def tokenize(self, text):
            return syllables(text)

    theirs = scorer.RougeScorer(["rouge1", "rouge2", "rougeL"], tokenizer=Tokens()).score(b, a)
    ours = rouge(a, b)
    for name, score in zip(("rouge1", "rouge2", "rougeL"), ours, strict=True):
        assert score == pytest.approx(tuple(theirs[name]))


def test_own_tokens():
    assert rouge("a-b", "a-c", tokens=lambda text: text.split("-")).rouge1.f1 == 0.5
