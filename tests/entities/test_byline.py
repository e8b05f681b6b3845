import re

import pytest

from vntext.entities.byline import find_authors
from vntext.resources import load_toml

TABLE = load_toml("entities/byline.toml")


def authors(text):
    return [text[f.start : f.end] for f in find_authors(text, 0, len(text))]


@pytest.mark.parametrize("marked", TABLE["examples"])
def test_authors_of_the_table(marked):
    assert authors(re.sub(r"[\[\]]", "", marked)) == re.findall(r"\[(.*?)\]", marked)


@pytest.mark.parametrize("text", ["", *TABLE["counter"]])
def test_no_author(text):
    assert authors(text) == []


@pytest.mark.parametrize("column", ["openings", "sources", "joints", "nobody", "sites"])
def test_no_word_stands_twice(column):
    assert len(TABLE[column]) == len(set(TABLE[column]))


def test_linear_time(grows_linearly):
    for unit in ("A - ", "Theo ", "( ", "Bài, ảnh: "):
        grows_linearly(lambda t: find_authors(t, 0, len(t)), unit, times=500)


def test_a_heading_in_capitals_is_no_author():
    for heading in ("ĐIỀU KHOẢN THI HÀNH", "CHỦ TỊCH QUỐC HỘI"):
        assert find_authors(heading, 0, len(heading)) == []
    name = "NGUYỄN VĂN AN"
    assert [(f.start, f.end) for f in find_authors(name, 0, len(name))] == [(0, len(name))]


@pytest.mark.parametrize(
    "line",
    ["CHỦ TỊCH", "PHÓ CHỦ TỊCH", "THỨ TRƯỞNG", "PHÓ GIÁM ĐỐC", "CHÁNH VĂN PHÒNG", "Chủ Tịch"],
)
def test_the_office_of_who_signs_is_no_author(line):
    assert authors(line) == []


def test_a_day_of_the_week_is_no_author():
    assert authors("Thứ Tư, 12/3/2021, 08:15 (GMT+7)") == []
    assert authors("THỨ SÁU - Lê Mận") == ["Lê Mận"]
