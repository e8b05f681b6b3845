import pytest

from vntext import evaluate


def test_spans_count_only_when_the_same():
    figures = evaluate.span_f1([(0, 5), (7, 9)], [(0, 5), (7, 8), (10, 11)])
    assert figures.precision == pytest.approx(1 / 3)
    assert figures.recall == 0.5
    assert figures.f1 == pytest.approx(0.4)


def test_nothing_gives_zero_and_no_error():
    assert evaluate.span_f1([], []).f1 == 0
    assert evaluate.b_cubed([], []).f1 == 0


def test_segmentations_of_one_text():
    assert evaluate.segmentation_f1(["Hà Nội", "mưa"], ["Hà_Nội".replace("_", " "), "mưa"]).f1 == 1
    assert evaluate.segmentation_f1(["a b", "c"], ["a", "b c"]).f1 == 0
    with pytest.raises(ValueError, match="same text"):
        evaluate.segmentation_f1(["a"], ["b"])


def test_groups():
    figures = evaluate.b_cubed([{1, 2, 3}], [{1, 2}, {3}])
    assert figures.precision == 1
    assert figures.recall == pytest.approx((2 / 3 + 2 / 3 + 1 / 3) / 3)


def test_the_module_rouge_answers_calls():
    assert evaluate.rouge("một hai", "một hai").rouge1.f1 == 1
