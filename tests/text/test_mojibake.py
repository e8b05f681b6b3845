"""UTF-8 read in another encoding: every code page, several times, with bytes lost."""

import json
import pathlib
import re
import unicodedata
from html.entities import codepoint2name

import pytest

from vntext.text import decode_legacy, detect_encoding
from vntext.text.mojibake_pages import CODE_PAGES

HERE = pathlib.Path(__file__).parent
TEXTS = json.loads((HERE / "gold_encodings.json").read_text("utf8"))["vietnamese"]
MORE = ["Đắk Lắk và HĐND tỉnh đã ký", "ĐÀ NẴNG: ĐƯỜNG MỚI", "Cô nói: “Được, ở lại đây!”"]


def taken_for(text, page):
    return "".join(bytes([b]).decode(page, "ignore") or chr(b) for b in text.encode())


def entities(text):
    return "".join(
        f"&{codepoint2name[ord(c)]};"
        if ord(c) in codepoint2name
        else f"&#{ord(c)};"
        if c > "~"
        else c
        for c in text
    )


ONCE = lambda t: taken_for(t, "cp1252")  # noqa: E731  one row of the table below
BREAKERS = {
    **{page: (lambda t, p=page: taken_for(t, p)) for page in CODE_PAGES},
    "Latin-1": lambda t: t.encode().decode("latin-1"),
    "twice": lambda t: ONCE(ONCE(t)),
    "three times": lambda t: ONCE(ONCE(ONCE(t))),
    "entities": lambda t: entities(ONCE(t)),
    "decomposed": lambda t: ONCE(unicodedata.normalize("NFD", t)),
    "no-break spaces made spaces": lambda t: ONCE(t).replace("\u00a0", " "),
    "spaces made single": lambda t: re.sub(" +", " ", ONCE(t).replace("\u00a0", " ")),
    "bytes lost": lambda t: t.encode().decode("cp1252", "ignore"),
    "bytes and soft hyphens lost": lambda t: (
        t.encode().decode("cp1252", "ignore").replace("\xad", "")
    ),
    "bytes replaced": lambda t: t.encode().decode("cp1252", "replace"),
    "cp1258, bytes lost": lambda t: t.encode().decode("cp1258", "ignore"),
    "every third word": lambda t: " ".join(
        w if i % 3 else ONCE(w) for i, w in enumerate(t.split(" "))
    ),
}


# "ĐÃ" is a word, too; the bytes of one code page are letters of another
AMBIGUOUS = {
    ("cp852", MORE[2]),
    ("every third word", MORE[0]),
    ("every third word", MORE[1]),
}


@pytest.mark.parametrize("name", BREAKERS)
@pytest.mark.parametrize("text", [*TEXTS, *MORE], ids=lambda t: t[:12])
def test_there_and_back(name, text):
    if (name, text) in AMBIGUOUS:
        pytest.skip("reads as well otherwise")
    broken = BREAKERS[name](text)
    right = decode_legacy(broken).replace("\u00a0", " ")
    assert right == text
    if broken != text:
        assert detect_encoding(broken).encoding == "mojibake"


SHORT = ("== Nhánh 4 ==", "Còn 33 ngày", "+ Ca sĩ Thanh Duy", "Tháng 3", "Các món xào", "Quán ăn")


@pytest.mark.parametrize("page", ["cp1252", "cp437", "mac_roman", "cp850"])
@pytest.mark.parametrize("text", SHORT)
def test_short_lines(text, page):
    assert decode_legacy(taken_for(text, page)) == text


@pytest.mark.parametrize("page", ["cp1252", "cp1258", "cp437", "mac_roman", "cp850"])
def test_names_in_other_scripts_beside_vietnamese(page):
    text = "Bà Renhō (蓮舫) và ông Łukasz học ở Москва từ năm ấy"
    assert decode_legacy(taken_for(text, page)) == text


def test_a_lost_byte_in_a_name():
    text = "Nguyễn Ánh đem quân về đánh Quy Nhơn"
    assert decode_legacy(text.encode().decode("cp1252", "ignore")) == text


@pytest.mark.parametrize(
    "text",
    [
        "x = √n, a√b, ∆t",
        "Tên│Tuổi",
        "mã─số",
        "São Paulo, Ängström",
        "«Привет»",
        "½ kg, 20 °C, ±5 %",
        "Ã",
        "café – thé",
        "£5 ± ¼",
        "πr², ∑x, √2",
    ],
)
def test_what_is_right_stays(text):
    assert decode_legacy(text) == text


@pytest.mark.parametrize("bad", ["Ã" * 20_000, "á»" * 10_000, "├" * 20_000, "&Atilde;" * 4_000])
def test_time_grows_with_the_length_only(bad, linear):
    linear(lambda k: decode_legacy(bad if k else bad[: len(bad) // 4]), 4)


@pytest.mark.parametrize("text", TEXTS, ids=lambda t: t[:12])
def test_decomposed_text_is_no_mojibake(text):
    half = "".join(
        unicodedata.normalize("NFD", w) if i % 2 else w for i, w in enumerate(text.split(" "))
    )
    for found in (unicodedata.normalize("NFD", text), half):
        assert decode_legacy(found) == found


WRAPPERS = {
    "HTML": '<p class="tin"><b>{}</b><br/></p>',
    "attributes": "<a title=\"{0}\" href='/x?id=1'>{0}</a>",
    "CSV": '12,"{}",2023-05-01,OK',
    "columns": "01|{}|x=5",
    "SQL": "INSERT INTO t VALUES (1,'{}');",
    "Markdown": "**{}**",
    "a form": "title={}&id=3",
}
LOSSES = ["bytes lost", "bytes replaced", "no-break spaces made spaces"]
INNER = [
    "Đường Lê Lợi cấm xe tải từ 6 giờ.",
    "Trường Đại học Xây dựng công bố điểm sàn",
    "Khách hủy phòng trước ba ngày được trả tiền",
]


@pytest.mark.parametrize("wrapper", WRAPPERS)
@pytest.mark.parametrize("how", LOSSES)
@pytest.mark.parametrize("text", INNER)
def test_bytes_lost_beside_signs(wrapper, how, text):
    found = WRAPPERS[wrapper].format(BREAKERS[how](text))
    assert decode_legacy(found) == WRAPPERS[wrapper].format(text)
