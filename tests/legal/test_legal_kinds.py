"""Judgments, letters, plans and papers of the Party: what their heads and feet say."""

from vntext.legal import read

JUDGMENT = """TÒA ÁN NHÂN DÂN
HUYỆN YÊN SƠN
TỈNH BÌNH PHÚ

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Bản án số: 12/2031/DS-ST
Ngày: 03-8-2031
V/v tranh chấp ao cá

NHÂN DANH
NƯỚC CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
TÒA ÁN NHÂN DÂN HUYỆN YÊN SƠN, TỈNH BÌNH PHÚ

- Thành phần Hội đồng xét xử sơ thẩm gồm có:

Thẩm phán - Chủ tọa phiên tòa: Bà Lê Thị Hồ

Các Hội thẩm nhân dân:

1. Ông Trần Văn Kè;

2. Bà Phạm Thị Bờ.

- Thư ký phiên tòa: Ông Ngô Văn Bút - Thư ký Tòa án nhân dân huyện Yên Sơn.

1. Nguyên đơn: Ông Thái C, sinh năm 1987; địa chỉ: xã Y. Có mặt.

2. Bị đơn: Công ty Cá Vàng; địa chỉ: xã Z.

NỘI DUNG VỤ ÁN:

Ông C trình bày: ao cá của ông bị lấp.

NHẬN ĐỊNH CỦA TÒA ÁN:

[1] Yêu cầu của ông C là có căn cứ.

QUYẾT ĐỊNH:

Căn cứ Điều 35 của Bộ luật Tố tụng dân sự năm 2015;

1. Chấp nhận yêu cầu của ông Thái C.

Nơi nhận:
- Các đương sự;

TM. HỘI ĐỒNG XÉT XỬ SƠ THẨM
THẨM PHÁN - CHỦ TỌA PHIÊN TÒA

Lê Thị Hồ
"""

LETTER = """BỘ HỒ AO

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Số: 345/BHA-VP
V/v báo cáo tình hình hồ ao

Hà Nội, ngày 02 tháng 3 năm 2031

Kính gửi: Ủy ban nhân dân các tỉnh.

Bộ Hồ ao đề nghị các tỉnh gửi báo cáo.

Nơi nhận:
- Như trên;
- Lưu: VT.

KT. BỘ TRƯỞNG
THỨ TRƯỞNG

Lê Văn Hồ
"""

PARTY = """BAN CHẤP HÀNH TRUNG ƯƠNG

ĐẢNG CỘNG SẢN VIỆT NAM

Số 15-QĐ/TW

Hà Nội, ngày 04 tháng 5 năm 2031

QUY ĐỊNH
về giữ gìn hồ ao của cơ quan đảng

Điều 1. Phạm vi

Quy định này áp dụng cho cơ quan đảng.

Điều 2. Hiệu lực

Quy định này có hiệu lực từ ngày ký.

T/M BAN BÍ THƯ

Trần Văn Mẫu
"""

PLAN = """ỦY BAN NHÂN DÂN
TỈNH BÌNH PHÚ

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Số: 21/KH-UBND

Bình Phú, ngày 06 tháng 7 năm 2031

KẾ HOẠCH
Nạo vét hồ ao năm 2031

I. MỤC ĐÍCH

1. Hồ ao sạch.

II. NHIỆM VỤ

1. Nạo vét ba hồ.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH

Ngô Thị Kè
"""


def test_a_judgment():
    act = read(JUDGMENT)
    said = act.identity
    assert (said.type, said.number, said.date) == ("bản án", "12/2031/DS-ST", "2031-08-03")
    assert said.issuer == "Tòa án nhân dân huyện Yên Sơn, tỉnh Bình Phú"
    assert said.signer == "Lê Thị Hồ"
    found = act.judgment
    assert [(p.role, p.name) for p in found.panel] == [
        ("thẩm phán - chủ tọa phiên tòa", "Lê Thị Hồ"),
        ("hội thẩm nhân dân", "Trần Văn Kè"),
        ("hội thẩm nhân dân", "Phạm Thị Bờ"),
        ("thư ký phiên tòa", "Ngô Văn Bút"),
    ]
    assert [(p.role, p.name) for p in found.parties] == [
        ("nguyên đơn", "Thái C"),
        ("bị đơn", "Công ty Cá Vàng"),
    ]
    assert all(act.text[p.start : p.end] == p.name for p in (*found.panel, *found.parties))
    decision = act.text[slice(*found.decision)]
    assert decision.startswith("QUYẾT ĐỊNH:")
    assert "Chấp nhận yêu cầu" in decision
    assert "bộ luật:tố tụng dân sự:2015" in {c.key for c in act.citations}
    assert act.to_dict()["judgment"]["parties"][0]["name"] == "Thái C"


def test_a_letter():
    said = read(LETTER).identity
    assert (said.type, said.number, said.date) == ("công văn", "345/BHA-VP", "2031-03-02")
    assert (said.title, said.issuer) == ("V/v báo cáo tình hình hồ ao", "Bộ Hồ ao")
    assert (said.signer, said.office) == ("Lê Văn Hồ", "KT. BỘ TRƯỞNG THỨ TRƯỞNG")
    assert read(LETTER).judgment is None


def test_a_paper_of_the_party():
    said = read(PARTY).identity
    assert (said.type, said.number, said.date) == ("quy định", "15-QĐ/TW", "2031-05-04")
    assert said.issuer == "Ban Bí thư"
    assert said.title == "về giữ gìn hồ ao của cơ quan đảng"
    assert said.effective == "2031-05-04"


def test_a_plan():
    act = read(PLAN)
    said = act.identity
    assert (said.type, said.number, said.date) == ("kế hoạch", "21/KH-UBND", "2031-07-06")
    assert said.issuer == "Ủy ban nhân dân tỉnh Bình Phú"
    assert said.title == "Nạo vét hồ ao năm 2031"
    assert [(n.kind, n.number) for n in act.nodes][:2] == [("section", "I"), ("clause", "1")]
