"""Pages as they are found: what must never stand in a summary."""

import pytest

from vntext import brief, summarize

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


PAGES = {
    "minutes": (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
        "BIÊN BẢN HỌP BAN QUẢN LÝ CHỢ\nHôm nay, hồi 14 giờ ngày 3/4/2024, tại nhà văn hóa xã.\n"
        "Thành phần: ông Trần Bá Lộc, Trưởng ban; bà Lê Thị Hân, kế toán; 25 hộ kinh doanh.\n"
        "Nội dung:\nBà Hân nêu ba phương án thay dây điện để các hộ lựa chọn.\n"
        "Biểu quyết: 22/25 hộ đồng ý thay dây điện trước ngày 30/5, mỗi hộ góp 2 triệu đồng.\n"
        "Kết luận: Ban quản lý ký hợp đồng với thợ điện trước ngày 15/4.\n"
        "Cuộc họp kết thúc hồi 16 giờ 30 phút cùng ngày.\nThư ký Chủ trì",
        ("Biểu quyết", "Kết luận"),
        ("Độc lập", "Hôm nay", "Thành phần", "Cuộc họp kết thúc", "Thư ký", "CỘNG HÒA"),
    ),
    "abstract": (
        "TẠP CHÍ YÊN LẠC - SỐ 3\nVIỆC DÙNG BÌNH CHỮA CHÁY CỦA TIỂU THƯƠNG\n"
        "Trần Bá Lộc1, Lê Thị Hân2*, Mai Văn Khuê1\n1Trường Cao đẳng Yên Lạc; 2Sở Công Thương\n"
        "TÓM TẮT\nMục tiêu: Mô tả việc dùng bình chữa cháy của tiểu thương. Đối tượng và phương "
        "pháp nghiên cứu: Hỏi 320 tiểu thương ở bốn chợ. Kết quả: Có 41% tiểu thương biết cách "
        "dùng bình. Kết luận: Cần tập huấn hằng năm.\nTừ khóa: bình chữa cháy, tiểu thương",
        ("Mục tiêu", "Kết quả"),
        ("Trần Bá Lộc", "Trường Cao đẳng", "VIỆC DÙNG", "Đối tượng", "Từ khóa"),
    ),
    "judgment": (
        "TÒA ÁN NHÂN DÂN HUYỆN YÊN LẠC\nBản án số: 12/2024/DS-ST\n"
        "V/v tranh chấp hợp đồng vay tài sản\n"
        "Nguyên đơn: Bà Lê Thị H, sinh năm 1970. Bị đơn: Ông Mai Văn K. Vắng mặt.\n"
        "Theo đơn khởi kiện, bà H cho ông K vay 200 triệu đồng và yêu cầu Tòa án buộc ông K trả.\n"
        "QUYẾT ĐỊNH:\n1. Chấp nhận yêu cầu khởi kiện. Buộc ông Mai Văn K trả bà H 222 triệu đồng.",
        ("Theo đơn khởi kiện", "Chấp nhận"),
        ("Bản án số", "sinh năm 1970"),
    ),
    "portal": (
        "Trang chủ » Tin tức » Hoạt động\nHuyện Yên Lạc tiêm vắc xin cho đàn gia súc\n"
        "Đăng ngày: 03/04/2024 08:15 - Lượt xem: 152\nCỡ chữ: A- A A+\n"
        "Từ ngày 1/4, huyện Yên Lạc tiêm vắc xin lở mồm long móng đợt 1 cho đàn gia súc.\n"
        "Đến nay, toàn huyện đã tiêm được 12.500 con trâu bò, đạt 85% kế hoạch.\n"
        "Trạm thú y đề nghị các xã huy động dân quân và hoàn thành trước ngày 15/4.",
        ("Từ ngày 1/4", "12.500 con", "đề nghị các xã"),
        ("Đăng ngày", "Cỡ chữ", "Trang chủ"),
    ),
    "match": (
        "Yên Sơn vô địch giải bóng đá các xã\nTrời mưa to làm mặt sân huyện trơn trượt.\n"
        "Hiệp một, hai đội chơi thận trọng. Sang hiệp hai, HLV Lê Hân tung hai cầu thủ trẻ vào "
        "sân, nhưng thủ môn Đồng Mai chơi hay. Yên Sơn thắng 4-3 trong loạt luân lưu trước đội "
        "Đồng Mai và nhận cúp vô địch. Trận đấu có hai bàn thắng ở phút thứ 67 và 80.",
        ("thắng 4-3",),
        (),
    ),
    "law": (
        "QUYẾT ĐỊNH\nVề quản lý chợ\nCăn cứ Luật Tổ chức chính quyền địa phương;\nQUYẾT ĐỊNH:\n"
        "Điều 1. Ban hành kèm theo Quyết định này Quy định về quản lý chợ ở huyện Yên Lạc.\n"
        "Điều 2. Quyết định này có hiệu lực kể từ ngày 01 tháng 5 năm 2024.\n"
        "Điều 3. Chánh Văn phòng và Chủ tịch các xã chịu trách nhiệm thi hành Quyết định này.",
        ("Điều 1", "Điều 2"),
        ("chịu trách nhiệm", "Căn cứ"),
    ),
    "encyclopedia": (
        "# Chợ Yên Sơn\n**Chợ Yên Sơn** là chợ phiên ở huyện Yên Lạc, họp năm ngày một lần.[1]\n"
        "## Lịch sử\nChợ được lập năm 1887 trên nền một bến đò cũ. Mỗi phiên có 2.000 người.\n"
        '## Chú thích\n1. ^ "Chợ phiên". Báo Yên Lạc.\n2. ^ Lê Hân (2001), Lịch sử xã, tr. 45.',
        ("là chợ phiên",),
        ("tr. 45", "Báo Yên Lạc"),
    ),
    "shop": (
        "Máy dệt vải mini YL-200\nGiá: 12.500.000 đ 15.000.000 đ (-17%)\nThêm vào giỏ hàng\n"
        "Máy dệt của xưởng cơ khí Yên Lạc dệt được khổ vải 80 cm, nặng 45 kg. Mỗi giờ máy dệt "
        "được 1,5 m vải, gấp bốn lần dệt tay.\nQuý khách vui lòng đăng nhập để bình luận",
        ("khổ vải 80 cm", "1,5 m vải"),
        ("Giá:", "giỏ hàng", "đăng nhập"),
    ),
}


