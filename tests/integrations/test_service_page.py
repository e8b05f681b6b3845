"""The page in a real browser: read, choose, look closer; hostile text stays text."""

from __future__ import annotations

import os

import pytest

pytest.importorskip("uvicorn", reason="the extra service is not installed")
pytest.importorskip("httpx", reason="httpx is not installed")
pytest.importorskip("selenium", reason="selenium is not installed")

from browser import CHROMIUM, DRIVER, WHY, emulated, screenshot
from pages import ACT, ARTICLE, PHONE
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

pytestmark = pytest.mark.skipif(not (CHROMIUM and DRIVER), reason=WHY)


# -- the beginning ---------------------------------------------------------------------------


def test_an_example_is_analysed_at_once(page) -> None:
    assert not page.shown("#entry")  # no empty box
    assert len(page.all("#people > li")) >= 3
    assert len(page.all("#legal > li")) >= 3
    assert "Bài mẫu" in page.status()


def test_the_first_paint_is_small(page) -> None:
    sizes = page.run(
        "return [performance.getEntriesByType('navigation')[0],"
        "...performance.getEntriesByType('resource')]"
        ".filter(r => !/v1|version/.test(r.name)).map(r => r.decodedBodySize)"
    )
    assert len(sizes) > 10
    assert sum(sizes) < 150_000


def test_everything_comes_from_the_service(page, address) -> None:
    loaded = page.run("return performance.getEntriesByType('resource').map(r => r.name)")
    assert loaded
    assert all(name.startswith(address) for name in loaded)


def test_help_names_the_interface_and_the_version(page) -> None:
    from vntext import __version__

    page.click("#help-open")
    page.wait(lambda: page.one("#version").text == __version__)
    links = page.run("return [...document.querySelectorAll('#help a')].map(a => a.href)")
    assert all(page.run("return fetch(arguments[0]).then(r => r.status)", a) == 200 for a in links)
    page.driver.switch_to.active_element.send_keys(Keys.ESCAPE)
    page.wait(lambda: not page.shown("#help"))


# -- the text --------------------------------------------------------------------------------


def test_pasted_text_is_highlighted(page) -> None:
    page.analyze(ARTICLE)
    marks = page.run(
        "return [...document.querySelectorAll('#text mark')].map(m => [m.className, m.textContent])"
    )
    assert ["P", "Lê Thị An"] in marks
    assert ["T", "Giám đốc Sở Y tế"] in marks
    assert ["O", "Sở Y tế"] in marks  # nested
    assert ["L", "Huế"] in marks
    assert ["W", "Nghị quyết số 20-NQ/TW"] in marks
    assert ["D", "24/5"] in marks
    assert page.texts("#text .words") == [line for line in ARTICLE.split("\n") if line]


def test_a_text_pasted_anywhere_is_analysed(page) -> None:
    page.run("document.getElementById('status').textContent = ''")
    page.run(
        """
        const data = new DataTransfer();
        data.setData("text/plain", arguments[0]);
        document.body.dispatchEvent(
          new ClipboardEvent("paste", {clipboardData: data, bubbles: true}));
        """,
        ARTICLE,
    )
    page.wait_until_done()
    assert page.one("#text h2 .words").text == "Họp bàn về bảo hiểm y tế"


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>window.hacked = 1</script>",
        "<img src=x onerror='window.hacked=1'>",
        "</p></article><h1>x</h1>",
        '"><svg onload=window.hacked=1>',
        "&lt;b&gt; &amp;",
        "\u202eabc",
    ],
)
def test_hostile_text_is_shown_as_text(page, hostile) -> None:
    page.analyze(f"Ông {hostile} nói.\n\nÔng Lê Văn An{hostile} ở Huế.")
    assert page.texts("#text .words") == [f"Ông {hostile} nói.", f"Ông Lê Văn An{hostile} ở Huế."]
    assert page.run("return window.hacked") is None
    assert not page.all("#result script, #result img, #result h1, #text svg")


