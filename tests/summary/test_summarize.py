import pathlib
import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given, settings, strategies as st

from vntext import analyze, brief, keyphrases
from vntext.errors import InvalidOptionError, InvalidTextError, ResourceError
from vntext.resources import load_toml
from vntext.stages import SentenceScorer
from vntext.summary.api import summarize
from vntext.summary.many import summarize_many
from vntext.summary.options import Options
from vntext.summary.preferences import preferences
from vntext.summary.scorer import default_scorer
from vntext.summary.select import choose
from vntext.summary.terms import words_in

ROOT = pathlib.Path(__file__).parents[2]
SHARED = ROOT.parent / "shared/data"

HEADLINE = "Xã Yên Sơn tập huấn phòng cháy cho tiểu thương"
LEAD = "Hơn một trăm hộ quanh chợ Yên Sơn được phát bình chữa cháy và học cách dùng."
TAUGHT = (
    "Tại lớp tập huấn, các tiểu thương được hướng dẫn cách ngắt cầu dao, cách dùng bình chữa cháy "
    "xách tay và cách thoát khỏi chợ khi có khói."
)
WEATHER = "Trời hôm ấy nắng đẹp, ai cũng thấy vui."
ORDER = (
    "Phát biểu kết thúc lớp, đồng chí Trần Bá Lộc, Bí thư Đảng ủy xã, Trưởng ban Quản lý chợ, Phó "
    "Trưởng ban Phòng chống thiên tai xã yêu cầu: các hộ thay dây điện cũ trước mùa khô; ban quản "
    "lý chợ kiểm tra từng quầy hằng tuần; hộ nào vi phạm sẽ phải tạm dừng bán hàng."
)
DATED = "Lớp học diễn ra trong hai ngày 3 và 4/4 tại nhà văn hóa xã."
MORE = "Bên cạnh đó, chợ sẽ có thêm hai bể nước."
ARTICLE = "\n\n".join(
    [
        HEADLINE,
        LEAD,
        HEADLINE,
        "Quang cảnh lớp tập huấn.",
        f"{TAUGHT} {WEATHER}",
        "Người dân thực hành dập lửa. Ảnh: Mai Khuê",
        ORDER,
        f"{DATED} {MORE}",
        "Xem thêm: Ba vụ cháy chợ trong một tháng",
        "Hải Đường - Lê Hân",
    ]
)


def texts(summary):
    return [s.text for s in summary]


def test_three_sentences_lead_content_directive():
    summary = summarize(ARTICLE)
    assert texts(summary) == [LEAD, TAUGHT, ORDER]
    assert [s.reason for s in summary] == ["lead", "score", "directive"]


def test_sentences_are_spans_of_the_text_in_its_order():
    summary = summarize(ARTICLE, sentences=5)
    assert [s.start for s in summary] == sorted(s.start for s in summary)
    assert all(ARTICLE[s.start : s.end] == s.text for s in summary)


def test_a_text_and_its_document_give_the_same_summary():
    assert summarize(ARTICLE, sentences=4) == summarize(analyze(ARTICLE), sentences=4)


def test_decomposed_text_gives_the_same_sentences_with_its_own_offsets():
    apart = unicodedata.normalize("NFD", ARTICLE)
    summary = summarize(apart)
    assert [unicodedata.normalize("NFC", s.text) for s in summary] == [LEAD, TAUGHT, ORDER]
    assert all(apart[s.start : s.end] == s.text for s in summary)


@pytest.mark.parametrize("n", [1, 2, 3, 4, 6])
def test_so_many_sentences(n):
    assert len(summarize(ARTICLE, sentences=n)) == n


def test_never_more_sentences_than_there_are():
    assert texts(summarize("Trời mưa to suốt đêm qua.", sentences=5)) == [
        "Trời mưa to suốt đêm qua."
    ]


@pytest.mark.parametrize("n", [1, 5, 17, 18, 40, 60, 100, 1000])
def test_word_budgets_are_kept(n):
    summary = summarize(ARTICLE, words=n)
    assert 0 < words_in(summary.text) <= n


@pytest.mark.parametrize("share", [0.01, 0.2, 0.5, 1.0])
def test_ratios_are_kept(share):
    body = sum(words_in(x) for x in (LEAD, TAUGHT, WEATHER, ORDER, MORE)) + 16
    summary = summarize(ARTICLE, ratio=share)
    assert 0 < words_in(summary.text) <= max(1, share * body)


