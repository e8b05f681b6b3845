"""Words that hold a name and its neighbour are cut; the table's examples, and texts."""

from itertools import pairwise

import pytest
from hypothesis import given, strategies as st

from vntext.resources import load_toml
from vntext.spans import Spans
from vntext.words import border_rows, borders
from vntext.words.border_rows import TABLE, is_entry
from vntext.words.borders import border_kernel, cut_borders, cuts_of
from vntext.words.segmenter import TableSegmenter, tokenize


def spans(given):
    """A text and its words, written with | between words and _ inside."""
    words = [w.replace("_", " ") for w in given.split(" | ")]
    text, pairs = "", []
    for word in words:
        text += " " * bool(text)
        pairs.append((len(text), len(text) + len(word)))
        text += word
    return text, Spans.of(pairs)


@pytest.mark.usefixtures("backend")
@pytest.mark.parametrize("row", load_toml(TABLE)["examples"], ids=lambda row: row["given"])
def test_examples(row):
    text, words = spans(row["given"])
    found = [text[a:b] for a, b in cut_borders(text, words).pairs()]
    assert found == [w.replace("_", " ") for w in row["right"].split(" | ")]


@pytest.mark.parametrize(
    "word",
    [
        "Bộ Chính trị", "Phó Thủ tướng", "Ban Bí thư", "Phó Tổng Giám đốc", "Tổng Bí thư",
        "Bộ luật Hình sự",
        "châu Âu", "sao Hỏa", "trưởng Phòng", "chủ nghĩa xã hội", "Việt Nam hóa", "giám sát viên",
        "Nguyễn Thị L", "Bà Rịa", "Nhà Trắng", "Thiên Chúa giáo",
        "Bosnia và Herzegovina", "Diaz-Canel",
    ],
)  # fmt: skip
def test_words_that_stay(word):
    assert cuts_of(word) == ()


@pytest.mark.parametrize(
    ("word", "right"),
    [
        ("Hải Phòng bị", "Hải Phòng|bị"),
        ("Phan Thị Hoài Mây ký", "Phan Thị Hoài Mây|ký"),
        ("Emma Carter hát", "Emma Carter|hát"),
        ("vi phạm Luật", "vi phạm|Luật"),
        ("chị Mây", "chị|Mây"),
        ("quận Hai Bà Trưng", "quận|Hai Bà Trưng"),
        ("Cộng hòa Peru", "Cộng hòa|Peru"),
        ("Ấn Độ Kiran Shah", "Ấn Độ|Kiran Shah"),
        ("tổng tài sản", "tổng|tài sản"),
        ("quản lý tài sản", "quản lý|tài sản"),
        ("giao thông qua lại", "giao thông|qua lại"),
        ("trúng độc đắc", "trúng|độc đắc"),
        ("xuất hiện tại", "xuất hiện|tại"),
    ],
)
def test_words_that_are_cut(word, right):
    parts, done = [], 0
    for k in cuts_of(word):
        parts.append(word[done:k])
        done = k + 1
    assert "|".join([*parts, word[done:]]) == right


@pytest.mark.usefixtures("backend")
def test_in_texts():
    assert tokenize(["Nha Trang bị mưa.", "Thời Trần, làng có xã quan."]) == [
        ["Nha Trang", "bị", "mưa", "."],
        ["Thời", "Trần", ",", "làng", "có", "xã quan", "."],
    ]
    assert tokenize(["Cộng hòa Ả Rập Ai Cập"]) == [["Cộng hòa", "Ả Rập", "Ai Cập"]]


def test_entries():
    assert is_entry("Chính trị") == 3
    assert is_entry("bị cáo buộc") == 0
    assert is_entry("chủ nghĩa xã hội")
    assert not is_entry("a b c d e")


PIECES = st.sampled_from(
    [
        *("Nha Trang bị", "bị cáo buộc", "lên", "tiếng", "sóng", "điện", "từ", "hai ngày một tuần"),
        *("Thời Trần", "Ả Rập", "Ai Cập", "hàng", "không", "chủ nghĩa", "xã hội", "Emma Carter"),
        *(",", ".", "\n", "\ud800", "Ꟃa b", "Éa"),
    ]
)


@pytest.mark.skipif(border_kernel() is None, reason="the kernel was not built: no C compiler")
@given(st.lists(st.tuples(PIECES, st.sampled_from(["", " ", "|"])), max_size=12), st.booleans())
def test_the_kernel_finds_what_the_array_code_finds(pieces, own):
    text = "".join(a + b for a, b in pieces)
    ends = [k for k, c in enumerate(text) if c == "|"]
    words = Spans.of((a, b) for a, b in pairwise([0, *(k + 1 for k in ends)]) if text[a:b].strip())
    words = TableSegmenter().segment(text.replace("|", " "), words)
    alone = Spans(words.starts[::3], words.ends[::3]) if own else None
    found = cut_borders(text, words, alone)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(borders, "border_kernel", lambda: None)
        assert cut_borders(text, words, alone).pairs() == found.pairs()


def test_names_of_rows_do_not_meet_themselves():
    for row in border_rows.border_rows():
        parts = row.name.split(" ")
        assert all(parts[k:] != parts[: len(parts) - k] for k in range(1, len(parts))), row


def test_nothing():
    assert cut_borders("", Spans.of([])).pairs() == []


@pytest.mark.parametrize(
    "words",
    [
        "año | vs | Año",
        "cats | vs | dogs | tốt",
        "bạn | ib | mk | nha",
        "chó | vs | mèo",
        "A | vs | B",
        "hpbd | bạn | nha",
        "trà | sữa | ngonnn | lắm",
    ],
)
def test_short_forms_are_words_of_their_own(words):
    assert " | ".join(tokenize([words.replace(" | ", " ")])[0]) == words