@pytest.mark.parametrize("page", PAGES)
def test_pages_of_other_kinds(page):
    text, printed, never = PAGES[page]
    shown = str(summarize(text))
    assert [piece for piece in printed if piece not in shown] == []
    assert [piece for piece in never if piece in shown] == []


def test_a_question_without_its_mark_is_no_answer():
    text = (
        "Có bao nhiêu hình thức phạt khi lấn chiếm vỉa hè?\n"
        "Căn cứ quy chế chợ, hộ lấn chiếm bị phạt 200.000 đồng. "
        "Như vậy, có 03 hình thức xử phạt bổ sung nào theo quy định hiện nay. "
        "Như vậy, hộ lấn chiếm vỉa hè bị phạt 200.000 đồng và phải dọn quầy trong ngày."
    )
    assert "hình thức xử phạt bổ sung nào" not in str(summarize(text))
    assert "phải dọn quầy" in str(summarize(text))


def test_a_text_in_capitals_has_a_summary_all_the_same():
    text = "XÃ YÊN SƠN SỬA CHỢ\nXÃ CHI 2 TỶ ĐỒNG THAY DÂY ĐIỆN. CHỢ MỞ LẠI NGÀY 20/4."
    assert "2 TỶ ĐỒNG" in str(summarize(text))


def test_the_name_of_the_state_is_no_headline():
    headline = brief(PAGES["minutes"][0]).headline
    assert headline.lower() == "biên bản họp ban quản lý chợ"


def test_a_page_may_begin_with_the_way_to_it():
    assert brief(PAGES["portal"][0]).headline == "Huyện Yên Lạc tiêm vắc xin cho đàn gia súc"
