import pytest

from vntext import summarize_many
from vntext.summary.disagree import Disagreement, disagreements, figures_in

FIRST = (
    "Cháy chợ Yên Sơn, bốn người chết\n"
    "Chợ Yên Sơn cháy lúc nửa đêm 3/4, bốn người chết và mười quầy vải bị thiêu rụi.\n"
    "Công an xác định nguyên nhân ban đầu là chập điện ở một quầy gần cổng phía bắc của chợ."
)
SECOND = (
    "Hỏa hoạn ở chợ Yên Sơn\n"
    "Vụ cháy chợ Yên Sơn đêm 3/4 khiến 5 người thiệt mạng.\n"
    "Thiệt hại ước tính khoảng 2 tỷ đồng, xã đã hỗ trợ mỗi gia đình có người chết 10 triệu đồng."
)
THIRD = (
    "Yên Sơn sau đám cháy\n"
    "Đám cháy ở chợ Yên Sơn làm 4 người tử vong, hàng chục hộ mất chỗ bán hàng.\n"
    "Chủ tịch xã Trần Bá Lộc yêu cầu dựng chợ tạm ở sân vận động trong tuần này cho các hộ."
)


def about(told):
    return [(d.about, d.figures) for d, *_ in disagreements(told)]


def test_figures_that_disagree_are_named_and_not_told_as_if_both_were_right():
    digest = summarize_many([FIRST, SECOND, THIRD], sentences=5)
    assert digest.disagreements == (Disagreement("chết", "người", (("bốn", (0, 2)), ("5", (1,)))),)
    text = " ".join(s.text for s in digest)
    assert "bốn người chết" in text or "4 người tử vong" in text
    assert "5 người thiệt mạng" not in text
    assert "- Các nguồn nêu khác nhau về số người chết: bốn [1, 3]; 5 [2]" in digest.to_markdown()


def test_articles_that_agree():
    assert summarize_many([FIRST, THIRD], sentences=3).disagreements == ()
    assert summarize_many([SECOND], sentences=3).disagreements == ()


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Vụ cháy làm ít nhất 4 người chết.", "Vụ cháy làm 5 người chết."),
        ("Hơn 120 hộ phải di dời.", "124 hộ phải di dời."),
        ("Thiệt hại khoảng 2 tỷ đồng.", "Thiệt hại 2,1 tỷ đồng."),
        ("Bốn người chết.", "4 người tử vong."),
        ("4 người chết.", "5 người bị thương."),
        ("Kinh phí 3 tỷ đồng.", "Thiệt hại 5 tỷ đồng."),
        # one of them tells of parts too
        ("2 người chết tại chỗ, đến sáng đã có 4 người chết.", "4 người chết."),
        ("Kinh phí sửa chợ là 3 tỷ đồng.", "Xã xây trường với kinh phí 9 tỷ đồng trong năm tới."),
        ("Chợ có 12 quầy.", "Chợ có 14 gian."),
    ],
)
def test_no_disagreement(first, second):
    assert about([(0, first), (1, second)]) == []


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        ("Hai người bị thương.", "Ba người bị thương.", ("bị thương", "hai", "ba")),
        ("Thiệt hại 2 tỷ đồng.", "Thiệt hại 3,5 tỷ đồng.", ("thiệt hại", "2 tỷ", "3,5 tỷ")),
        ("200 hộ phải sơ tán.", "Có 350 hộ phải di dời.", ("sơ tán", "200", "350")),
        (
            "Kinh phí sửa chợ là 18 tỷ đồng.",
            "Sửa chợ với tổng vốn 21 tỷ đồng.",
            ("kinh phí", "18 tỷ", "21 tỷ"),
        ),
        ("Ít nhất 6 người chết.", "5 người chết.", ("chết", "6", "5")),
        ("1.200 người tham dự.", "800 người tham dự.", ("tham dự", "1.200", "800")),
    ],
)
def test_a_disagreement(first, second, found):
    ((what, figures),) = about([(0, first), (1, second)])
    assert (what, *(text.lower() for text, _ in figures)) == found


def test_values():
    assert [f.value for f in figures_in("Thiệt hại 1.250 triệu đồng.")] == [1.25e9]
    assert [f.value for f in figures_in("Thiệt hại 1,5 tỷ đồng.")] == [1.5e9]
    assert list(figures_in("Thiệt hại 1.2.3 đồng, ông Năm người xã.")) == []
