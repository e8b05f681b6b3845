"""Keys of documents: what two mentions of one document share, and two documents never."""

import pytest

from vntext.legal.find import find_references


def key_of(text):
    (r,) = find_references(f"Theo {text}.")
    return r.key


@pytest.mark.parametrize(
    ("text", "key"),
    [
        # zeros before a number say nothing; a number of zeros alone stays one
        ("Nghị định 046/2016/NĐ-CP", "nghị định:46/2016"),
        ("Nghị định 0/2016/NĐ-CP", "nghị định:0/2016"),
        ("Nghị quyết 30A/2008/NQ-CP", "nghị quyết:30a/2008:cp"),
        # Trung ương in all its ways, Tỉnh ủy in its own
        ("Nghị quyết 35-NQ/TW", "nghị quyết:35:tw"),
        ("Nghị quyết 35-NQ/TƯ", "nghị quyết:35:tw"),
        ("Nghị quyết 35-NQ/T.Ư", "nghị quyết:35:tw"),
        ("Nghị quyết 35-NQ/T.W", "nghị quyết:35:tw"),
        ("Nghị quyết 35-NQ/TU", "nghị quyết:35:tu"),
        # the sign of the type adds nothing, that of the issuer does
        ("Quyết định 12/QĐ-UBND", "quyết định:12:ubnd"),
        ("Quyết định 12/UBND-QĐ", "quyết định:12:ubnd"),
        ("Quyết định 12/QĐ-BYT", "quyết định:12:byt"),
        ("Quyết định 12/QĐ-UBND-VP", "quyết định:12:ubnd-vp"),
        # the date gives the year to the types that are numbered by year
        ("Nghị định 46/NĐ-CP ngày 26/5/2016", "nghị định:46/2016"),
        ("Nghị định 46/2015/NĐ-CP ngày 26/5/2016", "nghị định:46/2015"),
        ("Nghị định 46/NĐ-CP ngày 26/5/1997", "nghị định:46/1997"),
        ("Nghị định 46/NĐ-CP ngày 26/5/1996", "nghị định:46"),
        ("Nghị quyết 35-NQ/TW ngày 22/10/2018", "nghị quyết:35:tw"),
        # laws by name, by number, with and without a year
        ("Luật Đất đai", "luật:đất đai"),
        ("Luật Đất đai năm 2013", "luật:đất đai:2013"),
        ("Luật số 45/2013/QH13", "luật:đất đai:2013"),
        ("Luật số 45/2013/qh13", "luật:đất đai:2013"),
        ("Luật số 999/2013/QH13", "luật:999/2013:qh13"),
        # a treaty has one year
        ("Công ước Luật Biển năm 1982", "công ước:liên hợp quốc về luật biển"),
        ("Công ước Luật Biển", "công ước:liên hợp quốc về luật biển"),
    ],
)
def test_keys(text, key):
    assert key_of(text) == key
