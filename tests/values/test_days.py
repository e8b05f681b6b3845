"""Days that no calendar has."""

import pytest

from vntext import analyze


@pytest.mark.parametrize("day", ["ngày 31/2/2024", "ngày 30/2", "29/2/2023", "ngày 31 tháng 4"])
def test_a_day_that_no_calendar_has_has_no_value(day):
    (date,) = analyze(f"Sáng {day}, bà Mai họp.").dates
    assert date.value == ""
    (date,) = analyze(f"Sáng {day}, bà Mai họp.", reference="2025-04-01").dates
    assert date.value == ""
