from hypothesis import given, settings
from hypothesis import strategies as st

from vntext.segment import protect

TEXTS = st.lists(
    st.sampled_from(
        [
            *("Hà Nội", "TP.", "TP.HCM", "abcdefgh.", "abcdefg.", "3.", "24/5", "10,5%", "5 - 7"),
            *("a@b.vn", "0912 345 678", "U.S.A", "...", ".", "٣", "𝟛", "35- NQ/TW", "x.y", "(1)"),
            *("\n", "\t", "\u2028", "\x1c", "\ud800"),
        ]
    )
    | st.text("a.@1 \n", max_size=5)
    | st.text(max_size=3),
    max_size=12,
)


@settings(deadline=None, max_examples=300)
@given(TEXTS, st.sampled_from(["", " "]))
def test_sifted_candidates_are_those_of_the_pattern(parts, space):
    text = space.join(parts)
    short, protect.SHORT = protect.SHORT, 0
    try:
        sifted = [m.span() for m in protect._tokens(text)]
    finally:
        protect.SHORT = short
    assert sifted == [m.span() for m in protect._candidates().finditer(text)]


@settings(deadline=None, max_examples=300)
@given(TEXTS, st.sampled_from(["", " "]))
def test_places_that_are_passed_over_hold_no_span(parts, space):
    text = space.join(parts)
    found = protect.find_protected(text).pairs()
    may_begin, known = protect._may_begin, protect._known

    class Every:
        def __contains__(self, word: object) -> bool:
            return True

    try:
        protect._may_begin = lambda *_: True
        protect._known = Every
        protect._pattern()  # made before, from the true list
        assert protect.find_protected(text).pairs() == found
    finally:
        protect._may_begin, protect._known = may_begin, known


def test_a_name_on_the_next_line_does_not_make_an_abbreviation():
    alone = protect.find_protected("TP.").pairs()
    assert protect.find_protected("TP.\nHà Nội").pairs() == alone
    assert protect.find_protected("TP. Hà Nội").pairs() == [(0, 3)]
