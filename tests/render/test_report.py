"""The report of a page shows names without the tags and signs of the page."""

from __future__ import annotations

import pytest

from vntext import analyze
from vntext.render.report import report

HTML = (
    "<h1>Công ty E&amp;C mở xưởng</h1><p>Tập đoàn <b>AT&amp;T</b> ký hợp đồng với ông Lê&nbsp;An, "
    "Giám đốc Công ty E&amp;C Việt Nam, theo Nghị định số <em>15/2020</em>/NĐ&#45;CP.</p>"
)
MARKDOWN = (
    "# Công ty E&amp;C mở xưởng\n\nTập đoàn **AT&amp;T** ký hợp đồng với ông [Lê An](/an), "
    "Giám đốc Công ty **E&amp;C Việt Nam**, theo Nghị định số *15/2020*/NĐ-CP.\n"
)


@pytest.mark.parametrize(("page", "source"), [(HTML, "html"), (MARKDOWN, "markdown")])
def test_names_without_markup(page: str, source: str) -> None:
    shown = report(analyze(page, source=source))
    for name in ("Lê An", "Giám đốc Công ty E&C Việt Nam", "Nghị định số 15/2020/NĐ-CP", "AT&T"):
        assert name in shown
    assert not any(sign in shown for sign in ("&amp;", "<", "&#", "&nbsp;", "**", "]("))


def test_a_plain_text_is_shown_as_it_stands() -> None:
    assert "Công ty E&amp;C" in report(analyze("Hôm nay, Công ty E&amp;C Hòa Bình mở xưởng ở Huế."))
