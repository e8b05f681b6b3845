"""Side matters: misses of a match, kin and callings of those who are told of."""

import pytest

from vntext import genre_of, summarize
from vntext.summary.signs import word_signs

SCORE = "Yên Sơn thắng Tam Hà 2-1 trên sân huyện và dẫn đầu bảng sau bốn vòng đấu."
GOAL = "Phút 67, tiền đạo Mai Khuê ghi bàn, nâng tỷ số lên 2-1 cho Yên Sơn."
NEXT = "Ở vòng tới, Yên Sơn gặp Đồng Mai, còn Tam Hà phải thắng để khỏi xuống hạng."
MISSES = [
    "Phút 12, Lê Hân đánh đầu cận thành nhưng bóng không đi trúng đích của Tam Hà.",
    "Phút 20, Vũ Bình của Yên Sơn sút xa và bóng đi chệch cột dọc của Tam Hà.",
    "Phút 31, cú sút của Trần Lộc bên phía Tam Hà đưa bóng vọt xà ngang Yên Sơn.",
    "Phút 38, Hà Minh bỏ lỡ cơ hội đối mặt thủ môn khi Tam Hà đang bị dẫn 0-1.",
    "Phút 44, quả phạt của Tam Hà dội xà ngang khung thành đội Yên Sơn.",
    "Phút 52, thủ môn Đỗ Quân của Tam Hà cản phá cú sút của đội trưởng Yên Sơn.",
    "Phút 58, Phạm Sơn của Yên Sơn nhận thẻ vàng vì phạm lỗi với Vũ Bình.",
    "Phút 71, Tam Hà tràn lên tấn công khung thành của Yên Sơn để tìm bàn gỡ.",
    "Phút 80, khung thành Yên Sơn có một phen thót tim sau quả phạt góc của Tam Hà.",
    "Phút 88, thủ môn Ngô Lan của Yên Sơn cứu thua sau cú đá của Hà Minh bên Tam Hà.",
]


@pytest.mark.parametrize("miss", MISSES)
def test_a_miss_gives_way_to_goals_and_what_comes_of_them(miss):
    text = f"Yên Sơn thắng Tam Hà\n{SCORE}\n{miss} HLV Yên Sơn thay người.\n{GOAL}\n{NEXT}"
    assert genre_of(text).name == "match"
    assert [s.text for s in summarize(text)] == [SCORE, GOAL, NEXT]


LIVES = [
    "Lê Thị Hân là giáo viên dạy toán trước khi làm kế toán ở chợ Yên Sơn.",
    "Mẹ bà Lê Thị Hân có một quầy vải ở chợ Yên Sơn.",
    "Hân kể gia đình tại xã Yên Sơn, huyện Yên Lạc.",
    "Hân quen với bà Hà Thu, một hộ bán vải ở chợ Yên Sơn.",
    "Lê Thị Hân làm nghề may trong sáu năm ở huyện Yên Lạc.",
    "Chồng bà Hân là ông Vũ Bình, lái xe tải ở huyện Yên Lạc.",
    "Lê Thị Hân có khoảng thời gian năm năm sống ở huyện Tam Hà.",
    "Con trai ông Vũ Bình và bà Hân đang học ở thị trấn Yên Lạc.",
    "Hân và bà Hà Thu tình cờ gặp nhau ở chợ Yên Sơn.",
    "Ông bà Lê Thị Hân sinh sống tại thôn Đông, xã Yên Sơn.",
]


@pytest.mark.parametrize("life", LIVES)
def test_kin_and_callings_are_lives(life):
    assert "lives" in word_signs([life])[0]