def test_titles_captions_bylines_and_links_are_never_taken():
    got = texts(summarize(ARTICLE, sentences=50))
    assert got[0] == LEAD
    assert not any(
        x in " ".join(got) for x in (HEADLINE, "Quang cảnh", "Ảnh:", "Xem thêm", "Hải Đường")
    )


def test_a_title_given_apart_counts_like_a_headline():
    body = f"{WEATHER} {TAUGHT} Lớp học diễn ra trong hai ngày 3 và 4/4 tại nhà văn hóa xã."
    assert texts(summarize(body, sentences=1, headline="Tập huấn dùng bình chữa cháy")) == [TAUGHT]


def test_a_query_goes_before_the_lead():
    summary = summarize(ARTICLE, sentences=1, query="bể nước")
    assert texts(summary) == [MORE]
    assert summary.sentences[0].reason == "query"


def test_without_keeping_the_lead_it_competes():
    assert all(s.reason != "lead" for s in summarize(ARTICLE, keep_lead=False))


def test_long_sentences_can_be_left_out():
    assert ORDER not in texts(summarize(ARTICLE, sentences=6, max_sentence_words=40))


def test_a_sentence_that_leans_waits_for_the_one_before():
    assert MORE not in texts(summarize(ARTICLE, sentences=4))


def test_trimmed_sentences_show_what_is_left_and_keep_their_offsets():
    summary = summarize(ARTICLE, trim=True)
    order = summary.sentences[-1]
    assert order.text == ORDER
    assert order.shown == (
        "Đồng chí Trần Bá Lộc, Bí thư Đảng ủy xã yêu cầu: các hộ thay dây điện cũ trước mùa khô; "
        "ban quản lý chợ kiểm tra từng quầy hằng tuần; hộ nào vi phạm sẽ phải tạm dừng bán hàng."
    )
    assert summary.text.endswith(order.shown)
    assert [c.rule for c in order.cuts] == ["introduction", "offices", "offices"]


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("gap", [" ", "  ", "\u00a0"])
def test_each_cut_is_named_and_is_a_span_of_the_text(form, gap):
    text = unicodedata.normalize(form, ARTICLE.replace(", Trưởng", f",{gap}Trưởng"))
    for summary in (summarize(text, trim=True), summarize_many([text, MORE], trim=True, words=99)):
        cuts = [c for s in summary for c in s.cuts]
        assert {c.rule for c in cuts} >= {"introduction", "offices"}
        for s in summary:
            for c in s.cuts:
                assert s.start <= c.start < c.end <= s.end
                assert text[c.start : c.end] == c.text
        offices = [" ".join(unicodedata.normalize("NFC", c.text).split()) for c in cuts]
        assert any(x.startswith(", Trưởng ban Quản lý chợ") for x in offices)
    assert all(s.cuts == () for s in summarize(text))


def test_what_is_too_long_is_cut_and_marked():
    summary = summarize("Xã Yên Sơn mở lớp tập huấn phòng cháy.", words=3)
    assert summary.text == "Xã Yên Sơn …"
    assert summary.sentences[0].text == "Xã Yên Sơn mở lớp tập huấn phòng cháy."


@pytest.mark.parametrize("text", ["", " \n\t"])
def test_no_text_no_summary(text):
    assert len(summarize(text)) == 0


@pytest.mark.parametrize("text", ["Tin", "a", "35-NQ/TW", "Ảnh: Lê Hân", "Lê Hân", "?!"])
def test_never_empty_when_there_is_text(text):
    assert summarize(text).text == text


@pytest.mark.parametrize(
    "options",
    [
        {"sentences": 0},
        {"sentences": 2.5},
        {"sentences": True},
        {"words": -1},
        {"ratio": 0},
        {"ratio": 1.5},
        {"sentences": 2, "words": 20},
        {"max_sentence_words": 0},
    ],
)
def test_options_out_of_range(options):
    with pytest.raises(InvalidOptionError):
        summarize(ARTICLE, **options)


@pytest.mark.parametrize("text", [None, b"abc", 3])
def test_wrong_types(text):
    with pytest.raises(InvalidTextError):
        summarize(text)


