import pathlib
import re

import pytest

from vntext.entities.dates import TABLE, find_dates
from vntext.resources import load_toml

_GOLD = [
    line
    for line in (pathlib.Path(__file__).parent / "gold/dates.txt").read_text("utf8").splitlines()
    if line and not line.startswith("#")
]
_ROWS = load_toml(TABLE)["row"]
# what a row needs around it
_CONTEXT = {"none": "", "day": "", "free": "", "asked": "", "year": ""}


@pytest.mark.parametrize("line", _GOLD)
def test_gold(line):
    text = line.replace("[", "").replace("]", "")
    assert [text[d.start : d.end] for d in find_dates(text)] == re.findall(r"\[(.*?)\]", line)


@pytest.mark.parametrize(("row", "example"), [(r, e) for r in _ROWS for e in r["examples"]])
def test_row_finds_its_example(row, example):
    found = find_dates(example)
    assert [d.rule for d in found] == [row["name"]]
    if row["cue"] in ("none", "day"):
        assert (found[0].start, found[0].end) == (0, len(example))


@pytest.mark.parametrize(("row", "text"), [(r, e) for r in _ROWS for e in r.get("counter", ())])
def test_row_does_not_find_its_counter_example(row, text):
    assert row["name"] not in {d.rule for d in find_dates(text)}


def test_cues_have_no_more_syllables_than_are_looked_at():
    cues = load_toml(TABLE)["cues"]
    before = ("certain", "asks", "against_before", "year_against_before")
    assert max(len(word.split()) for name in before for word in cues[name]) <= 3
    after = ("against_after", "year_against_after")
    assert max(len(word.split()) for name in after for word in cues[name]) <= 2


@pytest.mark.parametrize("unit", ["1/", "ngày ", "12/12/", "năm 2", "1-1-", "và 1 ", "đến "])
def test_hostile_text_takes_linear_time(grows_linearly, unit):
    grows_linearly(find_dates, unit)
