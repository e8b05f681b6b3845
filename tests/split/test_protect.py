import re

import pytest
from hypothesis import given, strategies as st

from vntext.resources import load_toml
from vntext.split.protect import find_protected, iter_protected
from vntext.split.protected import TABLE, fill, parts

_TABLE = load_toml(TABLE)
_ROWS = _TABLE["row"]


@pytest.mark.parametrize(
    ("name", "example"), [(r["name"], e) for r in _ROWS for e in r["examples"]]
)
def test_row_matches_its_example_whole(name, example):
    before = next(r.get("before", "") for r in _ROWS if r["name"] == name)
    text = before + example
    assert [(p.rule, text[p.start : p.end]) for p in iter_protected(text)] == [(name, example)]


@pytest.mark.parametrize(
    ("pattern", "counter"), [(r["pattern"], e) for r in _ROWS for e in r["counter"]]
)
def test_row_does_not_match_its_counter_example(pattern, counter):
    assert re.compile(fill(pattern, parts())).search(counter) is None


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("PGS.TS. Lê An đến TP.Quy Nhơn", ["PGS.TS.", "TP."]),
        ("anh Nguyễn Tiến K. và em Trần Văn Th. bị thương", ["K.", "Th."]),
        ("(xem https://vidu.vn/a.html).", ["https://vidu.vn/a.html"]),
        ("Nghị quyết số 35- NQ/TW, Quyết định 16 / NQ - TW", ["35- NQ/TW", "16 / NQ - TW"]),
        ("Ông đến. Bà đi.", []),
        ("từ 35 - 40 người, năm 2020", []),
        ("tăng 10,5% lên 1.500.000 đồng", ["10,5%", "1.500.000"]),
    ],
)
def test_spans_in_running_text(text, spans):
    assert [text[a:b] for a, b in find_protected(text).pairs()] == spans


@given(st.text(alphabet="TP.HS 12/-,NQW@vn:\n35đ%()", max_size=60))
def test_spans_are_sorted_apart_and_within_a_line(text):
    last = 0
    for p in iter_protected(text):
        assert last <= p.start < p.end <= len(text)
        assert "\n" not in text[p.start : p.end]
        last = p.end


@given(st.lists(st.text(alphabet="TP.HS 12/-,NQW@vn35đ%()", max_size=30), max_size=4))
def test_lines_do_not_disturb_each_other(lines):
    text = "\n".join(lines)
    together = [text[a:b] for a, b in find_protected(text).pairs()]
    assert together == [x[a:b] for x in lines for a, b in find_protected(x).pairs()]


@pytest.mark.parametrize(
    "unit", ["a.", "1.", "1-", "1/", "A.", "-", "www.", "a@", "1 ", "(1)", "a-1", "(a1", "1)"]
)
def test_hostile_text_takes_linear_time(grows_linearly, unit):
    grows_linearly(lambda t: list(iter_protected(t)), unit)


def test_a_tail_of_brackets_behind_an_address_takes_linear_time(grows_linearly):
    grows_linearly(lambda t: list(iter_protected("http://a.b" + t)), ")", times=20_000)
    assert find_protected("(http://a.b/c_(d)))").pairs() == [(1, 17)]
