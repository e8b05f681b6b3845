import pytest

from vntext import analyze
from vntext.errors import InvalidOptionError, InvalidTextError
from vntext.summary.many import summarize_many
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


def test_the_order_is_article_then_place():
    found = [(s.source, s.start) for s in summarize_many([FIRST, SECOND], sentences=4)]
    assert found == sorted(found)


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
