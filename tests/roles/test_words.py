"""Words looked for by their first letters; quick looks that refuse nothing that a pattern finds."""

import re

from hypothesis import example, given, strategies as st

from vntext.roles import bylines
from vntext.roles.tables import one_of, word_of

WORDS = ["chợ", "chợ phiên", "chỉ đạo", "xã", "Xã"]
PIECES = st.lists(
    st.sampled_from([*WORDS, "Ban", " ", "a", "_", ",", "1", "chợp", "\n"]), max_size=12
)


@given(PIECES)
@example(["Ban", " ", "chỉ đạo"])
@example(["a", "chợ"])
def test_words_are_found_where_a_look_behind_finds_them(pieces):
    text = "".join(pieces)
    quick = re.compile(rf"{word_of(WORDS, ['Ban'])}(?!\w)")
    plain = re.compile(rf"(?<!\w)(?<!Ban ){one_of(WORDS)}(?!\w)")
    assert [m.span() for m in quick.finditer(text)] == [m.span() for m in plain.finditer(text)]


TABLE = bylines._table("author")
PARTS = [
    *(word for kind in ("by", "and", "tails", "after") for word in TABLE[kind]),
    *("Lê Hân", "Hải Đường", "H.Y", "Thu-giang", "(Theo Báo Xưa)", "(TTXVN)", "nói", "5", "xã"),
    *(" - ", "/", ", ", ": ", " ", ". ", "*", "(", ")"),
]


@given(st.lists(st.sampled_from(PARTS), min_size=1, max_size=7))
@example(["Tin, ảnh", ": ", "Lê Hân"])
@example(["Lê Hân", ". ", "Theo", " ", "Hải Đường"])
def test_the_quick_look_refuses_no_byline(parts):
    text = "".join(parts)
    if any(bylines._byline(more=more).match(text) for more in (False, True)):
        assert bylines._may_be_byline(text), text
