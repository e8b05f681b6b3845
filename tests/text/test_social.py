"""Opt-in repairs of social text: named, replayed, off by default."""

import pytest
from hypothesis import given, strategies as st

from vntext.resources import load_lines
from vntext.text import align, explain_normalization, normalize


@pytest.mark.parametrize(
    ("raw", "right", "name"),
    [
        ("đẹpppp quá", "đẹp quá", "elongation"),
        ("ngon quáaaaa", "ngon quá", "elongation"),
        ("vuiiii ghê", "vui ghê", "elongation"),
        ("cái xoong, quần soóc", "cái xoong, quần soóc", None),
        ("hay brrrr", "hay brrrr", None),
        ("mình ko biết", "mình không biết", "short-form"),
        ("đc vs giá này", "được với giá này", "short-form"),
        ("Ko thích màu này", "Không thích màu này", "short-form"),
        ("trận MU vs Chelsea hay", "trận MU vs Chelsea hay", None),
        ("công ty KO, DC Comics", "công ty KO, DC Comics", None),
        ("see ko.com or ko", "see ko.com or ko", None),
        ("𝗧𝗶ế𝗻𝗴 𝗩𝗶ệ𝘁", "Tiếng Việt", "fancy-letter"),
        ("mua ngay！", "mua ngay!", "full-width"),
        ("năm 2O20", "năm 2020", "digit-slip"),
        ("ngày l5/O8/2019", "ngày 15/08/2019", "digit-slip"),
        ("CO2, H2O, 20l, 5l, O2", "CO2, H2O, 20l, 5l, O2", None),
    ],
)
def test_repairs(raw, right, name):
    assert normalize(raw, social=True) == right
    assert normalize(raw) == raw
    names = {e.name for e in explain_normalization(raw, social=True)}
    assert names == ({name} if name else set())


@given(st.text(max_size=80))
def test_edits_can_be_replayed(text):
    twin = align(text, social=True)
    assert twin.text == normalize(text, social=True) == twin.alignment.apply(text)
    for e in explain_normalization(text, social=True):
        assert e.original == text[e.start : e.end]


@pytest.mark.parametrize("row", load_lines("text/short_forms.tsv"))
def test_every_short_form_has_an_example(row):
    short, meaning, example = row.split("\t")
    assert short in example
    assert meaning in normalize(example, social=True)
