"""Syllables: what is one, how it is taken apart, where its tone stands."""

import pathlib
import unicodedata

import pytest
from hypothesis import given, strategies as st

from vntext.resources import load_lines
from vntext.text.characters import classes, misplaced_at
from vntext.text.syllables import (
    all_parts,
    all_syllables,
    is_vietnamese_syllable,
    join_syllable,
    split_syllable,
    syllable_key,
)
from vntext.text.tones import place_tone, place_tones, repair_syllable

HERE = pathlib.Path(__file__).parent
IN_USE = (HERE / "syllables_in_use.txt").read_text("utf8").split()
EVERY = sorted({*all_syllables(), *all_syllables(style="second")})


@pytest.mark.parametrize("line", load_lines("text/rhymes.tsv"))
def test_example_has_its_rhyme(line):
    rhyme, example = line.split("\t")
    parts = split_syllable(example)
    assert parts is not None
    # after gi and qu a part of the rhyme is in the onset; the table's examples avoid that
    assert parts.rhyme == rhyme


def test_syllables_in_use():
    missed = [w for w in IN_USE if not is_vietnamese_syllable(w)]
    assert missed == []


FOREIGN = """
    school and the of is but with from street president york london washington google facebook
    windows microsoft été très français über straße größe niño señor garcía raúl françois josé
    château noël çok şehir łódź praha wrocław kraków jiǎo ōsaka smith john william brown krông đắk
    street wi-fi covid 2021 a1 bcđ tnhh ubnd hđnd ôtô bêtông virút hòan lựơng nuớc qủa gìa đượcc
    nghhe ngi kế̀ hộọp cka ghan ngha kua qa quu iên giê uơng ươn̂
"""


def test_foreign_words_and_misspellings():
    words = [w for w in FOREIGN.split() if w not in ("the", "but", "is")]
    # "the" is spelled like a Vietnamese word; "but" and "is" are not
    assert [w for w in words if is_vietnamese_syllable(w)] == []
    assert is_vietnamese_syllable("the")
    assert not is_vietnamese_syllable("but")


def test_parts_and_syllables_are_the_same_set():
    assert len({join_syllable(p) for p in all_parts()}) == len(list(all_parts()))
    for parts in all_parts():
        for style in ("first", "second"):
            assert split_syllable(join_syllable(parts, style=style)) == parts


@given(st.sampled_from(EVERY))
def test_case_and_composition_do_not_matter(word):
    for form in (word.upper(), word.title(), unicodedata.normalize("NFD", word)):
        assert is_vietnamese_syllable(form)
        assert split_syllable(form) == split_syllable(word)


@given(st.sampled_from(EVERY))
def test_right_syllables_are_left_alone(word):
    assert repair_syllable(word) is None
    assert repair_syllable(word.upper()) is None


@given(st.sampled_from(EVERY), st.integers(0, 6))
def test_a_tone_on_any_other_vowel_is_put_right(word, at):
    parts = split_syllable(word)
    plain = join_syllable(parts._replace(tone=0))
    if not parts.tone or at >= len(plain) or plain[at] not in "aăâeêioôơuưy":
        return
    mark = unicodedata.normalize("NFD", join_syllable(parts._replace(onset="", rhyme="a")))[1]
    wrong = plain[:at] + unicodedata.normalize("NFC", plain[at] + mark) + plain[at + 1 :]
    if is_vietnamese_syllable(wrong):
        return
    assert split_syllable(repair_syllable(wrong)) == parts
    assert len(misplaced_at(classes(wrong))), "the scan must propose it"


@pytest.mark.parametrize(
    ("word", "first", "second"),
    [
        ("hoà", "hòa", "hoà"),
        ("khỏe", "khỏe", "khoẻ"),
        ("THÚY", "THÚY", "THUÝ"),
        ("Uỷ", "Ủy", "Uỷ"),
        ("quý", "quý", "quý"),
        ("quả", "quả", "quả"),
        ("già", "già", "già"),
        ("khuỷu", "khuỷu", "khuỷu"),
        ("ngoéo", "ngoéo", "ngoéo"),
        ("hoàn", "hoàn", "hoàn"),
        ("thuở", "thuở", "thuở"),
        ("múa", "múa", "múa"),
        ("kìa", "kìa", "kìa"),
        ("hoa", "hoa", "hoa"),
        ("Chloé", "Chloé", "Chloé"),
    ],
)
def test_styles(word, first, second):
    assert place_tone(word, "first") == first
    assert place_tone(word, "second") == second


@given(st.lists(st.sampled_from(EVERY), max_size=12))
def test_styles_of_a_text_are_those_of_its_words(words):
    text = " ".join(words)
    for style in ("first", "second"):
        placed = place_tones(text, style)
        assert placed == " ".join(place_tone(w, style) for w in words)
        assert len(placed) == len(text)
        assert place_tones(placed, style) == placed
    assert place_tones(place_tones(text, "second"), "first") == place_tones(text, "first")


@pytest.mark.parametrize(
    ("one", "other"),
    [("hoà", "hòa"), ("kỹ", "kĩ"), ("Quý", "quí"), ("lý", "lí"), ("ỦY", "uỷ"), ("quýt", "quít")],
)
def test_keys_that_are_one(one, other):
    assert syllable_key(one) == syllable_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("thúy", "thúi"),
        ("tay", "tai"),
        ("hỏa", "họa"),
        ("yên", "iên"),
        ("dân", "đân"),
        ("quy", "qua"),
    ],
)
def test_keys_that_differ(one, other):
    assert syllable_key(one) != syllable_key(other)


@given(st.text(max_size=20))
def test_any_text_is_accepted(text):
    key = syllable_key(text)
    assert syllable_key(key) == key or not text.isalpha()
    assert repair_syllable(text) is None or len(repair_syllable(text)) == len(text)


@pytest.mark.parametrize("word", ["Raúl", "García", "José", "Noé", "país", "naïve", "Zoé", "Chloé"])
def test_foreign_names_are_not_repaired(word):
    assert repair_syllable(word) is None
