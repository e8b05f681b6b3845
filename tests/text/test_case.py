import pytest
from hypothesis import given, settings, strategies as st

import vntext
from vntext.alignment import Alignment
from vntext.resources import load_toml
from vntext.text.case import case_edits
from vntext.text.reading import read_texts


def read(text):
    return Alignment.from_edits(case_edits(text)).apply(text)


@pytest.mark.parametrize(
    "text",
    [
        "Ông Nguyễn Văn An ở Hà Nội ký Nghị định 58/2025/NĐ-CP.",
        "Quyết định 749/QĐ-TTg của Thủ tướng Chính phủ về chuyển đổi số.",
        "Hôm nay trời đẹp! Mọi người đi chơi?",
        "Bà Trần Thị Mai, Chủ tịch UBND tỉnh Hà Giang, tiếp đoàn. Sau đó bà về Huế.",
    ],
)
def test_small_letters_and_capitals_are_read_as_usual(text):
    assert read(text.lower()) == text
    assert read(text.upper()) == text


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("shop giao hàng nhanh. son đẹp lắm ạ. sẽ ủng hộ tiếp", 3),
        ("em ở tp. huế. nhà em gần chợ. ths. lê an dạy ở đó. hay lắm", 4),
        ("mua 5 ký. gửi qua xe. ok nhé! đi đâu? chưa biết", 5),
        ("các loại rau, củ, v.v. rất tươi. giá rẻ", 2),
    ],
)
def test_sentences_of_small_letters_begin_behind_stops(text, sentences):
    assert len(vntext.sent_tokenize(text)) == sentences


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("giá tăng mạnh (chiếm 40,6%). thời gian làm là hai năm.", 2),
        ("xã làm xong năm 2031. mục tiêu là nước sạch.", 2),
        ("ông nói “đê yếu lắm”. cả xã thức trắng đêm", 2),
        ("mua gạo, muối, mắm... để dành cho mùa mưa. ai cũng vui", 2),
    ],
)
def test_what_stands_before_a_stop_of_small_letters(text, sentences):
    assert len(vntext.sent_tokenize(text)) == sentences


def test_a_name_that_comes_again_is_one_in_all_its_places():
    text = (
        "công an bắt nguyễn thị đào ở xã yên sơn. trước đó đào bán hàng ở chợ.\n"
        "nhóm mộc miên hát ở huế. theo mộc miên, đêm nhạc rất vui. khán giả mến mộc miên."
    )
    assert read(text).count("Đào") == 2
    assert read(text).count("Mộc Miên") == 3
    assert "bạn anh" in read("ông lê tuấn anh gặp bạn anh ở huế")


@pytest.mark.parametrize(
    "text",
    [
        "shop giao hàng nhanh. son đẹp lắm ạ. sẽ ủng hộ tiếp",
        "tối nay nấu gì vậy. mai ăn lẩu đi",
        "váy xinh lắm. vải mát. may kỹ. mặc vừa in",
        "trời lạnh quá. tuyết rơi dày. nhớ mặc ấm",
        "mình mới mua. hoa rất thơm. cảm ơn shop",
    ],
)
def test_a_word_that_only_its_sentence_capitalises_is_nobody(text):
    assert [e for e in vntext.analyze(text).entities if e.label == "PERSON"] == []


def test_it_is_somebody_where_the_text_says_so():
    text = "ông trần văn sơn đến huế. sơn gặp bạn cũ. hùng cũng đến"
    people = [e.text for e in vntext.analyze(text).entities if e.label == "PERSON"]
    assert people == ["trần văn sơn", "sơn", "hùng"]


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        x
        for kind in ("mixed", "small")
        for x in load_toml("text/case.toml")[kind]["examples"].items()
    ],
)
def test_words_with_capitals_inside(given, wanted):
    assert read(given) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "",
        "VTV",
        "trời mưa",
        "Sáng nay trời mưa to ở Huế.\nquần áo trẻ em cũ\nsách vở các lớp",
        "Trăm năm trong cõi người ta\nchữ tài chữ mệnh khéo là ghét nhau",
    ],
)
def test_usual_text_stays(text):
    assert not case_edits(text)


def test_a_heading_of_capitals_among_other_lines():
    text = "ỦY BAN NHÂN DÂN TỈNH HÀ GIANG\nSáng nay trời mưa to ở Huế."
    assert read(text) == "Ủy ban nhân dân tỉnh Hà Giang\nSáng nay trời mưa to ở Huế."


def test_lines_whose_sentences_begin_small_among_other_lines():
    text = "Bình luận của Mai:\nhôm nay trời đẹp. mai đi huế nhé. ai đi cùng không?\nHết."
    assert read(text).split("\n")[1] == "Hôm nay trời đẹp. Mai đi Huế nhé. Ai đi cùng không?"


def test_addresses_keep_their_letters():
    text = "gửi thư cho lan@vidu.vn hoặc xem https://vidu.vn/ha-noi #hanoi @lan_anh ở hà nội"
    assert read(text).endswith(
        "lan@vidu.vn hoặc xem https://vidu.vn/ha-noi #hanoi @lan_anh ở Hà Nội"
    )


def test_names_are_found_and_spans_are_slices_of_the_text_as_given():
    text = "ông lê văn an thăm tỉnh hà giang và ký nghị định 58/2025/nđ-cp"
    doc = vntext.analyze(text)
    assert [(text[e.start : e.end], e.label) for e in doc.entities] == [
        ("lê văn an", "PERSON"),
        ("tỉnh hà giang", "LOC"),
        ("nghị định 58/2025/nđ-cp", "LAW"),
    ]


@settings(deadline=None)
@given(st.text(alphabet="aàđ HÀ.\n1-/nq@İßǅ", max_size=40))
def test_edits_change_letters_case_alone_and_keep_the_length(text):
    new = read(text)
    assert len(new) == len(text)
    assert new.lower() == text.lower()


@given(
    st.lists(st.sampled_from(["ông an ở huế.", "TIN MỚI HÔM NAY Ở", "Trời mưa.", ""]), max_size=4)
)
@settings(deadline=None)
def test_texts_of_a_call_do_not_disturb_each_other(texts):
    together = [r.text for r in read_texts(texts)]
    assert together == [read_texts([t])[0].text for t in texts]


@pytest.mark.parametrize("unit", ["an ", "a.", "1/nq-", "nguyễn văn an. ", "A ", "@", "-"])
def test_hostile_text_takes_linear_time(grows_linearly, unit):
    grows_linearly(case_edits, unit, times=2000)
