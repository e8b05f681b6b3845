"""Columns of layers: those of several texts are those of each of them."""

import pytest
from hypothesis import given, strategies as st

from vntext.columns import Column

SIZES = st.lists(st.integers(0, 70_000) | st.integers(0, 30), min_size=1, max_size=5)


@given(SIZES, st.data())
def test_columns_of_several_texts_are_those_of_each(sizes, data):
    bounds, rows, single, at = [], [], [], 0
    for size in sizes:
        starts = sorted(data.draw(st.sets(st.integers(0, max(0, size - 1)), max_size=4)))
        own = [(a, size, "x" * (a % 3), a / 2) for a in starts] if size else []
        bounds.append((at, at + size))
        rows += [(a + at, b + at, *rest) for a, b, *rest in own]
        single.append(Column.of(own, size))
        at += size + 1
    assert Column.cut(rows, bounds) == single


@pytest.mark.parametrize("scores", [(0.5, 0.25), (0.5, 1)])
def test_numbers_of_one_type_are_kept_as_an_array(scores):
    rows = [(k, k + 1, score) for k, score in enumerate(scores)]
    assert [x.rows() for x in Column.cut(rows, [(0, 1), (1, 2)])] == [
        [(0, 1, scores[0])],
        [(0, 1, scores[1])],
    ]
    kept = Column.of(rows, 2).fields[0]
    assert list(kept) == list(scores)
    assert (type(kept) is tuple) == (type(scores[1]) is int)
