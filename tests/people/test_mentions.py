"""Which mentions are one person, and who holds which title, in the words of gold files."""

import pathlib
import re

import pytest

from vntext.entities.types import Found
from vntext.people.find import find_people
from vntext.people.names import Name, can_be_short_for
from vntext.split.sentences import split_sentences

GOLD = pathlib.Path(__file__).parent / "gold"
MARK = re.compile(r"\[([PT])([\d,]*) (.*?)\]")


def _blocks(file):
    rows = (x for x in (GOLD / file).read_text("utf8").splitlines() if not x.startswith("#"))
    return [b.strip() for b in "\n".join(rows).split("\n\n") if b.strip()]


def _read(block):
    """Text, paragraphs, and the holders of each name and title by span."""
    text, paragraphs, marked = "", [], {"P": {}, "T": {}}
    for row in block.splitlines():
        role = "byline" if row.startswith("~") else "body"
        first, pos, line = len(text), 0, row.lstrip("~")
        for m in MARK.finditer(line):
            text += line[pos : m.start()]
            span = (len(text), len(text) + len(m.group(3)))
            marked[m.group(1)][span] = set(m.group(2).split(",")) - {""}
            text += m.group(3)
            pos = m.end()
        text += line[pos:]
        paragraphs.append((first, len(text), role))
        text += "\n"
    return text, paragraphs, marked["P"], marked["T"]


def _people(text, paragraphs, names, titles):
    found = [Found(*s, "PERSON") for s in names] + [Found(*s, "TITLE") for s in titles]
    sentences = [(a, b) for a, b, _ in split_sentences(text)]
    return find_people(text, sorted(found), sentences, paragraphs)


@pytest.mark.parametrize("block", _blocks("mentions.txt"))
def test_who_is_who(block):
    text, paragraphs, names, _ = _read(block)
    people = _people(text, paragraphs, names, {})
    numbers = [{n for s in p.mentions for n in names[s]} for p in people]
    assert all(len(n) == 1 for n in numbers), numbers
    assert len(people) == len({n for own in names.values() for n in own})
    # people in the order of their first mention, mentions in the order of the text
    assert [p.mentions[0] for p in people] == sorted(p.mentions[0] for p in people)
    assert all(list(p.mentions) == sorted(p.mentions) for p in people)
    bylines = [(a, b) for a, b, role in paragraphs if role == "byline"]
    for p in people:
        author = any(a <= s < b for s, _ in p.mentions for a, b in bylines)
        assert p.role == ("author" if author else "")


@pytest.mark.parametrize("block", _blocks("titles.txt"))
def test_who_holds_what(block):
    text, paragraphs, names, titles = _read(block)
    holders = {title: set() for title in titles}
    for p in _people(text, paragraphs, names, titles):
        for t in p.titles:
            holders[t.start, t.end] |= names[p.mentions[0]]
    assert holders == titles


@pytest.mark.parametrize(
    ("short", "full", "fits"),
    [
        ("K.", "Trần Văn K.", True),
        ("K.", "Trần Văn Kiên", False),
        ("K.", "Trần V. Khoa", False),
        ("K.", "Trần Văn Kh.", True),
        ("Kh.", "Trần Văn Khoa", True),
        ("Kh.", "Trần Văn Lan", False),
        ("Kim", "Kim Jong Un", True),
        ("Võ Văn", "Võ Văn Thưởng", False),
        ("Võ An", "Võ Văn Thưởng", False),
        ("An Thưởng", "Võ Văn Thưởng", False),
        ("Văn", "Võ Văn Thưởng", False),
        ("Angela Merkel", "Angela Dorothea Merkel", True),
        ("Angela Dorothea", "Angela Dorothea Merkel", True),
        ("Dorothea", "Angela Dorothea Merkel", False),
        ("Nguyễn Phước", "Nguyễn Phước Quý Bảo Ân", True),
        ('Tám "sẹo"', 'Lê Văn Bảy "sẹo"', True),
        ('Tám "sẹo"', 'Lê Văn Bảy "sún"', False),
        ('Lê Văn Bảy "sẹo"', 'Tám "sẹo"', True),
        ("", "Võ Văn Thưởng", False),
        ("Thưởng", "", False),
        ("Văn Thưởng", "Võ Thưởng", False),
    ],
)
def test_short_names(short, full, fits):
    assert can_be_short_for(Name.of(short), Name.of(full)) is fits


@pytest.mark.parametrize(
    ("text", "parts", "nickname"),
    [
        ("Ng.V.A.", ("ng.", "v.", "a."), ""),
        ("J.Lo", ("j.lo",), ""),
        ("Trần Văn K", ("trần", "văn", "k."), ""),
        ("Trần Văn Kh.", ("trần", "văn", "kh."), ""),
        ("Vũ “Nhôm”", ("vũ",), "nhôm"),
        ('Hải "Cá Vàng" Lê', ("hải", "lê"), "cá vàng"),
        ("Uỷ Hoà", ("ủy", "hòa"), ""),
        ("Khoa ( Pug )", ("khoa", "pug"), ""),
        ("", (), ""),
    ],
)
def test_parts_of_names(text, parts, nickname):
    name = Name.of(text)
    assert (name.parts, name.nickname) == (parts, nickname)
    assert name.is_full == (len(parts) > 1)


@pytest.mark.parametrize(
    ("text", "is_vietnamese"), [("Lê An", True), ("An Lê", False), ("", False)]
)
def test_vietnamese_names_begin_with_a_family_name(text, is_vietnamese):
    assert Name.of(text).is_vietnamese is is_vietnamese


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        ("Ông [P1 Lê Văn A.] và ông [P1 Lê Văn A.].", "Lê Văn A."),
        ("[P1 Mai Hoa] là tên của [P1 Bùi Mai Hoa].", "Bùi Mai Hoa"),
        ("[P1 LÊ THU HÀ] hát. [P1 Lê Thu Hà] về. [P1 Lê Thu HÀ] đi.", "Lê Thu Hà"),
        ("Bà [P1 Lê  Thu\tHà] hát.", "Lê Thu Hà"),
    ],
)
def test_the_name_of_a_person(marked, name):
    text, paragraphs, names, titles = _read(marked)
    assert [p.name for p in _people(text, paragraphs, names, titles)] == [name]


def test_a_title_is_told_once_with_the_first_organisation_inside_it():
    text = "Ông Lê An, Giám đốc Sở Y tế tỉnh, và Sở Y tế tỉnh. Ông An, Trưởng phòng, nói."
    found = [
        Found(4, 9, "PERSON"),
        Found(11, 32, "TITLE"),
        Found(20, 27, "ORG"),
        Found(37, 49, "ORG"),
        Found(55, 57, "PERSON"),
        Found(59, 71, "TITLE"),
    ]
    sentences = [(a, b) for a, b, _ in split_sentences(text)]
    (person,) = find_people(text, found, sentences, [(0, len(text), "body")])
    assert [tuple(t) for t in person.titles] == [(11, 32, (20, 27)), (59, 71, None)]
    assert find_people(text, found, sentences, [])[0].role == ""
