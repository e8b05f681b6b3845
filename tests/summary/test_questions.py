"""Questions that a reader asks of an article: the answer goes first."""

import pytest

from vntext import summarize

MEETING = (
    "Xã Yên Sơn bàn việc sửa chợ\n"
    "Sáng 3/4, tại nhà văn hóa xã, UBND xã Yên Sơn tổ chức hội nghị lấy ý kiến người dân về "
    "việc sửa chợ Yên Sơn.\n"
    "Tham dự hội nghị có ông Lê Hân, Bí thư Đảng ủy xã; bà Hà Thu, Phó Chủ tịch UBND xã; ông "
    "Mai Khuê, Trưởng ban quản lý chợ và đại diện 120 hộ kinh doanh.\n"
    "Theo phương án được trình bày, chợ mới có hai tầng, rộng 2.400 m2, với tổng kinh phí 18 "
    "tỷ đồng lấy từ ngân sách huyện và tiền góp của các hộ.\n"
    "Lý do phải sửa là mái tôn đã mục và hệ thống điện quá tải, từng gây hai vụ chập cháy "
    "trong năm ngoái.\n"
    "Nhiều ý kiến đề nghị xã bố trí chợ tạm ở sân vận động để các hộ không mất khách.\n"
    "Kết thúc hội nghị, 98 % số hộ bỏ phiếu tán thành phương án hai tầng.\n"
    "Bà Hà Thu cho biết công trình sẽ khởi công ngày 15/6 và hoàn thành trước Tết."
)
MATCH = (
    "Yên Sơn vô địch giải bóng đá huyện\n"
    "Chiều 20/8, trên sân vận động huyện Yên Lạc, đội Yên Sơn gặp đội Yên Thành trong trận "
    "chung kết giải bóng đá huyện.\n"
    "Hơn 3.000 khán giả đến sân từ sớm, mang theo trống và cờ.\n"
    "Phút 17, tiền đạo Vũ Bình mở tỷ số sau quả phạt góc của Đỗ Minh.\n"
    "Yên Thành gỡ hòa ở phút 60, nhưng trung vệ Trần Quang đánh đầu nâng tỷ số lên 2-1 ba "
    "phút trước khi hết giờ.\n"
    "Chung cuộc, Yên Sơn thắng 2-1 và lần đầu tiên giành chức vô địch.\n"
    "Danh hiệu cầu thủ xuất sắc nhất thuộc về Đỗ Minh với năm bàn thắng.\n"
    "Ban tổ chức thưởng đội vô địch 50 triệu đồng.\n"
    "Trận đấu phải dừng mười phút vì mưa lớn làm ngập góc sân phía nam."
)
FIRE = (
    "Cháy kho gỗ ở thôn Đoài\n"
    "Khoảng 2 giờ sáng 7/5, một kho gỗ rộng 500 m2 ở thôn Đoài, xã Yên Lạc, bốc cháy dữ dội.\n"
    "Người đầu tiên phát hiện là anh Phạm Sơn, bảo vệ xưởng mộc bên cạnh.\n"
    "Công an tỉnh điều sáu xe chữa cháy và 40 cán bộ, chiến sĩ đến hiện trường.\n"
    "Đến 5 giờ, ngọn lửa được dập tắt.\n"
    "Vụ cháy không gây thiệt hại về người nhưng thiêu rụi 200 m3 gỗ, ước tính thiệt hại 4 tỷ "
    "đồng.\n"
    "Nguyên nhân ban đầu được xác định do chập điện ở máy sấy.\n"
    "Chủ kho là ông Ngô Lan, 52 tuổi, trú tại thôn Đoài.\n"
    "Trong tuần này, xã sẽ kiểm tra toàn bộ các xưởng gỗ trên địa bàn."
)
SCHOOL = (
    "Trường Yên Sơn nhận thư viện mới\n"
    "Ngày 5/9, Trường THCS Yên Sơn khánh thành thư viện xây bằng tiền góp của cựu học sinh.\n"
    "Đến dự lễ có bà Lê Thị Ngọc, Giám đốc Sở Giáo dục và Đào tạo; ông Trần Bá Lộc, Chủ tịch "
    "UBND huyện; thầy Hoàng Nam, hiệu trưởng nhà trường.\n"
    "Thư viện có 6.000 đầu sách và 30 máy tính nối mạng.\n"
    "Công trình được xây trong 14 tháng trên nền nhà để xe cũ ở cổng phía đông.\n"
    "Người đứng ra vận động là chị Bùi Hoa, học sinh khóa 1998.\n"
    "Chị Hoa nói mình làm việc này vì ngày xưa muốn đọc một cuốn truyện phải đi bộ 7 km lên "
    "huyện.\n"
    "Theo hiệu trưởng, sau một tháng mở thử, mỗi ngày có 200 lượt học sinh đến đọc.\n"
    "Thư viện mở cửa từ 7 giờ đến 20 giờ các ngày trong tuần."
)
COURT = (
    "Tuyên án vụ lừa bán đất ở Yên Lạc\n"
    "\n"
    "Bị cáo nhận tiền của 12 người rồi bỏ trốn vào nam.\n"
    "\n"
    "Ngày 9/11, TAND huyện Yên Lạc xét xử sơ thẩm bị cáo Đỗ Văn Quý, 45 tuổi, về tội lừa đảo "
    "chiếm đoạt tài sản.\n"
    "Theo cáo trạng, từ tháng 3 đến tháng 10 năm ngoái, Quý vẽ bản đồ giả để rao bán các lô "
    "đất không có thật ở xã Yên Sơn.\n"
    "Tin lời, 12 người đã giao cho bị cáo tổng cộng 6,5 tỷ đồng. Quý dùng phần lớn số tiền "
    "này để trả nợ cờ bạc.\n"
    "Chủ tọa phiên tòa là thẩm phán Nguyễn Thị Mận. Tại tòa, bị cáo thừa nhận hành vi và xin "
    "giảm nhẹ hình phạt vì có mẹ già.\n"
    "Hội đồng xét xử tuyên phạt Quý 13 năm tù, buộc trả lại toàn bộ tiền cho các bị hại.\n"
    "Bị cáo có 15 ngày để kháng cáo.\n"
    "\n"
)
FLOOD = (
    "Lũ chia cắt ba bản ở Mường Lạn\n"
    "\n"
    "Mưa lớn suốt đêm 20/9 làm suối Nậm Ca dâng cao, cuốn trôi một cây cầu treo.\n"
    "\n"
    "Đến trưa 21/9, ba bản Pá Khoang, Nà Tấu và Huổi Lướt với 214 hộ dân vẫn bị cô lập. Điện "
    "và sóng điện thoại mất từ 3 giờ sáng.\n"
    "Huyện đã huy động 80 bộ đội và dân quân dùng bè đưa 35 người già, trẻ em ra trung tâm "
    "xã.\n"
    "Có mặt tại hiện trường chỉ đạo cứu hộ có ông Lò Văn Pâng, Chủ tịch UBND huyện; đại tá Cà"
    " Văn Chiến, Phó Chỉ huy trưởng Bộ Chỉ huy quân sự tỉnh; bà Quàng Thị Dín, Bí thư Đảng ủy"
    " xã.\n"
    "Hai người bị thương nhẹ khi sạt lở vùi lấp nhà bếp. Thiệt hại ban đầu ước khoảng 7 tỷ "
    "đồng, chủ yếu là lúa sắp gặt.\n"
    "Ông Pâng yêu cầu xã không để hộ nào thiếu ăn và cấm người dân vớt củi trên suối.\n"
    "Dự báo mưa còn kéo dài đến ngày 23/9. Huyện sẽ làm cầu tạm ngay khi nước rút.\n"
    "\n"
)


