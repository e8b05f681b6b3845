"""Spans as columns, with the kernel and without."""

from array import array

import pytest
from hypothesis import given, strategies as st

from vntext.kernel import kernel
from vntext.spans import Spans, columns_of

OFFSETS = st.integers(0, (1 << 31) - 1)


@pytest.mark.usefixtures("backend")
@given(st.lists(st.tuples(OFFSETS, OFFSETS) | st.tuples(OFFSETS, OFFSETS, st.text())))
def test_columns_are_the_first_two_of_each_row(rows):
    starts, ends = columns_of(iter(rows))
    assert starts.tolist() == [row[0] for row in rows]
    assert ends.tolist() == [row[1] for row in rows]
    assert Spans.of(rows).pairs() == [row[:2] for row in rows]


@pytest.mark.usefixtures("backend")
def test_numbers_of_arrays_are_offsets_too():
    assert Spans.of(zip(array("h", [1, 2]), array("h", [3, 4]), strict=True)).pairs() == [
        (1, 3),
        (2, 4),
    ]


@pytest.mark.usefixtures("backend")
@pytest.mark.parametrize("row", [(1,), ("a", 2), (1, 1 << 31), (1, 2.5)])
def test_what_is_no_pair_of_offsets_is_refused(row):
    with pytest.raises((TypeError, IndexError, OverflowError)):
        columns_of([row])


@pytest.mark.skipif(kernel() is None, reason="the kernel was not built: no C compiler")
def test_the_kernel_refuses_what_is_no_list_of_rows():
    with pytest.raises(TypeError, match="list"):
        kernel().columns_of_spans(((1, 2),))
    with pytest.raises(TypeError, match="tuple"):
        kernel().columns_of_spans([3])
