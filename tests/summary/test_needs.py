"""What a sentence needs: names in short, openings, quotations; labels are no news."""

import pytest

from vntext import summarize
from vntext.summary.candidates import Candidate
from vntext.summary.needs import Need, needs_of

PERSON = "Sáng 3/4, Trần Bá Lộc nộp cho xã Yên Sơn số tiền mười triệu đồng."


def needs(*lines, opens=(0,)):
    found = [
        Candidate(k, s, 9, False, s.startswith("Do đó"), False, False, "", k in opens)
        for k, s in enumerate(lines)
    ]
    return needs_of(found)


@pytest.mark.parametrize(
    "line",
    [
        "Lộc khai đã nhặt được túi tiền ở cổng chợ.",
        "Theo các hộ, Lộc nhặt được túi tiền ở cổng chợ.",
        "Túi tiền mà Lộc nhặt được là của một bà cụ bán vải.",
        "Anh Lộc nhặt được túi tiền ở cổng chợ.",
        "Hàng xóm quý mến tài xế Lộc vì anh thật thà.",
        "“Lộc là người thật thà”, một bà cụ bán vải nói.",
        "Bà cụ bán vải đã cảm ơn Lộc.",
    ],
)
def test_a_name_in_short_needs_the_full_one(line):
    assert needs(PERSON, line)[1] == [Need(0, "short name")]


@pytest.mark.parametrize(
    "line",
    [
        "Trần Bá Lộc nhặt được túi tiền ở cổng chợ.",
        "Lễ hội Lộc Vàng diễn ra ở sân chợ.",
        "Bà Mai Thị Lộc bán vải ở chợ.",
        "Các hộ hái lộc đầu năm ở đình làng.",
        "Chợ mở lại hôm qua.",
    ],
)
def test_what_is_no_name_in_short(line):
    assert needs(PERSON, line)[1] == []


def test_names_of_places_are_no_people():
    assert needs("Xã Yên Sơn ở Hà Nam sửa chợ.", "Gió mùa Nam làm mái chợ tốc.")[1] == []


def test_who_is_named_in_full_below_was_named_in_the_headline():
    below = "Ông Trần Bá Lộc từng làm kế toán của chợ."
    assert needs("Giấy khen được trao cho ông Lộc.", below)[0] == [Need(-1, "short name")]
    # nobody is to be known by a letter; nor is a name that the text never tells in full
    assert needs("Vụ cháy làm anh L. bị thương.", "Anh Trần Bá L. bán vải.")[0] == []
    assert needs("Giấy khen được trao cho ông Lộc.", "Chợ mở lại.")[0] == []


def test_openings_that_are_often_understood_alone():
    found = [
        Candidate(0, "Xã sửa chợ.", 3, False, False, False, False),
        Candidate(1, "Trước đó, huyện chi 2 tỷ đồng.", 7, False, True, False, False),
        Candidate(2, "Do đó, chợ đóng cửa hai ngày.", 7, False, True, False, False),
    ]
    assert needs_of(found)[1:] == [[Need(0, "adds")], [Need(1, "leans")]]


@pytest.mark.parametrize(
    ("lines", "opens", "inside"),
    [
        (("Ông nói: “Chợ đã cũ.", "Dây điện chằng chịt”.", "Xã sửa chợ."), (0,), [1]),
        # marks of two kinds
        (("Ông nói: “Chợ đã cũ.", 'Dây điện chằng chịt".', "Xã sửa chợ."), (0,), [1]),
        (('Ông nói: "Chợ đã cũ.', "Dây “rồng” chằng chịt”.", "Xã sửa chợ."), (0,), [1]),
        # the next paragraph begins a quotation of its own: the mark at the end was lost
        (("Ông nói: “Chợ đã cũ.", "Xã sửa chợ.", "Bà nói: “Tốt”."), (0, 1, 2), []),
        (("Ông nói: “Chợ đã cũ.", "Xã sửa chợ.", "Trời nắng."), (0, 1, 2), []),
        # a quotation of two paragraphs
        (("Ông nói: “Chợ đã cũ.", "Dây điện chằng chịt”.", "Xã sửa chợ."), (0, 1, 2), [1]),
    ],
)
def test_where_a_quotation_goes_on(lines, opens, inside):
    found = needs(*lines, opens=opens)
    assert [k for k, row in enumerate(found) if Need(0, "quotes on") in row] == inside


@pytest.mark.parametrize(
    "lead",
    [
        "Nguồn tin của báo Yên Sơn cho biết chợ Yên Sơn sẽ đóng cửa hai tháng để thay dây điện.",
        "Video quay tại chợ Yên Sơn cho thấy lửa bùng lên từ quầy vải lúc nửa đêm.",
        "Nguồn nước ở chợ Yên Sơn nhiễm mặn, 120 hộ phải mua nước từ thị trấn.",
        "Tác giả bức tranh ở đình Yên Sơn là một cụ già 90 tuổi, theo kết luận của sở.",
        "Bình luận về vụ cháy chợ Yên Sơn, chủ tịch huyện thừa nhận dây điện đã quá cũ.",
        "Phóng viên báo Yên Sơn bị hành hung khi tác nghiệp ở chợ tối 3/4.",
        "Clip ghi cảnh cháy chợ Yên Sơn được công an huyện thu giữ để điều tra.",
        "Liên hệ giữa giá vải và mùa cưới ở chợ Yên Sơn là điều các hộ đều biết.",
    ],
)
def test_leads_that_open_with_a_label_are_sentences(lead):
    text = f"Tin từ chợ Yên Sơn\n\n{lead}\n\nCác hộ bán hàng ở sân đình. Trời nắng đẹp suốt tuần."
    assert summarize(text, sentences=2).sentences[0].text == lead


@pytest.mark.parametrize(
    "label",
    [
        "Nguồn: Báo Yên Sơn số ra ngày 3/4",
        "Video: Lửa bùng lên từ quầy vải lúc nửa đêm.",
        "Tác giả: Trần Bá Lộc và các cộng sự.",
        "Clip : Hiện trường nơi xảy ra vụ cháy.",
        "PV báo Yên Sơn: Bao giờ chợ mở lại, thưa ông.",
        "Bản quyền: Báo Yên Sơn.",
    ],
)
def test_labels_are_never_printed(label):
    body = "Xã Yên Sơn sửa chợ trước mùa khô. Các hộ bán hàng ở sân đình trong hai tháng."
    assert label not in str(summarize(f"Tin từ chợ Yên Sơn\n\n{body}\n{label}"))
