import pytest
from hypothesis import given, strategies as st

from vntext.meaning import DateValue
from vntext.summary.chronology import Told, days_of, in_order


def test_a_sentence_stays_behind_the_one_it_leans_on():
    told = [Told(0, 0, False, ""), Told(0, 1, True, "2025-05-01"), Told(1, 0, False, "")]
    assert in_order(told, 2) == [2, 0, 1]
    assert in_order(told, 1) == [0, 1, 2]


def test_dates_move_no_sentence_of_one_article():
    told = [Told(0, 0, False, ""), Told(1, 0, False, "2025-05-09"), Told(1, 1, False, "2025-05-01")]
    assert in_order(told, 0) == [0, 1, 2]


def test_an_article_goes_on_until_its_earlier_date():
    told = [
        Told(0, 0, False, ""),
        Told(1, 1, False, "2025-05-09"),
        Told(2, 2, False, ""),
        Told(2, 3, False, "2025-05-01"),
    ]
    assert in_order(told, 0) == [0, 2, 3, 1]


def test_the_earlier_date_goes_first():
    told = [
        Told(0, 0, False, ""),
        Told(1, 1, False, "2025-05-09"),
        Told(2, 2, False, "2025-05-01"),
        Told(2, 3, False, ""),
    ]
    assert in_order(told, 0) == [0, 2, 1, 3]


@pytest.mark.parametrize(
    ("value", "want"),
    [
        ("2025-05-24", "2025-05-24"),
        ("XXXX-05-24", "2024-05-24"),
        ("2025-05", "2025-05"),
        ("2025", ""),
        ("2019-33", ""),
        ("201X", ""),
    ],
)
def test_what_orders_a_sentence_is_a_day_or_a_month(value, want):
    around = [DateValue(50, 60, "", "2024-01-01"), DateValue(70, 80, "", "2024-01-02")]
    found = [[DateValue(3, 9, "", value), *around]]
    assert days_of(found, [(0, 0, 20)]) == [want]


@given(
    st.lists(
        st.tuples(
            st.integers(0, 3), st.integers(0, 5), st.booleans(), st.sampled_from(["", "a", "b"])
        ),
        min_size=1,
        unique_by=lambda row: row[:2],
    ),
    st.data(),
)
def test_every_sentence_once_and_each_article_in_its_order(rows, data):
    told = [Told(*row) for row in sorted(rows)]
    main = data.draw(st.integers(0, len(told) - 1))
    order = in_order(told, main)
    assert sorted(order) == list(range(len(told)))
    # the main event goes first with the sentences that lean on it, and with the one it leans on
    first = {main}
    while (
        told[min(first)].leans and min(first) and told[min(first) - 1].source == told[main].source
    ):
        first.add(min(first) - 1)
    while max(first) + 1 < len(told) and told[max(first) + 1][::2] == (told[main].source, True):
        first.add(max(first) + 1)
    assert set(order[: len(first)]) == first
    for k in range(4):
        own = [i for i in order[len(first) :] if told[i].source == k]
        assert own == sorted(own)
