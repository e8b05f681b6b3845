"""What the page does with texts and files: the slider, several articles, what is saved and kept."""

from __future__ import annotations

import csv
import io
import json

import pytest

pytest.importorskip("uvicorn", reason="the extra service is not installed")
pytest.importorskip("httpx", reason="httpx is not installed")
pytest.importorskip("selenium", reason="selenium is not installed")

from browser import CHROMIUM, DRIVER, WHY, emulated
from pages import ACT, ARTICLE, PHONE, Page, axe, axe_script, wait_until_settled
from selenium.webdriver.common.keys import Keys
from service_server import running

from vntext.document import Document
from vntext.integrations.service import create_app

pytestmark = pytest.mark.skipif(not (CHROMIUM and DRIVER), reason=WHY)

OTHER = """Khánh thành trạm y tế xã Hương Phong

Ngày 2/9, ông Trần Văn Bình, Chủ tịch UBND xã Hương Phong, dự lễ khánh thành trạm y tế xã tại Huế.

Theo Nghị quyết số 20-NQ/TW, xã có bác sĩ làm việc từ tháng 10.
"""


# -- panels --------------------------------------------------------------------------------------


def test_people_have_titles_organisations_and_what_they_said(page) -> None:
    page.analyze(ARTICLE)
    card = page.named("#people > li", "Trần Văn Bình")
    assert "Chủ tịch UBND xã Hương Phong" in card.text
    assert card.find_element("css selector", ".org").text == "UBND xã Hương Phong"
    said = card.find_elements("css selector", ".said")
    assert any("“Xã sẽ cấp thẻ cho mọi học sinh trước tháng 9”" in s.text for s in said)
    page.click(next(s for s in said if "Xã sẽ cấp thẻ" in s.text))
    assert "Xã sẽ cấp thẻ" in page.texts("#text .here")[0]


def test_the_brief_stands_first(page) -> None:
    page.analyze(ARTICLE)
    heads = page.texts("#panels .panel:not([hidden]) .fold span")
    assert heads[0] == "Tóm tắt"
    lines = " ".join(page.texts("#lines .line"))
    assert "Lê Thị An" in lines
    assert "Huế" in lines


def test_organisations_and_places_have_counts(page) -> None:
    page.analyze(ARTICLE + "\nSở Y tế cấp thẻ. Huế có mưa. Bà về Huế. Ông đi Đà Lạt, An Khê.")
    bodies = page.texts("#organizations .name")
    assert "Sở Y tế ×2" in bodies
    assert any("Lê Thị An" in t for t in page.texts("#organizations > li"))
    places = page.texts("#places .name")
    assert places[0] == "Huế ×3"
    assert places.index("An Khê") < places.index("Đà Lạt")  # the order of dictionaries


def test_references_are_grouped_with_every_citing_sentence(page) -> None:
    page.analyze(ARTICLE)
    card = page.named("#legal > li", "Nghị quyết 20-NQ/TW")
    assert card.find_element("css selector", ".name").text == "Nghị quyết 20-NQ/TW ×2"
    cited = card.find_elements("css selector", ".cite")
    assert len(cited) == 2
    page.click(cited[1])
    assert page.texts("#text .here")[0] == "Nghị quyết số 20-NQ/TW"


def test_links_come_from_a_template_of_the_reader(page) -> None:
    page.analyze(ARTICLE)
    assert not page.all("#legal a")
    set_value = (
        "const box = document.getElementById('template'); box.value = arguments[0];"
        "box.dispatchEvent(new Event('change'))"
    )
    page.run(set_value, "https://example.org/?q={code}&so={number}")
    links = page.run("return [...document.querySelectorAll('#legal a')].map(a => a.href)")
    assert "https://example.org/?q=20-NQ%2FTW&so=20-NQ" in links
    page.run(set_value, "javascript:alert('{code}')")
    assert not page.all("#legal a")
    assert page.one("#template").get_attribute("aria-invalid") == "true"


def test_the_timeline_is_in_the_order_of_time(page) -> None:
    page.analyze(
        "Năm 2026 sẽ xong. Ngày 12/6/2024 khởi công, ngày 12-6-2024 đổ móng. Tháng 3/2025 trát."
    )
    assert page.texts("#timeline time") == ["12/6/2024", "3/2025", "2026"]
    assert "×2" in page.texts("#timeline .name")[0]


