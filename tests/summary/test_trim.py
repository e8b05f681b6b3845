from itertools import pairwise

import pytest
from hypothesis import given, strategies as st

from vntext import summarize
from vntext.resources import load_toml
from vntext.summary.offices import find_offices
from vntext.summary.terms import words_in
from vntext.summary.trim import clip, find_cuts, narrower, without

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


def narrowed(text, room):
    return without(text, find_cuts(text, room=room))


@pytest.mark.parametrize(
    ("before", "room", "after"),
    [
        (
            "Chị Lê Thị Hân, 36 tuổi, trú tại thôn Đông, xã Yên Sơn, được trao giải nhất.",
            9,
            "Chị Lê Thị Hân được trao giải nhất.",
        ),
        (
            "Ông Trần Bá Lộc đề nghị: Thời gian tới, các hộ kinh doanh, ban quản lý chợ và các "
            "thôn quanh chợ tiếp tục nêu cao tinh thần trách nhiệm trong thực hiện quy chế chợ.",
            20,
            "Ông Trần Bá Lộc đề nghị: các hộ kinh doanh tiếp tục thực hiện quy chế chợ.",
        ),
        (
            "Các thôn đã rà soát, đánh giá lối thoát ở chợ, tuyên truyền cho từng hộ buôn bán.",
            10,
            "Các thôn đã rà soát lối thoát ở chợ.",
        ),
        (
            "Nhằm giữ an toàn cho chợ trong mùa khô, xã Yên Sơn phát bình chữa cháy cho các hộ.",
            12,
            "Xã Yên Sơn phát bình chữa cháy cho các hộ.",
        ),
        (
            "Xã Yên Sơn phát bình chữa cháy cho các hộ trên địa bàn xã.",
            11,
            "Xã Yên Sơn phát bình chữa cháy cho các hộ.",
        ),
        (
            "Xã Yên Sơn dành 2 tỷ đồng sửa mái chợ, góp phần giữ an toàn cho các hộ buôn bán.",
            12,
            "Xã Yên Sơn dành 2 tỷ đồng sửa mái chợ.",
        ),
    ],
)
def test_where_there_is_little_room_more_goes(before, room, after):
    assert narrowed(before, 99) == before
    assert narrowed(before, room) == after


@pytest.mark.parametrize(
    "text",
    [
        # the verb of the directive stands behind "và"
        "Ông Trần Bá Lộc đề nghị ban quản lý chợ Yên Sơn và các thôn tạo điều kiện cho các hộ.",
        # persons of a list, and the second half of a decision
        "Xã kỷ luật ông Trần Bá Lộc, trưởng ban quản lý chợ; ông Lê Hân, thủ quỹ của chợ.",
        "Hội đồng xã miễn nhiệm chức chủ tịch của ông Lộc; bầu bà Lê Hân làm chủ tịch xã.",
        "Quy chế chợ quy định, hộ nào để hàng ở lối thoát; hộ nào dùng bếp than phải dọn hàng.",
        # what asks for a purpose
        "Kẻ gian ở chợ Yên Sơn đã lợi dụng đêm tối để lấy trộm hàng hóa của các hộ.",
        # negation, announced enumeration
        "Xã Yên Sơn dành 2 tỷ đồng sửa mái chợ, nhằm bảo đảm không hộ nào phải nghỉ bán.",
        "Ba việc phải làm là thay dây điện cũ; mua bình chữa cháy; dọn lối thoát ở hai cổng.",
    ],
)
def test_also_where_there_is_little_room_some_things_stay(text):
    assert narrowed(text, 3) == text


def test_all_of_the_best_sentences_stand_in_a_narrow_budget():
    lead = "Hơn một trăm hộ quanh chợ Yên Sơn (xã Yên Sơn) học cách dùng bình chữa cháy xách tay."
    told = (
        "Các hộ đã được nghiên cứu, học tập cách ngắt cầu dao và cách thoát khỏi chợ khi có khói; "
        "cách gọi cứu hỏa; cách dập lửa ở quầy vải; cách cứu người bị ngạt."
    )
    order = (
        "Phát biểu kết thúc lớp, đồng chí Trần Bá Lộc, Ủy viên Ban Thường vụ, Bí thư Đảng ủy xã, "
        "Trưởng ban Chỉ đạo chợ yêu cầu: các hộ thay dây điện cũ trước mùa khô năm nay, góp phần "
        "bảo đảm an toàn cho tiểu thương và người mua hàng trong dịp cuối năm."
    )
    text = f"Xã Yên Sơn mở lớp phòng cháy\n\n{lead}\n\n{told}\n{order}"
    made = summarize(text, words=60, trim=True)
    assert [s.text for s in made] == [lead, told, order]
    assert sum(words_in(s.shown) for s in made) <= 60
    assert "Trần Bá Lộc, Bí thư Đảng ủy xã yêu cầu" in made.sentences[-1].shown
    for s in made:
        assert all(s.start <= c.start < c.end <= s.end and c.text in text for c in s.cuts)
        assert s.cuts


@pytest.mark.parametrize("last", ["những quầy hàng ở bến Mai Khuê", "40 quầy hàng ở bến"])
def test_what_holds_no_name_and_no_figure_goes_first(last):
    line = f"Xã triển khai thay dây điện cũ ở chợ, xây dựng mái che cho các hộ, rà soát {last}."
    steps = [without(line, cuts) for _, cuts in narrower(line, ())]
    assert [("mái che" in step, last in step) for step in steps] == [
        (True, True),
        (False, True),
        (False, False),
    ]
