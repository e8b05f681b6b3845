import pytest

from vntext import analyze
from vntext.decide.namesakes import settle_namesakes
from vntext.entities.types import Found
from vntext.resources import load_lines


def settled(text, *marked):
    found = [Found(text.index(part), text.index(part) + len(part), label) for label, part in marked]
    return [(f.label, text[f.start : f.end]) for f in settle_namesakes(text, found)]


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("Trường THPT Lê Hồng Phong mở cửa", "Lê Hồng Phong", "ORG Trường THPT Lê Hồng Phong"),
        ("thầy trò THCS Chu Văn An", "Chu Văn An", "ORG THCS Chu Văn An"),
        ("tại Bệnh viện Nguyễn Tri Phương", "Nguyễn Tri Phương", "ORG Bệnh viện Nguyễn Tri Phương"),
        ("ở hẻm 47 Lê Văn Sỹ", "Lê Văn Sỹ", "LOC hẻm 47 Lê Văn Sỹ"),
        ("qua hầm chui Trần Phú", "Trần Phú", "LOC hầm chui Trần Phú"),
        ("nhận học bổng Lương Văn Can", "Lương Văn Can", None),
        ("nhà số 12/3 Lê Lai", "Lê Lai", None),
        ("Giám đốc Bệnh viện Lê An nói", "Lê An", "PERSON Lê An"),
        ("ông Trần Phú nói", "Trần Phú", "PERSON Trần Phú"),
        ("đại lộ mà Trần Phú đi", "Trần Phú", "PERSON Trần Phú"),
    ],
)
def test_what_bears_a_name(text, name, expected):
    assert settled(text, ("PERSON", name)) == ([tuple(expected.split(" ", 1))] if expected else [])


def test_a_name_behind_the_name_of_a_hospital_stays_a_person():
    text = "Giám đốc Bệnh viện Nguyễn Tri Phương Lê An nói"
    found = settled(text, ("TITLE", "Giám đốc Bệnh viện"), ("PERSON", "Nguyễn Tri Phương Lê An"))
    assert found == [
        ("TITLE", "Giám đốc Bệnh viện Nguyễn Tri Phương"),
        ("ORG", "Bệnh viện Nguyễn Tri Phương"),
        ("PERSON", "Lê An"),
    ]


def test_the_holder_of_the_title_is_not_the_school():
    doc = analyze("Ông Lê An, Hiệu trưởng Trường Tiểu học Trần Quốc Toản, đã đến chợ.")
    assert [(p.name, [t.text for t in p.titles]) for p in doc.people] == [
        ("Lê An", ["Hiệu trưởng Trường Tiểu học Trần Quốc Toản"])
    ]


def test_the_table_has_no_name_twice():
    rows = load_lines("entities/namesakes.txt")
    assert len(rows) == len(set(rows))


def test_nothing_changes_without_a_name():
    found = [Found(0, 5, "PERSON")]
    assert settle_namesakes("Lê An nói", found) is found
