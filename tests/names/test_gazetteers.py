"""Gazetteers: phrases are found as wholes, and a row that is added works at once."""

import numpy as np
import pytest

from vntext.names.gazetteers import KINDS, MAX_TOKENS, Gazetteer, gazetteer, phrases
from vntext.tokens.column import tokenize


def bits(*kinds):
    return sum(1 << KINDS.index(k) for k in kinds)


def match(text):
    t = tokenize(text)
    g = gazetteer()
    return g.match(t.keys, t.lines, np.isin(t.keys, g.starts))


def test_every_kind_has_phrases():
    assert {kind for kind, _ in phrases()} == set(KINDS)


@pytest.mark.parametrize(
    ("phrase", "kind"),
    [
        ("Hà Giang", "place"),  # a province of before and one of after July 2025
        ("Bình Phước", "place"),  # a province until July 2025
        ("Phan Rang-Tháp Chàm", "unit"),
        ("Phan Rang – Tháp Chàm", "unit"),
        ("Bộ Công an", "body"),
        ("bộ công an", "body"),
        ("Phó Chủ tịch", "office"),
        ("Chủ tịch HĐQT", "office"),
        ("Công ty cổ phần", "body-head"),
    ],
)
def test_phrases(phrase, kind):
    begin, inside = match(f"x {phrase} x")
    assert begin[1] & bits(kind)
    assert all(inside[1:-1] & bits(kind))
    assert not inside[0]
    assert not inside[-1]


def test_words():
    t = tokenize("Nguyễn Giàng Niê thị")
    got = gazetteer().single(t.keys)
    assert all(got[:3] & bits("surname"))
    assert not got[3] & bits("surname")


def test_no_phrase_crosses_a_line():
    _, inside = match("Hà\nGiang")
    assert not inside.any()


def test_long_phrases_are_left_out():
    assert len(gazetteer().hashes) == MAX_TOKENS


def test_stored_tables_answer_alike():
    built = gazetteer()
    stored = Gazetteer.from_arrays(built.arrays("x"), "x")
    t = tokenize("Ông Lê Văn An, Phó Chủ tịch UBND tỉnh Hà Giang\nBộ Công an và Bà Rịa - Vũng Tàu")
    assert (built.single(t.keys) == stored.single(t.keys)).all()
    starts = np.isin(t.keys, built.starts)
    for a, b in zip(
        built.match(t.keys, t.lines, starts), stored.match(t.keys, t.lines, starts), strict=True
    ):
        assert (a == b).all()
        assert a.any()
