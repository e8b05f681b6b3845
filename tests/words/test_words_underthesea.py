from itertools import pairwise

import pytest
from hypothesis import given, settings, strategies as st

from vntext.spans import Spans
from vntext.words.by_underthesea import UndertheseaSegmenter

SEGMENT = UndertheseaSegmenter().segment
NONE = Spans.of([])


def words(text: str, protected: tuple[tuple[int, int], ...] = ()) -> list[str]:
    return [text[a:b] for a, b in SEGMENT(text, Spans.of(protected)).pairs()]


def check(text: str, protected: tuple[tuple[int, int], ...] = ()) -> None:
    pairs = SEGMENT(text, Spans.of(protected)).pairs()
    assert all(a < b for a, b in pairs)
    assert all(b <= c for (_, b), (c, _) in pairwise(pairs))
    covered = [False] * len(text)
    for a, b in pairs:
        assert "\n" not in text[a:b]
        assert not text[a].isspace()
        assert not text[b - 1].isspace()
        covered[a:b] = [True] * (b - a)
    assert all(covered[i] or c.isspace() for i, c in enumerate(text))
    for p, q in protected:
        assert any(a <= p and q <= b for a, b in pairs)


def test_words_of_a_sentence():
    assert words("Chị Lan công tác ở Hà Nội.") == [
        "Chị", "Lan", "công tác", "ở", "Hà Nội", ".",
    ]  # fmt: skip


def test_the_same_word_twice_has_two_places():
    assert SEGMENT("Hà Nội, Hà  Nội", NONE).pairs() == [(0, 6), (6, 7), (8, 15)]


@pytest.mark.parametrize("text", ["", " ", "\n", " \n\t"])
def test_no_words_in_blank_text(text):
    assert SEGMENT(text, NONE).pairs() == []


def test_a_protected_span_is_one_word():
    text = "Nghị quyết số 35- NQ/TW ban hành"
    assert "35- NQ/TW" in words(text, ((14, 23),))
    check(text, ((14, 23),))


def test_a_word_is_cut_at_the_edge_of_a_protected_span():
    text = "ở Hà Nội nay"
    assert words(text, ((5, 12),)) == ["ở", "Hà", "Nội nay"]


def test_lone_surrogates_and_other_scripts_keep_their_places():
    for text in ("a\ud800b Hà Nội", "Hà\udfff Nội\ud83d\ude00", "가각 \u1100\u1161 Hà Nội 😀👍🏽"):
        check(text)


def test_a_batch_gives_the_words_of_its_lines():
    lines = ["Anh Nam mua 3 quyển sách.", "", "Hôm nay trời nắng đẹp"]
    got = words("\n".join(lines))
    assert got == [w for x in lines for w in words(x)]


ALPHABET = "aÀđ Hộ\n\t.,-/@5\u00a0\u0301\ud800\u2028\x1c😀ʺ℅́"


@settings(deadline=None, max_examples=150)
@given(st.text(ALPHABET, max_size=40) | st.text(max_size=30), st.data())
def test_words_cover_all_and_protected_spans_are_whole(text, data):
    protected: list[tuple[int, int]] = []
    if text.split() and data.draw(st.booleans()):
        a = data.draw(st.integers(0, len(text) - 1))
        line_end = text.find("\n", a)
        b = data.draw(st.integers(a, line_end if line_end >= 0 else len(text)))
        if text[a:b].strip() == text[a:b] != "":
            protected = [(a, b)]
    check(text, tuple(protected))


@pytest.mark.parametrize("unit", ["a.", "1.", "Hà Nội ", "http://a", "x" * 300 + " "])
def test_time_grows_as_the_text(unit, linear):
    n = 8000 // len(unit)
    linear(lambda k: SEGMENT(unit * (4 * n if k else n), NONE), 4)
