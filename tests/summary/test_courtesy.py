"""Sentences that greet, praise or tease give way to those that tell something."""

import pytest

from vntext import summarize
from vntext.summary.courtesy import courteous

NEWS = "Xã Yên Lạc khánh thành ba cây cầu qua suối với tổng vốn 12 tỷ đồng vào sáng 3/4."
ORDER = (
    "Ông Trần Bá Lộc yêu cầu các thôn kiểm tra lan can cầu và cắm biển tải trọng trước ngày 30/4."
)
MORE = "Ba cây cầu giúp 400 hộ ở thôn Đông đi chợ gần hơn 5 km so với trước đây."

COURTESIES = [
    "Tại buổi lễ, ông Lê Hân nhiệt liệt chào mừng 200 đại biểu đến với xã Yên Lạc.",
    "Thay mặt nhà thầu Đồng Mai, bà Hà Thu rất vui mừng được có mặt ở xã Yên Lạc hôm nay.",
    "Buổi lễ ở xã Yên Lạc diễn ra trong không khí phấn khởi của 400 hộ thôn Đông.",
    "Phó Chủ tịch huyện Vũ Bình ghi nhận những cố gắng vượt bậc của xã Yên Lạc trong năm qua.",
    "Ông Vũ Bình khẳng định xã Yên Lạc sẽ gặt hái thành công với ba cây cầu trong thời gian tới.",
    "Bạn sẽ ngạc nhiên khi biết ba cây cầu ở xã Yên Lạc dài bao nhiêu mét.",
    "Ba cây cầu là điểm đến không thể bỏ qua của du khách khi đến xã Yên Lạc.",
    "Thật tuyệt vời khi được trở lại xã Yên Lạc và đi trên ba cây cầu trong năm nay.",
    "Bà Hà Thu gửi lời cảm ơn tới xã Yên Lạc, huyện Tam Hà và 400 hộ thôn Đông.",
    "Người dân xã Yên Lạc chưa hết bàng hoàng về trận lũ cuốn ba cây cầu năm trước.",
    "Ba cây cầu một lần nữa khẳng định sự quan tâm của huyện Tam Hà với xã Yên Lạc.",
]


@pytest.mark.parametrize("courtesy", COURTESIES)
def test_courtesy_comes_after_what_is_told(courtesy):
    text = f"Xã Yên Lạc khánh thành ba cây cầu\n{NEWS}\n{courtesy}\n{ORDER} {MORE}"
    assert [s.text for s in summarize(text)] == [NEWS, ORDER, MORE]


def test_words_of_courtesy_are_whole_words_in_any_case():
    assert courteous("RẤT VUI được gặp bà con.")
    assert not courteous("Không khí ở chợ có nhiều khói.")
    assert not courteous("Xã nỗ lực thay dây điện trước mùa khô.")


@pytest.mark.parametrize(
    ("marks", "courtesy"),
    [
        ("Kính thưa các cụ!\nXin trân trọng cảm ơn!", COURTESIES[1]),
        ("PV: Thưa ông, cầu xong chưa?\nthưa ông\nPV: Xin cảm ơn ông!", COURTESIES[7]),
    ],
)
def test_fewer_sentences_of_a_talk_or_speech_rather_than_courtesy(marks, courtesy):
    said = "Chúng ta cần kiểm tra lan can ba cây cầu trước mùa mưa."
    first, last = marks.split("\n")[0], marks.split("\n")[-1]
    text = f"Ông Trần Bá Lộc nói về ba cây cầu\n{first}\n{courtesy} {said}\n{last}"
    assert [s.text for s in summarize(text)] == [said]


def test_a_question_may_be_about_courtesy():
    text = f"Xã Yên Lạc khánh thành ba cây cầu\n{NEWS}\n{COURTESIES[8]}\n{ORDER} {MORE}"
    assert summarize(text, sentences=1, query="bà Hà Thu cảm ơn ai?").text == COURTESIES[8]
