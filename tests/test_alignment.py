import pytest
from hypothesis import given, strategies as st

from vntext.alignment import Alignment, Edit
from vntext.objects import _all_apart, _apart
from vntext.spans import Spans


@st.composite
def edited(draw):
    """A text, and edits of it in order."""
    text = draw(st.text(alphabet="abc đ", max_size=30))
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8, unique=True)))
    edits = [
        Edit(a, b, draw(st.text(alphabet="xyz", max_size=3)))
        for a, b in zip(cuts[::2], cuts[1::2], strict=False)
    ]
    return text, edits


def test_a_clean_text_maps_to_itself():
    a = Alignment()
    assert a.is_identity
    assert a.span_to_original(3, 7) == (3, 7)
    assert a.apply("abc") == "abc"


def test_a_composed_letter_maps_to_base_and_marks():
    a = Alignment.from_edits([Edit(1, 3, "ị")])
    assert a.span_to_original(1, 2) == (1, 3)
    assert a.span_to_original(2, 4) == (3, 5)


def test_removed_characters_stay_outside_the_span_beside_them():
    a = Alignment.from_edits([Edit(2, 3, "")])  # "ab" + zero-width space + "cd"
    assert a.span_to_original(0, 2) == (0, 2)
    assert a.span_to_original(2, 4) == (3, 5)
    assert a.span_to_original(0, 4) == (0, 5)


def test_edits_out_of_order_are_refused():
    with pytest.raises(ValueError, match="sorted"):
        Alignment.from_edits([Edit(3, 4, ""), Edit(1, 2, "")])


@given(edited())
def test_spans_map_in_bounds_and_in_order(case):
    text, edits = case
    a = Alignment.from_edits(edits)
    twin = a.apply(text)
    for i in range(len(twin) + 1):
        start = a.start_to_original(i)
        assert 0 <= start <= len(text)
        if i:
            assert a.start_to_original(i - 1) <= start
            assert a.end_to_original(i - 1) <= a.end_to_original(i)
            left, right = a.span_to_original(i - 1, i)
            assert 0 <= left <= right <= len(text)


@given(edited())
def test_many_spans_map_as_each_of_them(case):
    text, edits = case
    a = Alignment.from_edits(edits)
    size = len(a.apply(text))
    pairs = [(i, j) for i in range(size) for j in range(i + 1, size + 1)]
    mapped = a.spans_to_original(Spans.of(pairs)).pairs()
    assert mapped == [a.span_to_original(i, j) for i, j in pairs]


@given(edited())
def test_words_that_an_edit_joins_stay_apart(case):
    text, edits = case
    a = Alignment.from_edits(edits)
    pairs = [(i, i + 1) for i in range(len(a.apply(text)))]
    alone = [(x, y) for x, y, _ in _apart(pairs, a)]
    assert _all_apart(Spans.of(pairs or [(0, 0)]), a).pairs() == alone


@given(edited())
def test_untouched_characters_map_to_themselves_both_ways(case):
    text, edits = case
    a = Alignment.from_edits(edits)
    twin = a.apply(text)
    touched = {i for e in edits for i in range(e.start, e.end)}
    for i in range(len(text)):
        if i in touched:
            continue
        s, e = a.span_to_normalized(i, i + 1)
        assert twin[s:e] == text[i]
        assert a.span_to_original(s, e) == (i, i + 1)