def test_what_turns_the_direction_reorders_nothing_else(page) -> None:
    page.analyze("Ông Lê Văn An \u202eđến Huế\n\nBà Vũ Thị Mơ đi Vinh.")
    assert page.texts("#text bdi") == ["\u202e"]
    left = "return document.querySelector(arguments[0]).getBoundingClientRect().left"
    assert page.run(left, "#text mark.P") < page.run(left, "#text mark.L")


def test_labels_roles_and_summary_can_be_switched_off(page) -> None:
    page.analyze(ARTICLE)
    place, roles, summary = (
        page.named("#legend button", name) for name in ("địa danh", "vai trò", "câu tóm tắt")
    )
    style = "return getComputedStyle(document.querySelector(arguments[0]))[arguments[1]]"
    marked = page.run(style, "#text .s", "backgroundColor")
    for button in (place, roles, summary):
        button.click()
        assert button.get_attribute("aria-pressed") == "false"
    assert not page.all("#text mark.L")
    assert page.run(style, "#text .role", "display") == "none"
    assert page.run(style, "#text .s", "backgroundColor") != marked
    for button in (place, roles, summary):
        button.click()
    assert page.all("#text mark.L")
    assert page.run(style, "#text .s", "backgroundColor") == marked


def test_a_mark_inside_others_has_the_colour_of_the_legend(page) -> None:
    page.analyze(ARTICLE)
    colours = page.run(
        "return [...document.querySelectorAll('#text mark.O')]"
        ".map(m => getComputedStyle(m).backgroundColor)"
    )
    assert len(set(colours)) == 1
    assert "/" not in colours[0], "nothing shines through"
    assert page.all("#text .s mark.T mark.O")


# -- who is chosen -----------------------------------------------------------------------------


def test_a_chosen_person_lights_up_and_the_rest_dims(page) -> None:
    page.analyze(ARTICLE)
    page.click(page.named("#people .name", "Trần Văn Bình"))
    lit = page.texts("#text .lit")
    assert "Trần Văn Bình" in lit
    assert "Bình" in lit
    assert "Chủ tịch UBND xã Hương Phong" in lit
    assert any("Xã sẽ cấp thẻ" in t for t in lit)
    assert "Lê Thị An" not in lit
    colour = "return getComputedStyle(arguments[0]).color"
    other = page.named("#text mark.P", "Lê Thị An")
    assert page.run(colour, other) != page.run(colour, page.one("#text mark.lit"))
    assert "Trần Văn Bình" in page.one("#chosen-name").text
    assert page.one('#people .name[aria-pressed="true"]').text.startswith("Trần Văn Bình")
    page.one("body").send_keys(Keys.ESCAPE)
    assert not page.all("#text .lit")
    assert not page.shown("#chosen")


def test_the_places_of_what_is_chosen_one_after_the_other(page) -> None:
    page.analyze(ARTICLE)
    page.click(page.named("#people .name", "Lê Thị An"))
    seen = []
    for _ in range(3):
        seen.append(page.texts("#text .here")[0])
        page.click("#next")
    assert seen[0] == "Lê Thị An"
    assert "Giám đốc Sở Y tế" in seen
    assert len(set(seen)) == 3


@pytest.mark.parametrize(
    ("panel", "name", "lit"),
    [
        ("organizations", "Sở Y tế", "Sở Y tế"),
        ("places", "Huế", "Huế"),
        ("legal", "20-NQ/TW", "Nghị quyết số 20-NQ/TW"),
        ("timeline", "năm 2026", "năm 2026"),
        ("phrases", "thẻ", "thẻ"),
    ],
)
def test_whatever_is_listed_lights_up(page, panel, name, lit) -> None:
    page.analyze(ARTICLE)
    page.click(page.named(f"#{panel} .name", name))
    assert any(lit in text for text in page.texts("#text .lit"))


# -- details beside the mark -------------------------------------------------------------------


