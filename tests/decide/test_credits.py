import pytest

from vntext import analyze
from vntext.decide.credits import settle_credits
from vntext.entities.types import Found


@pytest.mark.parametrize(
    ("text", "marked", "expected"),
    [
        ("Chợ Yên Sơn. Ảnh: [CTV]", "PERSON", []),
        ("Chợ Yên Sơn. Ảnh: [T.L].", "PERSON", []),
        ("Chợ Yên Sơn. Ảnh: [EPA]", "PERSON", [("ORG", "EPA")]),
        ("Chợ Yên Sơn. Ảnh: EPA", None, [("ORG", "EPA")]),
        ("Chợ Yên Sơn. Ảnh: VGP/Nhật Minh", None, [("ORG", "VGP")]),
        ("Chợ Yên Sơn. Ảnh: [Vidu].vn", "PERSON", []),
        ("Chợ Yên Sơn. Ảnh: [MAI]", "PERSON", [("PERSON", "MAI")]),
        ("Chợ Yên Sơn. Ảnh: [Lê Hân]", "PERSON", [("PERSON", "Lê Hân")]),
        ("Chợ Yên Sơn. [CTV] nói", "PERSON", [("PERSON", "CTV")]),
    ],
)
def test_what_stands_behind_a_picture(text, marked, expected):
    start, end = text.find("["), text.find("]") - 1
    text = text.replace("[", "").replace("]", "")
    found = [Found(start, end, marked)] if marked else []
    assert [(f.label, text[f.start : f.end]) for f in settle_credits(text, found)] == expected


def test_nobody_is_among_the_people_of_a_document():
    doc = analyze("Lê Hân phát biểu tại lễ. Ảnh: BVCC\nBà Lê Hân nói chợ đã mở lại từ sáng nay.")
    assert [p.name for p in doc.people] == ["Lê Hân"]
