"""The page in a real browser: paste, look, jump, shorten; hostile text stays text."""

from __future__ import annotations

import json
import os

import pytest

pytest.importorskip("uvicorn", reason="the extra service is not installed")
pytest.importorskip("httpx", reason="httpx is not installed")
pytest.importorskip("selenium", reason="selenium is not installed")

from browser import CHROMIUM, DRIVER, WHY, browser, emulated, screenshot
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait
from service_server import running

from vntext.integrations.service import create_app

pytestmark = pytest.mark.skipif(not (CHROMIUM and DRIVER), reason=WHY)

ARTICLE = """Họp bàn về bảo hiểm y tế

Sáng 24/5, bà Lê Thị An, Giám đốc Sở Y tế, dự hội nghị tại Huế 😀.

Theo bà An, Luật Bảo hiểm y tế và Nghị quyết số 20-NQ/TW của Trung ương đã được phổ biến tới các xã.

Ông Trần Văn Bình, Chủ tịch UBND xã Hương Phong, cho biết 98% người dân xã có thẻ bảo hiểm y tế.

Hội nghị bàn việc cấp thẻ cho học sinh. Các đại biểu thống nhất bốn nhóm giải pháp cho năm 2026.

Buổi chiều, bà Lê Thị An đi thăm trạm y tế xã.
"""


@pytest.fixture(scope="module")
def address(wait_until_ready):
    with running(create_app(workers=1)) as url:
        wait_until_ready(url)
        yield url


@pytest.fixture(scope="module")
def driver():
    with browser() as made:
        yield made


class Page:
    """The page, as the tests use it."""

    def __init__(self, driver, address: str) -> None:
        self.driver = driver
        driver.get(address)
        self.wait(lambda: driver.find_element(By.TAG_NAME, "html").get_attribute("data-ready"))

    def wait(self, condition):
        return WebDriverWait(self.driver, 30, 0.05).until(lambda _: condition())

    def one(self, selector: str):
        return self.driver.find_element(By.CSS_SELECTOR, selector)

    def all(self, selector: str):
        return self.driver.find_elements(By.CSS_SELECTOR, selector)

    def texts(self, selector: str) -> list[str]:
        return self.run(
            "return [...document.querySelectorAll(arguments[0])].map(e => e.textContent)", selector
        )

    def run(self, script: str, *values):
        return self.driver.execute_script(script, *values)

    def paste(self, text: str) -> None:
        self.run("document.getElementById('input').value = arguments[0]", text)

    def analyze(self, text: str) -> None:
        self.paste(text)
        self.one("#run").click()
        self.wait(lambda: self.one("#status").text.startswith(("Xong", "Done")))

    def errors(self) -> list[str]:
        rows = self.driver.get_log("browser")
        return [r["message"] for r in rows if r["level"] in ("SEVERE", "WARNING")]


@pytest.fixture
def page(driver, address):
    made = Page(driver, address)
    made.errors()
    yield made
    assert made.errors() == []  # scripts that failed, and what the policy of the page forbade


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
    assert page.texts("#text p") == [line for line in ARTICLE.split("\n") if line]


def test_panels(page) -> None:
    page.analyze(ARTICLE)
    assert any("Lê Thị An" in t and "Giám đốc Sở Y tế" in t for t in page.texts("#people li"))
    assert any("20-NQ/TW" in t for t in page.texts("#legal li"))
    assert "24/5" in page.texts("#list-DATE li")
    assert "Huế" in page.texts("#list-LOC li")
    assert page.texts("#people .held mark.O")[0] == "Sở Y tế"


def test_key_phrases_jump_to_their_places(page) -> None:
    page.analyze(ARTICLE)
    page.wait(lambda: page.all("#phrases .jump"))
    item = next(e for e in page.all("#phrases .jump") if "y tế" in e.text)
    page.run("arguments[0].click()", item)
    here = page.run("return document.querySelector('#text .here').textContent").lower()
    assert item.text.partition(" ×")[0].lower() == here


def test_slider_changes_the_summary(page) -> None:
    page.analyze(ARTICLE)
    assert len(page.texts("#summary li")) == 3
    slider = page.one("#length")
    slider.send_keys(Keys.ARROW_LEFT, Keys.ARROW_LEFT)
    page.wait(lambda: len(page.texts("#summary li")) == 1)
    assert page.one("#length-value").text == "1 câu"
    slider.send_keys(Keys.ARROW_RIGHT)
    page.wait(lambda: len(page.texts("#summary li")) == 2)
    marked = " ".join(page.texts("#text .s"))
    assert all(line in marked for line in page.texts("#summary li"))


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>window.hacked = 1</script>",
        "<img src=x onerror='window.hacked=1'>",
        "</p></article><h1>x</h1>",
        '"><svg onload=window.hacked=1>',
        "&lt;b&gt; &amp;",
    ],
)
def test_hostile_text_is_shown_as_text(page, hostile) -> None:
    page.analyze(f"Ông {hostile} nói.\n\nÔng Lê Văn An{hostile} ở Huế.")
    assert page.texts("#text p") == [f"Ông {hostile} nói.", f"Ông Lê Văn An{hostile} ở Huế."]
    assert page.run("return window.hacked") is None
    assert not page.all("#result script, #result img, #result h1, #result svg")


def test_an_item_jumps_to_its_mentions_one_after_the_other(page) -> None:
    page.analyze(ARTICLE)
    item = next(e for e in page.all("#people .jump") if "Lê Thị An" in e.text)
    seen = []
    for _ in range(3):
        page.run("arguments[0].click()", item)
        seen.append(page.run("return document.activeElement.textContent"))
        assert len(page.all(".here")) == 1
    assert seen[:2] == ["Lê Thị An", "An"]
    assert "Giám đốc Sở Y tế" in page.one("#fields").text


