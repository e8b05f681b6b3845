import pytest
from hypothesis import given, settings, strategies as st

from vntext import analyze
from vntext.document import Document
from vntext.errors import InvalidOptionError, InvalidTextError
from vntext.summary.keyphrases import keyphrases

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
