"""The page of the service, as the tests use it."""

from __future__ import annotations

import time
from importlib.util import find_spec
from pathlib import Path

from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

ARTICLE = """Họp bàn về bảo hiểm y tế

Sáng 24/5, bà Lê Thị An, Giám đốc Sở Y tế, dự hội nghị tại Huế 😀.

Theo bà An, Luật Bảo hiểm y tế và Nghị quyết số 20-NQ/TW của Trung ương đã được phổ biến tới các xã.

Ông Trần Văn Bình, Chủ tịch UBND xã Hương Phong, cho biết 98% người dân xã có thẻ bảo hiểm y tế.

"Xã sẽ cấp thẻ cho mọi học sinh trước tháng 9", ông Bình nói. Theo Nghị quyết số 20-NQ/TW, \
việc này phải xong trong năm 2026.

Hội nghị bàn việc cấp thẻ cho học sinh. Các đại biểu thống nhất bốn nhóm giải pháp cho năm 2026.

Buổi chiều, bà Lê Thị An đi thăm trạm y tế xã.
"""

ACT = """QUỐC HỘI

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM

Luật số: 99/2031/QH17

LUẬT

HỒ ĐIỀU HÒA

Căn cứ Luật Đê điều số 79/2006/QH11;

Điều 1. Phạm vi điều chỉnh

Luật này quy định về hồ điều hòa (sau đây gọi là hồ).

Điều 2. Bờ hồ

1. Bờ hồ rộng 5 mét, trừ bờ quy định tại điểm b khoản 2 Điều này.

2. Bờ hồ gồm:

a) Bờ đất;

b) Bờ đá theo Điều 9.

Điều 3. Hiệu lực thi hành

Luật này có hiệu lực thi hành từ ngày 01 tháng 01 năm 2032.
"""

PHONE = 390


class Page:
    """The page in a browser."""

    def __init__(self, driver, address: str, done: str = "done") -> None:
        self.driver = driver
        self.address = address
        driver.get(address)
        self.wait(lambda: driver.find_element(By.TAG_NAME, "html").get_attribute("data-ready"))
        if done:
            self.wait_until_done()

    def wait(self, condition):
        return WebDriverWait(self.driver, 30, 0.05).until(lambda _: condition())

    def wait_until_done(self) -> None:
        self.wait(lambda: self.status().startswith(("Xong", "Done")))

    def status(self) -> str:
        return self.run("return document.getElementById('status').textContent")

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

    def click(self, target) -> None:
        """A click, wherever the page has scrolled to."""
        element = self.one(target) if isinstance(target, str) else target
        self.run("arguments[0].click()", element)

    def named(self, selector: str, text: str):
        """The first element of a selector that holds a text."""
        return next(e for e in self.all(selector) if text in e.get_attribute("textContent"))

    def shown(self, selector: str) -> bool:
        return self.one(selector).is_displayed()

    def open(self, text: str) -> None:
        """Puts a text into the box."""
        if not self.shown("#entry"):
            self.click("#write")
        self.run(
            "const box = document.getElementById('input'); box.value = arguments[0];"
            "box.dispatchEvent(new Event('input'))",
            text,
        )

    def analyze(self, text: str) -> None:
        self.open(text)
        self.run("document.getElementById('status').textContent = ''")
        self.click("#run")
        self.wait_until_done()

    def drop(self, *files: tuple[str, str]) -> None:
        """Drops files of a name and a text."""
        self.run("document.getElementById('status').textContent = ''")
        self.run(
            """
            const data = new DataTransfer();
            for (const [name, text] of arguments[0]) data.items.add(new File([text], name));
            document.body.dispatchEvent(
              new DragEvent("drop", {dataTransfer: data, bubbles: true, cancelable: true}));
            """,
            files,
        )

    def requests(self, path: str) -> int:
        """How many requests for a path were made."""
        script = "return performance.getEntriesByType('resource').map(r => r.name)"
        return sum(path in name for name in self.run(script))

    def saved(self, button: str) -> tuple[str, str]:
        """Name and text of the file that a button saves."""
        self.run("""
            window.kept = null;
            URL.createObjectURL = (blob) => {
              blob.text().then((t) => { window.kept = t; });
              return "blob:x";
            };
            HTMLAnchorElement.prototype.click = function () { window.keptName = this.download; };
        """)
        self.click("#save")
        self.click(button)
        self.wait(lambda: self.run("return window.kept"))
        return self.run("return window.keptName"), self.run("return window.kept")

    def errors(self) -> list[str]:
        rows = self.driver.get_log("browser")
        return [r["message"] for r in rows if r["level"] in ("SEVERE", "WARNING")]


def wait_until_settled(seconds: float = 0.4) -> None:
    """Lets a timer of the page run out."""
    time.sleep(seconds)


def axe_script() -> str | None:
    """The script of axe, or None where its package is not installed."""
    # the package is made for another driver, which it imports; its script is all that is read
    found = find_spec("axe_playwright_python")
    if found is None or not found.submodule_search_locations:
        return None
    path = Path(found.submodule_search_locations[0]) / "axe.min.js"
    return path.read_text("utf-8") if path.exists() else None


def axe(driver, script: str) -> list[str]:
    """What axe finds in a page, one line a rule."""
    driver.execute_script(script)
    found = driver.execute_async_script(
        "axe.run(document, {resultTypes: ['violations']}).then(arguments[0])"
    )
    return [
        f"{v['id']}: {v['help']} ({'; '.join(str(n['target']) for n in v['nodes'][:4])})"
        for v in found["violations"]
    ]
