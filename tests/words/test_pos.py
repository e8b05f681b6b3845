import pytest

import vntext
from vntext.words.pos import tag_document, tags_of


def test_tags_stand_on_our_words():
    doc = vntext.analyze("Học sinh đến trường ở Hà Nội. Trời mưa.\nHết.")
    tagged = tag_document(doc)
    assert [(t.start, t.end, t.text) for t in tagged] == [
        (w.start, w.end, w.text) for w in doc.words
    ]
    by_word = {t.text: t.upos for t in tagged}
    assert by_word["đến"] == "VERB"
    assert by_word["Hà Nội"] == "PROPN"
    assert by_word["."] == "PUNCT"


def test_a_document_gives_both_tags():
    doc = vntext.analyze("Học sinh đến trường.")
    assert next((t.text, t.tag, t.upos) for t in doc.pos_tags) == ("Học sinh", "N", "NOUN")
    assert vntext.pos_tag(doc.text) == [(t.text, t.tag) for t in doc.pos_tags]


def test_a_second_call_works_and_gives_the_same():
    assert tags_of(["Học sinh", "đọc", "sách"]) == tags_of(["Học sinh", "đọc", "sách"])


def test_words_of_universal_dependencies():
    tags = tags_of(["Hà Nội", "là", "thủ đô", "."])
    assert tags[1] == ("V", "AUX")
    assert tags[3] == ("CH", "PUNCT")


@pytest.mark.parametrize("text", ["", "  ", "\ud800", "👍 ok", "Nghi\u0323 quye\u0302\u0301t"])
def test_odd_text_is_tagged(text):
    assert len(vntext.pos_tag(text)) == len(vntext.analyze(text).words)
