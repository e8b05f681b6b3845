import pytest
from hypothesis import given, strategies as st

from vntext.split.paragraphs import LINE_BREAKS, find_paragraphs


def lines(text):
    return [text[a:b] for a, b in find_paragraphs(text).pairs()]


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("", []),
        (" \n\t\r\n ", []),
        ("Một dòng", ["Một dòng"]),
        ("  Đầu dòng \nCuối dòng\t", ["Đầu dòng", "Cuối dòng"]),
        ("A\r\nB\rC\u2028D\u2029E\x85F\vG\fH", list("ABCDEFGH")),
        ("Câu một. Câu hai.\n\n\nCâu ba.", ["Câu một. Câu hai.", "Câu ba."]),
    ],
)
def test_a_paragraph_is_a_line_that_is_not_blank(text, want):
    assert lines(text) == want


@given(st.text(alphabet=st.sampled_from("aạ .\t \n\r\u2028\u2029\x85\v\f"), max_size=60))
def test_paragraphs_cover_all_visible_characters_and_cross_no_break(text):
    pairs = find_paragraphs(text).pairs()
    covered = {k for a, b in pairs for k in range(a, b)}
    assert all(c.isspace() or k in covered for k, c in enumerate(text))
    for a, b in pairs:
        assert text[a:b] == text[a:b].strip() != ""
        assert not set(text[a:b]) & set(LINE_BREAKS)


@given(st.lists(st.text(alphabet="ab \r\n", max_size=20), min_size=1, max_size=4))
def test_a_batch_gives_what_each_text_gives_alone(texts):
    joined, start, want = "\n".join(texts), 0, []
    for t in texts:
        want += [(a + start, b + start) for a, b in find_paragraphs(t).pairs()]
        start += len(t) + 1
    assert find_paragraphs(joined).pairs() == want


@pytest.mark.parametrize("unit", [" ", "\n", "b ", " \n"])
def test_long_runs_of_white_space_take_linear_time(grows_linearly, unit):
    grows_linearly(lambda t: find_paragraphs("a" + t), unit, times=100_000)
