import pytest

from vntext import analyze
from vntext.errors import InvalidOptionError, InvalidTextError
from vntext.summary.api import summarize
from vntext.summary.candidates import Candidate
from vntext.summary.features import count
from vntext.summary.many import Digest, summarize_many
from vntext.summary.options import Budget
from vntext.summary.preferences import preferences
from vntext.summary.select import Selection
from vntext.summary.terms import words_in

FIRST = (
    "Cháy chợ Yên Sơn trong đêm\n"
    "Lửa bùng lên lúc 0h30 tại chợ Yên Sơn, thiêu rụi mười hai quầy hàng vải, không ai bị thương.\n"
    "Theo ông Trần Bá Lộc, trưởng ban quản lý chợ, lửa bốc ra từ một quầy vải ở cổng phía bắc rồi "
    "lan nhanh sang các quầy bên cạnh vì gió lớn.\n"
    "Hải Đường"
)
SECOND = (
    "Chợ Yên Sơn cháy lớn, mười hai quầy vải bị thiêu rụi\n"
    "Chợ Yên Sơn cháy lúc 0h30, mười hai quầy hàng vải bị thiêu rụi, không ai bị thương.\n"
    "Cơ quan công an xác định nguyên nhân ban đầu là chập điện và ước tính thiệt hại khoảng hai tỷ "
    "đồng.\n"
    "Hiện trường vụ cháy. Ảnh: Mai Khuê"
)


def test_no_event_is_told_twice_and_each_sentence_has_its_source():
    digest = summarize_many([FIRST, SECOND], sentences=3)
    assert len(digest) == 3
    both = [FIRST, SECOND]
    assert all(both[s.source][s.start : s.end] == s.text for s in digest)
    assert sum("thiêu rụi" in s.text for s in digest) == 1
    assert any("chập điện" in s.text for s in digest)


def test_the_main_event_comes_first_and_each_article_keeps_its_order():
    digest = summarize_many([FIRST, SECOND], sentences=4)
    assert [s.reason == "main" for s in digest] == [True, False, False, False]
    assert "thiêu rụi" in digest.sentences[0].text
    for k in (0, 1):
        starts = [s.start for s in digest if s.source == k]
        assert starts == sorted(starts)


@pytest.mark.parametrize("n", [3, 20, 45, 100])
def test_word_budgets_are_kept(n):
    assert 0 < words_in(summarize_many([FIRST, SECOND], words=n).text) <= n


def test_a_query():
    digest = summarize_many([FIRST, SECOND], sentences=1, query="nguyên nhân chập điện")
    assert "chập điện" in digest.text


def test_captions_and_bylines_are_left_out():
    text = summarize_many([FIRST, SECOND], sentences=50).text
    assert "Ảnh" not in text
    assert "Hải Đường" not in text


def test_documents_and_texts():
    assert summarize_many([analyze(FIRST), analyze(SECOND)]) == summarize_many([FIRST, SECOND])


def test_a_digest_is_read_and_shown_like_a_summary():
    digest = summarize_many([FIRST, SECOND], sentences=3)
    assert str(digest) == digest.text == " ".join(s.text for s in digest)
    assert digest._repr_html_().count("<li") == 3


def test_what_the_digest_says_already_has_its_price():
    """With a bonus for repetition, or none, the sentence that is half said would be taken."""
    said = "Chợ Yên Sơn cháy lúc nửa đêm, mười hai quầy vải bị thiêu rụi hoàn toàn."
    half = "Mười hai quầy vải của chợ Yên Sơn nằm sát cổng phía bắc, cạnh bến xe."
    other = "Cơ quan công an huyện ước tính tổng thiệt hại khoảng hai tỷ đồng."
    found = [
        Candidate(k, t, 15, False, False, False, False) for k, t in enumerate((said, half, other))
    ]
    prices = preferences().many
    assert min(prices.repeats, prices.leans, prices.doubtful, prices.length) > 0

    def taken(gain):
        selection = Selection(
            found, count([said, half, other], ""), [1.0, 0.5 + gain, 0.5], Budget(2, None), prices
        )
        selection.fill(lambda _: "score")
        return list(selection.taken)

    assert taken(0.01) == [0, 2]
    assert taken(0.01 + prices.repeats) == [0, 1]


def test_what_is_said_again_in_other_words_is_left_out():
    said = "Chợ Yên Sơn cháy lúc nửa đêm, mười hai quầy vải bị thiêu rụi hoàn toàn."
    again = "Lúc nửa đêm chợ Yên Sơn cháy, thiêu rụi mười hai quầy hàng vải ở đó."
    other = "Cơ quan công an huyện ước tính tổng thiệt hại khoảng hai tỷ đồng."
    digest = summarize_many([said, f"{again} {other}"], sentences=2)
    assert digest.sentences[1].text == other


