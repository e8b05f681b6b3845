import zlib
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from vntext import analyze
from vntext.errors import InvalidTextError
from vntext.lexicon import Lexicon
from vntext.resources import load_model
from vntext.split.paragraphs import LINE_BREAKS
from vntext.split.protect import find_protected, iter_protected
from vntext.text.reading import read_texts
from vntext.text.unicode import normalized_twin
from vntext.words import by_arrays, segmenter as module
from vntext.words.segmenter import TableSegmenter, tokenize

SEGMENT = TableSegmenter().segment
GOLD = Path(__file__).with_name("words_gold.txt")


def words(text: str) -> list[str]:
    return tokenize([text])[0]


def gold() -> list[str]:
    lines = GOLD.read_text("utf8").splitlines()
    return [x for x in lines if x and not x.startswith("#")]


@pytest.mark.parametrize("line", gold())
def test_gold_sentences(line):
    expected = [w.strip() for w in line.split("|") if w.strip()]
    text = line.replace(" | ", " ").replace("|", "")
    assert words(text) == expected


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Toà án hoà giải, uỷ ban khoẻ mạnh", "Tòa án hòa giải, ủy ban khỏe mạnh"),
        ("kĩ thuật, quí vị, li kì, bác sĩ", "kỹ thuật, quý vị, ly kỳ, bác sỹ"),
    ],
)
def test_spellings_of_a_syllable_give_the_same_words(a, b):
    def lengths(text):
        return [len(w.split()) for w in words(text)]

    assert lengths(a) == lengths(b)


def test_nfd_gives_the_same_words_as_they_stand_in_the_text():
    import unicodedata

    text = "Nghị quyết của Quốc hội về chuyển đổi số ở Hà Nội"
    parts = [unicodedata.normalize("NFD", w) for w in words(text)]
    assert words(unicodedata.normalize("NFD", text)) == parts
    assert "".join(parts).replace(" ", "") == unicodedata.normalize("NFD", text).replace(" ", "")


@pytest.mark.parametrize("case", [str.lower, str.upper])
def test_words_do_not_hang_on_case(case):
    text = "Học sinh và giáo viên tham gia chương trình văn nghệ"
    assert [w.lower() for w in words(case(text))] == [w.lower() for w in words(text)]


def test_empty_and_blank_texts_have_no_words():
    assert tokenize([]) == []
    assert tokenize(["", " ", "\n", "\t \n"]) == [[], [], [], []]


def test_wrong_types_are_refused():
    with pytest.raises(InvalidTextError):
        tokenize("Hà Nội")
    with pytest.raises(InvalidTextError):
        tokenize([b"x"])


PIECES = st.sampled_from(
    [
        *("Hà Nội", "hoà", "học sinh", "sinh", "HỌC", "Nguyễn", "Wi-Fi", "H'Mông", "km/h", "_"),
        *("1.500", "10,5%", "24/5", "TP.", "TP.HCM", "35-NQ/TW", "a@b.vn", "http://x.vn/a"),
        *(".", ",", "...", "(", ")", "“", "”", "-", "–", "/", "%", "&", "'", "\n", "\t"),
        *("😀", "👍🏽", "👨\u200d👩\u200d👧", "漢字", "Привет", "\ud800"),
        *("\u0323", "e\u0302\u0301", "Ð", "\u00a0", "\u200b"),
    ]
)
TEXTS = st.lists(PIECES | st.text(max_size=3), max_size=14).map(" ".join) | st.lists(
    PIECES, max_size=14
).map("".join)


@settings(deadline=None, max_examples=300)
@given(TEXTS)
def test_words_cover_the_text_in_order_and_keep_protected_spans_whole(text):
    text = normalized_twin(text).text
    protected = find_protected(text)
    pairs = SEGMENT(text, protected).pairs()
    assert all(b <= c for (_, b), (c, _) in pairwise(pairs))
    covered = np.zeros(len(text), dtype=bool)
    for a, b in pairs:
        assert a < b
        assert not text[a].isspace()
        assert not text[b - 1].isspace()
        assert "\n" not in text[a:b]
        covered[a:b] = True
    assert all(covered[i] or c.isspace() for i, c in enumerate(text))
    for p, q in protected.pairs():
        assert any(a <= p and q <= b for a, b in pairs)


