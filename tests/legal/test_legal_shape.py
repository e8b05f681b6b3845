"""What holds for every text: shape of the result, hostile input, speed of the first call."""

import subprocess
import sys
from dataclasses import fields

import pytest
from hypothesis import given, settings, strategies as st

from vntext.document import Document, LegalReference
from vntext.legal.annotate import annotate
from vntext.legal.codes import parse_code
from vntext.legal.find import Row, find_references
from vntext.legal.provisions import parse_provision
from vntext.legal.resolve import resolve_legal_references

PIECES = (
    "Điều ",
    "điều 5",
    "khoản 2 ",
    "điểm a, ",
    "Điều này",
    "Nghị định ",
    "số ",
    "167",
    "/2013",
    "/NĐ-CP",
    " - ",
    "Luật ",
    "Đất đai",
    "Bộ luật Hình sự",
    " năm 2015",
    ", ",
    "; ",
    " và ",
    " của ",
    "Chính phủ",
    "(",
    ")",
    "\n",
    "BLHS",
    "Nghị quyết Đại hội ",
    "lần thứ XII",
    "khóa X",
    "QĐ",
    "NQ/TW",
    "ngày 1/2/2019",
    "“",
    "”",
    "\t",
    "Công ước ",
    "UNCLOS",
    "Hiến pháp",
    "toàn bộ luật ",
    "Đ",
    "İ",
    "ﬁ",
    "\r",
    "\u2028",
    "12",
    ".",
    "–",
)


def shape(text):
    found = find_references(text)
    end = 0
    for r in found:
        assert end <= r.start < r.end <= len(text)
        assert text[r.start : r.end] == r.text
        assert "\n" not in r.text
        assert not r.text[0].isspace()
        assert not r.text[-1].isspace()
        assert r.type
        assert r.rule
        assert (r.type == "provision") == (not r.key)
        assert r.type != "provision" or r.provision
        assert r.issuer == (r.issuer_text or r.issuer_sign)
        end = r.end
    return found


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
@settings(max_examples=400, deadline=None)
def test_pieces_of_references_in_any_order(text):
    shape(text)


@given(st.text(max_size=200))
@settings(max_examples=200, deadline=None)
def test_any_text(text):
    shape(text)


@given(st.lists(st.lists(st.sampled_from(PIECES), max_size=12).map("".join), max_size=4))
@settings(max_examples=200, deadline=None)
def test_lines_do_not_see_each_other(texts):
    texts = [t.replace("\n", " ") for t in texts]
    joined, at = [], 0
    for text in texts:
        joined += [(r.start + at, r.end + at, r.type, r.key) for r in find_references(text)]
        at += len(text) + 1
    found = find_references("\n".join(texts))
    assert [(r.start, r.end, r.type, r.key) for r in found] == joined


def test_rows_have_the_fields_of_references_in_their_order():
    """A reference is made of a row by position."""
    names = [f.name for f in fields(LegalReference) if f.name != "text"]
    assert list(Row._fields) == names


def test_empty_text():
    assert find_references("") == []
    assert find_references(" \n\t ") == []


HOSTILE = (
    "An ",
    "Luật ",
    "Điều ",
    "Điều 5 ",
    "Điều 5, ",
    "khoản 1, ",
    "điểm a, b, ",
    "điểm a (",
    "-",
    "- ",
    "1/",
    "12/2013/",
    "9",
    "Nghị định ",
    "Nghị định 1, 2, ",
    "NĐ ",
    "1/NĐ-",
    "quyết định ",
    "quyết định a b c ",
    "luật ",
    "Luật Đất đai, ",
    "Luật Xa xb ",
    "Nghị quyết đại hội ",
    "nghị quyết đại hội a b c d e f g ",
    "Công ước Về ",
    "số ",
    '"',
    "(",
    " ",
    "Nghị định 1 của Bộ a b c ",
    "Luật sửa đổi, bổ sung một số điều của Luật Thuế và ",
    "Luật phòng ",
    "mục 1 ",
    "0123456789",
    "Luật Đất đai (sửa đổi, ",
    "Nghị định 1 “",
    "các nghị quyết ",
    "toàn bộ luật ",
    "chương i, ",
)


@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_input_takes_linear_time(piece, linear):
    text = (piece * (100_000 // len(piece) + 1))[:100_000]
    linear(lambda k: find_references(text if k else text[:25_000]), 4)


@pytest.mark.parametrize(
    "piece", ["An ", "Luật ", "Luật này ", "Nghị định 5 ", "Nghị định 5/NĐ-CP. "]
)
def test_readers_of_references_take_linear_time(piece, grows_linearly):
    def read(text):
        doc = Document(text, legal_references=tuple(find_references(text)))
        resolve_legal_references(doc)
        annotate(doc, "[{text}]", format="html")

    grows_linearly(read, piece, times=3000)


def test_import_builds_no_pattern_and_the_first_call_is_quick():
    code = (
        "import re, time\n"
        "real = re.compile; made = []\n"
        "re.compile = lambda *a, **k: made.append(a) or real(*a, **k)\n"
        "import vntext.legal.find, vntext.legal.resolve, vntext.legal.annotate\n"
        "mine = [a for a in made if 'điều' in str(a) or 'luật' in str(a)]\n"
        "t = time.process_time()\n"
        "vntext.legal.find.find_references('Điều 5 Luật Đất đai và Nghị định 167 của Chính phủ')\n"
        "print(len(mine), time.process_time() - t)\n"
    )
    best = 9.0
    for _ in range(3):
        out = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True
        ).stdout.split()
        assert out[0] == "0"
        best = min(best, float(out[1]))
    # the target is 0.1 s on an idle machine; a busy one takes longer
    assert best < 0.3


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("35- NQ/TW", "35-NQ/TW"),
        ("16 / NQ - TW", "16/NQ-TW"),
        ("58/2025/NĐ-CP", "58/2025/NĐ-CP"),
        ("158 / QĐ - C 41 (C 50)", "158/QĐ-C41(C50)"),
        ("46 - Bộ Công an", "46"),
        ("35 - BƯỚC NGOẶT MỚI", "35"),
        ("46/2016/NĐ-CP - MỨC PHẠT MỚI", "46/2016/NĐ-CP"),
    ],
)
def test_codes(text, code):
    found = parse_code(text, 0)
    assert found is not None
    assert found.text == code


@pytest.mark.parametrize(
    ("text", "code", "year"),
    [
        ("2021-2025", "2021", None),  # a term of years is no number with its year
        ("19-2018/NQ-CP", "19-2018/NQ-CP", 2018),
        ("167-2013", "167-2013", 2013),
        ("1234/2019/NĐ-CP", "1234/2019/NĐ-CP", 2019),
        ("1234/2019", "1234/2019", 2019),
    ],
)
def test_a_year_behind_a_number_belongs_to_it_and_not_one_behind_a_year(text, code, year):
    found = parse_code(text, 0)
    assert found is not None
    assert (found.text, found.year) == (code, year)


@pytest.mark.parametrize("text", ["1.000 người", "2,5 tỷ", "12345678"])
def test_numbers_that_are_no_codes(text):
    assert parse_code(text, 0) is None


def test_both_orders_of_a_provision_are_one():
    for text in ("điểm a khoản 2 Điều 5", "Điều 5 khoản 2 điểm a", "Điều 5, khoản 2, điểm a"):
        found = parse_provision(text.lower(), text, 0)
        assert found is not None
        assert found.text == "điểm a khoản 2 điều 5"
