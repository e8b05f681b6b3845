"""One pass for all grammars: nothing is missed, with the kernel and without, and nothing leaks."""

import gc
import random
import re

import pytest

import vntext
from vntext import layers
from vntext.meaning import all_moved, moved
from vntext.resources import load_toml
from vntext.values.cues import endings
from vntext.values.ending import Ending
from vntext.values.quantities import find_quantities
from vntext.values.relative import find_relative
from vntext.values.scan import Scan
from vntext.values.words import any_of

VALUES = ("dates", "places", "quotes", "quantities", "relations")
TEXTS = [
    "Sáng sớm ngày hôm qua, ông Lê Văn An cho biết xã sẽ trao 5 suất quà cho 12 hộ.",
    "(Tối hôm qua) mưa to.\nĐầu năm nay, bà Hoa nói với phóng viên rằng cầu cao 2m5, giá $30.",
    "Lãnh đạo huyện: 'Không để hộ nào phải đón Tết trong nhà tạm'",
    "Bộ trưởng ký Thông tư 12/2020/TT-BYT, trao Huân chương Lao động hạng Ba cho ông An.",
    "Thế kỷ 19, thập niên 90, mùa giải 2023/24, rằm tháng Giêng, ba phần tư số hộ, hàng chục xe.",
    "ỌNG AN NÓI: HÔM NAY TRAO 3 XE. _hôm qua_ İstanbul có 5 người, ông An cho_biết.",
]


@pytest.mark.usefixtures("backend")
@pytest.mark.parametrize("text", TEXTS)
def test_phrases_stand_where_a_pattern_finds_them(text):
    scan = Scan(text)
    assert len(scan.low) == len(text)
    for group, phrases in (
        ("future", load_toml("values/dates.toml")["around"]["future"]),
        ("number", load_toml("values/quantities.toml")["parts"]["first"]),
        ("event", [c for row in load_toml("values/relations.toml")["event"] for c in row["cues"]]),
    ):
        wanted = {
            (m.start(), m.end())
            for phrase in phrases
            for m in re.finditer(rf"(?<!\w){re.escape(phrase)}(?!\w)", scan.low)
        }
        assert {(a, b) for a, b, _ in scan.of(group)} == wanted
    assert scan.figures == [m.start() for m in re.finditer(r"(?<![^\W_])[0-9]", text)]
    assert [text[k] for k in scan.marks] == re.findall('["“”«»„]', text)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (TEXTS[0], ["Sáng sớm ngày hôm qua"]),
        (TEXTS[1], ["Tối hôm qua", "Đầu năm nay"]),
        ("Trong ngày hôm nay và nửa đầu năm sau", ["Trong ngày hôm nay", "nửa đầu năm sau"]),
        ("Vào thứ hai tuần tới; năm năm nay", ["Vào thứ hai tuần tới"]),
        ("trong sáu tháng đầu năm ngoái", ["sáu tháng đầu năm ngoái"]),
    ],
)
def test_dates_begin_some_words_before_their_core(text, wanted):
    assert [text[r.start : r.end] for r in find_relative(text)] == wanted


def test_a_tree_matches_as_the_longest_of_the_words_would():
    draw = random.Random(7)
    for _ in range(200):
        words = {"".join(draw.choices("ab .", k=draw.randint(1, 4))) for _ in range(6)}
        plain = "|".join(sorted(map(re.escape, words), key=len, reverse=True))
        text = "".join(draw.choices("ab .", k=40))
        for tail in ("", r"(?!\w)"):
            tree, listed = re.compile(any_of(words) + tail), re.compile(f"(?:{plain}){tail}")
            assert [m.span() for m in tree.finditer(text)] == [
                m.span() for m in listed.finditer(text)
            ]


def test_what_stands_before_a_place_is_what_the_pattern_finds():
    words = ["hơn", "không quá", "từ"]
    source = rf"(?<!\w){any_of(words)} \Z"
    ending, pattern = Ending(source, words), re.compile(source)
    for text in ("chi không quá ", "xhơn ", "(hơn ", "xong.\ntừ ", "từ", "", " ", "hơn  ", "hơn "):
        for start in range(len(text) + 1):
            found, wanted = ending.search(text, start, len(text)), pattern.search(text, start)
            assert (found and found.span()) == (wanted and wanted.span())
    joint = endings()["joint"]
    assert joint.search("đã xong; ", 0, 9).group() == "; "
    assert joint.search("xong, đồng thời ", 0, 16).group() == ", đồng thời "
    assert joint.search("đã xong ", 0, 8) is None


def test_a_figure_in_a_date_counts_nothing_and_one_beside_it_does():
    text = "Ngày 24/5 có 24 người, hai xe, 6 ngày."
    assert [q.text for q in find_quantities(text, [(0, 9)])] == ["24 người", "hai xe", "6 ngày"]
    assert [q.text for q in find_quantities(text, [(0, 9), (23, 29)])] == ["24 người", "6 ngày"]


@pytest.mark.usefixtures("backend")
def test_values_are_the_same_alone_together_and_later():
    together = list(vntext.pipe(TEXTS, layers=VALUES))
    later = list(vntext.pipe(TEXTS))
    for text, a, b in zip(TEXTS, together, later, strict=True):
        alone = vntext.analyze(text, layers=["words"])
        for name in reversed(VALUES):
            assert getattr(a, name) == getattr(b, name) == getattr(alone, name)


def inner_of(doc):
    return sorted(layers._recent.of(doc._source))


def test_inner_layers_are_kept_for_one_living_text_alone():
    first, second = vntext.analyze(TEXTS[0]), vntext.analyze(TEXTS[1])
    assert first.dates
    assert inner_of(first) == ["texts"]
    assert second.quotes
    assert inner_of(second) == ["texts"]
    assert inner_of(first) == []
    del second
    gc.collect()
    assert layers._recent._row is None


def test_columns_are_moved_as_each_value_would_be():
    doc = vntext.analyze(f"{TEXTS[0]} Hà Nội mưa.\n{TEXTS[3]}")
    decomposed = doc.text.replace("ô", "o\u0302")
    alignment = vntext.analyze(decomposed)._source.reading.alignment
    assert not alignment.is_identity
    for name in VALUES:
        rows = getattr(doc, name)
        assert rows
        assert all_moved(rows, decomposed, alignment) == [
            moved(row, decomposed, alignment) for row in rows
        ]
    assert all_moved((), decomposed, alignment) == []


@pytest.mark.parametrize("name", VALUES)
def test_all_spans_of_a_value_belong_to_its_document(name):
    doc = vntext.analyze(f"{TEXTS[0]} Hà Nội mưa.\n{TEXTS[3]}")
    for row in getattr(doc, name):
        assert row._doc is doc
        for inner in ("speaker", "cue", "subject", "object", "organization"):
            held = getattr(row, inner, None)
            for span in getattr(held, "mentions", (held,)):
                assert span is None or span._doc is doc