@settings(deadline=None, max_examples=200)
@given(TEXTS)
def test_words_stand_in_the_text_as_given(text):
    twin = read_texts([text])[0]
    pairs = TableSegmenter().words(twin.text, list(iter_protected(twin.text))).pairs()
    spans = [twin.alignment.span_to_original(a, b) for a, b in pairs]
    assert words(text) == [text[a:b] for a, b in spans]


@settings(deadline=None, max_examples=150)
@given(st.lists(TEXTS, max_size=5))
def test_a_batch_gives_the_words_of_its_texts(texts):
    assert tokenize(texts) == [words(t) for t in texts]


@settings(deadline=None, max_examples=100)
@given(TEXTS, TEXTS)
def test_paragraphs_one_after_another_only_shift_offsets(first, second):
    first, second = normalized_twin(first).text, normalized_twin(second).text

    def spans(text):
        return SEGMENT(text, find_protected(text)).pairs()

    shift = len(first) + 1
    moved = [(a + shift, b + shift) for a, b in spans(second)]
    assert spans(first + "\n" + second) == spans(first) + moved


def test_blocks_of_a_long_text_change_nothing(monkeypatch, backend):
    lines = ["Học sinh lớp 5 đi thăm Hà Nội, ngày 24/5.", "", "Ông Lê Văn An nói."] * 30
    text = "\n".join(lines)
    whole = SEGMENT(text, find_protected(text)).pairs()
    monkeypatch.setattr(module, "BATCH", 100)
    monkeypatch.setattr(by_arrays, "BLOCK", 100)
    assert SEGMENT(text, find_protected(text)).pairs() == whole
    assert tokenize(lines) == [words(x) for x in lines]


def test_other_digits_do_not_change_the_words_around():
    a = words("Năm 2019 có 35 học sinh, 1.250 giáo viên, tăng 12,5% so với 7/2018")
    b = words("Năm 2048 có 71 học sinh, 3.967 giáo viên, tăng 98,4% so với 3/2015")
    assert [len(w) for w in a] == [len(w) for w in b]


def test_own_words_are_kept_whole():
    text = "Công ty Mây Xanh làm chuyển đổi số cho Cty. Hoa Mai và hoa mai"
    own = Lexicon(words=["chuyển đổi số"], names=["Mây Xanh", "Hoa Mai"], abbreviations=["Cty."])
    found = tokenize([text], lexicon=own)[0]
    for w in ("chuyển đổi số", "Mây Xanh", "Hoa Mai", "Cty."):
        assert w in found
    assert "Hoa Mai" in found
    assert tokenize(["MÂY XANH Chuyển Đổi Số"], lexicon=own) == [["MÂY XANH", "Chuyển Đổi Số"]]


def test_own_words_end_where_they_end():
    own = Lexicon(words=["sinh học"])
    assert tokenize(["học sinh học"], lexicon=own) == [["học", "sinh học"]]


@pytest.mark.parametrize(
    "unit", ["a.", "1.", "Hà Nội ", "24/5 ", "học sinh giỏi, ", "\n", "😀", "x-", "TP."]
)
def test_time_grows_as_the_text(unit, linear):
    n = 10_000 // len(unit)
    linear(lambda k: tokenize([unit * (20 * n if k else n)]), 20)


def test_the_model_is_small():
    arrays = load_model("words/words.safetensors").values()
    assert sum(a.nbytes for a in arrays) <= 12e6
    # what it adds to a wheel
    assert (
        len(zlib.compress((files("vntext") / "data/words/words.safetensors").read_bytes())) <= 2.5e6
    )


@pytest.mark.parametrize("text", ["”\u0301\u0323", ".\ufeff\u033d", "Huế ”\u0301\u0323 xa"])
def test_words_that_one_edit_covers_are_those_of_an_analysis(text):
    assert tokenize([text]) == [[w.text for w in analyze(text).words]]


@pytest.mark.parametrize("mark", [*LINE_BREAKS, "\r\n"])
def test_no_word_and_no_entity_crosses_the_end_of_a_line(mark):
    doc = analyze(f"Ông Lê An{mark}Bà Bình gặp học{mark}sinh ở chợ.")
    assert not any(c in span.text for c in mark for span in (*doc.words, *doc.entities))
    assert [e.text for e in doc.entities if e.label == "PERSON"] == ["Lê An", "Bình"]
