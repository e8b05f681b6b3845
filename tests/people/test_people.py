import pathlib
import re

import pytest

import vntext
from vntext.entities.types import Found
from vntext.people.find import find_people
from vntext.people.names import Name, can_be_short_for, name_parts
from vntext.split.sentences import split_sentences

_BLOCKS = [
    "\n".join(x for x in block.splitlines() if not x.startswith("#")).strip()
    for block in (pathlib.Path(__file__).parent / "gold/people.txt").read_text("utf8").split("\n\n")
]
_BLOCKS = [b for b in _BLOCKS if b]


def _read(marked):
    text, names, titles = "", {}, {}
    pos = 0
    for m in re.finditer(r"\[([PT])([\d,]*) (.*?)\]", marked):
        text += marked[pos : m.start()]
        span = (len(text), len(text) + len(m.group(3)))
        text += m.group(3)
        pos = m.end()
        if m.group(1) == "P":
            names[span] = m.group(2)
        else:
            titles[span] = set(m.group(2).split(",")) - {""}
    return text + marked[pos:], names, titles


def _people(text, names, titles):
    found = [Found(*s, "PERSON") for s in names] + [Found(*s, "TITLE") for s in titles]
    sentences = [(a, b) for a, b, _ in split_sentences(text)]
    return find_people(text, sorted(found), sentences, [(0, len(text), "body")])


@pytest.mark.parametrize("block", _BLOCKS)
def test_gold(block):
    text, names, titles = _read(block)
    people = _people(text, names, titles)
    groups = {frozenset(p.mentions) for p in people}
    wanted = {
        frozenset(s for s, k in names.items() if k == person) for person in set(names.values())
    }
    assert groups == wanted
    holders = {}
    for p in people:
        for t in p.titles:
            holders.setdefault((t.start, t.end), set()).add(names[p.mentions[0]])
    assert holders == {title: who for title, who in titles.items() if who}


def test_the_name_is_the_fullest_and_not_in_capitals():
    text, names, titles = _read("[P1 LÊ VĂN AN]. Ông [P1 Lê Văn An]. Ông [P1 An].")
    assert [p.name for p in _people(text, names, titles)] == ["Lê Văn An"]


def test_authors_are_people_with_that_role_and_apart_from_namesakes():
    text = "Ông Nguyễn Xuân Trường dự lễ.\nXuân Trường - Đức Lam"
    found = [Found(4, 22, "PERSON"), Found(30, 41, "PERSON"), Found(44, 51, "PERSON")]
    people = find_people(text, found, [(0, 29), (30, 51)], [(0, 29, "body"), (30, 51, "byline")])
    assert [(p.name, p.role) for p in people] == [
        ("Nguyễn Xuân Trường", ""),
        ("Xuân Trường", "author"),
        ("Đức Lam", "author"),
    ]


def test_the_organisation_of_a_title():
    text = "Ông Lê An, Giám đốc Sở Y tế."
    found = [Found(4, 9, "PERSON"), Found(11, 27, "TITLE"), Found(20, 27, "ORG")]
    (person,) = find_people(text, found, [(0, len(text))], [(0, len(text), "body")])
    assert person.titles[0].organization == (20, 27)


@pytest.mark.parametrize(
    ("short", "full", "fits"),
    [
        ("Thưởng", "Võ Văn Thưởng", True),
        ("Văn Thưởng", "Võ Văn Thưởng", True),
        ("Võ Thưởng", "Võ Văn Thưởng", True),
        ("Võ", "Võ Văn Thưởng", False),
        ("Thường", "Võ Văn Thưởng", False),
        ("Trump", "Donald Trump", True),
        ("Donald", "Donald Trump", True),
        ("Tập", "Tập Cận Bình", True),
        ("Kh.", "Nguyễn Tiến Kh.", True),
        ("Hoà", "Lê Thị Hòa", True),
        ("Lê Văn An", "Lê Văn An", False),
    ],
)
def test_short_names(short, full, fits):
    assert can_be_short_for(Name.of(short), Name.of(full)) is fits


def test_single_initials_count_with_and_without_stop():
    assert Name.of("Trần Văn Q").parts == Name.of("Trần Văn Q.").parts


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Lê Thị Hằng", ("Lê", "Thị", "Hằng")),
        ("Trần An", ("Trần", "", "An")),
        ("Hằng", ("", "", "Hằng")),
        ("Tập Quang Minh", ("Tập", "Quang", "Minh")),
        ("Karin Ana Lindqvist", ("Lindqvist", "Ana", "Karin")),
        ("Trần “Sóng” An", ("Trần", "", "An")),
        ('Trần "Sóng An', ("Trần", '"Sóng', "An")),
        ("", ("", "", "")),
    ],
)
def test_parts_of_a_name(name, parts):
    assert name_parts(name) == parts


def test_aliases_are_the_other_names_of_a_person():
    doc = vntext.analyze("Bà Lê Thị Hằng dạy toán. Ai cũng quý Hằng. Bà Lê Thị Hằng hiền.")
    (person,) = doc.people
    assert (person.family_name, person.given_name) == ("Lê", "Hằng")
    assert person.aliases == ("Hằng",)
    assert vntext.Document.from_dict(doc.to_dict()).people == doc.people
