import csv
import json
import pathlib
from collections import Counter

import pytest
from hypothesis import given, strategies as st

from vntext.document import ROLES
from vntext.resources import load_toml
from vntext.roles.assign import assign_roles
from vntext.roles.bylines import looks_like_byline, looks_like_date
from vntext.roles.features import _inner_stops
from vntext.roles.tables import Shape, anywhere, line_openings, shapes
from vntext.split.paragraphs import find_paragraphs

SHARED = pathlib.Path(__file__).parents[3] / "shared/data/gold"
BODY = (
    "Sáng 3/4, Ủy ban nhân dân xã Yên Sơn mở lớp tập huấn phòng cháy cho hơn một trăm hộ dân sống "
    "quanh chợ, nơi đã xảy ra ba vụ cháy nhỏ từ đầu năm đến nay vì dây điện cũ."
)
MORE = (
    "Theo ông Trần Bá Lộc, chủ tịch xã, mỗi hộ sẽ nhận một bình chữa cháy và được hướng dẫn cách "
    "ngắt cầu dao; xã cũng sẽ thay toàn bộ dây điện trong chợ trước mùa khô năm sau."
)


def roles(*lines):
    text = "\n".join(lines)
    return [r for r, _ in assign_roles(text, find_paragraphs(text).pairs())]


def shape_of(line):
    size = line.count(" ") + 1
    for s in shapes():
        if s.fits(line, size):
            return s.name
    return None


SHAPES = load_toml("roles/shapes.toml")["shape"]


@pytest.mark.parametrize(
    ("name", "line"), [(row["name"], x) for row in SHAPES for x in row["examples"]]
)
def test_the_examples_of_a_shape_have_that_shape(name, line):
    shape = next(s for s in shapes() if s.name == name)
    assert shape.fits(line, line.count(" ") + 1)


@pytest.mark.parametrize(
    ("name", "line"), [(row["name"], x) for row in SHAPES for x in row["counter_examples"]]
)
def test_the_counter_examples_of_a_shape_do_not_have_it(name, line):
    assert shape_of(line) != name


OPENINGS = load_toml("roles/openings.toml")
BYLINES = load_toml("roles/bylines.toml")


@pytest.mark.parametrize("row", SHAPES, ids=[row["name"] for row in SHAPES])
def test_quick_refusals_refuse_no_line_of_the_shape(row):
    """`first`, `hints`, `tail` and `never` are for speed: the pattern alone says the same."""
    plain = {k: v for k, v in row.items() if k not in ("first", "hints", "tail", "never")}
    quick, slow = Shape(row), Shape(plain)
    for line in [x for r in SHAPES for x in (*r["examples"], *r["counter_examples"])]:
        for text in (line, f"* {line}", f"{BODY[:200]} {line}", f"- {line}"):
            size = text.count(" ") + 1
            assert quick.fits(text, size) == slow.fits(text, size), text


@pytest.mark.parametrize("kind", OPENINGS)
def test_the_tables_of_openings_prove_themselves(kind):
    def found(line):
        if OPENINGS[kind].get("anywhere"):
            return anywhere(kind).search(line) is not None
        return kind in line_openings().of(line)

    assert all(map(found, OPENINGS[kind]["examples"]))
    assert not any(map(found, OPENINGS[kind]["counter_examples"]))


@pytest.mark.parametrize(
    ("kind", "found"), [("author", looks_like_byline), ("date", looks_like_date)]
)
def test_the_tables_of_bylines_prove_themselves(kind, found):
    assert all(map(found, BYLINES[kind]["examples"]))
    assert not any(map(found, BYLINES[kind]["counter_examples"]))


@pytest.mark.parametrize("before", ["", "- ", '"', "*“", "“ - "])
def test_marks_may_stand_before_an_opening(before):
    assert ("running" in line_openings().of(f"{before}Tuy nhiên, chợ vẫn mở.")) == (len(before) < 4)


