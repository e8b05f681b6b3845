import pytest
from hypothesis import given, strategies as st

from vntext.resources import load_lines, load_toml
from vntext.summary.contents import announces
from vntext.summary.courtesy import courteous
from vntext.summary.cues import (
    adds,
    anywhere,
    attends,
    credited,
    directive,
    fragment,
    idle,
    leans,
    lists,
    never,
    speaker,
)
from vntext.summary.features import NAMES, count, sentence_features
from vntext.summary.foot import without_asides
from vntext.summary.needs import _found
from vntext.summary.pieces import pieces_in
from vntext.summary.scorer import default_scorer
from vntext.summary.signs import kinds_of_words, shape_signs, word_signs
from vntext.summary.terms import (
    on_one_line,
    rarity,
    sizes_of_lines,
    syllables,
    words_in,
)
from vntext.summary.told import told_before
from vntext.summary.trim import clip

CUES = {k: v for k, v in load_toml("summary/cues.toml").items() if k != "editor"}
EDITOR = load_toml("summary/cues.toml")["editor"]
FOUND = {
    "credit": credited,
    "leaning": leans,
    "pronoun": leans,
    "directive": lambda text: directive().search(text),
    "speaker": lambda text: speaker().search(text),
    "points": lambda text: _found([text])[0][0],
    "measures": lambda text: "measures" in dict(shape_signs([text], [9])[0]),
    "attends": attends,
    "idle": idle,
    "adding": adds,
    "courtesy": courteous,
    "scene": lambda text: "scene" in kinds_of_words([text])[0],
    "never": lambda text: never(text, tuple(pieces_in(text).intersection(anywhere()))),
    "fragment": fragment,
    "contents": announces,
    "asides": lambda text: without_asides(*below(text))[1][2] == "related",
    # told after a sentence that introduces everything
    "told": lambda text: told_before(["Bộ trưởng Lê Hân và Trần Bá Lộc mở hội nghị.", text])[1],
}


def below(heading):
    """A heading and a row below it, as paragraphs."""
    text = f"{heading}\nLê Hân, xã Yên Sơn;"
    ends = len(heading)
    return text, [(0, ends, "body", ""), (ends + 1, len(text), "body", "")]


@pytest.mark.parametrize("kind", CUES)
def test_the_tables_of_cues_prove_themselves(kind):
    assert all(map(FOUND[kind], CUES[kind]["examples"]))
    assert not any(map(FOUND[kind], CUES[kind]["counter_examples"]))


@pytest.mark.parametrize("kind", EDITOR)
def test_the_words_of_editors_prove_themselves(kind):
    row = EDITOR[kind]
    assert all(kind in found for found in word_signs(row["examples"]))
    assert not any(kind in found for found in word_signs(row["counter_examples"]))


def test_a_word_of_an_editor_is_no_part_of_another_word():
    assert word_signs(["Theodore đến chợ.", "THEO xã, chợ mở."]) == [set(), {"tells"}]


def test_a_list_of_those_who_came_goes_on_without_a_verb():
    assert lists("Lãnh đạo huyện Yên Lạc, xã Yên Sơn, các thôn và hội người cao tuổi.")
    assert not lists("Xã sửa đường, xây cầu, trồng rừng và sẽ thay dây điện.")
    assert not lists("Xã sửa đường và xây cầu.")


@pytest.mark.parametrize(
    "text", ["", "\n", " a", "a ", "Chợ\u00a0Yên  Sơn", "Chợ\tYên\x1cSơn", "Chợ\u2028Yên", "Chợ"]
)
def test_one_line_has_single_spaces_for_all_white_space(text):
    assert on_one_line(text) == " ".join(text.split())


@given(st.lists(st.text(alphabet="aĐ9_ .,:\u0301²", max_size=12), max_size=6))
def test_the_syllables_of_many_lines_are_those_of_each(lines):
    assert sizes_of_lines(lines) == [len(syllables(line)) for line in lines]


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
    counts = count(texts, "Chợ Yên Sơn thay dây điện")
    assert sentence_features(counts).shape == (2, len(NAMES))
    weather, wires = default_scorer().values(counts, texts)
    assert wires > weather


def test_the_counts_of_some_sentences_are_those_of_the_sentences_alone():
    import numpy as np

    texts = ["Chợ Yên Sơn cháy.", "Không ai bị thương.", "Chợ Yên Sơn đóng cửa."]
    every = count(texts, "Cháy chợ")
    some = every.only(np.array([True, False, True]))
    alone = count([texts[0], texts[2]], "Cháy chợ")
    assert np.allclose(sentence_features(some), sentence_features(alone))


@pytest.mark.parametrize(("n", "want"), [(1, "Dọn …"), (2, "Dọn chợ …"), (4, "Dọn chợ hôm nay.")])
def test_clipping_counts_syllables(n, want):
    assert clip("Dọn chợ hôm nay.", n) == want
