"""Roles of the paragraphs of a legal document, and headings that are no references."""

import vntext
from vntext.legal.roles import legal_roles, looks_legal
from vntext.resources import load_toml

DECREE = """CHÍNH PHỦ

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Số: 15/2031/NĐ-CP

Hà Nội, ngày 03 tháng 02 năm 2031

NGHỊ ĐỊNH
Quy định về hồ điều hòa

Căn cứ Luật Tổ chức Chính phủ ngày 18 tháng 02 năm 2025;

Chính phủ ban hành Nghị định quy định về hồ điều hòa.

Chương I
QUY ĐỊNH CHUNG

Điều 1. Phạm vi điều chỉnh

Nghị định này quy định về hồ. Việc khác theo Điều 3 của Luật Nhà ở.

Điều 2. Bờ hồ

1. Bờ hồ rộng 5 mét.

Điều 3. Hiệu lực thi hành

Nghị định này có hiệu lực từ ngày 01 tháng 5 năm 2031.

Nơi nhận:
- Các bộ, cơ quan ngang bộ;
- Lưu: VT.

TM. CHÍNH PHỦ
THỦ TƯỚNG

Lê Văn Hồ
"""


def roles_of(doc):
    return {" ".join(p.text.split()): p.role for p in doc.paragraphs}


def test_a_hint_stands_wherever_the_cue_of_legal_documents_does():
    row = load_toml("legal/structure.toml")["legal_cue"]
    for text in [example.translate({0xAB: "", 0xBB: ""}) for example in row["examples"]]:
        assert looks_legal(text), text
    for cue in (
        *("Điều 1. Phạm vi", "Điều 1: Phạm vi", "ĐIỀU 1. PHẠM VI", "ĐIỀU 1: PHẠM VI"),
        *("CỘNG HÒA XÃ HỘI", "CỘNG HOÀ XÃ HỘI", "ĐẢNG CỘNG SẢN VIỆT NAM", "NHÂN DANH"),
        "Cộng hòa xã hội chủ nghĩa Việt Nam\nĐộc lập",
        *(f"- Căn cứ {x} hồ" for x in ("Luật", "Bộ luật", "Nghị định", "Thông tư", "Quy chế")),
    ):
        assert looks_legal(f"Nhân dịp xuân về\n{cue}\n"), cue
    assert not looks_legal("Hồ Căn cứ Mây rộng 5 ha. Điều 10 của Luật nói khác.")


def test_each_part_of_a_decree_has_its_role():
    roles = roles_of(vntext.analyze(DECREE))
    assert roles["Số: 15/2031/NĐ-CP"] == "identity"
    assert roles["Quy định về hồ điều hòa"] == "identity"
    assert roles["Căn cứ Luật Tổ chức Chính phủ ngày 18 tháng 02 năm 2025;"] == "basis"
    assert roles["Chương I"] == roles["QUY ĐỊNH CHUNG"] == roles["Điều 2. Bờ hồ"] == "heading"
    assert roles["1. Bờ hồ rộng 5 mét."] == "body"
    assert roles["- Lưu: VT."] == "recipients"
    assert roles["TM. CHÍNH PHỦ"] == roles["Lê Văn Hồ"] == "signature"


def test_headings_are_no_references_and_no_entities():
    doc = vntext.analyze(DECREE)
    assert "Điều 1" not in {e.text for e in doc.entities}
    assert "Điều 3 của Luật Nhà ở" in {e.text for e in doc.entities}
    assert [r.text for r in doc.legal_references if r.type == "provision"] == []
    assert not any(e.label == "PERSON" and "Chương" in e.text for e in doc.entities)


def test_one_line_may_begin_with_a_citation():
    text = "Điều 5. Hồ ao là của chung.\nÔng An đọc to cho cả làng nghe."
    assert [r.text for r in vntext.find_legal_references(text)] == ["Điều 5"]


def test_a_heading_and_its_title_are_one_sentence():
    sentences = [s.text for s in vntext.analyze(DECREE).sentences]
    assert "Điều 1. Phạm vi điều chỉnh" in sentences


def test_a_report_that_prints_two_articles_keeps_the_roles_of_a_report():
    text = (
        "Xã Yên Sơn có hương ước mới\n\n"
        + "Sáng nay người dân xã Yên Sơn đã họp và bàn về hương ước của làng mình.\n" * 6
        + "\nĐiều 1. Giữ sạch ao làng.\n\nĐiều 2. Không đốt rơm.\n\nÔng An rất vui.\n"
    )
    assert looks_legal(text)
    assert legal_roles(text, []) is None
    assert vntext.analyze(text).paragraphs[0].role == "title"


def test_a_batch_gives_the_same_roles():
    (first, second) = vntext.pipe([DECREE, "Sáng nay trời mưa to."])
    assert roles_of(first) == roles_of(vntext.analyze(DECREE))
    assert [p.role for p in second.paragraphs] == ["body"]
