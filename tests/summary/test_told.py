import pytest

from vntext import summarize
from vntext.summary.candidates import Candidate
from vntext.summary.needs import Need, goes_on, needs_of
from vntext.summary.told import told_before

FIRST = "Sáng 3/4, Bộ trưởng Lê Thị Hân mở hội nghị về chợ Yên Sơn."
SECOND = "Ông Trần Bá Lộc, Chủ tịch xã Yên Sơn, nói về dây điện cũ của chợ."


@pytest.mark.parametrize(
    ("line", "on"),
    [
        ("Tại hội nghị, các hộ nêu mười ý kiến.", [0]),
        ("Kết thúc hội nghị, các hộ ký cam kết.", [0]),
        ("Bộ trưởng yêu cầu xã thay dây điện trước mùa khô.", [0]),
        ("Ông Trần Bá Lộc hứa sẽ làm xong trong tháng này.", [1]),
        ("Bà Mai Khuê cũng cho rằng dây điện đã quá cũ.", [1]),
        ("Dự án được chia làm hai giai đoạn.", [1]),
        # with something of its own
        ("Tại hội nghị ngày 3/4, các hộ nêu mười ý kiến.", []),
        ("Tại buổi làm việc, các hộ nêu mười ý kiến.", []),
        ("Bộ trưởng Lê Thị Hân yêu cầu xã thay dây điện.", []),
        ("Ông Trần Bá Lộc, Chủ tịch xã, hứa sẽ làm xong.", []),
        ("Ông Mai Văn Khuê hứa sẽ làm xong trong tháng này.", []),
        ("Dự án sửa chợ được chia làm hai giai đoạn.", []),
    ],
)
def test_what_a_sentence_takes_for_known(line, on):
    assert told_before([FIRST, SECOND, line])[2] == on


def test_what_nobody_introduced_is_needed_all_the_same():
    assert told_before(["Cuộc họp diễn ra ở nhà văn hóa xã."]) == [[-1]]
    assert told_before([]) == []


def test_such_a_sentence_needs_the_one_that_introduces():
    lines = [FIRST, SECOND, "Tại hội nghị, các hộ nêu mười ý kiến."]
    found = [Candidate(k, s, 9, False, False, False, False) for k, s in enumerate(lines)]
    assert needs_of(found)[2] == [Need(0, "known")]


def test_a_lead_that_goes_on_from_the_headline_is_not_taken_for_its_own_sake():
    text = (
        "Phải thay dây điện ở chợ trước mùa khô\n\n"
        "Đó là ý kiến của nhiều hộ.\n\n"
        "Sáng 3/4, UBND xã Yên Sơn quyết định dành 2 tỷ đồng thay dây điện ở chợ trước mùa khô. "
        "Ông Trần Bá Lộc, Chủ tịch xã, yêu cầu các hộ tạm dừng bán hàng trong hai ngày thay dây."
    )
    assert "Đó là" not in str(summarize(text, sentences=2))


@pytest.mark.parametrize(
    "line",
    [
        "Ông Trần Bá Lộc, Chủ tịch xã Yên Sơn, cho biết như vậy sáng 3/4.",
        "Bà Hà Thu nhấn mạnh như trên khi làm việc với các hộ ở chợ.",
        "Chủ tịch huyện trả lời như thế trước cử tri xã Yên Sơn.",
        "Bí thư Đảng ủy xã nêu vấn đề này tại buổi tiếp dân đầu tháng.",
        "UBND xã Yên Sơn vừa xác nhận thông tin trên với các hộ.",
        "Nhiều hộ phản đối chủ trương này trong cuộc họp tối 2/4.",
        "Tuyên bố trên được ông Lộc đưa ra sau khi chợ đóng cửa.",
        "Công an huyện Yên Lạc đang làm rõ vụ cháy này.",
        "Ông Lộc cho rằng, đây là việc phải làm trước mùa khô.",
        "Bà Hà Thu khẳng định đó là lời đồn không có căn cứ.",
        "Kiến nghị này được mười hộ gửi lên xã từ tháng trước.",
        "Đại diện ban quản lý chợ bác bỏ cảnh báo trên.",
    ],
)
def test_leads_that_point_at_the_headline(line):
    assert goes_on(line)


@pytest.mark.parametrize(
    "line",
    [
        "Xã thu hồi quyết định tăng giá vì quyết định này trái luật.",
        "Chợ Yên Sơn cháy lúc nửa đêm, công an đang làm rõ vụ việc này.",
        "“Chợ sẽ mở lại trong tháng này”, ông Lộc cho biết như vậy.",
        "Ông Lộc cho biết chợ sẽ mở lại trong tuần này.",
        "Giá vải ở chợ tăng gấp đôi, nhiều hộ cho rằng đây là do mùa cưới.",
        "Bà Hà Thu nói các hộ có thể yên tâm mua bán trên sân chợ.",
        "Nội dung trên bảng tin của chợ được thay mỗi tuần.",
        "Nhiều hộ đọc được thông tin trên mạng về giá thuê quầy mới.",
        "Mười hộ đề nghị xã làm mái che như những chợ khác.",
    ],
)
def test_leads_that_stand_alone(line):
    assert not goes_on(line)


@pytest.mark.parametrize(
    "lead",
    [
        "Chủ tịch xã Yên Sơn đã truyền đạt như vậy tới các hộ.",
        "Nhiều hộ phản đối chủ trương này.",
        "Hội nghị sẽ bàn về dây điện.",
    ],
)
def test_such_a_lead_is_not_kept_for_its_own_sake(lead):
    text = (
        f"Phải thay dây điện ở chợ trước mùa khô\n\n{lead}\n\n"
        "Sáng 3/4, UBND xã Yên Sơn quyết định dành 2 tỷ đồng thay dây điện ở chợ trước mùa khô. "
        "Ông Trần Bá Lộc, Chủ tịch xã, yêu cầu các hộ tạm dừng bán hàng trong hai ngày thay dây."
    )
    assert lead not in str(summarize(text, sentences=2))
    assert lead in str(summarize(text, sentences=3))
