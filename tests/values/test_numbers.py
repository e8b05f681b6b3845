"""Numbers in figures and words."""

import pytest

from vntext.resources import load_toml
from vntext.values.numbers import decimal_sign, read_number, read_words


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("mười một", 11),
        ("hai mươi", 20),
        ("hai mươi mốt", 21),
        ("chín mươi tư", 94),
        ("một trăm lẻ hai", 102),
        ("năm trăm", 500),
        ("một nghìn hai trăm", 1200),
        ("bốn nghìn tỷ", 4e12),
        ("một nghìn hai trăm tỷ", 1.2e12),
        ("ba triệu năm trăm nghìn", 3.5e6),
        ("hai triệu rưỡi", 2.5e6),
        ("một tỷ hai", 1.2e9),
        ("hai ba", None),
        ("trăm", None),
        ("lăm", None),
        ("rưỡi", None),
    ],
)
def test_words(words, number):
    assert read_words(words) == number


@pytest.mark.parametrize(
    ("figures", "unit", "counted", "sign", "number"),
    [
        ("1.280", "điểm", False, "", 1280),
        ("9.125", "điểm", False, ".", 9.125),
        ("6.125", "%", False, "", 6.125),
        ("3,319", "xã", True, "", 3319),
        ("3,319", "m", False, ",", 3.319),
        ("3,319,000", "", False, "", 3319000),
        ("1,234.5", "", False, "", 1234.5),
        ("1.234,5", "", False, "", 1234.5),
        ("0.125", "kg", False, "", 0.125),
        ("12 500", "", False, "", 12500),
    ],
)
def test_figures(figures, unit, counted, sign, number):
    assert read_number(figures, unit=unit, counted=counted, sign=sign) == number


def test_dates_and_scores_are_no_decimals():
    assert decimal_sign("Ngày 21.9.2024, mục 1.2.3, tỷ số 3.2.1") == ""


@pytest.mark.parametrize(("words", "number"), load_toml("values/numbers.toml")["examples"].items())
def test_examples_of_the_table(words, number):
    assert read_words(words) == number


@pytest.mark.parametrize("words", load_toml("values/numbers.toml")["counter"]["words"])
def test_what_is_no_number(words):
    assert read_words(words) is None
