import pytest

from vntext.resources import load_lines, load_toml
from vntext.summary.features import NAMES, count, cue, leans, sentence_features
from vntext.summary.scorer import default_scorer
from vntext.summary.terms import rarity, syllables, words_in
from vntext.summary.trim import clip, cut_clauses, cut_offices

CUES = load_toml("summary/cues.toml")


@pytest.mark.parametrize("kind", CUES)
def test_the_tables_of_cues_prove_themselves(kind):
    anywhere = kind in ("directive", "speaker")
    found = cue(kind).search if anywhere else cue(kind).match
    assert all(found(x) for x in CUES[kind]["examples"])
    assert not any(found(x) for x in CUES[kind]["counter_examples"])


@pytest.mark.parametrize("noun", ["Ban chỉ đạo 35 tỉnh họp.", "Dưới sự chỉ đạo của xã."])
def test_a_noun_is_no_directive(noun):
    assert not cue("directive").search(noun)


def test_a_pronoun_with_a_name_leans_on_nothing():
    assert leans("Ông nói thêm rằng đê đã yếu.")
    assert not leans("Ông Ẩn nói thêm rằng đê đã yếu.")


def test_both_ways_to_place_a_tone_are_equally_rare():
    assert rarity()["hòa"] == rarity()["hoà"]
    assert rarity()["và"] < 0.1 < rarity()["chợ"]


def test_stopwords_stand_once_each_line_of_words():
    words = " ".join(load_lines("summary/stopwords.txt")).split()
    assert all(w == w.lower() for w in words)


def test_words_are_syllables_and_figures():
    assert syllables("Nghi\u0323 quye\u0302\u0301t 35-NQ/TW") == ["nghị", "quyết", "35", "nq", "tw"]
    assert words_in("Nghi\u0323 quye\u0302\u0301t 35-NQ/TW") == 5


def test_what_the_headline_says_is_worth_more():
    texts = ["Trời hôm ấy có nắng và gió nhẹ.", "Chợ Yên Sơn thay dây điện cũ từ hôm nay."]
    counts = count(map(syllables, texts), "Chợ Yên Sơn thay dây điện")
    assert sentence_features(counts).shape == (2, len(NAMES))
    weather, wires = default_scorer().values(counts)
    assert wires > weather


def test_the_counts_of_some_sentences_are_those_of_the_sentences_alone():
    import numpy as np

    texts = ["Chợ Yên Sơn cháy.", "Không ai bị thương.", "Chợ Yên Sơn đóng cửa."]
    every = count(map(syllables, texts), "Cháy chợ")
    some = every.only(np.array([True, False, True]))
    alone = count(map(syllables, [texts[0], texts[2]]), "Cháy chợ")
    assert np.allclose(sentence_features(some), sentence_features(alone))


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("Dọn chợ.", "Dọn chợ."),
        ("Dọn chợ hôm nay; thay dây điện.", "Dọn chợ hôm nay; …"),
        ('Ông nói: "dọn chợ; thay dây"; hết.', 'Ông nói: "dọn chợ; thay dây"; …'),
        ("Dọn chợ hôm nay;", "Dọn chợ hôm nay;"),
    ],
)
def test_clauses_are_cut_outside_quotes(text, want):
    assert cut_clauses(text, longest=3, kept=3) == want


def test_one_office_is_not_cut():
    text = "Đồng chí Lê Hân, Bí thư Chi bộ yêu cầu: dọn chợ."
    assert cut_offices(text) == text


@pytest.mark.parametrize(("n", "want"), [(1, "Dọn …"), (2, "Dọn chợ …"), (4, "Dọn chợ hôm nay.")])
def test_clipping_counts_syllables(n, want):
    assert clip("Dọn chợ hôm nay.", n) == want
