"""The lunar calendar of Vietnam."""

import datetime

import pytest

from vntext.errors import InvalidOptionError
from vntext.values.dates import read_reference
from vntext.values.edtf import Day
from vntext.values.lunar import LunarDay, _years, gregorian, resolve_lunar


@pytest.mark.parametrize(
    ("year", "first"),
    [  # first days of years, those among them that the calendar of China has on another day
        (1968, "1968-01-29"),
        (1985, "1985-01-21"),
        (2007, "2007-02-17"),
        (2024, "2024-02-10"),
        (2025, "2025-01-29"),
        (2030, "2030-02-02"),
    ],
)
def test_new_years(year, first):
    assert str(gregorian(year, 1, 1)) == first


def test_a_year_begins_where_the_one_before_ends():
    years = _years()
    for number, year in years.items():
        if number + 1 in years:
            days = datetime.timedelta(days=sum(year.lengths))
            assert year.begins + days == years[number + 1].begins


def test_leap_months_stand_behind_the_month_of_their_name():
    assert str(gregorian(2025, 6, 1)) == "2025-06-25"
    assert str(gregorian(2025, 6, 1, leap=True)) == "2025-07-25"
    assert gregorian(2025, 5, 1, leap=True) is None


@pytest.mark.parametrize(
    "day", [(1899, 1, 1), (2100, 1, 1), (2025, 0, 1), (2025, 13, 1), (2025, 1, 31)]
)
def test_days_that_the_calendar_lacks(day):
    assert gregorian(*day) is None


def test_the_thirtieth_of_a_short_last_month_is_its_last_day():
    last = LunarDay(0, 0, 30, 12, 2024)  # the month has 29 days
    assert resolve_lunar(last, Day())[0] == "2025-01-28"


def test_a_name_of_the_cycle_needs_a_reference():
    day = LunarDay(0, 0, 6, 1, cycle=41)  # Ất Tỵ
    assert resolve_lunar(day, Day(2024, 6, 1))[0] == "2025-02-03"
    assert resolve_lunar(day, Day())[0] == "XXXX-XX-XX"


def test_what_is_to_come_lies_ahead():
    day = LunarDay(0, 0, 10, 3)
    assert resolve_lunar(day, Day(2025, 5, 26), future=True)[0] == "2026-04-26"


def test_a_reference_of_a_day_that_no_calendar_has():
    with pytest.raises(InvalidOptionError):
        read_reference("2025-02-30")
