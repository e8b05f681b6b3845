"""Names in patterns are made of capitals: a small letter with an accent ends them."""

import pathlib
import re

import pytest

import vntext

SOURCES = pathlib.Path(vntext.__file__).parent


@pytest.mark.parametrize(
    ("text", "award"),
    [
        ("Ông Lê Văn An được tặng Bằng khen Sao Mai đã lâu.", "Bằng khen Sao Mai"),
        ("Bà Trần Thị Hoa được trao Huân chương Lao động ở Huế.", "Huân chương Lao động"),
        ("Bà Lê Hoa nhận Giải thưởng Sao Mai ấy năm 2020.", "Giải thưởng Sao Mai"),
    ],
)
def test_an_award_ends_before_a_small_letter(text, award):
    (relation,) = vntext.analyze(text).relations
    assert relation.object.text == award


def test_no_pattern_has_a_range_that_mixes_capitals_and_small_letters():
    mixed = [
        f"{path.relative_to(SOURCES)}: {found[0]}"
        for path in SOURCES.rglob("*.py")
        if path.name != "letters.py"
        for found in [re.search(r"À-Ỹ", path.read_text("utf8"))]
        if found
    ]
    assert mixed == []
