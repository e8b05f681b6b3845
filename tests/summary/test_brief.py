import json

import pytest

from vntext import analyze
from vntext.errors import InvalidTextError
from vntext.summary.brief import brief

TEXT = (
    "Xã Yên Sơn tập huấn phòng cháy\n"
    "Ngày 3/4, UBND xã Yên Sơn mở lớp tập huấn cho hơn trăm hộ theo Nghị định 136/2020/NĐ-CP.\n"
    "Phát biểu tại lớp học, ông Trần Bá Lộc, Chủ tịch UBND xã Yên Sơn, yêu cầu các hộ thay dây "
    "điện cũ trước mùa khô. Ông Trần Bá Lộc nói ngày 3/4 chỉ là bước đầu, Nghị định 136/2020/NĐ-CP "
    "còn đòi hỏi nhiều hơn.\n"
    "Lê Hân"
)


def test_the_parts():
    digest = brief(TEXT, sentences=2)
    assert digest.headline == "Xã Yên Sơn tập huấn phòng cháy"
    assert [e.text for e in digest.dates] == ["Ngày 3/4"]
    assert [p.name for p in digest.people] == ["Trần Bá Lộc"]
    assert [r.code for r in digest.legal_references] == ["136/2020/NĐ-CP"]
    assert len(digest.summary) == 2
    assert "UBND xã Yên Sơn" in [e.text for e in digest.organizations]


def test_as_a_dict_it_is_plain_json():
    data = brief(TEXT).to_dict()
    assert json.loads(json.dumps(data)) == data
    assert data["people"][0]["titles"] == ["Chủ tịch UBND xã Yên Sơn"]
    spans = data["dates"] + data["organizations"] + data["sentences"] + data["keyphrases"]
    assert all(TEXT[s["start"] : s["end"]] == s["text"] for s in spans)


def test_as_markdown():
    text = brief(TEXT).to_markdown()
    assert text.startswith("# Xã Yên Sơn tập huấn phòng cháy\n\n- Ngày 3/4, UBND")
    assert "**Văn bản:** Nghị định 136/2020/NĐ-CP" in text
    assert "**Nhân vật:** Trần Bá Lộc (Chủ tịch UBND xã Yên Sơn)" in text


def test_markdown_marks_of_the_text_are_escaped():
    assert (
        "\\*\\*giá\\*\\*" in brief("Tin *mới*\nHôm nay **giá** điện lại tăng thêm.").to_markdown()
    )


def test_an_empty_text():
    digest = brief("")
    assert digest.to_markdown() == ""
    assert digest.headline == ""


def test_wrong_types():
    with pytest.raises(InvalidTextError):
        brief(3)


FACTS = (
    "Xã Yên Sơn sửa chợ\n"
    "Sáng 3/4/2025, UBND xã Yên Sơn quyết định chi 2 tỷ đồng sửa chợ sau vụ cháy.\n"
    "Các đại biểu thăm chợ. Ảnh: Lê Hân\n"
    "Ông Trần Bá Lộc, Chủ tịch UBND xã Yên Sơn, cho biết: “Chợ sẽ mở lại trước ngày 3/6 năm nay”. "
    "Trời nắng đẹp từ sáng sớm."
)


def test_the_facts():
    facts = brief(FACTS).facts
    assert [d.kind for d in facts.decisions] == ["decision"]
    assert FACTS[facts.decisions[0].start :].startswith("Sáng 3/4/2025")
    assert [(f.quantity.number, f.quantity.unit) for f in facts.figures][:1] == [(2e9, "VND")]
    assert facts.figures[0].sentence == facts.ws.what
    assert [e.text for e in facts.ws.who] == ["UBND xã Yên Sơn"]
    assert [d.value for d in facts.ws.when] == ["2025-04-03"]
    assert [p.text for p in facts.ws.where][:1] != [""]
    (speaker,) = facts.speakers
    assert (speaker.name, speaker.person.name) == ("Trần Bá Lộc", "Trần Bá Lộc")
    assert "mở lại" in speaker.quotes[0].text


def test_the_facts_as_json_and_markdown():
    digest = brief(FACTS)
    data = digest.to_dict()
    assert json.loads(json.dumps(data)) == data
    assert data["figures"][0]["number"] == 2e9
    assert data["when"][0]["value"] == "2025-04-03"
    assert data["speakers"][0]["titles"] == ["Chủ tịch UBND xã Yên Sơn"]
    assert data["what"]["text"] == digest.facts.ws.what.text
    text = digest.to_markdown()
    assert "**Ai:** UBND xã Yên Sơn\n" in text
    assert "**Con số:**\n\n- 2 tỷ đồng: Sáng 3/4/2025" in text
    assert "**Phát biểu:**\n\n- Trần Bá Lộc: " in text


def test_a_text_without_facts():
    assert brief("").to_dict()["what"] is None
    assert brief("Trời nắng đẹp.").facts.decisions == ()


@pytest.mark.parametrize(
    ("body", "days"),
    [
        ("Sáng 3/4, xã Yên Sơn yêu cầu các hộ thay dây điện trước ngày 15/6.", ["3/4"]),
        ("Sáng 3/4, xã Yên Sơn yêu cầu các hộ thay dây điện chậm nhất là 15/6.", ["3/4"]),
        (
            "Ngày 3/4, xã Yên Sơn thu tiền góp của các hộ, hạn nộp của thôn Đông là 30/6.",
            ["Ngày 3/4"],
        ),
        ("Sáng 3/4, xã Yên Sơn phổ biến Nghị định 15 ngày 2/1/2020 cho các hộ ở chợ.", ["3/4"]),
        ("Chợ Yên Sơn phải xong trước ngày 15/6. Sáng 3/4, xã bắt đầu dỡ mái chợ cũ.", ["3/4"]),
        ("Chợ Yên Sơn phải xong trước ngày 15/6. Các hộ bán hàng ở sân vận động.", []),
    ],
)
def test_when_is_the_day_of_the_event_and_no_deadline(body, days):
    found = brief(f"Xã Yên Sơn sửa chợ\n{body}").facts.ws.when
    assert [d.text.lower() for d in found] == [d.lower() for d in days]


def test_a_text_whose_accents_were_put_back_is_spelled_in_one_way():
    text = (
        "Xa Yen Son tap huan phong chay cho tieu thuong\n"
        "Sang 3/4, UBND xa Yen Son to chuc lop tap huan phong chay cho tieu thuong cho Yen Son.\n"
        "Ong Tran Ba Loc, Chu tich UBND xa, yeu cau cac ho thay day dien cu truoc ngay 15/6."
    )
    doc = analyze(text, restore="auto")
    digest = brief(doc)
    assert digest.headline == "Xã Yên Sơn tập huấn phòng cháy cho tiểu thương"
    for printed in (digest.to_markdown(), str(digest.to_dict())):
        assert "UBND xã Yên Sơn" in printed
        assert "Chủ tịch UBND xã" in printed
        assert not any(word in printed for word in ("Yen", "Chu tich", "phong chay", "ngay"))
    assert all(doc.text[s.start : s.end] == s.text for s in digest.summary)
