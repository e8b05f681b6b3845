"""Text without accents, read all the way in one call."""

import pytest

from vntext import InvalidOptionError, Pipeline, analyze, pipe, word_tokenize, word_tokenize_many

BARE = "hom nay ong Nguyen Van An ve Ha Noi hop quoc hoi"
WHOLE = "Hôm nay ông Nguyễn Văn An về Hà Nội họp quốc hội"
ENGLISH = "The committee will meet again in London next week"


@pytest.mark.parametrize("restore", [True, "auto"])
def test_names_and_words_are_found_and_stay_slices(restore):
    doc = analyze(BARE, restore=restore)
    assert doc.restored
    assert [(e.text, e.label) for e in doc.entities][:2] == [
        ("Nguyen Van An", "PERSON"),
        ("Ha Noi", "LOC"),
    ]
    assert [w.text for w in doc.words] == word_tokenize(BARE, restore=restore)
    assert all(BARE[s.start : s.end] == s.text for s in (*doc.words, *doc.entities))
    assert "hom nay" in [w.text for w in doc.words]


@pytest.mark.parametrize("text", [WHOLE, ENGLISH, "", "  ", f"{BARE}\n{WHOLE}. {WHOLE}."])
def test_auto_leaves_alone_what_has_not_lost_them(text):
    doc = analyze(text, restore="auto")
    assert not doc.restored
    assert doc == analyze(text)
    assert word_tokenize(text, restore="auto") == word_tokenize(text)


def test_words_keep_other_repairs_too():
    text = "Ba  Le Thi Mai\u200b noi: hom nay hop\tquoc hoi tai thu do Ha Noi"
    words = word_tokenize(text, restore=True)
    at = 0
    for word in words:
        at = text.index(word, at) + len(word)
    assert "Le Thi Mai" in " ".join(words)


def test_many_and_pipe_are_the_same_as_one():
    texts = [BARE, WHOLE, ENGLISH, ""]
    assert word_tokenize_many(texts, restore="auto") == [
        word_tokenize(t, restore="auto") for t in texts
    ]
    docs = list(pipe(texts, restore="auto"))
    assert docs == [analyze(t, restore="auto") for t in texts]
    assert [d.restored for d in docs] == [True, False, False, False]


@pytest.mark.parametrize("value", ["yes", 1, None])
def test_other_values_are_errors(value):
    for call in (Pipeline().analyze, word_tokenize):
        with pytest.raises(InvalidOptionError, match="restore"):
            call("Huế", restore=value)


@pytest.mark.parametrize(("word", "flag"), [("never", False), ("always", True)])
def test_the_words_of_the_command_line_are_the_same_values(word, flag):
    assert analyze(BARE, restore=word) == analyze(BARE, restore=flag)
    assert word_tokenize(BARE, restore=word) == word_tokenize(BARE, restore=flag)
    assert list(pipe([BARE], restore=word)) == [analyze(BARE, restore=flag)]
