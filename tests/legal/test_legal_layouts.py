"""The same act in every layout: heads in any order, lines broken anywhere, pages, markup."""

import importlib.util
import pathlib
import sys
from collections import Counter

import pytest

from vntext.errors import InvalidOptionError
from vntext.legal import read
from vntext.legal.sheet import read_sheet

FOLDER = pathlib.Path(__file__).resolve().parents[2] / "benchmarks"


def script():
    spec = importlib.util.spec_from_file_location("legal_shapes", FOLDER / "legal_shapes.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules["legal_shapes"] = module  # its data classes look for it
    spec.loader.exec_module(module)
    return module


SHAPES = script()
ACTS = sorted(SHAPES.ACTS.glob("*.txt"))


@pytest.mark.parametrize("path", ACTS, ids=lambda p: p.stem)
def test_an_act_is_the_same_in_every_shape(path):
    parts = SHAPES.load(path)
    want = None
    for shape, text in SHAPES.shaped(parts):
        got = SHAPES.facts(read(text))
        want = want or SHAPES.expected(parts, got)
        for kind, *_, missing, extra in SHAPES.compare(want, got):
            assert (shape, kind, missing, extra) == (shape, kind, Counter(), Counter())


@pytest.mark.parametrize("path", ACTS, ids=lambda p: p.stem)
def test_the_plain_reading_is_right(path):
    parts = SHAPES.load(path)
    act = read(SHAPES.blank([*SHAPES.in_rows(parts), *parts.body]))
    kinds = Counter(n.kind for n in act.nodes)
    assert ", ".join(f"{n} {kind}" for kind, n in sorted(kinds.items())) == parts.right["tree"]
    assert sum(r.target is not None for r in act.references) == int(parts.right["bound"])


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        # a title, then text, and blank lines between articles only
        (
            "Điều 1. Phạm vi\nLuật này về hồ.\n1. Hồ.\n\nĐiều 2. Bờ\nBờ đất.\n1. Cỏ.",
            ["Điều 1. Phạm vi", "Luật này về hồ.", "1. Hồ.", "Điều 2. Bờ", "Bờ đất.", "1. Cỏ."],
        ),
        # a provision at the beginning of a broken line opens no article
        (
            "1. Thay từ “bờ đất” bằng từ “bờ kè” tại\nĐiều 5.\n\n2. Bỏ khoản 3 Điều\n7.",
            ["1. Thay từ “bờ đất” bằng từ “bờ kè” tại Điều 5.", "2. Bỏ khoản 3 Điều 7."],
        ),
        # a word that often waits for a number ends its paragraph
        (
            "1. Cỏ được cắt hằng tháng.\n2. Rác được gom hằng ngày.\n3. Hết.",
            ["1. Cỏ được cắt hằng tháng.", "2. Rác được gom hằng ngày.", "3. Hết."],
        ),
        # an article whose number stands alone
        ("Điều 1\nPhạm vi\n\nHồ.", ["Điều 1. Phạm vi".replace(". ", "."), "Hồ."]),
        ("PHÓ CHỦ TỊCH\nPHỤ LỤC\nDANH MỤC", ["PHÓ CHỦ TỊCH", "PHỤ LỤC", "DANH MỤC"]),
    ],
)
def test_paragraphs(text, paragraphs):
    sheet = read_sheet(text)
    assert [sheet.text[p.start : p.end] for p in sheet.paragraphs] == paragraphs


def test_offsets_are_those_of_the_text_as_given():
    text = (
        "CHÍNH PHỦ\r\nSố: 5/2031/NĐ-CP   Hà Nội, ngày 5 tháng 6 năm 2031\r\nNGHỊ ĐỊNH\r\n"
        "Điều 1. Phạm vi\r\n1. Theo khoản 2 Điều này và Nghị\r\n       định này.\r\n2. Hồ.\r\n"
        "Điều 2. Bờ\r\nBờ hồ."
    )
    act = read(text)
    assert [r.text for r in act.references] == ["khoản 2 Điều này", "Nghị\r\n       định này"]
    assert [text[n.start : n.start + 2] for n in act.nodes] == ["Đi", "1.", "2.", "Đi"]
    assert act.identity.place == "Hà Nội"


def test_html_is_told_from_other_texts():
    page = (
        "<p>Điều 1. Phạm vi</p><p>1. Hồ &amp; ao.</p><p>2. Theo <b>khoản 1</b> Điều này.</p>"
        "<p>Điều 2. Bờ</p>"
    )
    act = read(page)
    assert [n.path for n in act.nodes] == ["điều 1", "khoản 1 điều 1", "khoản 2 điều 1", "điều 2"]
    assert act.nodes[0].title == "Phạm vi"
    assert [r.target for r in act.references] == [1]
    assert not read(page, source="plain").nodes
    with pytest.raises(InvalidOptionError, match="source must be one of"):
        read(page, source="pdf")
