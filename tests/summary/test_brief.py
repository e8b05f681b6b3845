import json

import pytest

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
