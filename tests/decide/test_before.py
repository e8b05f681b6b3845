"""Words before a span: the quick look passes over nothing that a pattern finds."""

import pytest
from hypothesis import given, strategies as st

from vntext.decide import grammar, lists, professions, things, titles
from vntext.decide.before import Before

RULES = {
    "profession": professions._profession(),
    "team": grammar._team(),
    "several": grammar._several()[0],
    "republic": grammar._republic(),
    "former": titles._former(),
    "professions": professions._listed(),
    "described": professions._described(),
    "shared-head": lists._several(),
    "thing": things._thing()[0],
}

PIECES = st.sampled_from(
    [
        *(
            "ca sĩ",
            "Ca sỹ",
            "NHÀ BÁO",
            "cựu",
            "thủ môn",
            "diva",
            "(diva",
            "vua",
            "ông vua",
            "tỉ phú",
        ),
        *("tuyển", "Đội tuyển", "đội U23", "U 17", "U23", "ĐT", "nữ", "quốc gia", "CLB"),
        *("trẻ", "kỳ cựu", "35 tuổi", "sinh năm 1999", "gốc Việt"),
        *("hai", "các", "Những", "mười", "cộng hòa", "Cộng hoà", "dân chủ", "CHDCND", "Ả Rập"),
        *("các ca sĩ", "gồm:", "bao gồm", "như", ":", "đường", "các đường", "hai phường", "xe tải"),
        *("đảng", "nước", "quyền", "chính quyền", "tân", "mưa", "Huế", "–", "(", "1", " "),
    ]
)


@pytest.mark.parametrize("rule", RULES)
@given(st.lists(PIECES, max_size=6))
def test_what_the_pattern_finds_is_found(rule, pieces):
    before = RULES[rule]
    before._asked = 99  # a first search is made forwards alone
    text = " ".join([*pieces, "Hà"])
    for end in (len(text), len(text) - 2, len(text) - 3):
        if end > 0:
            found = before._pattern.search(text, 0, end)
            assert str(before.search(text, -5, end)) == str(found)


def test_what_a_pattern_keeps_for_good_is_given_back_backwards():
    before = Before(r"(?:các )?+(?:ca sĩ)(?: trẻ)*+ \Z", ["ca sĩ", "trẻ"])
    assert before._backwards.pattern == r"(?r)(?:các )?(?:ca sĩ)(?: trẻ)* \Z"
    for _ in range(20):
        assert before.search("ca sĩ trẻ Lê An", 0, 10)
        assert before.search("bà sĩ trẻ Lê An", 0, 10) is None
    # a name of a property with a count behind it keeps nothing
    assert Before(r"\p{Ll}+ \Z", ["sĩ"])._backwards.pattern == r"(?r)\p{Ll}+ \Z"


def test_a_word_that_no_rule_knows_is_not_searched():
    before = Before(r"mưa \Z", ["mưa"])
    assert before.search("trời mưa Huế", 0, 9)
    assert before.search("trời nắng Huế", 0, 10) is None
    assert before.search("a", 0, 1) is None
    assert before.search("", 0, 0) is None
