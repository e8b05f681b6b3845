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
