"""Short names that a text gives to documents, and a type of document behind a provision."""

import pytest

from vntext.document import Document
from vntext.legal import read
from vntext.legal.find import find_references
from vntext.legal.resolve import resolve_legal_references


def resolved(text):
    doc = Document(text, legal_references=tuple(find_references(text)))
    return [
        (m.span.text, group.key or m.reason)
        for group in resolve_legal_references(doc)
        for m in group.mentions
        if m.kind == "anaphoric" or not group.key
    ]


@pytest.mark.parametrize(
    ("text", "uses"),
    [
        (
            "Luật Nhà ở năm 2023 (sau đây gọi là Luật) có 198 điều. Điều 6 của Luật cấm việc này.",
            [("Điều 6 của Luật", "luật:nhà ở:2023")],
        ),
        (
            "Bộ luật Dân sự năm 2015 (sau đây gọi tắt là Bộ luật). Khoản 2 Điều 8 Bộ luật nêu rõ.",
            [("Khoản 2 Điều 8 Bộ luật", "bộ luật:dân sự:2015")],
        ),
        # the type of the short name tells which document is meant
        (
            "Nghị định 8/2031/NĐ-CP hướng dẫn Luật Giá (sau đây gọi là Nghị định). Nghị định hay.",
            [("Nghị định", "nghị định:8/2031")],
        ),
        (
            "Bộ luật Lao động 2019 (“Bộ luật”) áp dụng. Căn cứ Điều 34 Bộ luật, hai bên nghỉ.",
            [("Điều 34 Bộ luật", "bộ luật:lao động:2019")],
        ),
        (
            "Luật Giá số 16/2023/QH15, sau đây được gọi là Luật, đã có. Luật quy định về giá.",
            [("Luật", "luật:giá:2023")],
        ),
        # the last definition counts
        (
            "Luật Giá 2023 (sau đây gọi là Luật). Điều 1 của Luật. Luật Dược 2016 (sau đây gọi là "
            "Luật). Điều 2 của Luật.",
            [("Điều 1 của Luật", "luật:giá:2023"), ("Điều 2 của Luật", "luật:dược:2016")],
        ),
        # not defined: one law, two laws, none
        ("Luật Giá 2023 mới ra. Điều 9 của Luật hay.", [("Điều 9 của Luật", "luật:giá:2023")]),
        (
            "Luật Giá 2023, Luật Dược 2016. Điều 9 của Luật hay.",
            [("Điều 9 của Luật", "several documents")],
        ),
        ("Điều 9 của Luật hay.", [("Điều 9 của Luật", "no document")]),
        # another name begins with the type, and another body is called so
        ("Luật Giá 2023 (sau đây gọi là Luật). Luật sư An đọc Luật Dược 2016.", []),
        ("Luật Dược 2016 của Bộ Y tế (sau đây gọi là Bộ). Theo Bộ, thuốc tốt.", []),
    ],
)
def test_short_names(text, uses):
    assert resolved(text) == uses


def test_a_short_name_goes_before_another_document_of_its_name():
    text = (
        "Luật Hồ số 5/2031/QH17 (sau đây gọi là Luật H). Luật Giá 2023. Theo Điều 3 Luật H thì cấm."
    )
    doc = Document(text, legal_references=tuple(find_references(text)))
    law, _ = resolve_legal_references(doc)
    assert [m.span.text for m in law.mentions][-1] == "Điều 3 Luật H"
    assert law.provisions == ("điều 3",)


def test_a_strategy_decides_about_short_names_too():
    text = "Luật Giá 2023 (sau đây gọi là Luật). Điều 9 của Luật."
    doc = Document(text, legal_references=tuple(find_references(text)))
    groups = resolve_legal_references(doc, strategy=lambda *_: None)
    assert [(g.key, g.mentions[0].reason) for g in groups][1:] == [("", "several documents")]


def test_short_names_in_a_legal_document():
    act = read(
        "NGHỊ ĐỊNH\n\nĐiều 1. Phạm vi\n\n1. Nghị định này quy định chi tiết Luật Giá số "
        "16/2023/QH15 (sau đây gọi là Luật).\n\n2. Giá tại điểm a khoản 1 Điều 9 của Luật.\n\n"
        "Điều 2. Hồ sơ\n\n"
        "Điều 4 của Thông tư; Điều 1 Nghị định này."
    )
    named = [c for c in act.citations if c.rule == "term"]
    assert [(c.text, c.code, c.key, c.provision) for c in named] == [
        ("điểm a khoản 1 Điều 9 của Luật", "16/2023/QH15", "luật:giá:2023", "điểm a khoản 1 điều 9")
    ]
    assert [(r.text, r.reason) for r in act.references if r.target is None] == [
        ("Điều 4 của Thông tư", "no document")
    ]
