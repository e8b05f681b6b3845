"""Pages of many kinds: what an editor takes of each, and what is never printed."""

import pathlib
import re

import pytest

from vntext import genre_of, summarize

TEXTS = dict(
    re.findall(
        r"^#### (\w+)\n((?:(?!####).*\n)+)",
        pathlib.Path(__file__).with_name("kinds.txt").read_text("utf8"),
        re.MULTILINE,
    )
)
PAGES = {
    "singer": (
        "biography",
        ["Đỗ Thị Sen (sinh", "Năm 1956, bà sáng lập", "Bà được tặng danh hiệu"],
    ),
    "runner": (
        "biography",
        ["Lê Thị Mận (sinh", "Cô được biết đến", "Thành tích tốt nhất"],
    ),
    "reply": ("letter", ["Cục Thuế tỉnh nhận được", "Đối chiếu các quy định"]),
    "telegram": (
        "letter",
        ["Theo báo cáo của Công an", "1. Chủ tịch Ủy ban", "2. Công an tỉnh"],
    ),
    "amending": ("law", ["Chợ họp từ 4 giờ", "Điều 2. Quyết định này có hiệu lực"]),
    "decree": (
        "law",
        ["Nghị quyết này quy định mức", "1. Mức thu ban ngày", "Nghị quyết này có hiệu lực"],
    ),
    "match": ("match", ["Chung cuộc, Yên Sơn thắng"]),
    "volleyball": ("match", ["Trận đấu kết thúc với"]),
    "book": ("review", ["“Bến không chồng cũ” là tiểu thuyết", "Dẫu vậy, đây là"]),
    "phone": ("review", ["Sao Mai 5 bán ra", "Tóm lại, Sao Mai 5"]),
    "question": ("questions", ["Như vậy, trước hết"]),
    "reader": ("questions", ["Như vậy, bạn chỉ phải"]),
    "league": ("match", ["Hạ Lý bảo vệ thành công"]),
    "story": (None, ["Ông Hải, 61 tuổi"]),
    "notice": ("minutes", ["2. Giao ban quản lý", "3. Các hộ bán hàng"]),
    "wiki": (None, ["Chợ Hạ là chợ phiên", "Chợ được lập", "Mỗi phiên chợ"]),
}

NEVER = (
    "Khúc hát bến", "Đêm trăng", "Vũ Tám (1999)", "Trần Bá (2004)", "Bà là con út",
    "Cô có hai em", "Năm 1952", "Công ty Dệt", "Như trên", "Báo và Đài", "Lưu:", "- Giám đốc",
    "- Chủ tịch", "3. Giao", "Cục Thuế trả lời", '"a) Tiền thuê', "Tiền thuê",
    "Trưởng ban Quản lý chợ", "Điều 3.", "Nghị quyết này áp dụng", "Ở trận lượt đi",
    "Vũ Tám mở tỷ số", "Ở trận đấu cùng giờ", "YÊN SƠN (4", "Bước vào trận", "Chợ Thượng",
    "Báo Yên Hà", "Trang tin của", "“Người đi thì", "Câu mở đầu", "Tôi đọc", "Hãy cùng",
    "Còn bạn", "Tôi xây nhà", "Chúc bạn", "“Có đêm", "Gió thổi", "Tham dự", "1. Ghi nhận",
    "Thông báo để", "Bạn đọc hỏi", "Sau khi học", "Vũ Tám được bố trí", "Kim Sơn chấp nhận",
)  # fmt: skip


@pytest.mark.parametrize("name", PAGES)
def test_what_an_editor_takes(name):
    kind, wanted = PAGES[name]
    text = TEXTS[name]
    genre = genre_of(text)
    assert (genre.name if genre else None) == kind
    taken = [s.shown or s.text for s in summarize(text)]
    for opening in wanted:
        assert any(opening in sentence[: len(opening) + 40] for sentence in taken), taken
    assert not any(sentence.startswith(NEVER) for sentence in taken), taken
