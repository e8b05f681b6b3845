import re

import pytest
from hypothesis import given, settings, strategies as st

import vntext
from vntext.resources import load_toml
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


@pytest.mark.parametrize("row", load_toml("words/upos.toml")["figure"], ids=lambda r: r["name"])
def test_words_of_figures_have_their_tag_by_rule(row):
    assert [tags_of([x])[0][0] for x in row["examples"]] == [row["tag"]] * len(row["examples"])
    assert not any(re.fullmatch(row["pattern"], x) for x in row["counter"])


def test_figures_in_running_text():
    tagged = dict(vntext.pos_tag("Lãi suất 2,4% tăng, đội thua 0-2 hôm 24/5."))
    assert [tagged[x] for x in ("2,4%", "0-2", "24/5")] == ["M"] * 3


@given(st.lists(st.text(max_size=8), max_size=6))
@settings(deadline=None, max_examples=100)
def test_no_word_makes_the_tagger_panic(words):
    assert len(tags_of(words)) == len(words)


def test_words_of_universal_dependencies():
    tags = tags_of(["Hà Nội", "là", "thủ đô", "."])
    assert tags[1] == ("V", "AUX")
    assert tags[3] == ("CH", "PUNCT")


@pytest.mark.parametrize(
    "text",
    ["", "  ", "\ud800", "👍 ok", "Nghi\u0323 quye\u0302\u0301t", "Hà  Nội", "a\u00a0\u2003b"],
)
def test_odd_text_is_tagged(text):
    assert len(vntext.pos_tag(text)) == len(vntext.analyze(text).words)
