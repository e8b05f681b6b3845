"""Looks through a whole column, with the kernel and without."""

from array import array
from bisect import bisect_left, bisect_right

import pytest
from hypothesis import given, strategies as st

from vntext.kernel import kernel
from vntext.spans import Spans
from vntext.tokens import by_arrays
from vntext.tokens.column import CAPITALIZED, tokenize, word_keys
from vntext.tokens.look import KeySet, rows_covered, rows_of_spans

TEXT = "An gặp Bình, và bình nước của An; 12 người\nHoà, Hòa và HOÀ ở Huế. " * 3
WORDS = ["an", "bình", "hòa", "và", "12", "huế"]
CAPITAL = bytes(shape == CAPITALIZED for shape in range(256))


def test_keys_are_found_whatever_the_case_and_where_shapes_are_asked_for_in_that_shape_alone():
    tokens = tokenize(TEXT)
    wanted = set(word_keys(WORDS))
    keys, shapes = tokens.keys.tolist(), tokens.shapes.tolist()
    every = [i for i, key in enumerate(keys) if key in wanted]
    assert KeySet(wanted).at(tokens) == every
    assert len(every) > len([i for i in every if shapes[i] == CAPITALIZED]) > 0
    assert KeySet(wanted).at(tokens, CAPITAL) == [i for i in every if shapes[i] == CAPITALIZED]


def test_no_keys_and_no_tokens():
    assert KeySet([]).at(tokenize(TEXT)) == []
    assert KeySet(word_keys(WORDS)).at(tokenize("")) == []


def test_without_the_kernel_the_same_tokens_are_found(arrays_alone):
    tokens, wanted = tokenize(TEXT), KeySet(word_keys(WORDS))
    found = wanted.at(tokens), wanted.at(tokens, CAPITAL)
    arrays_alone()
    assert (wanted.at(tokens), wanted.at(tokens, CAPITAL)) == found


@st.composite
def columns(draw):
    cuts = sorted(draw(st.sets(st.integers(0, 60), max_size=20)))
    rows = list(zip(cuts[::2], cuts[1::2], strict=False))
    bounds = st.tuples(st.integers(0, 60), st.integers(0, 60)).map(sorted)
    return rows, draw(st.lists(bounds.map(tuple), max_size=10))


@given(columns())
def test_rows_of_spans_are_those_of_two_searches(case):
    rows, spans = case
    starts, ends = [a for a, _ in rows], [b for _, b in rows]
    first, stop = rows_of_spans(Spans.of(rows).raw(), spans)
    assert first.tolist() == [bisect_right(ends, a) for a, _ in spans]
    assert stop.tolist() == [bisect_left(starts, b) for _, b in spans]
    bounds = array("i", [a for a, _ in spans]), array("i", [b for _, b in spans])
    a, b = by_arrays.rows_of_spans(*Spans.of(rows).raw(), *bounds)
    assert (a, b) == (first.tobytes(), stop.tobytes())


@pytest.mark.usefixtures("backend")
@given(columns())
def test_rows_that_spans_touch_are_covered(case):
    rows, spans = case
    found = rows_of_spans(Spans.of(rows).raw(), spans)
    covered = {i for first, stop in zip(*found, strict=True) for i in range(first, stop)}
    assert list(rows_covered(len(rows), found)) == [i in covered for i in range(len(rows))]


def test_columns_of_another_size_are_refused():
    native = kernel()
    if native is None:
        pytest.skip("the kernel is not built")
    keys, table = array("Q", [1, 2]), bytearray(1 << 16)
    with pytest.raises(ValueError, match="another size"):
        native.places_of_keys(keys, b"\0", CAPITAL, table)
    with pytest.raises(ValueError, match="another size"):
        native.places_of_keys(keys, b"\0\0", CAPITAL[:9], table)
    with pytest.raises(ValueError, match="another size"):
        native.places_of_keys(keys, b"\0\0", CAPITAL, table[:9])
    with pytest.raises(ValueError, match="two columns"):
        native.rows_of_spans(array("i", [1]), array("i", [2]), array("i", [1]), array("i"))
    with pytest.raises(ValueError, match="two columns"):
        native.rows_covered(2, array("i", [1]), array("i"))
    with pytest.raises(ValueError, match="outside"):
        native.rows_covered(2, array("i", [1]), array("i", [3]))
