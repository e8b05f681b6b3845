"""Cells and labels of a few words in TCVN3 and VNI; words that are right stay."""

import pytest

from vntext.text.charsets import encode_table
from vntext.text.encodings import decode_legacy, detect_encoding
from vntext.text.short import LONGEST, read_short

CELLS = (
    *("Ghi chú", "Chú ý:", "Phụ cấp", "Tố cáo", "Dụng cụ", "Hộ khẩu", "Gia súc, gia cầm", "Tự túc"),
    *("Hộp sữa", "Nước ngọt", "Lúa hè thu", "Ruộng một vụ", "Nhỏ hơn", "Thứ tự", "Vật tư", "Lớp 5"),
    *("Chồng", "Vợ", "Mẹ kế", "Con đẻ", "Ngừng bán", "Khúc gỗ", "Đất ở", "Bẩm sinh", "Tỉ lệ %"),
    *("Đậu nành", "Bột mì", "Xe đạp", "Than đá", "Sỏi cát", "Tiền điện", "Nộp phạt", "Bán kính"),
    *("Đăk Nông", "Irắc", "Anbani", "Italia", "Mỏ than", "Mũ bảo hộ", "Rút vốn", "Đóng góp"),
)
STAY = (
    *("Con chó", "Bé gái", "Nhà hàng", "Bài hát", "Cô giáo", "Bóng đá", "Múa lân", "Thóc giống"),
    *("Tù nhân", "Chó con", "Mèo", "Bò sữa", "Nép vào", "Trống cái", "Hô hấp", "Khô mực", "Vô lý"),
    *("Công ty", "Mái ấm", "Súp lơ", "Xôi gà", "Lá mía", "Bánh mì", "Áo dài", "Áo phông", "Tóc"),
    *("Phó phòng", "Tô phở", "Cà phê", "Hòa", "Ngô", "Trà đá", "Bê tông", "Vòng bi", "Nóng", "Đá"),
    *("Café crème", "Señor", "São Paulo", "Müller", "Naïve", "El Niño", "Às vezes", "Só isso"),
)


# in VNI "Choàng" is "Chồng", and a word as it stands
@pytest.mark.parametrize(("encoding", "most"), [("tcvn3", 0), ("vni", 2)])
def test_cells_are_read(encoding, most):
    found = [decode_legacy(encode_table(cell, encoding)).lower() for cell in CELLS]
    wrong = [cell for cell, got in zip(CELLS, found, strict=True) if got != cell.lower()]
    assert len(wrong) <= most, wrong


@pytest.mark.parametrize("cell", STAY)
def test_cells_in_unicode_stay(cell):
    assert decode_legacy(cell) == cell
    assert detect_encoding(cell).encoding == "unicode"


@pytest.mark.parametrize(
    ("raw", "right"),
    [
        ("1.500.000 ®", "1.500.000 đ"),
        ("20 000®", "20 000đ"),
        ("( 1000 ®)", "( 1000 đ)"),
        ("300 000 – 500 000 ®", "300 000 – 500 000 đ"),
        ("®/kg", "đ/kg"),
        ("12.000 ®/ca", "12.000 đ/ca"),
        # trade marks
        ("Windows 2000®", "Windows 2000®"),
        ("VISA®/MasterCard®", "VISA®/MasterCard®"),
        ("iPad®, 2.000 chiếc", "iPad®, 2.000 chiếc"),
        ("Giá 5.000 ®", "Giá 5.000 ®"),
        ("®", "®"),
    ],
)
def test_money(raw, right):
    assert decode_legacy(raw) == right


def test_only_short_lines_are_read():
    assert read_short("Ghi chó" + " " * LONGEST) is None
    assert read_short("Ghi chó\nGhi chó") is None
    assert decode_legacy("Danh sách chó\nGhi chó") == "Danh sách chó\nGhi chó"


@pytest.mark.parametrize(
    "line",
    [
        "må ikke være en tom streng",
        "format: atomen %%(else) använd mer än en gång",
        "Só foi possível ler %lu de %lu bytes",
        "symbol ”%s” är redan definierad som ”%s”",
        "suposa «sí» en la majoria de les preguntes",
        "Col·lisió de nom local",
    ],
)
def test_lines_of_other_languages_stay(line):
    assert decode_legacy(line) == line


def test_signs_in_lines_of_figures_of_a_sure_text():
    body = "B¸o c¸o thu chi quý I cña hîp t¸c x·, tiÒn ®iÖn vµ tiÒn n­íc"
    assert decode_legacy(f"(1000 ®)\n®/ca\n{body}\n¦.TH\t12") == (
        "(1000 đ)\nđ/ca\nBáo cáo thu chi quý I của hợp tác xã, tiền điện và tiền nước\nƯ.TH\t12"
    )
    right = "Báo cáo thu chi quý I của hợp tác xã, tiền điện và tiền nước"
    assert decode_legacy(f"®\n{right}\nViagra®") == f"®\n{right}\nViagra®"
    assert decode_legacy(f"{body}\nWindows®, 2000").endswith("\nWindows®, 2000")


@pytest.mark.parametrize(
    ("raw", "right"),
    [
        ('<a class="item" href="show.html">Tin t&#7913;c</a>', "Tin tức"),
        ('<td class=xl83 style="none">T&#7893;ng</td>', "Tổng"),
        ('<td class=xl83 style="none">Tæng</td>', "Tổng"),
        ('<option value="other">Kh¸c</option>', "Khác"),
        ("INSERT INTO table (name) VALUES ('NguyÔn V¨n B')", "'Nguyễn Văn B'"),
    ],
)
def test_markup_beside_a_word_is_no_other_language(raw, right):
    assert right in decode_legacy(raw)
