from itertools import pairwise

import pytest
from hypothesis import given, strategies as st

from vntext.resources import load_toml
from vntext.summary.offices import find_offices
from vntext.summary.terms import words_in
from vntext.summary.trim import clip, find_cuts, without

TABLE = load_toml("summary/trim.toml")
RULES = {
    "brackets": "brackets",
    "offices": "offices",
    "introductions": "introduction",
    "tails": "tail",
    "clauses": "clauses",
}


def trimmed(text):
    return without(text, find_cuts(text))


@pytest.mark.parametrize("kind", RULES)
def test_the_table_of_cuts_proves_itself(kind):
    for before, after in TABLE[kind]["examples"]:
        assert trimmed(before) == after
        assert RULES[kind] in {cut.rule for cut in find_cuts(before)}
    for text in TABLE[kind]["counter_examples"]:
        assert RULES[kind] not in {cut.rule for cut in find_cuts(text)}


@pytest.mark.parametrize(
    "text",
    [
        "Ông nói: “Đồng chí Lê Hân, Bí thư Chi bộ, Trưởng thôn (mới) đã dọn chợ”.",
        'Bà Khuê viết "Bên cạnh đó, ông Lộc (bìa phải) vắng mặt" trên tường.',
    ],
)
def test_no_cut_lies_in_a_quotation(text):
    assert find_cuts(text) == ()


@pytest.mark.parametrize(
    "announced",
    [
        "Ba cá nhân bị kiểm tra là ",
        "Xã đề ra bốn nhóm giải pháp: ",
        "Ban quản lý chợ mới gồm ",
        "Xã giao nhiệm vụ cụ thể như sau: ",
    ],
)
def test_an_announced_enumeration_is_whole(announced):
    text = announced + "; ".join(["ông Trần Bá Lộc, trưởng ban quản lý chợ Yên Sơn khóa trước"] * 6)
    assert words_in(text) > 60
    assert find_cuts(text + ".") == ()


@pytest.mark.parametrize("word", ["không", "chưa", "nếu", "trừ", "nhưng", "tối đa"])
def test_no_negation_and_no_condition_is_cut(word):
    text = (
        "Xã Yên Sơn yêu cầu các hộ kinh doanh quanh chợ thay toàn bộ dây điện cũ trước mùa khô năm "
        "nay và đặt bình chữa cháy ở từng quầy hàng, nhằm bảo đảm an toàn cho tiểu thương {} ai "
        "cũng biết cách dùng bình chữa cháy xách tay ở từng quầy hàng trong chợ."
    )
    assert [c.rule for c in find_cuts(text.format("khi"))] == ["tail"]
    assert find_cuts(text.format(word)) == ()
    assert find_cuts(f"Các hộ ({word} là hộ nghèo) nộp phí chợ mỗi quý một lần.") == ()


def test_a_word_that_only_holds_a_negation_may_go():
    assert find_cuts("Các hộ (do ban chỉ đạo chọn) nộp phí chợ mỗi quý một lần.")


def test_a_short_sentence_keeps_its_tail():
    text = "Xã thay dây điện ở chợ, góp phần bảo đảm an toàn cho các tiểu thương."
    assert find_cuts(text) == ()
    assert words_in(text) < 45


@pytest.mark.parametrize(
    ("offices", "kept"),
    [
        ("Ủy viên Trung ương Đảng, Bí thư Tỉnh ủy, Trưởng Đoàn đại biểu Quốc hội tỉnh", 1),
        ("Phó Bí thư Tỉnh ủy, Chủ tịch UBND tỉnh", 1),
        ("Ủy viên Ban Thường vụ Tỉnh ủy, Phó Chủ tịch UBND tỉnh", 1),
        ("Bí thư Huyện ủy, Chủ tịch HĐND huyện", 0),
        ("nguyên Ủy viên Trung ương Đảng, nguyên Bí thư Thành ủy", 1),
        ("Giám đốc Sở Công Thương, Trưởng ban Chỉ đạo chợ", 0),
    ],
)
@pytest.mark.parametrize("joint", [",", " -"])
def test_the_office_that_matters_is_kept(offices, kept, joint):
    text = f"Ông Trần Bá Lộc{joint} {offices} cho biết chợ sẽ mở lại."
    want = f"Ông Trần Bá Lộc{joint} {offices.split(', ')[kept]} cho biết chợ sẽ mở lại."
    assert trimmed(text) == want


def test_where_the_end_of_the_last_office_is_not_known_it_stays():
    text = "Dự lễ có ông Trần Bá Lộc, Phó Bí thư, Chủ tịch xã, Trưởng ban chợ mới"
    assert trimmed(text) == "Dự lễ có ông Trần Bá Lộc, Chủ tịch xã, Trưởng ban chợ mới"
    assert list(find_offices("Ông Trần Bá Lộc, Chủ tịch xã, nói về chợ.")) == []


@given(st.text(alphabet='aĐ (),;:.“”"-', max_size=80))
def test_any_text(text):
    line = " ".join(text.split())
    cuts = find_cuts(line, long=3)
    assert list(cuts) == sorted(cuts)
    assert all(a.end <= b.start for a, b in pairwise(cuts))
    assert all(0 <= c.start < c.end <= len(line) for c in cuts)
    assert words_in(without(line, cuts)) <= words_in(line)


@pytest.mark.parametrize("n", [1, 3, 8])
def test_what_is_clipped_has_so_many_syllables(n):
    assert words_in(clip("Xã Yên Sơn mở lớp tập huấn phòng cháy.", n)) == n


UNITS = [
    "Ông Lê Hân, Bí thư, ",
    "Ủy viên, ",
    "(a) ",
    "(",
    "a; ",
    "để ",
    ", nhằm ",
    '"',
    "“a",
    "ba nhóm ",
    "Đ",
    "Tại lễ ",
]


@pytest.mark.parametrize("unit", UNITS)
def test_a_long_sentence_takes_linear_time(grows_linearly, unit):
    grows_linearly(find_cuts, unit, times=1000)
    assert len(find_cuts(unit * 100)) < 1000
