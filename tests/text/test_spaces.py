"""Spaces that do not belong, and spaces that do."""

import pathlib

import pytest
from hypothesis import given, strategies as st

import vntext
from vntext.alignment import Alignment
from vntext.text import spaces
from vntext.text.spaces import space_edits

ROWS = [
    line
    for line in pathlib.Path(__file__).with_name("spaces.tsv").read_text("utf8").splitlines()
    if line and not line.startswith("#")
]


@pytest.mark.parametrize("row", ROWS)
def test_spaces_that_do_not_belong_go(row):
    text = row.replace("·", " ")
    assert Alignment.from_edits(space_edits(text)).apply(text) == row.replace("·", "")


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("nga ̀ y mai", "ngày mai"),
        ("hội nghi ̣ bàn", "hội nghị bàn"),
        ("đi ̣a chỉ", "địa chỉ"),
        ("dấu ̀ đứng một mình", "dấu ̀ đứng một mình"),
    ],
)
def test_a_mark_that_was_parted_from_its_letter(text, right):
    assert Alignment.from_edits(space_edits(text)).apply(text) == right


@pytest.mark.parametrize(
    ("text", "label", "found"),
    [
        ("Ông về thành ph ố H ồ Chí Minh.", "LOC", "thành ph ố H ồ Chí Minh"),
        ("Theo Nghị  quyết số  35-NQ/TW của Bộ Chính trị.", "LAW", "Nghị  quyết số  35-NQ/TW"),
        ("Theo Điề u 5 Lu ật Đất đai.", "LAW", "Điề u 5 Lu ật Đất đai"),
        ("Bà Lê\u00a0 Thị\t Mai đến Huế.", "PERSON", "Lê\u00a0 Thị\t Mai"),
    ],
)
def test_names_over_odd_spaces_are_slices_of_the_text(text, label, found):
    assert (found, label) in [(e.text, e.label) for e in vntext.analyze(text).entities]


def test_lines_and_indents_stay():
    text = "  Trời mưa.\n\tGió to.  \n"
    assert space_edits(text) == []


@pytest.mark.parametrize("unit", [" ", "\t a", "n g", "a ̀ ", "h ồ "])
def test_any_number_of_spaces_takes_linear_time(grows_linearly, unit):
    grows_linearly(space_edits, unit, times=3000)


@given(st.text(alphabet="aáơ ởbcđhmnt(.,\nHĐ1_é", max_size=60))
def test_no_word_that_may_be_a_piece_is_passed_over(text):
    if list(spaces._joints(text)):
        assert any(map(spaces._may_join, text.split(" ")))