def test_an_own_scorer():
    class Last:
        def score(self, text, sentences, headline):
            return [float(s.start) for s in sentences]

    assert texts(summarize(ARTICLE, sentences=1, keep_lead=False, scorer=Last())) == [MORE]


class Figures:
    """Prefers figures: the library's own scorer, and something for each figure."""

    def __init__(self, gain):
        self.gain = gain

    def score(self, text, sentences, headline):
        own = default_scorer().score(text, sentences, headline)
        figures = [any(c.isdigit() for c in s.text) for s in sentences]
        return [value + self.gain * f for value, f in zip(own, figures, strict=True)]


@pytest.mark.parametrize("options", [{}, {"sentences": 1}, {"words": 60}, {"keep_lead": False}])
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_the_default_scorer_wrapped_gives_the_same_values(options, form):
    text = unicodedata.normalize(form, ARTICLE)
    wrapped = summarize(text, scorer=Figures(0), **options)
    assert wrapped == summarize(text, **options)
    assert isinstance(default_scorer(), SentenceScorer)


def test_a_scorer_that_prefers_figures():
    assert DATED not in texts(summarize(ARTICLE))
    assert DATED in texts(summarize(ARTICLE, scorer=Figures(4.0)))


def test_the_sentences_of_a_lead_that_is_kept_are_not_scored():
    seen = []

    class Seeing:
        def score(self, text, sentences, headline):
            seen.extend(s.text for s in sentences)
            return [1.0] * len(sentences)

    summarize(ARTICLE, scorer=Seeing())
    assert LEAD not in seen
    summarize(ARTICLE, scorer=Seeing(), keep_lead=False)
    assert LEAD in seen


def test_one_sentence_without_a_lead_stands_for_the_abstract():
    """What says the headline, in few words, goes before what an editor would take of three."""
    short = "Chợ Yên Sơn thay toàn bộ dây điện cũ."
    long = (
        "Tại buổi họp sáng 3/4, ông Trần Bá Lộc, Chủ tịch UBND xã, yêu cầu 120 hộ bán hàng thay "
        "dây điện trước ngày 30/4, nộp 2 triệu đồng một quầy và ký cam kết với ban quản lý chợ "
        "về giờ đóng cầu dao, nơi để hàng dễ cháy cùng việc trực đêm trong cả mùa khô năm nay."
    )
    text = f"{WEATHER} {short} {long} {WEATHER.replace('nắng', 'râm')} Khách đến chợ từ rất sớm."
    assert texts(summarize(text, sentences=1, headline="Chợ Yên Sơn thay dây điện")) == [short]


def test_repetition_has_its_price():
    """What the summary says already counts against a sentence: other news comes before it."""
    said = "Chợ Yên Sơn cháy lúc nửa đêm, mười hai quầy vải bị thiêu rụi."
    again = "Lúc nửa đêm chợ Yên Sơn cháy, thiêu rụi mười hai quầy vải, nhiều người chạy."
    other = "Cơ quan công an huyện tìm nguyên nhân và ước tính thiệt hại hai tỷ đồng."

    class Flat:
        def score(self, text, sentences, headline):
            return [0.3 if s.text == said else 0.21 if s.text == again else 0.2 for s in sentences]

    text = f"{said} {again} {other}"
    assert texts(summarize(text, sentences=1, scorer=Flat())) == [said]
    assert texts(summarize(text, sentences=2, scorer=Flat())) == [said, other]


def test_choose_reads_plain_columns():
    twin = "Mở lớp phòng cháy\nTrời nắng đẹp. Một trăm hộ học cách dùng bình chữa cháy."
    paragraphs = [(0, 17, "title", "headline"), (18, len(twin), "body", "")]
    spans = [(0, 17), (18, 32), (33, len(twin))]
    (chosen,) = choose(twin, paragraphs, spans, Options(sentences=1))
    assert (chosen.sentence, chosen.reason, chosen.shown) == (2, "score", "")
    assert choose("", [], []) == []


