"""Pictures of the page: 390, 768 and 1440 px, light and dark, and on paper both ways.

    python docs/screenshots.py FOLDER [--only NAME]

It starts the service and Debian's chromium (`make browser`), shows four texts (the example, a legal
document, a chat, a text that means harm), and writes a picture of each width and scheme and two PDF
files of each text. All texts are the project's own.
"""

from __future__ import annotations

import argparse
import base64
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests" / "integrations" / "support"))

CHAT = """An: mai họp lúc mấy giờ z?
Bình: 8h30 nha, chị Lan bên phòng KH&CN nói dời rồi
An: ủa sao t nghe 9h 😅
Bình: hôm qua chị ấy nhắn: "8h30 ngày 12/6, ai trễ thì khỏi vô"
An: ok, họp ở Đà Nẵng hay Huế?
Bình: Huế á, nhớ đọc NĐ 13/2023/NĐ-CP trước nghen, đ. 9 khoản 2
An: trời ơi 40 trang 😭 để t hỏi anh Minh cty Sao Mai gửi bản tóm tắt
"""

HOSTILE = (
    """<h1>Bài <script>alert(1)</script> lạ</h1>

Ông \u202eLê Văn An\u202c, Giám đốc Sở <img src=x onerror=alert(1)>, nói ở Huế\u2067:
"đây là một câu đủ dài
&amp; đủ chữ".

"><svg onload=alert(1)> Theo Nghị định 13/2023/NĐ-CP' onmouseover='alert(1),
bà Trần Thị Bình dự họp ngày 12/6.

{{7*7}} ${7*7} </p></article> a\u0000b Z̸͖̓a̴l̵g̶o̷ """
    + "dàiquá" * 30
    + """

=CMD|'/C calc'!A1 là ô của một bảng tính, [bấm vào đây](javascript:alert(1)) là một liên kết.
"""
)

TEXTS = {
    "example": (ROOT / "src/vntext/integrations/service/static/example.txt", None),
    "law": (ROOT / "examples/acts/nd-7-2030.txt", None),
    "chat": (None, CHAT),
    "hostile": (None, HOSTILE),
}

WIDTHS = (390, 768, 1440)
SCHEMES = ("light", "dark")


def capture(driver, path: Path, *, whole: bool = True) -> None:
    """A picture of the page as WebP, of all of it or of the window."""
    options = {"format": "webp", "quality": 80, "captureBeyondViewport": whole}
    if whole:
        size = driver.execute_cdp_cmd("Page.getLayoutMetrics", {})["cssContentSize"]
        options["clip"] = {**size, "height": min(size["height"], 6000), "scale": 1}
    data = driver.execute_cdp_cmd("Page.captureScreenshot", options)["data"]
    path.write_bytes(base64.b64decode(data))


def paper(driver, path: Path, *, landscape: bool) -> None:
    """The page as it is printed."""
    options = {"landscape": landscape, "printBackground": False, "preferCSSPageSize": False}
    options |= {"paperWidth": 8.27, "paperHeight": 11.69}
    driver.execute_script("window.dispatchEvent(new Event('beforeprint'))")
    data = driver.execute_cdp_cmd("Page.printToPDF", options)["data"]
    driver.execute_script("window.dispatchEvent(new Event('afterprint'))")
    path.write_bytes(base64.b64decode(data))


def show(driver, text: str) -> None:
    """Analyses a text on the page and waits for the result."""
    from selenium.webdriver.support.ui import WebDriverWait

    done = "return /^(Xong|Done)/.test(document.getElementById('status').textContent)"
    wait = WebDriverWait(driver, 30, 0.05)
    wait.until(lambda d: d.execute_script(done))
    driver.execute_script(
        "document.getElementById('status').textContent = '';"
        "document.getElementById('input').value = arguments[0];"
        "document.getElementById('run').click();",
        text,
    )
    wait.until(lambda d: d.execute_script(done))


def main() -> None:
    """Writes the pictures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", choices=list(TEXTS), help="one text")
    parser.add_argument(
        "--window", action="store_true", help="the window alone, not all of the page"
    )
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)

    import httpx
    from browser import browser, emulated
    from service_server import running

    from vntext.integrations.service import create_app

    with running(create_app(workers=1)) as address, browser() as driver:
        while httpx.get(f"{address}/ready").status_code != 200:
            time.sleep(0.1)
        for name, (path, own) in TEXTS.items():
            if given.only not in (None, name):
                continue
            text = own if own is not None else path.read_text("utf-8")
            for width in WIDTHS:
                for scheme in SCHEMES:
                    with emulated(driver, width, scheme):
                        driver.get(address)
                        show(driver, text)
                        out = given.folder / f"{name}-{width}-{scheme}.webp"
                        capture(driver, out, whole=not given.window)
            for landscape in (False, True):
                way = "landscape" if landscape else "portrait"
                paper(driver, given.folder / f"{name}-{way}.pdf", landscape=landscape)
            print(name)


if __name__ == "__main__":
    main()
