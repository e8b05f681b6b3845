"""One person under several spellings, and titles of several people."""

import re

import pytest

from vntext.people.find import find_people
from vntext.people.mentions import Mention, cluster_mentions
from vntext.people.names import Name, gender_before


def people(*names):
    """The names that are one person each, of a text in which they stand one after the other."""
    mentions, at = [], 0
    for k, given in enumerate(names):
        gender = gender_before(given, given.find(" ") + 1) if given[0].islower() else ""
        name = given.split(" ", 1)[1] if gender else given
        mentions.append(Mention(at, at + len(name), Name.of(name), gender, k))
        at += len(name) + 2
    by_place = {m.start: m.name.text for m in mentions}
    return [[by_place[m.start] for m in c.mentions] for c in cluster_mentions(mentions)]


@pytest.mark.parametrize(
    "names",
    [
        ("Roberto Durante", "Roberdo Durante", "Durante"),
        ("Manuela Schillar", "Manuela Schilla"),
        ("Lee Sang-min", "Lee Sang min", "Lee Sang - min"),
        ("Gus Kenworth", "Gus Ken Worth"),
        ("Miguel Díaz-Canel", "Diaz-Canel"),
        ("Lê Văn Anh Vũ", 'Vũ "lác"', "Vũ “lác”"),
        ("Vũ 'lác'", 'Vũ "lác"'),
        ("Bùi T. Đ.", "Bùi T.Đ"),
    ],
)
def test_one_person(names):
    assert len(people(*names)) == 1


@pytest.mark.parametrize(
    "names",
    [
        ("Nguyễn Văn Nam", "Nguyễn Văn Năm"),
        ("Lê Thị Tam", "Võ Thị Tam"),
        ("John Carter", "Joan Carter"),
        ("Maria Gomez", "Mario Gomes"),
        ("bà Melania Carter", "ông Carter", "Carter"),
        ("J.Lo", "Lo An"),
    ],
)
def test_several_people(names):
    assert len(people(*names)) == 2


def test_who_is_of_another_gender_is_another():
    assert people("ông Carter", "bà Melania Carter", "Carter") == [
        ["Carter", "Carter"],
        ["Melania Carter"],
    ]


def titles(text):
    """Titles by person of a text in which PERSON and TITLE stand as [name] and {title}."""
    rows, plain = [], ""
    for piece in re.split(r"([\[{][^\]}]+[\]}])", text):
        label = {"[": "PERSON", "{": "TITLE"}.get(piece[:1])
        shown = piece[1:-1] if label else piece
        if label:
            rows.append((len(plain), len(plain) + len(shown), label))
        plain += shown
    found = find_people(plain, rows, [(0, len(plain))], [(0, len(plain), "body")])
    return {p.name: [plain[t.start : t.end] for t in p.titles] for p in found}


@pytest.mark.parametrize(
    ("text", "right"),
    [
        (
            "Hãng có các {giám đốc} khác, gồm ông [Lê An], bà [Trần Bình] và ông [Vũ Chi].",
            {"Lê An": ["giám đốc"], "Trần Bình": ["giám đốc"], "Vũ Chi": ["giám đốc"]},
        ),
        (
            "Ba {nhà khoa học} là [Lê An], [Trần Bình] và [Vũ Chi] nhận quà.",
            {
                "Lê An": ["nhà khoa học"],
                "Trần Bình": ["nhà khoa học"],
                "Vũ Chi": ["nhà khoa học"],
            },
        ),
        (
            "[Lê An], [Trần Bình] và [Vũ Chi] đều là những {ca sĩ} trẻ.",
            {"Lê An": ["ca sĩ"], "Trần Bình": ["ca sĩ"], "Vũ Chi": ["ca sĩ"]},
        ),
        (
            "Đêm nhạc có {ca sĩ} [Lê An], [Trần Bình], [Vũ Chi]...",
            {"Lê An": ["ca sĩ"], "Trần Bình": ["ca sĩ"], "Vũ Chi": ["ca sĩ"]},
        ),
        (
            "[Lê An], {người phát ngôn} của ông [Trần Bình], từ chối.",
            {"Lê An": ["người phát ngôn"], "Trần Bình": []},
        ),
        (
            "{Ca sĩ} [Lê An] gặp [Trần Bình], cười.",
            {"Lê An": ["Ca sĩ"], "Trần Bình": []},
        ),
    ],
)
def test_titles_of_several(text, right):
    assert titles(text) == right
