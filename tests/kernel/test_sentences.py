"""What the kernel counts of sentences is what the array code counts."""

from array import array

import numpy as np
import pytest
from hypothesis import given, strategies as st

from vntext.kernel import kernel
from vntext.summary.features import NAMES, count, sentence_features
from vntext.summary.scorer import default_scorer
from vntext.summary.select import choose

built = pytest.mark.skipif(kernel() is None, reason="the kernel was not built: no C compiler")

SYLLABLES = st.sampled_from(["chợ", "yên", "sơn", "và", "của", "35", "cháy", "điện", "khuya", "xã"])
SENTENCES = st.lists(st.lists(SYLLABLES, max_size=12), max_size=9)


@built
@given(SENTENCES, st.lists(SYLLABLES, max_size=6).map(" ".join), st.data())
def test_features_values_and_shares_are_those_of_the_array_code(arrays_alone, found, title, data):
    counts = count(found, title)
    covered = bytearray(
        data.draw(st.lists(st.booleans(), min_size=len(counts.weight), max_size=len(counts.weight)))
    )
    ask = [sentence_features, default_scorer().values, lambda c: c.shares(covered)]
    by_kernel = [f(counts) for f in ask]
    with pytest.MonkeyPatch.context() as patch:
        for module in ("features", "scorer"):
            patch.setattr(f"vntext.summary.{module}.kernel", lambda: None)
        by_arrays = [f(counts) for f in ask]
    assert by_kernel[0].shape == by_arrays[0].shape == (len(found), len(NAMES))
    assert np.allclose(by_kernel[0], by_arrays[0], rtol=1e-12, atol=1e-12)
    assert np.allclose(by_kernel[1], by_arrays[1], rtol=1e-12, atol=1e-12)
    assert by_kernel[2] == by_arrays[2]


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
        native.sentence_shares(*columns, b"\0")
    with pytest.raises(ValueError, match="another size"):
        native.sentence_features(*columns[:2], array("f", [1.0]), columns[3])


@built
def test_weights_and_flags_of_another_size_are_refused():
    native = kernel()
    columns = [array("i", [1]), array("i", [0]), array("d", [1.0]), array("i")]
    some = array("d", [0.0] * (len(NAMES) - 1))
    with pytest.raises(ValueError, match="weight for each feature"):
        native.sentence_values(*columns, 0.0, some, some)
    with pytest.raises(ValueError, match="flag for each syllable"):
        native.sentence_shares(*columns, b"")


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
