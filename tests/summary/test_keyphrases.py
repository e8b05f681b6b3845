import re

import pytest
from hypothesis import given, settings, strategies as st

from vntext import analyze
from vntext.document import Document, Entity, Paragraph, Sentence, Words
from vntext.errors import InvalidOptionError, InvalidTextError
from vntext.summary.brief import brief
from vntext.summary.keyphrases import _choose, keyphrases
from vntext.summary.phrases import Phrase, _merged

TEXT = (
    "Bình chữa cháy cho tiểu thương chợ Yên Sơn\n"
    "Mỗi hộ kinh doanh ở chợ Yên Sơn sẽ nhận một bình chữa cháy trước mùa khô. Ông Trần Bá Lộc cho "
    "biết bình chữa cháy do xã mua. BÌNH CHỮA CHÁY cũ sẽ bị thu lại, hộ kinh doanh không phải trả "
    "tiền.\nLê Hân"
)


def test_what_the_text_repeats_comes_first():
    assert keyphrases(TEXT)[0].text == "Bình chữa cháy"


def test_mentions_are_spans_and_case_makes_no_difference():
    first = keyphrases(TEXT)[0]
    assert [m.text for m in first.mentions] == [
        "Bình chữa cháy",
        "bình chữa cháy",
        "bình chữa cháy",
        "BÌNH CHỮA CHÁY",
    ]
    for phrase in keyphrases(TEXT, 20):
        assert (phrase.start, phrase.end) == (phrase.mentions[0].start, phrase.mentions[0].end)
        assert all(TEXT[m.start : m.end] == m.text for m in phrase.mentions)


def test_names_are_whole_and_labelled():
    found = {p.text: p.label for p in keyphrases(TEXT, 20)}
    assert found["Trần Bá Lộc"] == "PERSON"
    assert not any(t != "Trần Bá Lộc" and t in "Trần Bá Lộc" for t in found)


def test_authors_are_no_key_phrases():
    assert "Lê Hân" not in {p.text for p in keyphrases(TEXT, 50)}


def test_at_most_n_best_first():
    scores = [p.score for p in keyphrases(TEXT, 4)]
    assert len(scores) <= 4
    assert scores == sorted(scores, reverse=True)


def test_a_text_and_its_document_give_the_same():
    assert keyphrases(TEXT) == keyphrases(analyze(TEXT))


@pytest.mark.parametrize("text", ["", " \n", "và của là", "...", "Trời mưa."])
def test_nothing_to_find(text):
    assert keyphrases(text) == ()


def test_wrong_options():
    with pytest.raises(InvalidOptionError):
        keyphrases(TEXT, 0)
    with pytest.raises(InvalidTextError):
        keyphrases(None)


def test_a_document_without_layers():
    assert keyphrases(Document("bình chữa cháy")) == ()


@settings(max_examples=25, deadline=None)
@given(st.text(alphabet="aăbĐ .,\n", max_size=60))
def test_any_text(text):
    for p in keyphrases(text):
        assert all(text[m.start : m.end] == m.text for m in p.mentions)


@pytest.mark.parametrize(("apart", "kept"), [(0, False), (1, False), (2, True), (3, True)])
def test_a_phrase_that_stands_mostly_inside_a_better_one_is_left_out(apart, kept):
    better = Phrase(("bình", "chữa", "cháy"), "")
    better.places = [(0, 14), (20, 34)]
    inner = Phrase(("chữa", "cháy"), "")
    inner.places = [(5, 14), (25, 34), *((40 + 10 * k, 49 + 10 * k) for k in range(apart))]
    assert (inner in _choose([better, inner], 10, 100)) is kept


def test_a_phrase_that_never_stands_apart_is_no_key_phrase():
    text = "Bình chữa cháy được phát. Mỗi hộ nhận bình chữa cháy mới. Bình chữa cháy đặt ở cửa."
    assert [p.text for p in keyphrases(text, 20)] == ["Bình chữa cháy"]


def test_a_letter_that_only_looks_like_another_makes_no_other_phrase():
    text = TEXT.replace("chợ Yên Sơn", "chợ Đồng Sơn")
    other = text.replace("Đ", "Ð", 1)  # an Icelandic eth
    assert [p.score for p in keyphrases(other)] == [p.score for p in keyphrases(text)]


