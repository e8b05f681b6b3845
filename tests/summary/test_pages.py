"""Pages as they are found: what must never stand in a summary."""

import pytest

from vntext import summarize

NEWS = "Xã Yên Lạc sẽ xây ba cây cầu qua suối với tổng vốn 12 tỷ đồng trong năm nay."
ORDER = "Ông Trần Bá Lộc yêu cầu nhà thầu hoàn thành hai cây cầu đầu tiên trước mùa mưa tháng 6."

MORE = "Nhà thầu cho biết đã đưa 40 công nhân và ba máy xúc đến hai đầu suối từ tuần trước."


@pytest.mark.parametrize(
    "piece",
    [
        "Tới dự có ông Lê Hân, Bí thư Đảng ủy xã; bà Hà Thu, Phó Chủ tịch; ông Vũ Bình, cán bộ.",
        "Về phía huyện có ông Đỗ Minh, ông Phạm Sơn và bà Ngô Lan.",
        "Vì sao cả ba cây cầu đều phải xây trong một năm?",
        "Nhiệm vụ của các thôn trong việc xây cầu được phân công như sau:",
        "Kính thưa các cụ, các bác và toàn thể bà con trong xã!",
        "Thứ Bảy, ngày 05/12/2020 10:00 AM (GMT+7)",
        "http://yenlac.example/tin/xay-cau-75365.html",
        "Người dân xem bản vẽ ba cây cầu - Thực hiện: Mai Khuê",
        "Tạp chí xã trân trọng giới thiệu toàn văn bài viết về ba cây cầu.",
    ],
)
def test_never_in_a_summary(piece):
    text = f"Xã Yên Lạc xây cầu\n{NEWS}\n{piece}\n{ORDER} {MORE}"
    assert [s.text for s in summarize(text, sentences=4)] == [NEWS, ORDER, MORE]


def test_where_there_is_nothing_else_a_question_is_better_than_nothing():
    assert summarize("Vì sao cả ba cây cầu đều phải xây trong một năm?").text


def test_a_caption_that_ended_before_its_credit():
    body = f"Người dân xem bản vẽ ba cây cầu. (Ảnh: Mai Khuê) {NEWS} {ORDER} {MORE}"
    found = [s.text for s in summarize(f"Xã Yên Lạc xây cầu\n{body}", sentences=4)]
    assert not any("bản vẽ" in text for text in found)
    assert ORDER in found


@pytest.mark.parametrize(
    "paper", ["(Yenlac.vn) - ", "(TTXVN) - ", "TTXVN - ", "Dân trí ", "- ", "✅ "]
)
def test_what_belongs_to_the_page_is_not_shown(paper):
    first = f"{paper}{NEWS}"
    made = summarize(f"Xã Yên Lạc xây cầu\n{first} {ORDER}\n{MORE}", sentences=3)
    assert made.sentences[0].shown == NEWS
    assert str(made).startswith(NEWS)


@pytest.mark.parametrize("name", ["Thanh Niên", "Tuổi Trẻ", "TTXVN"])
def test_a_newspaper_that_is_told_of_stays(name):
    text = f"{name} tổ chức giải chạy ở xã Yên Lạc với hai nghìn người tham gia."
    assert summarize(text).text == text


def test_markdown_is_found_out():
    page = (
        f"# Xã Yên Lạc xây cầu\n\n**{NEWS}**\n\n## Tiến độ\n\n{ORDER}[1] Xem [bản vẽ](http://a.vn)."
    )
    made = summarize(page, sentences=2)
    assert [s.shown or s.text for s in made] == [NEWS, ORDER]
    assert all(page[s.start : s.end] == s.text for s in made)


def test_a_headline_that_is_not_told_is_none_of_the_sentences():
    text = f"Xây ba cây cầu mới qua suối ở Yên Lạc\nYên Lạc\n{NEWS}\n{ORDER} {MORE}"
    assert not any("cầu mới" in s.text for s in summarize(text, sentences=3))


def test_the_one_who_asks_is_not_quoted():
    answer = "Theo tôi, quan trọng nhất là xây xong hai cây cầu đầu tiên trước mùa mưa tháng 6."
    page = (
        "Chủ tịch xã Yên Lạc nói về ba cây cầu\n"
        "PV: Thưa ông, xã Yên Lạc sẽ xây ba cây cầu qua suối với vốn bao nhiêu và từ bao giờ?\n"
        f"Ông Trần Bá Lộc: Xã sẽ xây ba cây cầu với 12 tỷ đồng. {answer}\n"
        "PV: Nhiều hộ lo đường vào cầu hẹp, xe tải không qua được. Ông có thể nói rõ hơn không?\n"
        "Chúng tôi sẽ mở đường rộng sáu mét ở cả hai đầu cầu trong năm nay. Xin cảm ơn ông!"
    )
    found = [s.text for s in summarize(page, sentences=3)]
    assert answer in found
    assert not any("PV:" in text or "cảm ơn" in text or "Nhiều hộ lo" in text for text in found)


def test_a_judgment_is_what_was_decided_and_not_who_came():
    page = (
        "Tòa án nhân dân huyện Yên Lạc\n\n"
        "Nguyên đơn: Ông Lê Văn H, sinh năm 1960. Địa chỉ: thôn Đông, xã Yên Lạc, huyện Yên Lạc.\n"
        "Bị đơn: Bà Trần Thị M, sinh năm 1965. Địa chỉ: thôn Đoài, xã Yên Lạc, huyện Yên Lạc.\n"
        "Người làm chứng: Ông Vũ Văn B, sinh năm 1970, trú tại thôn Đoài. Có mặt.\n"
        "Theo đơn khởi kiện, ông H yêu cầu bà M trả 20 triệu đồng tiền mua vải từ năm 2015.\n"
        "Bà M thừa nhận có mua vải nhưng cho rằng đã trả đủ tiền cho ông H trong năm 2016.\n"
        "Hội đồng xét xử tuyên xử: Chấp nhận yêu cầu khởi kiện của ông H, buộc bà M trả ông H 20 "
        "triệu đồng trong vòng ba tháng.\n"
    )
    found = summarize(page, sentences=2).text
    assert "buộc bà M trả ông H 20 triệu đồng" in found
    assert not any(word in found for word in ("sinh năm", "Địa chỉ", "làm chứng"))