@pytest.mark.parametrize(
    ("article", "question", "answer"),
    [
        (MEETING, "Ai dự hội nghị?", "ông Lê Hân"),
        (MEETING, "những ai có mặt tại hội nghị", "ông Lê Hân"),
        (MEETING, "Thành phần tham dự gồm những ai?", "ông Lê Hân"),
        (MEETING, "Sửa chợ hết bao nhiêu tiền?", "18 tỷ đồng"),
        (MEETING, "kinh phí bao nhiêu", "18 tỷ đồng"),
        (MEETING, "chợ mới rộng bao nhiêu", "2.400 m2"),
        (MEETING, "Bao nhiêu hộ tán thành?", "98 %"),
        (MEETING, "Khi nào khởi công?", "15/6"),
        (MEETING, "bao giờ chợ làm xong", "trước Tết"),
        (MEETING, "Hội nghị họp ở đâu?", "nhà văn hóa"),
        (MEETING, "Vì sao phải sửa chợ?", "mái tôn"),
        (MEETING, "kết quả bỏ phiếu ra sao", "98 %"),
        (MEETING, "người dân đề nghị gì", "chợ tạm"),
        (MATCH, "Kết quả trận chung kết ra sao?", "thắng 2-1"),
        (MATCH, "tỷ số cuối cùng là bao nhiêu", "thắng 2-1"),
        (MATCH, "Ai mở tỷ số?", "Vũ Bình"),
        (MATCH, "Ai là cầu thủ xuất sắc nhất?", "Đỗ Minh với năm bàn"),
        (MATCH, "Trận đấu diễn ra khi nào?", "Chiều 20/8"),
        (MATCH, "trận chung kết đá ở đâu", "sân vận động huyện"),
        (MATCH, "vì sao trận đấu bị dừng", "mưa lớn"),
        (MATCH, "đội vô địch được thưởng bao nhiêu", "50 triệu"),
        (MATCH, "có bao nhiêu khán giả", "3.000"),
        (FIRE, "Vụ cháy xảy ra lúc mấy giờ?", "2 giờ sáng"),
        (FIRE, "cháy ở đâu", "thôn Đoài, xã Yên Lạc"),
        (FIRE, "nguyên nhân vụ cháy", "chập điện"),
        (FIRE, "Tại sao kho gỗ cháy?", "chập điện"),
        (FIRE, "thiệt hại bao nhiêu", "4 tỷ"),
        (FIRE, "Ai phát hiện đám cháy?", "Phạm Sơn"),
        (FIRE, "chủ kho là ai", "Ngô Lan"),
        (FIRE, "khi nào lửa tắt", "Đến 5 giờ"),
        (FIRE, "mấy xe chữa cháy", "sáu xe"),
        (FIRE, "có ai chết không", "không gây thiệt hại về người"),
        (FIRE, "xã sẽ làm gì", "kiểm tra toàn bộ"),
        (SCHOOL, "Những ai đến dự lễ khánh thành?", "Lê Thị Ngọc"),
        (SCHOOL, "đại biểu nào có mặt", "Lê Thị Ngọc"),
        (SCHOOL, "Ai vận động xây thư viện?", "Bùi Hoa"),
        (SCHOOL, "thư viện có bao nhiêu sách", "6.000"),
        (SCHOOL, "xây mất bao lâu", "14 tháng"),
        (SCHOOL, "Khi nào thư viện khánh thành?", "Ngày 5/9"),
        (SCHOOL, "thư viện mở cửa lúc mấy giờ", "từ 7 giờ"),
        (SCHOOL, "Vì sao chị Hoa làm việc này?", "đi bộ 7 km"),
        (SCHOOL, "mỗi ngày bao nhiêu học sinh đến đọc", "200 lượt"),
        (SCHOOL, "thư viện nằm ở đâu", "cổng phía đông"),
        (SCHOOL, "kết quả mở thử thế nào", "200 lượt"),
        (COURT, "bị cáo bị phạt bao nhiêu năm tù", "13 năm"),
        (COURT, "kết quả xét xử ra sao", "13 năm"),
        (COURT, "ai là chủ tọa", "Nguyễn Thị Mận"),
        (COURT, "phiên tòa mở khi nào", "9/11"),
        (COURT, "tiền dùng làm gì", "cờ bạc"),
        (COURT, "vì sao bị cáo xin giảm nhẹ", "mẹ già"),
        (COURT, "đất rao bán ở đâu", "Yên Sơn"),
        (COURT, "bị cáo bao nhiêu tuổi", "45 tuổi"),
        (COURT, "được kháng cáo trong bao lâu", "15 ngày"),
        (FLOOD, "Những ai có mặt chỉ đạo cứu hộ?", "Lò Văn Pâng"),
        (FLOOD, "ai đến hiện trường", "Lò Văn Pâng"),
        (FLOOD, "bao nhiêu hộ bị cô lập", "214"),
        (FLOOD, "mất điện từ khi nào", "3 giờ sáng"),
        (FLOOD, "thiệt hại bao nhiêu", "7 tỷ"),
        (FLOOD, "có ai bị thương không", "Hai người bị thương"),
        (FLOOD, "vì sao cầu treo bị trôi", "Mưa lớn"),
        (FLOOD, "chủ tịch huyện yêu cầu gì", "không để hộ nào"),
        (FLOOD, "mưa kéo dài đến bao giờ", "23/9"),
        (FLOOD, "huyện sẽ làm gì", "cầu tạm"),
        (FLOOD, "bao nhiêu người tham gia cứu hộ", "80 bộ đội"),
        (FLOOD, "những bản nào bị chia cắt", "Pá Khoang"),
    ],
)
def test_the_answer_goes_first(article, question, answer):
    assert answer in summarize(article, query=question, sentences=1).text


