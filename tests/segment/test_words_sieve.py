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