def test_the_day_of_the_article_fills_in_years(page) -> None:
    page.analyze(ARTICLE)
    assert "24/5 (chưa rõ năm)" in page.texts("#timeline time")
    page.run(
        "const box = document.getElementById('day'); box.value = '2026-05-24';"
        "box.dispatchEvent(new Event('change'))"
    )
    page.wait(lambda: "24/5/2026" in page.texts("#timeline time"))
    assert not page.shown("#stale")


def test_figures_stand_by_unit(page) -> None:
    page.analyze(ARTICLE)
    assert any("%" in t and "98%" in t for t in page.texts("#figures li"))


def test_key_phrases_jump_to_their_places(page) -> None:
    page.analyze(ARTICLE)
    item = page.named("#phrases .name", "y tế")
    page.click(item)
    here = page.texts("#text .here")[0].lower()
    assert item.text.partition(" ×")[0].lower() == here


def test_statements_of_nobody_have_a_panel(page) -> None:
    page.analyze(
        'Có người kể lại: "Hôm ấy trời mưa rất to, nước tràn qua cầu và cuốn theo cả xe".\n\nMưa.'
    )
    assert page.shown("#quotes-panel") == bool(page.texts("#quotes .said"))


# -- the summary ---------------------------------------------------------------------------------


def test_the_slider_asks_nothing_again(page) -> None:
    page.analyze(ARTICLE)
    before = page.requests("/v1/")
    assert len(page.texts("#summary li")) == 3
    slider = page.one("#length")
    slider.send_keys(Keys.ARROW_LEFT, Keys.ARROW_LEFT)
    assert len(page.texts("#summary li")) == 1
    assert page.one("#length-value").text == "1 câu"
    slider.send_keys(Keys.ARROW_RIGHT)
    assert len(page.texts("#summary li")) == 2
    marked = " ".join(page.texts("#text .s"))
    assert all(line in marked for line in page.texts("#summary li"))
    wait_until_settled()
    assert page.requests("/v1/") == before


def test_the_slider_disturbs_no_analysis(page) -> None:
    page.open(ARTICLE * 40)
    page.click("#run")
    page.one("#length").send_keys(Keys.ARROW_LEFT)
    page.wait(lambda: "Họp bàn" in page.one("#text h2").text)
    page.wait_until_done()


def test_one_request_shows_everything(page) -> None:
    before = page.requests("/v1/")
    page.analyze(ARTICLE)
    assert page.requests("/v1/") == before + 1
    assert page.requests("/v1/page") == before + 1


# -- what is stale -------------------------------------------------------------------------------


def test_a_result_of_a_former_text_is_marked(page) -> None:
    page.analyze(ARTICLE)
    assert not page.shown("#stale")
    page.click("#write")
    assert page.run("return document.getElementById('input').value") == ARTICLE
    page.one("#input").send_keys("Thêm một câu.")
    assert page.shown("#stale")
    page.run("document.getElementById('status').textContent = ''")
    page.click("#again")
    page.wait_until_done()
    assert not page.shown("#stale")
    assert any("Thêm một câu." in t for t in page.texts("#text .words"))


def test_a_newer_text_takes_the_place_of_an_older_one(page) -> None:
    page.open(ARTICLE * 40)
    page.click("#run")
    page.analyze(OTHER)
    wait_until_settled()
    assert page.one("#text h2 .words").text.startswith("Khánh thành")
    assert page.status().startswith("Xong")
    assert not page.shown("#stale")


def test_what_is_refused_leaves_the_result_in_its_place(page) -> None:
    page.analyze(ARTICLE)
    page.open("a " * 150_000)
    page.click("#run")
    page.wait(lambda: "quá dài" in page.status())
    assert page.one("#text h2 .words").text == "Họp bàn về bảo hiểm y tế"
    page.errors()  # the refused request is in the log of the browser


def test_nothing_to_analyse_is_said(page) -> None:
    page.open("  \n ")
    page.click("#run")
    assert page.status() == "Chưa có văn bản."


# -- files, several articles ---------------------------------------------------------------------


def test_files_in_any_encoding(page, tmp_path) -> None:
    for name, encoding in (("a.txt", "utf-16"), ("b.txt", "utf-8"), ("c.txt", "cp1258")):
        text = ARTICLE if encoding != "cp1258" else "Nguyen Van An den Hue.\n"
        path = tmp_path / name
        path.write_bytes(text.replace("😀", "").encode(encoding))
        page.run("document.getElementById('status').textContent = ''")
        page.run("document.getElementById('file').hidden = false")
        page.one("#file").send_keys(str(path))
        page.wait_until_done()
    assert len(page.all("#list li")) == 3


