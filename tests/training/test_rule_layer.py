"""The rule layer, which teaches the entity tagger: each row of its tables gives its examples."""

import importlib.util
import pathlib
import sys

import pytest

from vntext.decide.overlaps import REST, merge, ranked
from vntext.entities.types import TaggerInput
from vntext.spans import Spans
from vntext.split.sentences import split_sentences

ROOT = pathlib.Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "training"))
try:
    from rule_layer import RuleTagger
    from rule_layer.tables import toml_table
finally:
    sys.path.pop(0)

_spec = importlib.util.spec_from_file_location("brackets", ROOT / "tests/entities/brackets.py")
brackets = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(brackets)


def _rows():
    titles = toml_table("titles")
    orgs = toml_table("organizations")
    yield from titles["group"]
    yield from orgs["head"]
    yield toml_table("places")["units"]
    yield toml_table("names")


def _found(text: str) -> set[tuple[int, int, str]]:
    sentences = Spans.of((a, b) for a, b, _ in split_sentences(text))
    whole = Spans.of([(0, len(text))])
    tagged = RuleTagger().tag(TaggerInput(text, whole, sentences, Spans.of([])))
    found = merge(ranked(tagged, REST))
    return {(f.start, f.end, f.label) for f in found}


@pytest.mark.parametrize("example", [e for row in _rows() for e in row["examples"]])
def test_table_row_gives_its_example(example):
    text, spans = brackets.read(example)
    assert _found(text) == spans


@pytest.mark.parametrize("counter", [e for row in _rows() for e in row.get("counter", ())])
def test_table_row_gives_nothing_for_its_counter_example(counter):
    assert not {f for f in _found(counter) if f[2] in ("TITLE", "ORG", "PERSON")}


@pytest.mark.parametrize(
    "marked",
    [
        "[TITLE Bí thư [ORG Tỉnh ủy]] [PERSON Lê Văn An] dự lễ tại [LOC xã Hòa Châu].",
        "Các đồng chí: [PERSON Lê Văn An], [TITLE Bí thư [ORG Huyện ủy]]; [PERSON Trần Bình], "
        "[TITLE Chủ tịch [ORG UBND huyện]] cùng dự.",
        "[TITLE Thiếu tá] [PERSON Đinh Văn Thành], [TITLE Trưởng [ORG Công an phường Mỹ Xá]], nói.",
        "Ông [PERSON Lê Văn An], [TITLE nguyên Giám đốc [ORG Sở Y tế]], đã về quê.",
        "Bà [PERSON Lê Thị Cúc] được bầu giữ chức [TITLE Chủ tịch [ORG HĐND tỉnh]].",
    ],
)
def test_people_in_context(marked):
    text, spans = brackets.read(marked)
    assert _found(text) == spans


@pytest.mark.parametrize("unit", ["Ban Chấp hành ", "Lê ", "A ", "ông ", "tỉnh ", "và "])
def test_hostile_text_takes_linear_time(grows_linearly, unit):
    grows_linearly(_found, unit, times=300)