# the analysis has growth tests of its own: here it is made before the clock runs
UNITS = ["An ", "Luật ", "a. ", "bình chữa cháy ", "Ông Trần Bá Lộc ", "(a; ", "Chợ {}\n"]


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("run", [lambda doc: keyphrases(doc, 2000), brief])
def test_long_texts_take_linear_time(grows_linearly, unit, run):
    docs = {}

    def timed(text):
        return run(docs[text])

    for times in (10, 300, 1200):
        text = (unit * times).format(*range(10_000))
        words = Words.of(text, [m.span() for m in re.finditer(r"\w+|[^\w\s]", text)])
        names = [
            Entity(m.start(), m.end(), m.group(), "PERSON")
            for m in re.finditer("Trần Bá Lộc", text)
        ]
        lines = [m.span() for m in re.finditer(r"\S[^\n]*+", text)]
        sentences = [Sentence(a, b, text[a:b]) for a, b in lines]
        paragraphs = [Paragraph(a, b, text[a:b]) for a, b in lines]
        docs[unit * times] = Document(
            text, tuple(paragraphs), tuple(sentences), words, tuple(names)
        )
    grows_linearly(timed, unit, times=300)


def texts(text, n=20):
    return [p.text for p in keyphrases(text, n)]


def test_no_verb_opens_a_phrase_of_several_words():
    text = "Lãnh đạo xã tặng hoa chúc mừng nhà trường. Các hộ tặng hoa chúc mừng thầy cô giáo."
    assert not any(p.startswith(("tặng", "chúc")) for p in texts(text))
    # a verb that stands alone is a term
    assert "Tập huấn" in texts("Tập huấn ba ngày. Lớp tập huấn đông. Xã mở tập huấn.")


def test_agencies_that_report_are_no_key_phrases():
    text = (
        "Chợ Yên Sơn cháy\nChợ Yên Sơn cháy lúc nửa đêm. Theo TTXVN, lửa tắt lúc hai giờ. TTXVN "
        "dẫn lời ông Trần Bá Lộc. Phóng viên báo Yên Sơn Mới có mặt; báo Yên Sơn Mới đưa tin."
    )
    found = texts(text, 30)
    assert "Trần Bá Lộc" in found
    assert not any("TTXVN" in p or "báo Yên Sơn Mới" in p for p in found)


def test_what_stands_in_a_caption_alone_is_no_key_phrase():
    text = (
        "Cháy chợ Yên Sơn\nChợ Yên Sơn cháy lúc nửa đêm, không ai bị thương.\n"
        "Quang cảnh chợ sau đám cháy. Ảnh: Mai Văn Khuê\n"
        "Theo ông Trần Bá Lộc, trưởng ban quản lý chợ, lửa bốc ra từ một quầy vải ở cổng phía bắc."
    )
    assert not any("Khuê" in p for p in texts(text, 30))


def test_a_name_and_its_end_are_one_phrase():
    text = (
        "Ông Trần Bá Lộc bán vải ở chợ Yên Sơn. Theo ông Lộc, chợ họp cả tuần. Bà Lê Hân mua vải "
        "của ông Lộc."
    )
    found = {p.text: p for p in keyphrases(text, 20)}
    assert "Lộc" not in found
    assert [m.text for m in found["Trần Bá Lộc"].mentions] == ["Trần Bá Lộc", "Lộc", "Lộc"]
    start = found["Trần Bá Lộc"].start
    assert text[start : start + 11] == "Trần Bá Lộc"


def test_an_end_that_several_names_share_stays_apart():
    phrases = {
        tuple(key.split()): Phrase(tuple(key.split()), "LOC")
        for key in ("điện biên", "tỉnh điện biên", "huyện điện biên", "thôn sơn", "sơn")
    }
    for k, phrase in enumerate(phrases.values()):
        phrase.places = [(10 * k, 10 * k + 5)]
    kept = {" ".join(p.syllables): len(p.places) for p in _merged(phrases)}
    assert kept == {"điện biên": 1, "tỉnh điện biên": 1, "huyện điện biên": 1, "thôn sơn": 2}


def test_spellings_of_one_phrase_are_one():
    found = keyphrases(
        "Thuỷ lợi Yên Sơn. Hồ thủy lợi đầy. Công trình Thủy lợi mới, thuỷ lợi cũ.", 20
    )
    words = [p for p in found if p.text.lower().endswith(("thuỷ lợi", "thủy lợi"))]
    assert len(words) == 1


def test_syllables_that_better_phrases_have_count_less():
    a, b, c = (Phrase(tuple(key.split()), "") for key in ("chợ cá", "chợ rau", "nhà máy"))
    for k, (phrase, score) in enumerate(((a, 1.0), (b, 0.9), (c, 0.7))):
        phrase.places = [(10 * k, 10 * k + 5), (100 + 10 * k, 105 + 10 * k)]
        phrase.score = score
    assert _choose([a, b, c], 2, 200) == [a, c]
    assert a.score > c.score
