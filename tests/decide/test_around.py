"""Spans by what stands around them: whatever a rule is about must be among what it is given."""

import pytest
from hypothesis import given, strategies as st

from vntext.decide.around import Around, by_border
from vntext.decide.before import Before
from vntext.decide.heads import all_heads, befores_at_end
from vntext.decide.professions import _profession
from vntext.decide.titles import _former
from vntext.entities.types import Found
from vntext.kernel import kernel

LETTERS = st.text("ab ,(-", max_size=24)
PHRASES = st.lists(st.text("ab ,(-", min_size=1, max_size=3), min_size=1, max_size=4)


@st.composite
def spans(draw):
    text = draw(LETTERS.filter(bool))
    bounds = st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))
    rows = sorted({tuple(sorted(b)) for b in draw(st.lists(bounds, max_size=6)) if b[0] != b[1]})
    return text, list(enumerate(Found(a, b, "LOC") for a, b in rows))


@given(spans(), PHRASES)
def test_no_span_that_fits_is_passed_over(case, phrases):
    text, rows = case
    around, some = Around(text, rows), tuple(phrases)
    for given_rows, fits in (
        (around.opening(some), lambda f: text.startswith(some, f.start)),
        (around.closing(some), lambda f: text.endswith(some, 0, f.end)),
        (around.followed(some), lambda f: text.startswith(some, f.end)),
    ):
        numbers = [number for number, _ in given_rows]
        assert numbers == sorted(set(numbers))
        assert {number for number, f in rows if fits(f)} <= set(numbers)


@pytest.mark.usefixtures("backend")
@given(spans(), st.integers(0, 1), st.integers(-4, 3), st.integers(0, 3))
def test_spans_are_sorted_by_the_characters_at_a_border(case, border, shift, size):
    text, rows = case
    expected: dict[str, list] = {}
    for row in rows:
        places = range(row[1][border] + shift, row[1][border] + shift + size)
        key = "".join(text[k] for k in places if 0 <= k < len(text))
        expected.setdefault(key, []).append(row)
    assert by_border(text, rows, border, shift, size) == expected


@pytest.mark.skipif(kernel() is None, reason="the kernel was not built: no C compiler")
@pytest.mark.parametrize("row", [3, (3,), (3, 4), (3, ("a", 1)), (3, (1 << 40, 1))])
def test_the_kernel_refuses_rows_that_are_none(row):
    with pytest.raises((TypeError, IndexError, OverflowError)):
        kernel().spans_by_border("abc", [row], 0, 0, 2)


@pytest.mark.parametrize(
    "head", ["ca sĩ", "Ca Sĩ", "CA SĨ", "họa sỹ trẻ", "cầu thủ 19 tuổi", "nhà vật lí gốc Việt"]
)
def test_a_head_is_seen_however_it_is_written(head):
    text = f"và {head} Lê An"
    f = Found(text.index("Lê"), len(text), "PERSON")
    assert Around(text, [(0, f)]).before(_profession()) == [(0, f)]


def test_of_two_heads_each_span_is_given_once_in_order():
    text = "cựu ca sĩ Lê An, nguyên Bí thư, họa sĩ Mai Bình"
    names = [(text.index(x), text.index(x) + len(x)) for x in ("ca sĩ", "Bí thư", "Mai Bình")]
    rows = list(enumerate(Found(a, b, "TITLE") for a, b in names))
    assert Around(text, rows).before(_former(), _profession()) == rows
    assert Around(text, rows).before(_former()) == rows[:2]


def test_a_head_that_no_module_names_is_an_error():
    with pytest.raises(ValueError, match="no module"):
        Around("ông An", [(0, Found(4, 6, "PERSON"))]).before(Before.words(["ông"]))


def test_heads_are_told_by_their_last_characters():
    assert _former() in befores_at_end("ông cựu")
    assert _former() in befores_at_end("TÂN")
    assert not befores_at_end("xyz")
    assert all(head.tails for head in all_heads())
