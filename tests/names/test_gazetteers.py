"""Gazetteers: phrases are found as wholes, and a row that is added works at once."""

import numpy as np
import pytest

from vntext.kernel import kernel
from vntext.names.by_arrays import Gazetteer, gazetteer
from vntext.names.gazetteers import KINDS, MAX_TOKENS, hashed_phrases, phrases
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


@pytest.mark.skipif(kernel() is None, reason="the kernel was not built: no C compiler")
def test_phrases_of_the_kernel_are_those_of_the_arrays():
    found, wanted = hashed_phrases(), gazetteer().hashed()
    assert len(found["hashes"]) == len(found["kinds"]) == sum(found["sizes"])
    ends = np.cumsum(wanted["sizes"])
    own = np.cumsum(found["sizes"])
    for k in range(MAX_TOKENS):
        said: dict[int, int] = {}
        rows = slice(own[k - 1] if k else 0, own[k])
        for h, bits_ in zip(found["hashes"][rows], found["kinds"][rows], strict=True):
            said[h] = said.get(h, 0) | bits_
        rows = slice(ends[k - 1] if k else 0, ends[k])
        pairs = zip(wanted["hashes"][rows].tolist(), wanted["kinds"][rows].tolist(), strict=True)
        assert said == dict(pairs)
    assert set(found["starts"]) == set(wanted["starts"].tolist())


@pytest.mark.skipif(kernel() is None, reason="the kernel was not built: no C compiler")
@pytest.mark.parametrize(
    ("keys", "lines", "bits_", "most"),
    [
        ([1, 2], [0], [1], 6),
        ([1, 2], [0, 1], [1], 6),
        ([1, 2], [1, 0], [1, 1], 6),
        ([1, 2], [-1, 0], [1, 1], 6),
        ([1], [0], [1], 0),
        ([1], [0], [1], 17),
    ],
)
def test_columns_of_phrases_that_do_not_belong_together(keys, lines, bits_, most):
    columns = np.array(keys, np.uint64), np.array(lines, np.int32), np.array(bits_, np.uint16)
    with pytest.raises(ValueError, match="do not belong together"):
        kernel().hashed_phrases(*columns, most)
