"""Hyphenated names are one word, other hyphens none of ours."""

import pytest

from vntext import word_tokenize

WHOLE = """
Hãng Rolls-Royce bán động cơ.|Rolls-Royce
Ông Diaz-Canel gặp bà Ocasio-Cortez.|Diaz-Canel|Ocasio-Cortez
Chuyến bay đến Port-au-Prince bị hoãn.|Port-au-Prince
Đoàn thăm Viêng-chăn và Chăm-pa-sắc.|Viêng-chăn|Chăm-pa-sắc
Hôm ấy Jong-un vắng mặt, Chung-hee cũng vậy.|Jong-un|Chung-hee
Nhà thơ Jean-Paul đọc thơ.|Jean-Paul
Chỉ số VN-Index tăng, HNX-Index và UPCoM-Index giảm.|VN-Index|HNX-Index|UPCoM-Index
"""


@pytest.mark.parametrize("row", WHOLE.strip().split("\n"))
def test_names_are_whole(row):
    text, *names = row.split("|")
    words = word_tokenize(text)
    for name in names:
        assert any(name in word for word in words), words


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Tuyến Hà Nội-Hải Phòng thông xe.", ("Hà Nội", "Hải Phòng")),
        ("Quan hệ Việt-Mỹ tốt lên.", ("Việt", "Mỹ")),
        ("Trận MU-Chelsea hoãn lại.", ("Chelsea",)),
    ],
)
def test_names_of_vietnamese_syllables_stay_apart(text, parts):
    words = word_tokenize(text)
    assert set(parts) <= set(words), words


@pytest.mark.parametrize(
    "text", ["-", "--", "A-", "-a", "Ab--cd", "Ab-", "a-b-c", "Ab-cd-", "1-Ab-cd"]
)
def test_bare_signs_lose_nothing(text):
    assert "".join(word_tokenize(text)) == text
