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
        ("xem ở ko.com, giá tốt", "xem ở ko.com, giá tốt", None),
        ("trời ơiiiii", "trời ơi", "elongation"),
        ("ngonnnn ghê á", "ngon ghê á", "elongation"),
        ("xinhhh xỉuuu", "xinh xỉu", "elongation"),
        ("ĐẸPPPP QUÁ", "ĐẸP QUÁ", "elongation"),
        ("đỉnhhhhhh của chóp", "đỉnh của chóp", "elongation"),
        ("huhuuuu, hehehe, zzzz", "huhuuuu, hehehe, zzzz", None),
        ("wowwww, www.abc.com", "wowwww, www.abc.com", None),
        ("cải xoong, quần boong", "cải xoong, quần boong", None),
        ("thik lắm, fải nói là wá đẹp", "thích lắm, phải nói là quá đẹp", "short-form"),
        ("cx đc mà", "cũng được mà", "short-form"),
        ("khôg đúg hàg", "không đúng hàng", "short-form"),
        ("Đúg rồi, big hug", "Đúng rồi, big hug", "short-form"),
        ("nv nhiệt tình, vk ck vui", "nv nhiệt tình, vk ck vui", None),
        ("cs ai bán k, h nào đi z", "cs ai bán k, h nào đi z", None),
        ("sale 𝘀𝗵𝗶𝗽 hàng", "sale ship hàng", "fancy-letter"),
        ("ⓈⒶⓁⒺ lớn", "SALE lớn", "fancy-letter"),
        ("🅷🅾🆃 quá", "HOT quá", "fancy-letter"),
        ("🅢🅐🅛🅔 và 🄷🄾🅃", "SALE và HOT", "fancy-letter"),
        ("ᴛɪếɴɢ ᴠɪệᴛ, ꜱʜᴏᴘ ᴜʏ ᴛíɴ", "tiếng việt, shop uy tín", "fancy-letter"),
        ("nhóm máu 🅰️, bãi xe 🅿️", "nhóm máu 🅰️, bãi xe 🅿️", None),
        ("phiên âm /bɪn/, /ʃɪp/", "phiên âm /bɪn/, /ʃɪp/", None),
        ("Ｆｒｅｅｓｈｉｐ！！ hôm nay", "Freeship!! hôm nay", "full-width"),
        ("gọi O9l2345678 nha", "gọi 0912345678 nha", "digit-slip"),
        ("giá 1OO.OOO đồng", "giá 100.000 đồng", "digit-slip"),
        ("Quyết định số l5/2O19/QĐ-TTg", "Quyết định số 15/2019/QĐ-TTg", "digit-slip"),
        ("lúc 1Oh3O, tăng 1O%, hơn 2OO người", "lúc 10h30, tăng 10%, hơn 200 người", "digit-slip"),
        ("quý II/2025, kỳ I/2024, khóa XIII, chương VIII", None, None),
        ("năm 2OO8-2O12", "năm 2008-2012", "digit-slip"),
        ("size XL, 3XL, 10l xăng, 5l nước", "size XL, 3XL, 10l xăng, 5l nước", None),
        ("IO, OI, lo, Ol, O3, H2O2", "IO, OI, lo, Ol, O3, H2O2", None),
        ("mua ngay！", "mua ngay!", "full-width"),
        ("năm 2O20", "năm 2020", "digit-slip"),
        ("ngày l5/O8/2019", "ngày 15/08/2019", "digit-slip"),
        ("CO2, H2O, 20l, 5l, O2", "CO2, H2O, 20l, 5l, O2", None),
    ],
)
def test_repairs(raw, right, name):
    right = raw if right is None else right
    assert normalize(raw, social=True) == right
    assert normalize(raw) == raw
    names = {e.name for e in explain_normalization(raw, social=True)}
    assert names == ({name} if name else set())


@pytest.mark.parametrize(
    ("raw", "right"),
    [
        ("𝗧𝗶ế𝗻𝗴 𝗩𝗶ệ𝘁", "Tiếng Việt"),
        ("𝐊𝐡𝐮𝐲𝐞\u0302\u0301𝐧 𝐦𝐚\u0303𝐢", "Khuyến mãi"),
        ("𝓗à𝓷𝓰 𝓶ớ𝓲 𝓿ề", "Hàng mới về"),
        ("ℎọ𝑐 𝑠𝑖𝑛ℎ", "học sinh"),
        ("năm 𝟐𝟎𝟐𝟓", "năm 2025"),
        # what is no syllable is left to social=True
        ("đàn 𝗽𝗶𝗮𝗻𝗼, f = 𝑚𝑎, 𝑥²", "đàn 𝗽𝗶𝗮𝗻𝗼, f = 𝑚𝑎, 𝑥²"),
    ],
)
def test_letters_of_mathematics_in_syllables_are_always_read(raw, right):
    assert normalize(raw) == right
    assert {e.name for e in explain_normalization(raw)} <= {"fancy-letter", "compose"}


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