def test_details_stand_beside_the_mark(page) -> None:
    page.analyze(ARTICLE)
    mark = page.named("#text mark.P .m", "Lê Thị An")
    page.run("arguments[0].scrollIntoView({block: 'center'})", mark)
    ActionChains(page.driver).move_to_element(mark).perform()
    page.wait(lambda: page.shown("#card"))
    assert "Giám đốc Sở Y tế" in page.one("#card").text
    box = (
        "const r = arguments[0].getBoundingClientRect(); return [r.left, r.top, r.right, r.bottom]"
    )
    card, near = page.run(box, page.one("#card")), page.run(box, mark)
    assert min(abs(card[1] - near[3]), abs(near[1] - card[3])) < 12
    assert abs(card[0] - near[0]) < 12
    ActionChains(page.driver).move_to_element(page.one("h1")).perform()
    page.wait(lambda: not page.shown("#card"))


def test_details_say_what_a_place_and_a_date_are(page) -> None:
    page.analyze("Ngày 12/6/2024, ông Lê Văn An đến phường Cửa Đông, quận Hoàn Kiếm, Hà Nội.")
    page.click(page.named("#text mark.L .m", "Cửa Đông"))
    assert "Quận Hoàn Kiếm" in page.one("#card").text
    assert "Phường Hoàn Kiếm" in page.one("#card").text  # its successor
    page.click(page.named("#text mark.D .m", "12/6/2024"))
    assert "12/6/2024" in page.one("#card").text


def test_by_keyboard_alone(page) -> None:
    page.one("#write").send_keys(Keys.ENTER)
    box = page.driver.switch_to.active_element
    assert box.get_attribute("id") == "input"
    page.run("arguments[0].value = arguments[1]", box, ARTICLE)
    page.run("document.getElementById('status').textContent = ''")
    box.send_keys(Keys.CONTROL, Keys.ENTER)
    page.wait_until_done()
    pieces = page.texts("#text .m")
    page.run("document.querySelector('#text .m[tabindex=\"0\"]').focus()")
    reached = []
    for _ in pieces:
        active = page.driver.switch_to.active_element
        reached.append(active.get_attribute("textContent"))
        assert page.shown("#card")
        active.send_keys(Keys.ARROW_RIGHT)
    assert reached == pieces
    assert len(page.all('#text .m[tabindex="0"]')) == 1
    # Enter goes into the details, Esc comes back to the mark
    mark = page.driver.switch_to.active_element
    mark.send_keys(Keys.ENTER)
    inside = page.driver.switch_to.active_element
    assert inside.find_elements(By.XPATH, "ancestor::*[@id='card']")
    inside.send_keys(Keys.ESCAPE)
    assert not page.shown("#card")
    assert page.driver.switch_to.active_element == mark
    mark.send_keys(Keys.ENTER)
    page.driver.switch_to.active_element.send_keys(Keys.ENTER)  # light up in the text
    assert page.all("#text .lit")


def test_marks_say_what_they_are(page) -> None:
    page.analyze(ARTICLE)
    names = page.run(
        "return [...document.querySelectorAll('#text .m')].map(m => m.getAttribute('aria-label'))"
    )
    assert "Lê Thị An, người, Giám đốc Sở Y tế" in names
    assert "An, người, Lê Thị An, Giám đốc Sở Y tế" in names
    assert "Giám đốc Sở Y tế, chức danh, Lê Thị An" in names
    assert any(n.startswith("Huế, địa danh") for n in names)


def test_the_order_of_the_focus_is_the_order_on_the_screen(page) -> None:
    page.analyze(ARTICLE)
    page.run("document.querySelector('.skip').focus()")
    order = []
    for _ in range(24):
        active = page.driver.switch_to.active_element
        where = page.run(
            "return (arguments[0].closest('header, #reading, #panels') || {}).id || 'header'",
            active,
        )
        order.append(where)
        ActionChains(page.driver).send_keys(Keys.TAB).perform()
    kinds = [k for i, k in enumerate(order) if i == 0 or order[i - 1] != k]
    assert kinds == ["header", "reading", "panels"]


# -- languages, widths -------------------------------------------------------------------------