def test_web_pages_and_markdown_are_read_without_their_signs(page) -> None:
    page.drop(
        ("tin.html", f"<html><body><h1>Tin</h1><p>{OTHER}</p><script>1</script></body></html>")
    )
    page.wait_until_done()
    assert "<" not in "".join(page.texts("#text .words"))
    assert any("Trần Văn Bình" in t for t in page.texts("#people li"))


def test_several_articles_and_what_they_share(page) -> None:
    page.drop(("một.txt", ARTICLE), ("hai.txt", OTHER), ("hỏng.pdf", "%PDF-1.4 ?"))
    page.wait(lambda: page.status().startswith("Xong 2 bài"))
    assert len(page.all("#list li")) == 3
    assert page.shown("#several")
    shared = page.texts("#shared li")
    assert any(t.startswith("Trần Văn Bình") for t in shared)
    assert any(t.startswith("Nghị quyết 20-NQ/TW") for t in shared)
    assert not any("Lê Thị An" in t for t in shared)
    assert 1 <= len(page.all("#digest li")) <= 5
    row = page.named("#shared li", "Trần Văn Bình")
    page.click(row.find_elements("css selector", "button")[1])
    assert page.one("#text h2 .words").text.startswith("Khánh thành")
    assert "Trần Văn Bình" in page.one("#chosen-name").text
    page.click("#common")
    assert page.shown("#several")
    assert not page.shown("#result")
    for _ in range(2):
        page.click(page.all("#list li .quiet")[-1])
    assert not page.shown("#articles")
    page.errors()  # the file that cannot be read is in the log of the browser


def test_several_articles_fit_a_phone(page) -> None:
    with emulated(page.driver, PHONE, "light"):
        page.drop(("một.txt", ARTICLE), ("hai.txt", OTHER * 2))
        page.wait(lambda: page.status().startswith("Xong 2 bài"))
        assert page.run("return document.documentElement.scrollWidth") <= PHONE
        page.click("#save")
        right = page.run(
            "return document.getElementById('save-menu').getBoundingClientRect().right"
        )
        assert right <= PHONE


# -- what is saved -------------------------------------------------------------------------------


def test_saved_json_is_the_document(page) -> None:
    page.analyze(ARTICLE)
    name, text = page.saved("#save-json")
    assert name.endswith(".json")
    doc = Document.from_dict(json.loads(text))
    assert doc.text == ARTICLE
    for e in doc.entities:  # code points, as everywhere outside the page
        assert ARTICLE[e.start : e.end] == e.text


def test_saved_tables_hold_no_formula(page) -> None:
    page.analyze(ARTICLE + '\nÔng nói: "=CMD là tên của một lệnh ở trong máy, đừng bấm".')
    name, text = page.saved("#save-csv")
    assert name.endswith(".csv")
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))
    assert all(len(row) == len(rows[0]) for row in rows)
    person = next(r for r in rows if r[1:3] == ["person", "Lê Thị An"])
    assert person[3] == "Giám đốc Sở Y tế"
    assert ARTICLE[int(person[5]) : int(person[6])] == person[4]
    assert not any(value.startswith(("=", "+", "@")) for row in rows for value in row)


def test_saved_markdown_cites_its_sentences(page) -> None:
    page.analyze(ARTICLE)
    _, text = page.saved("#save-markdown")
    assert text.startswith("# Họp bàn về bảo hiểm y tế")
    assert "**Lê Thị An**: Giám đốc Sở Y tế[^" in text
    notes = [line for line in text.split("\n") if line.startswith("[^")]
    assert len(notes) == text.count("[^") - len(notes)
    assert any("Sáng 24/5" in note and "đoạn 2" in note for note in notes)


def test_the_saved_page_stands_alone(page, tmp_path) -> None:
    page.analyze(ARTICLE)
    _, html = page.saved("#save-html")
    assert "<script" not in html
    assert "<button" not in html
    path = tmp_path / "saved.html"
    path.write_text(html, "utf-8")
    page.driver.get(path.as_uri())
    assert "Lê Thị An" in page.one("#people").text
    assert page.texts("#text .words")[1].startswith("Sáng 24/5")
    assert page.run("return performance.getEntriesByType('resource').length") == 0


