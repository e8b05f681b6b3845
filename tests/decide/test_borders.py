import pytest

from vntext import analyze
from vntext.decide.borders import settle_borders
from vntext.entities.types import Found
from vntext.resources import load_lines, load_toml
from vntext.spans import Spans
from vntext.split.protect import find_protected
from vntext.words.segmenter import TableSegmenter


def settled(text, *marked):
    """What becomes of spans, each given as its label and its words in the text."""
    found = [Found(text.index(part), text.index(part) + len(part), label) for label, part in marked]
    words = TableSegmenter().segment(text, find_protected(text))
    return [(f.label, text[f.start : f.end]) for f in settle_borders(text, found, words)]


@pytest.mark.parametrize(
    ("text", "part", "whole"),
    [
        ("Học viện Báo chí và Tuyên truyền mở lớp", "Học viện Báo chí", "và Tuyên truyền"),
        ("ở Cục Quản lý Khám, chữa bệnh họp", "Cục Quản lý Khám", ", chữa bệnh"),
        ("Uỷ ban An toàn giao thông quốc gia họp", "Uỷ ban An", "toàn giao thông quốc gia"),
        ("đảng Dân chủ Tự do thắng lớn", "đảng Dân chủ Tự", "do"),
        ("Sở Văn hóa, Thể thao và Du lịch báo cáo", "Sở Văn hóa, Thể thao và Du", "lịch"),
        ("Sở Y tế họp", "Sở Y tế", ""),
        ("Báo Sao Mai ra số mới", "Báo Sao Mai", ""),
    ],
)
def test_bodies_are_read_to_their_end(text, part, whole):
    joint = "" if whole.startswith(",") or not whole else " "
    assert settled(text, ("ORG", part)) == [("ORG", part + joint + whole)]


def test_the_title_of_a_body_is_read_on_with_it():
    text = "Giám đốc Học viện Báo chí và Tuyên truyền Lê An nói"
    spans = ("TITLE", "Giám đốc Học viện Báo chí"), ("ORG", "Học viện Báo chí")
    assert settled(text, *spans) == [
        ("TITLE", "Giám đốc Học viện Báo chí và Tuyên truyền"),
        ("ORG", "Học viện Báo chí và Tuyên truyền"),
    ]


@pytest.mark.parametrize(
    ("text", "part", "whole"),
    [
        ("HLV Louis van Gaal nói", "Louis", "Louis van Gaal"),
        ("bà Ursula von der Leyen nói", "Ursula", "Ursula von der Leyen"),
        ("HLV Kim Sang-sik nói", "Kim Sang", "Kim Sang-sik"),
        ("ông Lê An do Hà mời", "Lê An", "Lê An"),
        ("Thanh tra giao thông xử phạt", "Thanh", None),
        ("theo bà Nghĩa là đúng", "Nghĩa", "Nghĩa"),
        ("ông Lê Hoa cho biết", "Lê Hoa", "Lê Hoa"),
    ],
)
def test_names_of_people(text, part, whole):
    expected = [("PERSON", whole)] if whole else []
    assert settled(text, ("PERSON", part)) == expected


@pytest.mark.parametrize(
    ("text", "part", "expected"),
    [
        ("ông An, cán bộ Công an xã", "bộ Công an xã", "Công an xã"),
        ("Nghị viện châu Âu họp", "viện châu Âu", "Nghị viện châu Âu"),
        ("Trưởng ban Tuyên giáo", "ban Tuyên giáo", "ban Tuyên giáo"),
    ],
)
def test_bodies_begin_where_a_word_begins(text, part, expected):
    assert settled(text, ("ORG", part)) == [("ORG", expected)]


@pytest.mark.parametrize(
    ("text", "part", "expected"),
    [
        (
            "CLB Sao Vàng thắng Hải Âu 3-0.",
            "CLB Sao Vàng thắng Hải Âu 3",
            ["CLB Sao Vàng", "Hải Âu"],
        ),
        ("CLB Hải Âu hòa 1-1.", "CLB Hải Âu", ["CLB Hải Âu"]),
        ("Quân khu 7 họp.", "Quân khu 7", ["Quân khu 7"]),
        ("Công ty Gặp Gỡ họp.", "Công ty Gặp Gỡ", ["Công ty Gặp Gỡ"]),
    ],
)
def test_a_match_report_names_two_clubs(text, part, expected):
    assert settled(text, ("ORG", part)) == [("ORG", name) for name in expected]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Quảng Ninh - Hải Phòng", ["Quảng Ninh", "Hải Phòng"]),
        ("Bà Rịa - Vũng Tàu", ["Bà Rịa - Vũng Tàu"]),
        ("châu Á - Thái Bình Dương", ["châu Á - Thái Bình Dương"]),
        ("Lào - Thái Lan - Việt Nam", ["Lào", "Thái Lan", "Việt Nam"]),
    ],
)
def test_known_places_with_a_dash_between(text, names):
    assert settled(f"ở {text} có mưa", ("LOC", text)) == [("LOC", name) for name in names]


def test_a_known_name_that_the_tagger_passed_over():
    assert settled("theo Tổ chức Y tế thế giới (WHO)") == [("ORG", "Tổ chức Y tế thế giới")]
    assert settled("Tổ chức lễ hội lớn") == []


def test_nothing_to_settle():
    assert settle_borders("", [], Spans.of([])) == []
    assert settle_borders("An", [Found(0, 2, "PERSON")], Spans.of([])) == [Found(0, 2, "PERSON")]


def test_a_name_of_many_bodies_is_only_read_on():
    text = "Sở Văn hóa, Thể thao và Du lịch tỉnh"
    assert settled(text, ("ORG", "Sở Văn hóa")) == [("ORG", "Sở Văn hóa, Thể thao và Du lịch")]
    assert settled(text) == []


@pytest.mark.parametrize("table", ["bodies", "local-bodies"])
def test_the_tables_of_bodies_are_in_order(table):
    rows = load_lines(f"entities/{table}.txt")
    assert len(rows) == len(set(rows))
    assert all(row == row.strip() and row[0].isupper() and " " in row for row in rows)
    assert all(len(row) <= 120 for row in rows)


def test_every_known_body_is_found_whole_in_a_sentence():
    missed = []
    for row in load_lines("entities/bodies.txt"):
        doc = analyze(f"Sáng 3/4, {row} thông báo kết quả.")
        if not any(e.start == 10 and e.text.startswith(row) for e in doc.entities):
            missed.append(row)
    assert not missed


@pytest.mark.parametrize("kind", ["matches", "borders"])
def test_tables_hold_no_entry_twice(kind):
    for column in load_toml("entities/organizations.toml")[kind].values():
        assert len(column) == len(set(column))
