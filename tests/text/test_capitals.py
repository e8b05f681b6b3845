"""Capitals that TCVN3 cannot write."""

from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from vntext.text.capitals import capitals
from vntext.text.charsets import decode_table, encode_table, without_case
from vntext.text.encodings import decode_legacy

GOLD = Path(__file__).with_name("capitals_gold.txt")
UNSURE = without_case("tcvn3")


def gold() -> list[str]:
    return [x for x in GOLD.read_text("utf8").splitlines() if x and not x.startswith("#")]


@pytest.mark.parametrize("line", gold())
def test_lines_there_and_back(line):
    encoded = encode_table(line, "tcvn3")
    assert decode_table(encoded, "tcvn3") == line
    assert decode_legacy(encoded, "tcvn3") == line


def test_letters_that_have_capitals_of_their_own_stay():
    assert capitals("đông Âu và Ông Ấn", frozenset("ấ")) == "đông Âu và Ông Ấn"


@given(st.lists(st.sampled_from(["ấn", "Độ", "ủy", "ban", "Ở", "CHỢ", ".", ",", "\n", "ß", "x"])))
def test_only_letters_in_doubt_change_and_only_their_case(parts):
    text = " ".join(parts)
    found = capitals(text, UNSURE)
    assert len(found) == len(text) or "ß" in text
    for a, b in zip(text, found, strict=False):
        assert a == b or (a in UNSURE and b == a.upper()) or "ß" in text


def test_line_breaks_stay():
    assert capitals("ở chợ\r\nở quê\n", UNSURE) == "Ở chợ\r\nỞ quê\n"
