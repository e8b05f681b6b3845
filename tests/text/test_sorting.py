"""Vietnamese dictionary order."""

from hypothesis import given, strategies as st

from vntext import sort_key

ORDER = [
    ["a", "à", "ả", "ã", "á", "ạ", "ă", "ằ", "â", "ấ", "b"],
    ["ca", "ca dao", "ca sĩ", "cà", "cà phê", "cá", "cách", "căn", "cân", "chanh"],
    ["da", "đa", "e", "ê", "o", "ô", "ơ", "u", "ư", "y"],
    ["Điều 2", "Điều 2a", "Điều 10", "Điều 100"],
    ["An Giang", "Bà Rịa", "Bắc Ninh", "Cà Mau", "Đà Nẵng", "Hà Nội", "Ninh Bình", "Quảng Ninh"],
    ["hoà", "hoà bình", "hòa thuận", "hoang"],
]


def test_order():
    for words in ORDER:
        assert sorted([*words[5:], *words[:5]], key=sort_key) == words


def test_composition_and_the_place_of_the_tone_do_not_part_words():
    words = ["hòa b", "hoà a", "hoa\u0300 c"]
    assert sorted(words, key=sort_key) == ["hoà a", "hòa b", "hoa\u0300 c"]


@given(st.lists(st.text(max_size=8), max_size=6))
def test_any_text(words):
    assert sorted(words, key=sort_key) == sorted([*words[3:], *words[:3]], key=sort_key)
