"""Words of lines without accents."""

from __future__ import annotations

import pytest

from vntext import Lexicon, analyze, word_tokenize
from vntext.words.bare import with_accents

LINES = [
    "Toi | la | sinh vien | truong | dai hoc",
    "Quoc hoi | thong qua | nghi quyet | ve | kinh te",
    "hom nay | troi | dep | qua | , | minh | di | choi | cong vien | nhe",
    "Bo | Y te | khuyen cao | nguoi | dan | deo | khau trang",
    "Chuc mung | sinh nhat | ban | , | chuc | ban | luon | vui ve",
    "Nha hang | nay | phuc vu | rat | nhanh | va | ngon",
    "toi | muon | dat | ve | may bay | di | Ho Chi Minh | ngay mai",
    "Thanh pho | dau tu | he thong | cap | nuoc sach | cho | nguoi | dan",
]


@pytest.mark.parametrize("line", LINES)
def test_words_without_accents(line: str) -> None:
    words = line.split(" | ")
    text = " ".join(words).replace(" ,", ",")
    assert word_tokenize(text) == words
    assert analyze(text, layers=("words",)).words.texts() == words


def test_each_line_is_judged_by_itself() -> None:
    text = "Con nhắn tin về:\ncon da den truong dai hoc roi me a\nThe match of the day"
    assert "dai hoc" in word_tokenize(text)
    read = with_accents(text).split("\n")
    assert read[0] == "Con nhắn tin về:"
    assert read[1] == "con đã đến trường đại học rồi mẹ ạ"
    assert read[2] == "The match of the day"


@pytest.mark.parametrize(
    "text",
    ["", "\n", "an", "Man City to beat Real Madrid", "mi piace la casa bella", "1 2 3 4 5 6"],
)
def test_other_lines_stay(text: str) -> None:
    assert with_accents(text) == text


@pytest.mark.parametrize("unit", ["An ", "an ", "hoc sinh ", "Toi di hoc, ", "la la la hat "])
def test_what_repeats_itself_has_no_reading(unit: str) -> None:
    assert with_accents(unit * 200) == unit * 200


CHORUS = "Anh di truoc, em di sau, "


def test_a_chorus_and_a_long_line_have_one() -> None:
    assert with_accents(CHORUS * 3).startswith("Anh đi trước, em đi sau")
    long = " ".join(line.replace(" | ", " ") for line in LINES)
    assert with_accents(f"{long} {long}") != f"{long} {long}"


def test_words_that_are_drawn_out_stay_apart() -> None:
    own = Lexicon(words=["chien thang"])
    words = word_tokenize("anh chien thangggg roi chien thang", lexicon=own)
    assert words == ["anh", "chien", "thangggg", "roi", "chien thang"]


def test_own_words_are_found_as_they_are_written() -> None:
    own = Lexicon(words=["dai hoc xanh"])
    assert "dai hoc xanh" in word_tokenize("em la sinh vien dai hoc xanh o Hue", lexicon=own)
