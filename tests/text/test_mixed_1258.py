"""Windows-1258 as browsers sent it: its own letters and tones, references for the others."""

import unicodedata

import pytest

from vntext.text import decode_legacy

SENTENCES = [
    "Phòng tài chính huyện lập dự toán chi quý bốn",
    "Đề nghị các đơn vị nộp báo cáo trước ngày mười lăm",
    "Xã viên góp ruộng trồng lúa giống mới",
    "Cán bộ kiểm lâm tuần tra rừng phòng hộ",
    "Tổ trưởng dân phố thu tiền vệ sinh",
    "Thư viện xã mở cửa buổi chiều",
    "Quỹ khuyến học trao học bổng cho trẻ mồ côi",
    "Trạm bơm tiêu úng hoạt động cả đêm",
]


def sent(letter):
    """A letter in Windows-1258 taken for Windows-1252, or a reference."""
    apart = unicodedata.normalize("NFD", letter)
    base = unicodedata.normalize("NFC", apart[:-1])
    for written in (letter, base + apart[-1]):
        try:
            return written.encode("cp1258").decode("cp1252")
        except UnicodeEncodeError:
            continue
    return f"&#{ord(letter)};"


@pytest.mark.parametrize("text", SENTENCES)
def test_letters_tones_and_references(text):
    given = "".join(map(sent, text))
    found = unicodedata.normalize("NFC", decode_legacy(given))
    assert found.replace("Ð", "Đ") == text


@pytest.mark.parametrize("text", SENTENCES)
def test_references_for_all_that_has_a_tone(text):
    given = "".join(c if c < "\u0100" else f"&#{ord(c)};" for c in text)
    assert decode_legacy(given) == text
