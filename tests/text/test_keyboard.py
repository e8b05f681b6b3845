"""Telex and VNI: every syllable typed and read back, other text left alone."""

import pathlib
import unicodedata

import pytest
from hypothesis import given, strategies as st

from vntext.text.keyboard import from_telex, from_vni

IN_USE = (pathlib.Path(__file__).parent / "syllables_in_use.txt").read_text("utf8").split()
_TELEX = dict(zip("\u0301\u0300\u0309\u0303\u0323\u0302\u0306\u031b", "sfrxj_ww", strict=True))
_VNI = dict(zip("\u0301\u0300\u0309\u0303\u0323\u0302\u0306\u031b", "12345687", strict=True))


def typed(word, keys, *, tone_last):
    out, tone = "", ""
    for c in word:
        if c in "đĐ":
            out += c.replace("đ", "d").replace("Đ", "D") + ("9" if keys is _VNI else "d")
            continue
        parts = unicodedata.normalize("NFD", c)
        if keys is _TELEX and parts[0] == "o" and out[-1:] == "o":
            out += "o"  # "xooong" is "xoong"
        out += parts[0]
        for mark in parts[1:]:
            key = parts[0].lower() if keys[mark] == "_" else keys[mark]
            if mark in "\u0301\u0300\u0309\u0303\u0323" and tone_last:
                tone = key
            else:
                out += key
    return out + tone


@pytest.mark.parametrize("tone_last", [True, False])
def test_every_syllable_in_use(tone_last):
    for word in IN_USE:
        for keys, read in ((_TELEX, from_telex), (_VNI, from_vni)):
            raw = typed(word, keys, tone_last=tone_last)
            assert read(raw, force=True) == word, raw


LINES = [
    "Hôm nay chúng tôi đi thăm ông bà ở quê",
    "Người dân phấn khởi khi có đường mới",
    "Đề nghị các đồng chí nghiêm túc thực hiện",
    "ỦY BAN NHÂN DÂN XÃ",
]


@pytest.mark.parametrize("line", LINES)
def test_lines(line):
    for keys, read in ((_TELEX, from_telex), (_VNI, from_vni)):
        raw = " ".join(typed(w, keys, tone_last=True) for w in line.split())
        assert read(raw).lower() == line.lower()
        assert read(f"{raw}\n{raw}\r\n") == f"{read(raw)}\n{read(raw)}\r\n"


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("nguowif ddangr", "người đảng"),
        ("nguwowif", "người"),
        ("quowr", "quở"),
        ("booong", "boong"),
        ("did", "đi"),
        ("tuwj", "tự"),
        ("Ddoongf", "Đồng"),
        ("gif", "gì"),
        ("bosx", "bosx"),
        ("school", "school"),
    ],
)
def test_telex_words(raw, text):
    assert from_telex(raw, force=True) == text


STAY = [
    "",
    "This is the first of our boxes for users in Texas",
    "We look forward to meeting you all again soon",
    "see also: docs, tests, tools, hooks",
    "for i in range(10): print(i)",
    "A320 B747 H5N1 CO2 MP3 U23 G20 Q1 T2",
    "Hà Nội, ngày 5 tháng 2",
    "vaccine Pfizer, iPhone 11, Windows 10, HTML5",
    "https://example.org/boof/meef",
    "as is",
    "of",
    "user",
]


@pytest.mark.parametrize("text", STAY)
def test_other_text_stays(text):
    assert from_telex(text) == text
    assert from_vni(text) == text


@given(st.text(max_size=60))
def test_any_text(text):
    assert isinstance(from_telex(text), str)
    assert isinstance(from_vni(text, force=True), str)


@given(st.lists(st.sampled_from(IN_USE), max_size=10))
def test_vietnamese_stays_in_vni(words):
    assert from_vni(" ".join(words)) == " ".join(words)