def test_by_keyboard_alone(page) -> None:
    page.paste(ARTICLE)
    page.one("#input").send_keys(Keys.CONTROL, Keys.ENTER)
    page.wait(lambda: page.one("#status").text.startswith("Xong"))
    marks = page.texts("#text mark")
    page.run("document.querySelector('#text mark[tabindex=\"0\"]').focus()")
    reached = []
    for _ in marks:
        active = page.driver.switch_to.active_element
        reached.append(active.get_attribute("textContent"))
        active.send_keys(Keys.ARROW_RIGHT)
    assert reached == marks
    assert len(page.all('#text mark[tabindex="0"]')) == 1


def test_labels_can_be_switched_off(page) -> None:
    page.analyze(ARTICLE)
    button = next(b for b in page.all("#legend button") if "địa danh" in b.text)
    button.click()
    assert not page.all("#text mark.L")
    again = next(b for b in page.all("#legend button") if "địa danh" in b.text)
    assert again.get_attribute("aria-pressed") == "false"
    again.click()
    assert page.all("#text mark.L")


def test_two_languages(page) -> None:
    page.analyze(ARTICLE)
    assert page.one("#run").text == "Phân tích"
    page.one("#language").click()
    assert page.one("#run").text == "Analyse"
    assert page.one("html").get_attribute("lang") == "en"
    assert page.one("#status").text.startswith("Done")
    assert any("organisation" in t for t in page.texts("#legend button"))
    labels = page.texts("[data-t]")
    page.one("#language").click()
    for english, vietnamese in zip(labels, page.texts("[data-t]"), strict=True):
        assert english != vietnamese


def test_the_example(page) -> None:
    page.one("#example").click()
    page.wait(lambda: page.one("#status").text.startswith("Xong"))
    assert len(page.all("#people li")) >= 3
    assert len(page.all("#legal li")) >= 3


def test_files(page, tmp_path) -> None:
    good, bad = tmp_path / "bài.txt", tmp_path / "cũ.txt"
    good.write_text(ARTICLE, "utf-8")
    bad.write_bytes(ARTICLE.encode("utf-16"))
    page.one("#file").send_keys(str(bad))
    page.wait(lambda: "UTF-8" in page.one("#status").text)
    page.one("#file").send_keys(str(good))
    page.wait(lambda: page.one("#status").text.startswith("Xong"))
    assert page.run("return document.getElementById('input').value") == ARTICLE


def test_a_dropped_file_is_analysed(page) -> None:
    page.run(
        """
        const data = new DataTransfer();
        data.items.add(new File([arguments[0]], "a.txt", {type: "text/plain"}));
        document.getElementById("input").dispatchEvent(
          new DragEvent("drop", {dataTransfer: data, bubbles: true, cancelable: true}));
        """,
        ARTICLE,
    )
    page.wait(lambda: page.one("#status").text.startswith("Xong"))


def test_copied_json_is_the_document(page, address) -> None:
    page.driver.execute_cdp_cmd(
        "Browser.grantPermissions",
        {"origin": address, "permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"]},
    )
    page.analyze(ARTICLE)
    page.one("#copy-json").click()
    page.wait(lambda: page.one("#status").text == "Đã chép.")
    copied = page.driver.execute_async_script(
        "navigator.clipboard.readText().then(arguments[0], e => arguments[0](String(e)))"
    )
    document = json.loads(copied)
    assert document["text"] == ARTICLE
    for e in document["entities"]:  # code points, as everywhere outside the page
        assert ARTICLE[e["start"] : e["end"]] == e["text"]


def test_nothing_to_analyse_is_said(page) -> None:
    page.paste("  \n ")
    page.one("#run").click()
    assert page.one("#status").text == "Chưa có văn bản."


def test_everything_comes_from_the_service(page, address) -> None:
    page.analyze(ARTICLE)
    loaded = page.run("return performance.getEntriesByType('resource').map(r => r.name)")
    assert loaded
    assert all(name.startswith(address) for name in loaded)


@pytest.mark.parametrize("width", [320, 390, 820, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_widths_and_schemes(page, width, scheme) -> None:
    with emulated(page.driver, width, scheme):
        page.analyze(ARTICLE)
        wide = page.run("return document.documentElement.scrollWidth")
        assert wide <= width, "nothing reaches beyond the window"
        small = page.run(
            "return [...document.querySelectorAll('#entry button, #legend button')]"
            ".filter(b => b.getBoundingClientRect().height < 32).length"
        )
        assert small == 0, "buttons are large enough for a finger"
        back = page.run("return getComputedStyle(document.body).backgroundColor")
        assert (sum(map(int, back[4:-1].split(","))) > 382) == (scheme == "light")
        if folder := os.environ.get("VNTEXT_SCREENSHOTS"):
            screenshot(page.driver, width, f"{folder}/page-{width}-{scheme}.png")


def test_a_key_is_asked_for_when_needed(driver, wait_until_ready) -> None:
    with running(create_app(workers=0, api_key="bi-mat")) as url:
        page = Page(driver, url)
        page.paste("Ông An ở Huế.")
        page.one("#run").click()
        page.wait(lambda: page.one("#key").is_displayed())
        assert page.one("#status").text == "Cần khóa truy cập."
        page.one("#key").send_keys("bi-mat", Keys.ENTER)
        page.wait(lambda: page.one("#status").text.startswith("Xong"))
        page.errors()  # the refused request is in the log of the browser
