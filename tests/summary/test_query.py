import pytest

from vntext.resources import load_toml
from vntext.summary.api import summarize
from vntext.summary.many import summarize_many
from vntext.summary.query import answers, read_question

TABLE = load_toml("summary/query.toml")


@pytest.mark.parametrize("row", TABLE["answer"], ids=lambda row: row["kind"])
def test_the_table_of_answers_proves_itself(row):
    question, right, wrong = row["examples"]
    assert row["kind"] in read_question(question).kinds
    good, bad = answers([right, wrong], question)
    assert good > bad


def test_the_share_of_a_query():
    four = ["chợ cá", "chợ rau", "cá", "rau"]
    both, market, fish, none = answers(four, "chợ cá")
    assert (both, none) == (1, 0)
    assert 0 < market < 1
    assert 0 < fish < 1
    assert market + fish < 1  # side by side says more
    assert answers(four, "chợ chợ cá")[0] == pytest.approx(1, abs=0.5)
    assert answers(four, "chợ huyện") == pytest.approx([1, 1, 0, 0])
    assert answers(four, "huyện") == [0, 0, 0, 0]
    assert answers([], "chợ") == []
    # a query of common words still finds something
    assert answers(["của chợ", "chợ"], "của") == [1, 0]
    rare, common = answers(["rắn", "của"], "rắn của")
    assert rare > common > 0


def test_words_that_ask_are_not_looked_for():
    question = read_question("Bị cáo Lộc bị phạt bao nhiêu năm tù?")
    assert not {"bao", "nhiêu"} & set(question.words)
    assert question.kinds == ("verdict",)
    # but a query of nothing else is about them
    assert read_question("bao nhiêu").words == ("bao", "nhiêu")


def test_words_side_by_side_say_more():
    near, far = answers(
        ["Ban quản lý chợ họp sáng nay.", "Chợ họp đông, ban nhạc chơi, xã quản rất lý thú."],
        "ban quản lý chợ",
    )
    assert near > far


def test_other_words_for_the_same():
    said, other = answers(["Năm người tử vong trong vụ cháy.", "Năm người dự lễ."], "ai bị chết")
    assert said > other
    assert answers(["UBND xã họp."], "Ủy ban nhân dân") == pytest.approx([1], abs=0.5)
    assert answers(["Ủy ban nhân dân xã họp.", "Xã họp."], "UBND")[1] == 0


@pytest.mark.parametrize("text", ["Thuỷ lợi", "Kĩ thuật"])
def test_spellings_of_one_word(text):
    assert answers([text], {"Thuỷ lợi": "thủy lợi", "Kĩ thuật": "kỹ thuật"}[text]) == [1]


TRIAL = (
    "Sáng 3/4, tòa án huyện mở phiên xét xử vụ cháy chợ Yên Sơn.\n"
    "Theo cáo trạng, có bao nhiêu vốn liếng bị cáo Lộc đều dồn vào quầy vải trước tết.\n"
    "Bị cáo khai đã câu điện trái phép nhiều năm để chạy quạt cho quầy hàng của mình.\n"
    "Sau hai giờ nghị án, tòa tuyên phạt bị cáo Lộc ba năm tù về tội vi phạm quy định phòng cháy. "
    "Tổng thiệt hại của vụ cháy được xác định là 12 tỷ đồng."
)


@pytest.mark.parametrize(
    ("query", "answer"),
    [
        ("Lộc bị phạt bao nhiêu năm?", "ba năm tù"),
        ("mức án của bị cáo", "ba năm tù"),
        ("vụ cháy thiệt hại bao nhiêu?", "12 tỷ đồng"),
        ("phiên xét xử mở khi nào?", "Sáng 3/4"),
        ("câu điện trái phép", "câu điện trái phép"),
    ],
)
def test_the_answer_goes_first(query, answer):
    assert answer in summarize(TRIAL, sentences=1, query=query).text
    assert answer in summarize_many([TRIAL, "Chợ họp vui."], sentences=1, query=query).text


@pytest.mark.parametrize("query", ["", "?", "...", "ai", "bao nhiêu"])
def test_a_query_of_nothing(query):
    assert summarize(TRIAL, sentences=1, query=query).text


@pytest.mark.parametrize("unit", ["Ông Lộc bị phạt 3 năm tù tại xã. ", "A ", "Ông A B "])
def test_long_texts_take_linear_time(grows_linearly, unit):
    grows_linearly(lambda text: answers(text.split(". "), "Ai bị phạt bao nhiêu?"), unit, times=500)
