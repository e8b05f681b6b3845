"""What several parts of a summary ask for is looked for once, and given on."""

import pytest

from vntext.summary.candidates import find_candidates
from vntext.summary.genre import find_genre
from vntext.summary.needs import needs_of
from vntext.summary.pieces import pieces_in
from vntext.summary.signs import kinds_of_words, signs_of, word_signs

TEXTS = [
    "Chợ Yên Sơn mở lại\nĐồng chí Lê Hân chỉ đạo: các hộ phải thay dây điện cũ trước mùa khô năm "
    "nay, cả ở chợ và ở nhà. Ảnh: Mai Khuê\nĐến dự có ông Trần Bá Lộc, bà Hà Thu và bà Lê Mai.",
    "Trận chung kết\nĐội Yên Sơn thắng đội Tam Hà 3-1 ở vòng bảng. Trọng tài thổi phạt đền phút "
    "80. Thủ môn đội khách bị thẻ đỏ. Huấn luyện viên Lê Hân khen các cầu thủ. Hiệp một hòa 1-1.",
    "",
]


@pytest.mark.parametrize("text", TEXTS)
def test_what_is_given_on_is_what_would_be_looked_for(text):
    lines, at = [], 0
    for line in text.split("\n"):
        lines.append((at, at + len(line), "body", ""))
        at += len(line) + 1
    spans = [row[:2] for row in lines]
    held = pieces_in(text)
    found = find_candidates(text, lines, spans)
    assert find_candidates(text, lines, spans, held=held) == found
    assert find_genre(text, lines, "", held) == find_genre(text, lines, "")
    rows = [c.text for c in found]
    kinds = kinds_of_words(rows)
    assert needs_of(found, kinds) == needs_of(found)
    sizes = [c.size for c in found]
    assert signs_of(rows, sizes, kinds) == signs_of(rows, sizes)


def test_words_of_courtesy_and_events_are_no_signs():
    line = "Tại hội nghị, xã nhiệt liệt chào mừng các đội; ông Lộc cũng cho biết sẽ mở chợ."
    assert {"courtesy", "event", "also"} < kinds_of_words([line])[0]
    assert word_signs([line])[0].isdisjoint(("courtesy", "event", "also"))
    assert {name for name, _ in signs_of([line], [18])[0]}.isdisjoint(("courtesy", "event", "also"))
