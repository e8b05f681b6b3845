"""Pages as they are found: portals, blogs, newspapers, guides, crawled Markdown and HTML."""

import pathlib
import re

import pytest

import vntext

PAGES = pathlib.Path(__file__).parent / "pages.txt"


def pages():
    """Each page: its name, what it is read as, and its lines with their roles."""
    found = []
    for line in PAGES.read_text("utf8").splitlines():
        if head := re.fullmatch(r"= (.+?)(?: \((\w+)\))?", line):
            found.append((head[1], head[2] or "plain", []))
        elif found and "|" in line:
            roles, _, text = line.partition("|")
            # a row of a table that no role is asked of begins with a bar itself
            rest = "|" + text if text and not roles else text
            found[-1][2].append((roles, rest))
    return found


@pytest.mark.parametrize(("name", "source", "rows"), pages(), ids=[p[0] for p in pages()])
def test_the_roles_of_a_page(name, source, rows):
    doc = vntext.analyze("\n".join(text for _, text in rows), source=source)
    start = 0
    for roles, text in rows:
        end = start + len(text)
        got = {p.role for p in doc.paragraphs if p.start < end and p.end > start}
        assert not roles or got <= set(roles.split("/")), (text, got)
        start = end + 1


def test_a_list_of_those_who_came_is_no_lead():
    doc = vntext.analyze(
        "Xã Yên Sơn họp mặt đầu năm\nĐến dự có ông Lê Hân, Bí thư Đảng ủy xã; bà Hà Thu, "
        "Phó Chủ tịch xã; lãnh đạo các thôn.\nXã sẽ sửa 12 km đường trong năm nay."
    )
    assert [p.role for p in doc.paragraphs] == ["title", "body", "body"]