def test_copied_json_is_the_document(page, address) -> None:
    page.driver.execute_cdp_cmd(
        "Browser.grantPermissions",
        {"origin": address, "permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"]},
    )
    page.analyze(ARTICLE)
    page.click("#save")
    page.one("#copy-json").click()
    page.wait(lambda: page.status() == "Đã chép.")
    copied = page.driver.execute_async_script(
        "navigator.clipboard.readText().then(arguments[0], e => arguments[0](String(e)))"
    )
    assert json.loads(copied)["text"] == ARTICLE


def test_everything_is_on_paper_both_ways(page) -> None:
    page.analyze(ARTICLE)
    page.run("document.querySelector('#people-panel .fold').click()")  # folded on the screen
    for landscape in (False, True):
        words = printed(page, landscape)
        for part in ("Sáng 24/5", "Người", "Tổ chức", "Địa danh", "Văn bản viện dẫn",
                     "Dòng thời gian", "Cụm từ khóa"):  # fmt: skip
            assert part in words
        assert "Dán bài viết" not in words
    with emulated(page.driver, PHONE, "dark"):
        assert "Địa danh" in printed(page, False), "tabs are no tabs on paper"


def printed(page: Page, landscape: bool) -> str:
    import base64

    pypdf = pytest.importorskip("pypdf", reason="pypdf is not installed")
    data = page.driver.execute_cdp_cmd("Page.printToPDF", {"landscape": landscape})["data"]
    reader = pypdf.PdfReader(io.BytesIO(base64.b64decode(data)))
    return " ".join(" ".join(p.extract_text().split()) for p in reader.pages)


# -- what is kept --------------------------------------------------------------------------------


def test_nothing_is_kept_unless_it_is_asked_for(page, address) -> None:
    page.analyze(ARTICLE)
    assert page.run("return localStorage.length") == 0
    page.click("#save")
    page.click("#remember")
    assert "bảo hiểm y tế" in page.run("return localStorage.getItem('vntext')")
    again = Page(page.driver, address)
    assert again.one("#text h2 .words").text == "Họp bàn về bảo hiểm y tế"
    again.click("#save")
    again.click("#remember")
    assert again.run("return localStorage.length") == 0
    assert "Khai mạc" in Page(page.driver, address).one("#text h2 .words").text


@pytest.mark.parametrize("kept", ["{", '{"articles": 5}', '{"articles": [5, null, {"text": 1}]}'])
def test_damage_of_what_was_kept_is_passed_over(page, address, kept) -> None:
    page.run("localStorage.setItem('vntext', arguments[0])", kept)
    again = Page(page.driver, address)
    assert "Khai mạc" in again.one("#text h2 .words").text


# -- a key ---------------------------------------------------------------------------------------


def test_a_key_is_asked_for_when_needed(driver, wait_until_ready) -> None:
    with running(create_app(workers=0, api_key="bi-mat")) as url:
        page = Page(driver, url, done="")
        page.wait(lambda: page.shown("#key"))
        assert page.status() == "Cần khóa truy cập."
        page.one("#key").send_keys("bi-mat", Keys.ENTER)
        page.wait_until_done()
        page.errors()  # the refused request is in the log of the browser


# -- readers who do not see ----------------------------------------------------------------------


@pytest.mark.skipif(axe_script() is None, reason="axe is not installed: make test")
@pytest.mark.parametrize("width", [PHONE, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("text", [ARTICLE, ACT])
def test_axe_finds_nothing(page, width, scheme, text) -> None:
    script = axe_script()
    with emulated(page.driver, width, scheme):
        page.analyze(text)
        assert axe(page.driver, script) == []
        page.click("#text .m")
        assert axe(page.driver, script) == []
        page.click("#card .buttons button")
        assert axe(page.driver, script) == []
        page.click("#write")
        assert axe(page.driver, script) == []


@pytest.mark.skipif(axe_script() is None, reason="axe is not installed: make test")
def test_axe_finds_nothing_in_several_articles_menus_and_help(page) -> None:
    script = axe_script()
    page.drop(("một.txt", ARTICLE), ("hai.txt", OTHER))
    page.wait(lambda: page.status().startswith("Xong 2 bài"))
    assert axe(page.driver, script) == []
    page.click("#save")
    assert axe(page.driver, script) == []
    page.click("#help-open")
    assert axe(page.driver, script) == []