def test_the_preferences_are_read_and_checked(monkeypatch):
    assert preferences().article.repeats > 0
    table = dict(load_toml("summary/preferences.toml"))
    table["values"] = {k: v for k, v in table["values"].items() if k != "query"}
    monkeypatch.setattr("vntext.summary.preferences.load_toml", lambda _: table)
    with pytest.raises(ResourceError, match="preferences"):
        preferences.__wrapped__()


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.text(alphabet='aĐ.,;: \n?“"', min_size=1, max_size=40), max_size=8),
    st.integers(1, 5),
)
def test_any_text(lines, n):
    text = "\n".join(lines)
    summary = summarize(text, words=n)
    assert (words_in(summary.text) > 0) == (words_in(text) > 0)
    assert words_in(summary.text) <= n
    assert len(summarize(text, sentences=n)) <= n


@pytest.mark.parametrize(
    "unit",
    [
        "a. ",
        "Một câu ngắn về chợ số {}.\n",
        "từ ",
        "a; ",
        "yêu cầu ",
        "Ông Lê Hân, Bí thư, ",
        "(a; ",
        "An ",
        "Luật ",
    ],
)
def test_long_texts_take_linear_time(grows_linearly, unit):
    grows_linearly(
        lambda text: summarize(text.format(*range(10_000)), ratio=0.5, trim=True), unit, times=1000
    )


@pytest.mark.parametrize("options", [{}, {"words": 20}, {"words": 60, "trim": True}])
def test_decomposed_text_gives_the_same_summary(options):
    text = (ROOT / "examples/article.txt").read_text("utf8")
    text += (
        "\nPhát biểu bế mạc, đồng chí Lê Hân nhấn mạnh: các xã cần rà soát đường điện quanh chợ, "
        "thay dây cũ, đặt thêm bình chữa cháy và báo cáo trước ngày 30/4 để huyện tổng hợp."
    )

    def same(doc):
        shown = [unicodedata.normalize("NFC", s.shown or s.text) for s in summarize(doc, **options)]
        phrases = [
            (unicodedata.normalize("NFC", k.text), k.score, len(k.mentions))
            for k in keyphrases(doc)
        ]
        return shown, phrases, unicodedata.normalize("NFC", brief(doc).to_markdown())

    assert same(analyze(unicodedata.normalize("NFD", text))) == same(analyze(text))
    decomposed = summarize(unicodedata.normalize("NFD", text), **options)
    assert [s.reason for s in decomposed] == [s.reason for s in summarize(text, **options)]


def test_a_caption_in_the_middle_of_a_paragraph_is_not_taken():
    text = (
        "Xã Yên Sơn mở hội làng\n"
        "Sáng nay xã Yên Sơn mở hội làng với hơn một nghìn người dự. "
        "Các đội thi kéo co trong hội làng. Ảnh: Lê Hân "
        "Lễ khai mạc mở màn bằng hồi trống của các cụ cao niên. "
        "Năm nay có 12 đội thi kéo co, tăng ba đội so với năm ngoái."
    )
    taken = [s.text for s in summarize(text, sentences=3).sentences]
    assert len(taken) == 3
    assert not any("thi kéo co trong" in s or "Ảnh" in s for s in taken)


def test_title_was_the_name_of_the_headline():
    article = "Trời mưa to. Xã Yên Sơn mở lớp phòng cháy. Trời nắng đẹp và có gió nhẹ."
    new = summarize(article, sentences=1, headline="Lớp phòng cháy ở Yên Sơn")
    with pytest.warns(DeprecationWarning, match="headline="):
        assert summarize(article, sentences=1, title="Lớp phòng cháy ở Yên Sơn") == new
    with pytest.raises(InvalidOptionError, match="headline"):
        summarize(article, headline="a", title="b")


def test_counted_syllables_go_to_names_and_figures(monkeypatch):
    text = (
        "Các hộ thay dây điện cũ ở quầy vải, quầy gạo và quầy cá rất đông. "
        "Các hộ thay dây điện cũ ở chợ Yên Sơn, Bến Lau và Mai Khuê."
    )
    own = preferences()
    assert own.abstract_names > 0
    assert own.abstract_figures > 0
    told = []
    for gain in (0.0, 5.0):
        changed = replace(own, abstract_names=gain)
        monkeypatch.setattr("vntext.summary.abstracts.preferences", lambda now=changed: now)
        made = summarize(text, words=16, headline="Chợ sẽ thay dây điện")
        told.append("Mai Khuê" in str(made))
    assert told == [False, True]