def test_without_a_question_no_list_of_those_who_came():
    assert "Tham dự hội nghị có" not in summarize(MEETING, sentences=3).text
    assert "Tham dự hội nghị có" not in summarize(MEETING, query="kinh phí", sentences=3).text


TALK = """Chủ tịch xã Yên Sơn: "Chợ mới phải là chợ an toàn"
Phóng viên Báo Yên Lạc trò chuyện với ông Trần Bá Lộc, Chủ tịch UBND xã Yên Sơn.
Phóng viên: Thưa ông, vì sao xã quyết định xây chợ mới?
Ông Trần Bá Lộc: Móng đã lún 12 cm, sửa sẽ tốn 9 tỷ đồng mà chỉ dùng thêm được năm năm.
Phóng viên: Trong thời gian xây, các hộ bán hàng ở đâu?
Ông Trần Bá Lộc: Chúng tôi đã dựng 120 quầy tạm ở sân vận động, miễn tiền thuê sáu tháng.
Phóng viên: Ông có lo vượt dự toán không?
Ông Trần Bá Lộc: Tôi lo chứ. Theo tôi, điều quan trọng nhất là dân được giám sát từng hóa đơn.
Phóng viên: Xin cảm ơn ông!"""


@pytest.mark.parametrize(
    ("query", "answer"),
    [
        ("Vì sao xây chợ mới?", "Móng đã lún"),
        ("Các hộ bán hàng ở đâu?", "120 quầy tạm"),
        ("Ông có lo vượt dự toán không?", "Tôi lo chứ"),
    ],
)
def test_the_answer_to_a_question_of_the_talk_itself(query, answer):
    assert answer in str(summarize(TALK, sentences=1, query=query))


def test_what_a_court_decided_is_not_what_was_asked_of_it():
    text = (
        "Tranh chấp tiền vay ở Yên Lạc\n"
        "Theo đơn khởi kiện, bà H yêu cầu Tòa án buộc ông K trả 200 triệu đồng và tiền lãi.\n"
        "Ông K vắng mặt hai lần nên Tòa án xét xử vắng mặt.\n"
        "Chấp nhận yêu cầu khởi kiện của bà H. Buộc ông K trả bà H 222 triệu đồng."
    )
    shown = str(summarize(text, sentences=1, query="Tòa quyết định thế nào?"))
    assert shown.startswith(("Chấp nhận", "Buộc ông K"))