def test_what_all_articles_tell_goes_before_what_one_tells():
    fire = "Chợ Yên Sơn cháy lúc nửa đêm, mười hai quầy vải bị thiêu rụi."
    weather = "Trời hanh khô kéo dài nhiều tuần khiến hồ thủy lợi trơ đáy."
    damage = "Công an huyện ước tính thiệt hại khoảng hai tỷ đồng."
    digest = summarize_many(
        [f"{weather} {fire}", f"{fire} {damage}", f"{fire} Ông Lộc mở cửa hàng mới ở bến xe."],
        sentences=1,
    )
    assert digest.text == fire
    assert digest.sentences[0].told_by == (0, 1, 2)
    assert digest.sentences[0].reason == "main"


def test_a_sentence_that_others_tell_too_says_so():
    a = f"{FIRST}\nCơ quan công an xác định nguyên nhân ban đầu là chập điện ở quầy vải."
    digest = summarize_many([a, SECOND], words=200)
    assert {s.reason for s in digest} <= {"main", "shared", "score"}
    for s in digest:
        assert s.source in s.told_by
        assert (len(s.told_by) > 1) <= (s.reason in ("main", "shared"))
    cause = [s for s in digest if "nguyên nhân" in s.text]
    assert all(s.told_by == (s.source,) for s in cause)  # fewer than six pairs in ten


def test_dates_are_in_order():
    a = (
        "Cầu Yên Sơn được khởi công\n"
        "Lễ khởi công cầu Yên Sơn diễn ra tại bến phà cũ với hơn ba trăm người dự.\n"
        "Ngày 20/8/2025, cầu sẽ được hợp long trước mùa mưa lũ của năm nay."
    )
    b = (
        "Khởi công cầu qua sông\n"
        "Hơn ba trăm người dự lễ khởi công cầu Yên Sơn tại bến phà cũ của xã.\n"
        "Huyện thu hồi đất của bốn mươi hộ dân ở hai bên bờ sông.\n"
        "Ngày 3/4/2025, tỉnh phê duyệt kinh phí hai trăm tỷ đồng để xây cầu."
    )
    text = summarize_many([a, b], sentences=4).text
    assert 0 < text.index("3/4/2025") < text.index("20/8/2025")


def test_a_glued_caption_is_never_taken():
    glued = "Người dân ở chợ Yên Sơn sau đám cháy. Ảnh: Lê Hân Lửa bùng lên từ một quầy vải."
    digest = summarize_many([f"Cháy chợ\n{glued} {SECOND}", FIRST], sentences=20)
    assert "Ảnh" not in digest.text
    assert "bị thiêu rụi" in digest.text


def test_a_trifle_is_taken_only_where_there_is_nothing_else():
    assert "Hết" not in summarize_many([f"{FIRST}\nHết rồi bà con ạ.", SECOND], words=300).text
    assert summarize_many(["Hết rồi bà con ạ.", "Xin cảm ơn ông."], sentences=2).text


def test_the_digest_of_one_article_is_its_summary():
    digest = summarize_many([FIRST], sentences=2)
    summary = summarize(FIRST, sentences=2)
    assert [(s.start, s.reason) for s in digest] == [(s.start, s.reason) for s in summary]
    assert {(s.source, s.told_by) for s in digest} == {(0, (0,))}


def test_sources_are_named():
    digest = summarize_many([FIRST, "", SECOND], words=60)
    assert digest.headlines == (
        "Cháy chợ Yên Sơn trong đêm",
        "",
        "Chợ Yên Sơn cháy lớn, mười hai quầy vải bị thiêu rụi",
    )
    listed, sources = digest.to_markdown().rstrip("\n").split("\n\n")
    assert listed.count("\n- ") == len(digest) - 1
    assert "3. Chợ Yên Sơn cháy lớn" in sources
    assert "2." not in sources
    assert Digest().to_markdown() == ""


@pytest.mark.parametrize("unit", ["Một câu dài vừa phải kể về chợ số {} ở xã Yên Sơn.\n", "từ "])
def test_long_articles_take_linear_time(grows_linearly, unit):
    grows_linearly(
        lambda text: summarize_many(
            [text.format(*range(10_000)), text.format(*range(9, 10_009))], ratio=0.5, trim=True
        ),
        unit,
        times=500,
    )


def test_many_articles_take_linear_time(grows_linearly):
    def digest(text):
        return summarize_many(text.format(*range(10_000)).split("\n")[:-1], ratio=0.5)

    grows_linearly(digest, "Chợ số {} mở cửa sáng 3/4 tại xã Yên Sơn cho dân mua sắm.\n", times=60)


def test_the_same_article_twice_adds_nothing_new():
    once = summarize_many([FIRST], words=60)
    twice = summarize_many([FIRST, FIRST], words=60)
    assert {s.text for s in once} == {s.text for s in twice}


@pytest.mark.parametrize("given", [[], [""], ["", " \n"]])
def test_nothing(given):
    assert len(summarize_many(given)) == 0


def test_wrong_options():
    with pytest.raises(InvalidOptionError):
        summarize_many([FIRST], sentences=1, words=10)
    with pytest.raises(InvalidTextError):
        summarize_many([None])
