import re

import pytest
from hypothesis import given, strategies as st

import vntext
from vntext.alignment import Alignment
from vntext.text.stops import stop_edits


@pytest.mark.parametrize(
    "text",
    [
        "Trời mưa. Lợi dụng lúc đó họ đi.",
        "Giá 4,15 triệu USD. Tăng 5%.",
        "Giá tăng 5%. Hàng đắt.",
        "Ngày 5/3. Hội nghị khai mạc.",
        "Họ họp ở VTV. Ông Ba nói.",
        "Cầu dài 2,5m. Cảnh báo đã có (từ sáng). Nó cao.",
        "Ông thăm Moscow. Bình luận rất nhiều.",
        "Quốc gia giàu nhất châu Á. SMBC góp vốn.",
        "Bà hỏi: “Ai đó?” Không ai đáp.",
        "Họ đi mãi... Trời tối.",
        "Kết quả năm 2008. Mexico thắng.",
        "Cô vào chung kết Miss World. Tân hoa hậu rất trẻ.",
        "Lối đi rộng 3 m. Khu vực sau rộng hơn.",
        "Họ bay từ Florida. Đến nơi trời tối.",
    ],
)
def test_a_space_that_was_forgotten(text):
    glued = text.replace(". ", ".").replace("” K", "”K").replace("... ", "...")
    edits = stop_edits(glued)
    assert Alignment.from_edits(edits).apply(glued) == text
    assert len(vntext.analyze(glued).sentences) == len(vntext.analyze(text).sentences) > 1


@pytest.mark.parametrize(
    "rest",
    [
        "Anh ta khai với Sky News. Marek sẽ kháng cáo.",
        "Đội Pháp thắng ở World Cup. Messi bật khóc.",
        "Bà Helmer gặp ông Kowalsky. Helmer đã mệt.",
        "Khó ngủ qua ae a. Cuộc đời là vậy.",
        "Tập đoàn có hai nghìn nhân viên. B. K Group rất lớn.",
    ],
)
def test_a_text_that_forgets_the_space_forgets_it_everywhere(rest):
    sure = "Trời mưa. Nước dâng cao. Cả xã sơ tán. "
    glued = (sure + rest).replace(". ", ".")
    stops = [m.end() for m in re.finditer(r"\.(?=[A-ZĐ])", glued)]
    stops = [k for k in stops if not glued.startswith("K Group", k)]
    assert [e.start for e in stop_edits(glued)] == stops
    assert len(stop_edits("Trời mưa. " + rest.replace(". ", "."))) < len(stops)


@pytest.mark.parametrize("name", ["M.Khương", "TP.Huế", "Mr.Đàm", "Th.Hà", "Vidu.Com", "C.T"])
def test_names_cut_short_keep_their_stops_there(name):
    text = f"Trời mưa.Nước dâng cao.Cả xã sơ tán và {name} cũng đi.Sau đó tạnh."
    assert len(stop_edits(text)) == 3


@pytest.mark.parametrize(
    "text",
    [
        "Ảnh: M.Khương và T.Lan",
        "GS.TSKH.Phan Văn Mai đến TP.Hồ Chí Minh",
        "đọc ở Vidu.Com hoặc vidu.vn",
        "gồm 12 bài; 3.Lịch sử gồm 7 bài",
        "1.Về công tác\n12.Tìm hiểu",
        "U.S.A và J.K",
        "bà L.H cho biết",
        "Trung tâm Sport.Trueid",
    ],
)
def test_stops_that_end_nothing(text):
    assert stop_edits(text) == []


@given(st.text(alphabet="aĐàTP.?!”) 5%\nVN", max_size=40))
def test_edits_put_in_single_spaces_behind_stops(text):
    for e in stop_edits(text):
        assert (e.end - e.start, e.replacement) == (0, " ")
        assert text[e.start - 1] in '.?!…”"’)]»'
        assert text[e.start].isupper()


@pytest.mark.parametrize("unit", ["a.A", "mưa.Lợi ", ".", "5.Hà", "aaaa", "...A"])
def test_hostile_text_takes_linear_time(grows_linearly, unit):
    grows_linearly(stop_edits, unit, times=2000)
