"""Places where a string may begin: never too few, with the kernel and without."""

import pytest
from hypothesis import given, strategies as st

from vntext.entities.dates import find_dates
from vntext.kernel import kernel
from vntext.legal.find import find_references
from vntext.text import heads
from vntext.text.heads import Heads, lower

STRINGS = ("luật", "nghị định", "nq ", "0/", "00-", "mục ", "đề án", "x")
PIECES = (
    *(
        "luật",
        "Luật",
        "LUẬT",
        "nghị định",
        "NGHỊ ĐỊNH",
        "nq 5",
        "NQ 12",
        "5/",
        "12-",
        "mục I",
        "Đề án",
    ),
    *(" ", "\n", "(", "“", "a", "Đ", "x", "X", "_", "1", "\ud800", "𝟛", "İ", "ß", "số "),
)


def begins(text, string):
    """Places where a string stands at the head of a word; a figure 0 stands for all figures."""
    low = "".join("0" if c in "123456789" else c for c in lower(text))
    for i in range(len(text)):
        before = text[i - 1 : i]
        inside = before.isalnum() and not (text[i].isupper() and not before.isupper())
        if not inside and low.startswith(string, i):
            yield i


@pytest.mark.parametrize("native", [True, False])
@given(st.lists(st.sampled_from(PIECES), max_size=20).map("".join))
def test_no_place_is_left_out(native, text):
    finder = Heads(STRINGS)
    if not native or kernel() is None:
        finder.__dict__["_native"] = None
    places = finder.places(text)
    assert places == sorted(set(places))
    assert {i for s in STRINGS for i in begins(text, s)} <= set(places)


@pytest.mark.parametrize("table", ["classes", "triples", "fours"])
def test_tables_of_another_size_are_refused(table):
    native = kernel()
    if native is None:
        pytest.skip("the kernel was not built: no C compiler")
    tables = {"classes": bytes(1 << 16), "triples": bytes(1 << 15), "fours": bytes(1 << 15)}
    assert native.Heads(tables).places("luật") == []
    with pytest.raises(ValueError, match=table):
        native.Heads({**tables, table: b"x"})
    with pytest.raises(KeyError, match=table):
        native.Heads({k: v for k, v in tables.items() if k != table})
    with pytest.raises(TypeError):
        native.Heads(tables).places(5)


def test_grammars_find_the_same_without_the_kernel(monkeypatch):
    from vntext.entities import dates
    from vntext.legal import candidates

    texts = [
        "Theo điểm c, khoản 5, Điều 10, Nghị định 167 và 46/2016/NĐ-CP, BLHS 2015, NQ 35-NQ/TW.",
        "ban hành kèm theoThông tư 10 của Bộ Y tế; LUẬT ĐẤT ĐAI; luật Đất đai; Hiến pháp 2013",
        "ngày 8 và 9, NGÀY 01 THÁNG 5 NĂM 2025, tháng7/1931, quý I/2019, 24/5, năm 2018, 2020-2030",
    ]
    want = [(find_references(t), find_dates(t)) for t in texts]
    assert all(a or b for a, b in want)
    monkeypatch.setattr(heads, "kernel", lambda: None)
    for module in (candidates, dates):
        module._heads.cache_clear()
    try:
        assert [(find_references(t), find_dates(t)) for t in texts] == want
    finally:
        for module in (candidates, dates):
            module._heads.cache_clear()
