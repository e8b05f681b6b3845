"""The key: what is one word, and what is two."""

import unicodedata

import pytest
from hypothesis import given, strategies as st

from vntext.text.key import BEFORE_Y, key, spellings


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Uỷ ban", "ủy ban"),
        ("HOÀ BÌNH", "hòa bình"),
        ("khoẻ", "Khỏe"),
        ("kỹ thuật", "kĩ thuật"),
        ("Cục Quản lí Khám, chữa bệnh", "Cục Quản lý Khám, chữa bệnh"),
        ("quý vị", "quí vị"),
        ("bác sỹ Mỹ", "bác sĩ Mĩ"),
        ("quỳ", "quì"),
    ],
)
def test_two_spellings_of_one_word(a, b):
    assert key(a) == key(b)


@pytest.mark.parametrize(
    ("a", "b"),
    [("thúy", "thúi"), ("tay", "tai"), ("ma", "má"), ("quà", "qùa"), ("y tế", "i tế"), ("đ", "d")],
)
def test_two_words(a, b):
    assert key(a) != key(b)


def test_spellings_are_all_that_have_one_key():
    for onset in BEFORE_Y:
        for tone in ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"):
            y, i = (unicodedata.normalize("NFC", onset + vowel + tone) for vowel in "yi")
            assert spellings(y) == spellings(i) == {y, i}
            assert key(y) == key(i) == i
    assert spellings("thuý") == {"thuý", "thúy"}
    assert spellings("qua") == {"qua"}


@given(st.text())
def test_a_key_is_its_own_key(text):
    assert key(key(text)) == key(text)