@pytest.mark.parametrize(("size", "headline"), [(32, True), (33, False)])
def test_a_line_of_more_than_thirty_two_syllables_is_no_headline(size, headline):
    line = " ".join(["Xã Yên Sơn mở lớp tập huấn phòng cháy", *["cho các hộ"] * 7, *["và"] * size])
    text = "\n".join([" ".join(line.split()[:size]), BODY, MORE])
    reason = assign_roles(text, find_paragraphs(text).pairs())[0][1]
    assert (reason == "headline") is headline


LEAD = "Hơn một trăm hộ quanh chợ Yên Sơn được phát bình chữa cháy và học cách dùng."


@pytest.mark.parametrize(
    ("above", "expected"),
    [
        ([], []),
        (["Xã Yên Sơn tập huấn phòng cháy"], ["title"]),
        (["XÃ YÊN SƠN TẬP HUẤN PHÒNG CHÁY"], ["title"]),
        (["Thứ năm, 10/7/2024, 08:30 (GMT+7)"], ["byline"]),
        (["Xã Yên Sơn tập huấn phòng cháy", "10/7/2024"], ["title", "byline"]),
    ],
)
@pytest.mark.parametrize("section", [[], ["Xã hội"]])
def test_the_lead_below_what_repeats_the_headline(above, expected, section):
    lines = [*section, "Xã Yên Sơn tập huấn phòng cháy", *above, LEAD, BODY, MORE]
    found = roles(*lines)
    assert found == [*(["related"] * len(section)), "title", *expected, "lead", "body", "body"]


@pytest.mark.parametrize("text", ["Ông Lê An ở Huế.", "Ông Lê An ở Huế.\nBà Bình ở Vinh."])
def test_a_short_text_without_a_headline_is_text(text):
    assert set(roles(*text.split("\n"))) == {"body"}


def test_a_sentence_of_one_letter_at_the_end_is_counted():
    assert _inner_stops("Trời mưa to. A") == 1
    assert _inner_stops("Trời mưa to.") == 0


def test_a_line_of_marks_is_no_date():
    assert roles("QUỐC HỘI", "--------", "LUẬT CHỢ")[1] != "byline"


def test_an_article_as_printed():
    assert roles(
        "Xã Yên Sơn tập huấn phòng cháy cho tiểu thương",
        "Hơn một trăm hộ quanh chợ Yên Sơn được phát bình chữa cháy và học cách dùng.",
        "Xã Yên Sơn tập huấn phòng cháy cho tiểu thương",
        "Quang cảnh lớp tập huấn.",
        BODY,
        "Người dân thực hành dập lửa. Ảnh: Mai Khuê",
        MORE,
        "Xem thêm: Ba vụ cháy chợ trong một tháng",
        "Hải Đường - Lê Hân",
    ) == ["title", "lead", "title", "caption", "body", "caption", "body", "related", "byline"]


def test_captions_below_the_byline():
    got = roles("Chợ Yên Sơn thay dây điện", BODY, MORE, "Lê Hân", "Một góc chợ Yên Sơn.")
    assert got == ["title", "lead", "body", "byline", "caption"]


@pytest.mark.parametrize(
    "line",
    ["Lê Hân", "Hải Đường - Lê Hân", "H.Y (tổng hợp)", "Minh Khuê (Theo Reuters)", "Theo TTXVN"],
)
def test_bylines(line):
    assert roles("Chợ Yên Sơn thay dây điện", BODY, MORE, line)[-1] == "byline"


@pytest.mark.parametrize("line", ["Kỳ 2", "Ông Trần Bá Lộc nhận lỗi.", "Điều 3"])
def test_short_lines_that_are_no_byline(line):
    assert roles("Chợ Yên Sơn thay dây điện", BODY, MORE, line)[-1] != "byline"


def test_two_articles_on_one_page():
    got = roles(BODY, MORE, "Lê Hân", f"{BODY} {MORE}", f"{MORE} {BODY}")
    assert got[2:] == ["byline", "body", "body"]


