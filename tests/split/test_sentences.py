import pathlib

import pytest
from hypothesis import given, strategies as st

from vntext.split.protect import iter_protected
from vntext.split.rules import RULES
from vntext.split.sentences import RuleSplitter, split_sentences, trace

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


PIECES = (
    *(
        "Ông về",
        " ",
        ".",
        "?",
        "!",
        "…",
        "\n",
        "TP. Huế",
        "K.",
        "1.",
        "Điều 5.",
        "(",
        ")",
        '"',
        "”",
    ),
    *("lúc 7h30", "v.v.", "Bà", "và", "Ảnh: Thu Giang", "Tại buổi lễ", " - ", ",", "a", "/."),
)


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_sentences_are_what_the_rules_say_one_by_one(text):
    ends = [(d.end, d.rule) for d in trace(text) if d.split]
    found = split_sentences(text)
    assert {(b, rule) for _, b, rule in found} <= set(ends)
    # every place where a rule splits ends a sentence, or the one before ended it
    assert {end for end, _ in ends} == {b for _, b, _ in found}


def test_a_splitter_of_a_user_may_cut_further():
    class Finer:
        def split(self, text, protected):
            for start, end, rule in RuleSplitter().split(text, protected):
                middle = text.find(";", start, end - 1)
                if middle < 0:
                    yield start, end, rule
                else:
                    yield start, middle + 1, "semicolon"
                    yield middle + 2, end, rule

    text = "Ông đến TP. Huế lúc 7h30; bà đến sau. Hội nghị bế mạc!"
    assert [
        (text[a:b], rule) for a, b, rule in Finer().split(text, list(iter_protected(text)))
    ] == [
        ("Ông đến TP. Huế lúc 7h30;", "semicolon"),
        ("bà đến sau.", "final-mark"),
        ("Hội nghị bế mạc!", "end-of-line"),
    ]


@given(st.lists(st.text(alphabet='aÔ .?!"TP1', max_size=20), max_size=4))
def test_lines_do_not_disturb_each_other(lines):
    text = "\n".join(lines)
    together = [text[a:b] for a, b, _ in split_sentences(text)]
    assert together == [x[a:b] for x in lines for a, b, _ in split_sentences(x)]


@pytest.mark.parametrize("unit", ["a.", "a. ", 'A"." ', "(a. ", "...", "!? ", "An ", "Luật "])
def test_hostile_text_takes_linear_time(grows_linearly, unit):
    grows_linearly(split_sentences, unit, times=1000)
