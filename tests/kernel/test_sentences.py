"""What the kernel counts of sentences is what the array code counts."""

from array import array

import numpy as np
import pytest
from hypothesis import given, strategies as st

from vntext.kernel import kernel
from vntext.summary.features import NAMES, count, sentence_features
from vntext.summary.scorer import default_scorer
from vntext.summary.select import choose, query_share
from vntext.summary.terms import sizes_of_lines

built = pytest.mark.skipif(kernel() is None, reason="the kernel was not built: no C compiler")

SYLLABLES = st.sampled_from(
    [
        "chợ",
        "Yên",
        "SƠN",
        "và",
        "của",
        "35",
        "cháy",
        "khuya_xã",
        "Σ",
        "İ",
        "漢",
        "e\u0301",
        "\ud800",
    ]
)
SENTENCES = st.lists(st.lists(SYLLABLES, max_size=12).map(" ".join), max_size=9)
LESS = ("features.kernel", "features.syllable_reader", "scorer.kernel", "terms.syllable_reader")


@built
@given(SENTENCES, SENTENCES.map(" ".join), SENTENCES.map(" ".join), st.data())
def test_features_values_and_shares_are_those_of_the_array_code(found, title, query, data):
    some = data.draw(st.lists(st.integers(0, len(found) - 1), max_size=3)) if found else []

    def ask():
        counts = count(found, title, query)
        return (
            sentence_features(counts),
            default_scorer().values(counts),
            counts.shares(some),
            query_share(counts),
            sizes_of_lines(found),
        )

    by_kernel = ask()
    with pytest.MonkeyPatch.context() as patch:
        for name in LESS:
            patch.setattr(f"vntext.summary.{name}", lambda: None)
        by_arrays = ask()
    assert by_kernel[0].shape == (len(found), len(NAMES))
    for one, other in zip(by_kernel, by_arrays, strict=True):
        assert np.allclose(one, other, rtol=1e-12, atol=1e-12)


@built
@pytest.mark.parametrize(
    ("length", "syllable", "title"),
    [([2], [0], []), ([-1, 2], [0], []), ([1], [7], []), ([1], [-1], []), ([1], [0], [7])],
)
def test_columns_that_do_not_belong_together_are_refused(length, syllable, title):
    native = kernel()
    columns = [array("i", length), array("i", syllable), array("d", [1.0]), array("i", title)]
    with pytest.raises(ValueError, match="belong together"):
        native.sentence_features(*columns)
    with pytest.raises(ValueError, match="belong together"):
        native.sentence_shares(*columns, [])
    with pytest.raises(ValueError, match="another size"):
        native.sentence_features(*columns[:2], array("f", [1.0]), columns[3])


@built
def test_weights_of_another_size_and_sentences_that_are_none_are_refused():
    native = kernel()
    columns = [array("i", [1]), array("i", [0]), array("d", [1.0]), array("i")]
    some = array("d", [0.0] * (len(NAMES) - 1))
    with pytest.raises(ValueError, match="weight for each feature"):
        native.sentence_values(*columns, 0.0, some, some)
    for taken in ([1], [-1]):
        with pytest.raises(ValueError, match="no such sentence"):
            native.sentence_shares(*columns, taken)


@pytest.mark.usefixtures("backend")
def test_the_chosen_sentences_and_their_scores():
    text = (
        "Chợ Yên Sơn thay dây điện\nXã Yên Sơn thay dây điện cũ ở chợ trong tháng này.\n"
        "Trời nắng. Ba trăm hộ ở chợ đã góp tiền mua dây mới, ông Lê Hân nói. "
        "Bên cạnh đó, xã mua mười bình chữa cháy cho chợ."
    )
    paragraphs = [(0, 25, "title", "headline"), (26, 76, "lead", ""), (77, 194, "body", "")]
    sentences = [(0, 25), (26, 76), (77, 87), (88, 145), (146, 194)]
    chosen = choose(text, paragraphs, sentences)
    assert [(c.sentence, c.reason) for c in chosen] == [(1, "lead"), (3, "score"), (4, "score")]
    assert [c.score for c in chosen] == [1.001, 0.1813, 0.1088]
