"""Signatures side by side."""

from __future__ import annotations

import pytest

from vntext import analyze

TEXT = "Hai bên cam kết thực hiện đúng các điều khoản đã ghi ở trên và cùng ký tên dưới đây."


@pytest.mark.parametrize(
    ("rows", "people"),
    [
        (
            "ĐẠI DIỆN BÊN A                    ĐẠI DIỆN BÊN B\n"
            "(Ký, ghi rõ họ tên)               (Ký, ghi rõ họ tên)\n\n"
            "Trần Quốc Toản                    Lê Thị Hồng Nhung",
            ["Trần Quốc Toản", "Lê Thị Hồng Nhung"],
        ),
        (
            "ĐẠI DIỆN BÊN MUA\tĐẠI DIỆN BÊN BÁN\nPhạm Minh Đức\tVũ Ngọc Hải",
            ["Phạm Minh Đức", "Vũ Ngọc Hải"],
        ),
        (
            "        THƯ KÝ                       CHỦ TỌA\n"
            "   Đinh Thị Mai                  Hoàng Văn Thái",
            ["Đinh Thị Mai", "Hoàng Văn Thái"],
        ),
        (
            "NGƯỜI LẬP          KẾ TOÁN          GIÁM ĐỐC\n"
            "Vũ Thị Hoa         Lê Minh Tú       ThS. Ngô Bá Khá",
            ["Vũ Thị Hoa", "Lê Minh Tú", "Ngô Bá Khá"],
        ),
    ],
)
def test_each_name_is_one_person(rows: str, people: list[str]) -> None:
    doc = analyze(f"{TEXT}\n\n{rows}\n")
    assert [p.name for p in doc.people] == people
    assert all(doc.text[e.start : e.end] == e.text for e in doc.entities)
    below = [p for p in doc.paragraphs if p.start > len(TEXT)]
    assert {p.role for p in below} <= {"signature", "byline", "table"}
    assert [s.text for s in doc.summary] == [TEXT]


def test_whom_a_notice_goes_to() -> None:
    rows = (
        "Nơi nhận:                                  GIÁM ĐỐC\n"
        "- Các phòng, ban;                          (Đã ký)\n"
        "- Lưu: VT.\n                                           Nguyễn Văn Hùng\n"
    )
    doc = analyze(f"{TEXT}\n\n{rows}")
    assert [p.name for p in doc.people] == ["Nguyễn Văn Hùng"]
    assert [s.text for s in doc.summary] == [TEXT]


@pytest.mark.parametrize(
    "text",
    [
        "Ông Lê An    và bà Mai cùng về quê ăn Tết với cả nhà.",
        "Món\tGiá\nPhở\t40.000\nBún\t35.000",
        "BỘ TÀI CHÍNH        CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n" + TEXT,
    ],
)
def test_other_gaps_are_no_signatures(text: str) -> None:
    doc = analyze(text)
    assert not any(p.role == "signature" for p in doc.paragraphs)
    assert not any(e.name == "column" for e in doc.edits)


def test_fields_side_by_side() -> None:
    text = "ĐƠN THUỐC\nHọ tên: Bùi Thị Sen    Tuổi: 45    Giới: Nữ\nTái khám sau 7 ngày ở trạm xá."
    doc = analyze(text)
    assert [e.text for e in doc.entities if e.label == "PERSON"] == ["Bùi Thị Sen"]


def test_a_degree_stands_before_the_name_of_who_signs() -> None:
    doc = analyze(f"{TEXT}\nBác sĩ điều trị\nThS. BS. Hồ Ngọc Ánh")
    assert [p.name for p in doc.people] == ["Hồ Ngọc Ánh"]
