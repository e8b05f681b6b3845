import pytest

from vntext.decide.complete import add_degrees, complete_committees, complete_units
from vntext.entities.types import Found
from vntext.resources import load_toml

_STEERING = load_toml("entities/organizations.toml")["steering"]


def _marked(text, label, part):
    at = text.index(part)
    return Found(at, at + len(part), label)


@pytest.mark.parametrize(
    ("text", "body", "whole"),
    [
        ("Ban chỉ đạo 35 tỉnh họp.", "Ban chỉ đạo 35", "Ban chỉ đạo 35 tỉnh"),
        ("Ban Dân vận huyện, xã họp.", "Ban Dân vận", "Ban Dân vận huyện"),
        ("Sở Y tế tỉnh Hà Giang họp.", "Sở Y tế", "Sở Y tế"),
        ("Chính phủ xã hội chủ nghĩa", "Chính phủ", "Chính phủ"),
        ("Sở Y tế tỉnhà", "Sở Y tế", "Sở Y tế"),
        ("Sở Y tế.", "Sở Y tế", "Sở Y tế"),
    ],
)
def test_a_body_takes_the_unit_behind_it(text, body, whole):
    (found,) = complete_units(text, [_marked(text, "ORG", body)])
    assert text[found.start : found.end] == whole


def test_the_title_around_it_grows_too():
    text = "Phó Trưởng Ban chỉ đạo 35 tỉnh"
    spans = [
        _marked(text, "TITLE", "Phó Trưởng Ban chỉ đạo 35"),
        _marked(text, "ORG", "Ban chỉ đạo 35"),
    ]
    assert [text[f.start : f.end] for f in complete_units(text, spans)] == [
        "Phó Trưởng Ban chỉ đạo 35 tỉnh",
        "Ban chỉ đạo 35 tỉnh",
    ]


@pytest.mark.parametrize(
    ("text", "degree"),
    [
        ("TS. Lê An nói", "TS."),
        ("theo PGS.TS Lê An", "PGS.TS"),
        ("GS TS Lê An", "GS TS"),
        ("ThS. Lê An", "ThS."),
        ("ông Lê An", None),
        ("VTS Lê An", None),
    ],
)
def test_degrees_before_a_name(text, degree):
    found = add_degrees(text, [_marked(text, "PERSON", "Lê An")])
    titles = [text[f.start : f.end] for f in found if f.label == "TITLE"]
    assert titles == ([degree] if degree else [])


def test_a_degree_that_is_tagged_already_stays_as_it_is():
    text = "TS. Lê An nói"
    spans = [_marked(text, "TITLE", "TS."), _marked(text, "PERSON", "Lê An")]
    assert add_degrees(text, spans) == spans


@pytest.mark.parametrize("marked", _STEERING["examples"])
def test_a_committee_is_read_to_its_level(marked):
    whole = marked[len("[ORG ") : marked.index("]")]
    text = marked.replace("[ORG ", "").replace("]", "")
    for head in (whole.split()[0], " ".join(whole.split()[:3])):
        found = complete_committees(text, [Found(0, len(head), "ORG")])
        assert text[: found[0].end] == whole


@pytest.mark.parametrize("text", _STEERING["counter"])
def test_what_a_committee_does_is_not_its_name(text):
    head = Found(0, len("Ban"), "ORG")
    assert complete_committees(text, [head]) == [head]


def test_a_committee_takes_nothing_that_is_something_else():
    text = "Ban chỉ đạo phòng chống lụt bão huyện"
    spans = [Found(0, 11, "ORG"), Found(12, 32, "LOC")]
    assert complete_committees(text, spans) == spans
