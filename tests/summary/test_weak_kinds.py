"""Pages of kinds that are hard to summarise: what must be told, and what is never printed.

`weak.txt` holds the pages: a line with the name and how many sentences there may be, rows with
what one of the sentences must hold (any of several pieces), rows with what none may hold.
"""

import pathlib
import re

import pytest

from vntext import genre_of, gist, summarize
from vntext.summary.contents import is_contents

PAGES = {
    name: (
        int(most),
        [row[2:].split(" | ") for row in rows.splitlines() if row.startswith("+ ")],
        [row[2:] for row in rows.splitlines() if row.startswith("- ")],
        text,
    )
    for name, most, rows, text in re.findall(
        r"^#### (\w+) (\d)\n((?:[+-] .*\n)*)====\n((?:(?!#### ).*\n?)+)",
        pathlib.Path(__file__).with_name("weak.txt").read_text("utf8"),
        re.MULTILINE,
    )
}
CONTENTS = {"section", "tag", "home", "toc", "procedures", "search", "archive"}


def test_every_page_was_read():
    assert len(PAGES) == 27
    assert set(PAGES) > CONTENTS


@pytest.mark.parametrize("name", PAGES)
def test_what_is_told_and_what_is_never_printed(name):
    most, must, never, text = PAGES[name]
    made = summarize(text)
    shown = "\n".join(s.shown or s.text for s in made)
    assert 0 < len(made) <= most
    for pieces in must:
        assert any(piece in shown for piece in pieces), (pieces, shown)
    assert not [piece for piece in never if piece in shown], shown
    assert all(text[s.start : s.end] == s.text for s in made)


@pytest.mark.parametrize("name", sorted(PAGES))
def test_pages_of_contents_are_told_from_others(name):
    found = genre_of(PAGES[name][3])
    assert (found is not None and found.name == "contents") == (name in CONTENTS)


def test_a_page_of_contents_is_told_in_one_line_unless_the_caller_wants_more():
    text = PAGES["tag"][3]
    made = summarize(text)
    assert [s.reason for s in made] == ["contents"]
    assert gist(text) == made.sentences[0].text
    assert len(summarize(text, sentences=3)) == 3


def test_few_lines_are_no_page_of_contents():
    lines = "Danh mục thủ tục\nKhai sinh\nKết hôn"
    rows = [(0, 16, "title", "headline"), (17, 26, "body", ""), (27, 34, "body", "")]
    assert not is_contents(lines, rows, 6)
    assert is_contents(lines, rows, 3)


NEWS = (
    "Xã Yên Lạc xây ba cây cầu\n"
    "Xã Yên Lạc sẽ xây ba cây cầu qua suối với tổng vốn 12 tỷ đồng trong năm nay.\n"
    "Ông Trần Bá Lộc yêu cầu nhà thầu hoàn thành hai cây cầu đầu tiên trước mùa mưa tháng 6.\n"
    "Trời hôm ấy nắng và có gió.\n"
    "Mấy đứa trẻ chạy theo đoàn xe."
)


def test_a_detail_is_no_third_sentence_unless_the_caller_wants_three():
    assert len(summarize(NEWS)) == 2
    assert len(summarize(NEWS, sentences=3)) == 3


def test_an_own_scorer_decides_for_itself():
    class Same:
        def score(self, text, sentences, headline):
            return [0.0 for _ in sentences]

    assert len(summarize(NEWS, scorer=Same())) == 3


def test_the_result_of_a_match_stands_once():
    told = PAGES["match_head"][3].replace(
        "Phút 88, Hân", "Yên Sơn thắng chung cuộc 2-0 khi phút 88, Hân"
    )
    assert "result" not in [s.reason for s in summarize(told)]
