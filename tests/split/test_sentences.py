import pathlib

import pytest
from hypothesis import given, strategies as st

from vntext.split.sentences import RULES, split_sentences, trace

_GOLD = [
    line
    for line in (pathlib.Path(__file__).parent / "gold/sentences.txt")
    .read_text("utf8")
    .splitlines()
    if line and not line.startswith("#")
]


@pytest.mark.parametrize("line", _GOLD)
def test_gold(line):
    text = line.replace("‖", "")
    assert [text[a:b] for a, b, _ in split_sentences(text)] == [s.strip() for s in line.split("‖")]


def test_newlines_end_sentences():
    text = "Dòng một\nDòng hai\r\n\r\nDòng ba\u2028Dòng bốn"
    assert [text[a:b] for a, b, _ in split_sentences(text)] == [
        "Dòng một",
        "Dòng hai",
        "Dòng ba",
        "Dòng bốn",
    ]


def test_trace_names_the_rule():
    decisions = {(d.end, d.rule) for d in trace("Ông về TP. Huế. Bà ở lại.")}
    assert decisions == {
        (10, "abbreviation"),
        (15, "final-mark"),
        (25, "end-of-line"),
        (25, "newline"),
    }


def test_every_rule_is_documented():
    assert all(r.__doc__ for r in RULES)


@given(st.text(alphabet='aÔ .?!…"”)(\n\r 1,TP', max_size=60))
def test_sentences_cover_all_that_is_not_space(text):
    spans = split_sentences(text)
    covered = {i for a, b, _ in spans for i in range(a, b)}
    assert {i for i, c in enumerate(text) if not c.isspace()} <= covered
    last = 0
    for a, b, _ in spans:
        assert last <= a < b <= len(text)
        assert text[a:b] == text[a:b].strip()
        assert not set(text[a:b]) & set("\n\r")
        last = b


@given(st.lists(st.text(alphabet='aÔ .?!"TP1', max_size=20), max_size=4))
def test_lines_do_not_disturb_each_other(lines):
    text = "\n".join(lines)
    together = [text[a:b] for a, b, _ in split_sentences(text)]
    assert together == [x[a:b] for x in lines for a, b, _ in split_sentences(x)]


@pytest.mark.parametrize("unit", ["a.", "a. ", 'A"." ', "(a. ", "...", "!? "])
def test_hostile_text_takes_linear_time(grows_linearly, unit):
    grows_linearly(split_sentences, unit, times=1000)