def test_two_languages(page) -> None:
    page.analyze(ARTICLE)
    texts = "return [...document.querySelectorAll('[data-t]')].map(e => e.textContent)"
    assert page.one("#write").text == "Dán bài viết"
    vietnamese = page.run(texts)
    page.one("#language").click()
    assert page.one("#write").text == "Paste a text"
    assert page.one("html").get_attribute("lang") == "en"
    assert page.status().startswith("Done")
    assert any("organisation" in t for t in page.texts("#legend button"))
    assert page.one("#text").get_attribute("lang") == "vi"
    for selector in ("#people .name", "#summary .link", "#card .name"):
        for element in page.all(selector):
            assert element.get_attribute("lang") == "vi"
    for one, other in zip(vietnamese, page.run(texts), strict=True):
        assert one != other or one in ("JSON", "CSV")
    page.one("#language").click()


@pytest.mark.parametrize("width", [320, PHONE, 820, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_widths_and_schemes(page, width, scheme) -> None:
    with emulated(page.driver, width, scheme):
        page.analyze(ARTICLE)
        wide = page.run("return document.documentElement.scrollWidth")
        assert wide <= width, "nothing reaches beyond the window"
        small = page.run(
            "return [...document.querySelectorAll('header button, #legend button, #tabs button')]"
            ".filter(b => b.offsetHeight && b.getBoundingClientRect().height < 32).length"
        )
        assert small == 0, "buttons are large enough for a finger"
        back = page.run("return getComputedStyle(document.body).backgroundColor")
        assert (sum(map(int, back[4:-1].split(","))) > 382) == (scheme == "light")
        top = page.run("return document.querySelector('#text h2').getBoundingClientRect().top")
        assert top + page.run("return scrollY") < 450, "the article begins on the first screen"
        if folder := os.environ.get("VNTEXT_SCREENSHOTS"):
            screenshot(page.driver, width, f"{folder}/page-{width}-{scheme}.png")


def test_panels_are_tabs_on_a_phone(page) -> None:
    with emulated(page.driver, PHONE, "light"):
        page.analyze(ARTICLE)
        assert page.shown("#text")
        assert not page.shown("#people")
        tabs = page.all("#tabs [role=tab]")
        tabs[0].click()
        names = [tabs[0].text]
        for _ in tabs[1:]:
            page.driver.switch_to.active_element.send_keys(Keys.ARROW_RIGHT)
            active = page.driver.switch_to.active_element
            names.append(active.text)
            panel = page.one(f"#{active.get_attribute('aria-controls')}")
            assert panel.is_displayed()
            assert panel.get_attribute("role") == "tabpanel"
            assert len([p for p in page.all(".panel") if p.is_displayed()]) == 1
        assert names[:3] == ["Bài viết", "Tóm tắt", "Người 2"]
        page.click("#tab-people-panel")
        page.named("#people .name", "Lê Thị An").click()
        assert page.shown("#text"), "what is chosen is shown in the text"
        assert page.all("#text .lit")


def test_panels_fold_on_a_desk(page) -> None:
    page.analyze(ARTICLE)
    fold = page.one("#people-panel .fold")
    fold.send_keys(Keys.ENTER)
    assert fold.get_attribute("aria-expanded") == "false"
    assert not page.shown("#people")
    fold.send_keys(Keys.ENTER)
    assert page.shown("#people")
    assert not page.all("#panels [role=tabpanel]")


# -- a legal document --------------------------------------------------------------------------


def test_a_legal_document_has_a_tree_and_inner_links(page) -> None:
    page.analyze(ACT)
    assert "99/2031/QH17" in page.one("#act-facts").text
    names = page.texts("#act > li > .node")
    assert names == ["Điều 1. Phạm vi điều chỉnh", "Điều 2. Bờ hồ", "Điều 3. Hiệu lực thi hành"]
    page.click(page.named("#act .node", "Điều 3"))
    assert "Điều 3" in page.texts("#text .here")[0]
    page.click(page.named("#text .m", "điểm b khoản 2 Điều này"))
    assert "điểm b khoản 2 điều 2" in page.one("#card").text
    page.click(page.named("#card button", "Đến chỗ này"))
    assert page.texts("#text .here")[0].startswith("b) Bờ đá")
    assert page.texts("#terms .link") == ["hồ"]
    assert not page.all("#text .role")


def test_a_text_that_is_no_legal_document_has_no_tree(page) -> None:
    page.analyze(ARTICLE)
    assert not page.shown("#act-panel")
