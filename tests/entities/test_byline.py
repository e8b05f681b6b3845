import pytest

from vntext.entities.byline import find_authors


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Thu Giang - Mạnh Tùng", ["Thu Giang", "Mạnh Tùng"]),
        ("Thu Giang- Mạnh Tùng", ["Thu Giang", "Mạnh Tùng"]),
        ("Bài, ảnh: Lê Thu Giang", ["Lê Thu Giang"]),
        ("Thu Giang (tổng hợp)", ["Thu Giang"]),
        ("Thu Giang (Theo Reuters)", ["Thu Giang"]),
        ("Theo TTXVN", []),
        ("HGiang", ["HGiang"]),
        ("VT", []),
        ("V. Phan", ["V. Phan"]),
        ("THU GIANG và MẠNH TÙNG", ["THU GIANG", "MẠNH TÙNG"]),
        ("baovidu.vn", []),
        ("", []),
    ],
)
def test_authors(text, names):
    assert [text[f.start : f.end] for f in find_authors(text, 0, len(text))] == names


def test_linear_time(grows_linearly):
    for unit in ("A - ", "Theo ", "( ", "Bài, ảnh: "):
        grows_linearly(lambda t: find_authors(t, 0, len(t)), unit, times=500)
