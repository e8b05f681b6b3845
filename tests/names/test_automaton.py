"""The automaton: the longest phrase at each place, whatever the spelling, within a line."""

import pytest
from hypothesis import given, strategies as st

from vntext.names.automaton import Automaton
from vntext.tokens.column import tokenize

ROWS = [
    ("body", "Cục Quản lý Khám, chữa bệnh"),
    ("body", "Cục Quản lý"),
    ("local-body", "Sở GD&ĐT Kỹ"),
    ("namesake", "Yersin"),
]


def found(text, rows=ROWS):
    hits = Automaton(rows).find(text, tokenize(text))
    return [(text[start : m.end], m.kind) for start, m in hits.items()]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("ở Cục Quản lý Khám, chữa bệnh họp", "Cục Quản lý Khám, chữa bệnh"),
        ("ở cục quản lí khám, chữa bệnh họp", "cục quản lí khám, chữa bệnh"),
        ("ở CỤC QUẢN LÍ KHÁM , CHỮA BỆNH họp", "CỤC QUẢN LÍ KHÁM , CHỮA BỆNH"),
        ("ở Cục Quản lý Khám họp", "Cục Quản lý"),
        ("Sở GD&ĐT Kĩ", "Sở GD&ĐT Kĩ"),
        ("Trường Yersin", "Yersin"),
    ],
)
def test_the_longest_phrase(text, name):
    assert [hit for hit, _ in found(text)] == [name]


@pytest.mark.parametrize(
    "text", ["Cục Quản\nlý", "Cục Quản lýx", "Cục Quản lý-x", "Cục Quản lý&x", "Yersin2", "", "Cục"]
)
def test_no_phrase(text):
    assert found(text) == []


WORDS = ("Cục", "quản", "Lí", "lý", "Khám", ",", "chữa", "bệnh", "Sở", "Yersin", "\n", "x")


@given(st.lists(st.sampled_from(WORDS), max_size=12))
def test_as_slow_as_it_can_be_done(words):
    text = " ".join(words)
    tokens = tokenize(text)
    spans = list(zip(tokens.starts.tolist(), tokens.ends.tolist(), strict=True))
    expected = {}
    for i, (start, _) in enumerate(spans):
        for _, end in spans[i:]:
            piece = text[start:end].lower().replace("lí", "lý")
            rows = [
                row for row in ROWS if row[1].lower().split() == piece.replace(" ,", ",").split()
            ]
            if rows and "\n" not in piece:
                expected[start] = (text[start:end], rows[0][0])
    assert found(text) == list(expected.values())
