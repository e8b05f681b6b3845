"""Letters of other scripts that look like ours: where they are looked for."""

import unicodedata

import pytest

from vntext import normalize
from vntext.text.look_alikes import _mixed_words

CYRILLIC_I = "\u0456"


@pytest.mark.parametrize(
    ("word", "better"),
    [
        (f"V{CYRILLIC_I}ệt", "Việt"),
        (f"{CYRILLIC_I}u", "iu"),
        (f"ngh{CYRILLIC_I}ệng", "nghiệng"),
        # decomposed: nine characters that are one syllable of seven letters
        (unicodedata.normalize("NFD", f"ngh{CYRILLIC_I}ễng"), "nghiễng"),
        # alone it may be anything, and what is no syllable stays
        (CYRILLIC_I, CYRILLIC_I),
        (f"w{CYRILLIC_I}ndow", f"w{CYRILLIC_I}ndow"),
    ],
)
def test_a_look_alike_in_a_syllable_is_replaced(word, better):
    assert normalize(f"Từ {word} này.") == f"Từ {better} này."


@pytest.mark.parametrize(
    ("before", "after", "looked_at"),
    [(1, 0, True), (0, 0, False), (14, 1, True), (15, 0, True), (0, 15, True), (15, 1, False)],
)
def test_only_words_of_two_to_sixteen_characters_are_looked_at(before, after, looked_at):
    word = "a" * before + CYRILLIC_I + "a" * after
    found = list(_mixed_words(f"Từ {word} này", [3 + before]))
    assert found == ([(3, 3 + len(word))] if looked_at else [])


def test_a_word_of_another_script_is_left_alone():
    word = "мир" + CYRILLIC_I
    assert list(_mixed_words(word, [3])) == []
    assert normalize(f"Từ {word} này") == f"Từ {word} này"


def test_every_word_is_looked_at_once():
    word = f"a{CYRILLIC_I}{CYRILLIC_I}a"
    assert list(_mixed_words(f"{word}-{word}", [1, 2, 6, 7])) == [(0, 4), (5, 9)]
