import pytest

from vntext.resources import load_toml
from vntext.summary.keyness import KINDS, NAMES, features, known_words, worth
from vntext.summary.phrases import _agency
from vntext.text.key import key


def row(words, places, label="", size=1000, most=4):
    syllables = tuple(" ".join(words).split())
    return features(words, syllables, label, places, size, most)


def test_words_have_a_kind_and_are_found_by_their_keys():
    table = known_words()
    assert table["điều tra"].kind == "V"
    assert table["học sinh"].kind == "N"
    assert {w.kind for w in table.values()} == {"N", "V", "A", "X"}
    assert all(key(w) == w for w in table)
    assert all(w.keyness < 0 for w in table.values())


def test_each_feature_has_its_name():
    assert len(row(("học sinh",), [(0, 8)])) == len(NAMES)
    assert NAMES[-4:] == KINDS
    named = dict(zip(NAMES, row(("yên", "sơn"), [(0, 7)], "LOC"), strict=True))
    assert named["LOC"] == 1
    assert named["syllables of a name"] == 2
    assert named["is a verb"] == 0


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        (row(("học sinh",), [(0, 8), (50, 58)]), row(("học sinh",), [(0, 8)])),
        (row(("học sinh",), [(0, 8)]), row(("học sinh",), [(900, 908)])),
        (row(("học sinh",), [(0, 8)]), row(("tất nhiên",), [(0, 8)])),
    ],
    ids=["often", "early", "told"],
)
def test_what_makes_a_phrase_worth_more(better, worse):
    assert 0 < worth(worse) < worth(better) < 1


def test_the_table_of_agencies_proves_itself():
    table = load_toml("summary/keyphrases.toml")["agency"]
    assert all(map(_agency().match, table["examples"]))
    assert not any(map(_agency().match, table["counter_examples"]))


def test_a_phrase_without_end_is_worth_nothing_much():
    for size in (10.0, 1e5, 1e9):
        assert 0 <= worth([size] * len(NAMES)) <= 1
        assert 0 <= worth([-size] * len(NAMES)) <= 1