def test_an_article_has_a_body():
    got = roles(
        "Chợ Yên Sơn thay dây điện",
        "Hơn một trăm hộ quanh chợ Yên Sơn được phát bình chữa cháy trong hai ngày 3 và 4/4.",
        "Phát biểu tại lớp học, ông Trần Bá Lộc, chủ tịch xã, yêu cầu các hộ thay dây điện cũ.",
    )
    assert got == ["title", "lead", "body"]


def test_every_role_has_a_reason_and_no_text_is_no_error():
    assert assign_roles("", []) == []
    text = f"Tin\n{BODY}\n{MORE}"
    for role, reason in assign_roles(text, find_paragraphs(text).pairs()):
        assert role in ROLES
        assert reason


@given(st.lists(st.text(alphabet="aĐ .:(>*-Ảnh", min_size=1, max_size=30), max_size=12))
def test_any_lines_get_roles(lines):
    text = "\n".join(lines)
    pairs = find_paragraphs(text).pairs()
    assert len(assign_roles(text, pairs)) == len(pairs)


@pytest.mark.parametrize(
    "unit",
    ["Ảnh: a ", "A", "(ảnh ", "> ", "A. ", "phát biểu tại buổi a ", "Lê-", "dự ", "Ảnh:\n", "a.\n"],
)
def test_hostile_lines_take_linear_time(unit, linear):
    texts = [unit * 5_000, unit * 20_000]
    pairs = [find_paragraphs(text).pairs() for text in texts]
    linear(lambda k: assign_roles(texts[k], pairs[k]), 4)


# Floors by the kind of the text: press articles, news of the web (business, sport, life ...), and
# texts of other shapes, for which the roles of a newspaper were not made.
KINDS = {"wiki": "other", "judgment": "other", "social": "other"}


def kinds():
    """The kind of each annotated text that is not from the press."""
    with (SHARED / "KINDS.tsv").open(encoding="utf8") as file:
        rows = csv.DictReader(file, delimiter="\t")
        return {row["id"]: KINDS.get(row["kind"], "web") for row in rows}


@pytest.mark.skipif(not (SHARED / "KINDS.tsv").exists(), reason="the annotated texts are not here")
@pytest.mark.parametrize(
    ("part", "floors"),
    [
        ("train", {"press": 0.97, "web": 0.97, "other": 0.83}),
        ("dev", {"press": 0.96}),
    ],
)
def test_roles_marked_by_hand(part, floors):
    right, total, kind_of = Counter(), Counter(), kinds()
    for file in sorted((SHARED / part).glob("*.json")):
        gold = json.loads(file.read_text("utf8"))
        text = gold["text"]
        pairs = find_paragraphs(text).pairs()
        assert len(pairs) == len(gold["paragraph_roles"])
        got = [r for r, _ in assign_roles(text, pairs)]
        kind = kind_of.get(file.stem, "press")
        total[kind] += len(got)
        right[kind] += sum(g == w for g, (_, w) in zip(got, gold["paragraph_roles"], strict=True))
    shares = {kind: right[kind] / total[kind] for kind in floors}
    assert all(shares[kind] >= floor for kind, floor in floors.items()), shares
    assert set(total) == set(floors)


def test_heads_and_numbers_of_pages():
    body = "Sáng 3/4, xã Yên Sơn mở hội làng với hơn một nghìn người dự và nhiều trò chơi dân gian."
    text = "\n".join(["Xã Yên Sơn mở hội", body, "12", body, "CÔNG BÁO/Số 3/Ngày 05-02-2024", body])
    pairs = find_paragraphs(text).pairs()
    roles = [role for role, _ in assign_roles(text, pairs)]
    assert [i for i, role in enumerate(roles) if role == "furniture"] == [2, 4]
    # one number alone may be a row of a list
    text = "\n".join(["Xã Yên Sơn mở hội", body, "12", body])
    roles = [role for role, _ in assign_roles(text, find_paragraphs(text).pairs())]
    assert "furniture" not in roles
