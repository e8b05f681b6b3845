import pickle

import pytest

from vntext.annotations import Word, Words

TEXT = "Ông Lê An, Giám đốc Sở Y tế, nêu Luật Đất đai."


def made() -> Words:
    return Words.of(TEXT, [(0, 3), (4, 9), (9, 10), (11, 19), (20, 27), (27, 28)])


def test_words_are_a_sequence():
    words = made()
    assert len(words) == 6
    assert words[1].text == "Lê An"
    assert [w.text for w in words[-2:]] == ["Sở Y tế", ","]
    assert [w.text for w in words] == words.texts()
    assert words[0] in words
    with pytest.raises(IndexError):
        words[6]


def test_words_of_no_document_can_be_pickled():
    assert pickle.loads(pickle.dumps(made())) == made()


def test_words_without_spans_say_so():
    with pytest.raises(IndexError, match="no words"):
        Words("mưa")[0]
    assert list(Words("mưa")) == []
    with pytest.raises(TypeError, match="not str"):
        made()["a"]


def test_words_are_made_alike_one_at_a_time_and_together():
    many = Words.of("a " * 1500, [(2 * i, 2 * i + 1) for i in range(1500)])
    assert list(many) == [many[i] for i in range(1500)] == list(many[:])
    assert type(many[700]) is Word
