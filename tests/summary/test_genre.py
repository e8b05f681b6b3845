import re

import pytest

from vntext import analyze, genre_of, summarize
from vntext.resources import load_toml

GENRES = load_toml("summary/genres.toml")["genre"]

QUESTIONS = (
    "Chợ xã có được mở ban đêm không?\n\n"
    "Chợ xã có được mở ban đêm không? Mức phạt là bao nhiêu?\n\n"
    "Căn cứ Điều 5 Quy chế chợ xã, giờ họp chợ được quy định như sau:\n\n"
    "1. Chợ họp từ 5 giờ đến 18 giờ hằng ngày, trừ ngày lễ theo thông báo của ban quản lý.\n\n"
    "2. Ban quản lý chợ niêm yết giờ họp ở cổng chợ và thông báo trên loa của xã.\n\n"
    "Như vậy, chợ xã không được mở ban đêm, trừ phiên chợ Tết do xã quyết định.\n\n"
    "Trên đây là nội dung tư vấn gửi đến bạn đọc."
)


@pytest.mark.parametrize("row", GENRES, ids=lambda row: row["name"])
def test_the_rows_prove_themselves(row):
    found = genre_of(row["example"])
    assert (found.name, found.reason) == (row["name"], row["reason"])
    other = genre_of(row["counter_example"])
    assert other is None or other.name != row["name"]


def test_news_has_no_genre_of_its_own():
    assert genre_of("Xã sửa chợ\nXã Yên Sơn sửa chợ từ sáng 3/4. Chợ mở lại ngày 3/6.") is None
    assert genre_of("") is None


def test_the_answer_and_not_the_question():
    assert genre_of(QUESTIONS).name == "questions"
    taken = [s.text for s in summarize(QUESTIONS)]
    assert any(s.startswith("Như vậy") for s in taken)
    assert not any(s.endswith(("?", ":")) or s.startswith("Trên đây") for s in taken)


def test_a_list_has_fewer_sentences():
    text = GENRES[-1]["example"] + (
        "\nDây điện cũ dễ chập, nhất là ở những quầy bán đồ điện trong chợ."
        "\nXã Yên Sơn sẽ phát bình chữa cháy cho các hộ quanh chợ từ đầu tháng sau."
    )
    assert genre_of(text).name == "list"
    assert len(summarize(text)) == 2
    assert len(summarize(text, sentences=3)) == 3


def test_the_score_of_a_match():
    text = (
        "Yên Sơn thắng trận chung kết giải xã\n"
        "Sân Yên Sơn chiều qua chật kín người xem từ sớm.\n"
        "Hai đội chơi thận trọng trong suốt hiệp 1 và ít có cơ hội. "
        "Trọng tài phải dừng trận đấu vì mưa lớn giữa hiệp 2. "
        "Yên Sơn thắng 2-1 nhờ hai bàn thắng của Lê Hân trong mười phút cuối. "
        "Người xem ra về trong tiếng trống."
    )
    assert genre_of(analyze(text)).name == "match"
    assert any("2-1" in s.text for s in summarize(text))


HOSTILE = (
    "a.",
    "A ",
    "1",
    "1-1 ",
    "(",
    "(a",
    "(a (sinh ",
    "\n",
    "a, ",
    "“",
    "- ",
    "Ông ",
    "hòa 1-",
)


@pytest.mark.parametrize("row", GENRES, ids=lambda row: row["name"])
def test_patterns_take_linear_time(row, linear):
    written = [row.get(name, "") for name in ("headline", "prefers", "best", "against", "itself")]
    anywhere = [re.compile(source) for source in (*written, row.get("asked_from", "")) if source]
    opening = re.compile(row.get("opening", ""))

    def run(k: int) -> None:
        for unit in HOSTILE:
            text = unit * ((8_000 if k else 2_000) // len(unit))
            opening.match(text)
            for pattern in anywhere:
                pattern.search(text)

    linear(run, 4)
