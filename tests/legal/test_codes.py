"""Numbers and signs of documents, read from where the number begins."""

import pytest

from vntext.legal.codes import parse_code


@pytest.mark.parametrize(
    ("text", "code", "number", "year", "parts"),
    [
        ("58/2025/NĐ-CP của", "58/2025/NĐ-CP", "58", 2025, ["NĐ", "CP"]),
        ("16 / NQ - TW của", "16/NQ-TW", "16", None, ["NQ", "TW"]),
        # a year behind a dash belongs to the number, unless the two are a term
        ("19-2018/NQ-CP", "19-2018/NQ-CP", "19", 2018, ["NQ", "CP"]),
        ("102-2019 của", "102-2019", "102", 2019, []),
        ("2021-2025 đã xong", "2021", "2021", None, []),
        ("2021-2025/QĐ-UBND", "2021", "2021", None, []),
        ("1234/2019/QĐ-UBND", "1234/2019/QĐ-UBND", "1234", 2019, ["QĐ", "UBND"]),
        ("30a/2008/NQ-CP", "30a/2008/NQ-CP", "30a", 2008, ["NQ", "CP"]),
        ("46 - Bộ Công an", "46", "46", None, []),
        ("46/2016/NĐ-CP - MỨC PHẠT", "46/2016/NĐ-CP", "46", 2016, ["NĐ", "CP"]),
        ("100/2019/nđ-cp", "100/2019/nđ-cp", "100", 2019, ["nđ", "cp"]),
    ],
)
def test_codes(text, code, number, year, parts):
    found = parse_code(text, 0)
    assert (found.text, found.number, found.year, found.parts) == (code, number, year, parts)
    assert text[: found.end].replace(" ", "") == code


@pytest.mark.parametrize("text", ["1.000 đồng", "12,5 ha", "1234567", "năm"])
def test_other_figures_are_none(text):
    assert parse_code(text, 0) is None
